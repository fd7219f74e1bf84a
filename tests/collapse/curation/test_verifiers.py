"""Verifiers give chances to pass, and say which parameters they accept."""

import numpy as np
import pytest

from collapse import biases
from collapse.curation import verifiers
from collapse.models import gaussian, zipf

TYPES = np.arange(4)


def even(types):
    return types % 2 == 0


def test_exact_and_noisy():
    """What is right passes at one rate, what is wrong at another; exactly at 1 and 0."""
    assert verifiers.exact(even)(TYPES).tolist() == [1, 0, 1, 0]
    assert verifiers.noisy(even, 0.9, 0.2)(TYPES).tolist() == [0.9, 0.2, 0.9, 0.2]


def test_within_and_resembling():
    """Nearness passes: all of it, or in proportion to a bell."""
    points = np.array([-1.0, 0.0, 0.9, 3.0])
    assert verifiers.within(0.5, 1.0)(points).tolist() == [False, True, True, False]
    assert verifiers.resembling(0.0, 2.0)(points) == pytest.approx(np.exp(-(points**2) / 8))


def test_majority_of_votes():
    """More than half must agree: the binomial sum, with 0, a half and 1 left where they are."""
    judge = verifiers.majority(verifiers.noisy(even, 0.8, 0.5), 3)
    assert judge(TYPES) == pytest.approx([0.8**3 + 3 * 0.8**2 * 0.2, 0.5] * 2)
    assert verifiers.more_than_half([0.0, 0.5, 1.0], 15) == pytest.approx([0, 0.5, 1])
    assert verifiers.more_than_half(0.5, 2) == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: verifiers.noisy(even, 1.2, 0), "keep_right is 1.2; a share from 0 to 1"),
        (lambda: verifiers.noisy(even, 1, -1), "keep_wrong is -1; a share from 0 to 1"),
        (lambda: verifiers.within(0, 0), "radius is 0; a positive number"),
        (lambda: verifiers.resembling(0, float("inf")), "width is inf; a positive number"),
        (lambda: verifiers.majority(verifiers.exact(even), 0), "votes is 0; a whole number from 1"),
        (lambda: biases.variance(-1), "factor is -1; a positive number"),
        (lambda: biases.temperature(0), "temperature is 0; a positive number"),
        (lambda: biases.known_variance(float("nan")), "value is nan; a positive number"),
        (lambda: biases.corrected(-0.5), r"strength is -0.5; 0 or a positive number"),
    ],
)
def test_parameters_out_of_range_are_refused(make, message):
    """Each error names the parameter, its value, and what is accepted."""
    with pytest.raises(ValueError, match=message):
        make()


def test_biases_change_only_what_they_say():
    """Variance keeps the mean, a known variance is known, and a correction halves the distance at strength 1."""
    params = gaussian.Gaussian(np.array([2.0]), np.log([4.0]))
    assert np.exp(biases.variance(0.5)(params).log_variance) == pytest.approx([2.0])
    assert biases.variance(0.5)(params).mean == params.mean
    assert biases.known_variance()(params).log_variance == pytest.approx([0.0])
    corrected = biases.corrected(1.0)(params)
    assert corrected.mean == pytest.approx([1.0])
    assert np.exp(corrected.log_variance / 2) == pytest.approx([1.5])
    assert biases.corrected(0.0)(params).log_variance == pytest.approx(params.log_variance)


def test_temperature_on_lost_types():
    """A type of probability 0 stays lost, without a warning, and probabilities sum to 1."""
    params = zipf.Categorical(np.arange(3), np.array([[0.8, 0.2, 0.0]]))
    cooled = biases.temperature(0.5)(params).probabilities
    assert cooled == pytest.approx(np.array([[16, 1, 0]]) / 17)
    gained = biases.rewarded(lambda types: np.log(4.0) * (types == 1))(params).probabilities
    assert gained == pytest.approx(np.array([[0.5, 0.5, 0.0]]))
