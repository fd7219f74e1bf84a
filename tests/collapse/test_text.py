"""The real text is there, is cut as it says, and the measures of a text count what they say."""

import itertools
import math
from collections import Counter

import numpy as np
import pytest

from collapse import text
from collapse.metrics import text as metrics_text


def test_the_novels():
    """Three novels of some 400,000 words begin as they should, and words are numbered by frequency."""
    novels = text.novels()
    assert novels.read(novels.tokens[:14]) == (
        "sense and sensibility by jane austen chapter the family of dashwood had long been"
    )
    counts = np.bincount(novels.tokens)
    assert len(counts) == len(novels.words)
    assert (np.diff(counts[1:]) <= 0).all()
    assert (counts[1:] > 0).all()
    assert novels.words[:3] == (".", "the", "to")
    assert 380_000 < counts[1:].sum() < 410_000
    assert "mr" in novels.words
    assert "elizabeth" in novels.words


def test_cutting():
    """Case, commas and underscores are dropped; sentence ends of any kind are one mark; titles end no sentence."""
    cut = text.tokenised("Mr. Knightley, _well-known_! He's gone... gone?")
    assert cut.read(cut.tokens) == "mr knightley well-known. he's gone. gone."
    assert cut.words[0] == "."
    assert (cut.tokens == text.MARK).sum() == 3


def test_text_without_an_end_or_without_words():
    """The mark keeps its number where no sentence ends; a text without words is refused."""
    cut = text.tokenised("one two two")
    assert cut.words == (".", "two", "one")
    assert cut.tokens.tolist() == [2, 1, 1]
    with pytest.raises(ValueError, match="no words in its 5 characters"):
        text.tokenised("1. 2!")


def test_distinct_and_entropy_count_n_grams():
    """Both agree with counting tuples."""
    rows = np.array([[1, 2, 1, 2, 3], [7, 7, 7, 7, 7]])
    for length in (1, 2, 3):
        for row, distinct, entropy in zip(
            rows, metrics_text.distinct(rows, length), metrics_text.entropy(rows, length), strict=True
        ):
            grams = Counter(tuple(row[i : i + length]) for i in range(6 - length))
            total = sum(grams.values())
            assert distinct == len(grams) / total
            assert entropy == pytest.approx(-sum(n / total * math.log(n / total) for n in grams.values()))
    assert metrics_text.vocabulary(rows).tolist() == [3, 1]
    with pytest.raises(ValueError, match="length is 6; a whole number from 1 to 5"):
        metrics_text.distinct(rows, 6)


def test_recall_of_rare_words():
    """Of the rare words of the real text, the share that is still there."""
    real = np.array([0, 0, 1, 2, 3, 4])
    assert metrics_text.recall(np.array([[0, 1, 3], [2, 3, 4]]), real, rarer_than=2).tolist() == [1 / 3, 1]
    with pytest.raises(ValueError, match="rarer_than is 9; a whole number from 0 to 4"):
        metrics_text.recall(real, real, rarer_than=9)


def test_likelihoods_are_a_law():
    """After each word the chances of all words sum to 1, seen or not."""
    tokens = np.array([0, 1, 2, 1, 0, 1])
    for word in range(5):
        logs = [metrics_text.log_likelihood(tokens, np.array([word, other]), types=5)[0] for other in range(5)]
        assert np.exp(logs).sum() == pytest.approx(1, abs=1 / 6)
    after_two = [metrics_text.log_likelihood(tokens, np.array([2, other]), types=5)[0] for other in range(5)]
    assert np.exp(after_two).sum() == pytest.approx(1, rel=1e-12)
    assert int(np.argmax(after_two)) == 1
    with pytest.raises(ValueError, match="types is 2; a whole number from 3"):
        metrics_text.log_likelihood(tokens, tokens, types=2)


def test_repeating_a_text_teaches_nothing():
    """Read as if it were of the same length, a text ten times over predicts as the text does; taken at its own, not."""
    tokens = np.random.default_rng(1).zipf(1.5, size=5000) % 50
    tokens[-1] = tokens[0]  # so that the joins are a pair more of the kind that the text begins with
    tenfold = np.tile(tokens[:-1], 10)
    once = metrics_text.log_likelihood(tokens[:-1], tokens, types=50)
    same = metrics_text.log_likelihood(tenfold, tokens, types=50, length=len(tokens) - 1)
    assert np.abs(same - once).max() < 0.01
    assert np.abs(metrics_text.log_likelihood(tenfold, tokens, types=50) - once).max() > 0.1


def test_coverage_counts_running_words():
    """Of the words of a real text, one by one, the share that stands in each text."""
    real = np.array([0, 0, 0, 1, 2, 5, 5, 7])
    assert metrics_text.coverage(np.array([[0, 1, 9], [5, 5, 5]]), real).tolist() == [0.5, 0.25]


def test_held_out_passages_are_apart():
    """One passage in so many is kept for the test, the others are left, in order, and an unfilled one is in neither."""
    left, kept = text.held_out(np.arange(32), passage=5, every=3)
    assert kept.tolist() == [0, 1, 2, 3, 4, 15, 16, 17, 18, 19]
    assert left.tolist() == [*range(5, 15), *range(20, 30)]
    with pytest.raises(ValueError, match="1 of 1 held out, 6 passages of 5 words leave none"):
        text.held_out(np.arange(32), passage=5, every=1)


def test_perplexity_of_head_and_tail():
    """The tail of a real text is harder than its head, and equally likely words have a perplexity of their number."""
    rng = np.random.default_rng(1)
    assert metrics_text.perplexity(np.log(np.full(7, 1 / 9))) == pytest.approx(9)
    uniform = rng.integers(0, 20, size=100_000)
    logs = metrics_text.log_likelihood(uniform, uniform[:5000], types=20)
    head, tail = metrics_text.head_and_tail(logs, uniform[:5000], head=10)
    assert head == pytest.approx(20, rel=0.02)
    assert tail == pytest.approx(20, rel=0.02)
    skewed = np.minimum(rng.zipf(1.5, size=50_000), 999)
    logs = metrics_text.log_likelihood(skewed, skewed[:5000], types=1000)
    head, tail = metrics_text.head_and_tail(logs, skewed[:5000], head=10)
    assert head < 10 < tail
    with pytest.raises(ValueError, match="at least 1"):
        metrics_text.head_and_tail(logs, skewed[:5000], head=1000)


def test_words_follow_only_within_a_text():
    """The number of an n-gram is the same for the same n-gram, and another for another."""
    row = np.array([3, 1, 2, 1, 2, 3, 1])
    numbers = metrics_text.grams(row, 3)
    for (i, first), (j, second) in itertools.combinations(enumerate(numbers), 2):
        assert (first == second) == (row[i : i + 3].tolist() == row[j : j + 3].tolist())
