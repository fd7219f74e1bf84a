"""What a run is asked for is what it can do: each wrong kind of thing is refused before anything is drawn."""

import collections.abc
import inspect
import numbers
from typing import Any, get_origin, get_type_hints

import numpy as np

from collapse.numerics.meaning import MEANINGS
from collapse.numerics.parameters import check_truth, named

SETTINGS = {"ddof", "bandwidth", "noise", "ridge", "dimension", "separation", "step", "penalty"}
METHODS = ("fit", "sample", "pool", "subsample", "weigh")


def check_run(*, model: Any, regime: Any, truth: Any, size: int, generations: int, rng: np.random.Generator) -> None:
    """Refuse what cannot be run, whatever is wrong with it.

    Args:
        model: the model family, an instance.
        regime: what the next model trains on, a function.
        truth: the parameters of each replicate.
        size: points in the first training set, from 1.
        generations: how many fits follow the first, from 0.
        rng: the generator of the run.

    Raises:
        TypeError: if one of them is of another kind: a class, a word, a seed, a function that was not called.
        ValueError: if `size` or `generations` is no such whole number.
    """
    check_model(model)
    check_regime(regime)
    check_truth(truth)
    check_counts(model)
    check_counts(truth)
    check_count(size, "size")
    check_count(generations, "generations", least=0)
    check_generator(rng)


def check_model(model: Any) -> None:
    """Refuse what is no model family, and a class in the place of its instance.

    Args:
        model: what was given.

    Raises:
        TypeError: if it is none.
        ValueError: if a number that it was made with is none that can be meant.
    """
    if inspect.isclass(model) or not all(hasattr(model, method) for method in METHODS):
        remedy = f"{model.__name__}()" if inspect.isclass(model) else "gaussian.Exact()"
        raise TypeError(f"model is {named(model)}; an instance of a model family is accepted, such as {remedy}")
    for name in SETTINGS & set(getattr(model, "_fields", ())):
        MEANINGS[name].refuse(getattr(model, name), name)


def check_counts(thing: Any) -> None:
    """Refuse a number with a point where a field of a model or a truth, or of a part of it, is a count.

    Args:
        thing: with annotations, or any other.

    Raises:
        ValueError: if one of its whole numbers is none, or below 0.
    """
    for name, kind in getattr(type(thing), "__annotations__", {}).items():
        value: Any = getattr(thing, name, None)
        if kind is int:
            check_count(value, name, least=0)
        elif hasattr(value, "_fields"):
            check_counts(value)


def check_regime(regime: Any) -> None:
    """Refuse what is no regime, and a function that makes regimes and was not called.

    Args:
        regime: what was given.

    Raises:
        TypeError: if it is none.
    """
    if not callable(regime) or inspect.isclass(regime):
        raise TypeError(
            f"regime is {named(regime)}; a function of collapse.regimes is accepted, such as regimes.replace"
        )
    if makes_regimes(regime):
        given = ", ".join(inspect.signature(regime).parameters)
        raise TypeError(
            f"regime is {named(regime)}, which makes a regime and is none; what it returns is accepted: "
            f"call it first, {regime.__name__}({given})"
        )


def makes_regimes(function: Any) -> bool:
    """Tell whether a function is made to return a regime and not a training set.

    Args:
        function: whatever can be called.

    Returns:
        Whether its annotation says that it returns a function.
    """
    try:
        returned = get_type_hints(function).get("return") if inspect.isfunction(function) else None
    except NameError:  # an annotation for type checkers alone
        return False
    return get_origin(returned) is collections.abc.Callable


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
