"""What the rules of the built site read of a page: its elements with their places, texts and ancestors."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

    from press.project import Project

READ = {"data", "title", "desc", "h1", "style"}  # the elements whose text some rule reads
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

    @property
    def anchors(self) -> set[str]:
        """What a fragment may name on this page."""
        names = {each.attributes["id"] for each in self.elements if "id" in each.attributes}
        return names | {
            each.attributes["name"] for each in self.elements if each.tag == "a" and "name" in each.attributes
        }


@cache
def parse(text: str) -> Page:
    """Read a page; what is not closed ends with what it stands in."""
    reader = _Reader()
    reader.feed(text)
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
        depths = [depth for depth, element in enumerate(self.open) if element.tag == tag]
        if depths:
            del self.open[depths[-1] :]

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


def site_url(project: Project) -> str:
    """Where the site will stand, if its settings say so; always with a slash at its end, or empty."""
    settings = project.root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8") if settings.is_file() else ""
    match = re.search(r"^site_url:[ \t]*[\"']?(?P<url>[^\s\"'#]+)", text, re.MULTILINE)
    return f"{match['url'].rstrip('/')}/" if match else ""


def target(site: Path, base: str, page: Path, address: str) -> tuple[Path, str] | None:
    """The file and the fragment of this site that an address names from a page; None where it leads elsewhere."""
    parts = urlsplit(address.removeprefix(base) if base else address)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if address.startswith((base or "/", "/")):
        place = site / path.removeprefix(urlsplit(base).path or "/").lstrip("/")
    else:
        place = page.parent / path if path else page
    return (place / "index.html" if path.endswith("/") or place.is_dir() else place), unquote(parts.fragment)
