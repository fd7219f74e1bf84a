"""Two Gaussians, written apart, agree: closed forms and simulations of the library with the second implementation."""

import gaussian as second
import numpy as np
import pytest
from agreement import MANY, gap, two_sample_scores, variance_scores, worst
from scipy.stats import ks_2samp

from collapse import regimes
from collapse.metrics import distances
from collapse.models import gaussian as model
from collapse.recursion import recursion
from collapse.theory import gaussian as theory

pytestmark = pytest.mark.slow

EXACT = 1e-9
FITS = 60
SIZE, GENERATIONS, COUNT = 12, 8, 4000
DDOF = pytest.mark.parametrize("ddof", [0, 1])
SIZES = pytest.mark.parametrize("size", [3, 10, 100, 2500])


@DDOF
@SIZES
def test_replace_has_the_same_closed_forms(size, ddof):
    """Under replace all closed forms of the library equal the second derivation."""
    moments = second.replace_moments(size, FITS, ddof)
    drift, spread = second.replace_log_variance(size, FITS, ddof)
    last = FITS - 1
    assert gap(drift, theory.replace_log_variance(size, last, ddof)) < EXACT
    assert gap(spread, theory.replace_log_variance_variance(size, last)) < EXACT
    assert gap(second.replace_deviation(size, FITS, ddof), theory.replace_deviation(size, last, ddof)) < EXACT
    assert gap(moments.variance, theory.replace_variance(size, last, ddof)) < EXACT
    assert gap(moments.squared_error, theory.replace_error(size, last, ddof)) < EXACT
    deviation = np.sqrt(moments.squared_error_spread)
    assert gap(deviation, theory.replace_error_deviation(size, last, ddof)) < EXACT
    assert gap(second.replace_wasserstein(size, FITS, ddof), theory.replace_wasserstein(size, last, ddof)) < EXACT
    assert gap(-np.log(2) / drift[0], theory.half_life(size, ddof)) < EXACT


@SIZES
def test_accumulate_has_the_same_closed_forms(size):
    """Under accumulate and its sub-sampled kin the closed forms of the library equal the second derivation."""
    last = FITS - 1
    plain, unbiased = (second.accumulate_moments(size, FITS, ddof) for ddof in (0, 1))
    assert gap(plain.squared_error, theory.accumulate_error(size, last)) < EXACT
    assert gap(unbiased.variance, theory.accumulate_variance_unbiased(size, last)) < EXACT
    assert gap(1 - second.accumulate_variance_limit(size, 0), theory.accumulate_error_limit(size)) < EXACT
    _, error = second.accumulate_subsample_moments(size, FITS, 0)
    assert gap(error, theory.accumulate_subsample_error(size, last)) < EXACT


@pytest.mark.parametrize(("size", "real"), [(3, 1), (10, 4), (100, 1), (100, 90), (2500, 25)])
def test_fresh_points_have_the_same_closed_forms(size, real):
    """With fresh real points, the whole number nearest to the share, the closed forms equal the second derivation."""
    _, error = second.mix_fresh_moments(size, real, FITS, 0)
    for share in ((real - 0.4) / size, real / size, min(1.0, (real + 0.4) / size)):
        assert gap(error, theory.mix_fresh_error(size, share, FITS - 1)) < EXACT
    large = 10**13
    _, limit = second.mix_fresh_limit(large, large * real / size, 0)
    assert gap(large * limit, theory.mix_fresh_cap(real / size)) < EXACT


@pytest.mark.parametrize(("size", "share"), [(3, 0.1), (12, 0.04), (100, 0.004)])
def test_a_share_below_half_a_point_is_refused(size, share):
    """Where no fresh point would be whole, neither the regime nor its closed form goes on as replace."""
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="gives no whole point"):
        theory.mix_fresh_error(size, share, FITS - 1)
    with pytest.raises(ValueError, match="gives no whole point"):
        list(recursion(model.Raw(), regimes.mix_fresh(share), model.standard(2), size=size, generations=1, rng=rng))
    assert gap(theory.mix_fresh_error(size, 0.0, FITS - 1), theory.replace_error(size, FITS - 1, 0)) < EXACT


@pytest.mark.parametrize("weight", [0.05, 0.5, 0.618, 0.9])
@SIZES
def test_weights_have_the_same_closed_forms(size, weight):
    """Under weights the closed forms of the library equal the second derivation."""
    _, error = second.weighted_moments(real=size, synthetic=size, weight=weight, generations=FITS, ddof=0)
    assert gap(error, theory.weighted_error(size, weight, FITS - 1)) < EXACT
    for ratio in (0.1, 1.0, 7.0):
        assert gap(second.weighted_error_limit(ratio, weight), theory.weighted_cap(weight, ratio)) < EXACT
        assert gap(second.best_weight(ratio), theory.golden_weight(ratio)) < EXACT


