"""Exact values for the normal distribution in d dimensions, with mean 0 and the identity as true covariance.

A trajectory holds generations 0 to `generations`, and generation 0 is already a fit to `size` real points: with t fits
in the formulas, t = generation + 1. The *error* is the expected squared distance of the fitted mean. Expectations of
the trace and of the error are d times those in one dimension, since they are linear in the covariance; the determinant
is the product of d independent chi-squared draws in each generation of replace.

Sources:
- kazdan2025 (arXiv:2410.16713): the model, under replace and accumulate
"""

import math

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import from_number
from collapse.theory import gaussian
from collapse.theory.special import digamma, trigamma


@refusals.meant(size=from_number(2))
def replace_trace(size: int, dimension: int, generations: int, ddof: int) -> FloatArray:
    """Give the expected trace of the covariance under replace: d ((n - 1)/(n - ddof))^t.

    Args:
        size: points in each generation, from 2.
        dimension: how many coordinates a point has, from 1.
        generations: the last generation, from 0.
        ddof: what the divisor of a covariance is less than the size: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Traces in units of the true variance of a coordinate, of shape (generations + 1,).

    References:
        Kazdan et al. (2025), arXiv:2410.16713: the model.
    """
    return dimension * gaussian.replace_variance(size, generations, ddof)


@refusals.meant(size=from_number(2))
def replace_error(size: int, dimension: int, generations: int, ddof: int) -> FloatArray:
    """Give the error under replace.

    Args:
        size: points in each generation, from 2.
        dimension: how many coordinates a point has, from 1.
        generations: the last generation, from 0.
        ddof: what the divisor of a covariance is less than the size: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Errors in units of the true variance of a coordinate, of shape (generations + 1,).

    References:
        Kazdan et al. (2025), arXiv:2410.16713: the model.
    """
    return dimension * gaussian.replace_error(size, generations, ddof)


@refusals.meant()
def replace_log_determinant(size: int, dimension: int, generations: int, ddof: int) -> FloatArray:
    """Give the expected log determinant under replace: the chi-squared draws have n - 1 to n - d degrees of freedom.

    Args:
        size: points in each generation, above `dimension`.
        dimension: how many coordinates a point has, from 1.
        generations: the last generation, from 0.
        ddof: what the divisor of a covariance is less than the size: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Natural logarithms, of shape (generations + 1,).

    Raises:
        ValueError: there are no more points than dimensions.

    References:
        Muirhead, Aspects of Multivariate Statistical Theory, 1982: the determinant of a Wishart matrix.
        Kazdan et al. (2025), arXiv:2410.16713: the model.
    """
    drift = math.fsum(digamma(half) + math.log(2 / (size - ddof)) for half in half_degrees(size, dimension))
    return gaussian.fits(generations) * drift


@refusals.meant()
def replace_log_determinant_variance(size: int, dimension: int, generations: int) -> FloatArray:
    """Give the variance of the log determinant under replace, the same for either ddof.

    Args:
        size: points in each generation, above `dimension`.
        dimension: how many coordinates a point has, from 1.
        generations: the last generation, from 0.

    Returns:
        Variances of a natural logarithm, of shape (generations + 1,).

    Raises:
        ValueError: there are no more points than dimensions.

    References:
        Muirhead, Aspects of Multivariate Statistical Theory, 1982: the determinant of a Wishart matrix.
        Kazdan et al. (2025), arXiv:2410.16713: the model.
    """
    return gaussian.fits(generations) * math.fsum(trigamma(half) for half in half_degrees(size, dimension))


@refusals.meant(size=from_number(2))
def accumulate_trace(size: int, dimension: int, generations: int) -> FloatArray:
    """Give the expected trace under accumulate and maximum likelihood.

    Args:
        size: points in each generation, from 2.
        dimension: how many coordinates a point has, from 1.
        generations: the last generation, from 0.

    Returns:
        Traces in units of the true variance of a coordinate, of shape (generations + 1,).

    References:
        Derived here; the model under accumulate is that of Kazdan et al. (2025), arXiv:2410.16713.
    """
    return dimension * (1 - gaussian.accumulate_error(size, generations))


@refusals.meant(size=from_number(2))
def accumulate_error(size: int, dimension: int, generations: int) -> FloatArray:
    """Give the error under accumulate and maximum likelihood.

    Args:
        size: points in each generation, from 2.
        dimension: how many coordinates a point has, from 1.
        generations: the last generation, from 0.

    Returns:
        Errors in units of the true variance of a coordinate, of shape (generations + 1,).

    References:
        Derived here; the model under accumulate is that of Kazdan et al. (2025), arXiv:2410.16713.
    """
    return dimension * gaussian.accumulate_error(size, generations)


@refusals.meant(size=from_number(2))
def accumulate_subsample_trace(size: int, dimension: int, generations: int) -> FloatArray:
    """Give the expected trace under accumulate_subsample and maximum likelihood (derived here).

    Args:
        size: points in each generation, from 2.
        dimension: how many coordinates a point has, from 1.
        generations: the last generation, from 0.

    Returns:
        Traces in units of the true variance of a coordinate, of shape (generations + 1,).
    """
    return dimension * (1 - gaussian.accumulate_subsample_error(size, generations))


@refusals.meant()
def half_degrees(size: int, dimension: int) -> list[float]:
    """Halve the degrees of freedom of the chi-squared draws whose product is the determinant.

    Args:
        size: points in each generation, above `dimension`.
        dimension: how many coordinates a point has, from 1.

    Returns:
        (size - row) / 2 for each row from 1 to `dimension`.

    Raises:
        ValueError: there are no more points than dimensions, so that the determinant is 0.

    References:
        Muirhead, Aspects of Multivariate Statistical Theory, 1982: the determinant of a Wishart matrix.
    """
    if size <= dimension:
        raise ValueError(
            f"{size} points in {dimension} dimensions have determinant 0; a size above the dimension is accepted"
        )
    return [(size - row) / 2 for row in range(1, dimension + 1)]
