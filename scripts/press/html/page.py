"""What the rules of the built site read of a page: its elements with their places, texts and ancestors."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

READ = {"data", "title", "desc", "style"}  # the elements whose text some rule reads
# Most of a page with drawings and tables: elements of which no rule asks anything but whether they hold a style, a
# script or an address. With none of these they are passed over, which makes reading nearly four times as quick.
SILENT = (
    "td|path|span|th|li|tr|text|p|label|g|code|ul|em|thead|tbody|table|caption|strong|h[2-6]|clipPath|rect|summary|ol|tspan"
    "|circle|line|br"
)
INERT = (
    "class|fill|d|stroke-(?:width|linecap|linejoin|dasharray|opacity)|stroke|transform|scope|clip-path|x|y|font-size"
    "|text-anchor|id|fill-opacity|opacity|aria-[a-z]+|for|role|tabindex|x1|x2|y1|y2|cx|cy|r|rx|ry|width|height|align"
    "|data-md-level"
)
PASSED_OVER = re.compile(rf'(?:</?(?:{SILENT})(?: (?:{INERT})="[^"<>]*+")*+ ?/?>)++')
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SUBRESOURCES = {
    "script": ("src",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"),
    "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "embed": ("src",), "object": ("data",),
    "input": ("src",), "use": ("href", "xlink:href"), "image": ("href", "xlink:href"), "form": ("action",),
}  # fmt: skip


class Element:
    """An element of a page: where it starts, what it says, and what it stands in."""

    def __init__(
        self, tag: str, attributes: dict[str, str], place: tuple[int, int], ancestors: tuple[Element, ...]
    ) -> None:
        self.tag, self.attributes, self.ancestors = tag, attributes, ancestors
        self.line, self.column = place
        self.words: list[str] = []

    @property
    def text(self) -> str:
        """What it says, white space made plain."""
        return " ".join("".join(self.words).split())

    @property
    def classes(self) -> set[str]:
        """The names in its class attribute."""
        return set(self.attributes.get("class", "").split())

    def within(self, tag: str, name: str) -> bool:
        """Whether it stands in an element of a tag and a class."""
        return any(element.tag == tag and name in element.classes for element in self.ancestors)


class Page(NamedTuple):
    """A built page: its elements in order, and its comments as (line, column, text)."""

    elements: list[Element]
    comments: list[tuple[int, int, str]]

    @property
    def is_redirect(self) -> bool:
        """Whether the page only leads on to another."""
        return any(
            each.tag == "meta" and each.attributes.get("http-equiv", "").lower() == "refresh" for each in self.elements
        )


@lru_cache(maxsize=4)  # the rules take turns on a page, and a site of a thousand pages has to fit
def parse(text: str) -> Page:
    """Read a page; what is not closed ends with what it stands in, and what no rule asks about is passed over."""
    reader = _Reader()
    reader.feed(PASSED_OVER.sub(lambda passed: " " * len(passed[0]), text))
    reader.close()
    return Page(reader.elements, reader.comments)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.comments: list[tuple[int, int, str]] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append(Element(tag, attributes, (line, column + 1), tuple(self.open)))

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                break

    def handle_data(self, data: str) -> None:
        for element in self.open:
            if element.tag in READ:
                element.words.append(data)

    def handle_comment(self, data: str) -> None:
        line, column = self.getpos()
        self.comments.append((line, column + 1, data))


def addresses(element: Element) -> list[str]:
    """The addresses that a browser asks for when it shows an element."""
    found = []
    for attribute in SUBRESOURCES.get(element.tag, ()):
        value = element.attributes.get(attribute, "")
        parts = [part.split()[0] for part in value.split(",") if part.split()] if attribute == "srcset" else [value]
        found += [part for part in parts if part]
    return found


def target(base: str, page: str, address: str) -> tuple[str, str] | None:
    """The path below the site and the fragment that an address names from a page; None where it leads elsewhere."""
    own = bool(base) and address.startswith(base)
    parts = urlsplit(address.removeprefix(base) if own else address)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if own or path.startswith("/"):
        name = path if own else path.removeprefix(urlsplit(base).path or "/")
        name = name.lstrip("/")
    else:
        name = posixpath.join(posixpath.dirname(page), path) if path else page
    name = posixpath.normpath(posixpath.join(name, "index.html") if not name or path.endswith("/") else name)
    return (name if name != "." else "index.html"), unquote(parts.fragment)
