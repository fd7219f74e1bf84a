"""How many test items it takes to notice a loss: averages need few where much is lost, and very many for a rare tail.

Sources:
- chen2021 (arXiv:2107.03374): the unbiased estimator of pass@k
"""

import math
from itertools import count
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from collapse.numerics import refusals
from collapse.numerics.accepted import check_finite, check_number, check_positive, check_share
from collapse.numerics.estimate import FloatArray
from collapse.numerics.meaning import ATTEMPTS, FINITE, NEARLY, POSITIVE, from_number

POWER = 0.8
LEVEL = 0.05


@refusals.meant()
def items_for_proportions(before: float, after: float, *, power: float = POWER, level: float = LEVEL) -> float:
    """Give the items in each of two tests, so that the change of a proportion is seen in a two-sided test.

    The normal approximation, with the variance of each proportion as it is: good where each test expects some tens of
    items of the rarer outcome.

    Args:
        before: the proportion in the first test, from 0 to 1.
        after: that in the second, another one.
        power: the chance that the change is seen.
        level: the chance that one is seen where there is none.

    Returns:
        The number of items, not rounded.

    Raises:
        ValueError: if a proportion is outside [0, 1], both are the same, or 0 < level < power < 1 does not hold.
    """
    for name, value in (("before", before), ("after", after)):
        if not 0 <= value <= 1:
            raise ValueError(f"{name} is {value}; a proportion from 0 to 1 is accepted")
    return items(before * (1 - before) + after * (1 - after), after - before, power, level)


@refusals.meant()
def items_for_pairs(
    before: float, after: float, correlation: float, *, power: float = POWER, level: float = LEVEL
) -> float:
    """Give the items that two models both answer, so that the change of a proportion is seen in McNemar's test.

    The correlation is that of right answers on the same item. It is cut where the proportions allow no more: then
    nothing that the later model answers rightly was answered wrongly before, and the fewest items are enough.

    Args:
        before: the proportion of the first model, from 0 to 1.
        after: that of the later one, another one.
        correlation: between the answers to one item, from 0 to 1.
        power: the chance that the change is seen.
        level: the chance that one is seen where there is none.

    Returns:
        The number of items, not rounded, by the normal approximation.

    Raises:
        ValueError: if a proportion or the correlation is outside [0, 1], the proportions are the same, or
            0 < level < power < 1 does not hold.

    References:
        Connor (1987), Biometrics 43:207.
    """
    for name, value in (("before", before), ("after", after), ("correlation", correlation)):
        if not 0 <= value <= 1:
            raise ValueError(f"{name} is {value}; a share from 0 to 1 is accepted")
    if before == after:
        raise ValueError("before and after are the same; no number of items shows a difference that is not there")
    check_level(power, level)
    spread = math.sqrt(before * (1 - before) * after * (1 - after))
    both = min(before * after + correlation * spread, before, after)
    differ, change = before + after - 2 * both, abs(before - after)
    normal = NormalDist()
    threshold = normal.inv_cdf(1 - level / 2) * math.sqrt(differ)
    return (threshold + normal.inv_cdf(power) * math.sqrt(differ - change**2)) ** 2 / change**2


@refusals.meant(difference=FINITE, deviation=POSITIVE)
def items_for_means(difference: float, deviation: float, *, power: float = POWER, level: float = LEVEL) -> float:
    """Give the items in each of two tests, so that a difference of means is seen; the deviation is that of an item.

    Args:
        difference: of the means, not 0.
        deviation: the standard deviation of one item in either test, above 0, in the unit of the difference.
        power: the chance that the difference is seen.
        level: the chance that one is seen where there is none.

    Returns:
        The number of items, not rounded, by the normal approximation.

    Raises:
        ValueError: if the difference is 0, infinite or NaN, the deviation not positive, or 0 < level < power < 1 does
            not hold.
    """
    check_finite(difference, "difference")
    check_positive(deviation, "deviation")
    return items(2 * deviation**2, difference, power, level)


