"""Arguments are held to what their names and their annotations mean."""

import inspect
from collections import abc
from collections.abc import Callable
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

import numpy as np

from collapse.numerics.asked import check_generator, check_regime
from collapse.numerics.meaning import MEANINGS, Meaning
from collapse.numerics.parameters import array_names, check_array, check_kind, named
from collapse.numerics.refusals.widths import widened

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
Arguments = dict[str, Any]
NUMBERS = frozenset({int, float})


def refusing(check: Callable[[Arguments], None], function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Let a check see the arguments of each call before the function does.

    Args:
        check: raises where they cannot be meant; it may not change them.
        function: what is called.

    Returns:
        A function of the same name, with the same answers, for whole numbers in 64 bits (`widened`).
    """
    parameters = inspect.signature(function).parameters
    needed = {name for name, each in parameters.items() if each.default is each.empty}

    @wraps(function)
    def checked(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        given = dict(zip(parameters, args, strict=False)) | kwargs
        if needed <= given.keys():  # what is missing Python says itself
            check(given)
        wide: Any = [widened(each) for each in args]
        return function(*wide, **{name: widened(each) for name, each in kwargs.items()})

    return checked


def meant(**other: Meaning) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Refuse numbers outside of what their names mean, parameters of another model, and a seed for a generator.

    Args:
        **other: what a name means here, where that is more or less than it means elsewhere.

    Returns:
        A decorator.

    Raises:
        ValueError: by the function, for a number that cannot be meant, and for an array that holds nothing.
        TypeError: by the function, for parameters of another model, for what is no generator, and for a list, a masked
            array or a table where its annotation says that an array is accepted.
    """

    def decorate(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
        meanings = {name: each for name, each in (MEANINGS | other).items() if name in function.__annotations__}
        draws = function.__annotations__.get("rng") is np.random.Generator
        defaults = {name: each.default for name, each in inspect.signature(function).parameters.items()}

        def check(given: Arguments) -> None:
            others = functions(function) | kinds(function).keys()
            for name, meaning in meanings.items():
                if name in given and name not in others and given[name] is not defaults[name]:
                    meaning.refuse(given[name], name, single=function.__annotations__[name] in NUMBERS)
            for name in array_names(function) & given.keys():
                check_array(given[name], name)
            check_kinds(function, given)
            if draws:
                check_generator(given["rng"])

        return refusing(check, function)

    return decorate


def calling(make: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Refuse what cannot be called where a function is asked for, and a regime that was not called.

    Args:
        make: a function whose annotations say which arguments are functions.

    Returns:
        The function.

    Raises:
        TypeError: by the function, for a number, a word or nothing in the place of a function.
    """

    def check(given: Arguments) -> None:
        for name in given.keys() & functions(make):
            if name == "regime":
                check_regime(given[name])
            elif not callable(given[name]):
                raise TypeError(f"{name} is {named(given[name])}; a function is accepted, as its documentation says")

    return refusing(check, make)


@cache
def functions(make: Callable[..., Any]) -> frozenset[str]:
    """Find which arguments are functions.

    Args:
        make: a function with annotations.

    Returns:
        Their names.
    """
    return frozenset(name for name, hint in get_type_hints(make).items() if get_origin(hint) is abc.Callable) - {
        "return"
    }


def check_kinds(function: Callable[..., Any], given: Arguments) -> None:
    """Refuse parameters of another model than the annotations of a function name.

    Args:
        function: one with annotations.
        given: what it is called with.

    Raises:
        TypeError: if they are of none of these classes.
    """
    for name, accepted in kinds(function).items():
        if name in given and not isinstance(given[name], accepted):
            check_kind(given[name], accepted, function.__qualname__.partition(".<locals>")[0])


@cache
def kinds(function: Callable[..., Any]) -> dict[str, tuple[type, ...]]:
    """Find which arguments of a function are parameters of a model, which are named tuples.

    Args:
        function: one with annotations.

    Returns:
        By the name of the argument, the classes of which it may be.
    """
    found = {name: get_args(hint) or (hint,) for name, hint in get_type_hints(function).items() if name != "return"}
    return {name: each for name, each in found.items() if all(hasattr(kind, "_fields") for kind in each)}
