"""What an author is told about a number under the cursor, what is offered behind one, and where its evidence stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from press.article import expression, places, predicate, prose
from press.check.reading import Reading
from press.core import numbers
from press.core.history import day
from press.core.sourced import Number
from press.editor.standing import Standing, Typed
from press.evidence import experiment, freshness
from press.runs import lock
from press.runs.digests import Digests
from press.runs.outputs import Outputs

MOST, FEW = 2_000, 3


class Offer(NamedTuple):
    """A place that may be bound, what stands there, and whether that is what is printed before the comment."""

    place: str
    says: str
    means: str
    agrees: bool


class Target(NamedTuple):
    """A line of a file."""

    path: Path
    line: int


def about(reading: Reading, found: Standing) -> str:
    """What is bound, in Markdown: the value with error and unit, what makes it, and whether that is fresh."""
    if found.kind == "verdict":
        return _claim(reading, found.said)
    try:
        if found.kind == "held word":
            margin = predicate.margin(found.said, reading.known)
            told = f"**{margin.outcome}**: {margin.value:.4g} against {margin.threshold:.4g}"
        else:
            number = expression.number(found.said, reading.known)
            told = f"**{said(number)}**  \n{number.meaning}"
    except ValueError as problem:
        return f"`{found.said}`: {problem}"
    names = dict.fromkeys(map(expression.name_of, predicate.references(found.said)))
    return "\n\n".join([told, *(made(reading, name) for name in names if name in reading.known)])


def said(number: Number) -> str:
    """A number with its error and its unit."""
    error = f" ± {numbers.uncertainty(number.error)}" if number.error else ""
    return f"{numbers.earned(number.value, number.error)}{error} {number.unit}".strip()


def made(reading: Reading, name: str) -> str:
    """What makes a name's numbers, and whether it is fresh, and since when."""
    project = reading.project
    if name in reading.runs:
        run, entry = reading.runs[name], lock.read(project).get(name)
        reasons = lock.reasons(project, run, entry, Digests(project))
        since = f"{entry.how} on {entry.when}" if entry else "as it was found"
        state = f"stale: {reasons[0]}" if reasons else "fresh"
        command = f": `{run.command}`" if run.command else ""
        return f"run `{name}`{command}  \n{state}, {since}"
    changes = freshness.reasons(project, name)
    since = day(project, f"figures/{name}.json")
    state = f"stale: {changes[0]}" if changes else "fresh"
    return f"experiment `{name}`  \n{state}" + (f", committed on {since}" if since else "")


def _claim(reading: Reading, name: str) -> str:
    claim = next((claim for claim in reading.judged if claim.id == name), None)
    return f"**{claim.verdict}**: {claim.quote}" if claim else f"no claim `{name}`"


def offers(reading: Reading, typed: Typed) -> list[Offer]:
    """The places that may be bound, those first where the printed number stands."""
    found = [
        Offer(place, said(number), number.meaning, bool(typed.number) and places.agrees(typed.number, number))
        for place, number in reading.places
    ]
    return sorted(found, key=lambda offer: not offer.agrees)[:MOST]


def bindable(reading: Reading, path: Path, text: str, offset: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """For a number that nothing binds: some comments that would, and where they go."""
    for match in prose.digits(path.suffix, text, reading.dialect):
        if match.start() <= offset <= match.end() and sum(map(str.isdigit, match[0])) > 1:
            fitting = [place.written for place in reading.places if places.agrees(match[0], place.number)]
            yield from ((f"<!-- {place} -->", (match.end(), match.end())) for place in fitting[:FEW])


def leads(reading: Reading, found: Standing) -> Iterator[Target]:
    """Where what is bound stands: the line of the value, and of what makes it."""
    project = reading.project
    if found.kind == "verdict":
        yield _line(project.claims, rf"id:\s*{re.escape(found.said)}\b")
        return
    for reference in predicate.references(found.said):
        place = expression.split(expression.parsed(reference))
        name, steps = place or (expression.name_of(reference), ())
        source = reading.known.get(name)
        if isinstance(source, Outputs):
            path, inner = source.file(steps)
            yield Target(project.root / path, _sought(project.root / path, inner))
            yield _line(project.settings_file, rf"\[.*runs\.{name}\]")
        elif source is not None:
            file = project.figures / f"{name}.json"
            yield Target(file, _sought(file, steps))
            yield Target(experiment.path(project, name), 1)


def _line(path: Path, pattern: str) -> Target:
    text = path.read_text(encoding="utf-8")
    match = re.search(pattern, text)
    return Target(path, text.count("\n", 0, match.start()) + 1 if match else 1)


def _sought(path: Path, steps: tuple[object, ...]) -> int:
    """The line in which the last step of a place is found, each sought behind the one before."""
    text, position = path.read_text(encoding="utf-8", errors="replace"), 0
    for step in steps:
        for part in step if isinstance(step, tuple) else (step,):
            value = str(part).rpartition("=")[2]
            if match := re.compile(rf"(?<!\w){re.escape(value)}(?!\w)").search(text, position):
                position = match.start()
    return text.count("\n", 0, position) + 1
