"""One reading of a page: what its reader meets in words and what is something else, each where it stands in the source.

The page is rendered as its project's site renders it, and what is shown is taken from there; marks (`press.article.
marks`) say where in the source each run of words came from. So nothing is shown that was not read: a word without a
source, as an included file or a character written as its number brings it, is told apart (`Found`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, starmap
from pathlib import Path
from typing import NamedTuple

from press.article import leading, marks, shown, traced
from press.article.dialect import MARKS, PLAIN, Dialect
from press.article.leading import Leading
from press.article.marks import Marked
from press.article.remembered import remembered
from press.article.traced import Found, Word
from press.core.errors import PressError
from press.core.numbers import SIGN
from press.html import markup
from press.html.tree import Element

UNUSUAL = re.compile(f"{MARKS}|[\0-\b]")
# What opens a block of code, and what of it any engine knows: that one knows no `tab` makes no prose of code.
FENCE = re.compile(
    r"^([ \t>]*(?:`{3,}|~{3,})[ \t]*[\w#.+-]+)([ \t]+\w+(?:=(?:\"[^\"\n]*\"|'[^'\n]*'))[^\n`{]*)$", re.MULTILINE
)
KNOWN = re.compile(r"\b(?:hl_lines|linenums|title|title_mode)=")
NEAR = 40
MOST_OPEN = 1_000
# The signs that make words what they are, and those between.
AROUND = {
    "code": (r"`+[^\w`\n]*", r"[^\w`\n]*`+"),
    "fence": (r"(?:^|(?<=\n))[^\w\n]*", r"[^\w\n]*"),
    "comment": (r"<!--[^\w<>]*", r"[^\w<>]*-->"),
    "attribute": (r"</?[^\w<>]*", r"[^\w<>]*>"),
    "link": (r"\]\([^\w()]*", r"[^\w()]*\)"),
    "footnote": (r"\[\^", r"\]:?"),
    "entity": ("&#?", ";"),
    "bound": (SIGN, ""),  # of what has no mark only the word is known
}


class Span(NamedTuple):
    """A stretch of a text that is not shown in words, or not as words of the author's own, and what it is."""

    start: int
    end: int
    kind: str


class Heading(NamedTuple):
    """A heading: where its words begin, and its level."""

    offset: int
    level: int


class UnreadableError(PressError):
    """A text on which an extension of the project fails, and with it whatever builds the site."""

    def __init__(self, text: str, fault: Exception) -> None:
        """Say what failed, and keep the text, by which its file is found."""
        super().__init__(f"Markdown cannot read this page, nor build it: {fault}")
        self.text = text


class Reading(NamedTuple):
    """What is no word of the author's, block quotations, tables, what has no source, headings, links and images."""

    spans: tuple[Span, ...]
    quotations: tuple[Span, ...]
    tables: tuple[Span, ...]
    found: tuple[Found, ...]
    headings: tuple[Heading, ...]
    leading: tuple[Leading, ...]


@lru_cache(maxsize=1024)
def read(text: str, dialect: Dialect = PLAIN) -> Reading:
    """Read a text in Markdown."""
    if not dialect.cache:
        return _read(text, dialect)
    key = json.dumps([dialect.extensions, text])
    kept = remembered(Path(dialect.cache), key, lambda: _read(text, dialect))
    kinds = (Span, Span, Span, Found, Heading, Leading)
    return Reading(*(tuple(starmap(kind, each)) for kind, each in zip(kinds, kept, strict=True)))


def _read(text: str, dialect: Dialect) -> Reading:
    text = UNUSUAL.sub("\ufffd", text)
    if text.count("[") - text.count("]") > MOST_OPEN:  # the engine seeks the end of each to the last letter
        text = text.replace("[", "(")
    try:
        marked = marks.marked(FENCE.sub(_known, text), dialect.convert)
    except Exception as fault:
        raise UnreadableError(text, fault) from fault
    page = markup.read(marked.html)
    words, found = traced.words(text, page, marked)
    stretches = groupby(words, lambda word: word.called)
    return Reading(
        tuple(_stretch(text, list(group), kind) for (kind, _), group in stretches if kind),
        tuple(_lines(text, words, "quotation")),
        tuple(_lines(text, words, "table")),
        tuple(sorted(found)),
        tuple(_headings(page, marked)),
        tuple(leading.found(text, page, marked)),
    )


def _known(fence: re.Match[str]) -> str:
    """The line that opens a block of code without settings that engines do not know, as long as it was."""
    return fence[0] if KNOWN.search(fence[2]) else fence[1] + " " * len(fence[2])


def _headings(page: Element, marked: Marked) -> Iterator[Heading]:
    """The headings, each at its first word that has a source."""
    for level, words in shown.headings(page):
        for _, _, run in marks.found(words):
            yield Heading(marked.runs[run].start, level)
            break


def _stretch(text: str, words: list[Word], kind: str) -> Span:
    """The stretch of some words, with the signs around them that make them what they are."""
    start, end = words[0].start, words[-1].end
    if kind not in AROUND:
        return Span(start, end, kind)
    before, behind = AROUND[kind]
    is_signed = kind == "bound" and not text[start].isdigit()
    head = None if is_signed else re.search(f"(?:{before})$", text[max(0, start - NEAR) : start])
    tail = re.compile(behind).match(text, end)
    return Span(start - len(head[0]) if head else start, tail.end() if tail else end, kind)


def _lines(text: str, words: list[Word], what: str) -> Iterator[Span]:
    """The block quotations or tables that words stand in, in whole lines."""
    places: dict[int, tuple[int, int]] = {}
    for word in words:
        if number := getattr(word, what):
            places[number] = (places.get(number, (word.start,))[0], word.end)
    for start, last in places.values():
        end = text.find("\n", last)
        yield Span(text.rfind("\n", 0, start) + 1, len(text) if end < 0 else end, what)
