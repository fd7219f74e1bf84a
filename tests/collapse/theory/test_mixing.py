"""Closed forms of mixed, grown and biased loops against the loop itself, and against each other where they meet."""

import numpy as np
import pytest

from collapse import biases, regimes
from collapse.models import gaussian, zipf
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion
from collapse.theory import gaussian as theory
from collapse.theory import mixing

SIZE, GENERATIONS, REPLICATES = 6, 7, 40_000
ERRORS = {
    "growing": (regimes.growing, mixing.growing_error(SIZE, GENERATIONS)),
    "mix_fixed half": (regimes.mix_fixed(0.5), mixing.mix_fixed_error(SIZE, 0.5, GENERATIONS)),
    "mix_fixed third": (regimes.mix_fixed(1 / 3), mixing.mix_fixed_error(SIZE, 1 / 3, GENERATIONS)),
    "mix_resampled": (regimes.mix_resampled(0.5), mixing.mix_resampled_error(SIZE, 0.5, GENERATIONS)),
    "mix_fixed rounded": (regimes.mix_fixed(0.55), mixing.mix_fixed_error(SIZE, 0.55, GENERATIONS)),
    "mix_resampled rounded": (regimes.mix_resampled(0.23), mixing.mix_resampled_error(SIZE, 0.23, GENERATIONS)),
    "biased replace": (
        regimes.biased(biases.variance(0.7)),
        mixing.biased_replace(SIZE, 0.7, GENERATIONS, ddof=0).error,
    ),
    "biased mix_fresh": (
        regimes.biased(biases.variance(0.7), regimes.mix_fresh(0.5)),
        mixing.biased_mix_fresh(SIZE, 0.5, 0.7, GENERATIONS).error,
    ),
    "biased mix_fresh rounded": (
        regimes.biased(biases.variance(0.7), regimes.mix_fresh(0.1)),
        mixing.biased_mix_fresh(SIZE, 0.1, 0.7, GENERATIONS).error,
    ),
    "grown mix_fresh": (
        regimes.grown(regimes.mix_fresh(0.5)),
        mixing.grown_mixture_error(SIZE, np.array([1.0] + GENERATIONS * [0.5])),
    ),
    "grown mix_decaying": (
        regimes.grown(regimes.mix_decaying(0.7)),
        mixing.grown_mixture_error(SIZE, np.arange(1.0, GENERATIONS + 2) ** -0.7),
    ),
    "mix_fresh accumulate": (
        regimes.mix_fresh(1 / 3, regimes.accumulate),
        mixing.mix_fresh_accumulate_error(SIZE, 1 / 3, GENERATIONS),
    ),
    "corrected": (regimes.biased(biases.corrected(0.5)), mixing.corrected_replace(SIZE, 0.5, GENERATIONS).error),
}


def simulated(regime, *, ddof=0, seed=1):
    rng = np.random.Generator(np.random.SFC64(seed))
    truth = gaussian.standard(REPLICATES)
    return list(recursion(gaussian.Raw(ddof), regime, truth, size=SIZE, generations=GENERATIONS, rng=rng))


@pytest.mark.parametrize("name", ERRORS)
def test_error_is_that_of_the_loop(name):
    """The error in every generation is within 4 standard errors of the closed form."""
    regime, exact = ERRORS[name]
    errors = estimate([params.mean**2 for params in simulated(regime)])
    assert np.abs((errors.mean - exact) / errors.error).max() < 4


@pytest.mark.parametrize(
    "name", ["growing", "mix_fixed half", "mix_fixed third", "grown mix_fresh", "mix_fresh accumulate", "corrected"]
)
def test_a_wrong_error_would_be_noticed(name):
    """Were the closed form a tenth too large, the same simulation would refute it."""
    regime, exact = ERRORS[name]
    errors = estimate([params.mean**2 for params in simulated(regime)])
    assert np.abs((errors.mean - 1.1 * exact) / errors.error).max() > 4


def test_variance_of_biased_loops():
    """Under a bias, and under a correction, the expected variance is that of the loop."""
    cases = [
        (regimes.biased(biases.variance(0.7)), mixing.biased_replace(SIZE, 0.7, GENERATIONS, ddof=0)),
        (ERRORS["biased mix_fresh"][0], mixing.biased_mix_fresh(SIZE, 0.5, 0.7, GENERATIONS)),
        (ERRORS["corrected"][0], mixing.corrected_replace(SIZE, 0.5, GENERATIONS)),
    ]
    for regime, exact in cases:
        variance = estimate([np.exp(params.log_variance) for params in simulated(regime)])
        assert np.abs((variance.mean - exact.variance) / variance.error).max() < 4


@pytest.mark.parametrize("ddof", [0, 1])
def test_log_variance(ddof):
    """Log variances add up exactly: the drift of each size under growing, and log lambda under a bias."""
    for regime, exact in [
        (regimes.growing, mixing.growing_log_variance(SIZE, GENERATIONS, ddof)),
        (
            regimes.biased(biases.variance(0.7)),
            mixing.biased_replace_log_variance(SIZE, 0.7, GENERATIONS, ddof),
        ),
    ]:
        logs = estimate([params.log_variance for params in simulated(regime, ddof=ddof)])
        assert np.abs((logs.mean - exact) / logs.error).max() < 4


