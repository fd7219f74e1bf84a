"""Exact values for words that are sampled again and again: which survive, and how much probability is lost with them.

Generation 0 is the first corpus, drawn from the truth; with k corpora in the formulas, k = generation + 1. Trajectories
hold generations 0 to `generations`. The number of tokens in a corpus is taken as Poisson, so that words are independent
branching processes; for words that are rare in a large corpus nothing else can be told from a fixed number. The
diversity (heterozygosity, the chance that two tokens differ) is exact for a fixed number.

Sources:
- suresh2024 (arXiv:2412.17646): the recursion of the survival rate
- seddik2024 (arXiv:2404.05090): the decay of diversity under replace
- dohmatob2024tails (arXiv:2402.07043): Zipf's law, and the power laws of what is missing
- ferrer2001 (doi:10.1076/jqul.8.3.165.4101): the two exponents of word frequencies
"""

import math
from typing import NamedTuple

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.accepted import check_not_negative, check_number, check_positive
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import ABOVE_ONE, from_number
from collapse.theory import gaussian
from collapse.theory.special import zeta


class RankBins(NamedTuple):
    """Zipf's law, cut into bins of ranks that are alike.

    Attributes:
        first: the first rank in each bin, from 1, of shape (bins,).
        last: the last rank in each bin, of shape (bins,).
        probability: the mean probability of a rank in each bin, of shape (bins,).
        exponent: of the law.
    """

    first: FloatArray
    last: FloatArray
    probability: FloatArray
    exponent: float

    @property
    def number(self) -> FloatArray:
        """Count the ranks in each bin."""
        return self.last - self.first + 1

    def at(self, rank: FloatArray) -> FloatArray:
        """Give the probability of single ranks (by definition).

        Args:
            rank: ranks from 1, of any shape.

        Returns:
            Probabilities, of the shape of `rank`.
        """
        return np.asarray(self.probability[0] * rank**-self.exponent, dtype=float)


@refusals.meant()
def rank_bins(types: float, exponent: float, *, single_ranks: int = 1000, width: float = 0.01) -> RankBins:
    """Cut Zipf's law over so many types into single ranks and, above them, bins of the given logarithmic width.

    As cut by default the bins are few enough to sum over in no time, and the sums are accurate to about one part in
    a hundred thousand.

    Args:
        types: ranks of the law, a whole number from 1.
        exponent: the probability of a rank is proportional to it to the power of minus this, from 0.
        single_ranks: how many of the first ranks have a bin of their own, from 1.
        width: natural logarithm of the last rank of a bin over the first, above 0.

    Returns:
        The bins, which hold all ranks once.

    Raises:
        ValueError: `types` is no whole number from 1, or the exponent is below 0 or not finite.

    References:
        Dohmatob et al. (2024), arXiv:2402.07043: Zipf's law.
    """
    check_number(types, "types")
    check_not_negative(exponent, "exponent")
    single = np.arange(1.0, min(types, single_ranks) + 1)
    steps = max(1, math.ceil(math.log(types / single[-1]) / width))
    last = np.unique(np.geomspace(single[-1], types, steps + 1).round())
    first = np.concatenate([single, last[:-1] + 1])
    last = np.concatenate([single, last[1:]])
    mass = np.where(first == last, first**-exponent, integral(last + 0.5, exponent) - integral(first - 0.5, exponent))
    return RankBins(first, last, mass / mass.sum() / (last - first + 1), exponent)


class TwoRegimes(RankBins):
    """A law of two exponents, cut into bins: that of the common words, and a steeper one beyond a rank.

    Attributes:
        first: the first rank in each bin, from 1, of shape (bins,).
        last: the last rank in each bin, of shape (bins,).
        probability: the mean probability of a rank in each bin, of shape (bins,).
        exponent: that of the common words.
    """

    __slots__ = ()

    def at(self, rank: FloatArray) -> FloatArray:
        """Give the probability of single ranks, that of the bin which holds each (by definition).

        Args:
            rank: ranks from 1, of any shape.

        Returns:
            Probabilities, of the shape of `rank`.
        """
        return np.asarray(self.probability[np.searchsorted(self.last, rank)], dtype=float)


