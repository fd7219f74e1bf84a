"""Special functions of our own against scipy's, which only the tests install."""

import numpy as np
import pytest
from scipy import special as reference

from collapse.theory import special

ARGUMENTS = (0.1, 0.5, 1.0, 2.5, 11.9, 12.0, 49.5, 1e4)


@pytest.mark.parametrize("argument", ARGUMENTS)
def test_digamma(argument):
    """Digamma agrees with the reference to the last digits."""
    assert special.digamma(argument) == pytest.approx(float(reference.digamma(argument)), rel=1e-12, abs=1e-13)


@pytest.mark.parametrize("argument", ARGUMENTS)
def test_trigamma(argument):
    """Trigamma agrees with the reference to the last digits."""
    assert special.trigamma(argument) == pytest.approx(float(reference.polygamma(1, argument)), rel=1e-12)


@pytest.mark.parametrize("exponent", [1.01, 1.05, 1.2, 1.5, 2.0, 3.7])
def test_zeta(exponent):
    """Zeta agrees with the reference to the last digits."""
    assert special.zeta(exponent) == pytest.approx(float(reference.zeta(exponent)), rel=1e-12)


def test_zeta_refuses_a_sum_that_diverges():
    """An exponent of 1 or less is refused with the exponents that are accepted."""
    with pytest.raises(ValueError, match="a number above 1"):
        special.zeta(1.0)


def test_trigamma_is_the_slope_of_digamma():
    """The two functions belong together: a difference quotient of one is the other."""
    step = 1e-4
    slope = (special.digamma(7 + step) - special.digamma(7 - step)) / (2 * step)
    assert np.isclose(slope, special.trigamma(7.0), rtol=1e-7)
