"""Student's t: how many standard errors an interval reaches to either side, without another library."""

import math
from statistics import NormalDist

from collapse.numerics import refusals
from collapse.numerics.accepted import check_number

MANY = 100
"""Degrees of freedom from which four terms of the expansion are right to six digits."""


@refusals.meant()
def quantile(confidence: float, degrees: int) -> float:
    """Give the value that |t| exceeds with a chance of 1 less the confidence.

    Args:
        confidence: above 0 and below 1.
        degrees: of freedom, from 1.

    Returns:
        The two-sided quantile.

    Raises:
        ValueError: if the confidence is not above 0 and below 1, or `degrees` no whole number from 1.

    References:
        The distribution is that of Student (1908); both forms are textbook results.
    """
    check_number(degrees, "degrees")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; a share above 0 and below 1 is accepted")
    if degrees >= MANY:
        return expanded(NormalDist().inv_cdf((1 + confidence) / 2), degrees)
    low, high = 0.0, math.pi / 2
    for _ in range(60):  # halves of an angle: to the last bit of a double
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, degrees) < confidence else (low, middle)
    return math.sqrt(degrees) * math.tan(low)


def within(angle: float, degrees: int) -> float:
    """Give the chance that |t| is at most the root of its degrees times the tangent of an angle, as a finite sum.

    Args:
        angle: from 0 to a right one, in radians.
        degrees: of freedom, from 1.

    Returns:
        The chance.
    """
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = degrees % 2
    term, total = (cosine if odd else 1.0), 0.0
    for step in range(2 + odd, degrees + 1, 2):
        total += term
        term *= cosine**2 * (step - 1) / step
    return 2 / math.pi * (angle + sine * total) if odd else sine * total


def expanded(normal: float, degrees: int) -> float:
    """Expand the quantile around the normal one in powers of 1 over the degrees of freedom.

    Args:
        normal: the quantile of the normal distribution.
        degrees: of freedom, many.

    Returns:
        The quantile.
    """
    z, n = normal, degrees
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / n + second / n**2 + third / n**3