def test_the_two_constants_are_limits():
    """The library's two limits are what the second closed forms tend to for large samples and many fits."""
    size = 10**6
    assert size * (1 - second.accumulate_variance_limit(size, 0)) == pytest.approx(theory.ACCUMULATE_LIMIT, rel=2e-6)
    _, error = second.accumulate_subsample_moments(size, 20_000, 0)
    assert size * error[-1] == pytest.approx(theory.ACCUMULATE_SUBSAMPLE_LIMIT, rel=1e-4)


def library_chains(kind, regime, ddof, seed):
    """Means and log variances of the library's chains, of shape (chains, fits) each."""
    rng = np.random.default_rng(seed)
    run = recursion(kind(ddof), regime, model.standard(COUNT), size=SIZE, generations=GENERATIONS - 1, rng=rng)
    fits = list(run)
    return [np.array([getattr(params, name) for params in fits]).T for name in model.Gaussian._fields]


WEIGHTED = {"real": SIZE, "synthetic": SIZE, "weight": 0.3}
CASES = {
    "replace": (regimes.replace, second.replace_chain, {"size": SIZE}),
    "accumulate": (regimes.accumulate, second.accumulate_chain, {"size": SIZE}),
    "accumulate_subsample": (regimes.accumulate_subsample, second.accumulate_subsample_chain, {"size": SIZE}),
    "mix_fresh a quarter": (regimes.mix_fresh(0.25), second.mix_fresh_chain, {"size": SIZE, "real": 3}),
    "mix_fresh rounded": (regimes.mix_fresh(0.1), second.mix_fresh_chain, {"size": SIZE, "real": 1}),
    "mix_fresh all but one": (regimes.mix_fresh(11 / 12), second.mix_fresh_chain, {"size": SIZE, "real": 11}),
    "weighted": (regimes.weighted(0.3), second.weighted_chain, WEIGHTED),
}


# Moments cannot be sub-sampled, so that regime has no exact model.
KINDS = [(name, model.Raw) for name in CASES] + [(name, model.Exact) for name in CASES if "subsample" not in name]
CHAINS = [(name, kind, ddof) for name, kind in KINDS for ddof in (0, 1) if not (ddof and name == "weighted")]


@pytest.mark.parametrize("kind", [model.Raw, model.Exact])
def test_weights_are_refused_by_unbiased_fits(kind):
    """The divisor n - 1 is not unbiased for unequal weights (see `lost_share`), so the library takes none with it."""
    with pytest.raises(ValueError, match="use ddof=0"):
        library_chains(kind, regimes.weighted(0.3), 1, 0)


@pytest.mark.parametrize(("name", "kind", "ddof"), CHAINS)
def test_chains_have_the_same_law(name, kind, ddof):
    """Under every regime the two simulations agree in moments, spread, memory and law, fit by fit."""
    regime, chain, parameters = CASES[name]
    seed = 100 + 2 * list(CASES).index(name) + ddof
    mean, log_variance = library_chains(kind, regime, ddof, seed)
    rng = np.random.default_rng(seed + 1000)
    ours = second.chains(rng, COUNT, chain, **parameters, generations=GENERATIONS, ddof=ddof)
    our_mean, our_log_variance = ours[..., 0], np.log(ours[..., 1])

    assert worst(two_sample_scores(our_mean, mean)) <= MANY
    assert worst(two_sample_scores(our_mean**2, mean**2)) <= MANY
    assert worst(two_sample_scores(our_log_variance, log_variance)) <= MANY
    assert worst(variance_scores(our_log_variance, log_variance)) <= MANY
    assert worst(two_sample_scores(np.exp(our_log_variance / 2), np.exp(log_variance / 2))) <= MANY
    for ours_now, theirs_now in ((our_mean, mean), (our_log_variance, log_variance)):
        ours_memory, memory = (part[:, 1:] * part[:, :-1] for part in (ours_now, theirs_now))
        assert worst(two_sample_scores(ours_memory, memory)) <= MANY
        assert ks_2samp(ours_now[:, -1], theirs_now[:, -1]).pvalue > 1e-4
    distance = distances.squared_wasserstein(model.Gaussian(mean, log_variance))
    assert worst(two_sample_scores(our_mean**2 + (np.sqrt(ours[..., 1]) - 1) ** 2, distance)) <= MANY
