"""What is said of a number is so: that it is more, less, at least or exactly that, or that it rises or falls to it.

`more than 5.1<!-- name.number -->` must be more without doubt, `over` and `at least` must not be less, and what `falls
from` one number to another must fall. Read are prose and what the runs wrote for those who cannot see a figure.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from press.article import comparatives, prose, qualifiers
from press.check import bindings
from press.check.bindings import Bound
from press.check.finding import Finding
from press.check.reading import Reading
from press.core import numbers

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
WORDS = r"(?:[ ,]+[^\W\d]\w*)"
NEAR = "(?:(?:only|just|about) )?"
COMMENT = r"(?:<!--[^>]*-->)?"
FIRST, LAST = rf"from {NEAR}(?P<first>{NUMBER})", rf"to {NEAR}(?P<last>{NUMBER})"
TREND = [  # `fell from one to the other`, and `fell to the other from one`
    re.compile(rf"\b(?:{FALLS}|{RISES})\b{WORDS}{{0,2}}?,? {FIRST}{COMMENT}{WORDS}{{0,6}}?,? {LAST}"),
    re.compile(rf"\b(?:{FALLS}|{RISES})\b{WORDS}{{0,2}}?,? {LAST}{COMMENT}{WORDS}{{0,2}}?,? {FIRST}"),
]
SINCE = re.compile(
    rf"(?P<last>{NUMBER}){COMMENT},? (?:(?P<falls>down)|(?P<rises>up)) {FIRST}"
)  # `one, up from another`

# What stands between two numbers that are compared: a verb, or nothing where the comparison is one.
LINKED = re.compile(
    r"[ \n]+(?:(?:which|and) )?"
    r"(?:(?P<verb>is|are|was|were|remains?|stays?)[ \n]+(?:(?:far|much|still|even|clearly) )?)?"
)
VERBS = ("exceed", "surpass", "outstrip", "top")


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each number of which something is said that is not so, and each that goes another way."""
    for path, text in bindings.texts(reading):
        for offset, message in _qualified(reading, path, text):
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
            within = f" with standard error {bound.error:g}" if bound.error else ""
            printed = f"{said.words} {bound.text}" if said.start < bound.offset else f"{bound.text} {said.words}"
            message = f"\u201c{printed}\u201d is not so: {bound.reference} is {bound.value:g}{within}"
            yield said.start, f"{message}; leave \u201c{said.words}\u201d out, or print another number"


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
        if (first.value - last.value) * (1 if match["falls"] else -1) <= 0 and not any(
            span.start <= offset < span.end for span in excused for offset in (match.start(), match.start("first"))
        ):
            verb = match["falls"] or match["rises"]
            yield match.start(), f"what {verb} from {match['first']} to {match['last']} does not; say which way it goes"
