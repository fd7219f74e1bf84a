"""A word that stands for a number, or says which of two is larger, is bound like digits and true like them.

`half<!-- name.number -->` must be what the number comes to, `most<!-- name.number > 0.5 -->` must hold without doubt,
`more than 5.1<!-- name.number -->` must be more, and what `falls from` one number to another must fall. In a sentence
about results a word such as `twice` or `half` without any binding is a finding: it is a number that no result holds.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from press.article import expression, predicate, prose, sentences, words
from press.check import bindings
from press.check.reading import Finding, Reading
from press.core import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STAGE = "sources"
BINDINGS = True
COMPARED = re.compile(words.COMPARED)
QUALIFIED = re.compile(
    r"\b(?P<words>(?P<no>no )?(?:(?P<more>more|greater|larger|higher)|(?P<less>less|fewer|smaller|lower)) than"
    r"|at (?:(?P<least>least)|(?P<most>most))) $",
    re.IGNORECASE,
)
FALLS = r"falls?|fell|falling|drops?|dropped|declines?|declined|shrinks?|shrank|sinks?|sank|decreases?|decreased"
RISES = r"rises?|rose|rising|grows?|grew|growing|climbs?|climbed|increases?|increased"
NUMBER = re.sub(r"\(\?P<\w+>", "(?:", numbers.NUMBER.pattern)
FROM = re.compile(r"^[^\n]* from [^\n]*", re.MULTILINE)
TREND = re.compile(
    rf"\b(?:(?P<falls>{FALLS})|(?P<rises>{RISES}))\b(?: \w+){{0,2}} from (?:about )?(?P<first>{NUMBER})"
    rf"(?:<!--[^>]*-->)?(?:[ ,]+[^\W\d]\w*){{0,6}}?,? to (?:only |just |about )?(?P<last>{NUMBER})"
)


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each word that its binding contradicts, and each that should have one."""
    for path, text in bindings.texts(reading):
        for offset, message in (
            *_named(reading, path, text),
            *_held(reading, path, text),
            *_stray(reading, path, text),
            *_qualified(reading, path, text),
            *_loose(reading, path, text),
        ):
            yield Finding(*reading.place(path, text, offset), "word", message)
    for path, text in (*reading.prose.items(), *_alternatives(reading)):
        for offset, message in _trends(reading, path, text):
            yield Finding(*reading.place(path, text, offset), "word", message)


def _named(reading: Reading, path: Path, text: str) -> Iterator[tuple[int, str]]:
    for match in prose.matches("bound word", words.WORD, path.suffix, text, reading.dialect):
        try:
            value = expression.number(match["said"], reading.known).value
        except ValueError as problem:
            yield match.start(), f"{match['word']}: {problem}"
            continue
        if not words.agrees(match["word"], value):
            fitting = words.rewrite(match["word"], value)
            remedy = f"write {fitting}, or run: press check --fix" if fitting else "print the number"
            yield match.start(), f"{match['word']} is bound to {match['said']}, which is {value:g}; {remedy}"


def _held(reading: Reading, path: Path, text: str) -> Iterator[tuple[int, str]]:
    for match in prose.matches("held word", words.HELD, path.suffix, text, reading.dialect):
        start = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        try:
            truth = predicate.evaluate(match["holds"].strip(), reading.known)
        except ValueError as problem:
            yield start, f"{text[start : match.start()]}: {problem}"
            continue
        if truth != predicate.TRUE:
            said = text[start : match.start()].strip("*_(\u201c")
            yield (
                start,
                f"\u201c{said}\u201d is said, but `{match['holds'].strip()}` is {truth}; say what the result shows",
            )


def _stray(reading: Reading, path: Path, text: str) -> Iterator[tuple[int, str]]:
    for span in prose.spans(path.suffix, text, reading.dialect):
        compared = COMPARED.fullmatch(text, span.start, span.end) if span.kind == "comment" else None
        if compared:
            yield span.start, f"`{compared['holds'].strip()}` holds no word; write it directly behind one"


def _qualified(reading: Reading, path: Path, text: str) -> Iterator[tuple[int, str]]:
    for bound in bindings.found(reading, path, text):
        match = QUALIFIED.search(text, max(0, bound.offset - 20), bound.offset)
        if not match:
            continue
        up = match["least"] or (match["less"] if match["no"] else match["more"])
        margin = (bound.value - numbers.parse(bound.text).value) * (1 if up else -1)
        strict = not (match["no"] or match["least"] or match["most"])
        if margin < 0 or (strict and margin == 0):
            message = f"\u201c{match['words']} {bound.text}\u201d is not so: {bound.reference} is {bound.value:g}"
            yield match.start(), f"{message}; leave \u201c{match['words']}\u201d out, or print another number"


def _alternatives(reading: Reading) -> Iterator[tuple[Path, str]]:
    """The files of results, whose texts a run has filled with numbers."""
    for name in reading.results:
        path = reading.project.figures / f"{name}.json"
        yield path, reading.text(path)


def _trends(reading: Reading, path: Path, text: str) -> Iterator[tuple[int, str]]:
    excused = (
        []
        if path.suffix == ".json"
        else [each for each in prose.spans(path.suffix, text, reading.dialect) if each.kind != "bound"]
    )
    # Of a file of results most is numbers, and whatever is said in it stands in one line.
    said = [line.span() for line in FROM.finditer(text)] if path.suffix == ".json" else [(0, len(text))]
    for match in chain.from_iterable(TREND.finditer(text, *ends) for ends in said):
        try:
            first, last = numbers.parse(match["first"]), numbers.parse(match["last"])
        except ValueError:
            continue
        if (first.value - last.value) * (1 if match["falls"] else -1) <= 0 and not any(
            span.start <= match.start() < span.end for span in excused
        ):
            verb = match["falls"] or match["rises"]
            yield match.start(), f"what {verb} from {match['first']} to {match['last']} does not; say which way it goes"


def _loose(reading: Reading, path: Path, text: str) -> Iterator[tuple[int, str]]:
    bound = [match.start() for match in prose.bound(path.suffix, text, reading.dialect)]
    shown = {sentences.around(text, offset) for offset in bound}
    hidden = prose.words(path.suffix, text, reading.dialect)
    for start, end in sorted(shown):
        if text.startswith("because:", start + len(text[start:end]) - len(text[start:end].lstrip(" -\n"))):
            continue  # in the ledger these words explain a comparison, which is held beside them
        for match in words.LOOSE.finditer(hidden, start, end):
            if not text.startswith("<!--", match.end()):
                message = f"\u201c{match[0]}\u201d says a number that nothing holds"
                remedy = f"put a comparison behind it, as in {match[0]}<!-- name.number < 0.5 -->"
                yield match.start(), f"{message}; {remedy}"
