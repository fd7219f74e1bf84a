"""A small kernel whose every bit is the same here, in a browser, and in any language with IEEE 754 doubles.

Random words are whole numbers modulo 2^32; everything else is a double under + - * / and square root, which the
standard rounds correctly. Nothing of a platform's own enters: no library logarithm, no power, no fused multiply-add,
and sums are added up in order. `content/assets/kernel.js` is the same kernel, line by line, and is tested bit by bit.

One stream a replicate: replicate r is seeded with seed + r * 2654435761, so that each can be run again alone, and here
all run side by side as vectors.

Sources:
- wichura1988 (doi:10.2307/2347330): the inverse of the normal distribution function, AS241
"""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from collapse.numerics import refusals
from collapse.numerics.accepted import check_number
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import ANY_WHOLE

Words: TypeAlias = npt.NDArray[np.uint32]
Stream: TypeAlias = list[Words]
"""The four words of state a, b, c, d, each an array of shape (replicates,); drawing replaces them."""

SPREAD = 2654435761
"""The golden ratio in 32 bits: neighbouring replicates get seeds far apart."""
UNIT = 2.3283064365386963e-10
"""2^-32."""
HALF_ROOT = 0.7071067811865476
LOG_2_HIGH, LOG_2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
LOG = (
    0.6666666666666735130, 0.3999999999940941908, 0.2857142874366239149, 0.2222219843214978396,
    0.1818357216161805012, 0.1531383769920937332, 0.1479819860511658591,
)  # fmt: skip
# Wichura's coefficients, the highest first.
CENTRE_OVER = (
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
    13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
)  # fmt: skip
CENTRE_UNDER = (
    5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
    5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0,
)  # fmt: skip
TAIL_OVER = (
    7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
    3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
)  # fmt: skip
TAIL_UNDER = (
    1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
    0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0,
)  # fmt: skip


@refusals.meant(seed=ANY_WHOLE)
def seeded(seed: int, replicates: int = 1) -> Stream:
    """Return a stream for each replicate: four words of splitmix32 are the state of sfc32.

    Args:
        seed: a whole number, of which the lowest 32 bits count.
        replicates: how many streams, from 1.

    Returns:
        The state: four arrays of words, each of shape (replicates,).

    Raises:
        ValueError: if either is no whole number, or there is less than 1 replicate.
    """
    check_number(seed % 2**32, "seed", least=0)
    check_number(replicates, "replicates")
    state = np.uint32(seed % 2**32) + np.arange(replicates, dtype=np.uint32) * np.uint32(SPREAD)
    stream = []
    for _ in range(4):
        state = state + np.uint32(0x9E3779B9)
        word = (state ^ state >> np.uint32(16)) * np.uint32(0x21F0AAAD)
        word = (word ^ word >> np.uint32(15)) * np.uint32(0x735A2D97)
        stream.append(word ^ word >> np.uint32(15))
    return stream


def words(stream: Stream, size: int) -> Words:
    """Draw so many words from each stream by sfc32, of shape (size, replicates).

    Args:
        stream: the state, which moves on.
        size: how many words a replicate, from 0.

    Returns:
        Whole numbers below 2^32, of shape (size, replicates).

    Raises:
        ValueError: if the size is no whole number from 0.
    """
    check_number(size, "size", least=0)
    a, b, c, d = stream
    drawn = np.empty((size, len(a)), dtype=np.uint32)
    for row in drawn:
        np.add(a + b, d, out=row)
        d = d + np.uint32(1)
        a = b ^ b >> np.uint32(9)
        b = c + (c << np.uint32(3))
        c = (c << np.uint32(21) | c >> np.uint32(11)) + row
    stream[:] = a, b, c, d
    return drawn


def uniforms(stream: Stream, size: int) -> FloatArray:
    """Draw uniform numbers, never 0 nor 1.

    Args:
        stream: the state, which moves on.
        size: how many numbers a replicate, from 0.

    Returns:
        Of shape (size, replicates): half-odd multiples of 2^-32 between 0 and 1.

    Raises:
        ValueError: if the size is no whole number from 0.
    """
    return np.asarray((words(stream, size) + 0.5) * UNIT, dtype=float)


