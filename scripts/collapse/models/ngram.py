"""An n-gram language model that is fitted to text of its own: the next word is drawn given the last few.

The maximum likelihood model of a text needs no table of probabilities. To draw the word after a context, pick one of
the places in the text where that context stands, all alike, and take the word that follows there; the new place holds
the next context already. So a fit sorts the places by context, and drawing costs the same for every order. A sampling
temperature weighs the places by how frequent their next word is.

A data set is a row of tokens for each replicate, made of chains that are drawn side by side. No n-gram is read across
the end of a chain: where the text ends, or where a context was met that nothing follows. Order 1 needs no contexts:
that model is `zipf`.

Sources:
- suresh2024 (arXiv:2412.17646): n-gram models under replace
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collapse.numerics import refusals
from collapse.numerics.accepted import check_number, check_positive
from collapse.numerics.estimate import FloatArray

IntArray = npt.NDArray[np.int64]


class Texts(NamedTuple):
    """Texts, one for each replicate, made of chains.

    Attributes:
        tokens: whole numbers from 0, of shape (replicates, size).
        ends: whether a chain ends there, of the same shape.
    """

    tokens: IntArray
    ends: npt.NDArray[np.bool_]


class Places(NamedTuple):
    """The parameters of the model: a text, and its places sorted by the context that stands there.

    Attributes:
        tokens: of all replicates, one after the other, of shape (replicates * size,).
        context: number of the context at each place, of the same shape; each replicate has its own.
        places: those that a word follows, sorted by context, of shape (places,).
        starts: where each context begins among them, and where the last one ends, of shape (contexts + 1,).
        replicates: how many texts there are.
        reach: cumulative weights of the sorted places, from 0, of shape (places + 1,); None where all weigh the same.
    """

    tokens: IntArray
    context: IntArray
    places: IntArray
    starts: IntArray
    replicates: int
    reach: FloatArray | None


class Library(NamedTuple):
    """A real text as the truth: samples are passages of it.

    Attributes:
        tokens: whole numbers from 0, of shape (tokens,); a passage goes on at the beginning where the text ends.
        replicates: how many passages a sample holds side by side.
    """

    tokens: IntArray
    replicates: int


@refusals.model
class Raw(NamedTuple):
    """The model of a text whose next word depends on the last few.

    Attributes:
        order: one more than the words that the next one depends on, from 2.
        chains: how many a sample is made of, from 1.
    """

    order: int = 2
    chains: int = 64

    def fit(self, data: Texts) -> Places:
        """Sort the places of the text by the words that stand before the next one.

        Returns:
            The text and its sorted places.

        Raises:
            ValueError: `order` is no whole number from 2, the tokens are no whole numbers from 0, or a replicate has no
                word that follows another.
        """
        check_number(self.order, "order")
        if self.order == 1:
            raise ValueError("order is 1; a whole number from 2 is accepted, and order 1 is models.zipf")
        if not np.issubdtype(data.tokens.dtype, np.integer) or data.tokens.min() < 0:
            raise ValueError(
                f"tokens are {data.tokens.dtype} from {data.tokens.min()}; whole numbers from 0 are accepted"
            )
        replicates, size = data.tokens.shape
        ends = data.ends | (np.arange(size) == size - 1)
        if ends.all(axis=1).any():
            raise ValueError(f"{size} tokens in {int(ends[0].sum())} chains hold no word that follows another")
        ends = ends.ravel()
        followed = np.flatnonzero(~ends)
        flat = data.tokens.ravel()
        inside = np.arange(len(flat)) - last_start(ends)
        context = np.repeat(np.arange(replicates), size)
        for lag in range(self.order - 1):
            earlier = np.where(inside >= lag, np.roll(flat, lag) + 1, 0)
            context = context * (flat.max() + 2) + earlier
            if context.max() > 4 * len(flat):  # number them anew, so that the table of contexts stays small
                context = np.unique(context, return_inverse=True)[1]
        places = followed[sorted_order(context[followed])]
        starts = np.concatenate([[0], np.cumsum(np.bincount(context[followed], minlength=context.max() + 1))])
        return Places(flat, context, places, starts, replicates, None)

    def sample(self, params: Places | Library, size: int, rng: np.random.Generator) -> Texts:
        """Walk through the model in chains that start anywhere in its text; a library gives a passage instead."""
        check_number(size, "size")
        check_number(self.chains, "chains")
        if isinstance(params, Library):
            check_number(len(params.tokens), "the length of the text")
            first = rng.integers(len(params.tokens), size=(params.replicates, 1))
            tokens = params.tokens[(first + np.arange(size)) % len(params.tokens)]
            return Texts(tokens, np.zeros(tokens.shape, dtype=bool))
        tokens, ends = walk(params, self.chains, -(-size // self.chains), rng)
        shape = (params.replicates, -1)
        return Texts(tokens.reshape(shape)[:, :size], ends.reshape(shape)[:, :size])

    def pool(self, first: Texts, second: Texts) -> Texts:
        """Put the texts one after the other."""
        ends = np.concatenate([first.ends, second.ends], axis=1)
        ends[:, first.tokens.shape[1] - 1] = True
        return Texts(np.concatenate([first.tokens, second.tokens], axis=1), ends)

    def subsample(self, data: Texts, size: int, rng: np.random.Generator) -> Texts:
        """Draw whole passages without replacement: as long as a chain would be, the last one cut to size."""
        check_number(size, "size")
        total = data.tokens.shape[1]
        if size > total:
            raise ValueError(f"size is {size}, but only {total} tokens can be drawn without replacement")
        length = -(-size // self.chains)
        order = rng.permutation(-(-total // length))
        columns = (order[:, np.newaxis] * length + np.arange(length)).ravel()
        cut = (np.arange(len(columns)) + 1) % length == 0
        columns, cut = columns[columns < total][:size], cut[columns < total][:size]
        # The last passage of the text may be short, and another comes after it.
        return Texts(data.tokens[:, columns], data.ends[:, columns] | cut | (columns == total - 1))

    def weigh(self, data: Texts, weight: float) -> Texts:
        """Refuse: each place of a text counts once."""
        del data, weight
        raise ValueError("texts cannot be weighed, each place counts once; use mix_fresh or mix_fixed")


def sorted_order(keys: IntArray) -> IntArray:
    """Sort keys below 2^32 by their lower and then their upper half: numpy sorts 16 bits by radix, in linear time.

    Args:
        keys: from 0, of shape (keys,).

    Returns:
        The places of the keys in ascending order, of the same shape; equal keys keep theirs.
    """
    order = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    if keys.max() > 0xFFFF:
        order = order[np.argsort((keys[order] >> 16).astype(np.uint16), kind="stable")]
    return order


def last_start(ends: npt.NDArray[np.bool_]) -> IntArray:
    """Give for each place where its chain began.

    Args:
        ends: whether a chain ends at each place, of shape (places,).

    Returns:
        Places, of the same shape.
    """
    starts = np.concatenate([[0], np.flatnonzero(ends[:-1]) + 1])
    return np.repeat(starts, np.diff(np.concatenate([starts, [len(ends)]])))


def walk(params: Places, chains: int, length: int, rng: np.random.Generator) -> tuple[IntArray, npt.NDArray[np.bool_]]:
    """Advance all chains of all replicates together, one word a step.

    After a context that nothing follows the chain ends, and another begins anywhere.

    Args:
        params: the text and its sorted places.
        chains: in each replicate.
        length: words of each chain.
        rng: the generator.

    Returns:
        Tokens, and whether a chain ends there, both of shape (replicates * chains, length).
    """
    size = len(params.tokens) // params.replicates
    offset = np.repeat(np.arange(params.replicates) * size, chains)
    place = offset + rng.integers(size, size=len(offset))
    words = np.empty((len(offset), length), dtype=np.int64)
    ends = np.zeros(words.shape, dtype=bool)
    ends[:, -1] = True
    for step in range(length):
        words[:, step] = params.tokens[place]
        context = params.context[place]
        low, high = params.starts[context], params.starts[context + 1]
        picked = pick(params, low, high, rng.random(len(offset)))
        stuck = low == high
        ends[stuck, step] = True
        place = params.places[np.where(stuck, 0, picked)] + 1
        if stuck.any():
            place[stuck] = offset[stuck] + rng.integers(size, size=int(stuck.sum()))
    return words, ends


def pick(params: Places, low: IntArray, high: IntArray, uniform: FloatArray) -> IntArray:
    """Pick one of the sorted places from low to high - 1, by weight.

    Args:
        params: the text and its sorted places.
        low: first place of each context, of shape (chains,).
        high: end of each context, of the same shape.
        uniform: random numbers from 0 and below 1, of the same shape.

    Returns:
        Indices of sorted places, of the same shape; where a context is empty they mean nothing.
    """
    if params.reach is None:
        return low + (uniform * (high - low)).astype(np.int64)
    reached = params.reach[low] + uniform * (params.reach[high] - params.reach[low])
    return np.clip(np.searchsorted(params.reach, reached, side="right") - 1, low, high - 1)


def temperature(value: float, params: Places) -> Places:
    """Let a fit sample the next word with odds of its probability to the power 1 / temperature.

    Args:
        value: the temperature, above 0; 1 changes nothing.
        params: a fit.

    Returns:
        The fit with weighed places.

    Raises:
        ValueError: the temperature is not positive.
    """
    check_positive(value, "temperature")
    following = params.tokens[params.places + 1]
    pair = params.context[params.places] * (following.max() + 1) + following
    _, kind, count = np.unique(pair, return_inverse=True, return_counts=True)
    share = count[kind] / np.diff(params.starts)[params.context[params.places]]
    weights = share ** (1 / value - 1)
    return params._replace(reach=np.concatenate([[0.0], np.cumsum(weights)]))
