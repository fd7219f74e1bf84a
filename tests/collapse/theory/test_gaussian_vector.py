"""Closed forms of the normal law in several dimensions against one dimension, matrices and the simulated recursion."""

import numpy as np
import pytest

from collapse import regimes
from collapse.models import gaussian_vector
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion
from collapse.theory import gaussian
from collapse.theory import gaussian_vector as theory

REPLICATES, LAST = 20_000, 9


def fits(regime, *, dimension, size, ddof=0, replicates=REPLICATES, seed=1):
    rng = np.random.Generator(np.random.SFC64(seed))
    truth = gaussian_vector.standard(dimension, replicates)
    return list(recursion(gaussian_vector.Exact(ddof), regime, truth, size=size, generations=LAST, rng=rng))


def hold(samples, exact):
    mean, error = estimate(samples)
    deviations = (mean - exact) / error
    assert np.abs(deviations).max() < 4, deviations


@pytest.mark.parametrize("ddof", [0, 1])
def test_one_dimension_is_the_normal_law(ddof):
    """With d = 1 each value is that of the family of its own."""
    assert theory.replace_trace(7, 1, 5, ddof) == pytest.approx(gaussian.replace_variance(7, 5, ddof))
    assert theory.replace_error(7, 1, 5, ddof) == pytest.approx(gaussian.replace_error(7, 5, ddof))
    assert theory.replace_log_determinant(7, 1, 5, ddof) == pytest.approx(gaussian.replace_log_variance(7, 5, ddof))
    variance = gaussian.replace_log_variance_variance(7, 5)
    assert theory.replace_log_determinant_variance(7, 1, 5) == pytest.approx(variance)


def test_second_moments_are_kept():
    """Under maximum likelihood trace and error add up to d in every generation, whichever the regime."""
    for trace, error in (
        (theory.replace_trace(8, 5, 30, 0), theory.replace_error(8, 5, 30, 0)),
        (theory.accumulate_trace(8, 5, 30), theory.accumulate_error(8, 5, 30)),
    ):
        assert trace + error == pytest.approx(np.full(31, 5.0), rel=1e-12)


@pytest.mark.slow
@pytest.mark.parametrize(("dimension", "size", "ddof"), [(3, 10, 0), (3, 10, 1), (5, 6, 0), (10, 40, 1)])
def test_log_determinant_under_replace(dimension, size, ddof):
    """Its mean drifts and its variance grows linearly, by digamma and trigamma."""
    found = [params.log_determinant for params in fits(regimes.replace, dimension=dimension, size=size, ddof=ddof)]
    hold(found, theory.replace_log_determinant(size, dimension, LAST, ddof))
    exact = theory.replace_log_determinant_variance(size, dimension, LAST)
    spread = np.array([(values - values.mean()) ** 2 for values in found])
    hold(spread, exact)


@pytest.mark.parametrize(("dimension", "size"), [(3, 20), (6, 4)])
def test_trace_and_error_under_accumulate(dimension, size):
    """They are d times those in one dimension, with too few points for all dimensions as well."""
    found = fits(regimes.accumulate, dimension=dimension, size=size, replicates=6000)
    hold([np.exp(params.log_trace) for params in found], theory.accumulate_trace(size, dimension, LAST))
    hold([np.square(params.mean).sum(axis=1) for params in found], theory.accumulate_error(size, dimension, LAST))


def test_too_few_points_have_no_log_determinant():
    """Three points in three dimensions span a plane, and the error says which sizes are accepted."""
    for closed_form in (
        theory.replace_log_determinant_variance,
        lambda *case: theory.replace_log_determinant(*case, 0),
    ):
        with pytest.raises(ValueError, match="3 points in 3 dimensions have determinant 0; a size above"):
            closed_form(3, 3, 5)
