"""What a run is asked for is what it can do: each wrong kind of thing is refused before anything is drawn."""

import collections.abc
import inspect
from typing import Any, get_origin, get_type_hints

import numpy as np

from collapse.numerics.accepted import check_count, check_generator, check_law

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
    check_count(size, "size")
    check_count(generations, "generations", least=0)
    check_generator(rng)


def check_truth(truth: Any) -> None:
    """Refuse what no data can be drawn from.

    Args:
        truth: what was given.

    Raises:
        TypeError: if it is nothing, or a function that was not called.
        ValueError: if it holds NaN, or probabilities that are none.
    """
    if truth is None or callable(truth):
        raise TypeError(f"truth is {named(truth)}; parameters are accepted, such as gaussian.standard(replicates=100)")
    for name in getattr(truth, "_fields", ()):
        value = np.asarray(getattr(truth, name))
        if value.dtype.kind == "f" and np.isnan(value).any():
            raise ValueError(f"the {name} of the truth holds NaN; numbers are accepted")
    if hasattr(truth, "probabilities"):
        check_law(truth.probabilities)


def check_model(model: Any) -> None:
    """Refuse what is no model family, and a class in the place of its instance.

    Args:
        model: what was given.

    Raises:
        TypeError: if it is none.
    """
    if inspect.isclass(model) or not all(hasattr(model, method) for method in METHODS):
        remedy = f"{model.__name__}()" if inspect.isclass(model) else "gaussian.Exact()"
        raise TypeError(f"model is {named(model)}; an instance of a model family is accepted, such as {remedy}")


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
    return (
        inspect.isfunction(function) and get_origin(get_type_hints(function).get("return")) is collections.abc.Callable
    )


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
