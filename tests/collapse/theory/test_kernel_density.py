"""Variances and errors of kernel densities: the loop against the closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collapse import biases, regimes
from collapse.metrics import distances
from collapse.models import kernel_density, zipf
from collapse.numerics.estimate import estimate
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


@pytest.mark.parametrize(("bandwidth", "temperature"), [(0.3, 0.8), (0.4, 1.0), (0.2, 1.1)])
def test_large_samples_stay_normal(bandwidth, temperature):
    """On a fine grid with very many samples, entropy changes by half the log of the closed variance."""
    places = np.arange(-150, 151) * 0.1
    shape = np.exp(-np.square(places) / 2)
    truth = zipf.law(shape / shape.sum(), 1)
    blurred, tempered = biases.smoothed(bandwidth / 0.1, len(places)), biases.temperature(temperature)

    def sampled(params):
        return tempered(blurred(params))

    rng = np.random.Generator(np.random.SFC64(2))
    loop = regimes.biased(sampled, regimes.replace)
    fits = recursion(zipf.Exact(), loop, truth, size=10**13, generations=5, rng=rng)
    change = [float((distances.entropy(sampled(fit)) - distances.entropy(truth))[0]) for fit in fits]
    exact = np.log(theory.tempered_variance(bandwidth, temperature, 5)) / 2
    assert change == pytest.approx(exact, abs=2e-3)


@given(st.floats(0.01, 2), st.floats(0.3, 2))
def test_changes_have_the_sign_of_the_side_of_the_boundary(bandwidth, temperature):
    """Below the balancing temperature every generation is narrower than the one before, above it every one wider."""
    side = temperature - theory.balancing_temperature(bandwidth)
    variance = np.concatenate([[1.0], theory.tempered_variance(bandwidth, temperature, 8)])
    if abs(side) > 1e-6:
        assert (np.sign(np.diff(variance[:3])) == np.sign(side)).all()
        assert (np.diff(variance) * side >= -1e-12).all()


def test_without_temperature_large_samples_are_the_limit_of_the_loop():
    """At temperature 1 both closed forms agree when the sample is large."""
    exact = theory.replace(10**9, 0.3, 8).variance
    assert theory.tempered_variance(0.3, 1.0, 8) == pytest.approx(exact, rel=1e-7)
