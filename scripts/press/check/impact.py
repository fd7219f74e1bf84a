"""What rests on a figure's numbers: said before anything is run, so that its author knows what a change may break.

A changed input may move every number of its experiment; a changed text or drawing moves none. Nothing is computed to
say which: the numbers that are quoted are listed with the sentences that quote them and the claims they decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from press.article import expression, predicate, prose, sentences
from press.check import bindings
from press.check.reading import Reading
from press.core.errors import PressError
from press.evidence import freshness
from press.evidence.code.closure import Code
from press.evidence.freshness import Change
from press.runs import lock
from press.runs.digests import Digests

SHOWN = 110


class Resting(NamedTuple):
    """A place that rests on a number: the number as printed or the predicate, its reference, the sentence."""

    path: str
    line: int
    said: str
    reference: str
    sentence: str

    def __str__(self) -> str:
        shown = self.sentence if len(self.sentence) <= SHOWN else f"{self.sentence[: SHOWN - 1].rsplit(' ', 1)[0]} …"
        return f"{self.path}:{self.line}: {self.said} ({self.reference}): {shown}"


class Stale(NamedTuple):
    """A figure, why it is stale, the numbers that may move, and what is written that rests on them."""

    name: str
    reasons: list[str]
    numbers: list[str]
    rests: list[Resting]

    def __str__(self) -> str:
        lines = [f"{self.name} is stale:", *(f"  {reason}" for reason in self.reasons)]
        if not self.numbers:
            return "\n".join([*lines, "  no number moves"])
        lines.append(f"  numbers that may move: {', '.join(self.numbers)}")
        lines.append("  what rests on them:" if self.rests else "  nothing that is written rests on them")
        return "\n".join([*lines, *(f"    {each}" for each in self.rests)])

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return self._asdict() | {"rests": [each._asdict() for each in self.rests]}


def explain(reading: Reading, name: str, code: Code | None = None) -> Stale:
    """What is known of a figure before it is run; without reasons it is fresh."""
    try:
        changes = freshness.reasons(reading.project, name, code=code)
    except PressError as error:
        return Stale(name, [f"cannot tell: {error}"], [], [])
    said = [str(each) for each in changes]
    if not moves(changes) or name not in reading.results:
        return Stale(name, said, [], [])
    changed = {each.part.removeprefix("param ") for each in changes if each.part.startswith("param ")}
    numbers = sorted({*reading.results[name].numbers, *changed & reading.results[name].params.keys()})
    return Stale(name, said, numbers, resting(reading, {f"{name}.{key}" for key in numbers}))


def of_run(reading: Reading, name: str) -> Stale:
    """What is known of a run before it is run; without reasons it is fresh."""
    project = reading.project
    said = lock.reasons(project, reading.runs[name], lock.read(project).get(name), Digests(project))
    if not said:
        return Stale(name, [], [], [])
    rests = [each for each in (*_bound(reading), *_claims(reading)) if expression.name_of(each.reference) == name]
    return Stale(name, said, sorted({each.reference for each in rests}), sorted(set(rests)))


def moves(changes: Iterable[Change]) -> bool:
    """Whether changes may move numbers: a simulation that runs again does, a new text or drawing does not."""
    lost = {"missing", "edited"}
    return any(each.kind == "simulation" or (each.kind in lost and each.part.endswith(".json")) for each in changes)


def resting(reading: Reading, numbers: set[str]) -> list[Resting]:
    """Everything that is written here and rests on some numbers, in order of place."""
    return sorted({each for each in (*_bound(reading), *_claims(reading)) if each.reference in numbers})


def _bound(reading: Reading) -> Iterator[Resting]:
    for path, text in bindings.texts(reading):
        found = [
            (match.start(), match["text"], each)
            for match in prose.bound(path.suffix, text, reading.dialect)
            for each in predicate.references(match["ref"])
        ]
        worded = prose.bound_words(path.suffix, text, reading.dialect)
        found += [
            (match.start(), match["word"], each) for match in worded for each in predicate.references(match["said"])
        ]
        for match in prose.held_words(path.suffix, text, reading.dialect):
            holds = match["holds"].strip()
            found += [(match.start(), f"`{holds}`", reference) for reference in predicate.references(holds)]
        for offset, said, reference in found:
            start, end = sentences.around(text, offset)
            place, line, _ = reading.place(path, text, offset)
            yield Resting(place, line, said, reference, sentences.plain(text[start:end]))


def _claims(reading: Reading) -> Iterator[Resting]:
    for claim in reading.claims:
        for test in claim.tests:
            place, line, _ = reading.at(claim, test.written)
            said = f"claim {claim.id}, {claim.verdict}: {claim.quote}"
            yield from (
                Resting(place, line, f"`{test.holds}`", each, said) for each in predicate.references(test.holds)
            )
