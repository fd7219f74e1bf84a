"""Where on a page tags stand, to the character: what is put into a page leaves every other byte as it was.

The parser of `press.html.page` knows the line where a tag ends, up to the 65,535th; a tokenizer that knows all places
is ten times as slow. So it reads a page where a finding needs its line, and of most others no more than a few lines.
"""

from __future__ import annotations

from functools import lru_cache
from html.parser import HTMLParser
from itertools import accumulate, count
from operator import add
from typing import NamedTuple

COMMENT, WORDS = "!--", ""  # what a comment is called among tags, and what holds its words


class Tag(NamedTuple):
    """A tag from its first character to behind its last; an end tag's name begins with `/`, and it has no length."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int


def classed(text: str, name: str) -> list[Tag]:
    """The tags that have a class."""
    return [tag for tag in by_line(text) if name in tag.attributes.get("class", "").split()]


def tags(text: str) -> list[Tag]:
    """All tags and comments of a text."""
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    return reader.found


def by_line(text: str) -> list[Tag]:
    """All tags and comments of a text whose lines are mostly those of other pages too: such a line is read once."""
    found: list[Tag] = []
    start = 0
    for line in text.split("\n"):
        if "<" in line:
            tags_of_line = _of_line(line)
            if tags_of_line is None:
                return tags(text)
            found += [Tag(name, attributes, start + at, start + end) for name, attributes, at, end in tags_of_line]
        start += len(line) + 1
    return found


@lru_cache(maxsize=256)
def _of_line(line: str) -> list[Tag] | None:
    """The tags of a line; None where one of them, a comment or a script goes on behind it."""
    reader = _Reader(line)
    reader.feed(f"{line}\n")
    return None if reader.rawdata or reader.cdata_elem else reader.found


def line_starts(text: str) -> list[int]:
    """Where the lines of a text begin, and where the last one ends."""
    return list(map(add, accumulate(map(len, text.split("\n")), initial=0), count()))


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Tag] = []
        self.begins = line_starts(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._found(tag, {key: value or "" for key, value in attrs}, len(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        self._found(f"/{tag}", {}, 0)

    def handle_comment(self, data: str) -> None:
        self._found(COMMENT, {WORDS: data}, 0)

    def _found(self, name: str, attributes: dict[str, str], length: int) -> None:
        line, column = self.getpos()
        start = self.begins[line - 1] + column
        self.found.append(Tag(name, attributes, start, start + length))
