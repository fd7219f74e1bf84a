"""How the problems of a solver grow that adds digit by digit and learns from answers that its attempts agree on.

Both are derived here, for long problems, in which a wrong majority is rare, and belong to the toy of `models.adder`
alone. The chance of a slip is the prior over the steps practised, a number of problems times their length; the length
that suits a skill is the log of the confidence over the chance of a slip. So each round's length is a constant times
the one before: it grows as a power of that constant, or shrinks as one.

Sources:
- lee2025 (arXiv:2502.01612): that filtered answers lead to exponential improvement
"""

import math

from collapse.curation.verifiers import more_than_half
from collapse.numerics import refusals


@refusals.meant()
def voted_growth(problems: int, attempts: int, confidence: float, prior: float) -> float:
    """Give the factor by which problems get longer in each round, if only answers that pass the vote are learned.

    Args:
        problems: problems that are tried in each round, from 1.
        attempts: attempts at each problem, from 1; more than half of them must agree.
        confidence: the chance to get a problem right at which its length is chosen, above 0 and below 1.
        prior: slips that are taken as seen before any practice, above 0.

    Returns:
        The length of a round's problems over that of the round before; below 1 they get shorter.

    References:
        Derived here; the setting is that of Lee et al. (2025), arXiv:2502.01612.
    """
    kept = problems * float(more_than_half(confidence, attempts))
    return -math.log(confidence) * kept / prior


@refusals.meant()
def unchecked_growth(problems: int, confidence: float, prior: float) -> float:
    """Give the factor by which slips become likelier in each round, if all answers are learned, with their slips.

    Args:
        problems: problems that are tried in each round, from 1.
        confidence: the chance to get a problem right at which its length is chosen, above 0 and below 1.
        prior: slips that are taken as seen before any practice, above 0.

    Returns:
        The chance of a slip at a step over that of the round before, above 1.

    References:
        Derived here; the setting is that of Lee et al. (2025), arXiv:2502.01612.
    """
    return 1 + prior / (problems * -math.log(confidence))