def normals(stream: Stream, size: int) -> FloatArray:
    """Draw standard normal numbers.

    Args:
        stream: the state, which moves on.
        size: how many numbers a replicate, from 0.

    Returns:
        Of shape (size, replicates), each within 6.4 deviations.

    Raises:
        ValueError: if the size is no whole number from 0.

    References:
        Wichura (1988), Algorithm AS 241, doi:10.2307/2347330.
    """
    return inverse_normal(uniforms(stream, size))


def log(x: FloatArray) -> FloatArray:
    """Give the natural logarithm of positive normal numbers by fdlibm's polynomial, within a unit in the last place.

    Args:
        x: positive doubles that are not subnormal, of any shape.

    Returns:
        Of the same shape.
    """
    fraction, exponent = np.frexp(x)
    small = fraction < HALF_ROOT
    f = np.where(small, fraction * 2, fraction) - 1
    k = exponent - small.astype(float)
    s = f / (2 + f)
    z = s * s
    w = z * z
    even = w * (LOG[1] + w * (LOG[3] + w * LOG[5]))
    odd = z * (LOG[0] + w * (LOG[2] + w * (LOG[4] + w * LOG[6])))
    rest, half = odd + even, 0.5 * f * f
    return np.asarray(k * LOG_2_HIGH - ((half - (s * (half + rest) + k * LOG_2_LOW)) - f), dtype=float)


def inverse_normal(u: FloatArray) -> FloatArray:
    """Give the point below which a standard normal number lies with chance u.

    A 32-bit uniform never reaches AS241's far tail (root above 5, beyond 6.4 deviations), so it is left out.

    Args:
        u: chances from 2^-33 to 1 - 2^-33, of any shape.

    Returns:
        Of the same shape, in standard deviations.

    References:
        Wichura (1988), Algorithm AS 241, doi:10.2307/2347330.
    """
    q = u - 0.5
    central = np.abs(q) <= 0.425
    r = 0.180625 - q * q
    z = (q * polynomial(CENTRE_OVER, r)) / polynomial(CENTRE_UNDER, r)
    tail = u[~central]
    root = np.sqrt(-log(np.where(tail < 0.5, tail, 1 - tail))) - 1.6
    size = polynomial(TAIL_OVER, root) / polynomial(TAIL_UNDER, root)
    z[~central] = np.where(tail < 0.5, -size, size)
    return z


def polynomial(coefficients: tuple[float, ...], x: FloatArray) -> FloatArray:
    """Evaluate by Horner's rule, the highest coefficient first.

    Args:
        coefficients: one or more.
        x: where, of any shape.

    Returns:
        Of the shape of x.
    """
    value = np.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        value = value * x + coefficient
    return value


def refits(stream: Stream, size: int, real: int) -> Iterator[FloatArray]:
    """Yield the variance of a normal distribution fitted to its own samples, for each replicate, without end.

    Each fit sees `real` new real points, then `size - real` of the last fit's; the first real fit is generation 0. The
    fit is by maximum likelihood in one pass: the square of the mean is taken off the mean square, which costs digits
    only where a fit has become far narrower than it has strayed.

    Args:
        stream: the state, which moves on.
        size: points in each fit, from 1.
        real: how many of them are real, from 0 to `size`; they are drawn with mean 0 and variance 1.

    Yields:
        The variances of one generation, of shape (replicates,).

    Raises:
        ValueError: before the first fit, if `size` or `real` is no such whole number.
    """
    check_number(size, "size")
    check_number(real, "real", least=0, most=size)
    mean, deviation = np.zeros(len(stream[0])), np.ones(len(stream[0]))
    while True:
        points = normals(stream, size)
        points[real:] = mean + deviation * points[real:]
        total, squares = np.zeros_like(mean), np.zeros_like(mean)
        for row in points:  # in order: a pairwise sum has other bits
            total += row
            squares += row * row
        mean = total / size
        variance = np.maximum(squares / size - mean * mean, 0.0)
        deviation = np.sqrt(variance)
        yield variance


def mean_in_order(values: FloatArray) -> FloatArray:
    """Average over the last axis, added up in order.

    Args:
        values: of shape (..., count), with one or more on the last axis.

    Returns:
        Of shape (...).
    """
    return np.asarray(np.cumsum(values, axis=-1)[..., -1] / values.shape[-1], dtype=float)
