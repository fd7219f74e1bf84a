"""A normal distribution in d dimensions fitted to samples of itself, as points (`Raw`) or as moments (`Exact`).

The covariance of a replicate is F F' times its scale, with a factor F of d rows, as many columns as points can span,
and unit norm; so the logarithm of the scale is that of the trace. Trace and determinant are kept as logarithms, and the
determinant as a sum of them, because both shrink by a factor in each generation. `Exact` never draws a point: the
scatter of n points is F W F' with W a Wishart matrix of n - 1 degrees of freedom, independent of their mean. Fewer
points than d + 1 span fewer dimensions, the determinant is 0 (its logarithm minus infinity), and the lost dimensions
never come back under replace.

The estimator divides the scatter by the total weight less `ddof`: 0 is maximum likelihood, 1 is unbiased, for points
of weight 1 only, and refuses to weigh them.

Sources:
- kazdan2025 (arXiv:2410.16713): the model, and its covariance under replace and accumulate in 1 to 100 dimensions
"""

from typing import NamedTuple

import numpy as np

from collapse.models.gaussian import check_weighing, degrees_of_freedom, one_point
from collapse.numerics import refusals, weighted
from collapse.numerics.accepted import check_number
from collapse.numerics.estimate import FloatArray
from collapse.numerics.weighted import Samples
from collapse.numerics.wishart import normalised, triangular, wishart


class GaussianVector(NamedTuple):
    """The parameters of the model.

    Attributes:
        mean: of shape (replicates, d).
        factor: of unit norm, of shape (replicates, d, rank).
        log_trace: natural logarithm of the trace, of shape (replicates,).
        log_determinant: natural logarithm of the determinant, of shape (replicates,).
    """

    mean: FloatArray
    factor: FloatArray
    log_trace: FloatArray
    log_determinant: FloatArray


class Moments(NamedTuple):
    """All that a fit needs of its data: total weight, mean, and the scatter, held as a covariance is.

    Attributes:
        weight: total weight of the points.
        mean: weighted mean, of shape (replicates, d).
        factor: of unit norm, of shape (replicates, d, rank).
        log_trace: natural logarithm of the trace, of shape (replicates,).
        log_determinant: natural logarithm of the determinant, of shape (replicates,).
    """

    weight: float
    mean: FloatArray
    factor: FloatArray
    log_trace: FloatArray
    log_determinant: FloatArray


def standard(dimension: int, replicates: int) -> GaussianVector:
    """Mean 0 and the identity as covariance: the truth, once for each replicate.

    Args:
        dimension: d, from 1.
        replicates: from 1.

    Returns:
        The parameters.

    Raises:
        ValueError: `dimension` or `replicates` is no whole number from 1.
    """
    check_number(dimension, "dimension")
    check_number(replicates, "replicates")
    factor = np.broadcast_to(np.eye(dimension) / np.sqrt(dimension), (replicates, dimension, dimension))
    log_trace = np.full(replicates, np.log(dimension))
    return GaussianVector(np.zeros((replicates, dimension)), factor, log_trace, np.zeros(replicates))


