"""Closed forms of the normal model: algebraic identities, and simulations held to them by z-score with fixed seeds."""

import math

import numpy as np
import pytest
from scipy.special import polygamma

from collapse import metrics, regimes
from collapse.models import gaussian
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion
from collapse.theory import gaussian as theory

REPLICATES = 20_000
MOST_DEVIATIONS = 4.0
GENERATIONS = [0, 1, 4, 19, 59]


def simulated(model, regime, size, replicates=REPLICATES, seed=1):
    rng = np.random.Generator(np.random.SFC64(seed))
    truth = gaussian.standard(replicates)
    return list(recursion(model, regime, truth, size=size, generations=GENERATIONS[-1], rng=rng))


def hold(samples, exact, standard_error=None):
    """Assert that the mean over replicates is the exact value, within `MOST_DEVIATIONS` of its standard error."""
    mean, error = estimate(samples)
    if standard_error is None:
        standard_error = error
    assert np.all(standard_error > 0)
    deviations = (mean - exact) / standard_error
    assert np.abs(deviations).max() <= MOST_DEVIATIONS, deviations


@pytest.fixture(
    scope="module", params=[(100, 0), (100, 1), (10, 0), (10, 1)], ids=lambda case: f"n{case[0]}-ddof{case[1]}"
)
def replaced(request):
    size, ddof = request.param
    return size, ddof, simulated(gaussian.Exact(ddof), regimes.replace, size)


def test_log_variance_drifts_under_replace(replaced):
    """The mean log variance follows the log chi-squared law, with its own analytic standard error."""
    size, ddof, fits = replaced
    exact = theory.replace_log_variance(size, GENERATIONS[-1], ddof)
    spread = np.sqrt(theory.replace_log_variance_variance(size, GENERATIONS[-1]) / REPLICATES)
    hold([fits[g].log_variance for g in GENERATIONS], exact[GENERATIONS], spread[GENERATIONS])


def test_log_variance_spreads_under_replace(replaced):
    """The variance of the log variance grows by trigamma in each generation."""
    size, _, fits = replaced
    exact = theory.replace_log_variance_variance(size, GENERATIONS[-1])[GENERATIONS]
    fourth = (np.array(GENERATIONS) + 1) * polygamma(3, (size - 1) / 2)
    observed = np.array([fits[g].log_variance.var(ddof=1) for g in GENERATIONS])
    deviations = (observed - exact) / np.sqrt((fourth + 2 * exact**2) / REPLICATES)
    assert np.abs(deviations).max() <= MOST_DEVIATIONS, deviations


def test_variance_spreads_under_replace(replaced):
    """The standard deviation of the variance is the exact one while the fourth moment is still well estimated."""
    size, ddof, fits = replaced
    exact = theory.replace_variance_deviation(size, GENERATIONS[-1], ddof)
    for generation in GENERATIONS[:3]:
        observed = np.exp(fits[generation].log_variance).std(ddof=1)
        assert observed == pytest.approx(exact[generation], rel=0.06)


def test_deviation_under_replace(replaced):
    """The mean standard deviation shrinks by c4 in each generation."""
    size, ddof, fits = replaced
    exact = theory.replace_deviation(size, GENERATIONS[-1], ddof)
    spread = np.sqrt((theory.replace_variance(size, GENERATIONS[-1], ddof) - exact**2) / REPLICATES)
    hold([np.exp(fits[g].log_variance / 2) for g in GENERATIONS], exact[GENERATIONS], spread[GENERATIONS])


def test_error_under_replace(replaced):
    """The squared error of the mean adds up over the generations."""
    size, ddof, fits = replaced
    exact = theory.replace_error(size, GENERATIONS[-1], ddof)[GENERATIONS]
    spread = theory.replace_error_deviation(size, GENERATIONS[-1], ddof)[GENERATIONS] / np.sqrt(REPLICATES)
    hold([metrics.squared_error(fits[g]) for g in GENERATIONS], exact, spread)


