"""Factors of Wishart matrices: the scatter of n points in d dimensions from fewer draws than there are coordinates.

Bartlett's decomposition: the sum of k outer products of standard normal vectors is A A', with A lower triangular,
standard normal below the diagonal, and the root of a chi-squared draw with k - i degrees of freedom in row i of it.
With fewer degrees of freedom than dimensions no such A exists, and the k vectors themselves are the factor.
"""

from typing import NamedTuple

import numpy as np

from collapse.estimate import FloatArray


class Factors(NamedTuple):
    """One factor a replicate, of shape (replicates, dimension, rank), and the log determinants of the matrices."""

    matrices: FloatArray
    log_determinant: FloatArray


def wishart(replicates: int, dimension: int, degrees: int, rng: np.random.Generator) -> Factors:
    """Draw factors of Wishart matrices with the identity as scale."""
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
