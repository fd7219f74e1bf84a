"""How far a model is from the truth, in the measures that disagree: they see the mean, the tail, or the loss of types.

Each gives one value for each replicate.
"""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from collapse.metrics import aligned
from collapse.models.gaussian import Gaussian
from collapse.models.mixture import Mixture
from collapse.models.zipf import Categorical
from collapse.numerics import refusals
from collapse.numerics.accepted import check_finite, check_not_negative, check_number
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import FINITE


@refusals.measurable
@refusals.meant()
def log_variance(params: Gaussian) -> FloatArray:
    """Give the log of the variance: the scale on which replicates can be averaged.

    Args:
        params: a fit.

    Returns:
        Of shape (replicates,); minus infinity where all points were the same.
    """
    return params.log_variance


@refusals.from_standard("mean", "log_variance")
@refusals.measurable
@refusals.meant()
def squared_wasserstein(params: Gaussian) -> FloatArray:
    """Give the squared Wasserstein-2 distance from mean 0 and variance 1.

    Args:
        params: a fit.

    Returns:
        Of shape (replicates,), in units of the true variance.
    """
    deviation = np.exp(params.log_variance / 2)
    return np.asarray(np.square(params.mean) + np.square(deviation - 1), dtype=float)


@refusals.from_standard("mean", "log_variance")
@refusals.measurable
@refusals.meant()
def divergence(params: Gaussian) -> FloatArray:
    """Give the Kullback-Leibler divergence from mean 0 and variance 1 to the fit: E over the fit of log(fit / truth).

    Under maximum likelihood its expectation is half the expected drop of the log variance, exactly (derived here).

    Args:
        params: a fit.

    Returns:
        Of shape (replicates,), in nats.
    """
    excess = np.exp(params.log_variance) - 1 - params.log_variance
    return np.asarray((excess + np.square(params.mean)) / 2, dtype=float)


@refusals.measurable
@refusals.meant()
def tail_mass(params: Gaussian, threshold: float) -> FloatArray:
    """Give the probability of points further from 0 than the threshold.

    Args:
        params: a fit.
        threshold: from 0, in true standard deviations.

    Returns:
        Of shape (replicates,).

    Raises:
        ValueError: if the threshold is below 0, infinite or NaN.
    """
    check_not_negative(threshold, "threshold")
    # A fit that has collapsed has a deviation below all floats; e^700 is beyond every threshold as well.
    scale = np.exp(np.minimum(-params.log_variance / 2, 700.0)) / math.sqrt(2)
    above, below = ((threshold + sign * params.mean) * scale for sign in (-1, 1))
    return (complementary_error(above) + complementary_error(below)) / 2


def complementary_error(values: FloatArray) -> FloatArray:
    """Apply the complementary error function to each value.

    Args:
        values: of any shape.

    Returns:
        Of the same shape.
    """
    return np.array([math.erfc(value) for value in values.ravel()]).reshape(values.shape)


@refusals.measurable
@refusals.meant()
def entropy(params: Categorical) -> FloatArray:
    """Give the entropy in nats.

    Args:
        params: a law over types.

    Returns:
        Of shape (replicates,).
    """
    return -sum_with_log(params.probabilities, params.probabilities)


@refusals.measurable
@refusals.meant()
def total_variation(params: Categorical, truth: Categorical) -> FloatArray:
    """Give the largest difference in the probability of any set of types.

    Args:
        params: a law over types, some of which may be lost.
        truth: the law over all types, shared or one a replicate.

    Returns:
        Of shape (replicates,), from 0 to 1.
    """
    return np.asarray(np.abs(aligned(params, len(truth.types)) - truth.probabilities).sum(axis=1) / 2, dtype=float)


@refusals.measurable
@refusals.meant()
def categorical_divergence(params: Categorical, truth: Categorical) -> FloatArray:
    """Give the divergence E over the fit of log(fit / truth), in nats; the reverse is infinite once a type is gone.

    Args:
        params: a law over types, some of which may be lost.
        truth: the law over all types, shared or one a replicate; each type of the fit has a probability in it.

    Returns:
        Of shape (replicates,).
    """
    known = truth.probabilities[:, params.types]
    return -entropy(params) - sum_with_log(params.probabilities, known)


def sum_with_log(factor: FloatArray, values: FloatArray) -> FloatArray:
    """Sum factor times log(value) over the types; a factor of 0 adds nothing.

    Args:
        factor: of shape (replicates, types).
        values: of the same shape, above 0 where the factor is.

    Returns:
        Of shape (replicates,).
    """
    return np.asarray((factor * np.log(np.where(factor > 0, values, 1.0))).sum(axis=1), dtype=float)


@refusals.meant(first=FINITE, second=FINITE)
def wasserstein(first: FloatArray, second: FloatArray, *, order: int = 1) -> FloatArray:
    """Give the Wasserstein distance between as many points on a line, row by row: in order of size they pair up.

    Args:
        first: of shape (..., points).
        second: of the same shape.
        order: 1 for the mean distance, 2 for the root of the mean square, and so on.

    Returns:
        Of shape (...), in the unit of the points.

    Raises:
        ValueError: if the numbers of points differ, one is infinite or NaN, or the order is no whole number from 1.
    """
    if first.shape[-1] != second.shape[-1]:
        raise ValueError(f"{first.shape[-1]} points cannot be paired with {second.shape[-1]}; as many are accepted")
    check_number(order, "order")
    check_finite(first, "points")
    check_finite(second, "points")
    gaps = np.abs(np.sort(first, axis=-1) - np.sort(second, axis=-1))
    return np.asarray((gaps**order).mean(axis=-1) ** (1 / order), dtype=float)


