"""Exact errors where the training data are mixed, grown, or drawn by a model that samples with a bias.

The truth has mean 0 and variance 1, fits are by maximum likelihood, generation 0 is fitted to `size` real points, and a
trajectory holds generations 0 to `generations`. An *error* is the expected squared error of the fitted mean. A
share of real data is rounded to whole points wherever a size is given, as the regimes do. Errors without a bias need no
normal distribution: for the probability of a word they hold in units of p(1 - p), for all words together in units of
the diversity of the truth. All are derived here from the first two moments, except where a source is named.

Sources:
- gerstgrasser2024 (arXiv:2404.01413): growing, which they say grows as the logarithm of the generation
- seddik2024 (arXiv:2404.05090): the bound on what is lost where the first real data stay
- fu2025 (arXiv:2502.18865): that a constant share of real data is enough to converge
- bakshi2026 (arXiv:2602.10531): that the truth is recovered with a falling share of real data, if the samples grow
- wang2026 (arXiv:2602.16065): the rate at which the error falls where new data are partly real and all are kept
- alemohammad2024 (arXiv:2307.01850): the bias of sampling and the loops it is studied in
- gillman2024 (arXiv:2402.07087): the correction towards the truth, and the contraction by 1 / (1 + strength)
"""

import math
from typing import NamedTuple

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import PART, POSITIVE, from_number
from collapse.regimes import added_points, real_points
from collapse.theory.gaussian import fits, linear, log_variance_drift


class Trajectory(NamedTuple):
    """The expected variance and the error in each generation.

    Attributes:
        variance: in units of the true one, of shape (generations + 1,).
        error: in units of the true variance, of shape (generations + 1,).
    """

    variance: FloatArray
    error: FloatArray


@refusals.meant(size=from_number(2))
def growing_error(size: int, generations: int) -> FloatArray:
    """Give the error under growing: 1 less the product of 1 - 1/(n t), about the harmonic number over n.

    Args:
        size: points of the first generation, from 2; generation g trains on g + 1 times as many.
        generations: the last generation, from 0.

    Returns:
        Errors in units of the true variance, of shape (generations + 1,).

    References:
        Derived here; the growth as a logarithm is in Gerstgrasser et al. (2024), arXiv:2404.01413.
    """
    error: FloatArray = -np.expm1(np.cumsum(np.log1p(-1 / (size * fits(generations)))))
    return error


@refusals.meant(size=from_number(2))
def growing_log_variance(size: int, generations: int, ddof: int) -> FloatArray:
    """Give the expected log variance of a normal distribution under growing: the sum of the drifts.

    Args:
        size: points of the first generation, from 2; generation g trains on g + 1 times as many.
        generations: the last generation, from 0.
        ddof: what the divisor of a variance is less than the points: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Natural logarithms, of shape (generations + 1,).

    References:
        Derived here.
    """
    return np.cumsum([log_variance_drift(size * number, ddof) for number in range(1, generations + 2)])


@refusals.meant(size=from_number(2), real_fraction=PART)
def mix_fixed_error(size: int, real_fraction: float, generations: int) -> FloatArray:
    """Give the error under mix_fixed: that of the first real data, and that against them, which levels off.

    Args:
        size: first real points, which stay, from 2.
        real_fraction: share of them in each later training set, above 0 and up to 1.
        generations: the last generation, from 0.

    Returns:
        Errors in units of the true variance, of shape (generations + 1,).

    Raises:
        ValueError: the fraction is below 1 and adds no whole synthetic point.

    References:
        Derived here; the regime, and a bound on what is lost, are those of Seddik et al. (2024), arXiv:2404.05090.
    """
    synthetic = 1 - size / (size + added_points(size, real_fraction))
    noise = synthetic * (1 - synthetic) / size
    against_first = linear(noise, synthetic**2 - noise, generations, start=0.0)
    return 1 / size + (1 - 1 / size) * against_first


