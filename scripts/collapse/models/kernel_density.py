"""A kernel density estimate that is fitted to samples of itself: points blurred with a normal kernel of fixed width.

Unlike a family with parameters it spreads: each generation adds the kernel's variance, so tails grow fat where other
models lose them. Sampling is a pick of a point and a step away from it, and a fit keeps the points, so a generation
needs no more than the drawing.

Sources:
- kazdan2025 (arXiv:2410.16713): kernel density estimates under replace and accumulate
"""

from typing import NamedTuple

import numpy as np

from collapse.numerics import refusals, weighted
from collapse.numerics.accepted import check_number, check_positive
from collapse.numerics.estimate import FloatArray
from collapse.numerics.weighted import Samples


class Density(NamedTuple):
    """The parameters of the model: points that are blurred with a normal kernel.

    Attributes:
        values: points, of shape (replicates, points).
        weights: of each column, from 0, of shape (points,).
        bandwidth: standard deviation of the kernel.
    """

    values: FloatArray
    weights: FloatArray
    bandwidth: float

    @property
    def mean(self) -> FloatArray:
        """Give the mean of the density, of shape (replicates,)."""
        return np.asarray(self.values @ self.weights / self.weights.sum(), dtype=float)

    @property
    def variance(self) -> FloatArray:
        """Give the variance of the density, that of the points and that of the kernel, of shape (replicates,)."""
        squares = np.square(self.values - self.mean[:, np.newaxis])
        return np.asarray(squares @ self.weights / self.weights.sum() + self.bandwidth**2, dtype=float)

    def at(self, places: FloatArray) -> FloatArray:
        """Give the density at some places.

        Args:
            places: of shape (replicates, places).

        Returns:
            Heights, of the same shape.
        """
        distance = (places[:, :, np.newaxis] - self.values[:, np.newaxis]) / self.bandwidth
        height = np.exp(-np.square(distance) / 2) @ self.weights
        return np.asarray(height / (self.weights.sum() * self.bandwidth * np.sqrt(2 * np.pi)), dtype=float)


@refusals.model
class Raw(NamedTuple):
    """The model.

    Attributes:
        bandwidth: standard deviation of the kernel in units of the true one, above 0.
    """

    bandwidth: float

    def fit(self, data: Samples) -> Density:
        """Keep the points.

        Returns:
            The density.

        Raises:
            ValueError: the bandwidth is not positive, or the points have no positive weight or are not finite.
        """
        check_positive(self.bandwidth, "bandwidth")
        if not data.weights.sum() > 0:
            raise ValueError(f"a fit needs points of positive weight; these weigh {data.weights.sum()} in total")
        if not np.isfinite(data.values).all():
            raise ValueError("the data hold NaN or infinity; a fit accepts finite points only")
        return Density(data.values, data.weights, self.bandwidth)

    def sample(self, params: Density, size: int, rng: np.random.Generator) -> Samples:
        """Pick points by their weight, and step away from each by the kernel."""
        check_number(size, "size")
        replicates, points = params.values.shape
        if np.ptp(params.weights) == 0:
            chosen = rng.integers(points, size=(replicates, size))
        else:
            cumulative = np.cumsum(params.weights)
            chosen = np.searchsorted(cumulative, cumulative[-1] * rng.random((replicates, size)), side="right")
        centres = np.take_along_axis(params.values, chosen, axis=1)
        return Samples(centres + params.bandwidth * rng.standard_normal((replicates, size)), np.ones(size))

    def pool(self, first: Samples, second: Samples) -> Samples:
        """Put the points side by side."""
        return weighted.pooled(first, second)

    def subsample(self, data: Samples, size: int, rng: np.random.Generator) -> Samples:
        """Draw points without replacement, other ones in each replicate; only points of equal weight are accepted."""
        return weighted.thinned(data, size, rng)

    def weigh(self, data: Samples, weight: float) -> Samples:
        """Scale the weight of each point."""
        return weighted.weighed(data, weight)


def standard(replicates: int, points: int = 1) -> Density:
    """Mean 0 and variance 1: the truth, once for each replicate; one point with a kernel of width 1.

    Args:
        replicates: from 1.
        points: from 1, all at 0.

    Returns:
        The density.

    Raises:
        ValueError: `replicates` or `points` is no whole number from 1.
    """
    check_number(replicates, "replicates")
    check_number(points, "points")
    return Density(np.zeros((replicates, points)), np.ones(points), 1.0)
