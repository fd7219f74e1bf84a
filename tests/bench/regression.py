"""How much faster the exact models of vectors and regressions are than plain numpy loops, side by side in one run.

A unit is one generation of one replicate. Loop and model take turns, and a ratio is the median over the rounds, so that
a busy machine slows both. The loops are the ones that published code runs: a pseudo-inverse in each generation although
the design never changes, and a covariance whose root is taken anew for every sample. Linear algebra runs on one core,
as processor time is what is compared.
"""

import os
import sys
from functools import partial
from pathlib import Path
from statistics import median

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is loaded

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from collapse import regimes
from collapse.models import gaussian_vector, regression, regression_exact, regression_replace
from collapse.recursion import recursion
from timing import seconds, side_by_side

ROUNDS = 5


def plain_regression(size, dimension, generations, *, fresh=False, accumulate=False):
    """Label, stack if asked to, and multiply by the pseudo-inverse: one replicate."""
    rng = np.random.RandomState(1)  # the generator that published loops use
    rows, coefficients = rng.normal(size=(size, dimension)), np.ones(dimension)
    designs, responses = [], []
    for _ in range(generations):
        if fresh:
            rows = rng.normal(size=(size, dimension))
        values = rows @ coefficients + rng.normal(size=size)
        designs, responses = ([*designs, rows], [*responses, values]) if accumulate else ([rows], [values])
        coefficients = np.linalg.pinv(np.concatenate(designs)) @ np.concatenate(responses)


def plain_gaussian(size, dimension, generations):
    """Draw with a new root of the covariance; take mean, covariance, determinant and trace: one replicate."""
    rng = np.random.RandomState(1)
    mean, covariance = np.zeros(dimension), np.eye(dimension)
    for _ in range(generations):
        points = rng.multivariate_normal(mean, covariance, size)
        mean, covariance = points.mean(axis=0), np.cov(points.T)
        np.linalg.det(covariance), np.trace(covariance)


def exact(model, regime, truth, size, generations):
    """Run all replicates through the loop of the library."""
    rng = np.random.Generator(np.random.SFC64(1))
    for _ in recursion(model, regime, truth, size=size, generations=generations - 1, rng=rng):
        pass


def regression_case(size, dimension, kind, replicates, *, accumulate=False):
    """Return the library's run of a regression, and how many units it has."""
    truth, generations = regression.constant(np.ones(dimension), replicates), 100
    regime = regimes.accumulate if accumulate else regimes.replace
    if kind == "same":
        design = regression.same(np.random.RandomState(1).normal(size=(size, dimension)))
        model = regression_exact.exact_same(design, 1.0)
    elif kind == "fresh":
        model = regression_replace.FreshAlone(dimension, 1.0)
    else:
        model, truth = regression_replace.FreshDistance(dimension, 1.0), regression_replace.no_distance(replicates)
    return partial(exact, model, regime, truth, size, generations), replicates * generations


def gaussian_case(size, dimension, replicates):
    """Return the library's run of the normal law, and how many units it has."""
    truth = gaussian_vector.standard(dimension, replicates)
    return partial(exact, gaussian_vector.Exact(ddof=1), regimes.replace, truth, size, 100), replicates * 100


def cases():
    """Name each pair: the plain loop and its units, the exact model and its units, and the ratio we promise."""
    small, large = {"size": 100, "dimension": 10}, {"size": 1000, "dimension": 100}
    loop = partial(plain_regression, **small, generations=300), 300
    fresh = partial(plain_regression, **small, generations=300, fresh=True), 300
    pooled = partial(plain_regression, **small, generations=100, accumulate=True), 100
    loop_large = partial(plain_regression, **large, generations=10), 10
    fresh_large = partial(plain_regression, **large, generations=10, fresh=True), 10
    yield "regression, same design, d=10, n=100", loop, regression_case(**small, kind="same", replicates=3000), 300
    yield (
        "regression, same design, d=100, n=1,000",
        loop_large,
        regression_case(**large, kind="same", replicates=300),
        300,
    )
    yield (
        "regression, same design, accumulate to generation 100, d=10, n=100",
        pooled,
        regression_case(**small, kind="same", replicates=3000, accumulate=True),
        2000,
    )
    yield "regression, fresh rows, d=10, n=100", fresh, regression_case(**small, kind="fresh", replicates=3000), 300
    yield (
        "regression, fresh rows, d=100, n=1,000",
        fresh_large,
        regression_case(**large, kind="fresh", replicates=300),
        300,
    )
    yield (
        "regression, fresh rows, distance alone, d=10, n=100",
        fresh,
        regression_case(**small, kind="distance", replicates=10_000),
        800,
    )
    yield "normal law, d=10, n=1,000", (partial(plain_gaussian, 1000, 10, 100), 100), gaussian_case(1000, 10, 1000), 180
    yield "normal law, d=100, n=1,000", (partial(plain_gaussian, 1000, 100, 10), 10), gaussian_case(1000, 100, 10), 20


def flatness():
    """Time of the distance alone in a thousand dimensions to that in ten."""
    many, _ = regression_case(10_000, 1000, "distance", 10_000)
    few, _ = regression_case(100, 10, "distance", 10_000)
    return median(seconds(many) / seconds(few) for _ in range(ROUNDS))


def main():
    """Print every ratio; exit 1 if one is below what is accepted."""
    good = side_by_side(cases(), ROUNDS)
    flat = flatness()
    good &= flat <= 1.5
    print(f"regression, distance alone, a thousand dimensions against ten: {flat:.2f} times the time (at most 1.5)")
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
