"""Figures show a few generations out of many: which ones, and how to take them from a recursion."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from collapse.numerics.accepted import check_number

Item = TypeVar("Item")


def spaced(last: int, count: int) -> npt.NDArray[np.int64]:
    """Return at most `count` generations from 1 to the last, evenly spaced on a logarithmic axis.

    Args:
        last: the last generation, from 1.
        count: how many are wanted, from 1; those that would round to the same are given once.

    Returns:
        Generations in ascending order.

    Raises:
        ValueError: if either is no whole number from 1.
    """
    check_number(last, "last")
    check_number(count, "count")
    return np.unique(np.geomspace(1, last, count).round().astype(np.int64))


def select(items: Iterable[Item], chosen: npt.NDArray[np.int64]) -> Iterator[Item]:
    """Yield the items of the chosen generations, counted from 0.

    Args:
        items: one a generation, such as the fits of a recursion.
        chosen: the generations, in any order; one that does not come is left out.

    Returns:
        The items in the order in which they come.
    """
    wanted = {int(generation) for generation in chosen}
    return (item for generation, item in enumerate(items) if generation in wanted)
