"""The empirical distribution function: its distance is the integral, and its draws are its points."""

import numpy as np
import pytest
from scipy import integrate, stats

from collapse.models import empirical, gaussian
from collapse.numerics.weighted import Samples


def test_the_distance_is_scipy_s():
    """For points of equal weight it is the statistic of Cramér and von Mises over n, less the 1/12n of its formula."""
    values = np.random.default_rng(1).random((3, 12))
    fit = empirical.Raw().fit(Samples(values, np.ones(12)))
    expected = [stats.cramervonmises(row, "uniform").statistic / 12 for row in values]
    assert empirical.cramer_von_mises(fit) == pytest.approx(expected, rel=1e-12)


def test_weights_count():
    """It is the integral of the squared difference, whatever the points weigh."""
    values, weights = np.array([[0.7, 0.2]]), np.array([3.0, 1.0])
    fit = empirical.Raw().fit(Samples(values, weights))
    height = lambda u: 0.25 * (u >= 0.2) + 0.75 * (u >= 0.7)  # noqa: E731
    exact = integrate.quad(lambda u: (height(u) - u) ** 2, 0, 1, points=[0.2, 0.7])[0]
    assert empirical.cramer_von_mises(fit) == pytest.approx([exact])
    drawn = empirical.Raw().sample(fit, 4000, np.random.default_rng(1)).values
    assert set(np.unique(drawn)) == {0.2, 0.7}
    assert (drawn == 0.7).mean() == pytest.approx(0.75, abs=0.03)


def test_other_parameters_are_refused():
    """A normal distribution is no such fit."""
    with pytest.raises(TypeError, match="parameters of the class Empirical"):
        empirical.cramer_von_mises(gaussian.standard(2))