@refusals.meant(kept=NEARLY)
def items_for_losses(kept: float, *, power: float = POWER, level: float = LEVEL) -> int:
    """Give the fewest items in each of two tests, so that a loss is seen where nothing was missing before.

    By Fisher's exact test, two-sided, for a share of items that is kept: the normal approximation fails for so few
    items.

    Args:
        kept: the share of items that is not lost, from 0 to below 1.
        power: the chance that the loss is seen.
        level: the chance that one is seen where there is none.

    Returns:
        The number of items.

    Raises:
        ValueError: if `kept` is outside [0, 0.9999], or 0 < level < power < 1 does not hold.
    """
    check_kept(kept)
    check_level(power, level)
    return next(number for number in count(1) if power_for_losses(kept, number, level) >= power)


@refusals.meant()
def power_for_losses(kept: float, items: int, level: float = LEVEL) -> float:
    """Give the chance that Fisher's exact test sees the loss in so many items.

    Where the first test of n items misses none, f missing in the second have a p-value of 2 C(n, f) / C(2n, f).

    Args:
        kept: the share of items that is not lost, from 0 to below 1.
        items: in each of the two tests, from 1.
        level: the largest p-value at which a loss counts as seen.

    Returns:
        The chance, 0 where even the loss of all items would not be seen.

    Raises:
        ValueError: if `kept` is outside [0, 1), `items` no whole number from 1, or `level` outside [0, 1].
    """
    check_kept(kept)
    check_number(items, "items")
    check_share(level, "level")
    enough, significance = 0, 2.0
    while significance > level and enough < items:
        significance *= (items - enough) / (2 * items - enough)
        enough += 1
    if significance > level:
        return 0.0
    return 1 - math.fsum(math.comb(items, lost) * (1 - kept) ** lost * kept ** (items - lost) for lost in range(enough))


def items(variance: float, difference: float, power: float, level: float) -> float:
    """Give the number at which the difference is as many standard errors as level and power ask for.

    Args:
        variance: that of one item, summed over the two tests.
        difference: of the means of both tests, not 0.
        power: the chance that the difference is seen.
        level: the chance that one is seen where there is none.

    Returns:
        The number of items in each test, not rounded.

    Raises:
        ValueError: if the difference is 0, or 0 < level < power < 1 does not hold.
    """
    if difference == 0:
        raise ValueError("before and after are the same; no number of items shows a difference that is not there")
    check_level(power, level)
    normal = NormalDist()
    return (normal.inv_cdf(1 - level / 2) + normal.inv_cdf(power)) ** 2 * variance / difference**2


def check_kept(kept: float) -> None:
    """Refuse what is no loss.

    Args:
        kept: the share of items that is not lost.

    Raises:
        ValueError: if it is outside [0, 1) or NaN.
    """
    if not 0 <= kept < 1:
        raise ValueError(f"kept is {kept}; a share from 0 to below 1 is accepted")


def check_level(power: float, level: float) -> None:
    """Refuse what no test can have.

    Args:
        power: of the test.
        level: of the test.

    Raises:
        ValueError: unless 0 < level < power < 1.
    """
    if not (0 < level < power < 1):
        raise ValueError(f"level is {level} and power is {power}; 0 < level < power < 1 is accepted")


@refusals.meant(right=from_number(0), attempts=ATTEMPTS)
def pass_at(tries: int, right: npt.ArrayLike, attempts: int) -> FloatArray:
    """Estimate the chance that one of so many tries is right from more attempts, without bias: 1 - C(n-c, k)/C(n, k).

    The chance 1 - (1 - c/n)^k of the observed share would be too low.

    Args:
        tries: k, from 1 to `attempts`.
        right: c, how many attempts at each problem were right, whole numbers of any shape.
        attempts: n, how many there were at each problem, from 1 to 10,000.

    Returns:
        The chance for each problem, of the shape of `right`.

    Raises:
        ValueError: if `attempts` or `tries` is no such whole number, or `right` leaves the range from 0 to `attempts`.

    References:
        Chen et al. (2021), arXiv:2107.03374.
    """
    check_number(attempts, "attempts")
    check_number(tries, "tries", most=attempts)
    counts = np.asarray(right, dtype=np.int64)
    if ((counts < 0) | (counts > attempts)).any():
        raise ValueError(f"right is from {counts.min()} to {counts.max()}; from 0 to {attempts} is accepted")
    whole = math.comb(attempts, tries)
    table = np.array([1 - math.comb(attempts - count, tries) / whole for count in range(attempts + 1)])
    return np.asarray(table[counts], dtype=float)