@pytest.mark.parametrize("ddof", [0, 1])
def test_spread_of_the_error_under_replace(ddof):
    """The recursion of the fourth moment is the double sum over all pairs of variances, E v_i v_j = E v_i^2 m^(j-i)."""
    size, generations = 10, 30
    ratio = (size - 1) / (size - ddof)
    square = ratio**2 * (1 + 2 / (size - 1))
    # The first sample is drawn at variance 1, so the powers count from 0.
    i, j = np.meshgrid(np.arange(generations + 1), np.arange(generations + 1))
    pairs = square ** np.minimum(i, j) * ratio ** np.abs(i - j)
    variance = 3 * pairs.sum() / size**2 - theory.replace_error(size, generations, ddof)[-1] ** 2
    assert theory.replace_error_deviation(size, generations, ddof)[-1] == pytest.approx(np.sqrt(variance), rel=1e-10)


def test_wasserstein_under_replace(replaced):
    """The squared Wasserstein-2 distance is that of the mean plus that of the standard deviation."""
    size, ddof, fits = replaced
    exact = theory.replace_wasserstein(size, GENERATIONS[-1], ddof)[GENERATIONS]
    distances = [fits[g].mean ** 2 + (np.exp(fits[g].log_variance / 2) - 1) ** 2 for g in GENERATIONS]
    hold(distances, exact)


BOUNDED = {
    "accumulate": (regimes.accumulate, theory.accumulate_error(20, GENERATIONS[-1])),
    "mix_fresh": (regimes.mix_fresh(0.1), theory.mix_fresh_error(20, 0.1, GENERATIONS[-1])),
    "half_fresh": (regimes.mix_fresh(0.5), theory.mix_fresh_error(20, 0.5, GENERATIONS[-1])),
    "weighted": (regimes.weighted(0.618), theory.weighted_error(20, 0.618, GENERATIONS[-1])),
    "badly_weighted": (regimes.weighted(0.2), theory.weighted_error(20, 0.2, GENERATIONS[-1])),
}


@pytest.mark.parametrize("name", BOUNDED)
def test_error_and_variance_in_bounded_regimes(name):
    """Under maximum likelihood the error is the closed form and the variance is 1 less that."""
    regime, exact = BOUNDED[name]
    fits = simulated(gaussian.Exact(), regime, 20)
    hold([metrics.squared_error(fits[g]) for g in GENERATIONS], exact[GENERATIONS])
    hold([np.exp(fits[g].log_variance) for g in GENERATIONS], 1 - exact[GENERATIONS])


def test_error_and_variance_under_accumulate_subsample():
    """The recursion on the pool gives the error and the variance of points drawn from it without replacement."""
    exact = theory.accumulate_subsample_error(10, GENERATIONS[-1])
    fits = simulated(gaussian.Raw(), regimes.accumulate_subsample, 10, replicates=5000)
    hold([metrics.squared_error(fits[g]) for g in GENERATIONS], exact[GENERATIONS])
    hold([np.exp(fits[g].log_variance) for g in GENERATIONS], 1 - exact[GENERATIONS])


def test_unbiased_variance_under_accumulate():
    """Dividing by n - 1 leaves a variance that still settles above that of maximum likelihood."""
    exact = theory.accumulate_variance_unbiased(10, GENERATIONS[-1])
    fits = simulated(gaussian.Exact(ddof=1), regimes.accumulate, 10)
    hold([np.exp(fits[g].log_variance) for g in GENERATIONS], exact[GENERATIONS])


def test_median_variance_halves_in_the_half_life():
    """After the half-life the median variance is a half, to 3 % (its standard error is 0.7 %)."""
    generations = round(theory.half_life(100, ddof=1)) - 1
    rng = np.random.Generator(np.random.SFC64(2))
    truth = gaussian.standard(REPLICATES)
    *_, last = recursion(gaussian.Exact(ddof=1), regimes.replace, truth, size=100, generations=generations, rng=rng)
    assert np.exp(np.median(last.log_variance)) == pytest.approx(0.5, rel=0.03)


