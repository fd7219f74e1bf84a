"""Exact values for the normal distribution with true mean 0 and variance 1, under each regime.

A trajectory holds generations 0 to `generations`, and generation 0 is already a fit to `size` real points: with t fits
in the formulas, t = generation + 1. An *error* is the expected squared error of the fitted mean; under maximum
likelihood (ddof=0) the expected variance is 1 less the error in every regime here, because the second moment about the
true mean is conserved (derived here).

Sources:
- shumailov2024 (doi:10.1038/s41586-024-07566-y): the recursion of mean and variance under replace, and the variance 1 +
  t/n of a sample point
- gerstgrasser2024 (arXiv:2404.01413): accumulating keeps the error bounded, by pi squared over 6 in their linear
  regression
- kazdan2025 (arXiv:2410.16713): the Gaussian model under replace, accumulate and accumulate_subsample
- alemohammad2024 (arXiv:2307.01850): the fresh data loop
- he2025 (doi:10.1093/jrsssb/qkag099): weights for real and synthetic data, and the golden ratio
"""

import math

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import PART, from_number
from collapse.regimes import real_points
from collapse.theory.special import digamma, trigamma

ACCUMULATE_LIMIT = math.pi**2 / 6
"""size times the error under accumulate, for many generations and large samples: the sum of 1/t squared."""
ACCUMULATE_SUBSAMPLE_LIMIT = math.pi**2 / 2 - 2
"""size times the error under accumulate_subsample, for many generations and large samples (derived here)."""


def fits(generations: int) -> FloatArray:
    """Count the fits made up to each generation: one more than its number (by definition).

    Args:
        generations: the last generation, from 0.

    Returns:
        The whole numbers from 1 as floats, of shape (generations + 1,).
    """
    return np.arange(1.0, generations + 2)


@refusals.meant(size=from_number(2))
def log_variance_drift(size: int, ddof: int) -> float:
    """Give the change of the expected log variance in one generation of replace: the mean of a log chi-squared.

    Args:
        size: points in each generation, from 2.
        ddof: what the divisor of a variance is less than the size: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        The change of the natural logarithm, below 0.

    References:
        Derived here from the recursion of Shumailov et al. (2024), doi:10.1038/s41586-024-07566-y.
    """
    return digamma((size - 1) / 2) + math.log(2 / (size - ddof))


@refusals.meant(size=from_number(2))
def replace_log_variance(size: int, generations: int, ddof: int) -> FloatArray:
    """Give the expected log variance under replace.

    Args:
        size: points in each generation, from 2.
        generations: the last generation, from 0.
        ddof: what the divisor of a variance is less than the size: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Natural logarithms, of shape (generations + 1,).

    References:
        Derived here from the recursion of Shumailov et al. (2024), doi:10.1038/s41586-024-07566-y.
    """
    return fits(generations) * log_variance_drift(size, ddof)


@refusals.meant(size=from_number(2))
def replace_log_variance_variance(size: int, generations: int) -> FloatArray:
    """Give the variance of the log variance under replace, the same for either ddof.

    Args:
        size: points in each generation, from 2.
        generations: the last generation, from 0.

    Returns:
        Variances of a natural logarithm, of shape (generations + 1,).

    References:
        Derived here from the recursion of Shumailov et al. (2024), doi:10.1038/s41586-024-07566-y.
    """
    return fits(generations) * trigamma((size - 1) / 2)


@refusals.meant(size=from_number(2))
def replace_deviation(size: int, generations: int, ddof: int) -> FloatArray:
    """Give the expected standard deviation under replace.

    Args:
        size: points in each generation, from 2.
        generations: the last generation, from 0.
        ddof: what the divisor of a variance is less than the size: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Standard deviations in units of the true one, of shape (generations + 1,).

    References:
        Derived here from the recursion of Shumailov et al. (2024), doi:10.1038/s41586-024-07566-y.
    """
    log_c4 = math.lgamma(size / 2) - math.lgamma((size - 1) / 2) + math.log(2 / (size - 1)) / 2
    deviation: FloatArray = np.exp(fits(generations) * (log_c4 + math.log((size - 1) / (size - ddof)) / 2))
    return deviation


@refusals.meant(size=from_number(2))
def replace_variance(size: int, generations: int, ddof: int) -> FloatArray:
    """Give the expected variance under replace: 1 for ever if unbiased, while the median goes to 0.

    Args:
        size: points in each generation, from 2.
        generations: the last generation, from 0.
        ddof: what the divisor of a variance is less than the size: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Variances in units of the true one, of shape (generations + 1,).

    References:
        Shumailov et al. (2024), doi:10.1038/s41586-024-07566-y: the recursion.
        Kazdan et al. (2025), arXiv:2410.16713: the model.
    """
    return np.asarray(((size - 1) / (size - ddof)) ** fits(generations), dtype=float)


