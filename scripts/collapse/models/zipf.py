"""A vocabulary whose words are as frequent as they were in the last corpus, as tokens (`Raw`) or as counts (`Exact`).

Any categorical law fits here; Zipf's, where the word of rank i has a probability proportional to i to the minus
exponent, is the truth. Types are the different words, by rank from 0; tokens are their occurrences. Columns stand for
types, and a type that no replicate holds any more has no column, so a generation costs by the words still alive and
not by the vocabulary. `Exact` draws the counts of a corpus at once, by the multinomial law; counts of pools add up, and
those of a subsample are multivariate hypergeometric.

Sources:
- seddik2024 (arXiv:2404.05090): the categorical model under replace, and how its diversity decays
- suresh2024 (arXiv:2412.17646): how the words of a unigram model survive
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collapse.numerics import refusals, weighted
from collapse.numerics.accepted import check_not_negative, check_number, check_share
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import FINITE

IntArray = npt.NDArray[np.int64]
TOTAL_ERROR = 1e-9  # of a sum of probabilities, by rounding


class Categorical(NamedTuple):
    """The parameters of the model.

    Attributes:
        types: ranks from 0, ascending, of shape (types,).
        probabilities: of shape (replicates, types), with a sum of 1 in each row.
    """

    types: IntArray
    probabilities: FloatArray


class Tokens(NamedTuple):
    """A corpus token by token.

    Attributes:
        values: the type of each, of shape (replicates, tokens).
        weights: of each column, from 0, of shape (tokens,).
    """

    values: IntArray
    weights: FloatArray


class Counts(NamedTuple):
    """All that a fit needs of a corpus.

    Attributes:
        types: ascending, of shape (types,).
        counts: total weight of each, of shape (replicates, types).
    """

    types: IntArray
    counts: FloatArray


def zipf(types: int, exponent: float, replicates: int) -> Categorical:
    """Return Zipf's law over so many types: the truth, shared by all replicates.

    Args:
        types: from 1.
        exponent: the probability of a rank is proportional to it to the power of minus this, from 0.
        replicates: from 1.

    Returns:
        The law.

    Raises:
        ValueError: `types` or `replicates` is no whole number from 1, or the exponent below 0.
    """
    check_number(types, "types")
    check_not_negative(exponent, "exponent")
    weights = np.arange(1.0, types + 1) ** -exponent
    return law(weights / weights.sum(), replicates)


@refusals.meant(probabilities=FINITE)
def law(probabilities: FloatArray, replicates: int) -> Categorical:
    """Return the law with these probabilities, shared by all replicates.

    Args:
        probabilities: from 0, of shape (types,), with sum 1.
        replicates: from 1.

    Returns:
        The law, in which replicates share one row of memory.

    Raises:
        ValueError: `replicates` is no whole number from 1, a probability below 0, or the sum not 1.
    """
    check_number(replicates, "replicates")
    if not ((probabilities >= 0).all() and abs(probabilities.sum() - 1) < TOTAL_ERROR):
        raise ValueError(
            f"the {len(probabilities)} probabilities sum to {probabilities.sum()}; a sum of 1 is accepted, none below 0"
        )
    return Categorical(np.arange(len(probabilities)), np.broadcast_to(probabilities, (replicates, len(probabilities))))


@refusals.model
class Raw(NamedTuple):
    """The model on single tokens."""

    def fit(self, data: Tokens) -> Categorical:
        """Take the relative frequency of each type.

        Returns:
            The law, without types that no replicate holds.

        Raises:
            ValueError: tokens are no whole numbers, or weights below 0, not finite, or 0 in total.
        """
        return frequencies(tally(data))

    def sample(self, params: Categorical, size: int, rng: np.random.Generator) -> Tokens:
        """Draw token by token."""
        return Tokens(draw_tokens(params, size, rng), np.ones(size))

    def pool(self, first: Tokens, second: Tokens) -> Tokens:
        """Put the tokens side by side."""
        return weighted.pooled(first, second)

    def subsample(self, data: Tokens, size: int, rng: np.random.Generator) -> Tokens:
        """Draw tokens without replacement, other ones in each replicate; only tokens of equal weight are accepted."""
        return weighted.thinned(data, size, rng)

    def weigh(self, data: Tokens, weight: float) -> Tokens:
        """Scale the weight of each token."""
        return weighted.weighed(data, weight)


@refusals.model
class Exact(NamedTuple):
    """The model on counts: the same law as `Raw`, without the tokens."""

    def fit(self, data: Counts) -> Categorical:
        """Take the relative frequency of each type.

        Returns:
            The law, without types that no replicate holds.

        Raises:
            ValueError: the counts of a replicate are below 0, not finite, or 0 in total.
        """
        return frequencies(data)

    def sample(self, params: Categorical, size: int, rng: np.random.Generator) -> Counts:
        """Draw all counts by the multinomial law, or token by token where there are more types than tokens."""
        check_number(size, "size")
        if size < len(params.types):
            return tally(Tokens(draw_tokens(params, size, rng), np.ones(size)))
        return Counts(params.types, rng.multinomial(size, params.probabilities).astype(float))

    def pool(self, first: Counts, second: Counts) -> Counts:
        """Add up the counts of each type."""
        if np.array_equal(first.types, second.types):
            return Counts(first.types, first.counts + second.counts)
        types = np.union1d(first.types, second.types)
        counts = np.zeros((len(first.counts), len(types)))
        for part in (first, second):
            counts[:, np.searchsorted(types, part.types)] += part.counts
        return Counts(types, counts)

    def subsample(self, data: Counts, size: int, rng: np.random.Generator) -> Counts:
        """Draw tokens without replacement, by the multivariate hypergeometric law."""
        check_number(size, "size")
        whole = data.counts.astype(np.int64)
        if (whole != data.counts).any():
            raise ValueError("only tokens of weight 1 can be subsampled; subsample before weighing")
        total = int(whole[0].sum())
        if size > total:
            raise ValueError(f"size is {size}, but only {total} tokens can be drawn without replacement")
        drawn = [rng.multivariate_hypergeometric(row, size, method="marginals") for row in whole]
        return Counts(data.types, np.asarray(drawn, dtype=float))

    def weigh(self, data: Counts, weight: float) -> Counts:
        """Scale the counts."""
        check_share(weight, "weight")
        return data._replace(counts=weight * data.counts)


@refusals.lawful
def frequencies(data: Counts) -> Categorical:
    """Divide the counts by their total, without the types that no replicate holds.

    Args:
        data: the counts.

    Returns:
        The law.

    Raises:
        ValueError: the counts of a replicate are below 0, not finite, or 0 in total.
    """
    total = data.counts.sum(axis=1, keepdims=True)
    if (data.counts < 0).any():
        raise ValueError(f"counts are from {data.counts.min()} on; 0 or more is accepted")
    if not (np.isfinite(total) & (total > 0)).all():
        raise ValueError(f"a fit needs finite counts of positive total; the totals are {total.ravel()}")
    alive = data.counts.any(axis=0)
    return Categorical(data.types[alive], data.counts[:, alive] / total)


def draw_tokens(params: Categorical, size: int, rng: np.random.Generator) -> IntArray:
    """Draw tokens by inversion; a law that all replicates share is tabulated once.

    Args:
        params: the law.
        size: tokens in each replicate, from 1.
        rng: the generator.

    Returns:
        Types, of shape (replicates, size).

    Raises:
        ValueError: the size is no whole number from 1.
    """
    check_number(size, "size")
    replicates = len(params.probabilities)
    uniform = rng.random((replicates, size))
    shared = params.probabilities.strides[0] == 0
    rows = [slice(None)] if shared else [slice(row, row + 1) for row in range(replicates)]
    columns = np.empty((replicates, size), dtype=np.int64)
    for row in rows:
        cumulative = np.cumsum(params.probabilities[row][0])
        columns[row] = np.searchsorted(cumulative, uniform[row] * cumulative[-1], side="right")
    return params.types[columns]


def tally(data: Tokens) -> Counts:
    """Add up the weights of each type in each replicate.

    Args:
        data: the tokens.

    Returns:
        The counts of all types that any replicate holds.

    Raises:
        ValueError: tokens are no whole numbers.
    """
    if not np.issubdtype(data.values.dtype, np.integer):
        raise ValueError(f"tokens are whole numbers, the ranks of their types; these are {data.values.dtype}")
    types, columns = np.unique(data.values, return_inverse=True)
    replicates = len(data.values)
    cells = columns.reshape(data.values.shape) + len(types) * np.arange(replicates)[:, np.newaxis]
    weights = np.broadcast_to(data.weights, data.values.shape)
    counts = np.zeros(replicates * len(types))
    np.add.at(counts, cells.ravel(), weights.ravel())
    return Counts(types, counts.reshape(replicates, len(types)))
