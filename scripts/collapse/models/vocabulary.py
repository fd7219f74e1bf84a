"""A corpus of any size under replace, by a sample of its words: each lives and dies by itself, so a few stand for all.

With a Poisson number of tokens the counts of different words are independent, and a word that occurs c times occurs a
Poisson number of times, with mean c, in the next corpus. Ranks are drawn at random from bins of the ranking, and each
stands for its share of the bin (stratified sampling), so ten trillion tokens cost no more than ten thousand. Whether a
word is absent from the first corpus needs no dice: words that are present are followed, each with the chance of that.

Sources:
- suresh2024 (arXiv:2412.17646): how the words of a unigram model survive under replace
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.accepted import check_number, check_positive
from collapse.numerics.estimate import Estimate, FloatArray
from collapse.theory.zipf import RankBins


class Words(NamedTuple):
    """Sampled words, as many from each bin of ranks.

    Attributes:
        probability: in the truth, of shape (bins, words).
        presence: chance to be in the first corpus, of the same shape.
        counts: how often the word occurs now if it was, of the same shape.
    """

    probability: FloatArray
    presence: FloatArray
    counts: FloatArray


@refusals.meant()
def first_corpus(law: RankBins, strata: RankBins, tokens: float, words: int, rng: np.random.Generator) -> Words:
    """Draw ranks from each stratum, and how often they occur, given that they do.

    The first of a word's tokens arrives at an exponential time, cut off at the expected number; the rest come after it.

    Args:
        law: Zipf's law, which gives the probability of a rank.
        strata: bins of ranks that words are sampled from.
        tokens: expected in the corpus, above 0.
        words: sampled from each bin, from 2.
        rng: the generator.

    Returns:
        The words.

    Raises:
        ValueError: `tokens` is not positive, or `words` no whole number from 2.
    """
    check_positive(tokens, "tokens")
    check_number(words, "words", least=2)
    first, number = strata.first[:, np.newaxis], strata.number[:, np.newaxis]
    rank = first + np.floor(number * rng.random((len(number), words)))
    probability = law.at(rank)
    expected = tokens * probability
    presence = -np.expm1(-expected)
    arrival = -np.log1p(-presence * rng.random(rank.shape))
    return Words(probability, presence, 1.0 + rng.poisson(np.maximum(expected - arrival, 0.0)))


@refusals.meant()
def replaced(words: Words, rng: np.random.Generator) -> Iterator[Words]:
    """Yield the words in the first corpus and in each that is sampled from the one before.

    Args:
        words: as they are in the first corpus.
        rng: the generator.

    Yields:
        The words in each generation, from 0, for ever.
    """
    while True:
        yield words
        words = words._replace(counts=rng.poisson(words.counts).astype(float))


def types_alive(words: Words, strata: RankBins) -> Estimate:
    """Estimate how many types there are now.

    Args:
        words: as they are now.
        strata: bins of ranks that words are sampled from.

    Returns:
        The number and its standard error.
    """
    return stratified(words.presence * (words.counts > 0), strata)


def missing_mass(words: Words, strata: RankBins) -> Estimate:
    """Estimate the true probability of all types that are absent now.

    Args:
        words: as they are now.
        strata: bins of ranks that words are sampled from.

    Returns:
        The probability and its standard error.
    """
    return stratified(words.probability * (1 - words.presence * (words.counts > 0)), strata)


def stratified(values: FloatArray, strata: RankBins) -> Estimate:
    """Add up the means of the strata, each as often as it has ranks.

    Args:
        values: of sampled words, of shape (bins, words), with two words or more.
        strata: bins of ranks that words are sampled from.

    Returns:
        The sum over all ranks and its standard error.
    """
    variance = values.var(axis=1, ddof=1) / values.shape[1]
    return Estimate(strata.number @ values.mean(axis=1), np.sqrt(np.square(strata.number) @ variance))
