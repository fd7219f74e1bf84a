"""No number that is bound in one place is typed again, unbound, in another.

The copy goes stale unseen: one project found four of its sites at 421 while its data and every marked page said 424.
Read are all documents of the repository and what no other rule reads of an experiment: its exposition. A numeral is a
copy where it equals a bound one to the digit and is long enough not to be chance: three significant digits, or two in
a sentence that shares a word with the number's meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from press.article import prose, sentences, texts
from press.article.notation import NUMERAL
from press.check import bindings
from press.check.finding import Finding
from press.check.reading import Reading
from press.core import numbers
from press.evidence import experiment

STAGE = "sources"
SETTINGS = {"site_name", "site_description"}


class Bound(NamedTuple):
    """A number as it is printed somewhere with a binding: the reference, where, and what it means."""

    reference: str
    place: str
    words: frozenset[str]


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each numeral that repeats a bound one without its binding."""
    bound = _bound(reading)
    for path, text, numerals in _read(reading):
        for match in numerals:
            copied = _copied(bound, text, match)
            if copied:
                message = f"{match[0]} repeats {copied.reference} of {copied.place} without its binding"
                anew = f"{match[0]}<!-- {copied.reference} -->"
                remedies = [(f"write {anew}", match.span(), anew)] if path.suffix == ".md" else []
                said = f"write {anew}" if remedies else "leave it out, or say it in words"
                yield reading.found(path, text, match.span(), "unmarked", f"{message}; {said}", *remedies)


def _bound(reading: Reading) -> dict[tuple[float, float], Bound]:
    """The bound numbers of all texts by value and place, each where it stands first."""
    found: dict[tuple[float, float], Bound] = {}
    for path, text in bindings.texts(reading):
        for each in bindings.found(reading, path, text):
            key = (each.printed.value, each.printed.place)
            if key not in found:
                words = sentences.stems(f"{each.reference} {each.number.meaning} {each.number.unit}")
                found[key] = Bound(each.reference, reading.project.place(path), words)
    return found


def _read(reading: Reading) -> Iterator[tuple[Path, str, Iterator[re.Match[str]]]]:
    """The texts in which a number may stand unbound, and their numerals."""
    for path, text in reading.documents.items():
        yield path, text, prose.digits(".md", text, reading.dialect)
    for name in reading.names:
        path = experiment.path(reading.project, name)
        text = reading.text(path) if path.is_file() else ""
        yield path, text, _exposition(reading, text)
    settings = reading.project.root / "mkdocs.yml"
    if settings.is_file():
        text = reading.text(settings)
        ranges = texts.values(text, SETTINGS)
        yield settings, text, (m for start, end in ranges for m in NUMERAL.finditer(text, start, end))


def _exposition(reading: Reading, text: str) -> Iterator[re.Match[str]]:
    """The numerals of a docstring behind its first line, which a figure's page prints in full."""
    match = re.match(r"\s*(?:#[^\n]*\n)*\"\"\"[^\n]*\n(?P<rest>[\s\S]*?)(?:\nSources:|\"\"\")", text)
    if match:
        start, end = match.span("rest")
        for numeral in prose.digits(".md", text[start:end], reading.dialect):
            yield NUMERAL.match(text, start + numeral.start()) or numeral


def _copied(bound: dict[tuple[float, float], Bound], text: str, match: re.Match[str]) -> Bound | None:
    whole = numbers.NUMBER.match(text, match.start())  # with its scale, as in `319 trillion`
    if whole is None:
        return None
    try:
        printed = numbers.parse(whole[0])
    except ValueError:
        return None
    found = bound.get((printed.value, printed.place))
    digits = re.sub(r"\D", "", match[0].partition("e")[0]).lstrip("0")
    significant = len(digits if "." in match[0] else digits.rstrip("0"))
    if found is None or significant < 2:
        return None
    if significant == 2:
        start, end = sentences.around(text, match.start())
        if not found.words & sentences.stems(sentences.plain(text[start:end])):
            return None
    return found
