"""Exact values for Bernoulli, Poisson and exponential laws whose mean is fitted again and again.

A trajectory holds generations 0 to `generations`, and generation 0 is already a fit to `size` real points: with t fits
in the formulas, t = generation + 1. The fitted mean is right on average in every generation (a martingale). The *error*
is its expected squared distance from the truth. All errors follow from one line (derived here): with the variance of a
point V(m) = a + b m + c m^2 and fit t adding noise of variance V(m) w_t, the expected V(m) grows by 1 + c w_t in each
generation; w_t is 1/n under replace and 1/(n t^2) under accumulate. The normal law with known variance has c = 0.

Sources:
- suresh2024 (arXiv:2412.17646): the survival of the Poisson and Bernoulli means under replace, exactly and as bounds
- dey2024 (arXiv:2410.22812): accumulate keeps at least 6 over pi squared of the efficiency of the real fit
"""

import math

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import ANY_SHARE, NOT_NEGATIVE
from collapse.theory.gaussian import fits
from collapse.theory.special import digamma, trigamma
from collapse.theory.zipf import survival_rate

LEAST_EFFICIENCY = 6 / math.pi**2
"""Efficiency of accumulate relative to the fit on real data, for large samples and many generations."""


@refusals.meant()
def replace_error(variance: float, curvature: float, size: int, generations: int) -> FloatArray:
    """Give the error under replace; `variance` is that of a true point.

    Args:
        variance: variance of a true point, in squared units of the data.
        curvature: coefficient of the square in the variance of a point as a function of its mean, -1 for Bernoulli,
            0 for Poisson and 1 for exponential laws.
        size: points in each generation, from 1.
        generations: the last generation, from 0.

    Returns:
        Errors in the unit of `variance`, of shape (generations + 1,).

    References:
        Derived here; the families under replace are those of Dey and Donoho (2024), arXiv:2410.22812.
    """
    return quadratic_error(variance, curvature, np.full(generations + 1, 1 / size))


@refusals.meant()
def accumulate_error(variance: float, curvature: float, size: int, generations: int) -> FloatArray:
    """Give the error under accumulate.

    In the long run it is the variance times 1 - sin(x)/x for the Bernoulli law, x^2/6 for the Poisson law and
    sinh(x)/x - 1 for the exponential law, with x = pi over the root of n.

    Args:
        variance: variance of a true point, in squared units of the data.
        curvature: coefficient of the square in the variance of a point as a function of its mean, -1 for Bernoulli,
            0 for Poisson and 1 for exponential laws.
        size: points in each generation, from 1.
        generations: the last generation, from 0.

    Returns:
        Errors in the unit of `variance`, of shape (generations + 1,).

    References:
        Derived here; the families under accumulate are those of Dey and Donoho (2024), arXiv:2410.22812.
    """
    return quadratic_error(variance, curvature, 1 / (size * fits(generations) ** 2))


@refusals.meant()
def quadratic_error(variance: float, curvature: float, noise: FloatArray) -> FloatArray:
    """Add up the noise of each fit, times the expected variance at the fit before (derived here).

    Args:
        variance: variance of a true point, in squared units of the data.
        curvature: coefficient of the square in the variance of a point as a function of its mean, -1 for Bernoulli,
            0 for Poisson and 1 for exponential laws.
        noise: for each fit, the variance of its mean over that of a point before it, of shape (fits,).

    Returns:
        The error after each fit in the unit of `variance`, of shape (fits,).
    """
    growth = np.cumprod(1 + curvature * noise)
    before = np.concatenate([[1.0], growth[:-1]])
    return np.asarray(variance * np.cumsum(noise * before), dtype=float)


@refusals.meant()
def relative_efficiency(generations: int) -> FloatArray:
    """Give the error of the real fit over that under accumulate, for large samples: 1 over the sum of 1/t^2.

    Args:
        generations: the last generation, from 0.

    Returns:
        Ratios from 1 down to `LEAST_EFFICIENCY`, of shape (generations + 1,).

    References:
        Dey and Donoho (2024), arXiv:2410.22812.
    """
    return np.asarray(1 / np.cumsum(fits(generations) ** -2.0), dtype=float)


