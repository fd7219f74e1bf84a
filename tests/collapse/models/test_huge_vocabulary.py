"""Lumped classes have the law of types drawn one by one, and a huge corpus is drawn whole."""

import itertools

import numpy as np
import pytest
from scipy import stats

from collapse.models import huge_vocabulary
from collapse.theory import zipf

TYPES, TOKENS, GENERATIONS, RUNS = 3000, 20_000, 4, 400


def seeded(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def one_by_one(rng):
    """The brute force: a Poisson number for each type, in each generation."""
    law = np.arange(1.0, TYPES + 1) ** -1.2
    counts = rng.poisson(TOKENS * law / law.sum())
    while True:
        counts = counts[counts > 0]
        share = counts / counts.sum()
        yield len(counts), -(share @ np.log(share)), 1 - share @ share, counts.sum()
        counts = rng.poisson(share * TOKENS)


def lumped(rng):
    for corpus in huge_vocabulary.replaced(TYPES, 1.2, TOKENS, rng):
        yield corpus.types_alive, corpus.entropy, corpus.diversity, corpus.tokens


def collected(simulation, seed):
    rng = seeded(seed)
    return np.array([list(itertools.islice(simulation(rng), GENERATIONS)) for _ in range(RUNS)])


@pytest.mark.slow
def test_law_is_that_of_types_drawn_one_by_one():
    """Types, entropy, diversity and tokens have the same mean and spread in every generation."""
    first, second = collected(one_by_one, 1), collected(lumped, 2)
    error = np.sqrt((first.var(axis=0) + second.var(axis=0)) / RUNS)
    assert np.abs((first.mean(axis=0) - second.mean(axis=0)) / error).max() < 4
    assert first.std(axis=0) / second.std(axis=0) == pytest.approx(np.ones((GENERATIONS, 4)), abs=0.25)


@pytest.mark.slow
def test_a_wrong_law_would_be_noticed(monkeypatch):
    """Were a class drawn with a mean one part in a hundred too small, the same comparison would show it."""
    right = huge_vocabulary.poisson_table
    monkeypatch.setattr(huge_vocabulary, "poisson_table", lambda expected: right(0.99 * expected))
    first, second = collected(one_by_one, 1), collected(lumped, 2)
    error = np.sqrt((first.var(axis=0) + second.var(axis=0)) / RUNS)
    assert np.abs((first.mean(axis=0) - second.mean(axis=0)) / error).max() > 4


@pytest.mark.parametrize("expected", [0.02, 1.0, 7.3, 15.5, 16.5, 480.0, 3e4])
def test_classes_are_poisson(expected):
    """A class of many types falls on the next counts as Poisson numbers do (chi-squared), lost types included."""
    types = 300_000
    corpus = huge_vocabulary.drawn(np.array([expected]), np.array([types]), seeded(3))
    counts = np.concatenate([[0], corpus.counts])
    found = np.concatenate([[types - corpus.types_alive], corpus.types])
    low, high = stats.poisson.ppf([1e-4, 1 - 1e-4], expected)
    low = max(low, 0)
    edges = np.unique(np.linspace(low, high, 30).round()) if high > low else np.array([low])
    cells = np.searchsorted(edges, counts, side="left")
    observed = np.bincount(cells, weights=found, minlength=len(edges) + 1)
    chances = np.diff(np.concatenate([[0.0], stats.poisson.cdf(edges, expected), [1.0]]))
    large = chances * types > 5
    statistic = (np.square(observed - chances * types)[large] / (chances * types)[large]).sum()
    assert stats.chi2.sf(statistic, large.sum() - 1) > 1e-4
    assert corpus.tokens == pytest.approx(types * expected, abs=4 * np.sqrt(types * expected) + 1)


def test_table_is_the_poisson_law():
    """Each row holds the Poisson chances to nine digits, and all of them but one part in 10^11."""
    for mean in (0.01, 1.0, 14.9, 16.2, 480.0, 1e6):
        counts, chance = huge_vocabulary.poisson_table(np.array([mean]))
        assert chance == pytest.approx(stats.poisson.pmf(counts, mean), rel=1e-6, abs=1e-15)
        assert stats.poisson.pmf(counts, mean).sum() == pytest.approx(1, abs=1e-9)


def test_counts_beyond_the_dense_table():
    """Very frequent types are kept as well as rare ones."""
    expected, types = np.array([2.0, 5e6]), np.array([4, 3])
    corpus = huge_vocabulary.drawn(expected, types, seeded(4))
    assert (corpus.counts > huge_vocabulary.DENSE).sum() == 3
    assert (np.diff(corpus.counts) > 0).all()
    assert corpus.tokens == pytest.approx(15e6, rel=1e-2)


def test_types_alive_are_those_of_the_closed_form():
    """A hundred million tokens over ten million types keep the expected number of types, within 4 standard errors."""
    corpora = list(itertools.islice(huge_vocabulary.replaced(10**7, 1.5, 10**8, seeded(5)), 3))
    exact = zipf.types_alive(zipf.rank_bins(10**7, 1.5), 1e8, 2)
    for corpus, expected in zip(corpora, exact, strict=True):
        assert abs(corpus.types_alive - expected) < 4 * np.sqrt(expected) + 2e-5 * expected


@pytest.mark.slow
def test_a_huge_corpus_is_drawn_whole():
    """Ten trillion tokens over a billion types: entropy and diversity as known from another implementation."""
    first, second = itertools.islice(huge_vocabulary.replaced(10**9, 1.0, 10**13, seeded(6)), 2)
    assert [first.entropy, second.entropy] == pytest.approx([13.13611, 13.13606], abs=2e-5)
    assert [first.diversity, second.diversity] == pytest.approx([1 - 0.0036255] * 2, abs=2e-7)
    assert second.tokens == pytest.approx(1e13, rel=2e-6)
    assert second.types_alive == 10**9


def test_bad_sizes_are_refused():
    """Fewer tokens than types, and none at all, are named."""
    with pytest.raises(ValueError, match="types is 5; a whole number from 1 to 4"):
        next(huge_vocabulary.replaced(5, 1.0, 4, seeded()))
    with pytest.raises(ValueError, match="the corpus is empty: a Poisson number with mean 1 was 0"):
        list(huge_vocabulary.replaced(1, 1.0, 1, seeded()))
