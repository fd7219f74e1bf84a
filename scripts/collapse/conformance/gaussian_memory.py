"""The normal distribution in one dimension under regimes that remember: accumulate, a growing pool, and weights."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
from numpy.random import SFC64, Generator

from collapse import metrics, regimes
from collapse.conformance import Row, _compare
from collapse.conformance._compare import compare
from collapse.models import gaussian
from collapse.models.gaussian import Gaussian
from collapse.recursion import Model, Regime
from collapse.theory import gaussian as theory

REPLICATES = 80_000


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure all rows of this family."""
    yield from accumulated(rng)
    yield from subsampled(rng)
    yield from weights(rng)


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
    return _compare.last(model, regime, gaussian.standard(replicates), size=size, fits=fits, rng=rng)