@refusals.meant(mean=NOT_NEGATIVE)
def poisson_survival(size: int, mean: float, generations: int) -> FloatArray:
    """Give the chance that a Poisson mean is not yet 0 under replace: 1 - exp(-n m g), with the rate of survival g.

    Args:
        size: points in each generation, from 1.
        mean: the true mean, from 0.
        generations: the last generation, from 0.

    Returns:
        Chances, of shape (generations + 1,).

    References:
        Suresh et al. (2025), arXiv:2412.17646.
    """
    return np.asarray(-np.expm1(-size * mean * survival_rate(generations)), dtype=float)


@refusals.meant(mean=ANY_SHARE)
def bernoulli_survival_bounds(size: int, mean: float, generations: int) -> tuple[FloatArray, FloatArray]:
    """Give a lower and an upper bound on the chance that a Bernoulli mean is not yet 0 under replace.

    Args:
        size: points in each generation, from 1.
        mean: the true mean, from 0 to 1; the upper bound says something only where it is small.
        generations: the last generation, from 0.

    Returns:
        The lower and the upper bound, each of shape (generations + 1,); the upper one may exceed 1.

    References:
        Suresh et al. (2025), arXiv:2412.17646.
    """
    gone = np.exp(-size * mean * survival_rate(generations))
    correction = 3 * size * mean**2 + 3 * fits(generations) * mean
    return 1 - gone, 1 - (1 - correction) * gone


@refusals.meant(mean=ANY_SHARE)
def bernoulli_survival(size: int, mean: float, generations: int) -> FloatArray:
    """Give the chance that a Bernoulli mean is not yet 0 under replace, exactly, from the Markov chain of successes.

    It takes memory of `size` squared (derived here).

    Args:
        size: points in each generation, from 1.
        mean: the true mean, from 0 to 1.
        generations: the last generation, from 0.

    Returns:
        Chances, of shape (generations + 1,).
    """
    transition = np.array([binomial_law(size, successes / size) for successes in range(size + 1)])
    law = binomial_law(size, mean)
    survival = np.empty(generations + 1)
    for generation in range(generations + 1):
        survival[generation] = 1 - law[0]
        law = law @ transition
    return survival


@refusals.meant(mean=ANY_SHARE)
def binomial_law(size: int, mean: float) -> FloatArray:
    """Give the probability of each number of successes from 0 to `size` (by definition, in logarithms).

    Args:
        size: trials, from 0.
        mean: the chance of a success in each, from 0 to 1.

    Returns:
        Probabilities, of shape (size + 1,).
    """
    if mean in {0.0, 1.0}:
        return np.asarray(np.eye(size + 1)[round(mean) * size], dtype=float)
    log_factorial = np.array([math.lgamma(count + 1) for count in range(size + 1)])
    successes = np.arange(size + 1)
    log_ways = log_factorial[-1] - log_factorial - log_factorial[::-1]
    law: FloatArray = np.exp(log_ways + successes * math.log(mean) + successes[::-1] * math.log1p(-mean))
    return law


@refusals.meant()
def exponential_log_mean(size: int, generations: int) -> FloatArray:
    """Give the expected log mean of an exponential law of mean 1 under replace: it drifts to minus infinity.

    Each fit multiplies the mean by a gamma draw of shape `size` over `size` (derived here).

    Args:
        size: points in each generation, from 1.
        generations: the last generation, from 0.

    Returns:
        Natural logarithms, of shape (generations + 1,).
    """
    return fits(generations) * (digamma(size) - math.log(size))


@refusals.meant()
def exponential_log_mean_variance(size: int, generations: int) -> FloatArray:
    """Give the variance of the log mean of an exponential law under replace (derived here, as `exponential_log_mean`).

    Args:
        size: points in each generation, from 1.
        generations: the last generation, from 0.

    Returns:
        Variances of a natural logarithm, of shape (generations + 1,).
    """
    return fits(generations) * trigamma(size)
