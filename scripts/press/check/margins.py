"""Every test of the ledger with how far it is from its threshold, and under which other settings it comes out alike."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from press.article import alternatives, order, predicate
from press.article.alternatives import Run
from press.check.reading import Reading

ALONE = "  under one setting: no sweep, and no stored row or run, says its numbers anew"


class Margin(NamedTuple):
    """A test of a claim: what came out, both sides, the distance in standard errors (none where exact), the ranges.

    `order` says whether it was committed before the first results that it tests, or after.
    """

    claim: str
    role: str
    holds: str
    outcome: str
    value: float
    threshold: float
    standard_errors: float | None
    runs: int
    ranges: dict[str, list[Run]]
    why: str
    order: str

    def __str__(self) -> str:
        distance = "exact" if self.standard_errors is None else f"{self.standard_errors:+.1f} standard errors"
        over = f" over {self.runs} runs" if self.runs else ""
        values = f"{self.value:.4g} against {self.threshold:.4g}, {distance}{over}"
        lines = [f"{self.claim} {self.role}: {self.holds}", f"  {self.outcome}: {values}"]
        for parameter, runs in self.ranges.items():
            lines.append(f"  by {parameter}: " + "; ".join(map(str, runs)))
        lines += [] if self.ranges else [ALONE]
        lines += [f"  {order.SAID[self.order]}"] if self.order else []
        return "\n".join([*lines, f"  why: {self.why or 'no reason is given'}"])

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        ranges = {parameter: [run._asdict() for run in runs] for parameter, runs in self.ranges.items()}
        return self._asdict() | {"ranges": ranges}


def summary(found: list[Margin]) -> str:
    """How many tests come out alike whatever else was looked at, how many turn somewhere, and how many had nothing."""
    looked = [
        {run.outcome for runs in each.ranges.values() for run in runs} | {each.outcome} for each in found if each.ranges
    ]
    turned = sum(len(outcomes) > 1 for outcomes in looked)
    said = [
        f"{len(looked) - turned} come out alike under all that was looked at",
        f"{turned} turn",
        f"{len(found) - len(looked)} have one setting",
    ]
    return f"Of {len(found)} tests {', '.join(said)}."


def margins(reading: Reading) -> Iterator[Margin]:
    """The margin of each test, in the order of the ledger; a ValueError says what is wrong with a predicate."""
    for claim in reading.claims:
        for role, tests in claim.roles:
            for test in tests:
                outcome, value, threshold, distance, runs = predicate.margin(test.holds, reading.known)
                when = reading.order.get(test.key, "")
                errors = None if math.isinf(distance) else distance
                ranges = alternatives.ranges(test.holds, reading.known)
                yield Margin(
                    claim.id, role, test.holds, outcome, value, threshold, errors, runs, ranges, test.why, when
                )
