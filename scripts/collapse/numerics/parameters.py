"""What is handed on as parameters is what it says: of the right model, and a law where it is called one."""

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, get_origin, get_type_hints

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
    check_rows({"truth": truth})
    if hasattr(truth, "probabilities"):
        check_columns(truth)


def check_fields(params: Any, name: str) -> None:
    """Refuse parameters that no fit has.

    Args:
        params: named, or anything else, which is let through.
        name: what the message calls them.

    Raises:
        ValueError: if they hold nothing, NaN, infinity, but for a logarithm of 0, or probabilities that are no law.
        TypeError: if one is no array of numbers where it has to be.
    """
    kind: Callable[..., Any] = type(params)
    for field in array_names(kind) & set(getattr(params, "_fields", ())):
        check_array(getattr(params, field), f"the {field} of the {name}")
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


def check_array(value: Any, name: str) -> None:
    """Refuse what only looks like an array: numpy reads lists, tables and masked numbers as what they do not say.

    Args:
        value: what was given.
        name: what the message calls it.

    Raises:
        TypeError: if it is a list, a table, a masked array, a matrix, or an array of other things than numbers.
        ValueError: if it holds nothing.
    """
    if not (type(value) is np.ndarray or isinstance(value, np.generic)) or value.dtype.kind not in "biuf":
        of = f" of {value.dtype}" if isinstance(value, np.ndarray) else ""
        raise TypeError(f"{name} is {type(value).__name__}{of}; a plain array of numbers is accepted: numpy.array(...)")
    if not value.size:
        raise ValueError(f"{name} has the shape {value.shape} and holds nothing; at least 1 row is accepted")


def check_rows(given: Mapping[str, Any]) -> None:
    """Refuse fits that have other replicates than their own fields, or than the truth beside them.

    Args:
        given: parameters and other things, by the names of the arguments; the first axis of each float is a replicate.

    Raises:
        ValueError: if there are neither as many as elsewhere nor a single one for all.
    """
    check_equal(
        {
            f"the {field} of the {name}": len(getattr(params, field))
            for name, params in given.items()
            for field in getattr(params, "_fields", ())
            if np.ndim(getattr(params, field)) > (field == "weights")  # those of points are the same in all replicates
            and np.asarray(getattr(params, field)).dtype.kind == "f"
        }
    )


def replicates(params: Any) -> int:
    """Count the replicates of a fit.

    Args:
        params: the fit.

    Returns:
        How many there are, or 0 where its fields do not say so.
    """
    fields = {field: np.asarray(getattr(params, field)) for field in getattr(params, "_fields", ())}
    rows = {len(value) for field, value in fields.items() if value.ndim > (field == "weights") and value.dtype == float}
    return rows.pop() if len(rows) == 1 else 0


def check_equal(rows: Mapping[str, int]) -> None:
    """Refuse unequal numbers of replicates.

    Args:
        rows: how many there are, by what has them.

    Raises:
        ValueError: if there are neither as many as elsewhere nor a single one for all.
    """
    most = max(rows.values(), default=1)
    for place, number in rows.items():
        if number not in {1, most}:
            raise ValueError(
                f"{place} has {number} rows, and there are {most} elsewhere; one for each replicate, or a single one "
                "for all, is accepted"
            )


def check_types(given: Mapping[str, Any]) -> None:
    """Refuse laws whose types are not those of their probabilities, or are not among those of the truth.

    Args:
        given: parameters and other things, by the names of the arguments.

    Raises:
        ValueError: if they are more or fewer, or none of the truth.
    """
    laws = {name: law for name, law in given.items() if hasattr(law, "probabilities")}
    for law in laws.values():
        check_columns(law)
    known = len(laws["truth"].types) if "truth" in laws else np.inf
    if "truth" in laws and not np.array_equal(laws["truth"].types, np.arange(known)):
        raise ValueError("the types of the truth are not all from 0 on, in that order; numpy.arange(types) is accepted")
    for name, law in laws.items():
        if not (law.types.min() >= 0 and law.types.max() < known):
            raise ValueError(
                f"the types of the {name} are from {law.types.min()} to {law.types.max()}, and the truth has {known}; "
                "types of the truth, from 0, are accepted"
            )


def check_columns(law: Any) -> None:
    """Refuse a law that has another number of types than of probabilities, or types that are no whole numbers.

    Args:
        law: with both.

    Raises:
        ValueError: if it is such a one.
    """
    if np.shape(law.types) != np.shape(law.probabilities)[-1:] or law.types.dtype.kind not in "iu":
        raise ValueError(
            f"there are {np.shape(law.types)} types and {np.shape(law.probabilities)[-1:]} probabilities; one whole "
            "number for each type is accepted"
        )
    check_ascending(law.types)


def check_ascending(types: npt.NDArray[Any]) -> None:
    """Refuse types that are there twice, in no order, or no ranks.

    Args:
        types: of a law, or of counts.

    Raises:
        ValueError: if they do not ascend from 0 or more, or are no whole numbers.
    """
    if types.dtype.kind not in "iu" or (types[:1] < 0).any() or not (types[1:] > types[:-1]).all():
        raise ValueError(
            f"types are {named(types)}; whole numbers from 0, each once and in ascending order, are accepted"
        )


@cache
def array_names(thing: Any) -> frozenset[str]:
    """Find which arguments of a function, or fields of parameters, are arrays.

    Args:
        thing: with annotations, or any other.

    Returns:
        Their names; none where an annotation names what is imported for a checker of types alone.
    """
    try:
        hints = get_type_hints(thing) if hasattr(thing, "__annotations__") else {}
    except NameError:
        hints = {}
    return frozenset(name for name, hint in hints.items() if get_origin(hint) is np.ndarray and name != "return")


def masked(value: Any) -> bool:
    """Tell whether some numbers are hidden, which numpy would read as if they were not.

    Args:
        value: anything.

    Returns:
        Whether it is a masked array.
    """
    return isinstance(value, np.ma.MaskedArray)


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
    return f"the function {thing.__name__}" if inspect.isfunction(thing) else " ".join(repr(thing).split())[:60]
