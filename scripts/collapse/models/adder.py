"""A solver that adds long numbers digit by digit, slips, and learns from answers that its attempts agree on.

A toy of learning from one's own checked answers, made up here; nothing in it stands for a real network. Addition is an
automaton: each step takes two digits and the carry, and gives a digit and the next carry. The solver knows the rule but
slips at each step with some chance, and passes on the wrong carry. It tries each problem several times and keeps an
answer if more than half of the attempts agree on all of its digits. A fit then counts slips in the answers that were
kept, as if `prior` slips had been seen before any practice: the chance of a slip falls with the steps practised, unless
slips are learned as well. The next problems are as long as the solver can expect to get right with a chance of
`confidence`; so they grow, and the practice they give grows with them.

Sources:
- lee2025 (arXiv:2502.01612): addition of ever longer numbers, learned from own answers that are filtered by length and
  by majority vote
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collapse.numerics import refusals
from collapse.numerics.accepted import check_number, check_positive, check_share
from collapse.numerics.estimate import FloatArray


class Skill(NamedTuple):
    """The parameter of the model.

    Attributes:
        slip: chance of a slip at each step, from 0 to 1, of shape (replicates,).
    """

    slip: FloatArray


class Practice(NamedTuple):
    """What was practised: the steps in the answers that were kept, and how many of them were slips.

    Attributes:
        steps: of shape (replicates,).
        slips: of shape (replicates,).
    """

    steps: FloatArray
    slips: FloatArray


@refusals.model
class Raw(NamedTuple):
    """The model of a solver that learns from the answers that its attempts agree on.

    Attributes:
        attempts: at each problem, from 1; an answer is kept if more than half of them agree on it.
        confidence: the chance of an attempt to be right at which the length of problems is chosen, above 0 and below 1.
        prior: slips that are taken as seen in as many steps before any practice, above 0.
    """

    attempts: int
    confidence: float
    prior: float

    def fit(self, data: Practice) -> Skill:
        """Count the slips, and those of the prior among as many steps.

        Returns:
            The share of slips among all steps.

        Raises:
            ValueError: the prior is not positive.
        """
        check_positive(self.prior, "prior")
        return Skill((data.slips + self.prior) / (data.steps + self.prior))

    def sample(self, params: Skill, size: int, rng: np.random.Generator) -> Practice:
        """Try so many problems, all of the length that suits the skill, and keep what most attempts agree on."""
        check_number(size, "size")
        check_number(self.attempts, "attempts")
        length = solvable(params.slip, self.confidence)
        slips, agree = attempted(params.slip, length, size, self.attempts, rng)
        kept = 2 * agree.sum(axis=1) > self.attempts
        first = kept.argmax(axis=1)
        chosen = np.take_along_axis(slips, first[:, np.newaxis], axis=1)[:, 0]
        solved = kept.any(axis=1)
        return Practice(length * solved.sum(axis=1), np.where(solved, chosen, 0.0).sum(axis=1))

    def pool(self, first: Practice, second: Practice) -> Practice:
        """Add up steps and slips."""
        return Practice(first.steps + second.steps, first.slips + second.slips)

    def subsample(self, data: Practice, size: int, rng: np.random.Generator) -> Practice:
        """Refuse: single answers are not kept."""
        del data, size, rng
        raise ValueError("practice cannot be subsampled: only its steps and slips are kept; use replace")

    def weigh(self, data: Practice, weight: float) -> Practice:
        """Scale steps and slips."""
        check_share(weight, "weight")
        return Practice(weight * data.steps, weight * data.slips)


def novice(length: int, confidence: float, replicates: int) -> Skill:
    """Return the skill, once for each replicate, at which problems of this length are right with this chance.

    Args:
        length: digits of a problem, from 1.
        confidence: a chance above 0 and below 1.
        replicates: from 1.

    Returns:
        The same chance of a slip for each replicate.

    Raises:
        ValueError: `length` or `replicates` is no whole number from 1, or the confidence not above 0 and below 1.
    """
    check_number(length, "length")
    check_number(replicates, "replicates")
    check_confidence(confidence)
    return Skill(np.full(replicates, -np.expm1(np.log(confidence) / length)))


def solvable(slip: FloatArray, confidence: float) -> FloatArray:
    """Give the greatest length of a problem that is right with at least this chance, and no less than one digit.

    Args:
        slip: chance of a slip at each step, from 0 to 1, of shape (replicates,).
        confidence: a chance above 0 and below 1.

    Returns:
        Digits, of shape (replicates,); infinitely many where nothing slips.

    Raises:
        ValueError: the confidence is not above 0 and below 1.
    """
    check_confidence(confidence)
    with np.errstate(divide="ignore"):
        # A problem of just this length is meant to count, whatever its last binary digit.
        length = np.floor(np.log(confidence) / np.log1p(-slip) * (1 + 1e-12))
    return np.asarray(np.maximum(length, 1.0), dtype=float)


def attempted(
    slip: FloatArray, length: FloatArray, problems: int, attempts: int, rng: np.random.Generator
) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """Return the slips of each attempt, and which attempts at a problem give the same answer.

    Answers are the same where the slips are at the same steps, whatever the digits: at the first step where one slips
    and the other does not, their carries differ, and with them the next digit.

    Args:
        slip: chance of a slip at each step, from 0 to 1, of shape (replicates,).
        length: digits of each problem, of shape (replicates,), finite.
        problems: in each replicate, from 1.
        attempts: at each problem, from 1.
        rng: the generator.

    Returns:
        Numbers of slips, of shape (replicates, attempts, problems), and whether two attempts agree, of shape
        (replicates, attempts, attempts, problems).
    """
    slips = np.zeros((len(slip), attempts, problems))
    agree = np.ones((len(slip), attempts, attempts, problems), dtype=bool)
    for step in range(int(length.max())):
        chance = np.where(step < length, slip, 0.0)
        slipped = rng.random(slips.shape) < chance[:, np.newaxis, np.newaxis]
        slips += slipped
        agree &= slipped[:, :, np.newaxis] == slipped[:, np.newaxis]
    return slips, agree


@refusals.meant()
def check_confidence(confidence: float) -> None:
    """Refuse a chance that no length, or only a length of nothing, could have.

    Args:
        confidence: what was given.

    Raises:
        ValueError: the confidence is not above 0 and below 1.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; a chance above 0 and below 1 is accepted")