@pytest.mark.slow
def test_words_obey_the_same_law():
    """The squared distance of word frequencies from the truth is the error times the diversity of the truth."""
    rng = np.random.Generator(np.random.SFC64(2))
    truth = zipf.zipf(8, 1.0, 4000)
    diversity = 1 - np.square(truth.probabilities[0]).sum()
    for regime, exact in [
        (regimes.mix_fixed(0.5), mixing.mix_fixed_error(12, 0.5, 5)),
        (regimes.mix_resampled(0.5), mixing.mix_resampled_error(12, 0.5, 5)),
        (regimes.growing, mixing.growing_error(12, 5)),
    ]:
        fits = recursion(zipf.Exact(), regime, truth, size=12, generations=5, rng=rng)
        distances = estimate([distance(params, truth) for params in fits])
        assert np.abs((distances.mean - diversity * exact) / distances.error).max() < 4


def distance(params, truth):
    whole = np.zeros(truth.probabilities.shape)
    whole[:, params.types] = params.probabilities
    return np.square(whole - truth.probabilities).sum(axis=1)


def test_a_factor_of_one_is_no_bias():
    """With lambda 1 the biased loops are the plain ones, to the last digits."""
    plain = mixing.biased_replace(10, 1.0, 30, ddof=1)
    assert plain.error == pytest.approx(theory.replace_error(10, 30, ddof=1), rel=1e-12)
    fresh = mixing.biased_mix_fresh(10, 0.3, 1.0, 30)
    assert fresh.error == pytest.approx(theory.mix_fresh_error(10, 0.3, 30), rel=1e-12)
    assert fresh.variance + fresh.error == pytest.approx(np.ones(31), rel=1e-12)


def test_limits_are_approached():
    """Large samples and many generations come to the first-order limits."""
    fresh = mixing.biased_mix_fresh(1_000_000, 0.1, 0.8, 500)
    assert fresh.variance[-1] == pytest.approx(mixing.biased_mix_fresh_variance_limit(0.1, 0.8), rel=1e-4)
    corrected = mixing.corrected_replace(1_000_000, 0.5, 200)
    assert 1_000_000 * corrected.error[-1] == pytest.approx(mixing.corrected_error_cap(0.5), rel=1e-4)
    generations = np.arange(1, 2001)
    assert 1e6 * mixing.growing_error(1_000_000, 1999)[-1] == pytest.approx((1 / generations).sum(), rel=1e-4)


def test_fixed_real_data_never_beat_their_own_error():
    """What stays of the first real data keeps the error above that of the first fit, for every share."""
    for share in (0.05, 0.5, 0.95):
        assert mixing.mix_fixed_error(50, share, 200).min() == pytest.approx(1 / 50, rel=1e-12)
        assert (np.diff(mixing.mix_resampled_error(50, share, 200)) >= -1e-15).all()


def test_closed_forms_count_whole_points_as_the_regimes_do():
    """A share between two whole numbers of points has the error of the nearest, and one without a point has none."""
    for exact in (
        mixing.mix_resampled_error,
        lambda *case: mixing.biased_mix_fresh(case[0], case[1], 0.7, case[2]).error,
    ):
        assert np.array_equal(exact(10, 0.26, 9), exact(10, 0.3, 9))
        assert not np.allclose(exact(10, 0.24, 9), exact(10, 0.3, 9), rtol=1e-3)
        with pytest.raises(ValueError, match=r"real_fraction is 0\.04 of size 10, which gives no whole point"):
            exact(10, 0.04, 9)
    assert np.array_equal(mixing.mix_fixed_error(10, 0.39, 9), mixing.mix_fixed_error(10, 10 / 26, 9))
    with pytest.raises(ValueError, match=r"real_fraction is 0\.96 beside size 10, which adds no whole point"):
        mixing.mix_fixed_error(10, 0.96, 9)


def test_new_regimes_meet_the_old_at_their_ends():
    """A pool without new real data is accumulate; grown samples without any are growing, and with all, plain means."""
    assert mixing.mix_fresh_accumulate_error(10, 0.0, 30) == pytest.approx(theory.accumulate_error(10, 30), rel=1e-12)
    none, every = np.array([1.0] + 30 * [0.0]), np.ones(31)
    assert mixing.grown_mixture_error(10, none) == pytest.approx(mixing.growing_error(10, 30), rel=1e-12)
    assert mixing.grown_mixture_error(10, every) == pytest.approx(1 / (10 * theory.fits(30)), rel=1e-12)


def test_a_falling_share_of_real_data_recovers_the_truth_if_it_falls_slowly_enough():
    """With growing samples the error goes to 0 for a share of t^-1/2, and not for one of t^-2."""
    fits = np.arange(1.0, 20_001)
    slowly, fast = (100 * mixing.grown_mixture_error(100, np.maximum(fits**-power, 0)) for power in (0.5, 1.0))
    assert slowly[-1] < 0.01
    assert fast[-1] > 0.1
    assert slowly[-1] < slowly[999] / 3
