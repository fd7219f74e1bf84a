"""What a function answers is held to what it was asked for, and numbers to each other where one says too little."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from collapse.numerics.parameters import named
from collapse.numerics.refusals.arguments import Answer, Arguments, Given, refusing


def provided(
    name: str, words: str, holds: Callable[..., bool]
) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Refuse numbers that each may be meant, and not together.

    Args:
        name: of the argument that the message is about.
        words: what the message calls the values that are accepted.
        holds: of all arguments, whether they may be meant.

    Returns:
        A decorator.

    Raises:
        ValueError: by the function, where they may not.
    """

    def decorate(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
        defaults = {key: each.default for key, each in inspect.signature(function).parameters.items()}

        def check(given: Arguments) -> None:
            if not holds(**{key: given.get(key, default) for key, default in defaults.items()}):
                raise ValueError(f"{name} is {named(given[name])}; {words} is accepted")

        return refusing(check, function)

    return decorate


def answering(
    **checks: Callable[[Any, Any, str], None],
) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Look at each answer of the functions that are handed over.

    Args:
        **checks: by the name of the argument, a function of what it is asked, of its answer, and of its name.

    Returns:
        A decorator of a function that makes others.

    Raises:
        ValueError: by what is made, for an answer that is none.
    """

    def decorate(make: Callable[Given, Answer]) -> Callable[Given, Answer]:
        asked = inspect.signature(make)

        @wraps(make)
        def making(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
            given: Any = asked.bind(*args, **kwargs)
            for name, check in checks.items():
                given.arguments[name] = looked_at(given.arguments[name], check, name)
            return make(*given.args, **given.kwargs)

        return making

    return decorate


def looked_at(
    function: Callable[[Any], Any], check: Callable[[Any, Any, str], None], name: str
) -> Callable[[Any], Any]:
    """Let a check see each answer of a function.

    Args:
        function: of values.
        check: of the values, the answer and the name.
        name: what messages call the function.

    Returns:
        A function with the same answers.
    """

    def answered(values: Any) -> Any:
        answer = function(values)
        check(values, answer, name)
        return answer

    return answered


def true_or_false(values: Any, answer: Any, name: str) -> None:
    """Refuse what does not say of values whether they are right.

    Args:
        values: what was asked about.
        answer: what was said.
        name: who said it.

    Raises:
        ValueError: unless it is true or false, or 1 or 0, for each.
    """
    said = np.asarray(answer)
    if said.dtype.kind not in "biuf" or not ((said == 0) | (said == 1)).all():
        raise ValueError(f"{name} answers {named(answer)} for {np.shape(values)} values; true or false is accepted")


def scores(values: Any, answer: Any, name: str) -> None:
    """Refuse what does not rank values.

    Args:
        values: what was asked about, of shape (replicates, size, ...).
        answer: what was said.
        name: who said it.

    Raises:
        ValueError: unless it is a finite number for each.
    """
    said = np.asarray(answer)
    if said.dtype.kind not in "biuf" or not np.isfinite(said).all():
        raise ValueError(f"{name} answers {named(answer)}; a finite number for each value is accepted")
    if said.shape != np.shape(values)[:2]:
        raise ValueError(f"the {name} has the shape {said.shape}; {np.shape(values)[:2]} is accepted")