@refusals.meant(size=from_number(2))
def replace_variance_deviation(size: int, generations: int, ddof: int) -> FloatArray:
    """Give the standard deviation of the variance under replace (derived here): factors of chi-squared multiply.

    It soon exceeds the variance itself, which a few replicates carry.

    Args:
        size: points in each generation, from 2.
        generations: the last generation, from 0.
        ddof: what the divisor of a variance is less than the size: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Standard deviations in units of the true variance, of shape (generations + 1,).
    """
    square = ((size - 1) * (size + 1) / (size - ddof) ** 2) ** fits(generations)
    return np.sqrt(square - replace_variance(size, generations, ddof) ** 2)


@refusals.meant(size=from_number(2))
def replace_error(size: int, generations: int, ddof: int) -> FloatArray:
    """Give the error under replace: t/n if unbiased, 1 - (1 - 1/n)^t under maximum likelihood.

    Args:
        size: points in each generation, from 2.
        generations: the last generation, from 0.
        ddof: what the divisor of a variance is less than the size: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Errors in units of the true variance, of shape (generations + 1,).

    References:
        Shumailov et al. (2024), doi:10.1038/s41586-024-07566-y: the recursion.
        Kazdan et al. (2025), arXiv:2410.16713: the model.
    """
    before = np.concatenate([[1.0], replace_variance(size, generations, ddof)[:-1]])
    return np.cumsum(before) / size


@refusals.meant(size=from_number(2))
def replace_error_deviation(size: int, generations: int, ddof: int) -> FloatArray:
    """Give the standard deviation of the squared error under replace (derived here).

    It far exceeds the error itself after many generations: the few replicates that keep their variance stray the most,
    and a standard error estimated from replicates without them is too small. Given the variances v, the mean is normal
    with variance S = sum(v) / size, so the fourth moment is 3 E S^2; `last`, `cross` and `total` are the expected
    squares and product of the last v and of the sum.

    Args:
        size: points in each generation, from 2.
        generations: the last generation, from 0.
        ddof: what the divisor of a variance is less than the size: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Standard deviations in units of the true variance, of shape (generations + 1,).
    """
    ratio = (size - 1) / (size - ddof)
    last = cross = total = 1.0
    totals = [total]
    for _ in range(generations):
        last *= ratio**2 * (size + 1) / (size - 1)
        total += 2 * ratio * cross + last
        cross = ratio * cross + last
        totals.append(total)
    return np.sqrt(3 * np.array(totals) / size**2 - replace_error(size, generations, ddof) ** 2)


@refusals.meant(size=from_number(2))
def replace_wasserstein(size: int, generations: int, ddof: int) -> FloatArray:
    """Give the expected squared Wasserstein-2 distance from the truth under replace.

    Args:
        size: points in each generation, from 2.
        generations: the last generation, from 0.
        ddof: what the divisor of a variance is less than the size: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Squared distances in units of the true variance, of shape (generations + 1,).

    References:
        Derived here from the recursion of Shumailov et al. (2024), doi:10.1038/s41586-024-07566-y.
    """
    variance, deviation = replace_variance(size, generations, ddof), replace_deviation(size, generations, ddof)
    return replace_error(size, generations, ddof) + variance - 2 * deviation + 1  # type: ignore[no-any-return]


@refusals.meant(size=from_number(2))
def half_life(size: int, ddof: int) -> float:
    """Give the generations of replace in which the median variance halves, to the leading order of a log-normal law.

    Args:
        size: points in each generation, from 2.
        ddof: what the divisor of a variance is less than the size: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Generations, not rounded.

    References:
        Derived here from the recursion of Shumailov et al. (2024), doi:10.1038/s41586-024-07566-y.
    """
    return math.log(2) / -log_variance_drift(size, ddof)


@refusals.meant(size=from_number(2))
def accumulate_error(size: int, generations: int) -> FloatArray:
    """Give the error under accumulate and maximum likelihood: 1 less the product of 1 - 1/(n t^2).

    Args:
        size: points in each generation, from 2.
        generations: the last generation, from 0.

    Returns:
        Errors in units of the true variance, of shape (generations + 1,).

    References:
        Derived here; the model under accumulate is that of Kazdan et al. (2025), arXiv:2410.16713.
    """
    error: FloatArray = -np.expm1(np.cumsum(np.log1p(-1 / (size * fits(generations) ** 2))))
    return error


@refusals.meant()
def accumulate_error_limit(size: int) -> float:
    """Give the error of `accumulate_error` after infinitely many generations, by Euler's product for the sine.

    Args:
        size: points in each generation, from 1.

    Returns:
        The error in units of the true variance.

    References:
        Derived here; a limit for linear regression is in Gerstgrasser et al. (2024), arXiv:2404.01413.
    """
    angle = math.pi / math.sqrt(size)
    return 1 - math.sin(angle) / angle


@refusals.meant(size=from_number(2))
def accumulate_variance_unbiased(size: int, generations: int) -> FloatArray:
    """Give the expected variance under accumulate if unbiased: the product of 1 - 1/(t(nt - 1)) for t from 2.

    Args:
        size: points in each generation, from 2.
        generations: the last generation, from 0.

    Returns:
        Variances in units of the true one, of shape (generations + 1,).

    References:
        Derived here; the model under accumulate is that of Kazdan et al. (2025), arXiv:2410.16713.
    """
    later = fits(generations)[1:]
    return np.concatenate([[1.0], np.exp(np.cumsum(np.log1p(-1 / (later * (size * later - 1)))))])


