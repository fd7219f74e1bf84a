"""Exact variances of a kernel density estimate that is fitted to samples of itself.

The truth has mean 0 and variance 1, the variance is that of the density, and the error is the expected squared error of
its mean. Generation 0 is fitted to `size` real points; a trajectory holds generations 0 to `generations`. All are
derived here from the first two moments; the kernel matters by its variance alone.

Sources:
- kazdan2025 (arXiv:2410.16713): that the loss rises slowly even where data accumulate
"""

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray
from collapse.theory.gaussian import fits
from collapse.theory.mixing import Trajectory


@refusals.meant()
def replace(size: int, bandwidth: float, generations: int) -> Trajectory:
    """Give variance and error under replace: each generation keeps 1 - 1/n of the variance and adds the kernel's.

    Args:
        size: points in each generation, from 1.
        bandwidth: standard deviation of the kernel, in units of the true one.
        generations: the last generation, from 0.

    Returns:
        Variance and error in units of the true variance, each of shape (generations + 1,).

    References:
        Derived here; the estimate under replace is that of Kazdan et al. (2025), arXiv:2410.16713.
    """
    limit = size * bandwidth**2
    variance = limit + (1 - limit) * (1 - 1 / size) ** fits(generations)
    sampled = np.concatenate([[1.0], variance[:-1]])
    return Trajectory(variance, np.cumsum(sampled) / size)


@refusals.meant()
def accumulate(size: int, bandwidth: float, generations: int) -> Trajectory:
    """Give variance and error under accumulate.

    The second moment of the pool is 1 + h^2 (H_t - 1), exactly, with t data sets in it: it grows as the logarithm.

    Args:
        size: points in each generation, from 1.
        bandwidth: standard deviation of the kernel, in units of the true one.
        generations: the last generation, from 0.

    Returns:
        Variance and error in units of the true variance, each of shape (generations + 1,).

    References:
        Derived here; the slow rise is in Kazdan et al. (2025), arXiv:2410.16713.
    """
    sets = fits(generations)
    second_moment = 1 + bandwidth**2 * (np.cumsum(1 / sets) - 1)
    errors = np.empty(generations + 1)
    errors[0] = 1 / size
    for generation in range(1, generations + 1):
        sampled = second_moment[generation - 1] - errors[generation - 1] + bandwidth**2
        errors[generation] = errors[generation - 1] + sampled / (size * sets[generation] ** 2)
    return Trajectory(second_moment - errors + bandwidth**2, errors)


@refusals.meant()
def tempered_variance(bandwidth: float, temperature: float, generations: int) -> FloatArray:
    """Give the variance under replace, with samples drawn at a temperature, in the limit of large samples.

    A normal density smoothed and tempered is a normal density: h^2 is added to its variance, and the sum multiplied by
    the temperature. So it stays normal, and its entropy changes by half the log of this.

    Args:
        bandwidth: standard deviation of the kernel, in units of the true one.
        temperature: what the log density of a fit is divided by before samples are drawn, above 0.
        generations: the last generation, from 0.

    Returns:
        Variances in units of the true one, of shape (generations + 1,).

    References:
        Derived here.
    """
    variance = [temperature * (1 + bandwidth**2)]
    for _ in range(generations):
        variance.append(temperature * (variance[-1] + bandwidth**2))
    return np.array(variance)


@refusals.meant()
def balancing_temperature(bandwidth: float) -> float:
    """Give the temperature at which smoothing and cooling cancel, in the limit of large samples: 1 / (1 + h^2).

    Below it the density narrows in every generation, above it it broadens in every one.

    Args:
        bandwidth: standard deviation of the kernel, in units of the true one.

    Returns:
        The temperature, above 0 and up to 1.

    References:
        Derived here.
    """
    return 1 / (1 + bandwidth**2)


@refusals.meant()
def limit_of_replace(size: int, bandwidth: float) -> float:
    """Give the variance under replace after many generations: n h^2, however narrow the kernel.

    Args:
        size: points in each generation, from 1.
        bandwidth: standard deviation of the kernel, in units of the true one.

    Returns:
        The variance in units of the true one.

    References:
        Derived here.
    """
    return size * bandwidth**2
