"""How a model may sample otherwise than it was fitted: cooler, narrower, towards a reward, or corrected.

A bias is a function from a model's parameters to those that it samples with. They are the limits of curation, too: the
choice among ever more candidates is `rewarded`.

Sources:
- alemohammad2024 (arXiv:2307.01850): variance, sampling that trades diversity for quality
- marchi2024 (arXiv:2404.02325): temperature
- kazdan2025 (arXiv:2410.16713): smoothed, a kernel density estimate
- ferbach2024 (arXiv:2407.09499): rewarded, the limit of a choice among many candidates
- gillman2024 (arXiv:2402.07087): corrected, samples that are moved towards the truth
"""

import numpy as np

from collapse.curation import Bias, Reward
from collapse.metrics import aligned
from collapse.models.gaussian import Gaussian
from collapse.models.zipf import Categorical
from collapse.numerics import refusals
from collapse.numerics.accepted import check_not_negative, check_number, check_positive


def variance(factor: float) -> Bias:
    """Sample a normal distribution with its variance times a factor (lambda).

    Args:
        factor: above 0; below 1 samples are narrower than the fit.

    Returns:
        A bias, from `Gaussian` to `Gaussian`.

    Raises:
        ValueError: if the factor is not a positive number.

    References:
        Alemohammad et al. (2024), arXiv:2307.01850.
    """
    check_positive(factor, "factor")

    @refusals.meant()
    def bias(params: Gaussian) -> Gaussian:
        return params._replace(log_variance=params.log_variance + np.log(factor))

    return bias


def known_variance(value: float = 1.0) -> Bias:
    """Sample a normal distribution with a variance that is known and never learned.

    Args:
        value: the variance, above 0.

    Returns:
        A bias, from `Gaussian` to `Gaussian`.

    Raises:
        ValueError: if the value is not a positive number.
    """
    check_positive(value, "value")

    @refusals.meant()
    def bias(params: Gaussian) -> Gaussian:
        return params._replace(log_variance=np.full_like(params.log_variance, np.log(value)))

    return bias


def corrected(strength: float) -> Bias:
    """Move each sample towards the true mean 0 and variance 1; what is left of its distance is 1 / (1 + strength).

    Samples move along the line between where they are and where the same quantile of the truth is, so mean and standard
    deviation are both averaged.

    Args:
        strength: 0, which changes nothing, or above.

    Returns:
        A bias, from `Gaussian` to `Gaussian`.

    Raises:
        ValueError: if the strength is below 0, infinite or NaN.

    References:
        Gillman et al. (2024), arXiv:2402.07087.
    """
    check_not_negative(strength, "strength")

    @refusals.meant()
    def bias(params: Gaussian) -> Gaussian:
        deviation = (np.exp(params.log_variance / 2) + strength) / (1 + strength)
        return Gaussian(params.mean / (1 + strength), 2 * np.log(deviation))

    return bias


def temperature(value: float) -> Bias:
    """Sample types with odds of probability to the power 1 / temperature: below 1 the frequent ones gain.

    Args:
        value: the temperature, above 0.

    Returns:
        A bias, from `Categorical` to `Categorical` over the same types.

    Raises:
        ValueError: if the temperature is not a positive number.

    References:
        Marchi et al. (2024), arXiv:2404.02325.
    """
    check_positive(value, "temperature")

    @refusals.meant()
    def bias(params: Categorical) -> Categorical:
        with np.errstate(divide="ignore"):
            return normalised(params, np.log(params.probabilities) / value)

    return bias


def smoothed(bandwidth: float, types: int) -> Bias:
    """Sample types that lie side by side on a line, each blurred by a normal kernel; the bandwidth is in types.

    So a density on a fine grid is a law over types, and this its kernel density estimate. From a bandwidth of 1 on the
    grid shows in no digit of the variance that matters; what a kernel has beyond the ends is spread over the rest.

    Args:
        bandwidth: the standard deviation of the kernel, above 0, in types.
        types: how many there are; those of a law are numbered from 0 and below this.

    Returns:
        A bias, from `Categorical` over some of these types to `Categorical` over all of them.

    Raises:
        ValueError: if the bandwidth is not a positive number, or `types` no whole number from 1.

    References:
        Kazdan et al. (2025), arXiv:2410.16713, of kernel density estimates fitted to their own samples.
    """
    check_positive(bandwidth, "bandwidth")
    check_number(types, "types")
    distance = np.subtract.outer(np.arange(types), np.arange(types))
    kernel = np.exp(-np.square(distance / bandwidth) / 2)
    kernel /= kernel.sum(axis=1, keepdims=True)

    @refusals.meant()
    def bias(params: Categorical) -> Categorical:
        return Categorical(np.arange(types), aligned(params, types) @ kernel)

    return bias


def rewarded(reward: Reward) -> Bias:
    """Sample types with odds of probability times exp(reward).

    Args:
        reward: a function from types to a finite number for each, of the same shape.

    Returns:
        A bias, from `Categorical` to `Categorical` over the same types.

    References:
        Ferbach et al. (2024), arXiv:2407.09499: the limit of a choice among ever more candidates.
    """

    @refusals.meant()
    def bias(params: Categorical) -> Categorical:
        with np.errstate(divide="ignore"):
            return normalised(params, np.log(params.probabilities) + reward(params.types))

    return bias


def normalised(params: Categorical, log_odds: np.ndarray) -> Categorical:
    """Turn log odds into probabilities that sum to 1.

    Args:
        params: the law whose types they belong to.
        log_odds: of shape (replicates, types); minus infinity is a probability of 0, but not for all types of a row.

    Returns:
        The law with these probabilities.
    """
    odds = np.exp(log_odds - log_odds.max(axis=1, keepdims=True))
    return params._replace(probabilities=odds / odds.sum(axis=1, keepdims=True))