@refusals.meant(size=from_number(2))
def accumulate_subsample_error(size: int, generations: int) -> FloatArray:
    """Give the error under accumulate_subsample and maximum likelihood, from a recursion on the pool (derived here).

    The state is the pool's size, its expected variance, and the error of its mean.

    Args:
        size: points in each generation, from 2.
        generations: the last generation, from 0.

    Returns:
        Errors in units of the true variance, of shape (generations + 1,).

    References:
        The model under accumulate_subsample is that of Kazdan et al. (2025), arXiv:2410.16713.
    """
    errors = np.empty(generations + 1)
    pool, variance, error = float(size), 1 - 1 / size, 1 / size
    errors[0] = error
    fit_variance, fit_noise = variance, 0.0
    for generation in range(1, generations + 1):
        grown = pool + size
        spread = fit_variance / size + fit_noise
        within = pool * variance + size * (fit_variance + fit_noise)
        variance = (within - size**2 / grown * spread) / grown
        error += (size / grown) ** 2 * spread
        pool = grown
        fit_variance = variance * pool / (pool - 1) * (size - 1) / size
        fit_noise = variance / size * (pool - size) / (pool - 1)
        errors[generation] = error + fit_noise
    return errors


@refusals.meant()
def mix_fresh_error(size: int, real_fraction: float, generations: int) -> FloatArray:
    """Give the error under mix_fresh and maximum likelihood, with the whole points of the regime (derived here).

    Args:
        size: points in each generation, from 1.
        real_fraction: share of new real points in each generation, from 0 to 1.
        generations: the last generation, from 0.

    Returns:
        Errors in units of the true variance, of shape (generations + 1,).

    Raises:
        ValueError: the fraction is no share, or leaves one kind without a whole point.

    References:
        The regime is the fresh data loop of Alemohammad et al. (2024), arXiv:2307.01850.
    """
    synthetic = 1 - real_points(size, real_fraction) / size
    return linear(1 / size, synthetic**2 - synthetic / size, generations)


@refusals.meant(real_fraction=PART)
def mix_fresh_cap(real_fraction: float) -> float:
    """Give size times the error under mix_fresh after many generations, for large samples (derived here).

    It knows no size, so it is a limit in the share itself and not in the whole points that come nearest to it.

    Args:
        real_fraction: share of new real points in each generation, above 0 and up to 1.

    Returns:
        The cap, in units of the true variance.
    """
    return 1 / (1 - (1 - real_fraction) ** 2)


@refusals.meant()
def weighted_error(size: int, real_weight: float, generations: int) -> FloatArray:
    """Give the error under weighted and maximum likelihood, with as many real points as synthetic (derived here).

    Args:
        size: real points, and synthetic points, in each generation, from 1.
        real_weight: total weight of the real points, from 0 to 1; the synthetic points share the rest.
        generations: the last generation, from 0.

    Returns:
        Errors in units of the true variance, of shape (generations + 1,).

    References:
        The regime is that of He et al. (2026), doi:10.1093/jrsssb/qkag099.
    """
    rest = (1 - real_weight) ** 2
    return linear((real_weight**2 + rest) / size, rest * (1 - 1 / size), generations, start=1 / size)


@refusals.meant(real_weight=PART)
def weighted_cap(real_weight: float, ratio: float = 1.0) -> float:
    """Give real size times the error under weighted after many generations; `ratio` is real size to synthetic size.

    Args:
        real_weight: total weight of the real points, above 0 and up to 1; the synthetic points share the rest.
        ratio: real points over synthetic points in each generation, above 0.

    Returns:
        The cap, in units of the true variance.

    References:
        He et al. (2026), doi:10.1093/jrsssb/qkag099.
    """
    rest = (1 - real_weight) ** 2
    return (real_weight**2 + ratio * rest) / (1 - rest)


@refusals.meant()
def golden_weight(ratio: float = 1.0) -> float:
    """Give the real weight with the least `weighted_cap`, and that least value: 0.618 for equal sizes.

    Args:
        ratio: real points over synthetic points in each generation, above 0.

    Returns:
        The weight, from 0 to 1, which is also the cap.

    References:
        He et al. (2026), doi:10.1093/jrsssb/qkag099.
    """
    return (math.sqrt(ratio**2 + 4 * ratio) - ratio) / 2


def linear(noise: float, factor: float, generations: int, start: float | None = None) -> FloatArray:
    """Solve error' = noise + factor * error in closed form (derived here: a geometric series).

    Args:
        noise: what each generation adds.
        factor: what each generation keeps of the error before, other than 1.
        generations: the last generation, from 0.
        start: the error of the first fit; None for `noise`.

    Returns:
        Errors in the unit of `noise`, of shape (generations + 1,).
    """
    limit = noise / (1 - factor)
    first = noise if start is None else start
    return np.asarray(limit + (first - limit) * factor ** np.arange(generations + 1.0), dtype=float)
