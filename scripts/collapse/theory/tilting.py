"""The laws that sampling tilts: by a temperature, by a reward, and by a choice among candidates.

Samples are taken as infinitely many; a trajectory starts with the law itself.

Sources:
- marchi2024 (arXiv:2404.02325): that a temperature leads to collapse or to uniformity
- ferbach2024 (arXiv:2407.09499): the law that a choice among ever more candidates leads to
"""

import math

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray


@refusals.meant()
def tempered(probabilities: FloatArray, temperature: float, generations: int) -> FloatArray:
    """Give the law in each generation: p to the power temperature^-t, normalised (derived here).

    Args:
        probabilities: the law in generation 0, of shape (types,), all above 0, with sum 1.
        temperature: what log probabilities are divided by before each generation is drawn, above 0.
        generations: the last generation, from 0.

    Returns:
        Probabilities, of shape (generations + 1, types).

    References:
        The end in collapse or in uniformity is in Marchi et al. (2024), arXiv:2404.02325.
    """
    power = temperature ** -np.arange(generations + 1.0)
    return normalised(np.log(probabilities) * power[:, np.newaxis])


@refusals.meant()
def rewarded(probabilities: FloatArray, reward: FloatArray, generations: int) -> FloatArray:
    """Give the law in each generation of a choice among infinitely many candidates: p exp(t reward), normalised.

    Args:
        probabilities: the law in generation 0, of shape (types,), all above 0, with sum 1.
        reward: of each type, in nats, of shape (types,).
        generations: the last generation, from 0.

    Returns:
        Probabilities, of shape (generations + 1, types).

    References:
        Ferbach et al. (2024), arXiv:2407.09499.
    """
    return normalised(np.log(probabilities) + np.arange(generations + 1.0)[:, np.newaxis] * reward)


@refusals.meant()
def preferred(probabilities: FloatArray, reward: FloatArray, candidates: int) -> FloatArray:
    """Give the law of the one chosen among so many candidates with odds of exp(reward) (derived here).

    The largest of reward plus Gumbel noise is the one chosen, and the integral over where the largest lies is one over
    a smooth bell, on which the trapezoidal rule is exact to many digits.

    Args:
        probabilities: the law that candidates are drawn from, of shape (types,), with sum 1.
        reward: of each type, in nats, of shape (types,).
        candidates: how many there are to choose from, from 1.

    Returns:
        Probabilities, of shape (types,).
    """
    score = np.linspace(float(reward.min()) - 6, math.log(candidates) + float(reward.max()) + 40, 4001)
    beyond = np.exp(reward[:, np.newaxis] - score)
    below = probabilities @ np.exp(-beyond)
    chosen = probabilities * (beyond * np.exp(-beyond) * below ** (candidates - 1)).sum(axis=1)
    return np.asarray(chosen / chosen.sum(), dtype=float)


def normalised(log_odds: FloatArray) -> FloatArray:
    """Turn each row of log odds into probabilities (by definition).

    Args:
        log_odds: logarithms of probabilities, each row up to a constant, of shape (rows, types).

    Returns:
        Probabilities, of shape (rows, types), with a sum of 1 in each row.
    """
    odds = np.exp(log_odds - log_odds.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=float)
