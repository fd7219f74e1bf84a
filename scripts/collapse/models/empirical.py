"""The empirical distribution function, fitted to samples of itself: points that are drawn again with their weights.

It is the model without a model, the bootstrap of a bootstrap, and holds for every continuous law at once: points are
given as quantiles of the truth, from 0 to 1, so the true distribution function is the diagonal (`Uniform`). Under
replace ever fewer of the first points are left, as types are left of a vocabulary; at each place the function is the
mean of a Bernoulli variable, so its errors are those of a mean (`theory.empirical`).

Sources:
- he2025 (doi:10.1093/jrsssb/qkag099): the weighted empirical distribution function, and its Cramér-von Mises distance
"""

from typing import NamedTuple

import numpy as np

from collapse.numerics import refusals, weighted
from collapse.numerics.accepted import check_number
from collapse.numerics.estimate import FloatArray
from collapse.numerics.weighted import Samples


class Empirical(NamedTuple):
    """The parameters of the model: the points themselves.

    Attributes:
        values: as quantiles of the truth, from 0 to 1, of shape (replicates, points).
        weights: of each column, from 0, of shape (points,).
    """

    values: FloatArray
    weights: FloatArray


class Uniform(NamedTuple):
    """The truth, whatever its law: its quantiles are uniform from 0 to 1.

    Attributes:
        replicates: from 1.
    """

    replicates: int


@refusals.model
class Raw(NamedTuple):
    """The model of points that are drawn again."""

    def fit(self, data: Samples) -> Empirical:
        """Keep the points and their weights.

        Returns:
            The points.

        Raises:
            ValueError: the points have no positive weight, or are not finite.
        """
        if not data.weights.sum() > 0:
            raise ValueError(f"a fit needs points of positive weight; these weigh {data.weights.sum()} in total")
        if not np.isfinite(data.values).all():
            raise ValueError("the data hold NaN or infinity; a fit accepts finite points only")
        return Empirical(data.values, data.weights)

    def sample(self, params: Empirical | Uniform, size: int, rng: np.random.Generator) -> Samples:
        """Draw points by their weights, with replacement; of the truth, new ones."""
        if isinstance(params, Uniform):
            check_number(params.replicates, "replicates")
            return Samples(rng.random((params.replicates, size)), np.ones(size))
        cumulative = np.cumsum(params.weights)
        uniform = cumulative[-1] * rng.random((len(params.values), size))
        chosen = np.searchsorted(cumulative, uniform, side="right")
        return Samples(np.take_along_axis(params.values, chosen, axis=1), np.ones(size))

    def pool(self, first: Samples, second: Samples) -> Samples:
        """Put the points side by side."""
        return weighted.pooled(first, second)

    def subsample(self, data: Samples, size: int, rng: np.random.Generator) -> Samples:
        """Draw points without replacement, other ones in each replicate; only points of equal weight are accepted."""
        return weighted.thinned(data, size, rng)

    def weigh(self, data: Samples, weight: float) -> Samples:
        """Scale the weight of each point."""
        return weighted.weighed(data, weight)


@refusals.meant()
def cramer_von_mises(params: Empirical) -> FloatArray:
    """Give the integral of the squared difference between the distribution functions of fit and truth, over the truth.

    Between two points the fit is constant and the truth the diagonal, so each part is a difference of cubes.

    Args:
        params: a fit.

    Returns:
        Of shape (replicates,), from 0 to 1/3.

    Raises:
        TypeError: if it is no such fit.
    """
    order = np.argsort(params.values, axis=1)
    places = np.take_along_axis(params.values, order, axis=1)
    height = np.cumsum(params.weights[order], axis=1) / params.weights.sum()
    edge = np.ones((len(places), 1))
    edges = np.concatenate([0 * edge, places, edge], axis=1)
    height = np.concatenate([0 * edge, height], axis=1)
    parts = (height - edges[:, :-1]) ** 3 - (height - edges[:, 1:]) ** 3
    return np.asarray(parts.sum(axis=1) / 3, dtype=float)
