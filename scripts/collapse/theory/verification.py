"""What a verifier can and cannot do, exactly: thresholds, odds, and the centre that a biased judge pulls towards.

A round is one application of the verifier, and trajectories hold rounds 0 to `rounds`; round 0 is the start. Samples
are taken as infinitely many, unless a size is given. Keep rates are the chances that a right and a wrong sample pass.

Sources:
- feng2025 (arXiv:2406.07515): the threshold on the error rate
- yi2026 (arXiv:2510.16657): the contraction towards the verifier's centre
- qiao2026 (arXiv:2606.13732): that diversity decays as a power of the rounds where the reference is a slice of the data
"""

import math
from typing import NamedTuple

import numpy as np

from collapse.numerics import refusals
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import ANY_SHARE, BELOW_ONE, INSIDE, PART

FURTHEST = 6.0
"""Deviations to what passes, beyond which the rounding of error functions is all that is left of a variance."""
OUTERMOST = 14.3672
"""Deviations of the outermost of 60 first models over which `verified_error` averages."""
NEAR = "a number no more than 6 deviations from what passes"


@refusals.meant(keep_right=PART)
def error_threshold(keep_right: float, keep_wrong: float) -> float:
    """Give the share of wrong labels up to which the verified labels are mostly right: 1 / (1 + psi / phi).

    Args:
        keep_right: chance that a right sample passes (phi), above 0 and up to 1.
        keep_wrong: chance that a wrong sample passes (psi), from 0 to 1.

    Returns:
        A share from 0 to 1.

    References:
        Feng et al. (2025), arXiv:2406.07515.
    """
    return keep_right / (keep_right + keep_wrong)


@refusals.meant(start=INSIDE, keep_right=PART, keep_wrong=PART)
def accuracy(start: float, keep_right: float, keep_wrong: float, rounds: int) -> FloatArray:
    """Give the share of right samples: its log odds grow by log(phi / psi) in each round (derived here).

    Args:
        start: share of right samples before any verifier, above 0 and below 1.
        keep_right: chance that a right sample passes (phi), above 0 and up to 1.
        keep_wrong: chance that a wrong sample passes (psi), above 0 and up to 1.
        rounds: the last round, from 0.

    Returns:
        Shares, of shape (rounds + 1,).
    """
    log_odds = math.log(start / (1 - start)) + np.arange(rounds + 1.0) * math.log(keep_right / keep_wrong)
    return 1 / (1 + np.exp(-log_odds))


@refusals.meant()
def correct_diversity(size: int, rounds: int) -> FloatArray:
    """Give the share of diversity kept among right samples under an exact verifier: (1 - 1/n)^t (derived here).

    It is what replace keeps without any verifier: verification says nothing about variety.

    Args:
        size: samples in each round, from 1.
        rounds: the last round, from 0.

    Returns:
        Shares, of shape (rounds + 1,).

    References:
        Seddik et al. (2024), arXiv:2404.05090: replace without a verifier.
    """
    return np.asarray((1 - 1 / size) ** np.arange(rounds + 1.0), dtype=float)


class Finite(NamedTuple):
    """Expected share of right samples, and diversity among the right ones as a share of the truth's, by generation.

    Attributes:
        accuracy: of shape (generations + 1,).
        diversity: of shape (generations + 1,).
    """

    accuracy: FloatArray
    diversity: FloatArray


@refusals.meant(start=ANY_SHARE, keep_right=PART)
def finite_loop(start: float, keep_right: float, keep_wrong: float, size: int, generations: int) -> Finite:
    """Give both for `size` samples a generation, under replace with a verifier that passes them (derived here).

    Generation 0 is drawn from the truth, unverified. The number of right samples is a Markov chain with binomial steps,
    followed exactly; it takes with it the expected diversity, of which a generation with c right samples keeps 1 - 1/c.
    Where no right sample is left there is no diversity among them.

    Args:
        start: share of right samples in the truth, from 0 to 1.
        keep_right: chance that a right sample passes (phi), above 0 and up to 1.
        keep_wrong: chance that a wrong sample passes (psi), above 0 and up to 1.
        size: samples in each generation, from 1; time grows with its square in each generation.
        generations: the last generation, from 0.

    Returns:
        Both shares in each generation.
    """
    counts = np.arange(size + 1)
    share = np.zeros(size + 1)
    share[1:] = keep_right * counts[1:] / (keep_right * counts[1:] + keep_wrong * (size - counts[1:]))
    steps = binomial(size, share)
    kept = np.where(counts > 0, 1 - 1 / np.maximum(counts, 1), 0.0)
    chance = binomial(size, np.array([start]))[0]
    diversity = chance * kept
    trajectory = [(chance @ counts / size, diversity.sum())]
    for _ in range(generations):
        chance, diversity = chance @ steps, diversity @ steps * kept
        trajectory.append((chance @ counts / size, diversity.sum()))
    return Finite(*np.array(trajectory).T)


