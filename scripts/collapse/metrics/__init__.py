"""What is lost over the generations: error, diversity, and words."""

import numpy as np

from collapse.models.gaussian import Gaussian
from collapse.models.gaussian_vector import GaussianVector
from collapse.models.zipf import Categorical
from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import NOT_NEGATIVE


@refusals.from_standard("mean")
@refusals.measurable
@refusals.meant()
def squared_error(params: Gaussian | GaussianVector) -> FloatArray:
    """Give the squared distance of the mean of each replicate from the true one, which is 0.

    Args:
        params: a fit, with a mean of shape (replicates,) or (replicates, dimension).

    Returns:
        Of shape (replicates,), in squared units of the data.
    """
    squares = np.square(params.mean)
    return np.asarray(squares if squares.ndim == 1 else squares.sum(axis=1), dtype=float)


@refusals.measurable
@refusals.meant()
def diversity(params: Categorical) -> FloatArray:
    """Give the chance that two tokens are of different types (heterozygosity), for each replicate.

    Args:
        params: a law over types.

    Returns:
        Of shape (replicates,), from 0 to below 1.
    """
    return np.asarray(1 - np.square(params.probabilities).sum(axis=1), dtype=float)


@refusals.meant(shares=NOT_NEGATIVE)
def diversity_among(shares: FloatArray) -> FloatArray:
    """Give the chance that two tokens of some types are of different ones, for each replicate; 0 where there are none.

    The shares are those of these types alone, and need not sum to 1.

    Args:
        shares: of shape (replicates, types), 0 or more.

    Returns:
        Of shape (replicates,), from 0 to below 1.
    """
    total = shares.sum(axis=1, keepdims=True)
    within = shares / np.where(total > 0, total, 1.0)
    return np.where(total[:, 0] > 0, 1 - np.square(within).sum(axis=1), 0.0)


@refusals.measurable
@refusals.meant()
def surviving_types(params: Categorical) -> FloatArray:
    """Count the types that have a probability, for each replicate.

    Args:
        params: a law over types.

    Returns:
        Of shape (replicates,).
    """
    return np.asarray((params.probabilities > 0).sum(axis=1), dtype=float)


def aligned(params: Categorical, types: int) -> FloatArray:
    """Spread the probabilities over all types from 0, zero where the model has lost the type.

    Args:
        params: a law over some of the types.
        types: how many there are in all.

    Returns:
        Of shape (replicates, types).
    """
    whole = np.zeros((len(params.probabilities), types))
    whole[:, params.types] = params.probabilities
    return whole


@refusals.measurable
@refusals.meant()
def missing_mass(params: Categorical, truth: Categorical) -> FloatArray:
    """Give the true probability of the types that have none any more, for each replicate.

    Args:
        params: a law over types, some of which may be lost.
        truth: the law over all types, shared or one a replicate.

    Returns:
        Of shape (replicates,), from 0 to 1.
    """
    gone = aligned(params, len(truth.types)) == 0
    return np.asarray(np.where(gone, truth.probabilities, 0).sum(axis=1), dtype=float)


@refusals.measurable
@refusals.meant()
def squared_distance(params: Categorical, truth: Categorical) -> FloatArray:
    """Give the squared Euclidean distance from the truth, for each replicate.

    Args:
        params: a law over types, some of which may be lost.
        truth: the law over all types, shared or one a replicate.

    Returns:
        Of shape (replicates,), from 0 to 2.
    """
    difference = aligned(params, len(truth.types)) - truth.probabilities
    return np.asarray(np.square(difference).sum(axis=1), dtype=float)
