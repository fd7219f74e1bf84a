"""Bernoulli, Poisson and exponential laws fitted to samples of themselves, as points (`Raw`) or as their sum (`Exact`).

In each of the three the fit by maximum likelihood is the mean, and the sum of the points suffices for it; the sum of n
points is binomial, Poisson or gamma, so `Exact` draws it at once. The variance of a point is a quadratic function of
its mean, and the coefficient of the square (`curvature`) decides what recursion does to it: variance is lost where it
is negative, kept on average where it is zero, and grows where it is positive, while the mean stays right on average.

Sources:
- suresh2024 (arXiv:2412.17646): the Bernoulli and Poisson families under replace
- dey2024 (arXiv:2410.22812): exponential families under replace and accumulate
"""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np

from collapse.numerics import refusals, weighted
from collapse.numerics.accepted import check_number, check_share
from collapse.numerics.estimate import FloatArray
from collapse.numerics.weighted import Samples

Draw: TypeAlias = Callable[[FloatArray, tuple[int, ...], np.random.Generator], FloatArray]
Total: TypeAlias = Callable[[FloatArray, int, np.random.Generator], FloatArray]


class Family(NamedTuple):
    """A family by its points, their sums, and how far they spread.

    Attributes:
        name: as messages call it.
        points: draws points of given means, in a given shape.
        total: draws the sum of so many points for each of given means.
        variance: of a point, as a function of the mean.
        curvature: coefficient of the square in that function.
        lowest: the least mean.
        highest: the greatest mean.
    """

    name: str
    points: Draw
    total: Total
    variance: Callable[[FloatArray], FloatArray]
    curvature: float
    lowest: float = 0.0
    highest: float = np.inf


class Mean(NamedTuple):
    """The parameter of the model.

    Attributes:
        mean: of shape (replicates,).
    """

    mean: FloatArray


class Sums(NamedTuple):
    """All that a fit needs of its data.

    Attributes:
        weight: total weight of the points.
        total: weighted sum of the points, of shape (replicates,).
    """

    weight: float
    total: FloatArray


BERNOULLI = Family(
    "bernoulli",
    points=lambda mean, shape, rng: (rng.random(shape) < mean).astype(float),
    total=lambda mean, size, rng: rng.binomial(size, mean).astype(float),
    variance=lambda mean: mean * (1 - mean),
    curvature=-1.0,
    highest=1.0,
)
POISSON = Family(
    "poisson",
    points=lambda mean, shape, rng: rng.poisson(mean, shape).astype(float),
    total=lambda mean, size, rng: rng.poisson(size * mean).astype(float),
    variance=lambda mean: mean,
    curvature=0.0,
)
EXPONENTIAL = Family(
    "exponential",
    points=lambda mean, shape, rng: mean * rng.standard_exponential(shape),
    total=lambda mean, size, rng: mean * rng.standard_gamma(size, mean.shape),
    variance=np.square,
    curvature=1.0,
)


@refusals.meant()
def constant(family: Family, mean: float, replicates: int) -> Mean:
    """Return the same mean for each replicate: the truth.

    Args:
        family: which one.
        mean: finite, in the family's range.
        replicates: from 1.

    Returns:
        The parameter.

    Raises:
        ValueError: `replicates` is no whole number from 1, or the mean is outside the family's range or not finite.
    """
    check_number(replicates, "replicates")
    if not family.lowest <= mean <= family.highest or not np.isfinite(mean):
        limits = f"from {family.lowest} to {family.highest}"
        raise ValueError(f"mean is {mean}; a finite mean {limits} is accepted by the {family.name} family")
    return Mean(np.full(replicates, mean))


@refusals.model
class Raw(NamedTuple):
    """The model on drawn points: works for every regime, and costs time and memory in proportion to the points.

    Attributes:
        family: which one.
    """

    family: Family

    def fit(self, data: Samples) -> Mean:
        """Take the weighted mean.

        Returns:
            The mean of each replicate.

        Raises:
            ValueError: the points have no positive weight, or are not finite.
        """
        return fitted(self.family, Sums(float(data.weights.sum()), data.values @ data.weights))

    def sample(self, params: Mean, size: int, rng: np.random.Generator) -> Samples:
        """Draw the points."""
        check_number(size, "size")
        shape = (len(params.mean), size)
        return Samples(self.family.points(params.mean[:, np.newaxis], shape, rng), np.ones(size))

    def pool(self, first: Samples, second: Samples) -> Samples:
        """Put the points side by side."""
        return weighted.pooled(first, second)

    def subsample(self, data: Samples, size: int, rng: np.random.Generator) -> Samples:
        """Draw points without replacement, other ones in each replicate; only points of equal weight are accepted."""
        return weighted.thinned(data, size, rng)

    def weigh(self, data: Samples, weight: float) -> Samples:
        """Scale the weight of each point."""
        return weighted.weighed(data, weight)


@refusals.model
class Exact(NamedTuple):
    """The model on sums: the same law as `Raw`, at a cost that does not depend on the size.

    Attributes:
        family: which one.
    """

    family: Family

    def fit(self, data: Sums) -> Mean:
        """Divide the sum by the weight.

        Returns:
            The mean of each replicate.

        Raises:
            ValueError: the weight is not positive, or a sum not finite.
        """
        return fitted(self.family, data)

    def sample(self, params: Mean, size: int, rng: np.random.Generator) -> Sums:
        """Draw the sum that points would have had."""
        check_number(size, "size")
        return Sums(float(size), self.family.total(params.mean, size, rng))

    def pool(self, first: Sums, second: Sums) -> Sums:
        """Add up weights and sums."""
        return Sums(first.weight + second.weight, first.total + second.total)

    def subsample(self, data: Sums, size: int, rng: np.random.Generator) -> Sums:
        """Refuse: which points are drawn matters, and a sum does not hold the points."""
        del data, size, rng
        raise ValueError(
            "sums cannot be subsampled, they hold no points; use exponential_families.Raw for this regime, "
            "or for Bernoulli points zipf.Exact with two types"
        )

    def weigh(self, data: Sums, weight: float) -> Sums:
        """Scale weight and sum."""
        check_share(weight, "weight")
        return Sums(weight * data.weight, weight * data.total)


def fitted(family: Family, data: Sums) -> Mean:
    """Return the mean, or say why there is none; rounding errors may not push it out of the family's range.

    Args:
        family: which one.
        data: sums of points.

    Returns:
        The mean of each replicate.

    Raises:
        ValueError: the weight is not positive, or a sum not finite.
    """
    if not data.weight > 0:
        raise ValueError(f"a fit needs points of positive weight; these weigh {data.weight} in total")
    if not np.isfinite(data.total).all():
        raise ValueError("the data hold NaN or infinity; a fit accepts finite points only")
    return Mean(np.clip(data.total / data.weight, family.lowest, family.highest))
