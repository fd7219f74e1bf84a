"""A classifier on verified labels: the error rate at which it turns from right to wrong, and how sharp the turn is."""

from collections.abc import Iterator

import numpy as np

from collapse import regimes
from collapse.conformance import Row
from collapse.curation import verifiers
from collapse.models import logistic
from collapse.numerics.estimate import FloatArray, estimate
from collapse.recursion import recursion
from collapse.theory import logistic as theory
from collapse.theory.verification import error_threshold

DIMENSION, SIZE = 50, 20_000
OFFSETS = np.array([-0.01, -0.005, 0.005, 0.01])


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure where the accuracy crosses one half (R21), and the accuracy on either side (V1)."""
    for keep_wrong in (1.0, 0.5, 0.1):
        expected = error_threshold(1.0, keep_wrong)
        crossed = crossing(expected, keep_wrong, 4, rng)
        mean, error = estimate(crossed)
        setting = f"keep rates 1 and {keep_wrong}, d={DIMENSION}, {SIZE:,} kept labels"
        tolerance = 0.01 / expected
        yield Row(f"R21 {setting}", "feng2025", "second-hand", setting, expected, float(mean), float(error), tolerance)
    for side, offset in (("below", -0.03), ("above", 0.03)):
        error_rate = error_threshold(1.0, 0.1) + offset
        mean, error = estimate(accuracies(error_rate, 0.1, 10, rng, ridge=3.0))
        kept_error = theory.kept_error_rate(error_rate, 1.0, 0.1)
        expected = theory.accuracy_near_threshold(kept_error, size=SIZE, dimension=DIMENSION, ridge=3.0)
        setting = f"keep rates 1 and 0.1, error rate {error_rate:.3f}, ridge 3, d={DIMENSION}, {SIZE:,} kept labels"
        yield Row(f"V1 {side}", "", "derived", setting, expected, float(mean), float(error), 0.02)
    model = logistic.Raw(10)
    *_, fit = recursion(model, regimes.replace, logistic.true_classifier(model, 20), size=SIZE, generations=0, rng=rng)
    mean, error = estimate(logistic.accuracy(model, fit))
    setting = f"true labels, d=10, {SIZE:,} of them"
    yield Row("V1 best accuracy", "", "derived", setting, theory.best_accuracy(1.0), float(mean), float(error), 0.01)


def crossing(threshold: float, keep_wrong: float, replicates: int, rng: np.random.Generator) -> FloatArray:
    """Find the error rate of accuracy one half, on the line through the accuracies around the threshold."""
    found = np.array([accuracies(threshold + offset, keep_wrong, replicates, rng, ridge=3.0) for offset in OFFSETS])
    slope, level = np.polyfit(OFFSETS, found - 0.5, 1)
    return np.asarray(threshold - level / slope.mean(), dtype=float)


def accuracies(
    error_rate: float, keep_wrong: float, replicates: int, rng: np.random.Generator, *, ridge: float
) -> FloatArray:
    """Give the accuracy of classifiers trained on labels that passed the verifier."""
    model = logistic.Raw(DIMENSION, ridge=ridge)
    verifier = verifiers.noisy(logistic.right, 1.0, keep_wrong)
    regime = regimes.curated(logistic.mislabelled(error_rate), regimes.verified(verifier))
    truth = logistic.true_classifier(model, replicates)
    *_, fit = recursion(model, regime, truth, size=SIZE, generations=1, rng=rng)
    return logistic.accuracy(model, fit)
