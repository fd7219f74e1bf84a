"""What is handed on as data is what a model draws: arrays, and of shapes that belong together."""

from collections.abc import Callable
from typing import Any

import numpy as np

from collapse.numerics.parameters import array_names, check_array, check_ascending, check_equal

ACROSS = {"weights": "values", "types": "counts"}  # what holds one for each column, and of what
BY_COLUMN = {"values", "counts", "tokens", "ends"}


def check_data(data: dict[str, Any]) -> None:
    """Refuse lists, masked numbers and tables where a field of the data is an array, and fields of unequal shapes.

    Args:
        data: named tuples, by the names of the arguments.

    Raises:
        TypeError: if one is no plain array of numbers.
        ValueError: if one holds nothing, or has other rows or columns than another, or none, or types in no order.
    """
    rows: dict[str, int] = {}
    for name, each in data.items():
        kind: Callable[..., Any] = type(each)
        arrays = {field: getattr(each, field) for field in each._fields if field in array_names(kind)}
        for field, array in arrays.items():
            check_array(array, f"the {field} of the {name}")
        shapes = {field: np.shape(array) for field, array in arrays.items()}
        if not belong(shapes):
            said = ", ".join(f"{field} {shape}" for field, shape in shapes.items())
            raise ValueError(
                f"{name} is {type(each).__name__} with {said}; a row for each replicate is accepted, and in it a "
                "column for each weight or type"
            )
        if "types" in arrays:
            check_ascending(arrays["types"])
        rows |= {
            f"the {field} of the {name}": shape[0] for field, shape in shapes.items() if shape and field not in ACROSS
        }
    check_equal(rows)


def belong(shapes: dict[str, tuple[int, ...]]) -> bool:
    """Tell whether there are columns where there have to be, and as many as are told of.

    Args:
        shapes: of each field that is an array.

    Returns:
        Whether all is so.
    """
    return all(len(shape) > 1 for field, shape in shapes.items() if field in BY_COLUMN) and all(
        shapes[field] == shapes[across][1:2] for field, across in ACROSS.items() if {field, across} <= shapes.keys()
    )
