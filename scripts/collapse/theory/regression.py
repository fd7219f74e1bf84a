"""Exact values for linear regression on responses of the last fit, with d coefficients and noise of known deviation.

A trajectory holds generations 0 to `generations`, and generation 0 is already a fit to `size` real rows: with t fits in
the formulas, t = generation + 1. The *error* is the expected squared distance of the coefficients from the truth, which
is the excess error on new standard normal rows. The one fit that everything else is measured in: `fresh_fit_error` for
fresh standard normal rows, `same_fit_error` for a given design.

Sources:
- gerstgrasser2024: replace grows linearly, accumulate stays below pi squared over 6, for the same design
- dohmatob2025strong: the floor that a share of responses of a wrong model leaves, to leading order
- dey2024: accumulate keeps at least 6 over pi squared of the efficiency of the real fit
"""

import math

import numpy as np

from collapse.numerics.estimate import FloatArray
from collapse.regimes import real_points
from collapse.theory.gaussian import fits

ACCUMULATE_LIMIT = math.pi**2 / 6
"""Error under accumulate with the same design, over that of one fit, for many generations: the sum of 1/t squared."""


def fresh_fit_error(noise: float, dimension: int, size: int) -> float:
    """Give the error of one fit on fresh rows: s^2 d / (n - d - 1), by the mean of an inverse Wishart matrix."""
    return noise**2 * dimension / spare(dimension, size)


def same_fit_error(noise: float, spectrum: FloatArray, size: int) -> float:
    """Give the error of one fit on a design with these mean squares along its axes, all of them positive."""
    return float(noise**2 / size * np.sum(1 / spectrum))


def replace_error(one_fit: float, generations: int) -> FloatArray:
    """Give the error under replace, for either design: that of t fits in a row."""
    return one_fit * fits(generations)


def accumulate_same_error(one_fit: float, generations: int) -> FloatArray:
    """Give the error under accumulate with the same design: the t-th step counts for 1/t."""
    return one_fit * np.cumsum(fits(generations) ** -2.0)


def accumulate_fresh_error(noise: float, dimension: int, size: int, generations: int) -> FloatArray:
    """Give the error under accumulate with fresh rows (derived here): the sum of s^2 d / (t (t n - d - 1)).

    The t-th step is the noise of the last n of t n rows, seen through the Gram matrix of all; rows are exchangeable, so
    it is the t-th part of the error of one fit on t n rows.
    """
    grown = [fresh_fit_error(noise, dimension, int(t) * size) / t for t in fits(generations)]
    return np.cumsum(grown)


def growing_same_error(one_fit: float, generations: int) -> FloatArray:
    """Give the error if fit t sees t n responses of the last fit, same design repeated: the sum of 1/t."""
    return one_fit * np.cumsum(1 / fits(generations))


def growing_fresh_error(noise: float, dimension: int, size: int, generations: int) -> FloatArray:
    """Give the error if fit t sees t n fresh rows with responses of the last fit: the sum of s^2 d / (t n - d - 1)."""
    return np.cumsum([fresh_fit_error(noise, dimension, int(t) * size) for t in fits(generations)])


def overparametrised_error(length: float, dimension: int, size: int, generations: int) -> FloatArray:
    """Give the error under replace without noise, with fewer fresh rows than coefficients (derived here).

    Each fit projects on the span of n random rows, which keeps n/d of the squared length on average.
    """
    return np.asarray(length**2 * (1 - (size / dimension) ** fits(generations)), dtype=float)


def contaminated_error(noise: float, dimension: int, size: int, share: float, shift: float) -> float:
    """Give the error of one fit on fresh rows, a share of them with responses of a model that is off by `shift`.

    Exact for any size (derived here). With S the Gram matrix of all n rows and T that of the m wrong ones, the fit is
    off by S^-1 T times the shift; the root of S^-1 on both sides of T gives a matrix-variate beta, independent of S.
    Its first entry has the second moment m (m + 2) / (n (n + 2)), an entry off the diagonal has `off_diagonal`, and the
    trace of S^-1 times S is (n d - 2) / (n - d - 1) on average.
    """
    wrong = share * size
    off_diagonal = wrong * (size - wrong) / (size * (size - 1) * (size + 2))
    first = wrong * (wrong + 2) / (size * (size + 2))
    spread = (size * dimension - 2) / spare(dimension, size)
    return fresh_fit_error(noise, dimension, size) + shift**2 * (first + off_diagonal * (spread - 1))


def mix_fresh_error(noise: float, dimension: int, size: int, real_fraction: float, generations: int) -> FloatArray:
    """Give the error under mix_fresh with fresh rows: the last model is the wrong one, off by its own error.

    The rows are new and point nowhere in particular, so only the size of that error counts (derived here).
    """
    share = 1 - real_points(size, real_fraction) / size
    errors = [fresh_fit_error(noise, dimension, size)]
    for _ in range(generations):
        errors.append(contaminated_error(noise, dimension, size, share, math.sqrt(errors[-1])))
    return np.array(errors)


def contaminated_error_leading(noise: float, dimension: int, size: int, share: float, shift: float) -> float:
    """Give the same error to leading order in d/n: s^2 d/n and the floor."""
    return noise**2 * dimension / size + contaminated_floor(share, shift)


def contaminated_floor(share: float, shift: float) -> float:
    """Give what is left of that error with infinitely many rows: the squared share times the squared shift."""
    return share**2 * shift**2


def ridge_replace_error(
    spectrum: FloatArray, truth: FloatArray, *, noise: float, size: int, ridge: float, generations: int
) -> FloatArray:
    """Give the error under replace with the same design and a ridge (derived here)."""
    return ridge_error(spectrum, truth, noise**2 / size, ridge, np.ones(generations + 1))


def ridge_accumulate_error(
    spectrum: FloatArray, truth: FloatArray, *, noise: float, size: int, ridge: float, generations: int
) -> FloatArray:
    """Give the error under accumulate with the same design and a ridge (derived here): shrinking never stops."""
    return ridge_error(spectrum, truth, noise**2 / size, ridge, 1 / fits(generations))


def ridge_error(spectrum: FloatArray, truth: FloatArray, noise: float, ridge: float, shares: FloatArray) -> FloatArray:
    """Follow mean and variance of the estimate along each axis; fit t lets the newest data count for its share.

    A fit keeps `kept` of the estimate, nothing along an axis that no row touches; the next data spread around that.
    """
    touched = spectrum > 0
    kept = np.where(touched, spectrum / np.where(touched, spectrum + ridge, 1.0), 0.0)
    estimate_noise = np.where(touched, noise / np.where(touched, spectrum, 1.0), 0.0)
    mean, variance = truth, np.zeros(len(truth))
    errors = np.empty(len(shares))
    for generation, share in enumerate(shares):
        factor = 1 - share * (1 - kept) if generation else 1.0
        mean = factor * mean
        variance = np.square(factor) * variance + np.square(share) * estimate_noise
        errors[generation] = np.sum(np.square(kept * mean - truth) + np.square(kept) * variance)
    return errors


def spare(dimension: int, size: int) -> int:
    """Count the rows beyond those that make the mean error finite."""
    if size < dimension + 2:
        raise ValueError(
            f"size is {size}; the mean error of {dimension} coefficients is finite from {dimension + 2} rows on"
        )
    return size - dimension - 1
