"""Closed forms of the vocabulary: identities, simulations held to them by z-score, and sums of ten trillion tokens."""

import time
from itertools import islice

import numpy as np
import pytest

from collapse import metrics, regimes
from collapse.models import vocabulary, zipf
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion
from collapse.theory import zipf as theory

MOST_DEVIATIONS = 4.0
GENERATIONS = [0, 1, 9, 49]
TOKENS, TYPES, EXPONENT = 1e13, 1e14, 1.5


def simulated(regime, truth, size, seed=1):
    rng = np.random.Generator(np.random.SFC64(seed))
    fits = list(recursion(zipf.Exact(), regime, truth, size=size, generations=GENERATIONS[-1], rng=rng))
    return [fits[generation] for generation in GENERATIONS]


def hold(samples, exact):
    mean, error = estimate(samples)
    deviations = (mean - exact) / error
    assert np.abs(deviations).max() <= MOST_DEVIATIONS, deviations


DIVERSITY = {
    "replace": (regimes.replace, theory.replace_diversity(30, GENERATIONS[-1])),
    "accumulate": (regimes.accumulate, theory.accumulate_diversity(30, GENERATIONS[-1])),
    "accumulate_subsample": (
        regimes.accumulate_subsample,
        theory.accumulate_subsample_diversity(30, GENERATIONS[-1]),
    ),
    "mix_fresh": (regimes.mix_fresh(0.1), theory.mix_fresh_diversity(30, 0.1, GENERATIONS[-1])),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DIVERSITY)
def test_diversity(name):
    """The share of diversity kept is the closed form, whatever the law that it starts from."""
    regime, exact = DIVERSITY[name]
    truth = zipf.zipf(12, 1.0, 4000)
    kept = [metrics.diversity(params) / metrics.diversity(truth)[0] for params in simulated(regime, truth, 30)]
    hold(kept, exact[GENERATIONS])


@pytest.mark.slow
@pytest.mark.parametrize("real_fraction", [0.5, 0.1, 0.02])
def test_distance_under_mix_fresh(real_fraction):
    """The expected squared distance from the truth is the loss of diversity: the first two moments decide both."""
    truth = zipf.zipf(50, 1.0, 1000)
    distances = [
        metrics.squared_distance(params, truth) for params in simulated(regimes.mix_fresh(real_fraction), truth, 500)
    ]
    lost = 1 - theory.mix_fresh_diversity(500, real_fraction, GENERATIONS[-1])
    hold(distances, lost[GENERATIONS] * metrics.diversity(truth)[0])


def test_survival_rate_is_about_two_over_the_corpora():
    """Two recursions of the rate agree with known values, and k times the rate tends to 2."""
    rates = theory.survival_rate(999)
    assert rates[[0, 1, 4, 9, 99, 999]] == pytest.approx(
        [1, 0.63212, 0.31208, 0.172255, 0.0195426, 0.00199382], rel=1e-5
    )


@pytest.mark.parametrize(("count", "at_10", "at_50"), [(1, 0.172, 0.038), (3, 0.433, 0.111), (10, 0.849, 0.324)])
def test_word_survival(count, at_10, at_50):
    """The tenth and the fiftieth corpus hold a word as often as was worked out apart from this code."""
    chance = theory.word_survival(count, 49)
    assert chance[[9, 49]] == pytest.approx([at_10, at_50], abs=5e-4)


def test_word_survival_against_families():
    """Poisson families of 3 tokens survive as often as the formula says, with the binomial standard error."""
    rng = np.random.Generator(np.random.SFC64(3))
    counts = np.full(100_000, 3)
    exact = theory.word_survival(3, 30)
    for generation in range(1, 31):
        counts = rng.poisson(counts)
        error = np.sqrt(exact[generation] * (1 - exact[generation]) / len(counts))
        assert abs((counts > 0).mean() - exact[generation]) <= MOST_DEVIATIONS * error


@pytest.mark.slow
def test_types_and_missing_mass_against_tokens():
    """Types alive and mass missing in a corpus of fixed size are those of the Poisson sums, to one in a thousand."""
    truth = zipf.zipf(2000, 1.2, 400)
    bins = theory.rank_bins(2000, 1.2)
    fits = simulated(regimes.replace, truth, 20_000)
    alive = [metrics.surviving_types(params) for params in fits]
    missing = [metrics.missing_mass(params, truth) for params in fits]
    exact_alive = theory.types_alive(bins, 20_000, GENERATIONS[-1])[GENERATIONS]
    exact_missing = theory.missing_mass(bins, 20_000, GENERATIONS[-1])[GENERATIONS]
    for samples, exact in ((alive, exact_alive), (missing, exact_missing)):
        mean, error = estimate(samples)
        assert np.all(np.abs(mean - exact) <= MOST_DEVIATIONS * error + 1e-3 * exact)


@pytest.mark.parametrize("exponent", [1.0, 1.2, 1.5])
def test_bins_hold_all_ranks_and_all_probability(exponent):
    """Bins neither skip nor repeat a rank, and their probabilities are those of the single ranks."""
    bins = theory.rank_bins(50_000, exponent)
    assert bins.first[0] == 1
    assert bins.last[-1] == 50_000
    assert np.array_equal(bins.first[1:], bins.last[:-1] + 1)
    assert bins.probability @ bins.number == pytest.approx(1, abs=1e-10)
    weights = np.arange(1.0, 50_001) ** -exponent
    assert bins.at(np.array([1.0, 777.0, 44_444.0])) == pytest.approx(
        weights[[0, 776, 44_443]] / weights.sum(), rel=1e-6
    )


