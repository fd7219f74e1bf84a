"""Two counts of as many questions are compared by Fisher's exact test, two-sided.

For thirty questions the normal approximation calls a difference certain that the exact test does not.
"""

from __future__ import annotations

import math
from statistics import NormalDist

ROUNDING = 1 + 1e-9  # tables as likely as the one that was seen count, whatever the last bit says


def significance(first: int, second: int, questions: int) -> float:
    """The chance of counts at least as far apart, were both systems equally good."""
    right = first + second
    ways = [
        math.comb(questions, count) * math.comb(questions, right - count)
        for count in range(max(0, right - questions), min(right, questions) + 1)
    ]
    seen = math.comb(questions, first) * math.comb(questions, second)
    return sum(way for way in ways if way <= seen * ROUNDING) / math.comb(2 * questions, right)


def error(first: int, second: int, questions: int) -> float:
    """The standard error of the difference that stands as far from zero as the exact test says."""
    if first == second:
        raise ValueError(f"both counts are {first}; the exact test gives no error to a difference of nothing")
    return abs(first - second) / NormalDist().inv_cdf(1 - significance(first, second, questions) / 2)
