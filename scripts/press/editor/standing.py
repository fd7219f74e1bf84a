"""What stands at a place of a page: a bound number or word, a comparison, a verdict, or a comment being typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from press.article import notation, prose, words
from press.check.finding import Stretch
from press.check.reading import Reading
from press.core import numbers

# As each kind of stretch is read: what it shows, and what is said behind it.
KINDS = {
    "bound": (notation.BOUND, "text", "ref"),
    "bound word": (words.WORD, "word", "said"),
    "held word": (words.HELD, "", "holds"),
    "verdict": (notation.VERDICT, "verdict", "claim"),
}
OPEN = re.compile(r"<!--[ \t]?(?P<typed>[^\n>]*)\Z")
BEHIND = re.compile(r"[^\n<>]*?-->")
PRINTED = re.compile(rf"(?P<text>{notation.BEFORE}{numbers.NUMBER.pattern})\Z")


class Standing(NamedTuple):
    """What stands there, what it shows, what it is bound to, and from where to where all of it goes."""

    kind: str
    shown: str
    said: str
    stretch: Stretch


class Typed(NamedTuple):
    """A comment under its author's hands: the number before it, what of it is typed, and whether it is closed."""

    number: str
    begun: str
    start: int
    closed: bool


def every(reading: Reading, path: Path, text: str) -> Iterator[Standing]:
    """All that is bound in a page."""
    for kind, (pattern, shown, said) in KINDS.items():
        for match in prose.matches(kind, pattern, path.suffix, text, reading.dialect):
            yield Standing(kind, match[shown] if shown else "", match[said].strip(), match.span())


def at(reading: Reading, path: Path, text: str, offset: int) -> Standing | None:
    """What is bound at a place."""
    return next((each for each in every(reading, path, text) if each.stretch[0] <= offset < each.stretch[1]), None)


def typed(text: str, offset: int) -> Typed | None:
    """The comment that a place is in, where it is one that may bind."""
    line = text.rfind("\n", 0, offset) + 1
    match = OPEN.search(text, line, offset)
    if match is None or "-->" in match["typed"]:
        return None
    before = PRINTED.search(text[line : match.start()])
    return Typed(
        before["text"] if before else "", match["typed"], match.start("typed"), bool(BEHIND.match(text, offset))
    )
