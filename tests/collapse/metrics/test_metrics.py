"""Each metric on a model small enough to work out by hand."""

import numpy as np
import pytest

from collapse import metrics
from collapse.models.gaussian import Gaussian
from collapse.models.zipf import Categorical

TRUTH = Categorical(np.arange(3), np.array([[0.5, 0.3, 0.2], [0.5, 0.3, 0.2]]))
PARAMS = Categorical(np.array([0, 2]), np.array([[0.75, 0.25], [1.0, 0.0]]))


def test_squared_error():
    """The true mean is 0."""
    assert metrics.squared_error(Gaussian(np.array([3.0, -2.0]), np.zeros(2))).tolist() == [9.0, 4.0]


def test_diversity():
    """Two tokens of shares 3/4 and 1/4 differ 3 times in 8; those of one type never."""
    assert metrics.diversity(PARAMS) == pytest.approx([0.375, 0.0])


def test_surviving_types():
    """A type without probability does not survive."""
    assert metrics.surviving_types(PARAMS).tolist() == [2.0, 1.0]


def test_missing_mass():
    """What is missing counts by its true probability."""
    assert metrics.missing_mass(PARAMS, TRUTH) == pytest.approx([0.3, 0.5])


def test_squared_distance():
    """Types that are lost are at distance too."""
    assert metrics.squared_distance(PARAMS, TRUTH) == pytest.approx([0.155, 0.38])


def test_diversity_among_some_types_ignores_the_others():
    """Two types, equally often, differ half of the time, however rare they are together; none do not differ."""
    shares = np.array([[0.5, 0.5], [0.1, 0.1], [0.3, 0.0], [0.0, 0.0]])
    assert metrics.diversity_among(shares).tolist() == [0.5, 0.5, 0.0, 0.0]
