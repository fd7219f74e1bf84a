"""Variances and errors of kernel densities: the loop against the closed forms."""

import numpy as np
import pytest

from collapse import regimes
from collapse.estimate import estimate
from collapse.models import kernel_density
from collapse.recursion import recursion
from collapse.theory import gaussian as theory_of_gaussian
from collapse.theory import kernel_density as theory

SIZE, BANDWIDTH, GENERATIONS = 7, 0.5, 6
CASES = {"replace": (regimes.replace, theory.replace), "accumulate": (regimes.accumulate, theory.accumulate)}


@pytest.mark.parametrize("name", CASES)
def test_variance_and_error_are_those_of_the_loop(name):
    """In every generation both are within 4 standard errors; were they a twentieth larger, the loop would refute it."""
    regime, closed = CASES[name]
    exact = closed(SIZE, BANDWIDTH, GENERATIONS)
    rng = np.random.Generator(np.random.SFC64(1))
    truth = kernel_density.standard(40_000)
    fits = list(recursion(kernel_density.Raw(BANDWIDTH), regime, truth, size=SIZE, generations=GENERATIONS, rng=rng))
    for expected, found in [
        (exact.variance, estimate([params.variance for params in fits])),
        (exact.error, estimate([params.mean**2 for params in fits])),
    ]:
        assert np.abs((found.mean - expected) / found.error).max() < 4
        assert np.abs((found.mean - 1.05 * expected) / found.error).max() > 4


def test_narrow_kernels_come_to_the_normal_errors():
    """Without a kernel, only the first two moments matter, so the errors are those of the normal distribution."""
    assert theory.replace(9, 1e-9, 20).error == pytest.approx(theory_of_gaussian.replace_error(9, 20, ddof=0), rel=1e-9)
    accumulated = theory.accumulate(9, 1e-9, 20)
    assert accumulated.error == pytest.approx(theory_of_gaussian.accumulate_error(9, 20), rel=1e-9)


def test_published_check_point():
    """With n=200 and bandwidth 0.3 the variance reaches 5.42 after 60 samplings, on the way to 18."""
    assert theory.replace(200, 0.3, 59).variance[-1] == pytest.approx(5.42, abs=0.01)
    assert theory.limit_of_replace(200, 0.3) == pytest.approx(18)
    assert theory.replace(200, 0.3, 20_000).variance[-1] == pytest.approx(18, rel=1e-9)