@refusals.meant()
def two_regimes(
    types: float, exponents: tuple[float, float], turn: float, *, single_ranks: int = 1000, width: float = 0.01
) -> TwoRegimes:
    """Cut a law of two exponents over so many types into bins, as `rank_bins` does for one.

    Word counts of large collections follow two power laws: one near 1 for the common words, a steeper one for the rest.

    Args:
        types: ranks of the law, a whole number from 1.
        exponents: of the ranks up to the turn, and beyond it, each from 0.
        turn: the rank at which both give the same probability, above 0.
        single_ranks: how many of the first ranks have a bin of their own, from 1.
        width: natural logarithm of the last rank of a bin over the first, above 0.

    Returns:
        The bins, which hold all ranks once.

    Raises:
        ValueError: `types` is no whole number from 1, an exponent is below 0 or not finite, or the turn not above 0.

    References:
        Ferrer i Cancho and Sole (2001), doi:10.1076/jqul.8.3.165.4101: exponents near 1 and near 2.
    """
    check_positive(turn, "turn")
    common, rare = (rank_bins(types, each, single_ranks=single_ranks, width=width) for each in exponents)
    first, last = common.first, common.last
    middle = np.sqrt(first * last)
    scale = turn ** (exponents[1] - exponents[0])
    mass = np.where(
        middle <= turn, common.probability / common.probability[0], scale * rare.probability / rare.probability[0]
    )
    number = last - first + 1
    return TwoRegimes(first, last, mass / (mass @ number), exponents[0])


def integral(rank: FloatArray, exponent: float) -> FloatArray:
    """Integrate rank to the minus exponent; the sum over whole ranks is this, taken half a rank further out.

    The sum is the integral by the midpoint rule (derived here).

    Args:
        rank: upper limits above 0, of any shape.
        exponent: from 0.

    Returns:
        The antiderivative at each rank, of the shape of `rank`; only differences mean something.
    """
    if exponent == 1:
        return np.log(rank)
    return np.asarray(rank ** (1 - exponent) / (1 - exponent), dtype=float)


@refusals.meant()
def survival_rate(generations: int) -> FloatArray:
    """Give the chance that one token has descendants: 1, then 1 - exp(-rate) again and again; about 2/k.

    Args:
        generations: the last generation, from 0.

    Returns:
        Chances, of shape (generations + 1,).

    References:
        Suresh et al. (2025), arXiv:2412.17646.
    """
    rates = np.ones(generations + 1)
    for generation in range(generations):
        rates[generation + 1] = -math.expm1(-rates[generation])
    return rates


@refusals.meant()
def word_survival(count: int, generations: int) -> FloatArray:
    """Give the chance that a word survives which occurs `count` times in the first corpus (derived here).

    Args:
        count: occurrences in the first corpus, from 0.
        generations: the last generation, from 0.

    Returns:
        Chances, of shape (generations + 1,).
    """
    return np.array([1 - (1 - rate) ** count for rate in survival_rate(generations)])


@refusals.meant()
def types_alive(bins: RankBins, tokens: float, generations: int) -> FloatArray:
    """Give the expected number of types alive (derived here from the survival of a word).

    Args:
        bins: the true law, from `rank_bins`.
        tokens: expected tokens in each corpus, above 0.
        generations: the last generation, from 0.

    Returns:
        Expected numbers of types, of shape (generations + 1,).
    """
    expected = tokens * bins.probability
    return np.array([-np.expm1(-expected * rate) @ bins.number for rate in survival_rate(generations)])


@refusals.meant()
def missing_mass(bins: RankBins, tokens: float, generations: int) -> FloatArray:
    """Give the expected true probability of the types that are gone (derived here).

    Args:
        bins: the true law, from `rank_bins`.
        tokens: expected tokens in each corpus, above 0.
        generations: the last generation, from 0.

    Returns:
        Expected probabilities, of shape (generations + 1,).
    """
    expected, mass = tokens * bins.probability, bins.probability * bins.number
    return np.array([np.exp(-expected * rate) @ mass for rate in survival_rate(generations)])


