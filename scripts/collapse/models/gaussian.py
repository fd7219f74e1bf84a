"""A normal distribution fitted to samples of itself, as points (`Raw`) or as the moments that suffice (`Exact`).

Parameters and statistics hold one entry for each replicate. Variances are kept as logarithms: they shrink by a factor
in each generation, and after enough generations no float could hold them. `Exact` never draws a point. The mean and the
scatter (the sum of squared deviations) of n points are independent, a normal and a chi-squared draw with n - 1 degrees
of freedom, and pools merge by Chan's rule, so a generation costs the same whatever its size.

The estimator divides the scatter by the total weight less `ddof`: 0 is maximum likelihood, 1 is unbiased, for points
of weight 1 only, and refuses to weigh them. The choice changes the rate of collapse by a factor of two.

Sources:
- shumailov2024 (doi:10.1038/s41586-024-07566-y): the recursion of mean and variance under replace
- kazdan2025 (arXiv:2410.16713): the model under replace, accumulate and accumulate_subsample
"""

from typing import NamedTuple

import numpy as np

from collapse.numerics import refusals, weighted
from collapse.numerics.accepted import check_number, check_share
from collapse.numerics.estimate import FloatArray
from collapse.numerics.weighted import Samples


class Gaussian(NamedTuple):
    """The parameters of the model.

    Attributes:
        mean: of shape (replicates,).
        log_variance: natural logarithm of the variance, of shape (replicates,); minus infinity where all points are
            equal.
    """

    mean: FloatArray
    log_variance: FloatArray


class Moments(NamedTuple):
    """All that a fit needs of its data.

    Attributes:
        weight: total weight of the points.
        mean: weighted mean, of shape (replicates,).
        log_scatter: natural logarithm of the weighted sum of squared deviations, of shape (replicates,).
    """

    weight: float
    mean: FloatArray
    log_scatter: FloatArray


def standard(replicates: int) -> Gaussian:
    """Mean 0 and variance 1: the truth, once for each replicate.

    Args:
        replicates: from 1.

    Returns:
        The parameters.

    Raises:
        ValueError: `replicates` is no whole number from 1.
    """
    check_number(replicates, "replicates")
    return Gaussian(np.zeros(replicates), np.zeros(replicates))


@refusals.model
class Raw(NamedTuple):
    """The model on drawn points: works for every regime, and costs time and memory in proportion to the points.

    Attributes:
        ddof: 0 for maximum likelihood, 1 for an unbiased variance.
    """

    ddof: int = 0

    def fit(self, data: Samples) -> Gaussian:
        """Take the weighted mean and variance.

        Returns:
            Mean and log variance of each replicate.

        Raises:
            ValueError: there is one point only, the weight is not above `ddof`, a point is not finite, or `ddof`
                neither 0 nor 1.
        """  # noqa: DOC501  # one_point makes a ValueError
        if data.values.shape[1] < 2:
            raise one_point()
        weight = float(data.weights.sum())
        if not weight > 0:
            raise ValueError(f"a fit needs points of positive weight; these weigh {weight} in total")
        with np.errstate(divide="ignore", invalid="ignore"):
            mean = data.values @ data.weights / weight
            log_scatter = np.log(np.square(data.values - mean[:, np.newaxis]) @ data.weights)
        return fitted(Moments(weight, mean, log_scatter), self.ddof)

    def sample(self, params: Gaussian, size: int, rng: np.random.Generator) -> Samples:
        """Draw the points."""
        check_number(size, "size")
        deviation = np.exp(params.log_variance / 2)[:, np.newaxis]
        points = rng.standard_normal((len(params.mean), size))
        return Samples(params.mean[:, np.newaxis] + deviation * points, np.ones(size))

    def pool(self, first: Samples, second: Samples) -> Samples:
        """Put the points side by side."""
        return weighted.pooled(first, second)

    def subsample(self, data: Samples, size: int, rng: np.random.Generator) -> Samples:
        """Draw points without replacement, other ones in each replicate; only points of equal weight are accepted."""
        return weighted.thinned(data, size, rng)

    def weigh(self, data: Samples, weight: float) -> Samples:
        """Scale the weight of each point; only with ddof=0."""
        check_weighing(weight, self.ddof)
        return weighted.weighed(data, weight)


