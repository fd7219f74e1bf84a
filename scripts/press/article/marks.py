"""Where the words of a page come from: a mark behind each run of words goes through Markdown and comes out in HTML.

A mark is a character for private use that says how many there were before it. Behind a word it changes nothing that
Markdown reads, but in some places: behind the name of a tag, the number of a list item, the label of a footnote. There
none is put. Which places these are need not be known to the last: the page is rendered without marks, too, and where
that is another page, marks are taken away until it is the same. What has no mark is found by the marks around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from press.article.dialect import NOTATION, unmarked

WORD = r"\w+(?:[.,'\u2019-]\w+)*"
RUN = re.compile(rf"{WORD}(?:[ \u00a0\u2009\u202f]{WORD})*")
START = r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*"
# Where a mark would be taken for a part of a name.
NAMES = {
    "footnote": r"\[\^[^\]\n]*\]:?",
    "fence": rf"{START}(?:`{{3,}}|~{{3,}})[^\n]*$",
    "list number": rf"{START}\d+[.)](?=[ \t])",
    "entity": r"&#?\w+;",
    "link": r"\b[A-Za-z][\w+.-]{0,80}://[^\s<>()\[\]\"']*|<[^\s<>@]+@[^\s<>]+>",
    "block": rf"{START}(?:!!!|\?\?\?\+?|===[+!]?|///)[^\"\n]*",
    "snippet": r"^[ \t>]*;*-+8<-+[^\n]*$",
    "abbreviation": r"^[ \t>]*\*\[[^\]\n]*\]:",
    "task": r"\[[ xX]\]|\[\[?(?i:toc)\]\]?",
    "sign": r":[\w+-]+:|\+\+[\w+-]+\+\+",
    "tag": r"<[/!?]?[A-Za-z][\w:-]*|\bmarkdown\b(?: ?= ?[\"']?\w+)?|\b[A-Za-z][\w:-]{0,80}(?= ?= ?[\"'\w])",
}
NAMED = re.compile("|".join(f"(?P<{kind.replace(' ', '_')}>{each})" for kind, each in NAMES.items()), re.MULTILINE)
MARK = re.compile("([\U00100000-\U0010fffd]?)([\U000f0000-\U000ffffd])")
# What colours code takes a mark for a part of it, and colours it otherwise.
COLOUR = re.compile(r"</?span(?: class=\"[\w -]*\")?>")
RADIX = 65_000
# What looks like the author's notation; that none begins within a number or a word keeps long ones quick.
WHOLE = {"bound": r"(?<!\d)", "held word": r"(?<![^\W_])"}
LIKE = {kind: re.compile(WHOLE.get(kind, "") + pattern) for kind, pattern in NOTATION.items()}
TRIES = 24  # renderings in which what changes a page is looked for


class Run(NamedTuple):
    """A run of words, or something in the author's notation, which has a kind; a mark goes behind it."""

    start: int
    end: int
    kind: str


class Marked(NamedTuple):
    """The runs that have a mark, in order, the places that have none, and the page that came out."""

    runs: list[Run]
    names: list[Run]
    html: str


def marked(text: str, convert: Callable[[str], str]) -> Marked:
    """Render a page so that it can be told where its words come from."""
    names: list[Run] = []
    waiting = [list(_runs(text, names))]
    kept: list[Run] = []
    html = convert(text)
    plain = COLOUR.sub("", html)
    tries = TRIES
    while waiting and tries:
        group, tries = waiting.pop(), tries - 1
        trial = convert(with_marks(text, [*kept, *group]))
        if COLOUR.sub("", unmarked(trial)) == plain:
            kept, html = [*kept, *group], trial
        elif len(group) > 1:
            half = len(group) // 2
            waiting += [group[half:], group[:half]]
    return Marked(kept, names, html)


def found(text: str) -> Iterator[tuple[int, int, int]]:
    """The marks of a text: where each starts and ends, and its run."""
    for match in MARK.finditer(text):
        high = RADIX * (ord(match[1]) - 0x100000) if match[1] else 0
        yield match.start(), match.end(), high + ord(match[2]) - 0xF0000


def with_marks(text: str, runs: list[Run]) -> str:
    """A text with a mark behind each run."""
    pieces, position = [], 0
    for index, run in enumerate(runs):
        high, low = divmod(index, RADIX)
        pieces += [text[position : run.end], chr(0x100000 + high) if high else "", chr(0xF0000 + low)]
        position = run.end
    return "".join([*pieces, text[position:]])


def _runs(text: str, names: list[Run]) -> Iterator[Run]:
    """What gets a mark; what gets none is added to the names."""
    position = 0
    for noted in (*_notation(text), Run(len(text), len(text), "")):
        for match in NAMED.finditer(text, position, noted.start):
            yield from _words(text, position, match.start())
            names.append(Run(*match.span(), str(match.lastgroup).replace("_", " ")))
            position = match.end()
        yield from _words(text, position, noted.start)
        position = noted.end
        if noted.kind:
            yield noted


def _words(text: str, start: int, end: int) -> Iterator[Run]:
    return (Run(*match.span(), "") for match in RUN.finditer(text, start, end))


def _notation(text: str) -> Iterator[Run]:
    """What looks like the author's notation, from left to right; whether it is any, Markdown says."""
    candidates = (Run(*match.span(), kind) for kind, each in LIKE.items() for match in each.finditer(text))
    position = 0
    for run in sorted(candidates):
        if run.start >= position:
            yield run
            position = run.end
