"""The n-gram model draws what its text says, never across the end of a chain, and at the temperature it is given."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from collapse import regimes
from collapse.models import ngram
from collapse.recursion import recursion


def seeded(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def text(*chains, replicates=1):
    """Chains of tokens, the same in each replicate."""
    tokens = np.concatenate([np.array(chain) for chain in chains])
    ends = np.zeros(len(tokens), dtype=bool)
    ends[np.cumsum([len(chain) for chain in chains]) - 1] = True
    return ngram.Texts(np.tile(tokens, (replicates, 1)), np.tile(ends, (replicates, 1)))


def grams(data, length, row=0):
    """The n-grams of one replicate that do not cross the end of a chain."""
    starts = [0, *(np.flatnonzero(data.ends[row]) + 1), data.tokens.shape[1]]
    chains = [data.tokens[row, first:last] for first, last in pairwise(starts)]
    return Counter(tuple(chain[i : i + length]) for chain in chains for i in range(len(chain) - length + 1))


@pytest.mark.parametrize("order", [2, 3, 4])
def test_only_n_grams_of_the_text_are_drawn(order):
    """Every n-gram in a sample stands in the text, and none reaches across the end of a chain."""
    source = text([1, 2, 1, 3, 1, 2, 4, 1, 2, 1, 3], [5, 6, 5, 1, 2, 5])
    model = ngram.Raw(order, chains=4)
    found = grams(model.sample(model.fit(source), 4000, seeded()), order)
    assert set(found) <= set(grams(source, order))
    assert (4, 5) not in grams(model.sample(model.fit(source), 4000, seeded()), 2)


@pytest.mark.parametrize("order", [2, 3])
def test_words_follow_as_often_as_in_the_text(order):
    """After each context the next word has its frequency in the text, within 4 standard errors."""
    source = text(seeded(3).integers(0, 3, size=300))
    model = ngram.Raw(order, chains=20)
    drawn = grams(model.sample(model.fit(source), 60_000, seeded()), order)
    expected = grams(source, order)
    for context in {gram[:-1] for gram in expected}:
        total = sum(drawn[(*context, word)] for word in range(3))
        whole = sum(expected[(*context, word)] for word in range(3))
        for word in range(3):
            chance = expected[(*context, word)] / whole
            error = np.sqrt(max(chance * (1 - chance), 1e-9) / total)
            assert abs(drawn[(*context, word)] / total - chance) < 4 * error + 1e-12


@pytest.mark.parametrize("value", [0.5, 2.0])
def test_temperature(value):
    """A temperature of 1/2 squares the odds of the next word, and one of 2 takes their root."""
    source = text([0, 1] * 8 + [0, 2] * 2 + [0])
    model = ngram.Raw(2, chains=20)
    sample = grams(model.sample(ngram.temperature(value, model.fit(source)), 80_000, seeded()), 2)
    odds = (8 / 2) ** (1 / value)
    share = sample[0, 1] / (sample[0, 1] + sample[0, 2])
    exact = odds / (1 + odds)
    assert abs(share - exact) < 4 * np.sqrt(exact * (1 - exact) / (sample[0, 1] + sample[0, 2]))


def test_replicates_do_not_mix():
    """Each replicate draws from its own text."""
    data = ngram.Texts(np.array([[1, 2, 1, 2, 1], [3, 4, 3, 4, 3]]), np.zeros((2, 5), dtype=bool))
    model = ngram.Raw(2, chains=3)
    params = model.fit(data)
    assert {tuple(np.unique(row)) for row in model.sample(params, 50, seeded()).tokens} == {(1, 2), (3, 4)}
    warm = model.sample(ngram.temperature(2.0, params), 50, seeded())
    assert [tuple(np.unique(row)) for row in warm.tokens] == [(1, 2), (3, 4)]


def test_dead_ends_start_anew():
    """A word that nothing follows ends no sample: the chain goes on from anywhere in the text."""
    model = ngram.Raw(2, chains=1)
    sample = model.sample(model.fit(text([1, 2, 3])), 500, seeded())
    assert set(np.unique(sample.tokens)) == {1, 2, 3}
    assert sample.tokens.shape == (1, 500)


@pytest.mark.parametrize("size", [1, 63, 64, 65, 1000])
def test_samples_have_the_size(size):
    """Whatever the number of chains, a sample has as many tokens as asked for, in no more chains."""
    model = ngram.Raw(2, chains=64)
    sample = model.sample(model.fit(text([1, 2, 1, 1, 2])), size, seeded())
    assert sample.tokens.shape == (1, size)
    assert sample.ends.shape == (1, size)
    assert sample.ends.sum() <= 64


def test_library_gives_passages():
    """A library's samples are passages of the real text, which goes round at its end."""
    library = ngram.Library(np.arange(10), replicates=5)
    sample = ngram.Raw(2).sample(library, 8, seeded())
    assert (np.diff(sample.tokens, axis=1) % 10 == 1).all()
    assert not sample.ends.any()


def test_subsample_takes_whole_passages():
    """A subsample has the size, holds no place twice, and reads only n-grams of the text."""
    data = ngram.Texts(np.arange(100)[np.newaxis], np.zeros((1, 100), dtype=bool))
    part = ngram.Raw(2, chains=4).subsample(data, 50, seeded())
    assert part.tokens.shape == (1, 50)
    assert len(np.unique(part.tokens)) == 50
    assert all(second == first + 1 for first, second in grams(part, 2))
    with pytest.raises(ValueError, match="size is 101, but only 100 tokens"):
        ngram.Raw(2).subsample(data, 101, seeded())


@pytest.mark.parametrize(
    "regime", [regimes.replace, regimes.accumulate, regimes.accumulate_subsample, regimes.mix_fixed(0.5)]
)
def test_regimes_run_and_replace_loses_words(regime):
    """Words are lost under replace, and none under a regime that keeps the first text."""
    library = ngram.Library(seeded().zipf(1.5, size=2000) % 500, replicates=2)
    fits = list(recursion(ngram.Raw(2, 8), regime, library, size=500, generations=4, rng=seeded()))
    first, last = (len(np.unique(params.tokens)) for params in (fits[0], fits[-1]))
    assert last < first if regime is regimes.replace else last >= 0.7 * first


def test_keys_are_sorted_whatever_their_size():
    """The order is the stable one, below and above 16 bits."""
    for largest in (10, 70_000, 2**31):
        keys = seeded(4).integers(0, largest, size=5000)
        assert np.array_equal(ngram.sorted_order(keys), np.argsort(keys, kind="stable"))


def test_bad_input_is_refused():
    """Orders, texts, temperatures and weights that make no model are named."""
    with pytest.raises(ValueError, match=r"order is 1; a whole number from 2 .* models\.zipf"):
        ngram.Raw(1).fit(text([1, 2]))
    with pytest.raises(ValueError, match="2 tokens in 2 chains hold no word that follows"):
        ngram.Raw(2).fit(text([1], [2]))
    with pytest.raises(ValueError, match="temperature is 0; a positive number"):
        ngram.temperature(0, ngram.Raw(2).fit(text([1, 2])))
    with pytest.raises(ValueError, match="texts cannot be weighed"):
        ngram.Raw(2).weigh(text([1, 2]), 0.5)
