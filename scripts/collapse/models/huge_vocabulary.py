"""A whole corpus of ten trillion tokens over a billion types, drawn exactly: types that occur equally often are lumped.

Which type is which does not matter for how many are alive, for entropy or for diversity; only how many types there are
of each count does. The next count of each type of a class is Poisson, with the same mean, so the numbers of types at
each next count are multinomial: one draw for the class where it is large, and one for each type where it is small. The
number of tokens in a corpus is then Poisson, too. `vocabulary` follows named words instead.

The first corpus follows Zipf's law, cut into single ranks and bins so narrow that the types of a bin are alike to one
part in ten thousand; every later one is exact.

Sources:
- suresh2024 (arXiv:2412.17646): how the words of a unigram model survive under replace
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collapse.numerics import refusals
from collapse.numerics.accepted import check_number
from collapse.numerics.estimate import FloatArray
from collapse.theory.zipf import rank_bins

IntArray = npt.NDArray[np.int64]

DENSE = 2**21  # counts from here on are rare enough for a list
CELLS = 1_000_000  # of a table of probabilities: 8 MB
SINGLES = 2_000_000  # types drawn one by one in one go
SPREAD = 7.0  # standard deviations on either side of a class: what lies beyond is one in 10^12, and drawn at the edge


class Corpus(NamedTuple):
    """How many types there are of each count; types that do not occur are left out.

    Attributes:
        counts: occurrences of a type, from 1, ascending, of shape (counts,).
        types: how many types occur so often, of shape (counts,).
    """

    counts: IntArray
    types: IntArray

    @property
    def tokens(self) -> int:
        """Count the tokens."""
        return int(self.counts @ self.types)

    @property
    def types_alive(self) -> int:
        """Count the types."""
        return int(self.types.sum())

    @property
    def entropy(self) -> float:
        """Give the entropy in nats."""
        share = self.counts / self.tokens
        return float(-(self.types * share) @ np.log(share))

    @property
    def diversity(self) -> float:
        """Give the chance that two tokens, drawn one after the other with replacement, are of different types."""
        return 1 - float(self.types @ np.square(self.counts / self.tokens))


@refusals.meant()
def replaced(types: int, exponent: float, tokens: int, rng: np.random.Generator) -> Iterator[Corpus]:
    """Yield the first corpus, drawn from Zipf's law, and each that is drawn from the one before.

    Args:
        types: in the vocabulary, from 1 to `tokens`.
        exponent: of Zipf's law, from 0.
        tokens: expected in each corpus, from 1.
        rng: the generator.

    Yields:
        The corpus of each generation, from 0, for ever.

    Raises:
        ValueError: `tokens` or `types` is no such whole number, the exponent below 0, or a corpus came out empty.
    """
    check_number(tokens, "tokens")
    check_number(types, "types", most=tokens)
    bins = rank_bins(types, exponent, single_ranks=1_000_000, width=1e-4)
    corpus = drawn(tokens * bins.probability, bins.number.astype(np.int64), rng)
    while True:
        yield corpus
        if not corpus.tokens:
            raise ValueError(f"the corpus is empty: a Poisson number with mean {tokens} was 0; use more tokens")
        corpus = drawn(corpus.counts * (tokens / corpus.tokens), corpus.types, rng)


def drawn(expected: FloatArray, types: IntArray, rng: np.random.Generator) -> Corpus:
    """Draw the next count of all types, given the expected one of each class and its number of types.

    Args:
        expected: mean count of a type in each class, from 0, of shape (classes,).
        types: how many there are in each class, of shape (classes,).
        rng: the generator.

    Returns:
        The corpus.
    """
    # A draw for each type costs about as much as one for each cell of the class's table, and half as much again.
    lumped = types > 1.7 * width(expected)
    tally = Tally(min(DENSE, int(2 * expected.max()) + 64))
    for part in parts(types[~lumped], SINGLES):
        tally.add(rng.poisson(np.repeat(expected[~lumped][part], types[~lumped][part])))
    # Classes of like expectation share a table of the same width.
    order = np.argsort(expected[lumped])
    expected, types = expected[lumped][order], types[lumped][order]
    for part in parts(np.ceil(width(expected)).astype(np.int64), CELLS):
        counts, chance = poisson_table(expected[part])
        tally.add(counts.ravel(), rng.multinomial(types[part], chance).ravel())
    return tally.corpus()


def width(expected: FloatArray) -> FloatArray:
    """Count the cells in which a Poisson number with this mean falls.

    Args:
        expected: mean count of a type in each class, from 0, of shape (classes,).

    Returns:
        Numbers of counts, not rounded, of shape (classes,).
    """
    return np.asarray(2 * SPREAD * np.sqrt(expected) + 2 * SPREAD, dtype=float)


def parts(costs: IntArray, most: int) -> Iterator[slice]:
    """Cut a list into parts of about the same cost.

    Args:
        costs: of each entry, from 0, of shape (entries,).
        most: about the cost of a part, above 0; a single entry may cost more.

    Returns:
        Slices of the list, in order and without gaps.
    """
    bounds = np.cumsum(costs) // most
    edges = [0, *(np.flatnonzero(np.diff(bounds)) + 1).tolist(), len(costs)]
    return (slice(first, last) for first, last in pairwise(edges) if last > first)


def poisson_table(expected: FloatArray) -> tuple[IntArray, FloatArray]:
    """Give for each mean the counts around it and the chance of each, in rows that sum to 1.

    The chance of j is that of Stirling's series in the form that loses no digits where j is close to the mean.

    Args:
        expected: mean count of a type in each class, from 0, of shape (classes,).

    Returns:
        Counts and their chances, each of shape (classes, cells), with as many cells as the greatest mean needs.
    """
    cells = int(np.ceil(width(expected).max()))
    low = np.maximum(np.floor(expected - cells / 2), 0).astype(np.int64)
    counts = low[:, np.newaxis] + np.arange(cells)
    mean, number = expected[:, np.newaxis], np.maximum(counts, 1.0)
    off = mean / number - 1
    correction = 1 / (12 * number) - 1 / (360 * number**3) + 1 / (1260 * number**5)
    chance = np.exp(number * (np.log1p(off) - off) - correction) / np.sqrt(2 * np.pi * number)
    few = counts < len(FACTORIALS)
    small = counts[few]
    chance[few] = np.exp(-np.broadcast_to(mean, counts.shape)[few]) * (
        np.broadcast_to(mean, counts.shape)[few] ** small / FACTORIALS[small]
    )
    return counts, chance / chance.sum(axis=1, keepdims=True)


FACTORIALS = np.cumprod(np.concatenate([[1.0], np.arange(1.0, 16)]))


class Tally:
    """Adds up how many types have each count: in a slot for each smaller count, in a list for larger ones.

    Args:
        slots: counts below this have a slot.

    Attributes:
        dense: how many types have each count below `slots`, of shape (slots,).
        large: the larger counts, one entry a type.
    """

    def __init__(self, slots: int) -> None:
        self.dense = np.zeros(slots, dtype=np.int64)
        self.large: list[IntArray] = []

    def add(self, counts: IntArray, types: IntArray | None = None) -> None:
        """Add types of these counts: one each, or so many.

        Args:
            counts: from 0, of any one-dimensional shape.
            types: how many have each of them; None for one each.
        """
        if types is not None:
            counts, types = counts[types > 0], types[types > 0]
        small = counts < len(self.dense)
        above = counts[~small] if types is None else np.repeat(counts[~small], types[~small])
        if above.size:
            self.large.append(above)
        counts = counts[small]
        if counts.size:
            low = int(counts.min())
            # Sums of whole numbers below 2^53 are exact in floats.
            found = np.bincount(counts - low, weights=None if types is None else types[small])
            self.dense[low : low + len(found)] += found.astype(np.int64)

    def corpus(self) -> Corpus:
        """Return all counts above 0.

        Returns:
            The corpus.
        """
        counts = np.flatnonzero(self.dense[1:]) + 1
        large, number = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *self.large]), return_counts=True)
        return Corpus(np.concatenate([counts, large]), np.concatenate([self.dense[counts], number]))
