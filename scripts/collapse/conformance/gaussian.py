"""The normal distribution in one dimension under replace.

A few replicates keep most of the variance, so means are tested after a few fits only, and log variances,
medians and standard deviations after many.
"""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from collapse import metrics, regimes
from collapse.conformance import Row, _compare
from collapse.conformance._compare import compare
from collapse.metrics import distances
from collapse.models import gaussian
from collapse.models.gaussian import Gaussian
from collapse.numerics.estimate import FloatArray
from collapse.recursion import Model, recursion
from collapse.theory import gaussian as theory

REPLICATES = 80_000


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure all rows of this family."""
    yield from drifts(rng)
    yield from few_fits(rng)
    yield from medians(rng)
    yield from collapses(rng)
    yield from leading_orders(rng)
    yield from disagreeing(rng)


def drifts(rng: np.random.Generator) -> Iterator[Row]:
    """The log variance and the deviation after as many fits as there are points in a sample."""
    for ddof in (0, 1):
        params = last(gaussian.Exact(ddof), 100, 100, rng)
        setting, log_variance = f"replace, n=100, ddof={ddof}, 100 fits", params.log_variance
        drift = theory.replace_log_variance(100, 99, ddof)[-1]
        yield compare(f"G2 ddof={ddof}", f"{setting}: mean log variance", drift, log_variance)
        exact = theory.replace_deviation(100, 99, ddof)[-1]
        yield compare(f"G4 ddof={ddof}", f"{setting}: mean deviation", exact, np.exp(log_variance / 2))
    spread = theory.replace_log_variance_variance(100, 99)[-1]
    squares = np.square(log_variance - log_variance.mean())
    yield compare("G3", f"{setting}: variance of the log variance", spread, squares)
    params = last(gaussian.Exact(), 1000, 1000, rng, replicates=16_000)
    drift = theory.replace_log_variance(1000, 999, 0)[-1]
    yield compare("G2 n=1000", "replace, n=1000, ddof=0, 1,000 fits: mean log variance", drift, params.log_variance)


def few_fits(rng: np.random.Generator) -> Iterator[Row]:
    """Variance, error and transport while the tail is still light; the error's own spread is known exactly."""
    for ddof in (0, 1):
        params = last(gaussian.Exact(ddof), 100, 10, rng)
        setting = f"replace, n=100, ddof={ddof}, 10 fits"
        exact = theory.replace_variance(100, 9, ddof)[-1]
        yield compare(f"G1 ddof={ddof}", f"{setting}: mean variance", exact, np.exp(params.log_variance))
    exact = theory.replace_variance_deviation(100, 9, ddof=1)[-1] ** 2
    squares = np.square(np.exp(params.log_variance) - 1)
    yield compare("G7", f"{setting}: variance of the variance", exact, squares)
    for ddof, count in ((0, 100), (1, 20)):
        params = last(gaussian.Exact(ddof), 100, count, rng, replicates=2 * REPLICATES)
        exact = theory.replace_error(100, count - 1, ddof)[-1]
        deviation = theory.replace_error_deviation(100, count - 1, ddof)[-1]
        name, setting = f"G8 ddof={ddof}", f"replace, n=100, ddof={ddof}, {count} fits"
        row = compare(name, f"{setting}: n times the error", 100 * exact, 100 * metrics.squared_error(params))
        yield row._replace(error=float(100 * deviation / math.sqrt(len(params.mean))))
    exact = theory.replace_wasserstein(100, count - 1, ddof)[-1]
    yield compare("G9", f"{setting}: squared transport distance", exact, distances.squared_wasserstein(params))


def medians(rng: np.random.Generator) -> Iterator[Row]:
    """The median variance, which the sum of many log chi-squared draws makes log-normal."""
    for ddof, count in ((0, 40), (1, 80)):
        fits = run(gaussian.Exact(ddof), 100, count, rng, replicates=2 * REPLICATES)
        middle = [float(np.median(params.log_variance)) for params in fits]
        halved = float(np.interp(math.log(2), np.negative(middle), theory.fits(count - 1)))
        setting = f"replace, n=100, ddof={ddof}: fits until the median variance is one half"
        yield Row(f"G6 ddof={ddof}", "", "derived", setting, theory.half_life(100, ddof), halved, 0.0, tolerance=0.03)
    exact = math.exp(theory.replace_log_variance(100, count - 1, 1)[-1])
    setting = f"replace, n=100, ddof=1, {count} fits: median variance"
    yield Row("G5", "", "derived", setting, exact, math.exp(middle[-1]), 0.0, tolerance=0.03)
    params = last(gaussian.Exact(), 100, 50, rng)
    deviation = math.exp(theory.replace_log_variance(100, 49, 0)[-1] / 2)
    exact = math.log10(math.erfc(3 / deviation / math.sqrt(2)))
    median = Gaussian(np.zeros(1), np.median(params.log_variance, keepdims=True))
    tail = math.log10(distances.tail_mass(median, 3.0)[0])
    setting = "replace, n=100, ddof=0, 50 fits: log10 of the tail beyond 3, for the median variance"
    yield Row("G12", "", "derived", setting, exact, tail, 0.0, tolerance=0.02)


