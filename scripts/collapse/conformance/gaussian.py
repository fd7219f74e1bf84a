"""The normal distribution in one dimension under replace, accumulate, a growing pool, and weights.

Under replace a few replicates keep most of the variance, so means are tested after a few fits only, and log variances,
medians and standard deviations after many.
"""

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
from numpy.random import SFC64, Generator

from collapse import distances, metrics, regimes
from collapse.conformance import Row
from collapse.conformance._compare import compare
from collapse.estimate import FloatArray
from collapse.models import gaussian
from collapse.models.gaussian import Gaussian
from collapse.recursion import Model, Regime, recursion
from collapse.theory import gaussian as theory

REPLICATES = 80_000


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure all rows of this family."""
    yield from drifts(rng)
    yield from few_fits(rng)
    yield from medians(rng)
    yield from collapses(rng)
    yield from leading_orders(rng)
    yield from accumulated(rng)
    yield from subsampled(rng)
    yield from weights(rng)


def drifts(rng: np.random.Generator) -> Iterator[Row]:
    """The log variance and the deviation after as many fits as there are points in a sample."""
    for ddof in (0, 1):
        params = last(gaussian.Exact(ddof), regimes.replace, 100, 100, rng)
        setting, log_variance = f"replace, n=100, ddof={ddof}, 100 fits", params.log_variance
        drift = theory.replace_log_variance(100, 99, ddof)[-1]
        yield compare(f"G2 ddof={ddof}", f"{setting}: mean log variance", drift, log_variance)
        exact = theory.replace_deviation(100, 99, ddof)[-1]
        yield compare(f"G4 ddof={ddof}", f"{setting}: mean deviation", exact, np.exp(log_variance / 2))
    spread = theory.replace_log_variance_variance(100, 99)[-1]
    squares = np.square(log_variance - log_variance.mean())
    yield compare("G3", f"{setting}: variance of the log variance", spread, squares)
    params = last(gaussian.Exact(), regimes.replace, 1000, 1000, rng, replicates=16_000)
    drift = theory.replace_log_variance(1000, 999, 0)[-1]
    yield compare("G2 n=1000", "replace, n=1000, ddof=0, 1,000 fits: mean log variance", drift, params.log_variance)


def few_fits(rng: np.random.Generator) -> Iterator[Row]:
    """Variance, error and transport while the tail is still light; the error's own spread is known exactly."""
    for ddof in (0, 1):
        params = last(gaussian.Exact(ddof), regimes.replace, 100, 10, rng)
        setting = f"replace, n=100, ddof={ddof}, 10 fits"
        exact = theory.replace_variance(100, 9, ddof)[-1]
        yield compare(f"G1 ddof={ddof}", f"{setting}: mean variance", exact, np.exp(params.log_variance))
    for ddof, count in ((0, 100), (1, 20)):
        params = last(gaussian.Exact(ddof), regimes.replace, 100, count, rng, replicates=2 * REPLICATES)
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
        fits = run(gaussian.Exact(ddof), regimes.replace, 100, count, rng, replicates=2 * REPLICATES)
        middle = [float(np.median(params.log_variance)) for params in fits]
        halved = float(np.interp(math.log(2), np.negative(middle), theory.fits(count - 1)))
        setting = f"replace, n=100, ddof={ddof}: fits until the median variance is one half"
        yield Row(f"G6 ddof={ddof}", "", "derived", setting, theory.half_life(100, ddof), halved, 0.0, tolerance=0.03)
    exact = math.exp(theory.replace_log_variance(100, count - 1, 1)[-1])
    setting = f"replace, n=100, ddof=1, {count} fits: median variance"
    yield Row("G5", "", "derived", setting, exact, math.exp(middle[-1]), 0.0, tolerance=0.03)
    params = last(gaussian.Exact(), regimes.replace, 100, 50, rng)
    deviation = math.exp(theory.replace_log_variance(100, 49, 0)[-1] / 2)
    exact = math.log10(math.erfc(3 / deviation / math.sqrt(2)))
    median = Gaussian(np.zeros(1), np.median(params.log_variance, keepdims=True))
    tail = math.log10(distances.tail_mass(median, 3.0)[0])
    setting = "replace, n=100, ddof=0, 50 fits: log10 of the tail beyond 3, for the median variance"
    yield Row("G12", "", "derived", setting, exact, tail, 0.0, tolerance=0.02)


def collapses(rng: np.random.Generator) -> Iterator[Row]:
    """How many replicates have all but lost their variance: never all of them, but as many as a normal law says."""
    size, ddof = 30, 1
    fits = run(gaussian.Exact(ddof), regimes.replace, size, 20 * size, rng, replicates=20_000)
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
        params = last(gaussian.Exact(ddof=1), regimes.replace, size, count, rng, replicates=2 * REPLICATES)
        points = model.sample(params, 1, rng).values[:, 0]
        setting = f"replace, n={size}, ddof=1, {count} fits: variance of a point"
        exact = 1 + theory.replace_error(size, count - 1, ddof=1)[-1]
        yield published(f"R1 n={size}", setting, exact, np.square(points))
    count = 20
    params = last(gaussian.Exact(ddof=1), regimes.replace, 1000, count, rng, replicates=2 * REPLICATES)
    setting = f"replace, n=1000, ddof=1, {count} fits: squared transport distance, leading order"
    exact = 1.5 * theory.replace_error(1000, count - 1, ddof=1)[-1]
    yield published("R2", setting, exact, distances.squared_wasserstein(params), tolerance=0.02)


