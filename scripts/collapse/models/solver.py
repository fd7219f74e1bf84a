"""A solver with a chance of its own to answer each problem, which learns from those of its answers that were right.

Parameters are log odds, of shape (replicates, problems). A sample is a number of rollouts for each problem, already
checked: all that is kept is how many were right. A fit moves the log odds of a problem up by a step if any rollout was
right, and down by a share of the step, the penalty, if none was. Learning starts from what is known, so the data carry
the log odds they were drawn with.
"""

from typing import NamedTuple

import numpy as np

from collapse.numerics.accepted import check_not_negative, check_number, check_positive
from collapse.numerics.estimate import FloatArray


class Rollouts(NamedTuple):
    """How many rollouts of each problem were right, and the log odds that they were drawn with."""

    log_odds: FloatArray
    right: FloatArray


class Solver(NamedTuple):
    """The model; `step` is how far the log odds move up, `penalty` times that how far they move down."""

    step: float
    penalty: float = 1.0

    def fit(self, data: Rollouts) -> FloatArray:
        """Reinforce what was solved, and the opposite."""
        check_positive(self.step, "step")
        check_not_negative(self.penalty, "penalty")
        return data.log_odds + np.where(data.right > 0, self.step, -self.penalty * self.step)

    def sample(self, params: FloatArray, size: int, rng: np.random.Generator) -> Rollouts:
        """Try each problem so many times, and check the answers."""
        check_number(size, "size")
        return Rollouts(params, rng.binomial(size, np.exp(-np.logaddexp(0, -params))).astype(float))

    def pool(self, first: Rollouts, second: Rollouts) -> Rollouts:
        """Add the right answers of earlier rollouts to the later ones."""
        return Rollouts(second.log_odds, first.right + second.right)

    def subsample(self, data: Rollouts, size: int, rng: np.random.Generator) -> Rollouts:
        """Refuse: the rollouts that were wrong are not kept."""
        del data, size, rng
        raise ValueError("rollouts cannot be subsampled: only the number of right ones is kept; use replace")

    def weigh(self, data: Rollouts, weight: float) -> Rollouts:
        """Refuse: one right answer counts as much as many."""
        del data, weight
        raise ValueError("rollouts cannot be weighed: one right answer counts as much as many; use replace")


def problems(shape: tuple[float, float], number: int, replicates: int, rng: np.random.Generator) -> FloatArray:
    """Draw the log odds of new problems, whose chances have a Beta law."""
    check_number(number, "number")
    check_number(replicates, "replicates")
    for value in shape:
        check_positive(value, "shape")
    first, second = (
        rng.standard_gamma(shape[0], (replicates, number)),
        rng.standard_gamma(shape[1], (replicates, number)),
    )
    return np.log(np.maximum(first, np.finfo(float).tiny)) - np.log(second)
