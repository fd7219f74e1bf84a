"""Where on a page tags stand, to the character: what is put into a page leaves every other byte as it was.

A tokenizer that knows places is slow, and the parser of `press.html.page` knows only lines. So the one reads no more
than the lines that the other names; where the two see different tags there, it reads the whole page.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from press.html.page import line_starts

if TYPE_CHECKING:
    from press.html.page import Element, Page


class Tag(NamedTuple):
    """A tag from its first character to behind its last; an end tag's name begins with `/`, and it has no length."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int


def head(page: Page) -> list[Tag]:
    """The tags of a page up to that of its body, and in the same line."""
    body = next(page.elements("body"), None)
    return tags(page.text if body is None else page.text[: page.lines[body.sourceline or 0]])


def starts(page: Page, elements: list[Element], name: str) -> list[Tag]:
    """The start tags of all elements that have a class, which are given in order."""
    lines = sorted({element.sourceline or 1 for element in elements})
    spans = [page.lines[line - 1 : line + 1] for line in lines]
    found = [tag for start, end in spans for tag in _classed(page.text[start:end], name, start)]
    same = [(tag.name, tag.attributes) for tag in found] == [(each.tag, dict(each.attrib)) for each in elements]
    return found if same else _classed(page.text, name)


def _classed(text: str, name: str, offset: int = 0) -> list[Tag]:
    return [tag for tag in tags(text, offset) if name in tag.attributes.get("class", "").split()]


def tags(text: str, offset: int = 0) -> list[Tag]:
    """All tags in a text that stands at an offset of a page."""
    reader = _Reader(text, offset)
    reader.feed(text)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self, text: str, offset: int) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Tag] = []
        self.behind = offset
        self.lines = line_starts(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._found(tag, {key: value or "" for key, value in attrs}, len(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        self._found(f"/{tag}", {}, 0)

    def _found(self, name: str, attributes: dict[str, str], length: int) -> None:
        line, column = self.getpos()
        start = self.behind + self.lines[line - 1] + column
        self.found.append(Tag(name, attributes, start, start + length))
