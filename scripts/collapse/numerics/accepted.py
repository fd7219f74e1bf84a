"""What is accepted: each check refuses a bad value by its name, and says what was given and what would do."""

import math
import numbers
from typing import Any

import numpy as np
import numpy.typing as npt

TOTAL_ERROR = 1e-9  # of a sum of probabilities, by rounding


def check_number(value: float, name: str, least: int = 1, most: int | None = None) -> None:
    """Refuse what is no whole number, or too small or large a one.

    Args:
        value: the number, whole though it may be a float.
        name: what the message calls it.
        least: the smallest that is accepted.
        most: the largest, if there is one.

    Raises:
        ValueError: if it is not whole, infinite, NaN, or outside that range.
    """
    if not (least <= value < math.inf and value == int(value) and (most is None or value <= most)):
        limit = "" if most is None else f" to {most}"
        raise ValueError(f"{name} is {value}; a whole number from {least}{limit} is accepted")


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


def check_count(value: float, name: str, least: int = 1) -> None:
    """Refuse what cannot count points: a number with a point, a word, true or false, or too small a one.

    Args:
        value: the count, an integer of Python or numpy.
        name: what the message calls it.
        least: the smallest that is accepted.

    Raises:
        ValueError: if it is no integer, or less.
    """
    counts = isinstance(value, numbers.Integral) and not isinstance(value, bool)
    if not (counts and value >= least):
        remedy = f": write {int(value)}" if isinstance(value, float) and value.is_integer() else ""
        raise ValueError(f"{name} is {value!r}; a whole number from {least} is accepted{remedy}")


def check_generator(rng: np.random.Generator) -> None:
    """Refuse a seed, or numpy's older kind, in the place of a generator.

    Args:
        rng: what was given.

    Raises:
        TypeError: if it is no generator.
    """
    if not isinstance(rng, np.random.Generator):
        seed = rng if isinstance(rng, numbers.Integral) else 1
        raise TypeError(f"rng is {rng!r}; a generator is accepted, such as numpy.random.default_rng({seed})")


def check_draw(size: int, rng: np.random.Generator) -> None:
    """Refuse what no sample can be drawn with.

    Args:
        size: points, from 1.
        rng: the generator.

    Raises:
        ValueError: if the size is no integer from 1.
        TypeError: if `rng` is no generator.
    """
    check_count(size, "size")
    check_generator(rng)


def check_kind(params: Any, kinds: tuple[type, ...], name: str) -> None:
    """Refuse parameters of another model than those that a function is about.

    Args:
        params: what was given.
        kinds: the classes that will do.
        name: what the message calls the function.

    Raises:
        TypeError: if they are of none of these classes.
    """
    if not isinstance(params, kinds):
        accepted = " or ".join(f"{kind.__name__} (collapse.models.{kind.__module__.split('.')[-1]})" for kind in kinds)
        raise TypeError(f"{name} is given {type(params).__name__}; parameters of the class {accepted} are accepted")


def check_law(probabilities: npt.NDArray[Any]) -> None:
    """Refuse what is no row of probabilities for each replicate.

    Args:
        probabilities: of shape (replicates, types).

    Raises:
        ValueError: if there are no rows, or one holds a negative number or does not sum to 1.
    """
    if np.ndim(probabilities) != 2:
        raise ValueError(
            f"probabilities have the shape {np.shape(probabilities)}; one row for each replicate, (replicates, types), "
            "is accepted: use models.zipf.law"
        )
    shared = probabilities[:1] if probabilities.strides[0] == 0 else probabilities
    total = shared.sum(axis=1)
    if not (abs(total - 1) < TOTAL_ERROR).all() or (shared < 0).any():
        worst = total[np.argmax(np.where(np.isnan(total), np.inf, abs(total - 1)))]
        raise ValueError(
            f"probabilities sum to {worst:.6g}, the least is {shared.min():.6g}; none below 0 and a sum of 1 in each "
            "row are accepted: divide them by their sum"
        )