@refusals.meant()
def binomial(size: int, share: FloatArray) -> FloatArray:
    """Give the chances of 0 to `size` successes, a row for each share (by definition, in logarithms).

    Args:
        size: trials, from 1.
        share: chance of a success in each, from 0 to 1, of shape (rows,).

    Returns:
        Chances, of shape (rows, size + 1).
    """
    factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1.0, size + 1)))])
    ways = factorials[-1] - factorials - factorials[::-1]
    counts = np.arange(size + 1)
    # A share of 0 or 1 leaves one count alone: a power of 0 is then 1 where the count is 0, and 0 elsewhere.
    with np.errstate(divide="ignore", invalid="ignore"):
        success = np.where(counts == 0, 0.0, counts * np.log(share)[:, np.newaxis])
        failure = np.where(counts == size, 0.0, (size - counts) * np.log1p(-share)[:, np.newaxis])
    return np.asarray(np.exp(ways + success + failure), dtype=float)


@refusals.meant()
def truncated_variance(radius: float) -> float:
    """Give the variance of a standard normal distribution within the radius of its mean.

    It is also the factor by which a known-variance fit comes closer to the verifier's centre in each round (yi2026).

    Args:
        radius: in standard deviations, above 0.

    Returns:
        The variance, above 0 and below 1.

    References:
        Yi et al. (2026), arXiv:2510.16657: its part in the contraction; the formula is that of the definition.
    """
    density = math.exp(-(radius**2) / 2) / math.sqrt(2 * math.pi)
    return 1 - 2 * radius * density / math.erf(radius / math.sqrt(2))


class Passed(NamedTuple):
    """Mean and variance of what passes.

    Attributes:
        mean: in standard deviations from the truth, of any shape.
        variance: in units of that of a draw, of the same shape.
    """

    mean: FloatArray
    variance: FloatArray


@refusals.meant()
@refusals.provided("mean", NEAR, lambda mean, centre, radius: (abs(centre - mean) - radius <= FURTHEST).all())
def truncated(mean: FloatArray, centre: float, radius: float) -> Passed:
    """Give mean and variance of draws from normal distributions of variance 1 that are kept near the centre.

    They are those of a truncated normal distribution, by definition.

    Args:
        mean: of each distribution, of any shape; at most 6 from what passes, since further out no digit is left.
        centre: where the verifier holds the mean to be, in standard deviations from the truth.
        radius: how far from its centre the verifier lets samples pass, in standard deviations, above 0.

    Returns:
        Both, of the shape of `mean`.
    """
    low, high = centre - radius - mean, centre + radius - mean
    error = np.vectorize(math.erf, otypes=[float])
    share = (error(high / math.sqrt(2)) - error(low / math.sqrt(2))) / 2
    density_low, density_high = (np.exp(-np.square(edge) / 2) / math.sqrt(2 * math.pi) for edge in (low, high))
    shift = (density_low - density_high) / share
    variance = 1 + (low * density_low - high * density_high) / share - np.square(shift)
    return Passed(np.asarray(mean + shift, dtype=float), np.asarray(variance, dtype=float))


