"""What is checked to be a number is one before it is compared."""

from collections.abc import Callable
from functools import wraps

import numpy as np

from collapse.numerics.asked import check_count
from collapse.numerics.parameters import masked, named
from collapse.numerics.refusals.arguments import NUMBERS, Answer, Arguments, Given, refusing

AMOUNTS = {"tokens", "types"}  # a float may say how many words there are, as in 1e14 types; nothing else has so many
MOST_ROWS = 2**24  # in any run; a float above it is an amount


def number(check: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Refuse words, nothing, and true or false where a number is checked.

    Args:
        check: a function of a value and its name.

    Returns:
        The function.

    Raises:
        ValueError: by the function, for what is no number, and for an array unless it takes one.
    """
    many = next(iter(check.__annotations__.values()), None) is not float

    def refuse(given: Arguments) -> None:
        value, name, *_ = given.values()
        if type(value) in NUMBERS:
            return
        if masked(value) or (np.ndim(value) and not many) or np.asarray(value).dtype.kind not in "iuf":
            raise ValueError(f"{name} is {named(value)}; a number is accepted")

    return unless(NUMBERS, refuse, check)


def whole(check: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Refuse a count with a point, though its value be whole: numpy makes no array of 2.0 rows, and not in our words.

    Args:
        check: a function of a value, its name and the least that is accepted.

    Returns:
        The function.

    Raises:
        ValueError: by the function, for what is no integer of Python or numpy.
    """

    def refuse(given: Arguments) -> None:
        amount = given["name"] in AMOUNTS and isinstance(given["value"], float) and given["value"] > MOST_ROWS
        if not amount:
            check_count(given["value"], given["name"], given.get("least", 1))

    return unless(frozenset({int}), refuse, check)


def unless(
    kinds: frozenset[type], refuse: Callable[[Arguments], None], check: Callable[Given, Answer]
) -> Callable[Given, Answer]:
    """Let a first argument of these types pass at once, since a loop asks in each generation.

    Args:
        kinds: what needs no look.
        refuse: looks at the arguments of any other.
        check: the function.

    Returns:
        The function, which refuses.
    """
    careful = refusing(refuse, check)

    @wraps(check)
    def checked(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        return (check if args and type(args[0]) in kinds else careful)(*args, **kwargs)

    return checked


def numeric(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Refuse words and mixed things where numbers are averaged, which numpy would turn into some.

    Args:
        function: one of an array.

    Returns:
        The function.

    Raises:
        TypeError: by the function, for what is no array of numbers or of true and false.
    """

    def check(given: Arguments) -> None:
        name, value = next(iter(given.items()))
        if masked(value) or np.asarray(value).dtype.kind not in "biuf":
            raise TypeError(f"{name} is {named(value)}; an array of numbers is accepted")

    return refusing(check, function)
