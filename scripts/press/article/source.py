"""The texts that people wrote into a file, as one text in Markdown, and where each of its characters stands there.

A page is its body. A ledger is the texts of some keys, one after the other, an experiment those of some constants,
without the indentation, quotes and signs that YAML and Python put around them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from press.article import programs, texts
from press.article.texts import Range

LEDGER_PROSE = {"fair", "short", "says", "change", "because", "why"}  # the rest of the ledger is keys and quotations
# `name` and `title` are those of links, of palettes and in `extra`, which themes print; of `nav` the keys are shown.
SHOWN = {"site_name", "site_description", "site_author", "copyright", "name", "title", "announcement", "annotate"}
META = {
    "title", "description", "subtitle", "summary", "abstract", "excerpt", "lead", "heading", "short_title", "nav_title",
    "tags", "categories", "keywords", "caption", "alt",
}  # fmt: skip
CONSTANTS = {"LAY", "READ", "LIMITS", "ALT"}
QUOTES = re.compile(r"\w*(?P<quotes>\"\"\"|'''|\"|'|)")
SIGN = re.compile(r"[>|][-+\d]*[ \t]*(?:#[^\n]*)?(?=\n)")
LINE = re.compile(r"[^\n]+")


class Source:
    """A text in Markdown, taken from a file; `whole` are the stretches of it that are prose, signs and all."""

    def __init__(self, file: str, whole: list[Range], ranges: Iterable[tuple[str, Range]]) -> None:
        self.whole = whole
        self._from: list[int] = []
        self._to: list[int] = []
        pieces, length = [], 0
        for before, (start, end) in ranges:
            length += len(before)
            self._from.append(length)
            self._to.append(start)
            pieces += [before, file[start:end]]
            length += end - start
        self.text = "".join(pieces)

    def place(self, offset: int) -> int:
        """Where in the file a character of the text stands."""
        index = max(0, bisect_right(self._from, offset) - 1)
        return self._to[index] + offset - self._from[index]


def page(text: str) -> Source:
    """The body of a page; of its front matter a title and a description are shown, which are no Markdown."""
    start, end = texts.front_matter(text)
    said = [(start + first, start + last) for first, last in texts.values(text[start:end], META)]
    body = (texts.body(text), len(text))
    return Source(text, [*said, body], [("", body)])


def ledger(text: str) -> Source:
    """The ledger's own words."""
    whole = texts.values(text, LEDGER_PROSE)
    return Source(text, whole, _values(text, whole))


def settings(text: str) -> Source:
    """What the settings of a site show on each page."""
    whole = sorted({*texts.values(text, SHOWN), *texts.keys(text, "nav")})
    return Source(text, whole, _values(text, whole))


def program(found: Callable[[str], Iterator[Range]], text: str) -> Source:
    """What a script or a style sheet shows: the strings that are found in it."""
    whole = list(found(text))
    return Source(text, whole, (("\n\n", stretch) for stretch in whole))


def experiment(text: str) -> Source:
    """What an experiment says of itself."""
    whole = texts.strings(text, CONSTANTS)
    return Source(text, whole, _strings(text, whole))


def _values(text: str, whole: list[Range]) -> Iterator[tuple[str, Range]]:
    for start, end in whole:
        sign, before = SIGN.match(text, start, end), "\n\n"
        for line in LINE.finditer(text, *((sign.end(), end) if sign else _unquoted(text, start, end))):
            begin = line.end() - len(line[0].lstrip())
            yield before, (begin, line.end())
            before = "\n\n" if text.startswith("\n\n", line.end()) else "\n" if sign and sign[0][0] == "|" else " "


def _strings(text: str, whole: list[Range]) -> Iterator[tuple[str, Range]]:
    behind = 0
    for start, end in whole:
        joined = not text[behind:start].strip()
        yield " " if joined else "\n\n", _unquoted(text, start, end)
        behind = end


def _unquoted(text: str, start: int, end: int) -> Range:
    match = QUOTES.match(text, start, end)
    quotes = match["quotes"] if match else ""
    closed = quotes and end - start > len(quotes) and text.endswith(quotes, start, end)
    return (match.end() if match and quotes else start), end - len(quotes) if closed else end


# By the ending of a file, or by its name.
READERS: dict[str, Callable[[str], Source]] = {
    ".md": page, ".yml": ledger, ".py": experiment, "mkdocs.yml": settings,
    ".js": partial(program, programs.script), ".css": partial(program, programs.style),
}  # fmt: skip


def kind(path: Path) -> str:
    """What a file is read as."""
    return path.name if path.name in READERS else path.suffix
