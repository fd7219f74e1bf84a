"""Whole numbers are handed on with 64 bits, since those of fewer wrap around without a word: 250 + 10 is 4 in 8 bits.

What a call is given is looked at by its type first, because a loop asks in each generation.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import numpy as np

Given = ParamSpec("Given")
Made = TypeVar("Made", bound=Callable[..., Any])
AS_GIVEN = frozenset({int, float, bool, str, type(None), np.float64, np.random.Generator, list, dict})
REAL = np.dtype(float)  # of most arrays; numpy has it once
MOST = np.iinfo(np.int64).max


def widened(value: Any) -> Any:
    """Give whole numbers of numpy all the room there is.

    Args:
        value: anything.

    Returns:
        An integer of Python for one of numpy, 64 bits for an array of fewer or without a sign, the same in the fields
        of parameters and data; anything else, and what cannot be said in 64 bits, is the very thing that was given.
    """
    kind = type(value)
    if kind in AS_GIVEN:
        return value
    if kind is np.ndarray:
        return value if value.dtype is REAL else widened_array(value)
    if isinstance(value, np.integer):
        return int(value)
    if hasattr(kind, "_fields"):
        fields = [widened(each) for each in value]
        same = all(new is old for new, old in zip(fields, value, strict=True))
        return value if same else kind(*fields)
    return value


def widened_array(values: Any) -> Any:
    """Give the whole numbers of an array 64 bits and a sign.

    Args:
        values: an array.

    Returns:
        The very array where they have both, where it holds other things, or numbers beyond 64 bits.
    """
    kind, width = values.dtype.kind, values.dtype.itemsize
    if kind not in "iu" or (kind == "i" and width == np.int64().itemsize):
        return values
    if width == np.uint64().itemsize and values.size and values.max() > MOST:
        return values
    return values.astype(np.int64)


def widely(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Let what a function makes be asked in 64 bits, and the function too.

    Args:
        make: a function that returns a function of values.

    Returns:
        The function.
    """

    @wraps(make)
    def making(*args: Given.args, **kwargs: Given.kwargs) -> Any:
        made = make(*(widened(each) for each in args), **{name: widened(each) for name, each in kwargs.items()})
        return lambda values: made(widened(values))

    return making
