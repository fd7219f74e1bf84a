"""Who may pass: a verifier gives each sample the chance that it is kept for training.

Judges work on values alone and hold no state, so the same one serves single points and whole counts of a type. `right`
is whatever knows the truth: a function from values to true or false.

Sources:
- feng2025 (arXiv:2406.07515): noisy, a verifier that keeps right and wrong samples at different rates
- yi2026 (arXiv:2510.16657): within, a verifier with a centre of its own that accepts what is close to it
- qiao2026 (arXiv:2606.13732): resembling, a reference that knows only a slice of the data
- lee2025 (arXiv:2502.01612): majority votes
"""

from collections.abc import Callable
from math import comb
from typing import Any

import numpy as np
import numpy.typing as npt

from collapse.curation import Verifier
from collapse.numerics import refusals
from collapse.numerics.accepted import check_finite, check_number, check_positive, check_share
from collapse.numerics.meaning import ANY_SHARE, VOTES


@refusals.calling
@refusals.answering(right=refusals.true_or_false)
def noisy(right: Callable[[npt.NDArray[Any]], npt.NDArray[Any]], keep_right: float, keep_wrong: float) -> Verifier:
    """Keep what is right at one rate and what is wrong at another (phi and psi).

    Args:
        right: from values to true or false, of the shape of the verdicts.
        keep_right: the chance that a right one passes, from 0 to 1 (phi).
        keep_wrong: that of a wrong one (psi).

    Returns:
        The verifier.

    Raises:
        ValueError: if a rate is outside [0, 1].

    References:
        Feng et al. (2025), arXiv:2406.07515.
    """
    check_share(keep_right, "keep_right")
    check_share(keep_wrong, "keep_wrong")
    return lambda values: np.where(right(values), keep_right, keep_wrong)


@refusals.calling
def exact(right: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]) -> Verifier:
    """Keep all that is right, and nothing else.

    Args:
        right: from values to true or false, of the shape of the verdicts.

    Returns:
        The verifier.
    """
    return noisy(right, 1.0, 0.0)


@refusals.widely
@refusals.meant()
def within(centre: float, radius: float) -> Verifier:
    """Keep what is closer to the centre than the radius: biased where the centre is not the true one.

    Args:
        centre: a finite number, in the unit of the values.
        radius: above 0, in that unit.

    Returns:
        The verifier, of values with one number each.

    Raises:
        ValueError: if the centre is infinite or NaN, or the radius not a positive number.

    References:
        Yi et al. (2026), arXiv:2510.16657.
    """
    check_finite(centre, "centre")
    check_positive(radius, "radius")
    return lambda values: np.abs(values - centre) < radius


@refusals.widely
@refusals.meant()
def resembling(centre: float, width: float) -> Verifier:
    """Keep a sample with the chance exp(-distance^2 / 2 width^2): the closer to the reference, the likelier.

    Args:
        centre: of the reference, a finite number in the unit of the values.
        width: above 0, in that unit.

    Returns:
        The verifier, of values with one number each.

    Raises:
        ValueError: if the centre is infinite or NaN, or the width not a positive number.

    References:
        Qiao et al. (2026), arXiv:2606.13732.
    """
    check_finite(centre, "centre")
    check_positive(width, "width")
    return lambda values: np.exp(-np.square((values - centre) / width) / 2)


@refusals.calling
def majority(verifier: Verifier, votes: int) -> Verifier:
    """Keep what more than half of so many independent verdicts keep.

    Args:
        verifier: one that errs by chance.
        votes: how many verdicts, from 1 to 1,000; of an even number half is not enough.

    Returns:
        The verifier.

    Raises:
        ValueError: if `votes` is no whole number from 1.

    References:
        Lee et al. (2025), arXiv:2502.01612.
    """
    check_number(votes, "votes")
    return lambda values: more_than_half(np.asarray(verifier(values), dtype=float), votes)


@refusals.meant(chance=ANY_SHARE, votes=VOTES)
def more_than_half(chance: npt.ArrayLike, votes: int) -> npt.NDArray[np.float64]:
    """Give the chance that more than half of so many independent votes are in favour.

    Args:
        chance: that of a single vote, of any shape.
        votes: how many, from 1 to 1,000.

    Returns:
        Of the shape of `chance`.
    """
    share = np.asarray(chance, dtype=float)
    ways = ((yes, comb(votes, yes)) for yes in range(votes // 2 + 1, votes + 1))
    return np.asarray(sum(count * share**yes * (1 - share) ** (votes - yes) for yes, count in ways))