def published(name: str, setting: str, expected: float, samples: FloatArray, tolerance: float = 0.0) -> Row:
    """Compare with formulas of shumailov2024, which others quote from its supplement."""
    source, reading = "shumailov2024", "second-hand"
    return compare(name, setting, expected, samples, source=source, reading=reading, tolerance=tolerance)


def accumulated(rng: np.random.Generator) -> Iterator[Row]:
    """Accumulate, whose error levels off, with either estimator."""
    size, count = 10, 100
    params = last(gaussian.Exact(), regimes.accumulate, size, count, rng)
    setting = f"accumulate, n={size}, ddof=0, {count} fits"
    error = metrics.squared_error(params)
    exact = theory.accumulate_error(size, count - 1)[-1]
    yield compare("G13 error", f"{setting}: n times the error", size * exact, size * error)
    yield compare("G13 variance", f"{setting}: mean variance", 1 - exact, np.exp(params.log_variance))
    limit = theory.accumulate_error_limit(size)
    yield compare("G13 limit", f"{setting}: n times the error, the limit", size * limit, size * error, tolerance=0.03)
    params = last(gaussian.Exact(ddof=1), regimes.accumulate, size, count, rng, replicates=REPLICATES // 2)
    exact = theory.accumulate_variance_unbiased(size, count - 1)[-1]
    setting = f"accumulate, n={size}, ddof=1, {count} fits: mean variance"
    yield compare("G14", setting, exact, np.exp(params.log_variance))


def subsampled(rng: np.random.Generator) -> Iterator[Row]:
    """Points drawn without replacement from a growing pool."""
    size, count = 8, 12
    params = last(gaussian.Raw(), regimes.accumulate_subsample, size, count, rng)
    exact = theory.accumulate_subsample_error(size, count - 1)[-1]
    setting = f"accumulate_subsample, n={size}, {count} fits"
    yield compare("G15 error", f"{setting}: n times the error", size * exact, size * metrics.squared_error(params))
    yield compare("G15 variance", f"{setting}: mean variance", 1 - exact, np.exp(params.log_variance))


def weights(rng: np.random.Generator) -> Iterator[Row]:
    """As much fresh real data as synthetic: the error at two weights, and the weight at which it is least."""
    size, count = 1000, 15
    for name, weight in (("pooled", 0.5), ("golden", theory.golden_weight())):
        params = last(gaussian.Exact(), regimes.weighted(weight), size, count, rng, replicates=2 * REPLICATES)
        setting = f"weighted, real weight {weight:.3f}, n={size}, {count} fits: n times the error"
        exact = size * theory.weighted_error(size, weight, count - 1)[-1]
        yield compare(f"G20 {name}", setting, exact, size * metrics.squared_error(params))
    cap = theory.weighted_cap(0.5)
    params = last(gaussian.Exact(), regimes.weighted(0.5), size, count, rng, replicates=2 * REPLICATES)
    setting = f"weighted, real weight 0.5, n={size}, {count} fits: n times the error, the limit"
    yield compare("G20 limit", setting, cap, size * metrics.squared_error(params), tolerance=0.02)
    best = least(partial(weighted_error, size, count), rng)
    setting = f"weighted, n={size}, {count} fits: the real weight with the least error"
    yield Row("R17", "he2025", "primary", setting, theory.golden_weight(), best, 0.0, tolerance=0.02)


def weighted_error(size: int, fits: int, weight: float, rng: np.random.Generator) -> float:
    """Measure n times the error at a real weight."""
    params = last(gaussian.Exact(), regimes.weighted(weight), size, fits, rng)
    return size * float(metrics.squared_error(params).mean())


def least(error: Callable[[float, np.random.Generator], float], rng: np.random.Generator) -> float:
    """Find the weight of the least error from a cubic through runs that share their random numbers."""
    seed, tried = int(rng.integers(2**63)), np.linspace(0.5, 0.75, 6)
    cubic = np.polynomial.Polynomial.fit(tried, [error(float(weight), Generator(SFC64(seed))) for weight in tried], 3)
    grid = np.linspace(tried[0], tried[-1], 10_001)
    return float(grid[np.argmin(cubic(grid))])


def run(
    model: Model[Any, Gaussian],
    regime: Regime,
    size: int,
    fits: int,
    rng: np.random.Generator,
    *,
    replicates: int = REPLICATES,
) -> Iterator[Gaussian]:
    """Yield so many fits."""
    return recursion(model, regime, gaussian.standard(replicates), size=size, generations=fits - 1, rng=rng)


def last(
    model: Model[Any, Gaussian],
    regime: Regime,
    size: int,
    fits: int,
    rng: np.random.Generator,
    *,
    replicates: int = REPLICATES,
) -> Gaussian:
    """Return the last of so many fits."""
    *_, params = run(model, regime, size, fits, rng, replicates=replicates)
    return params
