"""Two vocabularies, written apart, agree: closed forms and simulations of the library and of the second one."""

import math

import categorical as second
import numpy as np
import pytest
from agreement import LIMIT, MANY, gap, two_sample_scores, variance_scores, worst

from collapse import metrics, regimes
from collapse.models import vocabulary
from collapse.models import zipf as model
from collapse.recursion import recursion
from collapse.theory import special
from collapse.theory import zipf as theory

pytestmark = pytest.mark.slow

EXACT = 1e-9
FITS = 60
TYPES, EXPONENT, SIZE, GENERATIONS, COUNT = 25, 1.2, 40, 7, 3000
TRUTH = second.zipf(TYPES, EXPONENT)


@pytest.mark.parametrize("size", [2, 10, 100, 2500])
def test_diversity_has_the_same_closed_forms(size):
    """Under every regime the library's share of diversity equals the second derivation."""
    whole, last = second.heterozygosity(TRUTH), FITS - 1
    ours = second.replace_heterozygosity(TRUTH, size, FITS)
    assert gap(ours, whole * theory.replace_diversity(size, last)) < EXACT
    ours = second.accumulate_heterozygosity(TRUTH, size, FITS)
    assert gap(ours, whole * theory.accumulate_diversity(size, last)) < EXACT
    ours = second.accumulate_subsample_heterozygosity(TRUTH, size, FITS)
    assert gap(ours, whole * theory.accumulate_subsample_diversity(size, last)) < EXACT
    for real in (1, size // 2, size):
        ours = whole - second.mix_fresh_squared_error(TRUTH, size, real, FITS)
        shares = (real / size,) if real == size else ((real - 0.4) / size, real / size)  # below 1 none is all real
        for share in shares:
            assert gap(ours, whole * theory.mix_fresh_diversity(size, share, last)) < EXACT


@pytest.mark.parametrize(
    ("types", "exponent", "tokens"), [(1, 1.0, 5), (30, 1.0, 10), (1000, 1.3, 5000), (900, 0.7, 50)]
)
def test_survival_has_the_same_closed_forms(types, exponent, tokens):
    """Survival rates, words alive and mass missing equal the second derivation where each rank stands alone."""
    alive, missing = second.poisson_survivors(second.zipf(types, exponent), tokens, FITS)
    bins = theory.rank_bins(types, exponent)
    assert gap(alive, theory.types_alive(bins, tokens, FITS - 1)) < EXACT
    assert gap(missing, theory.missing_mass(bins, tokens, FITS - 1)) < EXACT
    assert gap(second.thinning(FITS), theory.survival_rate(FITS - 1)) < EXACT
    for count in (1, 3, 100):
        assert gap(second.word_survival(count, FITS), theory.word_survival(count, FITS - 1)) < EXACT


@pytest.mark.parametrize(("exponent", "tokens"), [(1.0, 3e3), (1.2, 1e5), (2.0, 1e8)])
def test_bins_are_as_accurate_as_they_say(exponent, tokens):
    """Summed over bins of ranks, words alive and mass missing are within 2 in 100,000 of the sum over all ranks."""
    types = 200_000
    bins = theory.rank_bins(types, exponent)
    for ours, theirs in zip(
        second.poisson_survivors(second.zipf(types, exponent), tokens, 6),
        (theory.types_alive(bins, tokens, 5), theory.missing_mass(bins, tokens, 5)),
        strict=True,
    ):
        assert gap(ours, theirs) < 2e-5


@pytest.mark.parametrize("exponent", [1.5, 2.0, 3.0])
def test_an_unbounded_vocabulary_has_the_same_sums(exponent):
    """For an unbounded vocabulary the library's closed forms are the sums over all ranks (half a word more for types).

    With f(x) = 1 - exp(-λ x^-b) the Euler-Maclaurin formula from rank 0 gives Σ f(i) = ∫ f - f(0)/2; further terms
    vanish with the derivatives of f at 0. The sum is cut at rank R, where what is left is λ(R + 1/2)^(1-b)/(b - 1).
    """
    tokens, ranks = 1e5, np.arange(1.0, 4_000_001)
    total = special.zeta(exponent)
    rest = (ranks[-1] + 0.5) ** (1 - exponent) / (exponent - 1) / total
    assert (ranks**-exponent).sum() / total + rest == pytest.approx(1.0, rel=1e-12)
    masses = ranks**-exponent / total
    for generation, rate in enumerate(second.thinning(4)):
        alive = -np.expm1(-tokens * rate * masses).sum() + tokens * rate * rest
        missing = (masses * np.exp(-tokens * rate * masses)).sum() + rest
        types_alive = theory.unbounded_types_alive(exponent, tokens, 3)[generation]
        assert types_alive - 0.5 == pytest.approx(alive, rel=1e-7)
        assert theory.unbounded_missing_mass(exponent, tokens, 3)[generation] == pytest.approx(missing, rel=1e-7)


def library_chains(kind, regime, seed):
    """Word distributions over all types of the library's chains, of shape (chains, fits, types)."""
    truth = model.zipf(TYPES, EXPONENT, COUNT)
    rng = np.random.default_rng(seed)
    run = recursion(kind(), regime, truth, size=SIZE, generations=GENERATIONS - 1, rng=rng)
    rows, measured = [], []
    for params in run:
        rows.append(metrics.aligned(params, TYPES))
        measured.append(
            [
                metrics.diversity(params),
                metrics.surviving_types(params),
                metrics.missing_mass(params, truth),
                metrics.squared_distance(params, truth),
            ]
        )
    return np.stack(rows, axis=1), np.moveaxis(np.array(measured), 2, 0)


CASES = {
    "replace": (regimes.replace, second.replace_chain, {"size": SIZE}),
    "accumulate": (regimes.accumulate, second.accumulate_chain, {"size": SIZE}),
    "accumulate_subsample": (regimes.accumulate_subsample, second.accumulate_subsample_chain, {"size": SIZE}),
    "mix_fresh a quarter": (regimes.mix_fresh(0.25), second.mix_fresh_chain, {"size": SIZE, "real": 10}),
    "mix_fresh rounded": (regimes.mix_fresh(0.04), second.mix_fresh_chain, {"size": SIZE, "real": 2}),
    "mix_fresh all but one": (regimes.mix_fresh(39 / 40), second.mix_fresh_chain, {"size": SIZE, "real": 39}),
    "weighted": (regimes.weighted(0.3), second.weighted_chain, {"real": SIZE, "synthetic": SIZE, "weight": 0.3}),
}


@pytest.mark.parametrize("kind", [model.Raw, model.Exact])
@pytest.mark.parametrize("name", CASES)
def test_chains_have_the_same_law(name, kind):
    """Under every regime the two simulations agree in diversity, words, mass, distance, word by word and in memory."""
    regime, chain, parameters = CASES[name]
    seed = 200 + 2 * list(CASES).index(name) + (kind is model.Raw)
    theirs, measured = library_chains(kind, regime, seed)
    rng = np.random.default_rng(seed + 1000)
    ours = second.chains(rng, COUNT, chain, TRUTH, **parameters, generations=GENERATIONS)
    our_metrics = np.stack(
        [
            second.heterozygosity(ours),
            second.types_alive(ours),
            second.missing_mass(ours, TRUTH),
            np.sum((ours - TRUTH) ** 2, axis=-1),
        ],
        axis=-1,
    )
    assert worst(two_sample_scores(our_metrics, measured)) <= MANY
    assert worst(variance_scores(our_metrics, measured)) <= MANY
    assert worst(two_sample_scores(ours, theirs)) <= MANY
    our_memory, memory = (np.sum(part[:, 1:] * part[:, :-1], axis=-1) for part in (ours, theirs))
    assert worst(two_sample_scores(our_memory, memory)) <= MANY


@pytest.mark.parametrize("kind", [model.Raw, model.Exact])
@pytest.mark.parametrize("name", CASES)
def test_chains_of_rare_words_have_the_same_law(name, kind):
    """Where words are many and tokens few, so that types die out in all chains, the simulations agree too."""
    regime, chain, parameters = CASES[name]
    types, count, fits = 400, 300, 5
    truth = model.zipf(types, EXPONENT, count)
    run = recursion(kind(), regime, truth, size=SIZE, generations=fits - 1, rng=np.random.default_rng(600))
    theirs = [(metrics.diversity(now), metrics.surviving_types(now), metrics.missing_mass(now, truth)) for now in run]
    reality = second.zipf(types, EXPONENT)
    ours = second.chains(np.random.default_rng(1600), count, chain, reality, **parameters, generations=fits)
    our_metrics = (second.heterozygosity(ours), second.types_alive(ours), second.missing_mass(ours, reality))
    assert worst(two_sample_scores(np.stack(our_metrics, axis=-1), np.moveaxis(np.array(theirs), 2, 0))) <= MANY


def test_followed_words_stand_for_all():
    """Words followed one by one from a sample of ranks give the second sums of words alive and mass missing."""
    types, tokens, fits = 5000, 20_000, 8
    law, strata = theory.rank_bins(types, EXPONENT), theory.rank_bins(types, EXPONENT, single_ranks=10, width=0.5)
    rng = np.random.default_rng(5)
    words = vocabulary.replaced(vocabulary.first_corpus(law, strata, tokens, 4000, rng), rng)
    alive, missing = second.poisson_survivors(second.zipf(types, EXPONENT), tokens, fits)
    for expected_alive, expected_missing, now in zip(alive, missing, words, strict=False):
        for expected, (mean, error) in (
            (expected_alive, vocabulary.types_alive(now, strata)),
            (expected_missing, vocabulary.missing_mass(now, strata)),
        ):
            # The law's bins are accurate to about one part in a hundred thousand, next to the standard error.
            assert abs(mean - expected) <= LIMIT * error + 2e-5 * expected
            assert math.isfinite(error)
            assert error < 0.05 * expected
