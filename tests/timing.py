"""Processor time of things side by side: what the benches share.

A machine is busy now and idle then, so nothing is judged by seconds alone: two ways take turns, and what counts is the
ratio; or one way is timed at several sizes, and what counts is how fast the time grows.
"""

from __future__ import annotations

import math
import time
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Work = Callable[[], object]
    Case = tuple[str, tuple[Work, int], tuple[Work, int], float]


def seconds(work: Work, units: int = 1) -> float:
    """Measure processor seconds a unit."""
    start = time.process_time()
    work()
    return (time.process_time() - start) / units


def side_by_side(cases: Iterable[Case], rounds: int) -> bool:
    """Print how many times faster each fast way is than the plain one, a unit; tell whether all are as fast as asked.

    A case is a name, the plain way and its units, the fast way and its units, and the least ratio that is accepted; the
    ratio is the median over the rounds.
    """
    good = True
    for name, (plain, plain_units), (fast, fast_units), least in cases:
        times = [(seconds(plain, plain_units), seconds(fast, fast_units)) for _ in range(rounds)]
        ratio, unit = median(one / two for one, two in times), median(two for _, two in times)
        good &= ratio >= least
        print(f"{name}: {ratio:,.0f} times faster (at least {least:,}), {unit * 1e9:,.0f} ns a unit", flush=True)
    return good


def exponent(work: Callable[[int], object], sizes: Sequence[int], rounds: int = 2) -> float:
    """Fit the power of the size with which the time grows: the slope of the log of the least time of some rounds."""
    times = [min(seconds(lambda size=size: work(size)) for _ in range(rounds)) for size in sizes]
    across = [math.log(size) for size in sizes]
    up = [math.log(spent) for spent in times]
    middle = sum(across) / len(across)
    return sum((x - middle) * y for x, y in zip(across, up, strict=True)) / sum((x - middle) ** 2 for x in across)
