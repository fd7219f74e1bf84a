"""The second Gaussian agrees with itself: closed forms against brute force on points."""

import gaussian
import numpy as np
import pytest
from agreement import LIMIT, scores, worst

pytestmark = pytest.mark.slow

SIZE, GENERATIONS, COUNT = 12, 10, 4000
DDOF = pytest.mark.parametrize("ddof", [0, 1])


def simulate(seed, chain, **parameters):
    """Means and variances of brute-force chains."""
    fits = gaussian.chains(np.random.default_rng(seed), COUNT, chain, generations=GENERATIONS, **parameters)
    return fits[..., 0], fits[..., 1]


@DDOF
def test_replace_has_the_exact_moments(ddof):
    """Under replace variance, deviation, log variance, squared error and W₂² have the exact means, at every fit."""
    mean, variance = simulate(1 + ddof, gaussian.replace_chain, size=SIZE, ddof=ddof)
    moments = gaussian.replace_moments(SIZE, GENERATIONS, ddof)
    drift, spread = gaussian.replace_log_variance(SIZE, GENERATIONS, ddof)
    deviation = gaussian.replace_deviation(SIZE, GENERATIONS, ddof)
    distance = mean**2 + (np.sqrt(variance) - 1) ** 2
    assert worst(scores(variance, moments.variance, moments.variance_spread)) <= LIMIT
    assert worst(scores(mean**2, moments.squared_error, moments.squared_error_spread)) <= LIMIT
    assert worst(scores(np.sqrt(variance), deviation, moments.variance - deviation**2)) <= LIMIT
    assert worst(scores(np.log(variance), drift, spread)) <= LIMIT
    assert worst(scores((np.log(variance) - drift) ** 2, spread)) <= LIMIT
    assert worst(scores(distance, gaussian.replace_wasserstein(SIZE, GENERATIONS, ddof))) <= LIMIT


@DDOF
def test_accumulate_has_the_exact_moments(ddof):
    """Under accumulate variance and squared error have the exact means, at every fit."""
    mean, variance = simulate(3 + ddof, gaussian.accumulate_chain, size=SIZE, ddof=ddof)
    moments = gaussian.accumulate_moments(SIZE, GENERATIONS, ddof)
    assert worst(scores(variance, moments.variance, moments.variance_spread)) <= LIMIT
    assert worst(scores(mean**2, moments.squared_error, moments.squared_error_spread)) <= LIMIT


@DDOF
@pytest.mark.parametrize("size", [2, 10, 100])
def test_accumulate_has_its_limit(size, ddof):
    """After very many fits the accumulated variance is the sine (ddof 0) or the ratio of gammas (ddof 1)."""
    fits = 100_000
    reached = gaussian.accumulate_moments(size, fits, ddof).variance[-1]
    assert reached == pytest.approx(gaussian.accumulate_variance_limit(size, ddof), rel=2 / (size * fits))


@DDOF
def test_accumulate_subsample_has_the_exact_moments(ddof):
    """Under accumulate and sub-sample variance and squared error have the exact means, at every fit."""
    mean, variance = simulate(5 + ddof, gaussian.accumulate_subsample_chain, size=SIZE, ddof=ddof)
    expected_variance, expected_error = gaussian.accumulate_subsample_moments(SIZE, GENERATIONS, ddof)
    assert worst(scores(variance, expected_variance)) <= LIMIT
    assert worst(scores(mean**2, expected_error)) <= LIMIT


def test_accumulate_subsample_tends_to_half_pi_squared_less_two():
    """For large samples the size times the squared error of accumulate and sub-sample tends to π²/2 - 2."""
    size = 100_000
    _, error = gaussian.accumulate_subsample_moments(size, 20_000, 0)
    assert size * error[-1] == pytest.approx(np.pi**2 / 2 - 2, rel=2e-4)


@DDOF
@pytest.mark.parametrize("real", [1, 3, 9])
def test_fresh_points_have_the_exact_moments(real, ddof):
    """With fresh real points variance and squared error have the exact means, at every fit."""
    mean, variance = simulate(10 * real + ddof, gaussian.mix_fresh_chain, size=SIZE, real=real, ddof=ddof)
    expected_variance, expected_error = gaussian.mix_fresh_moments(SIZE, real, GENERATIONS, ddof)
    assert worst(scores(variance, expected_variance)) <= LIMIT
    assert worst(scores(mean**2, expected_error)) <= LIMIT


@DDOF
@pytest.mark.parametrize("real", [3, 9])
def test_fresh_points_have_their_limit(real, ddof):
    """The recursion with fresh points settles at the fixed point solved by hand."""
    variance, error = gaussian.mix_fresh_moments(SIZE, real, 2000, ddof)
    assert (variance[-1], error[-1]) == pytest.approx(gaussian.mix_fresh_limit(SIZE, real, ddof), rel=1e-10)


@pytest.mark.parametrize(("ddof", "as_counts"), [(0, False), (1, False), (1, True)])
@pytest.mark.parametrize(("real", "synthetic", "weight"), [(10, 10, 0.618), (6, 18, 0.4), (18, 6, 0.5)])
def test_weights_have_the_exact_moments(real, synthetic, weight, as_counts, ddof):
    """Under weights variance and squared error have the exact means, at every fit."""
    case = {"real": real, "synthetic": synthetic, "weight": weight, "ddof": ddof, "as_counts": as_counts}
    mean, variance = simulate(real + ddof, gaussian.weighted_chain, **case)
    expected_variance, expected_error = gaussian.weighted_moments(**case, generations=GENERATIONS)
    assert worst(scores(variance, expected_variance)) <= LIMIT
    assert worst(scores(mean**2, expected_error)) <= LIMIT


@pytest.mark.parametrize("ratio", [0.1, 1.0, 10.0])
def test_the_best_weight_is_best(ratio):
    """No weight on a fine grid beats the closed form, and the least error equals the weight itself."""
    best = gaussian.best_weight(ratio)
    least = gaussian.weighted_error_limit(ratio, best)
    assert least == pytest.approx(best, rel=1e-12)
    assert np.all(gaussian.weighted_error_limit(ratio, np.linspace(0.001, 1, 1000)) >= least)


def test_equal_weights_are_a_plain_pool():
    """Weights in proportion to the counts are the fresh regime, once the first fit is forgotten."""
    case = {"real": 6, "synthetic": 14, "weight": 0.3, "generations": 500, "ddof": 1}
    weighted = [moment[-1] for moment in gaussian.weighted_moments(**case)]
    assert weighted == pytest.approx([moment[-1] for moment in gaussian.mix_fresh_moments(20, 6, 500, 1)], rel=1e-12)


@pytest.mark.parametrize(
    "moments",
    [
        gaussian.replace_moments(SIZE, 50, 0)[:2],
        gaussian.accumulate_moments(SIZE, 50, 0)[:2],
        gaussian.accumulate_subsample_moments(SIZE, 50, 0),
        gaussian.mix_fresh_moments(SIZE, 4, 50, 0),
        gaussian.weighted_moments(real=5, synthetic=9, weight=0.4, generations=50, ddof=0),
    ],
    ids=["replace", "accumulate", "accumulate_subsample", "mix_fresh", "weighted"],
)
def test_maximum_likelihood_conserves_the_second_moment(moments):
    """With ddof 0 expected variance and squared error sum to 1 under every regime."""
    variance, error = moments
    assert variance + error == pytest.approx(1.0, rel=1e-12)
