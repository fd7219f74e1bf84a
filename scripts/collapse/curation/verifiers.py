"""Who may pass: a verifier gives each sample the chance that it is kept for training.

Judges work on values alone and hold no state, so the same one serves single points and whole counts of a type. `right`
is whatever knows the truth: a function from values to true or false.

Sources:
- feng2025: noisy, a verifier that keeps right and wrong samples at different rates
- yi2026: within, a verifier with a centre of its own that accepts what is close to it
- qiao2026: resembling, a reference that knows only a slice of the data
- lee2025: majority votes
"""

from collections.abc import Callable
from math import comb
from typing import Any

import numpy as np
import numpy.typing as npt

from collapse.curation import Verifier
from collapse.numerics.accepted import check_finite, check_number, check_positive, check_share


def noisy(right: Callable[[npt.NDArray[Any]], npt.NDArray[Any]], keep_right: float, keep_wrong: float) -> Verifier:
    """Keep what is right at one rate and what is wrong at another (phi and psi)."""
    check_share(keep_right, "keep_right")
    check_share(keep_wrong, "keep_wrong")
    return lambda values: np.where(right(values), keep_right, keep_wrong)


def exact(right: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]) -> Verifier:
    """Keep all that is right, and nothing else."""
    return noisy(right, 1.0, 0.0)


def within(centre: float, radius: float) -> Verifier:
    """Keep what is closer to the centre than the radius: biased where the centre is not the true one."""
    check_finite(centre, "centre")
    check_positive(radius, "radius")
    return lambda values: np.abs(values - centre) < radius


def resembling(centre: float, width: float) -> Verifier:
    """Keep a sample with the chance exp(-distance^2 / 2 width^2): the closer to the reference, the likelier."""
    check_finite(centre, "centre")
    check_positive(width, "width")
    return lambda values: np.exp(-np.square((values - centre) / width) / 2)


def majority(verifier: Verifier, votes: int) -> Verifier:
    """Keep what more than half of so many independent verdicts keep."""
    check_number(votes, "votes")
    return lambda values: more_than_half(np.asarray(verifier(values), dtype=float), votes)


def more_than_half(chance: npt.ArrayLike, votes: int) -> npt.NDArray[np.float64]:
    """Give the chance that more than half of so many independent votes are in favour."""
    share = np.asarray(chance, dtype=float)
    ways = ((yes, comb(votes, yes)) for yes in range(votes // 2 + 1, votes + 1))
    return np.asarray(sum(count * share**yes * (1 - share) ** (votes - yes) for yes, count in ways))
