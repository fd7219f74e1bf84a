"""How the time of a run grows with the size of a sample, with generations, and with replicates: the fitted exponents.

The plain loops are those of `simulation`; both ways are timed alone, each at sizes that take it about as long. An exact
model whose time grows with the size of its samples would be none, and a loop over a growing pool is quadratic.
"""

import sys
from functools import partial
from pathlib import Path

import numpy as np
from simulation import exact, plain_gaussian, plain_zipf

sys.path.insert(0, str(Path(__file__).parents[1]))

from collapse import regimes
from collapse.models import gaussian, regression, regression_exact, zipf
from timing import exponent

AXES = ("points", "generations", "replicates")
DESIGN = regression.same(np.random.RandomState(1).normal(size=(100, 10)))


def normal(points, generations, replicates, regime=regimes.replace):
    """Run the exact normal model."""
    exact(gaussian.Exact(), regime, gaussian.standard(replicates), points, generations)


def normal_loop(points, generations, replicates, **options):
    """Run the plain loop, one replicate after the other."""
    for _ in range(replicates):
        plain_gaussian(points, generations, **options)


def least_squares(points, generations, replicates):
    """Run the exact regression on the same design."""
    truth = regression.constant(np.ones(10), replicates)
    exact(regression_exact.exact_same(DESIGN, 1.0), regimes.replace, truth, points, generations)


def words(points, generations, replicates):
    """Run the exact vocabulary."""
    exact(zipf.Exact(), regimes.replace, zipf.zipf(1000, 1.0, replicates), points, generations)


def words_loop(points, generations, replicates):
    """Run the plain loop over tokens, one replicate after the other."""
    for _ in range(replicates):
        plain_zipf(points, generations)


def cases():
    """Name each run, its sizes along the three axes around a middle, and the largest exponents that are accepted."""
    wide = {"points": (10, 10**3, 10**6, 10**9), "generations": (50, 150, 450), "replicates": (5000, 15_000, 45_000)}
    narrow = {"points": (10**4, 10**5, 4 * 10**5), "generations": (100, 300, 900), "replicates": (2, 8, 32)}
    grown = narrow | {"generations": (100, 200, 400)}
    middle, loop_middle = (100, 50, 5000), (1000, 50, 1)
    yield "normal, replace, exact", normal, middle, wide, (0.1, 1.15, 1.15)
    yield "normal, replace, plain loop", normal_loop, loop_middle, narrow, None
    accumulate = partial(normal, regime=regimes.accumulate)
    yield "normal, accumulate, exact", accumulate, middle, wide, (0.1, 1.15, 1.15)
    yield "normal, accumulate, plain loop", partial(normal_loop, accumulate=True), (100, 20, 1), grown, None
    same = wide | {"points": (100, 10**4, 10**6, 10**8), "replicates": (500, 2000, 8000)}
    yield "regression, same design, exact", least_squares, (100, 50, 500), same, (0.1, 1.15, 1.15)
    few = {"points": (2000, 20_000, 200_000, 2_000_000), "generations": (20, 60, 180), "replicates": (10, 40, 160)}
    yield "words, replace, exact", words, (2000, 20, 10), few, (0.5, 1.15, 1.15)
    few = {"points": (10**6, 2 * 10**6, 4 * 10**6), "generations": (2, 4, 8), "replicates": (1, 2, 4)}
    yield "words, replace, plain loop", words_loop, (10_000, 2, 1), few, None


def along(work, middle, place, size):
    """Run with another size on one axis."""
    work(*middle[:place], size, *middle[place + 1 :])


def main():
    """Print the exponents of each run; exit 1 if one of an exact model is larger than accepted."""
    good = True
    print(f"time grows as a power of {', '.join(AXES)}:")
    for name, work, middle, sizes, most in cases():
        found = [exponent(partial(along, work, middle, place), sizes[axis]) for place, axis in enumerate(AXES)]
        limits = f" (at most {', '.join(map(str, most))})" if most else ""
        good &= all(power <= limit for power, limit in zip(found, most or found, strict=True))
        print(f"{name}: {', '.join(f'{power:.2f}' for power in found)}{limits}", flush=True)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
