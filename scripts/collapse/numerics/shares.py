"""Whole points by shares: how many of a size fall to each."""

import numpy as np

from collapse.numerics.estimate import FloatArray


def synthetic_points(size: int, ratio: float) -> int:
    """Count the synthetic points beside so many real ones; a ratio that leaves none is refused.

    Args:
        size: how many real points there are.
        ratio: real points over synthetic ones, above 0.

    Returns:
        The size over the ratio, rounded.

    Raises:
        ValueError: if that is no whole point.
    """
    points = round(size / ratio)
    if points == 0:
        raise ValueError(
            f"ratio is {ratio} of size {size}, which leaves no synthetic point; at most {size} is accepted"
        )
    return points


def apportioned(shares: FloatArray, size: int) -> FloatArray:
    """Part a size by shares: whole points, and what is left over to those that lost most by rounding.

    Args:
        shares: with sum 1, of shape (parts,).
        size: from 1.

    Returns:
        Whole numbers with that sum, of shape (parts,).
    """
    exact = np.asarray(shares, dtype=float) * size
    whole = np.floor(exact + 1e-9)  # a share of a third of 18 is 6, whatever its last digit
    left = round(size - whole.sum())
    whole[np.argsort(whole - exact, kind="stable")[:left]] += 1
    return np.asarray(whole, dtype=float)
