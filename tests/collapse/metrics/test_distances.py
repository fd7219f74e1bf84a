"""Distances against integrals, identities and cases that can be counted by hand."""

import math

import numpy as np
import pytest
from scipy import integrate, stats

from collapse import regimes
from collapse.metrics import distances
from collapse.models import gaussian, zipf
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion
from collapse.theory import gaussian as theory

FIT = gaussian.Gaussian(np.array([0.5, 0.0]), np.log([0.25, 1.0]))


def test_divergence_and_tail_are_the_integrals():
    """The divergence is E over the fit of log(fit / truth), and the tail what lies outside."""
    fit, truth = stats.norm(0.5, 0.5), stats.norm()
    expected = integrate.quad(lambda x: fit.pdf(x) * (fit.logpdf(x) - truth.logpdf(x)), -8, 8)[0]
    assert distances.divergence(FIT) == pytest.approx([expected, 0], abs=1e-9)
    assert distances.tail_mass(FIT, 1.2) == pytest.approx([fit.sf(1.2) + fit.cdf(-1.2), 2 * truth.sf(1.2)], rel=1e-12)


def test_tail_of_a_collapsed_fit_is_no_error():
    """A variance far below what a float holds leaves a tail of 0."""
    assert distances.tail_mass(gaussian.Gaussian(np.zeros(1), np.array([-2000.0])), 3.0) == 0


def test_expected_divergence_is_half_the_drop_of_the_log_variance():
    """Under maximum likelihood the divergence grows linearly while Wasserstein's distance levels off below 2."""
    rng = np.random.Generator(np.random.SFC64(1))
    fits = list(
        recursion(gaussian.Exact(), regimes.replace, gaussian.standard(20_000), size=20, generations=40, rng=rng)
    )
    found = estimate([distances.divergence(params) for params in fits])
    exact = -theory.replace_log_variance(20, 40, ddof=0) / 2
    assert np.abs((found.mean - exact) / found.error).max() < 4
    transport = estimate([distances.squared_wasserstein(params) for params in fits])
    assert np.abs((transport.mean - theory.replace_wasserstein(20, 40, ddof=0)) / transport.error).max() < 4
    assert estimate(distances.log_variance(fits[0])).mean == pytest.approx(-2 * exact[0], abs=0.01)


def test_empirical_distance_of_shifted_points():
    """Points that are moved as a whole are as far apart as the move; two that change places are not moved."""
    points = np.random.default_rng(1).normal(size=(3, 50))
    for order in (1, 2):
        assert distances.wasserstein(points, points[:, ::-1] + 2, order=order) == pytest.approx([2, 2, 2])
    assert distances.wasserstein(np.array([[0, 1.0]]), np.array([[1.0, 0]]), order=2) == 0
    uneven = distances.wasserstein(np.array([[0, 0.0]]), np.array([[1.0, 3]]), order=2)
    assert uneven == pytest.approx([math.sqrt(5)])
    with pytest.raises(ValueError, match="2 points cannot be paired with 3"):
        distances.wasserstein(np.zeros((1, 2)), np.zeros((1, 3)))


def test_categorical_measures():
    """Entropy, divergence and variation are those of the laws, and a lost type is no error."""
    truth = zipf.zipf(4, 1.0, 1)
    law = truth.probabilities[0]
    params = zipf.Categorical(np.array([0, 2]), np.array([[0.75, 0.25]]))
    assert distances.entropy(truth) == pytest.approx([stats.entropy(law)])
    assert distances.entropy(params) == pytest.approx([stats.entropy([0.75, 0.25])])
    expected = stats.entropy([0.75, 0, 0.25, 0], law)
    assert distances.categorical_divergence(params, truth) == pytest.approx([expected])
    variation = np.abs(np.array([0.75, 0, 0.25, 0]) - law).sum() / 2
    assert distances.total_variation(params, truth) == pytest.approx([variation])
    dead = zipf.Categorical(np.arange(2), np.array([[1.0, 0.0]]))
    assert distances.entropy(dead) == pytest.approx([0.0])


def test_coverage_and_precision_see_different_losses():
    """A model that lost one of two clusters is precise and covers half; one that scatters covers, imprecisely."""
    rng = np.random.default_rng(2)
    near, far = rng.normal(size=(200, 2)), rng.normal(size=(200, 2)) + 50
    real = np.concatenate([near, far])
    narrow = rng.normal(size=(400, 2))
    assert distances.coverage(real, narrow) == pytest.approx(0.5, abs=0.03)
    assert distances.precision(real, narrow) > 0.95
    scattered = np.concatenate([narrow, narrow + 50, narrow + 500])
    assert distances.coverage(real, scattered) > 0.95
    assert distances.precision(real, scattered) == pytest.approx(2 / 3, abs=0.05)
    assert distances.coverage(real, real) == 1
    with pytest.raises(ValueError, match="neighbours is 400; a whole number from 1 to 399"):
        distances.coverage(real, narrow, neighbours=400)
    with pytest.raises(ValueError, match="neighbours is 0; a whole number from 1 to 399"):
        distances.precision(real, narrow, neighbours=0)
