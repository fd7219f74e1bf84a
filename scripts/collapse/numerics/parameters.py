"""What is handed on as parameters is what it says: of the right model, and a law where it is called one."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

TOTAL_ERROR = 1e-9  # of a sum of probabilities, by rounding
FITTED: list[Callable[[], Any]] = [lambda: None]  # a weak reference to the law that a fit made last


def check_truth(truth: Any) -> None:
    """Refuse what no data can be drawn from.

    Args:
        truth: what was given.

    Raises:
        TypeError: if it is nothing, or a function that was not called.
        ValueError: if it holds NaN or infinity, or probabilities that are none.
    """
    if truth is None or callable(truth):
        raise TypeError(f"truth is {named(truth)}; parameters are accepted, such as gaussian.standard(replicates=100)")
    check_fields(truth, "truth")


def check_fields(params: Any, name: str) -> None:
    """Refuse parameters that no fit has.

    Args:
        params: named, or anything else, which is let through.
        name: what the message calls them.

    Raises:
        ValueError: if they hold NaN, infinity, but for a logarithm of 0, or probabilities that are no law.
    """
    for field in getattr(params, "_fields", ()):
        value = once(np.asarray(getattr(params, field)))
        if field == "probabilities":
            check_law(value)
            continue
        none = value == -np.inf if field.startswith("log") else False  # the logarithm of a variance of 0
        if value.dtype.kind == "f" and not (np.isfinite(value) | none).all():
            raise ValueError(f"the {field} of the {name} holds NaN or infinity; finite numbers are accepted")


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
        accepted = " or ".join(f"{kind.__name__} ({kind.__module__})" for kind in kinds)
        raise TypeError(f"{name} is given {type(params).__name__}; parameters of the class {accepted} are accepted")


def check_zero(truth: Any, fields: tuple[str, ...], name: str) -> None:
    """Refuse a truth that a metric does not measure from.

    Args:
        truth: the true parameters.
        fields: which of them the metric takes for 0.
        name: what the message calls the metric.

    Raises:
        ValueError: if one of them is another number.
    """
    for field in fields:
        if np.any(getattr(truth, field, 0)):
            raise ValueError(
                f"the metric {name!r} measures from a truth with {field} 0, and this is another; a function of fit "
                f"and truth is accepted, such as lambda fit, truth: (fit.{field} - truth.{field}) ** 2"
            )


def check_law(probabilities: npt.NDArray[Any]) -> None:
    """Refuse what is no row of probabilities for each replicate, but for the law that was fitted last.

    Args:
        probabilities: of shape (replicates, types).

    Raises:
        ValueError: if there are no rows, or one holds a negative number or does not sum to 1.
    """
    if probabilities is FITTED[0]():
        return
    if np.ndim(probabilities) != 2:
        raise ValueError(
            f"probabilities have the shape {np.shape(probabilities)}; one row for each replicate, (replicates, types), "
            "is accepted: use models.zipf.law"
        )
    shared = once(probabilities)
    total = np.add.reduce(shared, axis=1)  # not by a matrix product, whose threads keep another core awake
    if not (np.maximum.reduce(abs(total - 1)) < TOTAL_ERROR and np.minimum.reduce(shared, axis=None) >= 0):
        worst = total[np.argmax(np.where(np.isnan(total), np.inf, abs(total - 1)))]
        raise ValueError(
            f"probabilities sum to {worst:.6g}, the least is {shared.min():.6g}; none below 0 and a sum of 1 in each "
            "row are accepted: divide them by their sum"
        )


def check_types(types: npt.NDArray[Any], probabilities: npt.NDArray[Any]) -> None:
    """Refuse a law that has another number of types than of probabilities.

    Args:
        types: what the columns are called.
        probabilities: of shape (replicates, types).

    Raises:
        ValueError: if they are more or fewer.
    """
    if np.shape(types)[-1:] != np.shape(probabilities)[-1:]:
        raise ValueError(
            f"there are {np.shape(types)[-1:]} types and {np.shape(probabilities)[-1:]} probabilities; one for each "
            "type is accepted"
        )


def once(rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Take what all replicates share for one of them, for a truth may hold a million numbers for each.

    Args:
        rows: of any shape.

    Returns:
        The first row where the others are the same memory, or all.
    """
    return rows[:1] if rows.ndim and rows.strides[0] == 0 else rows


def named(thing: Any) -> str:
    """Say what was given, in a few words.

    Args:
        thing: anything.

    Returns:
        A function or class by its kind and name, other things as Python prints them, cut to a line.
    """
    if inspect.isclass(thing):
        return f"the class {thing.__name__}"
    return f"the function {thing.__name__}" if inspect.isfunction(thing) else repr(thing)[:60]
