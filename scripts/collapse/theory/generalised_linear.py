"""The error of one maximum-likelihood fit of a generalised linear model with normal inputs, for large samples.

What follows in a loop is the factor of the regime: the errors of generations add up as those of means do, so t fits
under replace have t times this error (`theory.regression.replace_error`), accumulate has the sum of 1/t squared
(`accumulate_same_error`), and weighted its cap (`theory.gaussian.weighted_cap`), each to leading order in 1/size.

Sources:
- dey2024 (arXiv:2410.22812): that the factors are the same for all such models
- he2025 (doi:10.1093/jrsssb/qkag099): the factor of weights
"""

import math

import numpy as np

from collapse.numerics import refusals

NODES = 120
"""Of Gauss's rule for a normal law: exact to ten digits for coefficients of a length up to 3."""


@refusals.meant()
def logistic_fit_error(length: float, dimension: int, size: int) -> float:
    """Give the squared error of the coefficients of one logistic fit, by the inverse of Fisher's information.

    Args:
        length: of the true coefficients.
        dimension: coefficients, from 1.
        size: rows, many.

    Returns:
        The error over all coefficients.

    Raises:
        ValueError: an argument is not what is said of it.

    References:
        Derived here; the model is that of Dey and Donoho (2024), arXiv:2410.22812.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    slope = weights / weights.sum() / (4 * np.cosh(length * nodes / 2) ** 2)
    return float((dimension - 1) / slope.sum() + 1 / (slope @ nodes**2)) / size


@refusals.meant()
def poisson_fit_error(length: float, dimension: int, size: int) -> float:
    """Give the squared error of the coefficients of one Poisson fit, by the inverse of Fisher's information.

    Args:
        length: of the true coefficients.
        dimension: coefficients, from 1.
        size: rows, many.

    Returns:
        The error over all coefficients.

    Raises:
        ValueError: an argument is not what is said of it.

    References:
        Derived here; the model is that of He et al. (2026), doi:10.1093/jrsssb/qkag099.
    """
    return math.exp(-(length**2) / 2) * (dimension - 1 + 1 / (1 + length**2)) / size
