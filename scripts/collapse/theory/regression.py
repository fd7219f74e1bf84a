"""Exact values for linear regression on responses of the last fit, with d coefficients and noise of known deviation.

A trajectory holds generations 0 to `generations`, and generation 0 is already a fit to `size` real rows: with t fits in
the formulas, t = generation + 1. The *error* is the expected squared distance of the coefficients from the truth, which
is the excess error on new standard normal rows. The one fit that everything else is measured in: `fresh_fit_error` for
fresh standard normal rows, `same_fit_error` for a given design.

Sources:
- gerstgrasser2024 (arXiv:2404.01413): replace grows linearly, accumulate stays below pi squared over 6, for the same
  design
- dohmatob2025strong (arXiv:2410.04840): the floor that a share of responses of a wrong model leaves, to leading order
- dey2024 (arXiv:2410.22812): accumulate keeps at least 6 over pi squared of the efficiency of the real fit
"""

import math

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray
from collapse.regimes import real_points
from collapse.theory.gaussian import fits

ACCUMULATE_LIMIT = math.pi**2 / 6
"""Error under accumulate with the same design, over that of one fit, for many generations: the sum of 1/t squared."""


@refusals.meant()
def fresh_fit_error(noise: float, dimension: int, size: int) -> float:
    """Give the error of one fit on fresh rows: s^2 d / (n - d - 1), by the mean of an inverse Wishart matrix.

    Args:
        noise: standard deviation of the noise on a response, from 0.
        dimension: coefficients, from 1.
        size: rows, from dimension + 2.

    Returns:
        The error in squared units of the coefficients.

    Raises:
        ValueError: there are fewer than dimension + 2 rows, and the mean error is infinite.

    References:
        Muirhead, Aspects of Multivariate Statistical Theory, 1982: the mean of an inverse Wishart matrix.
    """
    return noise**2 * dimension / spare(dimension, size)


@refusals.meant()
def same_fit_error(noise: float, spectrum: FloatArray, size: int) -> float:
    """Give the error of one fit on a design with these mean squares along its axes (by definition of least squares).

    Args:
        noise: standard deviation of the noise on a response, from 0.
        spectrum: mean squares of the design along its axes, all of them positive, of shape (d,).
        size: rows, from d.

    Returns:
        The error in squared units of the coefficients.
    """
    return float(noise**2 / size * np.sum(1 / spectrum))


@refusals.meant()
def replace_error(one_fit: float, generations: int) -> FloatArray:
    """Give the error under replace, for either design: that of t fits in a row.

    Args:
        one_fit: the error of one fit, from `fresh_fit_error` or `same_fit_error`.
        generations: the last generation, from 0.

    Returns:
        Errors in the unit of `one_fit`, of shape (generations + 1,).

    References:
        Gerstgrasser et al. (2024), arXiv:2404.01413: for the same design.
    """
    return one_fit * fits(generations)


@refusals.meant()
def accumulate_same_error(one_fit: float, generations: int) -> FloatArray:
    """Give the error under accumulate with the same design: the t-th step counts for 1/t.

    Args:
        one_fit: the error of one fit, from `same_fit_error`.
        generations: the last generation, from 0.

    Returns:
        Errors in the unit of `one_fit`, of shape (generations + 1,).

    References:
        Gerstgrasser et al. (2024), arXiv:2404.01413.
    """
    return one_fit * np.cumsum(fits(generations) ** -2.0)


@refusals.meant()
def accumulate_fresh_error(noise: float, dimension: int, size: int, generations: int) -> FloatArray:
    """Give the error under accumulate with fresh rows (derived here): the sum of s^2 d / (t (t n - d - 1)).

    The t-th step is the noise of the last n of t n rows, seen through the Gram matrix of all; rows are exchangeable, so
    it is the t-th part of the error of one fit on t n rows.

    Args:
        noise: standard deviation of the noise on a response, from 0.
        dimension: coefficients, from 1.
        size: rows in each generation, from dimension + 2.
        generations: the last generation, from 0.

    Returns:
        Errors in squared units of the coefficients, of shape (generations + 1,).

    Raises:
        ValueError: there are fewer than dimension + 2 rows, and the mean error is infinite.
    """
    grown = [fresh_fit_error(noise, dimension, int(t) * size) / t for t in fits(generations)]
    return np.cumsum(grown)


