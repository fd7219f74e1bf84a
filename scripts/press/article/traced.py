"""Where the words of a page come from in its source, and as what each word of the source came out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from press.article import marks, shown
from press.article.marks import Marked, Run
from press.article.shown import Piece
from press.html.tree import Element

WORD = re.compile(r"[^\W_]+")
LOST = "attribute"  # what does not come out is markup
CALLED = {"footnote", "list number", "entity", "link", "fence"}


class Found(NamedTuple):
    """A word with a digit that a page shows and its source has not, and about where it comes from."""

    offset: int
    text: str


class Word(NamedTuple):
    """A word of the source, what it is on the page, and which stretch, quotation and table it belongs to there."""

    start: int
    end: int
    kind: str
    stretch: int
    quotation: int
    table: int

    @property
    def called(self) -> tuple[str, int]:
        """What it is, nothing where it is shown in words of the author, and the stretch."""
        return self.kind or ("quotation" if self.quotation else ""), self.stretch


class Part(NamedTuple):
    """What a page shows between two marks: the words, each with the piece it is from, and the run that ends it."""

    words: list[tuple[str, Piece]]
    run: int
    piece: Piece


def words(text: str, page: Element, marked: Marked) -> tuple[list[Word], list[Found]]:
    """The words of the source, each as what it came out on the page, and the words that came from nowhere."""
    parts = list(_parts(page, marked))
    runs = [*marked.runs, Run(len(text), len(text), "")]
    seen = sorted({part.run for part in parts})
    begins = {run: runs[before].end if before >= 0 else 0 for before, run in pairwise([-1, *seen])}
    best: dict[int, list[Word]] = {}
    found: list[Found] = []
    behind = 0
    for part in parts:
        came, rest = _matched(text, begins[part.run], runs[part.run], part)
        if part.run not in best or _worth(came) > _worth(best[part.run]):
            best[part.run] = came
        found += [Found(behind, word) for word in rest]
        behind = runs[part.run].end
    return list(_named([word for run in seen for word in best[run]], marked.names)), found


def _parts(page: Element, marked: Marked) -> Iterator[Part]:
    words: list[tuple[str, Piece]] = []
    piece = Piece("", "", 0, 0, 0)
    for piece in shown.pieces(page):
        position = 0
        for start, end, run in marks.found(piece.text):
            words += [(word, piece) for word in WORD.findall(piece.text, position, start)]
            yield Part(words, run, piece)
            words, position = [], end
        words += [(word, piece) for word in WORD.findall(piece.text, position)]
    yield Part(words, len(marked.runs), piece)


def _matched(text: str, start: int, run: Run, part: Part) -> tuple[list[Word], list[str]]:
    """The words of a stretch of the source, held to those that came out of it, from the mark backwards."""
    noted = bool(run.kind) and part.piece.kind == run.kind
    end = run.start if noted else run.end
    words = [Word(*match.span(), LOST, 0, 0, 0) for match in WORD.finditer(text, start, end)]
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
