"""Closed forms of Bernoulli, Poisson and exponential means: limits, bounds, and simulations held to them."""

import numpy as np
import pytest
from scipy import stats

from collapse import regimes
from collapse.models import exponential_families
from collapse.models.exponential_families import BERNOULLI, EXPONENTIAL, POISSON
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion
from collapse.theory import exponential_families as theory
from collapse.theory import gaussian

REPLICATES, SIZE, LAST = 40_000, 10, 7
CASES = [(BERNOULLI, 0.3), (POISSON, 0.8), (EXPONENTIAL, 2.0)]
ids = [family.name for family, _ in CASES]


def means(family, mean, regime, size=SIZE, last=LAST):
    rng = np.random.Generator(np.random.SFC64(1))
    truth = exponential_families.constant(family, mean, REPLICATES)
    model = exponential_families.Exact(family)
    return [params.mean for params in recursion(model, regime, truth, size=size, generations=last, rng=rng)]


def hold(samples, exact):
    mean, error = estimate(samples)
    deviations = (mean - exact) / error
    assert np.abs(deviations).max() < 4, deviations


@pytest.mark.parametrize(("family", "mean"), CASES, ids=ids)
@pytest.mark.parametrize(
    ("regime", "closed_form"),
    [(regimes.replace, theory.replace_error), (regimes.accumulate, theory.accumulate_error)],
    ids=["replace", "accumulate"],
)
def test_means_stay_right_and_errors_grow_as_computed(family, mean, regime, closed_form):
    """The mean is a martingale, and its squared error is the closed form in every generation."""
    found = means(family, mean, regime)
    hold(found, mean)
    variance = float(family.variance(np.array(mean)))
    hold([np.square(values - mean) for values in found], closed_form(variance, family.curvature, SIZE, LAST))


def test_errors_where_they_are_simple():
    """Without curvature t/n, with curvature -1 the share of diversity lost, with curvature 1 compound growth."""
    fits = np.arange(1, 51)
    assert theory.replace_error(0.8, 0.0, 20, 49) == pytest.approx(0.8 * fits / 20)
    assert theory.replace_error(0.21, -1.0, 20, 49) == pytest.approx(0.21 * (1 - 0.95**fits))
    assert theory.replace_error(4.0, 1.0, 20, 49) == pytest.approx(4 * (1.05**fits - 1))
    assert theory.accumulate_error(1.0, -1.0, 20, 49) == pytest.approx(gaussian.accumulate_error(20, 49))


@pytest.mark.parametrize("size", [5, 100])
def test_limits_under_accumulate(size):
    """After very many generations the errors are 1 - sin(x)/x, x^2/6 and sinh(x)/x - 1, with x = pi/root n."""
    angle = np.pi / np.sqrt(size)
    limits = {-1.0: 1 - np.sin(angle) / angle, 0.0: angle**2 / 6, 1.0: np.sinh(angle) / angle - 1}
    for curvature, limit in limits.items():
        assert theory.accumulate_error(1.0, curvature, size, 200_000)[-1] == pytest.approx(limit, rel=1e-5)


def test_efficiency_falls_to_its_limit():
    """From 1 for the real fit it falls to 6 over pi squared, never below, and large samples of every family agree."""
    efficiency = theory.relative_efficiency(5000)
    assert efficiency[0] == 1
    assert np.all(np.diff(efficiency) < 0)
    assert efficiency[-1] == pytest.approx(theory.LEAST_EFFICIENCY, rel=2e-4)
    assert efficiency[-1] > theory.LEAST_EFFICIENCY
    for _, curvature in ((1, -1.0), (1, 0.0), (1, 1.0)):
        error = theory.accumulate_error(1.0, curvature, 10**6, 100) * 10**6
        assert 1 / error == pytest.approx(theory.relative_efficiency(100), rel=1e-5)


def test_poisson_survival():
    """The chance that the mean is not yet 0 is the formula, and the published values come out."""
    alive = [(values > 0).astype(float) for values in means(POISSON, 0.1, regimes.replace)]
    hold(alive, theory.poisson_survival(SIZE, 0.1, LAST))
    published = theory.poisson_survival(100, 0.1, 49)[[4, 19, 49]]
    assert published == pytest.approx([0.95588, 0.60006, 0.31871], abs=1e-5)


def test_bernoulli_survival_is_exact():
    """The Markov chain gives the chance in every generation, as simulated."""
    found = [(values > 0).astype(float) for values in means(BERNOULLI, 0.05, regimes.replace)]
    hold(found, theory.bernoulli_survival(SIZE, 0.05, LAST))


@pytest.mark.parametrize(("size", "mean"), [(100, 0.2), (100, 0.01), (30, 0.02), (200, 0.001)])
def test_bernoulli_survival_keeps_its_bounds(size, mean):
    """The published bounds hold in 600 generations; the lower one is the Poisson survival."""
    exact = theory.bernoulli_survival(size, mean, 600)
    lower, upper = theory.bernoulli_survival_bounds(size, mean, 600)
    assert np.all(lower <= exact + 1e-12)
    assert np.all(exact <= upper + 1e-12)
    assert lower == pytest.approx(theory.poisson_survival(size, mean, 600))
    if mean <= 0.001:
        assert exact[:20] == pytest.approx(lower[:20], rel=0.02)


def test_binomial_law():
    """The law is that of scipy, at both ends too."""
    for mean in (0.0, 0.3, 1.0):
        assert theory.binomial_law(12, mean) == pytest.approx(stats.binom(12, mean).pmf(np.arange(13)), abs=1e-12)


def test_exponential_log_mean():
    """The log mean of the exponential law drifts by digamma and spreads by trigamma."""
    found = np.log(means(EXPONENTIAL, 1.0, regimes.replace, size=3))
    exact = theory.exponential_log_mean(3, LAST)
    hold(found, exact)
    hold(np.square(found - exact[:, np.newaxis]), theory.exponential_log_mean_variance(3, LAST))
