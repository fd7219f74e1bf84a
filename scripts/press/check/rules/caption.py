"""A figure stands under its own words, and not under those of another figure of the page.

What a figure is about is known: its name, its title, and what its result says and measures. Two figures whose words
each fit the other better than their own have changed places, and whoever cannot see them is told of the wrong one.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from press.article import sentences
from press.check.reading import Finding
from press.check.rules import image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.check.reading import Reading
    from press.core.results import Results

STAGE = "sources"


class Shown(NamedTuple):
    """A figure on a page: where, its words, and its name."""

    offset: int
    words: str
    name: str


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each of two figures of a page that have the words of the other."""
    about = {name: sentences.stems(_said(result)) for name, result in reading.results.items()}
    spread = Counter(stem for stems in about.values() for stem in stems)

    def fit(words: str, name: str) -> float:
        return sum(1 / spread[stem] for stem in sentences.stems(words) & about[name])

    for path, text in reading.pages.items():
        shown = [each for each in _shown(reading, text) if each.name in about]
        for first, second in combinations(shown, 2):
            if fit(first.words, second.name) > fit(first.words, first.name) and (
                fit(second.words, first.name) > fit(second.words, second.name)
            ):
                for one, other in ((first, second), (second, first)):
                    message = f"the words of {one.name} are about {other.name}; each figure has its own"
                    yield Finding(*reading.place(path, text, one.offset), "caption", message)


def _shown(reading: Reading, text: str) -> Iterator[Shown]:
    for each in image.images(reading, text):
        figure = image.FIGURE.search(each.target)
        if figure:
            yield Shown(each.start, each.words, figure["name"])


def _said(result: Results) -> str:
    """All that a result says of itself."""
    measured = (f"{key} {number.meaning}" for key, number in result.numbers.items())
    return " ".join((result.name, result.title, result.lay, result.read, result.alt, *measured))
