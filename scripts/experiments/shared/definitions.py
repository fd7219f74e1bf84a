"""Eight published definitions of model collapse, each turned into a test with a threshold, on one and the same run.

The names are those of the paper. What is measured for each, and how much of it counts, is ours, chosen so that a model
fitted to real data alone does not count as collapsed. Each measure is averaged over the second half of the generations;
a test is met, or not, where the 95 % interval of the mean over replicates lies on one side of the threshold, and is
open where it straddles it. Risk is the divergence of the model from the truth, in nats: the loss on real data above
that of the truth itself. The truth is two hills on a line.

Sources:
- schaeffer2025 (arXiv:2503.03150): the eight definitions, gathered from the literature
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from collapse.metrics.distances import complementary_error
from collapse.models import mixture
from collapse.numerics.estimate import Estimate, FloatArray, estimate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy.typing as npt

SPAN = 8.0  # deviations around the hills that integrals cover
POINTS = 801
TAIL = 0.05  # the share of real points that lie where they are least likely
UNSEEN = 0.001  # the share of real points that lie where a point of the model counts as hallucinated
GROWTH = math.log(1.1)
EXPONENT = -1.0  # of the risk in the size of the sample, for a fit to real data
EXPONENT_CHANGE = 0.25
WIDE = 1.96


class Truth(NamedTuple):
    """Two hills of deviation 1 at these places, and their density on a grid with the share of each grid point."""

    hills: mixture.Mixture  # for one replicate
    grid: FloatArray  # places, of shape (points,)
    log_density: FloatArray
    share: FloatArray  # the density at each place over the sum of all


class Course(NamedTuple):
    """What was measured of a regime: each of shape (generations + 1, replicates)."""

    risk: FloatArray  # divergence of the model from the truth, in nats
    variance: FloatArray  # of the model
    entangled: FloatArray  # share of real points that go to a component of the other hill
    tail_lost: FloatArray  # share of the real tail that has less than a tenth of its true density
    hallucinated: FloatArray  # share of the model's points that lie where hardly any real one does


class Runs(NamedTuple):
    """A regime, the same with larger samples, how many times larger, and a control that sees real data alone."""

    course: Course
    larger: Course
    ratio: float
    control: Course


class Verdict(NamedTuple):
    """An estimate with its interval and the threshold, all in one unit, and "yes", "no" or "open"."""

    value: float  # the mean over replicates
    error: float  # half the interval over 1.96
    low: float  # where the 95 % interval begins
    high: float
    threshold: float
    word: str  # "yes" where the interval lies above the threshold, "no" below it, "open" where it straddles it


def two_hills(distance: float) -> Truth:
    """Two hills so many deviations of a hill apart, half of all points on each, centred at 0."""
    means = np.array([[[-distance / 2], [distance / 2]]])
    hills = mixture.Mixture(np.full((1, 2), 0.5), means, np.ones((1, 2, 1, 1)))
    grid = np.linspace(-distance / 2 - SPAN, distance / 2 + SPAN, POINTS)
    log_density = log_densities(hills, grid)[0]
    share = np.exp(log_density) / np.exp(log_density).sum()
    return Truth(hills, grid, log_density, share)


def log_densities(params: mixture.Mixture, values: FloatArray) -> FloatArray:
    """The log density of each replicate at each value, of shape (replicates, points)."""
    powers = mixture.moments_of(values[np.newaxis, :, np.newaxis])
    return np.asarray(np.logaddexp.reduce(powers @ mixture.coefficients(params), axis=2))


def unlikely(truth: Truth, share: float) -> float:
    """The log density below which so large a share of the real points lies, between those of the grid."""
    order = np.argsort(truth.log_density)
    return float(np.interp(share, np.cumsum(truth.share[order]), truth.log_density[order]))


def measured(fits: Iterable[mixture.Mixture], truth: Truth) -> Course:
    """All measures of every generation of a regime, of shape (fits, replicates) each."""
    tail = truth.log_density <= unlikely(truth, TAIL)
    return Course(*(np.array(rows) for rows in zip(*(measures(fit, truth, tail) for fit in fits), strict=True)))


def measures(fit: mixture.Mixture, truth: Truth, tail: npt.NDArray[np.bool_]) -> tuple[FloatArray, ...]:
    """Each measure of one generation, of shape (replicates,), in the order of `Course`.

    `tail` says of each grid point whether it is in the tail.
    """
    short = truth.log_density - log_densities(fit, truth.grid)
    lost = (short[:, tail] > math.log(10)) @ truth.share[tail] / truth.share[tail].sum()
    return short @ truth.share, variance(fit), entangled(fit, truth), lost, hallucinated(fit, truth)


def variance(params: mixture.Mixture) -> FloatArray:
    """The variance of the whole mixture, of shape (replicates,)."""
    means = params.means[..., 0]
    middle = (params.weights * means).sum(axis=1)
    return np.asarray((params.weights * (params.covariances[..., 0, 0] + means**2)).sum(axis=1) - middle**2)


def entangled(params: mixture.Mixture, truth: Truth) -> FloatArray:
    """The share of real points that the model puts to a component which mostly takes points of the other hill.

    From 0 to 1/2, of shape (replicates,).
    """
    powers = mixture.moments_of(truth.grid[np.newaxis, :, np.newaxis])
    first = (powers @ mixture.coefficients(params)).argmax(axis=2) == 0
    left = np.where(truth.grid < 0, truth.share, 0)
    right = truth.share - left
    return np.asarray(np.minimum(first @ left, first @ right) + np.minimum(~first @ left, ~first @ right))


def hallucinated(params: mixture.Mixture, truth: Truth) -> FloatArray:
    """The share of the model's points that lie where one real point in a thousand does, at the ends or between.

    Of shape (replicates,).
    """
    height = truth.log_density - unlikely(truth, UNSEEN)
    before = np.flatnonzero(np.diff(np.sign(height)))
    rise = height[before + 1] - height[before]
    borders = truth.grid[before] - height[before] / rise * np.diff(truth.grid)[before]
    below = complementary_error((params.means - borders) / np.sqrt(2 * params.covariances[..., 0])) / 2
    return np.asarray((params.weights * (1 + below @ np.sign(rise))).sum(axis=1))


def late(values: FloatArray) -> FloatArray:
    """The average over the second half of the generations, of shape (replicates,)."""
    return np.asarray(values[len(values) // 2 + 1 :].mean(axis=0))


def early(values: FloatArray) -> float:
    """The average over the first half of the generations and all replicates."""
    return float(values[: len(values) // 2 + 1].mean())


def any_increase(runs: Runs, truth: Truth) -> Verdict:
    """Any increase of population risk: the risk is more than a tenth above that of a fit to real data.

    The value is the ratio of both risks.
    """
    del truth
    return judged(late(np.log(runs.course.risk)) - early(np.log(runs.control.risk)), GROWTH, np.exp)


def catastrophic_increase(runs: Runs, truth: Truth) -> Verdict:
    """Catastrophic increase of population risk: a single normal distribution, which knows no hills, would be better.

    The value is the risk, in nats.
    """
    spread = 1 + float(np.square(truth.hills.means).mean())
    entropy = -float(truth.share @ truth.log_density)
    single = math.log(2 * math.pi * math.e * spread) / 2 - entropy
    return judged(late(np.log(runs.course.risk)), math.log(single), np.exp)


def diverging(runs: Runs, truth: Truth) -> Verdict:
    """Asymptotically diverging population risk: from the second quarter to the second half it still rises by a tenth.

    No finite run shows a limit. A risk that grows with the logarithm of the generations, or faster, would pass. The
    value is the ratio of the risks of both parts.
    """
    del truth
    logs = np.log(runs.course.risk)
    middle = logs[len(logs) // 4 + 1 : len(logs) // 2 + 1].mean(axis=0)
    return judged(late(logs) - middle, GROWTH, np.exp)


def scaling_law(runs: Runs, truth: Truth) -> Verdict:
    """Change in scaling law: the risk falls with the size of the sample by another exponent than -1, by over a quarter.

    The value is the distance of the exponent from -1, either way.
    """
    del truth
    small, large = (estimate(late(np.log(course.risk))) for course in (runs.course, runs.larger))
    exponent = (large.mean - small.mean) / math.log(runs.ratio)
    error = np.hypot(small.error, large.error) / math.log(runs.ratio)
    return settled(Estimate(np.abs(exponent - EXPONENT), error), EXPONENT_CHANGE, np.asarray)


def collapsing_variance(runs: Runs, truth: Truth) -> Verdict:
    """Collapsing variance: the true variance is more than twice the typical one of the model, a geometric mean.

    The value is the true variance over the model's.
    """
    spread = 1 + float(np.square(truth.hills.means).mean())
    return judged(-late(np.log(runs.course.variance / spread)), math.log(2), np.exp)


def entanglement(runs: Runs, truth: Truth) -> Verdict:
    """Entanglement of real data modes: over a tenth of the real points go to a component of the other hill.

    The value is that share.
    """
    del truth
    return judged(late(runs.course.entangled), 0.1, np.asarray)


def tail_disappearance(runs: Runs, truth: Truth) -> Verdict:
    """Disappearance of real tail data: over half of the tail has less than a tenth of its true density.

    The tail are the places of the twentieth of real points that are least likely. The value is that share of the tail.
    """
    del truth
    return judged(late(runs.course.tail_lost), 0.5, np.asarray)


def hallucination(runs: Runs, truth: Truth) -> Verdict:
    """Appearance of hallucinated data: twice as often as from a real fit, a point lies where hardly any does.

    The value is the share of the model's points that do.
    """
    del truth
    return judged(late(runs.course.hallucinated), 2 * early(runs.control.hallucinated), np.asarray)


DEFINITIONS: dict[str, Callable[[Runs, Truth], Verdict]] = {
    "any_increase": any_increase,
    "catastrophic_increase": catastrophic_increase,
    "diverging": diverging,
    "scaling_law": scaling_law,
    "collapsing_variance": collapsing_variance,
    "entanglement": entanglement,
    "tail_disappearance": tail_disappearance,
    "hallucination": hallucination,
}


def judged(samples: FloatArray, threshold: float, scale: Callable[[FloatArray], FloatArray]) -> Verdict:
    """Hold the mean over replicates to a threshold in their unit; both are then put on another scale, to be read."""
    return settled(estimate(samples), threshold, scale)


def settled(found: Estimate, threshold: float, scale: Callable[[FloatArray], FloatArray]) -> Verdict:
    """Say whether the interval of a mean lies above the threshold, below it, or on both sides.

    `scale` is a rising function, which puts all on the scale of the verdict.
    """
    low, high = found.mean - WIDE * found.error, found.mean + WIDE * found.error
    word = "yes" if low > threshold else "no" if high < threshold else "open"
    value, bottom, top, line = (float(scale(np.asarray(item))) for item in (found.mean, low, high, threshold))
    return Verdict(value, (top - bottom) / (2 * WIDE), bottom, top, line, word)