@refusals.meant(exponent=ABOVE_ONE)
def unbounded_types_alive(exponent: float, tokens: float, generations: int) -> FloatArray:
    """Give the expected number of types alive in an unbounded vocabulary, for large corpora (derived here).

    Args:
        exponent: of Zipf's law, above 1.
        tokens: expected tokens in each corpus, above 0.
        generations: the last generation, from 0.

    Returns:
        Expected numbers of types, of shape (generations + 1,).

    Raises:
        ValueError: the exponent is 1 or less, and no such law exists.
    """
    effective = tokens * survival_rate(generations) / zeta(exponent)
    return np.asarray(math.gamma(1 - 1 / exponent) * effective ** (1 / exponent), dtype=float)


@refusals.meant(exponent=ABOVE_ONE)
def unbounded_missing_mass(exponent: float, tokens: float, generations: int) -> FloatArray:
    """Give the expected missing probability in an unbounded vocabulary, for large corpora (derived here).

    Args:
        exponent: of Zipf's law, above 1.
        tokens: expected tokens in each corpus, above 0.
        generations: the last generation, from 0.

    Returns:
        Expected probabilities, of shape (generations + 1,).

    Raises:
        ValueError: the exponent is 1 or less, and no such law exists.

    References:
        The power laws of what is missing are those of Dohmatob et al. (2024), arXiv:2402.07043.
    """
    factor = math.gamma(1 - 1 / exponent) / exponent * zeta(exponent) ** (-1 / exponent)
    return np.asarray(factor * (tokens * survival_rate(generations)) ** (1 / exponent - 1), dtype=float)


@refusals.meant()
def replace_diversity(size: int, generations: int) -> FloatArray:
    """Give the share of diversity kept under replace: (1 - 1/n)^k.

    Here and below, each word behaves as the normal distribution under maximum likelihood does: the first two moments
    of a sample decide the share in both. What is kept here is soon too little to tell as 1 less the error.

    Args:
        size: tokens in each corpus, from 1.
        generations: the last generation, from 0.

    Returns:
        Shares of the diversity of the truth, of shape (generations + 1,).

    References:
        Seddik et al. (2024), arXiv:2404.05090.
    """
    return gaussian.replace_variance(size, generations, ddof=0)


@refusals.meant(size=from_number(2))
def accumulate_diversity(size: int, generations: int) -> FloatArray:
    """Give the share of diversity kept under accumulate (derived here).

    Args:
        size: tokens in each corpus, from 2.
        generations: the last generation, from 0.

    Returns:
        Shares of the diversity of the truth, of shape (generations + 1,).
    """
    return 1 - gaussian.accumulate_error(size, generations)


@refusals.meant(size=from_number(2))
def accumulate_subsample_diversity(size: int, generations: int) -> FloatArray:
    """Give the share of diversity kept under accumulate_subsample (derived here).

    Args:
        size: tokens in each corpus, from 2.
        generations: the last generation, from 0.

    Returns:
        Shares of the diversity of the truth, of shape (generations + 1,).
    """
    return 1 - gaussian.accumulate_subsample_error(size, generations)


@refusals.meant(size=from_number(2))
def mix_fresh_diversity(size: int, real_fraction: float, generations: int) -> FloatArray:
    """Give the share of diversity kept under mix_fresh, with the whole tokens of the regime (derived here).

    Args:
        size: tokens in each corpus, from 2.
        real_fraction: share of new real tokens in each generation, from 0 to 1.
        generations: the last generation, from 0.

    Returns:
        Shares of the diversity of the truth, of shape (generations + 1,).

    Raises:
        ValueError: the fraction is no share, or leaves one kind without a whole token.
    """
    return 1 - gaussian.mix_fresh_error(size, real_fraction, generations)
