"""What the vocabulary model refuses, and what it counts."""

import numpy as np
import pytest

from collapse.models import zipf


def test_zipf_law_by_hand():
    """Three types of exponent 1 occur as 6 to 3 to 2."""
    law = zipf.zipf(3, 1.0, 2)
    assert law.probabilities == pytest.approx(np.array([[6, 3, 2], [6, 3, 2]]) / 11)


def test_a_vocabulary_holds_a_type():
    """No types make no law."""
    with pytest.raises(ValueError, match="types is 0"):
        zipf.zipf(0, 1.0, 2)


def test_tokens_are_counted_by_hand():
    """Types are listed once, and their counts are those of each replicate."""
    data = zipf.Tokens(np.array([[5, 2, 5], [9, 9, 9]]), np.array([1.0, 1.0, 0.5]))
    counts = zipf.tally(data)
    assert counts.types.tolist() == [2, 5, 9]
    assert counts.counts.tolist() == [[1.0, 1.5, 0.0], [0.0, 0.0, 2.5]]


def test_pools_of_different_types_by_hand():
    """Counts add up type by type; a type of one pool alone keeps its count."""
    first = zipf.Counts(np.array([1, 4]), np.array([[2.0, 3.0]]))
    second = zipf.Counts(np.array([0, 4]), np.array([[5.0, 7.0]]))
    pool = zipf.Exact().pool(first, second)
    assert pool.types.tolist() == [0, 1, 4]
    assert pool.counts.tolist() == [[5.0, 2.0, 10.0]]


@pytest.mark.parametrize("bad", [[[np.nan, 1.0]], [[np.inf, 1.0]], [[0.0, 0.0]]])
def test_counts_that_cannot_be_fitted_are_refused(bad):
    """NaN, infinity, and a replicate without a token are refused."""
    with pytest.raises(ValueError, match="finite counts of positive total"):
        zipf.Exact().fit(zipf.Counts(np.array([0, 1]), np.array(bad)))


def test_tokens_that_are_no_types_are_refused():
    """A token is a whole number; NaN is none."""
    with pytest.raises(ValueError, match="whole numbers"):
        zipf.Raw().fit(zipf.Tokens(np.array([[1.0, np.nan]]), np.ones(2)))


def test_types_that_nobody_holds_have_no_column():
    """A fit forgets the types that are gone from every replicate, and only those."""
    params = zipf.Exact().fit(zipf.Counts(np.arange(3), np.array([[2.0, 0.0, 2.0], [4.0, 0.0, 0.0]])))
    assert params.types.tolist() == [0, 2]
    assert params.probabilities.tolist() == [[0.5, 0.5], [1.0, 0.0]]


@pytest.mark.parametrize("shared", [True, False])
def test_tokens_follow_the_law(shared):
    """Tokens are drawn at the frequencies of the law, tabulated once for all replicates or for each of them."""
    law = zipf.zipf(5, 1.0, 100)
    if not shared:
        law = law._replace(probabilities=law.probabilities.copy())
    tokens = zipf.draw_tokens(law, 400, np.random.Generator(np.random.SFC64(1)))
    observed = np.bincount(tokens.ravel(), minlength=5)
    expected = 40_000 * law.probabilities[0]
    chi_squared = ((observed - expected) ** 2 / expected).sum()
    assert chi_squared < 4 + 4 * np.sqrt(8)
    assert not np.array_equal(tokens[0], tokens[1])
