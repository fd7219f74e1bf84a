"""Bernoulli, Poisson and exponential means under replace and accumulate, against known survival and efficiency."""

from collections.abc import Iterator

import numpy as np

from collapse import regimes
from collapse.conformance import Row
from collapse.conformance._compare import compare
from collapse.models import exponential_families, gaussian
from collapse.models.exponential_families import BERNOULLI, EXPONENTIAL, POISSON, Exact, Family, Mean
from collapse.numerics.estimate import FloatArray, estimate
from collapse.numerics.generations import select
from collapse.recursion import Regime, recursion
from collapse.theory import exponential_families as theory


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure which means survive replace, how the exponential law drifts, and what accumulate costs."""
    yield from survival(rng)
    for size, fits in ((10, 100), (100, 1000)):
        truth = exponential_families.constant(EXPONENTIAL, 1.0, 20_000)
        (means,) = trajectory(EXPONENTIAL, regimes.replace, truth, size=size, fits=[fits], rng=rng)
        setting = f"exponential, replace, n={size}, {fits} fits"
        expected = theory.exponential_log_mean(size, fits - 1)[-1]
        logs = np.log(means)
        yield compare(f"R11 log mean, n={size}", setting, expected, logs)
        spread = theory.exponential_log_mean_variance(size, fits - 1)[-1]
        yield compare(f"R11 log mean variance, n={size}", setting, spread, np.square(logs - logs.mean()))
    for family, mean in ((BERNOULLI, 0.3), (POISSON, 2.0), (EXPONENTIAL, 1.0)):
        yield from errors(family, mean, rng)
    yield from efficiency(rng)


def survival(rng: np.random.Generator) -> Iterator[Row]:
    """Measure how often a mean is not yet 0; D5 bounds the Bernoulli case, which is also known exactly."""
    fits = [5, 20, 50]
    exact = theory.poisson_survival(100, 0.1, 49)
    truth = exponential_families.constant(POISSON, 0.1, 70_000)
    found = trajectory(POISSON, regimes.replace, truth, size=100, fits=fits, rng=rng)
    for count, means in zip(fits, found, strict=True):
        setting = f"Poisson, mean 0.1, n=100, {count} fits"
        alive = (means > 0).astype(float)
        yield compare(f"D4 k={count}", setting, exact[count - 1], alive, source="suresh2024", reading="second-hand")
    fits = [20, 100]
    exact = theory.bernoulli_survival(100, 0.2, 99)
    truth = exponential_families.constant(BERNOULLI, 0.2, 70_000)
    found = trajectory(BERNOULLI, regimes.replace, truth, size=100, fits=fits, rng=rng)
    for count, means in zip(fits, found, strict=True):
        setting = f"Bernoulli, mean 0.2, n=100, {count} fits"
        yield compare(f"R7 k={count}", setting, exact[count - 1], (means > 0).astype(float))


def errors(family: Family, mean: float, rng: np.random.Generator) -> Iterator[Row]:
    """Measure the error of small samples, where the variance of a fit depends on the fit before."""
    variance = float(family.variance(np.array(mean)))
    truth = exponential_families.constant(family, mean, 220_000)
    for regime, closed_form, fits in (
        (regimes.replace, theory.replace_error, 3),
        (regimes.accumulate, theory.accumulate_error, 20),
    ):
        (means,) = trajectory(family, regime, truth, size=10, fits=[fits], rng=rng)
        expected = closed_form(variance, family.curvature, 10, fits - 1)[-1]
        setting = f"{family.name}, mean {mean}, {regime.__name__}, n=10, {fits} fits"
        yield compare(f"R11 error, {family.name}, {regime.__name__}", setting, expected, np.square(means - mean))


def efficiency(rng: np.random.Generator) -> Iterator[Row]:
    """Measure the error of the real fit over that under accumulate, for large samples."""
    size, fits = 10_000, 100
    for family, mean in ((BERNOULLI, 0.3), (POISSON, 2.0), (EXPONENTIAL, 1.0)):
        truth = exponential_families.constant(family, mean, 60_000)
        (means,) = trajectory(family, regimes.accumulate, truth, size=size, fits=[fits], rng=rng)
        one_fit = float(family.variance(np.array(mean))) / size
        yield efficiency_row(family.name, np.square(means - mean) / one_fit)
    truth_normal = gaussian.standard(60_000)
    *_, fit = recursion(gaussian.Exact(), regimes.accumulate, truth_normal, size=size, generations=fits - 1, rng=rng)
    yield efficiency_row("normal", size * np.square(fit.mean))


def efficiency_row(family: str, relative_error: FloatArray) -> Row:
    """Turn the mean of relative errors over."""
    mean, error = (float(value) for value in estimate(relative_error))
    setting = f"{family}, mean, accumulate, n=10,000, 100 fits"
    expected = float(theory.relative_efficiency(99)[-1])
    return Row(f"R11 {family}", "dey2024", "second-hand", setting, expected, 1 / mean, error / mean**2)


def trajectory(
    family: Family, regime: Regime, truth: Mean, *, size: int, fits: list[int], rng: np.random.Generator
) -> Iterator[FloatArray]:
    """Yield the fitted means after so many fits."""
    found = recursion(Exact(family), regime, truth, size=size, generations=fits[-1] - 1, rng=rng)
    return (params.mean for params in select(found, np.array(fits) - 1))
