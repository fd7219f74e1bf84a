"""Factors of scatter matrices, and of Wishart matrices: scatters from fewer draws than there are coordinates.

Bartlett's decomposition: the sum of k outer products of standard normal vectors is A A', with A lower triangular,
standard normal below the diagonal, and the root of a chi-squared draw with k - i degrees of freedom in row i of it.
With fewer degrees of freedom than dimensions no such A exists, and the k vectors themselves are the factor.
"""

from typing import NamedTuple

import numpy as np

from collapse.numerics.estimate import FloatArray


class Factors(NamedTuple):
    """One factor a replicate, of shape (replicates, dimension, rank), and the log determinants of the matrices.

    Attributes:
        matrices: A, whose products A A' are the matrices.
        log_determinant: of shape (replicates,); minus infinity where the rank is less than the dimension.
    """

    matrices: FloatArray
    log_determinant: FloatArray


def wishart(replicates: int, dimension: int, degrees: int, rng: np.random.Generator) -> Factors:
    """Draw factors of Wishart matrices with the identity as scale.

    Args:
        replicates: how many matrices.
        dimension: their rows.
        degrees: of freedom: how many outer products are summed, a whole number from 0.
        rng: the generator.

    Returns:
        Factors of shape (replicates, dimension, rank), with a rank of `degrees` or `dimension`, whichever is less.
    """
    if degrees < dimension:
        vectors = rng.standard_normal((replicates, dimension, degrees))
        return Factors(vectors, np.full(replicates, -np.inf))
    matrices = np.zeros((replicates, dimension, dimension))
    below = np.tri(dimension, k=-1, dtype=bool).ravel()
    flat = matrices.reshape(replicates, dimension**2)
    flat[:, below] = rng.standard_normal((replicates, int(below.sum())))
    chi_squared = 2 * rng.standard_gamma((degrees - np.arange(dimension)) / 2, (replicates, dimension))
    flat[:, :: dimension + 1] = np.sqrt(chi_squared)
    return Factors(matrices, np.log(chi_squared).sum(axis=1))


class Factored(NamedTuple):
    """A factor of unit norm, and the logs of the trace and the determinant of its square.

    Attributes:
        factor: of shape (replicates, dimension, columns), of Frobenius norm 1, or 0 where the scatter is.
        log_trace: of shape (replicates,), of the scatter before the factor was scaled.
        log_determinant: of shape (replicates,), likewise.
    """

    factor: FloatArray
    log_trace: FloatArray
    log_determinant: FloatArray


def normalised(factor: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Scale each factor to unit norm, in place; return it and the log of its squared norm.

    Args:
        factor: of shape (replicates, dimension, columns); it is overwritten.

    Returns:
        The factor, and of shape (replicates,) the log, minus infinity for a factor of zeros, which stays.
    """
    flat = factor.reshape(len(factor), -1)
    squared = np.vecdot(flat, flat)
    with np.errstate(divide="ignore"):
        log_squared = np.log(squared)
    norm = np.sqrt(np.where(squared > 0, squared, 1.0))
    factor *= (1 / norm)[:, np.newaxis, np.newaxis]
    return factor, log_squared


def triangular(rows: FloatArray, rank: int | None = None) -> Factored:
    """Turn rows that sum to the scatter, (replicates, rows, d), into a factor of d rows and at most d columns.

    The determinant is 0 if the rank is known to be less than d, or if a direction is narrower than rounding errors of
    the widest one.

    Args:
        rows: of shape (replicates, rows, dimension), whose outer products sum to the scatter.
        rank: the largest that the scatter can have, by default the dimension.

    Returns:
        The factor, of shape (replicates, dimension, min(rows, dimension)), and the logs of trace and determinant.
    """
    replicates, count, dimension = rows.shape
    factor, log_trace = normalised(np.asarray(np.linalg.qr(rows, mode="r")).mT)
    if min(count, dimension if rank is None else rank) < dimension:
        return Factored(factor, log_trace, np.full(replicates, -np.inf))
    diagonal = np.abs(np.diagonal(factor, axis1=1, axis2=2))
    noise = max(count, dimension) * np.finfo(float).eps * diagonal.max(axis=1, keepdims=True)
    with np.errstate(divide="ignore"):
        log_determinant = 2 * np.log(np.where(diagonal > noise, diagonal, 0.0)).sum(axis=1)
    return Factored(factor, log_trace, log_determinant + dimension * log_trace)