@refusals.meant(size=from_number(2))
def mix_resampled_error(size: int, real_fraction: float, generations: int) -> FloatArray:
    """Give the error under mix_resampled; parts of the first real data add a noise of their own.

    Args:
        size: first real points, and points of each training set, from 2.
        real_fraction: share of the training set that is drawn from the first real points, from 0 to 1.
        generations: the last generation, from 0.

    Returns:
        Errors in units of the true variance, of shape (generations + 1,).

    Raises:
        ValueError: the fraction is no share, or leaves one kind without a whole point.

    References:
        Derived here; the regime is that of Shumailov et al. (2024), doi:10.1038/s41586-024-07566-y.
    """
    synthetic = 1 - real_points(size, real_fraction) / size
    sampling = (1 - synthetic) * synthetic / (size - 1)
    against_first = linear(sampling + synthetic / size, synthetic**2 - synthetic / size, generations, start=0.0)
    return 1 / size + (1 - 1 / size) * against_first


@refusals.meant(size=from_number(2))
@refusals.provided("real_fractions", "one row of shares", lambda real_fractions, **_: real_fractions.ndim == 1)
def grown_mixture_error(size: int, real_fractions: FloatArray) -> FloatArray:
    """Give the error where fit t sees t n points, and the given fraction of them is new real data; the first is 1.

    Grown mix_fresh has the same fraction in each generation from the second on, grown mix_decaying a falling one.

    Args:
        size: points of the first generation, from 2.
        real_fractions: shares of new real points, from 0 to 1, of shape (generations + 1,); the first is not
            read.

    Returns:
        Errors in units of the true variance, of shape (generations + 1,).

    Raises:
        ValueError: the fraction is no share, or leaves one kind without a whole point.

    References:
        Derived here; convergence is in Fu et al. (2025), arXiv:2502.18865, for constant shares, and in Bakshi and
        Chakraborty (2026), arXiv:2602.10531, for falling ones.
    """
    error = 1 / size
    errors = [error]
    for count, fraction in enumerate(real_fractions[1:], 2):
        synthetic = 1 - real_points(count * size, float(fraction)) / (count * size)
        error = 1 / (count * size) + (synthetic**2 - synthetic / (count * size)) * error
        errors.append(error)
    return np.array(errors)


@refusals.meant(size=from_number(2))
def mix_fresh_accumulate_error(size: int, real_fraction: float, generations: int) -> FloatArray:
    """Give the error where the pool grows by n points in each generation, and this fraction of them is new real data.

    Its root falls as t^-f or as t^-1/2, whichever is slower.

    Args:
        size: points by which the pool grows in each generation, from 2.
        real_fraction: share of new real points among those, from 0 to 1.
        generations: the last generation, from 0.

    Returns:
        Errors in units of the true variance, of shape (generations + 1,).

    Raises:
        ValueError: the fraction is no share, or leaves one kind without a whole point.

    References:
        Derived here; the rate is that of Wang et al. (2026), arXiv:2602.16065.
    """
    synthetic = 1 - real_points(size, real_fraction) / size
    error = 1 / size
    errors = [error]
    for count in range(2, generations + 2):
        error = (1 - (1 - synthetic) / count) ** 2 * error + (1 - synthetic * error) / (size * count**2)
        errors.append(error)
    return np.array(errors)


@refusals.meant(size=from_number(2))
def biased_replace(size: int, factor: float, generations: int, ddof: int) -> Trajectory:
    """Give variance and error under replace where samples are drawn with the variance times a factor (lambda).

    Args:
        size: points in each generation, from 2.
        factor: variance of a sample over that of the fit it is drawn from (lambda), above 0.
        generations: the last generation, from 0.
        ddof: what the divisor of a variance is less than the points: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Variance and error in units of the true variance, each of shape (generations + 1,).

    References:
        The bias is that of Alemohammad et al. (2024), arXiv:2307.01850; derived here.
    """
    kept = (size - 1) / (size - ddof)
    variance = kept * (factor * kept) ** np.arange(generations + 1.0)
    sampled = np.concatenate([[1.0], factor * variance[:-1]])
    return Trajectory(variance, np.cumsum(sampled) / size)


