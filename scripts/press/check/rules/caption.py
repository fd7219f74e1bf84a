"""A figure stands under its own words, and not under those of another figure of the page.

What a figure is about is known: its name, its title, and what its result says and measures; of a drawing that a run
wrote, its name and the words in it. Two figures whose words would fit better in each other's place have changed places,
and whoever cannot see them is told of the wrong one; so it is where both have the same words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from os.path import normpath
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from press.article import sentences
from press.check.finding import Finding
from press.check.reading import Reading
from press.check.rules import image
from press.core.results import Results
from press.html import markup

STAGE = "sources"
ALONE = True
BINDINGS = True
LITTLE = 1e-9  # what sums differ by in another order


class Shown(NamedTuple):
    """A figure on a page: where, its words, and its name."""

    offset: int
    words: str
    name: str


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each figure of a page that has the words of another."""
    about = {name: sentences.stems(_said(result)) for name, result in reading.results.items()}
    drawings = (path for path in reading.outputs if path.suffix == ".svg" and path.is_file())
    about |= {path.as_posix(): sentences.stems(_drawn(path)) for path in drawings}
    spread = Counter(stem for stems in about.values() for stem in stems)

    def fit(words: str, name: str) -> float:
        return sum(1 / spread[stem] for stem in sentences.stems(words) & about[name])

    for path, text in reading.pages.items():
        shown = [each for each in _shown(reading, path, text) if each.name in about]
        for first, second in combinations(shown, 2):
            own = fit(first.words, first.name), fit(second.words, second.name)
            turned = [(first, second), (second, first)]
            if first.words == second.words and first.name != second.name:
                turned = [turned[own[0] >= own[1]]]
            elif fit(first.words, second.name) + fit(second.words, first.name) <= sum(own) + LITTLE:
                continue
            for one, other in turned:
                message = f"the words of {_stem(one)} are about {_stem(other)}; each figure has its own"
                yield Finding(*reading.place(path, text, one.offset), "caption", message)


def _shown(reading: Reading, path: Path, text: str) -> Iterator[Shown]:
    for each in image.images(reading, text):
        figure = image.FIGURE.search(each.address)
        drawing = normpath(path.parent / each.address.partition("#")[0])
        yield Shown(each.offset, each.words, figure["name"] if figure else drawing)


def _drawn(path: Path) -> str:
    """The name of a drawing and the words in it."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return " ".join((path.stem, *markup.read(text).texts()))


def _stem(shown: Shown) -> str:
    return PurePosixPath(shown.name).stem


def _said(result: Results) -> str:
    """All that a result says of itself."""
    measured = (f"{key} {number.meaning}" for key, number in result.numbers.items())
    return " ".join((result.name, result.title, result.lay, result.read, result.alt, *measured))
