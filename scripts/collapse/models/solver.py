"""A solver with a chance of its own to answer each problem, which learns from those of its answers that were right.

Parameters are log odds, of shape (replicates, problems). A sample is a number of rollouts for each problem, already
checked: all that is kept is how many were right. A fit moves the log odds of a problem up by a step if any rollout was
right, and down by a share of the step, the penalty, if none was. Learning starts from what is known, so the data carry
the log odds they were drawn with.

Sources:
- yue2025 (arXiv:2504.13837): the question what such training does for one try and for many; the toy is made up here
"""

from typing import NamedTuple

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.accepted import check_not_negative, check_number, check_positive
from collapse.numerics.estimate import FloatArray


class Rollouts(NamedTuple):
    """What was tried, and with which parameters.

    Attributes:
        log_odds: natural log odds of a right answer that rollouts were drawn with, of shape (replicates, problems).
        right: how many rollouts were right, of the same shape.
    """

    log_odds: FloatArray
    right: FloatArray


@refusals.model
class Solver(NamedTuple):
    """The model of a solver that learns from its right answers.

    Attributes:
        step: how far the log odds of a problem move up where a rollout was right, in nats, above 0.
        penalty: how many steps they move down where none was, from 0.
    """

    step: float
    penalty: float = 1.0

    def fit(self, data: Rollouts) -> FloatArray:
        """Reinforce what was solved, and the opposite.

        Returns:
            Log odds, of shape (replicates, problems).

        Raises:
            ValueError: the step is not positive, or the penalty below 0.
        """
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


@refusals.meant()
def problems(shape: tuple[float, float], number: int, replicates: int, rng: np.random.Generator) -> FloatArray:
    """Draw the log odds of new problems, whose chances have a Beta law.

    Args:
        shape: the two parameters of the law, above 0.
        number: problems in each replicate, from 1.
        replicates: from 1.
        rng: the generator.

    Returns:
        Natural log odds, of shape (replicates, number).

    Raises:
        ValueError: `number` or `replicates` is no whole number from 1, or a parameter not positive.
    """
    check_number(number, "number")
    check_number(replicates, "replicates")
    for value in shape:
        check_positive(value, "shape")
    first, second = (
        rng.standard_gamma(shape[0], (replicates, number)),
        rng.standard_gamma(shape[1], (replicates, number)),
    )
    return np.log(np.maximum(first, np.finfo(float).tiny)) - np.log(second)
