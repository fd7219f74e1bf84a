"""How often a solver that learns from its own checked answers finds a right one, in one try and in many.

The problems differ in how hard they are: before training, the chance of a right answer has a Beta law over problems.
Each round moves the log odds of a problem up by a step if any rollout was right, and down by a share of the step, the
penalty, if none was. The model is a toy of reinforcement learning with verifiable rewards, made up here; nothing in it
stands for a real network.

Sources:
- yue2025 (arXiv:2504.13837): that training wins at one try, and the untrained model at many
- liu2025 (arXiv:2505.24864): that training wins at many tries, too
"""

import math
from typing import NamedTuple

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray


class Law(NamedTuple):
    """The log odds that problems may have, and the weight of each.

    Attributes:
        log_odds: natural log odds of a right answer, of shape (values,).
        weight: share of the problems that have them, of shape (values,), with sum 1.
    """

    log_odds: FloatArray
    weight: FloatArray


@refusals.meant()
def pass_at(
    tries: int, shape: tuple[float, float], *, rollouts: int, step: float, rounds: int, penalty: float = 1.0
) -> FloatArray:
    """Give the chance that at least one of so many tries is right, after each round (derived here).

    Args:
        tries: answers to each problem, from 1.
        shape: the two parameters of the Beta law of the chance of a right answer before training, above 0.
        rollouts: answers to each problem in a round of training, from 1.
        step: how far the log odds move up where a rollout was right, in nats, above 0.
        rounds: rounds of training, from 0.
        penalty: how many steps the log odds move down where none was, from 0.

    Returns:
        Chances, of shape (rounds + 1,), with that before training first.

    References:
        The question is that of Yue et al. (2025), arXiv:2504.13837 and Liu et al. (2025), arXiv:2505.24864.
    """
    trained = laws(shape, rollouts=rollouts, step=step, rounds=rounds, penalty=penalty)
    return np.array([solved(law, tries) for law in trained])


@refusals.meant()
def laws(shape: tuple[float, float], *, rollouts: int, step: float, rounds: int, penalty: float = 1.0) -> list[Law]:
    """Give the law of the log odds after each round (derived here).

    For each log odds before training the number of ups and downs so far is a Markov chain, followed exactly; the
    integral over the Beta law is trapezoidal in the log odds, where the law is smooth and falls off exponentially.

    Args:
        shape: the two parameters of the Beta law of the chance of a right answer before training, above 0.
        rollouts: answers to each problem in a round of training, from 1.
        step: how far the log odds move up where a rollout was right, in nats, above 0.
        rounds: rounds of training, from 0.
        penalty: how many steps the log odds move down where none was, from 0.

    Returns:
        A law before training and after each round, rounds + 1 in all.
    """
    start = np.linspace(-150, 100, 20_001)
    density = beta_density_of_log_odds(start, shape)
    weights = {0.0: density / density.sum()}
    trained = [weights]
    for _ in range(rounds):
        moved: dict[float, FloatArray] = {}
        for net, weight in weights.items():
            up = chance_of_any(start + net * step, rollouts)
            for change, share in ((1, up), (-penalty, 1 - up)):
                moved[net + change] = moved.get(net + change, np.zeros_like(start)) + weight * share
        weights = moved
        trained.append(weights)
    return [
        Law(np.concatenate([start + net * step for net in nets]), np.concatenate(list(nets.values())))
        for nets in trained
    ]


@refusals.meant()
def solved(law: Law, tries: int) -> float:
    """Give the chance that at least one of so many tries is right, over all problems (by definition).

    Args:
        law: of the log odds of problems.
        tries: answers to each problem, from 1.

    Returns:
        A chance from 0 to 1.
    """
    return float(chance_of_any(law.log_odds, tries) @ law.weight)


def beta_density_of_log_odds(log_odds: FloatArray, shape: tuple[float, float]) -> FloatArray:
    """Give the density of the log odds of a Beta law, up to a factor: p^a (1 - p)^b (by definition).

    Args:
        log_odds: natural log odds, of any shape.
        shape: the two parameters of the Beta law, above 0.

    Returns:
        Densities up to a factor, of the shape of `log_odds`.
    """
    first, second = shape
    return np.asarray(np.exp(-first * np.logaddexp(0, -log_odds) - second * np.logaddexp(0, log_odds)), dtype=float)


def chance_of_any(log_odds: FloatArray, tries: int) -> FloatArray:
    """Give the chance of at least one right answer in so many tries: 1 - (1 - p)^k (by definition).

    Args:
        log_odds: natural log odds of a right answer, of any shape.
        tries: answers to each problem, from 1.

    Returns:
        Chances, of the shape of `log_odds`.
    """
    return np.asarray(-np.expm1(-tries * np.logaddexp(0, log_odds)), dtype=float)


STEP = math.log(4)
"""The step of the toy in the figures and tests: odds change by a factor of four."""
