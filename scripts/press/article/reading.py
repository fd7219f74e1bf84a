"""One reading of a page: what its reader meets in words and what is something else, each where it stands in the source.

The page is rendered as its project's site renders it, and what is shown is taken from there; marks (`press.article.
marks`) say where in the source each run of words came from. So nothing is shown that was not read: a word without a
source, as an included file or a character written as its number brings it, is told apart (`Found`).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise, starmap
from pathlib import Path
from typing import NamedTuple

from press.article import leading, marks, markup, shown
from press.article.dialect import MARKS, PLAIN, Dialect
from press.article.leading import Leading
from press.article.marks import Marked, Run
from press.article.markup import Element
from press.article.remembered import remembered
from press.article.shown import Piece
from press.core.numbers import SIGN

WORD = re.compile(r"[^\W_]+")
UNUSUAL = re.compile(f"{MARKS}|[\0-\b]")
LOST = "attribute"  # what does not come out is markup
CALLED = {"footnote", "list number", "entity", "link", "fence"}
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


class Found(NamedTuple):
    """A word with a digit that a page shows and its source has not, and about where it comes from."""

    offset: int
    text: str


class Heading(NamedTuple):
    """A heading: where its words begin, and its level."""

    offset: int
    level: int


class Reading(NamedTuple):
    """What is not shown in words, the block quotations, what is shown without a source, headings, links and images."""

    spans: tuple[Span, ...]
    quotations: tuple[Span, ...]
    found: tuple[Found, ...]
    headings: tuple[Heading, ...]
    leading: tuple[Leading, ...]


class Word(NamedTuple):
    """A word of the source, what it is on the page, and which stretch and quotation it belongs to there."""

    start: int
    end: int
    kind: str
    stretch: int
    quotation: int

    @property
    def called(self) -> tuple[str, int]:
        """What it is, nothing where it is shown in words of the author, and the stretch."""
        return self.kind or ("quotation" if self.quotation else ""), self.stretch


class Part(NamedTuple):
    """What a page shows between two marks: the words, each with the piece it is from, and the run that ends it."""

    words: list[tuple[str, Piece]]
    run: int
    piece: Piece


@lru_cache(maxsize=1024)
def read(text: str, dialect: Dialect = PLAIN) -> Reading:
    """Read a text in Markdown."""
    if not dialect.cache:
        return _read(text, dialect)
    key = json.dumps([dialect.extensions, text])
    kept = remembered(Path(dialect.cache), key, lambda: _read(text, dialect))
    kinds = (Span, Span, Found, Heading, Leading)
    return Reading(*(tuple(starmap(kind, each)) for kind, each in zip(kinds, kept, strict=True)))


def _read(text: str, dialect: Dialect) -> Reading:
    text = UNUSUAL.sub("\ufffd", text)
    if text.count("[") - text.count("]") > MOST_OPEN:  # the engine seeks the end of each to the last letter
        text = text.replace("[", "(")
    marked = marks.marked(FENCE.sub(_known, text), dialect.convert)
    page = markup.read(marked.html)
    words, found = _traced(text, marked, list(_parts(page, marked)))
    stretches = groupby(words, lambda word: word.called)
    quotations = groupby(words, lambda word: word.quotation)
    return Reading(
        tuple(_stretch(text, list(group), kind) for (kind, _), group in stretches if kind),
        tuple(_lines(text, list(group)) for number, group in quotations if number),
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


def _parts(page: Element, marked: Marked) -> Iterator[Part]:
    words: list[tuple[str, Piece]] = []
    piece = Piece("", "", 0, 0)
    for piece in shown.pieces(page):
        position = 0
        for start, end, run in marks.found(piece.text):
            words += [(word, piece) for word in WORD.findall(piece.text, position, start)]
            yield Part(words, run, piece)
            words, position = [], end
        words += [(word, piece) for word in WORD.findall(piece.text, position)]
    yield Part(words, len(marked.runs), piece)


def _traced(text: str, marked: Marked, parts: list[Part]) -> tuple[list[Word], list[Found]]:
    """The words of the source, each as what it came out, and the words that came from nowhere."""
    runs = [*marked.runs, Run(len(text), len(text), "")]
    seen = sorted({part.run for part in parts})
    begins = {run: runs[before].end if before >= 0 else 0 for before, run in pairwise([-1, *seen])}
    best: dict[int, list[Word]] = {}
    found: list[Found] = []
    behind = 0
    for part in parts:
        words, rest = _matched(text, begins[part.run], runs[part.run], part)
        if part.run not in best or _worth(words) > _worth(best[part.run]):
            best[part.run] = words
        found += [Found(behind, word) for word in rest]
        behind = runs[part.run].end
    return list(_named([word for run in seen for word in best[run]], marked.names)), found


def _matched(text: str, start: int, run: Run, part: Part) -> tuple[list[Word], list[str]]:
    """The words of a stretch of the source, held to those that came out of it, from the mark backwards."""
    noted = bool(run.kind) and part.piece.kind == run.kind
    end = run.start if noted else run.end
    words = [Word(*match.span(), LOST, 0, 0) for match in WORD.finditer(text, start, end)]
    places = defaultdict(list)
    for index, word in enumerate(words):
        places[text[word.start : word.end]].append(index)
    rest, limit = [], len(words)
    for said, piece in reversed(part.words):
        indexes = [] if noted and piece is part.piece else places.get(said, [])
        while indexes and indexes[-1] >= limit:
            indexes.pop()
        if indexes:
            limit = indexes.pop()
            words[limit] = Word(words[limit].start, words[limit].end, *piece[1:])
        elif not (piece.kind or said.isalpha()):
            rest.append(said)
    if noted:
        begin = text.index("<!--", run.start) if run.kind == "held word" else run.start
        words.append(Word(begin, run.end, *part.piece[1:]))
    return words, rest


def _worth(words: list[Word]) -> int:
    return sum(not word.kind for word in words)


def _named(words: list[Word], names: list[Run]) -> Iterator[Word]:
    """Words that did not come out, each called after the place it stands in."""
    number = 0
    for word in words:
        while number < len(names) and names[number].end <= word.start:
            number += 1
        inside = word.kind == LOST and number < len(names) and names[number].start <= word.start
        if inside and names[number].kind in CALLED:
            yield word._replace(kind=names[number].kind, stretch=-number - 1)
        else:
            yield word


def _stretch(text: str, words: list[Word], kind: str) -> Span:
    """The stretch of some words, with the signs around them that make them what they are."""
    start, end = words[0].start, words[-1].end
    if kind not in AROUND:
        return Span(start, end, kind)
    before, behind = AROUND[kind]
    head = re.search(f"(?:{before})$", text[max(0, start - NEAR) : start])
    tail = re.compile(behind).match(text, end)
    return Span(start - len(head[0]) if head else start, tail.end() if tail else end, kind)


def _lines(text: str, words: list[Word]) -> Span:
    """The lines of a block quotation."""
    end = text.find("\n", words[-1].end)
    return Span(text.rfind("\n", 0, words[0].start) + 1, len(text) if end < 0 else end, "quotation")