def collapses(rng: np.random.Generator) -> Iterator[Row]:
    """How many replicates have all but lost their variance: never all of them, but as many as a normal law says."""
    size, ddof = 30, 1
    fits = run(gaussian.Exact(ddof), size, 20 * size, rng, replicates=20_000)
    threshold = math.log(1e-3)
    for count, params in enumerate(fits, 1):
        if count in (10 * size, 20 * size):
            mean = theory.replace_log_variance(size, count - 1, ddof)[-1]
            variance = theory.replace_log_variance_variance(size, count - 1)[-1]
            exact = math.erfc((mean - threshold) / math.sqrt(2 * variance)) / 2
            setting = f"replace, n={size}, ddof={ddof}, {count} fits: chance of a variance below 0.001"
            collapsed = (params.log_variance < threshold).astype(float)
            yield compare(f"R3 t={count // size}n", setting, exact, collapsed, tolerance=0.02)


def leading_orders(rng: np.random.Generator) -> Iterator[Row]:
    """What is published of replace: the variance of a point, exactly, and the transport distance to leading order."""
    model = gaussian.Raw(ddof=1)
    for size, count in ((100, 20), (1000, 100)):
        params = last(gaussian.Exact(ddof=1), size, count, rng, replicates=2 * REPLICATES)
        points = model.sample(params, 1, rng).values[:, 0]
        setting = f"replace, n={size}, ddof=1, {count} fits: variance of a point"
        exact = 1 + theory.replace_error(size, count - 1, ddof=1)[-1]
        yield published(f"R1 n={size}", setting, exact, np.square(points))
    count = 20
    params = last(gaussian.Exact(ddof=1), 1000, count, rng, replicates=2 * REPLICATES)
    setting = f"replace, n=1000, ddof=1, {count} fits: squared transport distance, leading order"
    exact = 1.5 * theory.replace_error(1000, count - 1, ddof=1)[-1]
    yield published("R2 G10", setting, exact, distances.squared_wasserstein(params), tolerance=0.02)


def published(name: str, setting: str, expected: float, samples: FloatArray, tolerance: float = 0.0) -> Row:
    """Compare with formulas of shumailov2024, which others quote from its supplement."""
    source, reading = "shumailov2024", "second-hand"
    return compare(name, setting, expected, samples, source=source, reading=reading, tolerance=tolerance)


def disagreeing(rng: np.random.Generator) -> Iterator[Row]:
    """One run, three measures: log variance, divergence, and transport."""
    params = last(gaussian.Exact(), 30, 60, rng)
    setting = "replace, n=30, 60 fits, maximum likelihood"
    drop = theory.replace_log_variance(30, 59, 0)[-1]
    yield compare("R41 log variance", setting, drop, params.log_variance)
    yield compare("R41 divergence", f"{setting}: grows without end", -drop / 2, distances.divergence(params))
    exact = theory.replace_wasserstein(30, 59, 0)[-1]
    yield compare("R41 transport", f"{setting}: levels off below 2", exact, distances.squared_wasserstein(params))


def last(
    model: Model[Any, Gaussian], size: int, fits: int, rng: np.random.Generator, *, replicates: int = REPLICATES
) -> Gaussian:
    """Return the last of so many fits under replace."""
    return _compare.last(model, regimes.replace, gaussian.standard(replicates), size=size, fits=fits, rng=rng)


def run(
    model: Model[Any, Gaussian], size: int, fits: int, rng: np.random.Generator, *, replicates: int = REPLICATES
) -> Iterator[Gaussian]:
    """Yield so many fits under replace."""
    truth = gaussian.standard(replicates)
    return recursion(model, regimes.replace, truth, size=size, generations=fits - 1, rng=rng)