def test_maximum_likelihood_conserves_the_second_moment():
    """Expected variance and error add up to 1 under replace, exactly."""
    total = theory.replace_variance(7, 200, ddof=0) + theory.replace_error(7, 200, ddof=0)
    assert np.allclose(total, 1, rtol=0, atol=1e-10)


def test_error_of_replace_in_closed_form():
    """The sum of variances is t/n if unbiased and 1 - (1 - 1/n)^t under maximum likelihood."""
    fits = np.arange(1, 502)
    assert np.allclose(theory.replace_error(50, 500, ddof=1), fits / 50, rtol=1e-10)
    assert np.allclose(theory.replace_error(50, 500, ddof=0), 1 - (1 - 1 / 50) ** fits, rtol=1e-10)


@pytest.mark.parametrize("size", [2, 10, 100, 10_000])
def test_accumulate_reaches_the_sine(size):
    """The product tends to Euler's sine: what is left of it falls as 1/(n t)."""
    generations = 100_000
    rest = math.log1p(-theory.accumulate_error_limit(size)) - math.log1p(
        -theory.accumulate_error(size, generations)[-1]
    )
    assert rest == pytest.approx(-1 / (size * (generations + 1.5)), rel=1e-4)


def test_limits_of_large_samples():
    """Size times the error tends to pi^2/6 under accumulate and to pi^2/2 - 2 under accumulate_subsample."""
    assert 1e6 * theory.accumulate_error_limit(10**6) == pytest.approx(theory.ACCUMULATE_LIMIT, rel=2e-6)
    late = 10**5 * theory.accumulate_subsample_error(10**5, 20_000)[-1]
    assert late == pytest.approx(theory.ACCUMULATE_SUBSAMPLE_LIMIT, rel=2e-4)
    assert pytest.approx(2.9348, abs=5e-5) == theory.ACCUMULATE_SUBSAMPLE_LIMIT


@pytest.mark.parametrize("ratio", [0.1, 1.0, 10.0])
def test_golden_weight_is_the_best_and_its_own_cap(ratio):
    """No weight does better than the golden one, and the cap there equals the weight."""
    best = theory.golden_weight(ratio)
    assert theory.weighted_cap(best, ratio) == pytest.approx(best, rel=1e-10)
    for weight in (best - 1e-3, best + 1e-3):
        assert theory.weighted_cap(weight, ratio) > theory.weighted_cap(best, ratio)


def test_golden_weight_is_the_inverse_of_the_golden_ratio():
    """For equal sizes the weight is (sqrt(5) - 1)/2."""
    assert theory.golden_weight() == pytest.approx((math.sqrt(5) - 1) / 2, rel=1e-10)


def test_caps_are_the_limits_of_the_recursions():
    """After many generations of large samples the finite recursions reach the caps."""
    size = 10**12
    assert size * theory.mix_fresh_error(size, 0.1, 500)[-1] == pytest.approx(theory.mix_fresh_cap(0.1), rel=1e-9)
    assert size * theory.weighted_error(size, 0.3, 500)[-1] == pytest.approx(theory.weighted_cap(0.3), rel=1e-9)


def test_known_values():
    """Values worked out apart from this code come out to all the digits they were written down with."""
    assert theory.replace_log_variance(100, 99, 1)[-1] == pytest.approx(-1.0135, abs=5e-5)
    assert theory.replace_log_variance(100, 99, 0)[-1] == pytest.approx(-2.0185, abs=5e-5)
    assert theory.replace_log_variance_variance(100, 99)[-1] == pytest.approx(2.0407, abs=5e-5)
    assert [theory.half_life(n, 1) for n in (10, 100, 1000)] == pytest.approx([6.0, 68.4, 692], rel=5e-3)
    assert theory.replace_wasserstein(100, 99, 1)[-1] == pytest.approx(1.4463, abs=5e-5)
    assert theory.accumulate_variance_unbiased(10, 999)[-1] == pytest.approx(0.93523, abs=5e-6)