def test_bins_against_the_full_sum():
    """Binned sums agree with sums over every rank to one part in a hundred thousand."""
    bins = theory.rank_bins(200_000, 1.2)
    weights = np.arange(1.0, 200_001) ** -1.2
    expected = 1e5 * weights / weights.sum()
    alive, missing = theory.types_alive(bins, 1e5, 49), theory.missing_mass(bins, 1e5, 49)
    for generation, rate in enumerate(theory.survival_rate(49)):
        assert alive[generation] == pytest.approx(-np.expm1(-expected * rate).sum(), rel=1e-5)
        assert missing[generation] == pytest.approx((expected / 1e5 * np.exp(-expected * rate)).sum(), rel=1e-5)
    assert alive[[0, 9, 49]] == pytest.approx([12389.6, 3355.0, 1051.7], abs=0.1)


def test_unbounded_vocabulary():
    """Where the vocabulary is far larger than the corpus, the power laws hold."""
    bins = theory.rank_bins(1e20, 1.5)
    assert theory.unbounded_types_alive(1.5, 1e12, 20) == pytest.approx(theory.types_alive(bins, 1e12, 20), rel=1e-4)
    assert theory.unbounded_missing_mass(1.5, 1e12, 20) == pytest.approx(theory.missing_mass(bins, 1e12, 20), rel=1e-4)


def test_ten_trillion_tokens():
    """Words and missing mass on the scale of the internet are those worked out apart from this code."""
    bins = theory.rank_bins(TYPES, EXPONENT)
    alive, missing = theory.types_alive(bins, TOKENS, 99), theory.missing_mass(bins, TOKENS, 99)
    assert alive[[0, 9, 99]] == pytest.approx([6.55e8, 2.03e8, 4.75e7], rel=2e-3)
    assert missing[[0, 1, 9, 49, 99]] == pytest.approx([4.36e-5, 5.08e-5, 7.85e-5, 1.29e-4, 1.62e-4], rel=4e-3)


def test_ten_trillion_tokens_take_milliseconds():
    """Five generations of three exponents are summed within a quarter of a second of processor time."""
    start = time.process_time()
    for exponent in (1.05, 1.2, 1.5):
        theory.missing_mass(theory.rank_bins(TYPES, exponent), TOKENS, 4)
    assert time.process_time() - start < 0.25


@pytest.mark.parametrize("exponent", [1.2, 1.5])
def test_sampled_words_stand_for_the_vocabulary(exponent):
    """Words alive and mass missing, from a sample of words, are the exact sums within their standard errors."""
    law = theory.rank_bins(TYPES, exponent)
    strata = theory.rank_bins(TYPES, exponent, single_ranks=10, width=0.2)
    rng = np.random.Generator(np.random.SFC64(4))
    first = vocabulary.first_corpus(law, strata, TOKENS, 400, rng)
    alive, missing = (f(law, TOKENS, GENERATIONS[-1]) for f in (theory.types_alive, theory.missing_mass))
    for generation, words in enumerate(islice(vocabulary.replaced(first, rng), GENERATIONS[-1] + 1)):
        for estimated, exact in (
            (vocabulary.types_alive(words, strata), alive[generation]),
            (vocabulary.missing_mass(words, strata), missing[generation]),
        ):
            assert abs(estimated.mean - exact) <= MOST_DEVIATIONS * estimated.error
            assert estimated.error < 0.04 * exact


def test_first_corpus_counts_are_truncated_poisson():
    """A word that is there occurs as often as a Poisson count that is not 0: mean m / (1 - exp(-m))."""
    law = theory.rank_bins(1000, 1.0)
    rng = np.random.Generator(np.random.SFC64(5))
    words = vocabulary.first_corpus(law, law, 500, 2000, rng)
    counts = words.counts[[0, 9, 99, 999]]
    expected = 500 * words.probability[[0, 9, 99, 999], 0]
    assert counts.min() == 1
    hold(counts, expected / -np.expm1(-expected))


def test_two_regimes_of_one_exponent_are_one_law():
    """With equal exponents the turn changes nothing."""
    one, two = theory.rank_bins(1e9, 1.5), theory.two_regimes(1e9, (1.5, 1.5), 300)
    np.testing.assert_allclose(two.probability, one.probability, rtol=1e-12)
    np.testing.assert_allclose(two.at(np.array([1.0, 77.0, 5e6])), one.at(np.array([1.0, 77.0, 5e6])), rtol=0.01)


def test_two_regimes_turn_where_they_are_told_to():
    """The law is whole, falls by its first exponent before the turn and by its second behind it, without a step."""
    law = theory.two_regimes(1e8, (1.0, 2.0), 1000)
    assert law.probability @ law.number == pytest.approx(1)
    slopes = np.diff(np.log(law.at(np.array([10.0, 100.0, 1e4, 1e6])))) / np.log(10)
    np.testing.assert_allclose(slopes[[0]], [-1], atol=0.01)
    np.testing.assert_allclose(slopes[2] / 2, -2, atol=0.01)
    assert law.at(np.array([1001.0]))[0] == pytest.approx(law.at(np.array([999.0]))[0], rel=0.02)


def test_two_regimes_lose_what_a_sample_of_them_loses():
    """What is missing after some generations is that of words drawn from the same law, one by one."""
    law = theory.two_regimes(3000, (1.0, 2.0), 100)
    ranks = np.arange(1.0, 3001)
    probability = law.at(ranks)
    expected = [(1 - rate) for rate in theory.survival_rate(3)]
    missing = [(np.exp(-500 * probability * (1 - kept)) * probability).sum() for kept in expected]
    np.testing.assert_allclose(theory.missing_mass(law, 500, 3), missing, rtol=0.01)
