"""What is said of a number is so: that it is more, less, at least or exactly that, or that it rises or falls to it.

`more than 5.1<!-- name.number -->` must be more without doubt, `over` and `at least` must not be less, and what `falls
from` one number to another must fall. Read are prose and what the runs wrote for those who cannot see a figure.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

from press.article import comparatives, expression, number_words, prose, qualifiers
from press.check import bindings
from press.check.bindings import Bound
from press.check.finding import Finding
from press.check.reading import Reading
from press.core import numbers
from press.core.sourced import Number

STAGE = "sources"
ALONE = True
TYPED = True
BINDINGS = True
NUMBER = re.sub(r"\(\?P<\w+>", "(?:", numbers.NUMBER.pattern)
FROM = re.compile(r"^[^\n]* from [^\n]*", re.MULTILINE)
FALLS, RISES = (
    rf"(?P<falls>{comparatives.FALLS}|(?:is|are|was|were) (?:down|cut))",
    rf"(?P<rises>{comparatives.RISES}|(?:is|are|was|were) up)",
)
BLANK = "(?:[ \u00a0*_]|\n(?![ \t]*\n))+"
WORDS = rf"(?:,?{BLANK}(?!(?:and|but|while|which|{comparatives.FALLS}|{comparatives.RISES})\b)[^\W\d]\w*,?)"
NEAR = rf"(?:(?:only|just|about|some|around|roughly|nearly|almost|over|under|at (?:most|least)){BLANK})?"
COMMENT = r"(?:<!--[^>]*-->)?"
FIRST, LAST = rf"from{BLANK}{NEAR}(?P<first>{NUMBER}){COMMENT}", rf"to{BLANK}{NEAR}(?P<last>{NUMBER}){COMMENT}"
TREND = [  # `fell from one to the other`, and `fell to the other from one`
    re.compile(rf"\b(?:{FALLS}|{RISES})\b{WORDS}{{0,3}}?,?{BLANK}{FIRST}{WORDS}{{0,6}}?,?{BLANK}{LAST}"),
    re.compile(rf"\b(?:{FALLS}|{RISES})\b{WORDS}{{0,3}}?,?{BLANK}{LAST}{WORDS}{{0,2}}?,?{BLANK}{FIRST}"),
]
SINCE = re.compile(  # `one, up from another`
    rf"(?P<last>{NUMBER}){COMMENT},?{BLANK}(?:(?P<falls>down)|(?P<rises>up)){BLANK}{FIRST}"
)

# What stands between two numbers that are compared: a verb, or nothing where the comparison is one.
LINKED = re.compile(
    r"[ \n]+(?:(?:which|and) )?"
    r"(?:(?P<verb>is|are|was|were|remains?|stays?)[ \n]+(?:(?:far|much|still|even|clearly) )?)?"
)
VERBS = ("exceed", "surpass", "outstrip", "top")


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each number of which something is said that is not so, and each that goes another way."""
    for path, text in bindings.texts(reading):
        for offset, message in chain(_qualified(reading, path, text), _worded(reading, path, text)):
            yield Finding(*reading.place(path, text, offset), "comparison", message)
    for path, text in (*reading.prose.items(), *reading.retold.items()):
        for offset, message in _trends(reading, path, text):
            yield Finding(*reading.place(path, text, offset), "comparison", message)


def _qualified(reading: Reading, path: Path, text: str) -> Iterator[tuple[int, str]]:
    found = bindings.found(reading, path, text)
    for before, bound in zip([None, *found], found, strict=False):
        said = qualifiers.around(text, bound.offset, bound.behind, bound.reference)
        if said and before and _compares(text, before, said, bound):
            doubt = math.hypot(before.error, bound.error)
            if not qualifiers.is_so(said.kind, bound.value, before.value, doubt):
                message = f"{before.reference} is {before.value:g}, {bound.reference} is {bound.value:g}"
                yield said.start, f"\u201c{said.words}\u201d is not so: {message}; say which is more"
        elif said and not qualifiers.is_so(said.kind, bound.printed.value, bound.value, bound.error):
            printed = f"{said.words} {bound.text}" if said.start < bound.offset else f"{bound.text} {said.words}"
            yield said.start, _contradicted(printed, said.words, bound.reference, bound.number)


def _worded(reading: Reading, path: Path, text: str) -> Iterator[tuple[int, str]]:
    """The same of a number in words, `at least a third<!-- name.number -->`, which means just what it names."""
    for match in prose.bound_words(path.suffix, text, reading.dialect):
        word, reference = match["word"], match["said"].strip()
        said = qualifiers.around(text, match.start(), match.end(), reference)
        if not said:
            continue
        with suppress(ValueError):  # the rule `word` reports what the word is bound to
            number = expression.number(reference, reading.known)
            if not qualifiers.is_so(said.kind, number_words.read(word).value, number.value, number.error):
                printed = f"{said.words} {word}" if said.start < match.start() else f"{word} {said.words}"
                yield said.start, _contradicted(printed, said.words, reference, number)


def _contradicted(printed: str, words: str, reference: str, number: Number) -> str:
    within = f" with standard error {number.error:g}" if number.error else ""
    message = f"\u201c{printed}\u201d is not so: {reference} is {number.value:g}{within}"
    return f"{message}; leave \u201c{words}\u201d out, or print another number"


def _compares(text: str, before: Bound, said: qualifiers.Qualifier, bound: Bound) -> bool:
    """Whether what is said stands between two numbers, as in `2<!-- a.b --> is more than 1<!-- c.d -->`."""
    if said.kind not in {"more", "less"} or text.startswith(" times", bound.behind):
        return False
    linked = LINKED.fullmatch(text, before.behind, max(before.behind, said.start))
    return linked is not None and (linked["verb"] is not None or said.words.startswith(VERBS))


def _trends(reading: Reading, path: Path, text: str) -> Iterator[tuple[int, str]]:
    if path.suffix == ".json":  # of a file of results most is numbers, and whatever is said in it stands in one line
        excused, said = [], [line.span() for line in FROM.finditer(text)]
    else:
        excused = [each for each in prose.spans(path.suffix, text, reading.dialect) if each.kind != "bound"]
        said = [(0, len(text))]
    ways = [*TREND, SINCE] if "up from" in text or "down from" in text else TREND
    for match in chain.from_iterable(way.finditer(text, *ends) for ends in said for way in ways):
        try:
            first, last = numbers.parse(match["first"]), numbers.parse(match["last"])
        except ValueError:
            continue
        verb = "falls" if match["falls"] else "rises"
        goes = (first.value - last.value) * (1 if match["falls"] else -1) > 0
        denied = comparatives.is_denied(comparatives.near(text, *match.span(verb))[0])
        if goes == denied and not any(
            span.start <= offset < span.end for span in excused for offset in (match.start(), match.start("first"))
        ):
            does = "does" if denied else "does not"
            message = f"what {'is denied to ' * denied}{match[verb]} from {match['first']} to {match['last']} {does}"
            yield match.start(), f"{message}; say which way it goes"