@refusals.model
class Exact(NamedTuple):
    """The model on sufficient statistics: the same law as `Raw`, at a cost that does not depend on the size.

    Attributes:
        ddof: 0 for maximum likelihood, 1 for an unbiased variance.
    """

    ddof: int = 0

    def fit(self, data: Moments) -> Gaussian:
        """Divide the scatter by the weight less ddof.

        Returns:
            Mean and log variance of each replicate.

        Raises:
            ValueError: there is one point only, the weight is not above `ddof`, data are NaN, or `ddof` is neither 0
                nor 1.
        """  # noqa: DOC501  # one_point makes a ValueError
        params = fitted(data, self.ddof)
        if data.weight <= 1 and np.isneginf(params.log_variance).all():
            raise one_point()
        return params

    def sample(self, params: Gaussian, size: int, rng: np.random.Generator) -> Moments:
        """Draw the mean and the scatter that points would have had."""
        check_number(size, "size")
        replicates = len(params.mean)
        standard_error = np.exp(params.log_variance / 2) / np.sqrt(size)
        mean = params.mean + standard_error * rng.standard_normal(replicates)
        half_chi_squared = rng.standard_gamma((size - 1) / 2, replicates)
        with np.errstate(divide="ignore"):
            return Moments(float(size), mean, params.log_variance + np.log(2 * half_chi_squared))

    def pool(self, first: Moments, second: Moments) -> Moments:
        """Merge by Chan's rule: the scatter within both, and that between their means."""
        weight = first.weight + second.weight
        difference = second.mean - first.mean
        mean = first.mean + difference * (second.weight / weight)
        with np.errstate(divide="ignore"):
            log_between = 2 * np.log(np.abs(difference)) + np.log(first.weight * second.weight / weight)
        return Moments(weight, mean, np.logaddexp(np.logaddexp(first.log_scatter, second.log_scatter), log_between))

    def subsample(self, data: Moments, size: int, rng: np.random.Generator) -> Moments:
        """Refuse: which points are drawn matters, and the moments do not hold the points."""
        del data, size, rng
        raise ValueError("moments cannot be subsampled, they hold no points; use gaussian.Raw for this regime")

    def weigh(self, data: Moments, weight: float) -> Moments:
        """Scale the weight, and the scatter with it; only with ddof=0."""
        check_weighing(weight, self.ddof)
        with np.errstate(divide="ignore"):
            return Moments(weight * data.weight, data.mean, data.log_scatter + np.log(weight))


def check_weighing(weight: float, ddof: int) -> None:
    """Refuse what is no share, and an unbiased model: its divisor is unbiased for points of equal weight only.

    Args:
        weight: the factor, from 0 to 1.
        ddof: 0 for maximum likelihood, 1 for an unbiased variance.

    Raises:
        ValueError: the weight is no share, or `ddof` not 0.
    """
    check_share(weight, "weight")
    if ddof:
        raise ValueError(
            f"a fit with ddof={ddof} is not unbiased for points of unequal weight; use ddof=0 to weigh them"
        )


def degrees_of_freedom(weight: float, ddof: int) -> float:
    """Give the divisor of a scatter, or say why there is none.

    Args:
        weight: total weight of the points.
        ddof: 0 for maximum likelihood, 1 for an unbiased variance.

    Returns:
        The weight less `ddof`, above 0.

    Raises:
        ValueError: `ddof` is neither 0 nor 1, or the weight not above it.
    """
    if ddof not in {0, 1}:
        raise ValueError(f"ddof is {ddof}; 0 (maximum likelihood) or 1 (unbiased) is accepted")
    if not weight > ddof:
        raise ValueError(f"a fit with ddof={ddof} needs data that weigh more than {ddof}; these weigh {weight}")
    return weight - ddof


def one_point() -> ValueError:
    """Say that a variance cannot be told; one that has collapsed in a long run is no such case, but a result.

    Returns:
        The error, to be raised.
    """
    return ValueError("a fit of a variance needs 2 points or more; there is 1")


def fitted(data: Moments, ddof: int) -> Gaussian:
    """Return the estimate, or say why there is none.

    Args:
        data: moments of points.
        ddof: 0 for maximum likelihood, 1 for an unbiased variance.

    Returns:
        Mean and log variance of each replicate.

    Raises:
        ValueError: the weight is not above `ddof`, data are NaN, or `ddof` is neither 0 nor 1.
    """
    degrees = degrees_of_freedom(data.weight, ddof)
    if np.isnan(data.mean).any() or np.isnan(data.log_scatter).any():
        raise ValueError("the data hold NaN or infinity; a fit accepts finite points only")
    return Gaussian(data.mean, data.log_scatter - np.log(degrees))
