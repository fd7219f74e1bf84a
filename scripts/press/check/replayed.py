"""A run is made again from its inputs, and what pages print of it is looked up there: the same, or what it is now.

Compared is what an author stands for, the printed number, at its rounding; not bytes, in which dates and times differ.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from press.article import expression, ledger, predicate, prose
from press.check import bindings
from press.check.reading import Reading
from press.core import numbers
from press.core.distribution import need
from press.core.errors import PressError
from press.core.project import Project
from press.core.sourced import Known
from press.runs import running
from press.runs.outputs import Outputs
from press.runs.running import ONCE, Way
from press.runs.settings import Run


class Replayed(NamedTuple):
    """How many printed numbers were compared, what differs, and what could not be run.

    `published` is how many numbers of a published site were among them, none where no site was named.
    """

    runs: int
    numbers: int
    published: int | None
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
        where = "" if self.published is None else f", {self.published} published numbers"
        compared = f"{self.runs} runs replayed, {self.numbers} printed numbers{where} compared"
        return f"{state}: {compared}" + (f"; {told}" if told else "")


def replay(
    project: Project, runs: list[Run], say: Callable[[str], object], way: Way = ONCE, place: str | None = None
) -> Replayed:
    """Run each in a copy, and hold what is printed to it, in the sources and on the site that is published at `place`.

    On that site numbers of recorded data are read, too: there what is printed may be another than in the sources.
    """
    again: dict[str, Outputs] = {}
    could_not, recorded, different = [], {}, []
    with tempfile.TemporaryDirectory(prefix="press-replay-", ignore_cleanup_errors=True) as copies:
        for run in runs:
            if not run.is_run:
                recorded[run.name] = run.recorded or "its data are recorded"
                continue
            folder = Path(copies) / run.name / project.root.name
            say(f"{run.name}: {run.command}")
            done = running.carried_out(project, run, folder, way, say)
            if done.problem:
                could_not.append(f"{run.name}: {done.problem}")
                different.append(run.name)
            else:
                again[run.name] = Outputs(folder, run)
        reading = Reading(project)
        known = {**reading.known, **again}
        compared = list(_compared(reading, known, set(again)))
        shown, unread = _published(place, known, {run.name for run in runs}) if place else (None, [])
    moved = {name for names, problem in compared if problem for name in names}
    problems = [problem for problem in (*(problem for _, problem in compared), *(shown or ())) if problem]
    same, different = [name for name in again if name not in moved], [*different, *sorted(moved)]
    seen = None if shown is None else len(shown)
    return Replayed(len(again), len(compared), seen, problems, [*could_not, *unread], recorded, same, different)


def _published(place: str, known: Known, names: set[str]) -> tuple[list[str], list[str]]:
    """What is wrong with each number of the runs on a published site, and why it could not be read."""
    need("article")
    from press.check import published  # noqa: PLC0415 - reads HTML, which a check of sources alone has no library for

    try:
        return list(published.printed(published.open_site(place), known, names)), []
    except PressError as problem:
        return [], [str(problem)]


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
            try:
                verdict = ledger.derive(claim, known)
                same = verdict == reading.verdict(claim)
            except ValueError as problem:
                yield rests, f"{claim.id}: {problem}; press check says where"
                continue
            yield rests, "" if same else f"{claim.id}: its verdict is {verdict} when run again"
