"""Whether two runs of an experiment agree, and at which level: no level is silently taken for another.

`bitwise` is equality of every stored number; `numerical` is equality within a relative tolerance; `statistical` is
that no number differs by more than its standard errors allow. What an experiment declares is what it is held to: a run
that agrees only at a lower level than the declared one has failed, and the report says which level it reached.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist
from typing import NamedTuple

from press.core.results import Results
from press.evidence.experiment import REPLAY_LEVELS

ALARM = 0.001  # the chance that any number of one experiment differs too much by chance alone
EXACT = 1e-9
ROUNDED = 1e-5  # results are stored with six significant digits


class Difference(NamedTuple):
    """A stored value that is not what another run gives, and by how much, relative to the larger."""

    part: str
    stored: object
    again: object
    apart: float

    def __str__(self) -> str:
        return f"{self.part} is {self.stored}, and {self.again} when run again"


class Agreement(NamedTuple):
    """The level two runs were to agree at, the highest at which they do (or none), and what differs."""

    declared: str
    reached: str
    largest: float
    differences: list[Difference]

    @property
    def holds(self) -> bool:
        """Whether the level reached is the declared one or a stricter one."""
        order = (*REPLAY_LEVELS, "")
        return order.index(self.reached) <= order.index(self.declared)


def compare(stored: Results, again: Results) -> Agreement:
    """Hold a stored result to another run, at the level and the tolerance that the stored one declares."""
    declared, tolerance = stored.provenance["replay"], float(stored.provenance["tolerance"])
    tests = {
        "bitwise": list(_unequal(stored, again, 0.0)),
        "numerical": list(_unequal(stored, again, tolerance)),
        "statistical": list(_unlikely(stored, again)),
    }
    reached = next((level for level in REPLAY_LEVELS if not tests[level]), "")
    largest = max((each.apart for each in tests["bitwise"]), default=0.0)
    return Agreement(declared, reached, largest, tests[declared])


def _unequal(stored: Results, again: Results, tolerance: float) -> Iterator[Difference]:
    """Every parameter, number and cell that differs by more than a tolerance."""
    first, second = dict(_cells(stored)), dict(_cells(again))
    for part in [*first, *(each for each in second if each not in first)]:
        old, new = first.get(part), second.get(part)
        apart = _apart(old, new)
        if apart > tolerance:
            yield Difference(part, old, new, apart)


def _apart(old: object, new: object) -> float:
    if isinstance(old, int | float) and isinstance(new, int | float) and not isinstance(old, bool):
        larger = max(abs(old), abs(new))
        return abs(old - new) / larger if larger else 0.0
    return 0.0 if old == new else math.inf


def _cells(result: Results) -> Iterator[tuple[str, object]]:
    yield from ((f"parameter {key}", value) for key, value in result.params.items())
    for key, number in result.numbers.items():
        yield f"number {key}", number.value
        yield f"standard error of {key}", number.error
    for name, table in result.series.items():
        for column, values in table.items():
            yield f"length of {name}.{column}", len(values)
            yield from ((f"{name}.{column}[{index}]", value) for index, value in enumerate(values))


def _unlikely(stored: Results, again: Results) -> Iterator[Difference]:
    """Every number that differs by more than chance allows, all numbers of the experiment taken together."""
    limit = NormalDist().inv_cdf(1 - ALARM / 2 / max(1, len(stored.numbers)))
    for key in [*stored.numbers, *(each for each in again.numbers if each not in stored.numbers)]:
        old, new = stored.numbers.get(key), again.numbers.get(key)
        if old is None or new is None:
            yield Difference(f"number {key}", old and old.value, new and new.value, math.inf)
            continue
        error = math.hypot(old.error, new.error)
        apart = _apart(old.value, new.value)
        if abs(old.value - new.value) > limit * error and apart > (ROUNDED if error else EXACT):
            yield Difference(f"number {key}", old.value, new.value, apart)
    if stored.params != again.params:
        yield Difference("parameters", stored.params, again.params, math.inf)
