"""A run is made again from its inputs, and what pages print of it is looked up there: the same, or what it is now.

Compared is what an author stands for, the printed number, at its rounding; not bytes, in which dates and times differ.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from press.article import expression, ledger, predicate, prose
from press.check import bindings
from press.check.reading import Reading
from press.core import numbers
from press.runs import running
from press.runs.outputs import Outputs
from press.runs.running import ONCE, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from press.core.project import Project
    from press.core.sourced import Known
    from press.runs.settings import Run


class Replayed(NamedTuple):
    """How many printed numbers were compared, what differs, and what could not be run."""

    runs: int
    numbers: int
    problems: list[str]
    could_not: list[str]
    recorded: dict[str, str]
    same: list[str]
    different: list[str]

    @property
    def exit_code(self) -> int:
        """As a verb ends: 0 the same, 1 something differs, 2 not all could be run."""
        return 2 if self.could_not else 1 if self.problems else 0

    @property
    def verdict(self) -> str:
        """One line."""
        state = "could not replay everything" if self.could_not else "differs" if self.problems else "the same"
        state = state if self.runs or self.could_not else "nothing was run again"
        told = "; ".join(f"{name} was not replayed: {why}" for name, why in self.recorded.items())
        return f"{state}: {self.runs} runs replayed, {self.numbers} printed numbers compared" + (
            f"; {told}" if told else ""
        )


def replay(project: Project, runs: list[Run], say: Callable[[str], object], way: Way = ONCE) -> Replayed:
    """Run each in a copy, and hold what is printed to it."""
    again: dict[str, Outputs] = {}
    could_not, recorded, different = [], {}, []
    with tempfile.TemporaryDirectory(prefix="press-replay-", ignore_cleanup_errors=True) as place:
        for run in runs:
            if not run.is_run:
                recorded[run.name] = run.recorded or "its data are recorded"
                continue
            folder = Path(place) / run.name / project.root.name
            say(f"{run.name}: {run.command}")
            done = running.carried_out(project, run, folder, way, say)
            if done.problem:
                could_not.append(f"{run.name}: {done.problem}")
                different.append(run.name)
            else:
                again[run.name] = Outputs(folder, run)
        reading = Reading(project)
        compared = list(_compared(reading, {**reading.known, **again}, set(again)))
    moved = {name for names, problem in compared if problem for name in names}
    problems = [problem for _, problem in compared if problem]
    same, different = [name for name in again if name not in moved], [*different, *sorted(moved)]
    return Replayed(len(again), len(compared), problems, could_not, recorded, same, different)


def _compared(reading: Reading, known: Known, names: set[str]) -> Iterator[tuple[set[str], str]]:
    """What differs, for each number and verdict that rests on some runs; an empty text where nothing does."""
    for path, text in bindings.texts(reading):
        for match in prose.bound(path.suffix, text, reading.dialect):
            reference = match["ref"].strip()
            rests = names & {expression.name_of(each) for each in expression.references(reference)}
            if not rests:
                continue
            place = ":".join(map(str, reading.place(path, text, match.start())))
            try:
                now = expression.number(reference, known)
                same = numbers.agrees(numbers.parse(match["text"]), now.value, now.error)
            except ValueError as problem:
                yield rests, f"{place}: {match['text']}: {problem}"
                continue
            message = f"{place}: prints {match['text']} for {reference}, which is {now.value:g} when run again"
            yield rests, "" if same else message
    for claim in reading.claims:
        tests = [test.holds for test in claim.tests]
        if rests := names & {expression.name_of(each) for test in tests for each in predicate.references(test)}:
            verdict = ledger.derive(claim, known)
            same = verdict == reading.verdict(claim)
            yield rests, "" if same else f"{claim.id}: its verdict is {verdict} when run again"
