"""How much faster the exact models are than plain numpy loops: ratios of processor time, side by side in one run.

A unit is one generation of one replicate. Loop and model take turns, and a ratio is the median over the rounds, so that
a busy machine slows both. The loops are the ones that published code runs: legacy generators, one replicate at a time.
"""

import sys
from functools import partial
from pathlib import Path
from statistics import median
from unittest import mock

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from collapse import regimes
from collapse.models import gaussian, zipf
from collapse.recursion import recursion
from collapse.theory import zipf as theory
from timing import seconds, side_by_side

ROUNDS = 5
MOST_SECONDS = 0.1
MOST_ASKED_OF_ONE, MOST_ASKED = 1.08, 1.03
TYPES, EXPONENT = 1_000_000, 1.5


def plain_gaussian(size, generations, *, accumulate=False):
    """Draw, append, take mean and deviation: one replicate."""
    rng = np.random.RandomState(1)  # the generator that published loops use
    mean, deviation, pool = 0.0, 1.0, []
    for _ in range(generations):
        points = rng.normal(mean, deviation, size)
        if accumulate:
            pool.extend(points)
            points = pool
        mean, deviation = np.mean(points), np.std(points)


def plain_zipf(size, generations):
    """Draw tokens by their frequencies, count them: one replicate."""
    rng = np.random.RandomState(1)
    shares = np.arange(1.0, TYPES + 1) ** -EXPONENT
    shares /= shares.sum()
    for _ in range(generations):
        shares = np.bincount(rng.choice(TYPES, size, p=shares), minlength=TYPES) / size


def exact(model, regime, truth, size, generations):
    """Run all replicates through the loop of the library."""
    rng = np.random.Generator(np.random.SFC64(1))
    for _ in recursion(model, regime, truth, size=size, generations=generations, rng=rng):
        pass


def zipf_counts(replicates, generations):
    """Make the vocabulary and run it: the plain loop is charged for it too."""
    exact(zipf.Exact(), regimes.replace, zipf.zipf(TYPES, EXPONENT, replicates), 10_000, generations)


def cases():
    """Name each pair: the plain loop and its units, the exact model and its units, and the ratio we promise."""
    replicates = 10_000
    truth = gaussian.standard(replicates)
    model = gaussian.Exact()
    yield (
        "Gaussian, replace, 100 points",
        (lambda: plain_gaussian(100, 3000), 3000),
        (lambda: exact(model, regimes.replace, truth, 100, 100), 100 * replicates),
        250,
    )
    yield (
        "Gaussian, replace, 10,000 points",
        (lambda: plain_gaussian(10_000, 300), 300),
        (lambda: exact(model, regimes.replace, truth, 10_000, 100), 100 * replicates),
        2000,
    )
    yield (
        "Gaussian, accumulate to generation 100, 100 points",
        (lambda: plain_gaussian(100, 100, accumulate=True), 100),
        (lambda: exact(model, regimes.accumulate, truth, 100, 100), 100 * replicates),
        3000,
    )
    # The fewer words are left, the less the counts cost; the plain loop always pays for the whole vocabulary.
    for generations, least in ((100, 150), (2000, 1000)):
        yield (
            f"Zipf, replace, 10,000 tokens, {TYPES:,} types, exponent {EXPONENT}, {generations:,} generations",
            (lambda: plain_zipf(10_000, 20), 20),
            (partial(zipf_counts, 20, generations), 20 * generations),
            least,
        )


def flatness():
    """Time of a billion points to that of a hundred, for the exact Gaussian."""
    truth = gaussian.standard(10_000)
    return median(
        seconds(lambda: exact(gaussian.Exact(), regimes.replace, truth, 10**9, 50))
        / seconds(lambda: exact(gaussian.Exact(), regimes.replace, truth, 100, 50))
        for _ in range(ROUNDS)
    )


def expected_trajectory():
    """Sum types alive and missing mass of ten trillion tokens, for a hundred generations."""
    bins = theory.rank_bins(1e14, 1.5)
    theory.types_alive(bins, 1e13, 100)
    theory.missing_mass(bins, 1e13, 100)


def asked(replicates, generations):
    """Time of a loop that refuses what cannot be meant, to that of one which asks nothing in a generation."""

    def loop():
        exact(gaussian.Exact(), regimes.replace, gaussian.standard(replicates), 100, generations)

    def bare():
        draw, fit, count = gaussian.Exact.sample, gaussian.Exact.fit, gaussian.check_number
        with (
            mock.patch.object(gaussian.Exact, "sample", draw.__wrapped__),
            mock.patch.object(gaussian.Exact, "fit", fit.__wrapped__),
            mock.patch.dict(globals(), recursion=recursion.__wrapped__),
            mock.patch.object(gaussian, "check_number", count.__wrapped__),
        ):
            return seconds(loop)

    return median(seconds(loop) / bare() for _ in range(3 * ROUNDS))


def main():
    """Print every ratio; exit 1 if one is below what is accepted."""
    good = side_by_side(cases(), ROUNDS)
    flat = flatness()
    good &= flat <= 1.25
    print(f"Gaussian, a billion points against a hundred: {flat:.2f} times the time (at most 1.25)")
    for replicates, generations, most in ((1, 2000, MOST_ASKED_OF_ONE), (3000, 300, MOST_ASKED)):
        share = asked(replicates, generations)
        good &= share <= most
        print(f"Gaussian, {replicates:,} replicates, what is refused: {share:.3f} times the time (at most {most})")
    summed = min(seconds(expected_trajectory) for _ in range(ROUNDS))
    good &= summed < MOST_SECONDS
    print(
        f"Zipf, expected trajectory for ten trillion tokens and 100 generations: {summed:.4f} s (below {MOST_SECONDS})"
    )
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
