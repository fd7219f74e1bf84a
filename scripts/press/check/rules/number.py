"""Every number that prose binds to a result is what the result rounds to.

A printed number is an interval of half a unit of its last digit either way, as in statcheck (Nuijten et al. 2016), so
nothing is compared for equality and no tolerance is invented. A comment of the shape of a binding that stands behind no
number binds nothing, and is a finding too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from press.article import expression, notation, places, polynomial, prose, words
from press.article.reading import Span
from press.check import bindings
from press.check.finding import Finding
from press.check.reading import Reading
from press.core import numbers

STAGE = "sources"
ALONE = True
TYPED = True
BINDINGS = True
STRAY = re.compile(rf"<!--\s*(?P<ref>{notation.REFERENCE})-->")
# Whatever calculates or compares with something of the form of a reference, in whatever letters.
LIKE = re.compile(r"<!--(?P<said>(?:\s|[A-Za-z]\w*\.\w+|\d+(?:\.\d+)?|[-+*/^%()<>=!]|and\b|or\b|not\b)+)-->")
FORMS = "write name.number behind a number or a word, or one comparison with < or > behind a word, in small letters"
NAMES = re.compile(r"([A-Za-z]\w*)\.\w")


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each bound number that does not agree, and for each binding that binds nothing."""
    article = reading.project.root / reading.project.article
    own = [(article, reading.pages[article])] if article in reading.pages else []
    for path, text in (*bindings.texts(reading), *own):
        yield from _unknown(reading, path, text)
        yield from _stray(reading, path, text)
        for number in bindings.found(reading, path, text):
            if not numbers.agrees(number.printed, number.value, number.error):
                within = f" with standard error {number.error:g}" if number.error else ""
                message = f"{number.text} is bound to {number.reference}, which is {number.value:g}{within}"
                yield number.wrong(reading, "number", message)


def _unknown(reading: Reading, path: Path, text: str) -> Iterator[Finding]:
    known = {number.offset for number in bindings.found(reading, path, text)}
    for match in prose.bound(path.suffix, text, reading.dialect):
        if polynomial.is_constant(match["ref"]):
            message = (
                f"{match['ref'].strip()} comes to the same whatever is measured; bind what could come out otherwise"
            )
            yield Finding(*reading.place(path, text, match.start()), "number", message)
        if match.start() in known:
            continue
        name = expression.name_of(match["ref"].strip())
        try:
            expression.number(match["ref"], reading.known)
            numbers.parse(match["text"])
        except ValueError as problem:
            if name in reading.known or not (reading.project.figures / f"{name}.json").is_file():
                said = match.span("ref")
                others = places.meant(match["ref"], match["text"], reading.known)
                remedies = ((f"bind to {each}", said, f" {each} ") for each in others)
                yield reading.found(path, text, match.span(), "number", f"{match['text']}: {problem}", *remedies)


def _stray(reading: Reading, path: Path, text: str) -> Iterator[Finding]:
    for span in prose.spans(path.suffix, text, reading.dialect):
        binding = STRAY.fullmatch(text, span.start, span.end) if span.kind == "comment" else None
        if binding and (reading.project.laid_out or expression.name_of(binding["ref"]) in reading.known):
            whole = "a number is read whole: " if text[span.start - 1 : span.start].isdigit() else ""
            said = f"{binding['ref'].strip()} is bound to no number"
            message = f"{said}; {whole}write it directly behind one, as in 0.5{binding[0]}"
            yield Finding(*reading.place(path, text, span.start), "number", message)
        elif span.kind == "comment" and (like := LIKE.fullmatch(text, span.start, span.end)):
            names = {name.lower() for name in NAMES.findall(like["said"])}
            if names & reading.known.keys() and not words.COMPARISON.fullmatch(like[0]):
                yield _unreadable(reading, path, text, span)
        elif span.kind == "comment" and _is_glued(reading, text, span):
            yield _unreadable(reading, path, text, span)


def _is_glued(reading: Reading, text: str, span: Span) -> bool:
    """Whether a comment right behind a word names a number of a result, in whatever form."""
    if text[span.start - 1 : span.start] in {"", " ", "\n", ">"} or words.COMPARISON.fullmatch(
        text, span.start, span.end
    ):
        return False
    said = {word.lower() for word in re.findall(r"\w+", text[span.start : span.end])}
    named = [source for name, source in reading.known.items() if name.lower() in said]
    return any(str(step).lower() in said for source in named for place in source.places() for step in place)


def _unreadable(reading: Reading, path: Path, text: str, span: Span) -> Finding:
    said = text[span.start : span.end].removeprefix("<!--").removesuffix("-->").strip()
    message = f"`{said}` is no binding that can be read; {FORMS}"
    return Finding(*reading.place(path, text, span.start), "number", message)
