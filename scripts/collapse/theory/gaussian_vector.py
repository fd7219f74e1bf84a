"""Exact values for the normal distribution in d dimensions, with mean 0 and the identity as true covariance.

A trajectory holds generations 0 to `generations`, and generation 0 is already a fit to `size` real points: with t fits
in the formulas, t = generation + 1. The *error* is the expected squared distance of the fitted mean. Expectations of
the trace and of the error are d times those in one dimension, since they are linear in the covariance; the determinant
is the product of d independent chi-squared draws in each generation of replace.

Sources:
- kazdan2025: the model, under replace and accumulate
"""

import math

from collapse.numerics.estimate import FloatArray
from collapse.theory import gaussian
from collapse.theory.special import digamma, trigamma


def replace_trace(size: int, dimension: int, generations: int, ddof: int) -> FloatArray:
    """Give the expected trace of the covariance under replace: d ((n - 1)/(n - ddof))^t."""
    return dimension * gaussian.replace_variance(size, generations, ddof)


def replace_error(size: int, dimension: int, generations: int, ddof: int) -> FloatArray:
    """Give the error under replace."""
    return dimension * gaussian.replace_error(size, generations, ddof)


def replace_log_determinant(size: int, dimension: int, generations: int, ddof: int) -> FloatArray:
    """Give the expected log determinant under replace: the chi-squared draws have n - 1 to n - d degrees of freedom."""
    drift = math.fsum(digamma(half) + math.log(2 / (size - ddof)) for half in half_degrees(size, dimension))
    return gaussian.fits(generations) * drift


def replace_log_determinant_variance(size: int, dimension: int, generations: int) -> FloatArray:
    """Give the variance of the log determinant under replace, the same for either ddof."""
    return gaussian.fits(generations) * math.fsum(trigamma(half) for half in half_degrees(size, dimension))


def accumulate_trace(size: int, dimension: int, generations: int) -> FloatArray:
    """Give the expected trace under accumulate and maximum likelihood."""
    return dimension * (1 - gaussian.accumulate_error(size, generations))


def accumulate_error(size: int, dimension: int, generations: int) -> FloatArray:
    """Give the error under accumulate and maximum likelihood."""
    return dimension * gaussian.accumulate_error(size, generations)


def accumulate_subsample_trace(size: int, dimension: int, generations: int) -> FloatArray:
    """Give the expected trace under accumulate_subsample and maximum likelihood (derived here)."""
    return dimension * (1 - gaussian.accumulate_subsample_error(size, generations))


def half_degrees(size: int, dimension: int) -> list[float]:
    """Halve the degrees of freedom of the chi-squared draws; with too few points the determinant is 0."""
    if size <= dimension:
        raise ValueError(
            f"{size} points in {dimension} dimensions have determinant 0; a size above the dimension is accepted"
        )
    return [(size - row) / 2 for row in range(1, dimension + 1)]
