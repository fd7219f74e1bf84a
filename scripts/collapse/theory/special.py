"""Digamma, trigamma and zeta to full precision, so that no closed form needs a library beyond numpy."""

import math

from collapse.numerics import refusals
from collapse.numerics.meaning import ABOVE_ONE, POSITIVE

# Bernoulli numbers B_2, B_4, ... B_14 of the asymptotic series.
BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6)
# From here on the series is accurate to the last digits of a float.
LARGE = 12.0


@refusals.meant(argument=POSITIVE)
def digamma(argument: float) -> float:
    """Return the derivative of the log of the gamma function, for positive arguments.

    Args:
        argument: above 0.

    Returns:
        The value, to about the last digits of a float.

    References:
        Olver and others (editors), NIST Handbook of Mathematical Functions, 2010, equation 5.11.2.
    """
    total = 0.0
    while argument < LARGE:
        total -= 1 / argument
        argument += 1
    series = sum(number / (2 * k * argument ** (2 * k)) for k, number in enumerate(BERNOULLI, 1))
    return total + math.log(argument) - 1 / (2 * argument) - series


@refusals.meant(argument=POSITIVE)
def trigamma(argument: float) -> float:
    """Return the derivative of digamma, for positive arguments.

    Args:
        argument: above 0.

    Returns:
        The value, to about the last digits of a float.

    References:
        Olver and others (editors), NIST Handbook of Mathematical Functions, 2010, equation 5.15.8.
    """
    total = 0.0
    while argument < LARGE:
        total += 1 / argument**2
        argument += 1
    series = sum(number / argument ** (2 * k + 1) for k, number in enumerate(BERNOULLI, 1))
    return total + 1 / argument + 1 / (2 * argument**2) + series


@refusals.meant(exponent=ABOVE_ONE)
def zeta(exponent: float) -> float:
    """Return the sum of n to the minus exponent over all n from 1, for exponents above 1.

    Args:
        exponent: above 1.

    Returns:
        The value, to about the last digits of a float.

    Raises:
        ValueError: the exponent is 1 or less, and the sum diverges.

    References:
        Olver and others (editors), NIST Handbook of Mathematical Functions, 2010, equation 25.2.9.
    """
    if not exponent > 1:
        raise ValueError(f"the sum diverges for exponent {exponent}; exponents above 1 are accepted")
    total = math.fsum(float(n) ** -exponent for n in range(1, int(LARGE)))
    tail = LARGE ** (1 - exponent) / (exponent - 1) + LARGE**-exponent / 2
    term = exponent * LARGE ** -(exponent + 1)
    for k, number in enumerate(BERNOULLI, 1):
        tail += number * term / math.factorial(2 * k)
        term *= (exponent + 2 * k - 1) * (exponent + 2 * k) / LARGE**2
    return float(total + tail)
