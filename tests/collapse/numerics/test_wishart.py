"""Wishart factors: the moments and the determinant of the matrices they stand for, above and below full rank."""

import numpy as np
import pytest
from scipy import stats

from collapse.numerics.wishart import wishart

REPLICATES = 40_000


def seeded(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


@pytest.mark.parametrize(("dimension", "degrees"), [(1, 1), (1, 4), (3, 3), (3, 8), (4, 2), (3, 0)])
def test_first_two_moments(dimension, degrees):
    """The mean is k times the identity; entries have variance k off the diagonal and 2 k on it, and no covariance."""
    factors = wishart(REPLICATES, dimension, degrees, seeded()).matrices
    assert factors.shape == (REPLICATES, dimension, min(degrees, dimension))
    matrices = (factors @ factors.mT).reshape(REPLICATES, dimension**2)
    one = np.eye(dimension)
    swapped = np.einsum("il,jk->ijkl", one, one).reshape(dimension**2, dimension**2)
    exact = degrees * (np.eye(dimension**2) + swapped)
    mean_error = np.sqrt(np.diag(exact) / REPLICATES) + 1e-12
    assert np.abs((matrices.mean(axis=0) - degrees * one.ravel()) / mean_error).max() < 4
    # No entry of such a matrix has a kurtosis above 3 + 12/k, which bounds the error of a covariance.
    covariance_error = degrees * np.sqrt(4 * (2 + 12 / max(degrees, 1)) / REPLICATES) + 1e-12
    assert np.abs((np.cov(matrices.T).reshape(exact.shape) - exact) / covariance_error).max() < 4


def test_factors_are_triangular_and_give_the_determinant():
    """At full rank the factor is lower triangular, and the log determinant is that of the matrix."""
    matrices, log_determinant = wishart(100, 4, 6, seeded())
    assert np.array_equal(matrices, np.tril(matrices))
    assert np.linalg.slogdet(matrices @ matrices.mT)[1] == pytest.approx(log_determinant)


def test_traces_are_chi_squared():
    """The trace has d k degrees of freedom, at full rank and below it, by the Kolmogorov-Smirnov test."""
    for dimension, degrees in ((4, 6), (4, 2)):
        traces = np.square(wishart(5000, dimension, degrees, seeded(2)).matrices).sum(axis=(1, 2))
        assert stats.kstest(traces, stats.chi2(dimension * degrees).cdf).pvalue > 1e-4


def test_too_few_degrees_have_determinant_zero():
    """Fewer vectors than dimensions span no volume."""
    assert np.all(wishart(3, 4, 3, seeded()).log_determinant == -np.inf)