@refusals.model
class Raw(NamedTuple):
    """The model on drawn points: works for every regime, and costs time and memory in proportion to the points.

    Attributes:
        ddof: 0 for maximum likelihood, 1 for an unbiased covariance.
    """

    ddof: int = 0

    def fit(self, data: Samples) -> GaussianVector:
        """Take the weighted mean and covariance.

        Returns:
            Mean and covariance of each replicate.

        Raises:
            ValueError: there is one point only, the weight is not above `ddof`, a point is not finite, or `ddof`
                neither 0 nor 1.
        """  # noqa: DOC501  # one_point makes a ValueError
        if data.values.shape[1] < 2:
            raise one_point()
        weight = float(data.weights.sum())
        if not weight > 0:
            raise ValueError(f"a fit needs points of positive weight; these weigh {weight} in total")
        if not np.isfinite(data.values).all():
            raise ValueError("the data hold NaN or infinity; a fit accepts finite points only")
        mean = np.einsum("rnd,n->rd", data.values, data.weights) / weight
        deviations = np.sqrt(data.weights)[:, np.newaxis] * (data.values - mean[:, np.newaxis])
        return fitted(Moments(weight, mean, *triangular(deviations, rank=data.values.shape[1] - 1)), self.ddof)

    def sample(self, params: GaussianVector, size: int, rng: np.random.Generator) -> Samples:
        """Draw the points."""
        check_number(size, "size")
        replicates, _, rank = params.factor.shape
        points = rng.standard_normal((replicates, size, rank)) @ params.factor.mT
        deviation = np.exp(params.log_trace / 2)[:, np.newaxis, np.newaxis]
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
        ddof: 0 for maximum likelihood, 1 for an unbiased covariance.
    """

    ddof: int = 0

    def fit(self, data: Moments) -> GaussianVector:
        """Divide the scatter by the weight less ddof.

        Returns:
            Mean and covariance of each replicate.

        Raises:
            ValueError: there is one point only, the weight is not above `ddof`, data are NaN, or `ddof` is neither 0
                nor 1.
        """  # noqa: DOC501  # one_point makes a ValueError
        params = fitted(data, self.ddof)
        if data.weight <= 1 and np.isneginf(params.log_trace).all():
            raise one_point()
        return params

    def sample(self, params: GaussianVector, size: int, rng: np.random.Generator) -> Moments:
        """Draw the mean and the scatter that points would have had."""
        check_number(size, "size")
        replicates, dimension, rank = params.factor.shape
        deviation = np.exp(params.log_trace / 2)[:, np.newaxis]
        shift = np.matvec(params.factor, rng.standard_normal((replicates, rank)))
        inner = wishart(replicates, rank, size - 1, rng)
        factor, log_norm = normalised(params.factor @ inner.matrices)
        whole = rank == dimension
        log_determinant = params.log_determinant + inner.log_determinant if whole else params.log_determinant
        mean = params.mean + deviation / np.sqrt(size) * shift
        return Moments(float(size), mean, factor, params.log_trace + log_norm, log_determinant)

    def pool(self, first: Moments, second: Moments) -> Moments:
        """Merge by Chan's rule: the scatter within both, and that between their means."""
        weight = first.weight + second.weight
        difference = second.mean - first.mean
        mean = first.mean + difference * (second.weight / weight)
        between = np.sqrt(first.weight * second.weight / weight) * difference
        largest = np.maximum(first.log_trace, second.log_trace)
        scale = np.where(np.isfinite(largest), largest, 0.0)
        rows = [
            scaled_rows(first, scale),
            scaled_rows(second, scale),
            (np.exp(-scale / 2) * between.T).T[:, np.newaxis],
        ]
        factor, log_trace, log_determinant = triangular(np.concatenate(rows, axis=1))
        return Moments(weight, mean, factor, log_trace + scale, log_determinant + mean.shape[1] * scale)

    def subsample(self, data: Moments, size: int, rng: np.random.Generator) -> Moments:
        """Refuse: which points are drawn matters, and the moments do not hold the points."""
        del data, size, rng
        raise ValueError("moments cannot be subsampled, they hold no points; use gaussian_vector.Raw for this regime")

    def weigh(self, data: Moments, weight: float) -> Moments:
        """Scale the weight, and the scatter with it; only with ddof=0."""
        check_weighing(weight, self.ddof)
        with np.errstate(divide="ignore"):
            change, dimension = np.log(weight), data.mean.shape[1]
        return data._replace(
            weight=weight * data.weight,
            log_trace=data.log_trace + change,
            log_determinant=data.log_determinant + dimension * change,
        )


def scaled_rows(data: Moments, scale: FloatArray) -> FloatArray:
    """Return rows that sum to the scatter, over exp(scale).

    Args:
        data: moments of points.
        scale: a natural logarithm for each replicate, of shape (replicates,).

    Returns:
        Rows whose outer products add up to it, of shape (replicates, rank, d).
    """
    deviation = np.exp((data.log_trace - scale) / 2)
    return np.asarray(deviation[:, np.newaxis, np.newaxis] * data.factor.mT, dtype=float)


def fitted(data: Moments, ddof: int) -> GaussianVector:
    """Return the estimate, or say why there is none.

    Args:
        data: moments of points.
        ddof: 0 for maximum likelihood, 1 for an unbiased covariance.

    Returns:
        Mean and covariance of each replicate.

    Raises:
        ValueError: the weight is not above `ddof`, data are NaN, or `ddof` is neither 0 nor 1.
    """
    degrees = degrees_of_freedom(data.weight, ddof)
    if np.isnan(data.mean).any() or np.isnan(data.log_trace).any():
        raise ValueError("the data hold NaN or infinity; a fit accepts finite points only")
    log_trace = data.log_trace - np.log(degrees)
    log_determinant = data.log_determinant - data.mean.shape[1] * np.log(degrees)
    return GaussianVector(data.mean, data.factor, log_trace, log_determinant)
