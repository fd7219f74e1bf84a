"""The threshold for verified labels: what is kept, and how the accuracy passes one half."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from collapse.models import logistic as model
from collapse.numerics.estimate import estimate
from collapse.theory import logistic as theory
from collapse.theory.verification import error_threshold


@pytest.mark.parametrize(("keep_right", "keep_wrong"), [(1.0, 1.0), (0.9, 0.3), (0.5, 0.05), (0.2, 0.8)])
def test_half_of_the_kept_labels_are_wrong_at_the_threshold(keep_right, keep_wrong):
    """Below it more are right than wrong, above it more are wrong."""
    edge = error_threshold(keep_right, keep_wrong)
    assert theory.kept_error_rate(edge, keep_right, keep_wrong) == pytest.approx(0.5)
    assert theory.kept_error_rate(edge - 0.01, keep_right, keep_wrong) < 0.5
    assert theory.kept_error_rate(edge + 0.01, keep_right, keep_wrong) > 0.5


def test_the_error_rate_without_a_verifier_stays():
    """Whoever keeps all labels, or the same share of both, changes nothing."""
    assert theory.kept_error_rate(0.3, 0.7, 0.7) == pytest.approx(0.3)


def test_a_verifier_that_keeps_nothing_is_refused():
    """There is no error rate among no labels."""
    with pytest.raises(ValueError, match=r"nothing is kept with error rate 1\.0 and keep rates 0\.9"):
        theory.kept_error_rate(1.0, 0.9, 0.0)


def test_best_accuracy_is_normal():
    """Classes at distance 1 from the origin can be told apart 84 times in 100."""
    assert theory.best_accuracy(1.0) == pytest.approx(norm.cdf(1.0), rel=1e-12)
    assert logistic_accuracy([2.0, 0.0]) == pytest.approx(theory.best_accuracy(1.0))


def logistic_accuracy(coefficients):
    return float(model.accuracy(model.Raw(2), model.Classifier(np.array([coefficients])))[0])


def test_accuracy_mirrors_at_the_threshold():
    """One half at the threshold, as far below above it as above below it, and the best with many labels."""
    case = {"size": 1000, "dimension": 20}
    assert theory.accuracy_near_threshold(0.5, **case) == 0.5
    low, high = (theory.accuracy_near_threshold(kept, **case) for kept in (0.55, 0.45))
    assert low + high == pytest.approx(1)
    sharp = theory.accuracy_near_threshold(0.49, size=10**12, dimension=20)
    assert sharp == pytest.approx(theory.best_accuracy(1.0), abs=1e-4)


@pytest.mark.parametrize("ridge", [0.0, 2.0])
def test_accuracy_of_fits_near_the_threshold(ridge):
    """Simulated fits to labels of which 45 % are wrong are as accurate as the formula says."""
    classifier = model.Raw(20, ridge=ridge)
    rng = np.random.Generator(np.random.SFC64(1))
    data = classifier.sample(model.true_classifier(classifier, 60), 4000, rng)
    wrong = rng.random(data.values.shape[:2]) < 0.45
    data.values[..., 0] = np.where(wrong, -1, 1) * data.values[..., 1]
    mean, error = estimate(model.accuracy(classifier, classifier.fit(data)))
    expected = theory.accuracy_near_threshold(0.45, size=4000, dimension=20, ridge=ridge)
    # The formula puts the mean into a curved function, so it is a little high.
    assert abs(mean - expected) < 4 * error
    assert math.isclose(mean, expected, rel_tol=0.02)
