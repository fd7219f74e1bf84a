"""How often a solver that learns from its own checked answers finds a right one, in one try and in many.

The problems differ in how hard they are: before training, the chance of a right answer has a Beta law over problems.
Each round moves the log odds of a problem up by a step if any rollout was right, and down by the step if none was. The
model is a toy of reinforcement learning with verifiable rewards, made up here; nothing in it stands for a real network.

Sources:
- yue2025: that training wins at one try, and the untrained model at many
"""

import math

import numpy as np

from collapse.estimate import FloatArray


def pass_at(tries: int, shape: tuple[float, float], *, rollouts: int, step: float, rounds: int) -> FloatArray:
    """Give the chance that at least one of so many tries is right, after each round (derived here).

    For each log odds before training the number of ups and downs so far is a Markov chain, followed exactly; the
    integral over the Beta law is trapezoidal in the log odds, where the law is smooth and falls off exponentially.
    """
    start = np.linspace(-150, 100, 20_001)
    density = beta_density_of_log_odds(start, shape)
    density /= density.sum()
    weights = {0: density}
    values = [float(chance_of_any(start, tries) @ density)]
    for _ in range(rounds):
        moved: dict[int, FloatArray] = {}
        for net, weight in weights.items():
            up = chance_of_any(start + net * step, rollouts)
            for change, share in ((1, up), (-1, 1 - up)):
                moved[net + change] = moved.get(net + change, np.zeros_like(start)) + weight * share
        weights = moved
        values.append(math.fsum(chance_of_any(start + net * step, tries) @ weight for net, weight in weights.items()))
    return np.array(values)


def beta_density_of_log_odds(log_odds: FloatArray, shape: tuple[float, float]) -> FloatArray:
    """Give the density of the log odds of a Beta law, up to a factor: p^a (1 - p)^b."""
    first, second = shape
    return np.asarray(np.exp(-first * np.logaddexp(0, -log_odds) - second * np.logaddexp(0, log_odds)), dtype=float)


def chance_of_any(log_odds: FloatArray, tries: int) -> FloatArray:
    """Give the chance of at least one right answer in so many tries: 1 - (1 - p)^k."""
    return np.asarray(-np.expm1(-tries * np.logaddexp(0, log_odds)), dtype=float)


STEP = math.log(4)
"""The step of the toy in the figures and tests: odds change by a factor of four."""
