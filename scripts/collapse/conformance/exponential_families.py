"""Bernoulli, Poisson and exponential means under replace and accumulate, against the survival and the efficiency known."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from collapse import regimes
from collapse.conformance import Row
from collapse.estimate import Estimate, FloatArray, estimate
from collapse.generations import select
from collapse.models import exponential_families, gaussian
from collapse.models.exponential_families import BERNOULLI, EXPONENTIAL, POISSON, Family
from collapse.recursion import Regime, recursion
from collapse.theory import exponential_families as theory


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure which means survive replace, how the exponential law drifts, and what accumulate costs."""
    yield from survival(rng)
    for size, fits in ((10, 100), (100, 1000)):
        *_, means = trajectory(EXPONENTIAL, 1.0, regimes.replace, size, np.array([fits - 1]), 20_000, rng)
        expected = theory.exponential_log_mean(size, fits - 1)[-1]
        setting = f"exponential, replace, n={size}, {fits} fits"
        yield row(f"R11 log mean, n={size}", "", "derived", setting, expected, estimate(np.log(means)))
    for family, mean in ((BERNOULLI, 0.3), (POISSON, 2.0), (EXPONENTIAL, 1.0)):
        yield from errors(family, mean, rng)
    yield from efficiency(rng)


def survival(rng: np.random.Generator) -> Iterator[Row]:
    """Measure how often a mean is not yet 0."""
    fits = np.array([5, 20, 50])
    expected = theory.poisson_survival(100, 0.1, 49)
    for count, means in zip(fits, trajectory(POISSON, 0.1, regimes.replace, 100, fits - 1, 70_000, rng), strict=True):
        setting = f"Poisson, mean 0.1, n=100, {count} fits"
        yield row(f"D4 k={count}", "suresh2024", "second-hand", setting, expected[count - 1], estimate(means > 0))
    fits = np.array([20, 100])
    expected = theory.bernoulli_survival(100, 0.2, 99)
    for count, means in zip(fits, trajectory(BERNOULLI, 0.2, regimes.replace, 100, fits - 1, 70_000, rng), strict=True):
        setting = f"Bernoulli, mean 0.2, n=100, {count} fits"
        yield row(f"R7 k={count}", "", "derived", setting, expected[count - 1], estimate(means > 0))


def errors(family: Family, mean: float, rng: np.random.Generator) -> Iterator[Row]:
    """Measure the error of small samples, where the variance of a fit depends on the fit before."""
    variance = float(family.variance(np.array(mean)))
    for regime, closed_form, fits in (
        (regimes.replace, theory.replace_error, 3),
        (regimes.accumulate, theory.accumulate_error, 20),
    ):
        *_, means = trajectory(family, mean, regime, 10, np.array([fits - 1]), 150_000, rng)
        expected = closed_form(variance, family.curvature, 10, fits - 1)[-1]
        setting = f"{family.name}, mean {mean}, {regime.__name__}, n=10, {fits} fits"
        name = f"R11 error, {family.name}, {regime.__name__}"
        yield row(name, "", "derived", setting, expected, estimate(np.square(means - mean)))


def efficiency(rng: np.random.Generator) -> Iterator[Row]:
    """Measure the error of the real fit over that under accumulate, for large samples."""
    size, fits = 10_000, np.array([100])
    expected = theory.relative_efficiency(99)[-1]
    for family, mean in ((BERNOULLI, 0.3), (POISSON, 2.0), (EXPONENTIAL, 1.0)):
        *_, means = trajectory(family, mean, regimes.accumulate, size, fits - 1, 60_000, rng)
        one_fit = float(family.variance(np.array(mean))) / size
        yield efficiency_row(family.name, expected, np.square(means - mean) / one_fit)
    normal = recursion(
        gaussian.Exact(), regimes.accumulate, gaussian.standard(60_000), size=size, generations=99, rng=rng
    )
    *_, fit = normal
    yield efficiency_row("normal", expected, size * np.square(fit.mean))


def efficiency_row(family: str, expected: float, relative_error: FloatArray) -> Row:
    """Turn the mean of relative errors over."""
    mean, error = estimate(relative_error)
    setting = f"{family}, mean, accumulate, n=10,000, 100 fits"
    efficient = float(1 / mean)
    return Row(
        f"R11 {family}", "dey2024", "second-hand", setting, float(expected), efficient, float(error) * efficient**2
    )


def row(name: str, source: str, reading: str, setting: str, expected: float, measured: Estimate) -> Row:
    """Compare the mean over replicates."""
    return Row(name, source, reading, setting, float(expected), float(measured.mean), float(measured.error))


def trajectory(
    family: Family,
    mean: float,
    regime: Regime,
    size: int,
    generations: npt.NDArray[np.int64],
    replicates: int,
    rng: np.random.Generator,
) -> Iterator[FloatArray]:
    """Yield the fitted means of the chosen generations."""
    truth = exponential_families.constant(family, mean, replicates)
    model, last = exponential_families.Exact(family), int(generations[-1])
    fits = recursion(model, regime, truth, size=size, generations=last, rng=rng)
    return (params.mean for params in select(fits, generations))