@refusals.meant()
@refusals.provided("start", NEAR, lambda start, centre, radius, **_: abs(centre - start) - radius <= FURTHEST)
def verified_mean(start: float, centre: float, radius: float, rounds: int) -> FloatArray:
    """Give the mean in each round of a loop that keeps what is near the verifier's centre; the variance is known.

    Args:
        start: mean in round 0, in standard deviations from the truth, at most 6 from what passes.
        centre: where the verifier holds the mean to be, in standard deviations from the truth.
        radius: how far from its centre the verifier lets samples pass, in standard deviations, above 0.
        rounds: the last round, from 0.

    Returns:
        Means in standard deviations from the truth, of shape (rounds + 1,).

    References:
        The loop, and that it contracts towards the centre, are those of Yi et al. (2026), arXiv:2510.16657.
    """
    means = [start]
    for _ in range(rounds):
        means.append(float(truncated(np.array(means[-1]), centre, radius).mean))
    return np.array(means)


@refusals.meant()
@refusals.provided(
    "start_size",
    "a number of points after which the verifier passes something of every model, so a larger one or a wider radius,",
    lambda start_size, centre, radius, **_: OUTERMOST / math.sqrt(start_size) + abs(centre) - radius <= FURTHEST,
)
def verified_error(start_size: int, centre: float, radius: float, size: int, rounds: int) -> FloatArray:
    """Give the expected squared error of the mean in the same loop, from a model fitted to a few real points.

    The first model's mean has variance 1 / start_size; round 0 is fitted to `size` of its samples, unverified, and each
    later round to as many that pass. What passes has the variance v, which is also how much of a deviation the next
    round keeps, so that the error of sampling, of variance V, becomes v^2 V + v / n. An average over all first models;
    to the first order in 1 / size, and without the bend of the map of means, which is slight (derived here).

    Args:
        start_size: real points that the first model is fitted to, from 1, and more where the verifier passes less.
        centre: where the verifier holds the mean to be, in standard deviations from the truth.
        radius: how far from its centre the verifier lets samples pass, in standard deviations, above 0.
        size: samples that each round is fitted to, from 1.
        rounds: the last round, from 0.

    Returns:
        Errors in units of the true variance, of shape (rounds + 1,).

    References:
        The loop, and that it contracts towards the centre, are those of Yi et al. (2026), arXiv:2510.16657.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    means: FloatArray = nodes / math.sqrt(start_size)
    sampling: FloatArray = np.full(len(nodes), 1 / size)
    errors = [np.square(means) + sampling]
    for _ in range(rounds):
        passed = truncated(means, centre, radius)
        means, sampling = passed.mean, np.square(passed.variance) * sampling + passed.variance / size
        errors.append(np.square(means) + sampling)
    return np.asarray(np.array(errors) @ weights / weights.sum(), dtype=float)


@refusals.meant()
def resembling_variance(width: float, rounds: int) -> FloatArray:
    """Give the variance where samples pass as they resemble a reference: 1 / (1 + t / width^2), a power law.

    A bell-shaped chance to pass times a normal density is a normal density: the precisions add up (derived here).

    Args:
        width: standard deviation of the bell by which samples pass, over that of the start, above 0.
        rounds: the last round, from 0.

    Returns:
        Variances in units of that of round 0, of shape (rounds + 1,).

    References:
        The decay of diversity as a power of the rounds is in Qiao et al. (2026), arXiv:2606.13732.
    """
    return np.asarray(1 / (1 + np.arange(rounds + 1.0) / width**2), dtype=float)


@refusals.meant()
def resembling_mean(centre: float, width: float, rounds: int) -> FloatArray:
    """Give the mean in the same loop, from 0 towards the centre of the reference (derived here).

    Args:
        centre: of the reference, in any unit.
        width: standard deviation of the bell by which samples pass, over that of the start, above 0.
        rounds: the last round, from 0.

    Returns:
        Means in the unit of `centre`, of shape (rounds + 1,).
    """
    return np.asarray(centre * (1 - resembling_variance(width, rounds)), dtype=float)


@refusals.meant(chance=BELOW_ONE)
def best_of(chance: float, candidates: int) -> float:
    """Give the chance that at least one of so many candidates is right, which an exact verifier then finds.

    By definition: 1 - (1 - p)^k.

    Args:
        chance: of a candidate to be right, from 0 and below 1.
        candidates: how many there are, from 0.

    Returns:
        A chance from 0 to 1.
    """
    return -math.expm1(candidates * math.log1p(-chance))
