"""Drawn points with their weights: pooling, thinning and weighing them, the same for every family that keeps points."""

from typing import Any, NamedTuple, TypeVar

import numpy as np

from collapse.numerics.accepted import check_share
from collapse.numerics.draws import distinct_indices
from collapse.numerics.estimate import FloatArray

Points = TypeVar("Points", bound=Any)  # a named tuple with at least the two fields of `Samples`


class Samples(NamedTuple):
    """Drawn points and their weights.

    Attributes:
        values: points, of shape (replicates, size), or (replicates, size, d) where a point has d coordinates.
        weights: of each column, from 0, of shape (size,).
    """

    values: FloatArray
    weights: FloatArray


def pooled(first: Points, second: Points) -> Points:
    """Put two data sets together; whatever else they hold is that of the second.

    Args:
        first: a data set of each replicate.
        second: another, of as many replicates.

    Returns:
        All points of both, with their weights.
    """
    values = np.concatenate([first.values, second.values], axis=1)
    together: Points = second._replace(values=values, weights=np.concatenate([first.weights, second.weights]))
    return together


def thinned(data: Points, size: int, rng: np.random.Generator) -> Points:
    """Draw points without replacement, other ones in each replicate.

    Args:
        data: a data set of each replicate, all of whose points weigh the same.
        size: how many points, from 1 to as many as there are.
        rng: the generator.

    Returns:
        A data set of that size for each replicate.

    Raises:
        ValueError: points differ in weight, or `size` is no such whole number.
    """
    if np.ptp(data.weights) > 0:
        raise ValueError("only points of equal weight can be subsampled; subsample before weighing")
    replicates, total = data.values.shape[:2]
    chosen = distinct_indices(replicates, total, size, rng).reshape(replicates, size, *[1] * (data.values.ndim - 2))
    drawn = np.take_along_axis(data.values, chosen, axis=1)
    fewer: Points = data._replace(values=drawn, weights=data.weights[:size])
    return fewer


def weighed(data: Points, weight: float) -> Points:
    """Let each point count for the given share of what it counted before.

    Args:
        data: a data set of each replicate.
        weight: the factor, from 0 to 1.

    Returns:
        The same points, with other weights.

    Raises:
        ValueError: `weight` is no share.
    """
    check_share(weight, "weight")
    lighter: Points = data._replace(weights=weight * data.weights)
    return lighter
