"""Every number that prose binds to a result is what the result rounds to.

A printed number is an interval of half a unit of its last digit either way, as in statcheck (Nuijten et al. 2016), so
nothing is compared for equality and no tolerance is invented. A comment of the shape of a binding that stands behind no
number binds nothing, and is a finding too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from press.article import notation, predicate, prose
from press.check import Finding
from press.core import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from press.check import Reading

STAGE = "sources"
STRAY = re.compile(rf"<!--\s*(?P<ref>{notation.REFERENCE})\s*-->")


class Bound(NamedTuple):
    """A bound number in a file: where it starts, as printed, and what it is bound to."""

    path: Path
    file: str
    offset: int
    text: str
    reference: str
    value: float
    error: float

    @property
    def remedy(self) -> str:
        """What to print instead."""
        return f"print {numbers.rewrite(self.text, self.value, self.error)}, or run: press check --fix"


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each bound number that does not agree, and for each binding that binds nothing."""
    article = reading.project.root / reading.project.article
    for path, text in (*texts(reading), (article, reading.pages.get(article, ""))):
        yield from _unknown(reading, path, text)
        yield from _stray(reading, path, text)
        for number in found(reading, path, text):
            if not numbers.agrees(numbers.parse(number.text), number.value, number.error):
                within = f" with standard error {number.error:g}" if number.error else ""
                message = f"{number.text} is bound to {number.reference}, which is {number.value:g}{within}"
                yield Finding(*reading.place(path, text, number.offset), "number", f"{message}; {number.remedy}")


def texts(reading: Reading) -> Iterator[tuple[Path, str]]:
    """The files whose numbers are bound, and may be rewritten: not the article, whose words are its author's."""
    project = reading.project
    yield from ((path, text) for path, text in reading.pages.items() if path != project.root / project.article)
    if project.claims.is_file():
        yield project.claims, reading.text(project.claims)
    yield from reading.documents.items()


def found(reading: Reading, path: Path, text: str) -> Iterator[Bound]:
    """The bound numbers of a file whose references are known."""
    for match in prose.bound(path.suffix, text):
        name, _, key = match["ref"].partition(".")
        try:
            value, error = predicate.look_up(name, key, reading.results)
        except ValueError:
            continue
        yield Bound(path, text, match.start(), match["text"], match["ref"], value, error)


def rewritten(reading: Reading, path: Path, text: str) -> str:
    """The text with each bound number that disagrees, or is finer than its error earns, printed anew; no quotation."""
    quoted = prose.quoted(text)
    for number in reversed(list(found(reading, path, text))):
        printed = numbers.parse(number.text)
        if any(start <= number.offset < end for start, end in quoted):
            continue
        if not numbers.agrees(printed, number.value, number.error) or numbers.too_fine(printed, number.error):
            anew = numbers.rewrite(number.text, number.value, number.error)
            text = text[: number.offset] + anew + text[number.offset + len(number.text) :]
    return text


def _unknown(reading: Reading, path: Path, text: str) -> Iterator[Finding]:
    for match in prose.bound(path.suffix, text):
        name, _, key = match["ref"].partition(".")
        try:
            predicate.look_up(name, key, reading.results)
        except ValueError as problem:
            if name in reading.results or not (reading.project.figures / f"{name}.json").is_file():
                yield Finding(*reading.place(path, text, match.start()), "number", f"{match['text']}: {problem}")


def _stray(reading: Reading, path: Path, text: str) -> Iterator[Finding]:
    for span in prose.spans(path.suffix, text):
        binding = STRAY.fullmatch(text, span.start, span.end) if span.kind == "comment" else None
        if binding:
            message = f"{binding['ref']} is bound to no number; write it directly behind digits, as in 0.5{binding[0]}"
            yield Finding(*reading.place(path, text, span.start), "number", message)
