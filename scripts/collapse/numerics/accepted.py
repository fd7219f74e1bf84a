"""What is accepted: each check refuses a bad value by its name, and says what was given and what would do."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from collapse.numerics import refusals


@refusals.whole
def check_number(value: float, name: str, least: int = 1, most: int | None = None) -> None:
    """Refuse what is no whole number, or too small or large a one.

    Args:
        value: the number, an integer of Python or numpy.
        name: what the message calls it.
        least: the smallest that is accepted.
        most: the largest, if there is one.

    Raises:
        ValueError: if it has a point, is a word, or outside that range.
    """
    if not (least <= value < math.inf and value == int(value) and (most is None or value <= most)):
        limit = "" if most is None else f" to {most}"
        raise ValueError(f"{name} is {value}; a whole number from {least}{limit} is accepted")


@refusals.number
def check_share(share: float, name: str) -> None:
    """Refuse a share outside [0, 1].

    Args:
        share: the share.
        name: what the message calls it.

    Raises:
        ValueError: if it is outside [0, 1] or NaN.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"{name} is {share}; a share from 0 to 1 is accepted")


@refusals.number
def check_positive(value: float, name: str) -> None:
    """Refuse what is not a positive number.

    Args:
        value: the number.
        name: what the message calls it.

    Raises:
        ValueError: if it is 0 or below, infinite or NaN.
    """
    if not 0 < value < math.inf:
        raise ValueError(f"{name} is {value}; a positive number is accepted")


@refusals.number
def check_not_negative(value: float, name: str) -> None:
    """Refuse a number below 0, and what is none.

    Args:
        value: the number.
        name: what the message calls it.

    Raises:
        ValueError: if it is below 0, infinite or NaN.
    """
    if not 0 <= value < math.inf:
        raise ValueError(f"{name} is {value}; 0 or a positive number is accepted")


@refusals.number
def check_finite(values: float | npt.NDArray[Any], name: str) -> None:
    """Refuse NaN and infinity, in a single number or in many.

    Args:
        values: a number, or an array of any shape.
        name: what the message calls it.

    Raises:
        ValueError: if any of them is infinite or NaN.
    """
    if not np.isfinite(values).all():
        given = "hold NaN or infinity" if isinstance(values, np.ndarray) else f"is {values}"
        raise ValueError(f"{name} {given}; finite numbers are accepted")
