"""A number is worth its standard error: what experiments hand on, and how a mean of replicates earns it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from collapse.numerics import refusals

FloatArray: TypeAlias = npt.NDArray[np.floating[Any]]
Column: TypeAlias = Sequence[float] | Sequence[str] | npt.NDArray[Any]
Series: TypeAlias = Mapping[str, Mapping[str, Column]]
"""Named tables of equally long columns: all that is stored of a simulation, and all that a figure may draw from."""


class Number(NamedTuple):
    """A value that prose may quote; its standard error is zero where the value is exact.

    Attributes:
        value: the value.
        error: its standard error, in the same unit.
        unit: the unit in words, or what a share is a share of.
        meaning: what was measured, in words.
    """

    value: float
    error: float
    unit: str
    meaning: str


class Estimate(NamedTuple):
    """The mean over replicates and its standard error, as columns or as single values.

    Attributes:
        mean: of any shape.
        error: of the same shape.
    """

    mean: FloatArray
    error: FloatArray


@refusals.numeric
def estimate(samples: npt.ArrayLike) -> Estimate:
    """Average over the last axis, the replicates.

    Args:
        samples: of shape (..., replicates).

    Returns:
        Means and standard errors of shape (...).

    Raises:
        ValueError: if there are fewer than 2 replicates, or a sample is infinite or NaN.
    """
    values = np.asarray(samples, dtype=float)
    replicates = values.shape[-1] if values.ndim else 0
    if replicates < 2:
        raise ValueError(f"a standard error needs at least 2 replicates, not {replicates}: simulate more of them")
    if not np.isfinite(values).all():
        raise ValueError("an estimate accepts finite values only; the samples hold NaN or infinity")
    return Estimate(values.mean(axis=-1), values.std(axis=-1, ddof=1) / np.sqrt(replicates))