@refusals.measurable
@refusals.meant()
def mixture_distance(first: Mixture, second: Mixture) -> FloatArray:
    """Integrate the squared difference of two densities, for each replicate; components meet in pairs of normals.

    Args:
        first: a mixture of normal distributions.
        second: another, with as many replicates and dimensions, and any number of components.

    Returns:
        Of shape (replicates,), in the unit of a density: to the power of minus the dimension.
    """
    return overlap(first, first) + overlap(second, second) - 2 * overlap(first, second)


def overlap(first: Mixture, second: Mixture) -> FloatArray:
    """Integrate the product of two densities.

    Args:
        first: a mixture of normal distributions.
        second: another, with as many replicates and dimensions.

    Returns:
        Of shape (replicates,).
    """
    difference = first.means[:, :, np.newaxis] - second.means[:, np.newaxis]
    spread = first.covariances[:, :, np.newaxis] + second.covariances[:, np.newaxis]
    distance = np.einsum("rijd,rijde,rije->rij", difference, np.linalg.inv(spread), difference)
    volume = np.linalg.slogdet(spread)[1] + difference.shape[-1] * np.log(2 * np.pi)
    density = np.exp(-(distance + volume) / 2)
    return np.asarray(np.einsum("ri,rj,rij->r", first.weights, second.weights, density), dtype=float)


@refusals.meant(real=FINITE, synthetic=FINITE)
def coverage(real: npt.NDArray[Any], synthetic: npt.NDArray[Any], neighbours: int = 5) -> float:
    """Give the share of real points with a synthetic one no further away than their k-th nearest real neighbour.

    Args:
        real: of shape (points, features).
        synthetic: of shape (any points, features).
        neighbours: k, from 1 to one less than there are real points.

    Returns:
        The share, from 0 to 1.

    Raises:
        ValueError: if k is no such whole number, or a point is infinite or NaN.

    References:
        Naeem et al., Reliable Fidelity and Diversity Metrics for Generative Models (2020).
    """
    return float((distances(real, synthetic).min(axis=1) <= reach(real, neighbours)).mean())


@refusals.meant(real=FINITE, synthetic=FINITE)
def precision(real: npt.NDArray[Any], synthetic: npt.NDArray[Any], neighbours: int = 5) -> float:
    """Give the share of synthetic points no further from some real point than its k-th nearest real neighbour.

    With real and synthetic points exchanged it is their recall.

    Args:
        real: of shape (points, features).
        synthetic: of shape (any points, features).
        neighbours: k, from 1 to one less than there are real points.

    Returns:
        The share, from 0 to 1.

    Raises:
        ValueError: if k is no such whole number, or a point is infinite or NaN.

    References:
        Kynkäänniemi et al., Improved Precision and Recall Metric for Assessing Generative Models (2019).
    """
    return float((distances(synthetic, real) <= reach(real, neighbours)).any(axis=1).mean())


@refusals.meant(points=FINITE)
def reach(points: npt.NDArray[Any], neighbours: int) -> FloatArray:
    """Give the distance of each row to the k-th nearest other row.

    Args:
        points: of shape (points, features).
        neighbours: k, from 1 to one less than there are points.

    Returns:
        Of shape (points,).

    Raises:
        ValueError: if k is no such whole number, or a point is infinite or NaN.
    """
    check_number(neighbours, "neighbours", most=len(points) - 1)
    return np.partition(distances(points, points), neighbours, axis=1)[:, neighbours]


@refusals.meant(first=FINITE, second=FINITE)
def distances(first: npt.NDArray[Any], second: npt.NDArray[Any]) -> FloatArray:
    """Give the Euclidean distance of each row from each, by one product of matrices.

    Args:
        first: of shape (rows, features).
        second: of shape (columns, features).

    Returns:
        Of shape (rows, columns).

    Raises:
        ValueError: if a point is infinite or NaN.
    """
    check_finite(first, "points")
    check_finite(second, "points")
    squares = np.square(first).sum(axis=1)[:, np.newaxis] + np.square(second).sum(axis=1) - 2 * first @ second.T
    return np.asarray(np.sqrt(np.maximum(squares, 0)), dtype=float)


@refusals.meant(first=FINITE, second=FINITE)
def frechet(first: FloatArray, second: FloatArray) -> float:
    """Give the squared Fréchet distance between two sets of features.

    That is the squared Wasserstein-2 distance between the normal distributions of their means and covariances.

    Args:
        first: of shape (points, features), with 2 points and 2 features or more.
        second: of shape (any points, features).

    Returns:
        The squared distance, in the squared unit of the features.

    References:
        Heusel et al., GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium (2017).
    """
    means = np.square(first.mean(axis=0) - second.mean(axis=0)).sum()
    one, other = np.cov(first.T), np.cov(second.T)
    # The eigenvalues of the product are those of a positive matrix; rounding may leave a trace below zero.
    roots = np.sqrt(np.maximum(np.linalg.eigvals(one @ other).real, 0)).sum()
    return float(means + np.trace(one) + np.trace(other) - 2 * roots)