@refusals.meant()
def growing_same_error(one_fit: float, generations: int) -> FloatArray:
    """Give the error if fit t sees t n responses of the last fit, same design repeated: the sum of 1/t.

    Args:
        one_fit: the error of one fit, from `same_fit_error`.
        generations: the last generation, from 0.

    Returns:
        Errors in the unit of `one_fit`, of shape (generations + 1,).

    References:
        Derived here; the growth as a logarithm is in Gerstgrasser et al. (2024), arXiv:2404.01413.
    """
    return one_fit * np.cumsum(1 / fits(generations))


@refusals.meant()
def growing_fresh_error(noise: float, dimension: int, size: int, generations: int) -> FloatArray:
    """Give the error if fit t sees t n fresh rows with responses of the last fit: the sum of s^2 d / (t n - d - 1).

    Args:
        noise: standard deviation of the noise on a response, from 0.
        dimension: coefficients, from 1.
        size: rows of the first generation, from dimension + 2; generation g trains on g + 1 times as many.
        generations: the last generation, from 0.

    Returns:
        Errors in squared units of the coefficients, of shape (generations + 1,).

    Raises:
        ValueError: there are fewer than dimension + 2 rows, and the mean error is infinite.

    References:
        Derived here; the growth as a logarithm is in Gerstgrasser et al. (2024), arXiv:2404.01413.
    """
    return np.cumsum([fresh_fit_error(noise, dimension, int(t) * size) for t in fits(generations)])


@refusals.meant()
@refusals.provided("dimension", "a whole number from the size on", lambda dimension, size, **_: dimension >= size)
def overparametrised_error(length: float, dimension: int, size: int, generations: int) -> FloatArray:
    """Give the error under replace without noise, with fewer fresh rows than coefficients (derived here).

    Each fit projects on the span of n random rows, which keeps n/d of the squared length on average.

    Args:
        length: of the true coefficients.
        dimension: coefficients, from `size`.
        size: rows in each generation, from 0.
        generations: the last generation, from 0.

    Returns:
        Errors in squared units of the coefficients, of shape (generations + 1,).
    """
    return np.asarray(length**2 * (1 - (size / dimension) ** fits(generations)), dtype=float)


@refusals.meant()
def contaminated_error(noise: float, dimension: int, size: int, share: float, shift: float) -> float:
    """Give the error of one fit on fresh rows, a share of them with responses of a model that is off by `shift`.

    Exact for any size (derived here). With S the Gram matrix of all n rows and T that of the m wrong ones, the fit is
    off by S^-1 T times the shift; the root of S^-1 on both sides of T gives a matrix-variate beta, independent of S.
    Its first entry has the second moment m (m + 2) / (n (n + 2)), an entry off the diagonal has `off_diagonal`, and the
    trace of S^-1 times S is (n d - 2) / (n - d - 1) on average.

    Args:
        noise: standard deviation of the noise on a response, from 0.
        dimension: coefficients, from 1.
        size: rows, from dimension + 2.
        share: part of the rows with responses of the wrong model, from 0 to 1.
        shift: length of the wrong model's distance from the truth.

    Returns:
        The error in squared units of the coefficients.

    Raises:
        ValueError: there are fewer than dimension + 2 rows, and the mean error is infinite.

    References:
        The setting is that of Dohmatob et al. (2025), arXiv:2410.04840.
    """
    wrong = share * size
    off_diagonal = wrong * (size - wrong) / (size * (size - 1) * (size + 2))
    first = wrong * (wrong + 2) / (size * (size + 2))
    spread = (size * dimension - 2) / spare(dimension, size)
    return fresh_fit_error(noise, dimension, size) + shift**2 * (first + off_diagonal * (spread - 1))


@refusals.meant()
def mix_fresh_error(noise: float, dimension: int, size: int, real_fraction: float, generations: int) -> FloatArray:
    """Give the error under mix_fresh with fresh rows: the last model is the wrong one, off by its own error.

    The rows are new and point nowhere in particular, so only the size of that error counts (derived here).

    Args:
        noise: standard deviation of the noise on a response, from 0.
        dimension: coefficients, from 1.
        size: rows in each generation, from dimension + 2.
        real_fraction: share of new real rows in each generation, from 0 to 1.
        generations: the last generation, from 0.

    Returns:
        Errors in squared units of the coefficients, of shape (generations + 1,).

    Raises:
        ValueError: there are fewer than dimension + 2 rows; or the fraction is no share, or leaves one kind without
            a whole row.
    """
    share = 1 - real_points(size, real_fraction) / size
    errors = [fresh_fit_error(noise, dimension, size)]
    for _ in range(generations):
        errors.append(contaminated_error(noise, dimension, size, share, math.sqrt(errors[-1])))
    return np.array(errors)