@refusals.meant(size=from_number(2))
def biased_replace_log_variance(size: int, factor: float, generations: int, ddof: int) -> FloatArray:
    """Give the expected log variance under replace with that bias: a drift, and log lambda in each generation.

    Args:
        size: points in each generation, from 2.
        factor: variance of a sample over that of the fit it is drawn from (lambda), above 0.
        generations: the last generation, from 0.
        ddof: what the divisor of a variance is less than the points: 0 (maximum likelihood) or 1 (unbiased).

    Returns:
        Natural logarithms, of shape (generations + 1,).

    References:
        The bias is that of Alemohammad et al. (2024), arXiv:2307.01850; derived here.
    """
    steps = np.arange(generations + 1.0)
    return steps * math.log(factor) + (steps + 1) * log_variance_drift(size, ddof)


@refusals.meant(size=from_number(2))
def biased_mix_fresh(size: int, real_fraction: float, factor: float, generations: int) -> Trajectory:
    """Give variance and error under mix_fresh where the synthetic points are drawn with that bias.

    Args:
        size: points in each generation, from 2.
        real_fraction: share of new real points in each generation, from 0 to 1.
        factor: variance of a sample over that of the fit it is drawn from (lambda), above 0.
        generations: the last generation, from 0.

    Returns:
        Variance and error in units of the true variance, each of shape (generations + 1,).

    Raises:
        ValueError: the fraction is no share, or leaves one kind without a whole point.

    References:
        The bias is that of Alemohammad et al. (2024), arXiv:2307.01850; derived here.
    """
    real = real_points(size, real_fraction) / size
    synthetic = 1 - real
    variance, error = [1 - 1 / size], [1 / size]
    for _ in range(generations):
        sampled, error_before = factor * variance[-1], error[-1]
        error.append((real + synthetic * sampled) / size + synthetic**2 * error_before)
        variance.append(real + synthetic * (sampled + error_before) - error[-1])
    return Trajectory(np.array(variance), np.array(error))


@refusals.meant()
@refusals.provided(
    "factor",
    "a number below 1 / (1 - real_fraction), from which on the variance has no limit,",
    lambda real_fraction, factor: factor * (1 - real_fraction) < 1,
)
def biased_mix_fresh_variance_limit(real_fraction: float, factor: float) -> float:
    """Give the variance under mix_fresh with that bias after many generations, for large samples.

    Args:
        real_fraction: share of new real points in each generation, from 0 to 1.
        factor: variance of a sample over that of the fit it is drawn from (lambda), below 1 / (1 - real_fraction).

    Returns:
        The variance in units of the true one.

    References:
        The bias is that of Alemohammad et al. (2024), arXiv:2307.01850; derived here.
    """
    return real_fraction / (1 - factor * (1 - real_fraction))


@refusals.meant(size=from_number(2))
def corrected_replace(size: int, strength: float, generations: int) -> Trajectory:
    """Give variance and error under replace where each sample is moved towards the truth.

    Args:
        size: points in each generation, from 2.
        strength: how far a sample is moved towards the truth: strength / (1 + strength) of the way, from 0.
        generations: the last generation, from 0.

    Returns:
        Variance and error in units of the true variance, each of shape (generations + 1,).

    References:
        The correction is that of Gillman et al. (2024), arXiv:2402.07087; derived here.
    """
    left, moved = 1 / (1 + strength), strength / (1 + strength)
    expected_ratio = math.exp(math.lgamma(size / 2) - math.lgamma((size - 1) / 2)) * math.sqrt(2 / size)
    deviation, variance, error = [expected_ratio], [1 - 1 / size], [1 / size]
    for _ in range(generations):
        sampled = left**2 * variance[-1] + 2 * left * moved * deviation[-1] + moved**2
        error.append(left**2 * error[-1] + sampled / size)
        deviation.append(expected_ratio * (left * deviation[-1] + moved))
        variance.append((1 - 1 / size) * sampled)
    return Trajectory(np.array(variance), np.array(error))


@refusals.meant(strength=POSITIVE)
def corrected_error_cap(strength: float) -> float:
    """Give size times the error under replace with that correction after many generations, for large samples.

    Args:
        strength: how far a sample is moved towards the truth: strength / (1 + strength) of the way, above 0.

    Returns:
        The cap, in units of the true variance.

    References:
        The correction is that of Gillman et al. (2024), arXiv:2402.07087; derived here.
    """
    return 1 / (1 - (1 + strength) ** -2)
