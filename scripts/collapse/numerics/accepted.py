"""What is accepted: each check refuses a bad value by its name, and says what was given and what would do."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt


def check_number(value: float, name: str, least: int = 1, most: int | None = None) -> None:
    """Refuse what is no whole number, or too small or large a one."""
    if not (least <= value < math.inf and value == int(value) and (most is None or value <= most)):
        limit = "" if most is None else f" to {most}"
        raise ValueError(f"{name} is {value}; a whole number from {least}{limit} is accepted")


def check_share(share: float, name: str) -> None:
    """Refuse a share outside [0, 1]."""
    if not 0 <= share <= 1:
        raise ValueError(f"{name} is {share}; a share from 0 to 1 is accepted")


def check_positive(value: float, name: str) -> None:
    """Refuse what is not a positive number."""
    if not 0 < value < math.inf:
        raise ValueError(f"{name} is {value}; a positive number is accepted")


def check_not_negative(value: float, name: str) -> None:
    """Refuse a number below 0, and what is none."""
    if not 0 <= value < math.inf:
        raise ValueError(f"{name} is {value}; 0 or a positive number is accepted")


def check_finite(values: float | npt.NDArray[Any], name: str) -> None:
    """Refuse NaN and infinity, in a single number or in many."""
    if not np.isfinite(values).all():
        given = "hold NaN or infinity" if isinstance(values, np.ndarray) else f"is {values}"
        raise ValueError(f"{name} {given}; finite numbers are accepted")