@refusals.meant()
def contaminated_error_leading(noise: float, dimension: int, size: int, share: float, shift: float) -> float:
    """Give the same error to leading order in d/n: s^2 d/n and the floor.

    Args:
        noise: standard deviation of the noise on a response, from 0.
        dimension: coefficients, from 1.
        size: rows, from 1.
        share: part of the rows with responses of the wrong model, from 0 to 1.
        shift: length of the wrong model's distance from the truth.

    Returns:
        The error in squared units of the coefficients.

    References:
        Dohmatob et al. (2025), arXiv:2410.04840.
    """
    return noise**2 * dimension / size + contaminated_floor(share, shift)


@refusals.meant()
def contaminated_floor(share: float, shift: float) -> float:
    """Give what is left of that error with infinitely many rows: the squared share times the squared shift.

    Args:
        share: part of the rows with responses of the wrong model, from 0 to 1.
        shift: length of the wrong model's distance from the truth.

    Returns:
        The error in squared units of the coefficients.

    References:
        Dohmatob et al. (2025), arXiv:2410.04840.
    """
    return share**2 * shift**2


@refusals.meant()
def ridge_replace_error(
    spectrum: FloatArray, truth: FloatArray, *, noise: float, size: int, ridge: float, generations: int
) -> FloatArray:
    """Give the error under replace with the same design and a ridge (derived here).

    Args:
        spectrum: mean squares of the design along its axes, 0 where no row touches an axis, of shape (d,).
        truth: the true coefficients along those axes, of shape (d,).
        noise: standard deviation of the noise on a response, from 0.
        size: rows in each generation, from 1.
        ridge: weight of the squared length of the coefficients beside the average squared residual, from 0.
        generations: the last generation, from 0.

    Returns:
        Errors in squared units of the coefficients, of shape (generations + 1,).
    """
    return ridge_error(spectrum, truth, noise**2 / size, ridge, np.ones(generations + 1))


@refusals.meant()
def ridge_accumulate_error(
    spectrum: FloatArray, truth: FloatArray, *, noise: float, size: int, ridge: float, generations: int
) -> FloatArray:
    """Give the error under accumulate with the same design and a ridge (derived here): shrinking never stops.

    Args:
        spectrum: mean squares of the design along its axes, 0 where no row touches an axis, of shape (d,).
        truth: the true coefficients along those axes, of shape (d,).
        noise: standard deviation of the noise on a response, from 0.
        size: rows that each generation adds, from 1.
        ridge: weight of the squared length of the coefficients beside the average squared residual, from 0.
        generations: the last generation, from 0.

    Returns:
        Errors in squared units of the coefficients, of shape (generations + 1,).
    """
    return ridge_error(spectrum, truth, noise**2 / size, ridge, 1 / fits(generations))


@refusals.meant()
def ridge_error(spectrum: FloatArray, truth: FloatArray, noise: float, ridge: float, shares: FloatArray) -> FloatArray:
    """Follow mean and variance of the estimate along each axis; fit t lets the newest data count for its share.

    A fit keeps `kept` of the estimate, nothing along an axis that no row touches; the next data spread around that
    (derived here).

    Args:
        spectrum: mean squares of the design along its axes, 0 where no row touches an axis, of shape (d,).
        truth: the true coefficients along those axes, of shape (d,).
        noise: variance of the noise on a response, over the rows of a data set.
        ridge: weight of the squared length of the coefficients beside the average squared residual, from 0.
        shares: of the newest data in each fit, from 0 to 1, of shape (fits,); the first is 1.

    Returns:
        Errors in squared units of the coefficients, of shape (fits,).
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


@refusals.meant()
def spare(dimension: int, size: int) -> int:
    """Count the rows beyond those with which the mean error is infinite (by definition).

    Args:
        dimension: coefficients, from 1.
        size: rows.

    Returns:
        size - dimension - 1, at least 1.

    Raises:
        ValueError: there are fewer than dimension + 2 rows, and the mean error is infinite.
    """
    if size < dimension + 2:
        raise ValueError(
            f"size is {size}; the mean error of {dimension} coefficients is finite from {dimension + 2} rows on"
        )
    return size - dimension - 1
