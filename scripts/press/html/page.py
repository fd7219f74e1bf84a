"""A built page: its elements in order with their lines, read once, by one parser for all who ask.

The parser is libxml2's. It cuts a page into tags and texts as browsers do, but builds a plainer tree: nothing is moved
out of a table, and no element of a drawing changes its name but to small letters. What differs is in the tests.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from typing import TypeAlias, cast
from urllib.parse import unquote, urlsplit

from lxml import etree

from press.core.errors import PressError
from press.html import hosts, source
from press.html.source import Tag

Element: TypeAlias = etree._Element  # noqa: SLF001 - the public names are those of functions
Comment: TypeAlias = etree._Comment  # noqa: SLF001

SUBRESOURCES = {
    "script": ("src",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"),
    "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "embed": ("src",), "object": ("data",),
    "input": ("src",), "use": ("href", "xlink:href"), "image": ("href", "xlink:href"), "form": ("action",),
}  # fmt: skip
SCRIPTED = etree.XPath("//*[@*[name() = 'style' or starts-with(name(), 'on')]]")
DATA = {"application/json", "application/ld+json", "text/template"}  # a script of these types is not run


class Page:
    """A built page; `place` is what an error calls it."""

    def __init__(self, text: str, place: str) -> None:
        self.text, self.place = text, place
        parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
        self._root: Element | None = etree.fromstring(text.encode(), parser)
        for problem in parser.error_log.filter_from_fatals():
            raise PressError(f"{place}:{problem.line}: cannot be read further: {problem.message}; simplify the page")

    def elements(self, *tags: str) -> Iterator[Element]:
        """The elements of these tags in order, or all."""
        return iter(()) if self._root is None else self._root.iter(*(tags or ("*",)))

    @cached_property
    def having(self) -> defaultdict[str, list[Element]]:
        """The elements that have an attribute, in order, by its name."""
        found = defaultdict(list)
        for element in self.elements():
            for name in element.keys():  # noqa: SIM118 - iterating over an element gives its children
                found[str(name)].append(element)
        return found

    def classed(self, *names: str) -> list[Element]:
        """The elements in whose class attribute the letters of a name stand, in order: few of many, which C finds."""
        return [] if self._root is None else _naming(names)(self._root)

    def scripted(self) -> list[Element]:
        """The elements with a style or a handler of events in an attribute, in order."""
        return [] if self._root is None else SCRIPTED(self._root)

    def inline(self) -> Iterator[tuple[Element, str]]:
        """The elements with a style or a handler of events in an attribute, each with the attribute's name."""
        for element in self.scripted():
            names = map(str, element.keys())
            yield from ((element, name) for name in names if name == "style" or name.startswith("on"))

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Each text in order, with the element that it stands in."""
        walk = () if self._root is None else etree.iterwalk(self._root, events=("start", "end", "comment"))
        for event, node in walk:
            place, text = (node, node.text) if event == "start" else (node.getparent(), node.tail)
            if place is not None and text:
                yield place, text

    @property
    def comments(self) -> list[Comment]:
        """The comments in order; the parser's own search takes a time that grows with their square."""
        if self._root is None:
            return []
        before = reversed(list(self._root.itersiblings(etree.Comment, preceding=True)))
        found = [*before, *self._root.iter(etree.Comment), *self._root.itersiblings(etree.Comment)]
        return cast("list[Comment]", found)

    def line(self, node: Element | Comment) -> int:
        """The line where a tag or a comment starts; where two parsers differ, the one where it ends."""
        return self._places.get(node, node.sourceline or 1)

    def head(self) -> list[Tag]:
        """The tags up to that of the body, and in the same line."""
        body = next(self.elements("body"), None)
        return source.by_line(self.text if body is None else self.text[: self.lines[body.sourceline or 0]])

    def starts(self, elements: list[Element], name: str) -> list[Tag]:
        """The start tags of all elements that have a class, which are given in order."""
        lines = sorted({element.sourceline or 1 for element in elements})
        spans = [self.lines[line - 1 : line + 1] for line in lines]
        found = [
            tag._replace(start=start + tag.start, end=start + tag.end)
            for start, end in spans
            for tag in source.classed(self.text[start:end], name)
        ]
        same = [(tag.name, tag.attributes) for tag in found] == [(each.tag, dict(each.attrib)) for each in elements]
        return found if same else source.classed(self.text, name)

    @cached_property
    def lines(self) -> list[int]:
        """Where the lines of the page begin, and where the last one ends."""
        return source.line_starts(self.text)

    @cached_property
    def _places(self) -> dict[Element, int]:
        """The line of everything: looked for when the first is asked for, which most pages never see."""
        return {} if self._root is None else _lines(self.text, self._root)

    @cached_property
    def leads_on(self) -> bool:
        """Whether the page only leads to another."""
        return any(each.get("http-equiv", "").lower() == "refresh" for each in self.elements("meta"))

    @cached_property
    def described(self) -> str:
        """Its description, as a search engine shows it."""
        found = (each for each in self.elements("meta") if each.get("name") == "description")
        return next(filter(None, (each.get("content", "").strip() for each in found)), "")

    @cached_property
    def anchors(self) -> set[str]:
        """What a fragment may name."""
        return {each.get("id", "") for each in self.having["id"]} | {
            each.get("name", "") for each in self.elements("a")
        }

    @cached_property
    def addresses(self) -> list[tuple[Element, str]]:
        """What a browser asks for when it shows the page: each address with its element."""
        return [(each, address) for each in self.elements(*SUBRESOURCES) for address in _addresses(each)]

    @cached_property
    def scripts(self) -> list[Element]:
        """The scripts that stand on the page and run."""
        found = (each for each in self.elements("script") if "src" not in each.attrib)
        return [each for each in found if each.get("type", "").strip().lower() not in DATA]


def _lines(text: str, root: Element) -> dict[Element, int]:
    """The lines of all elements and comments below a root: of as many as look alike, one after the other."""
    places, nodes, begins = defaultdict(list), defaultdict(list), source.line_starts(text)
    for tag in source.tags(text):
        places[tag.name, frozenset(tag.attributes.items())].append(bisect_right(begins, tag.start))
    for node in root.iter():
        if isinstance(node.tag, str):
            nodes[node.tag, frozenset(node.attrib.items())].append(node)
        else:
            nodes[source.COMMENT, frozenset([(source.WORDS, node.text or "")])].append(node)
    alike = ((same, places[key]) for key, same in nodes.items() if len(same) == len(places[key]))
    return {node: line for same, found in alike for node, line in zip(same, found, strict=True)}


@cache
def _naming(names: tuple[str, ...]) -> etree.XPath:
    return etree.XPath(f"//*[{' or '.join(f'contains(@class, {name!r})' for name in names)}]")


def classes(element: Element) -> set[str]:
    """The names in its class attribute."""
    return set(element.get("class", "").split())


def words(element: Element) -> str:
    """What it says, white space made plain."""
    return " ".join("".join(element.itertext()).split())


def allowance(script: Element) -> str:
    """What a policy says to let a script on the page run: the hash of its text, as a browser reads it."""
    return _hashed((script.text or "").replace("\r\n", "\n").replace("\r", "\n"))


@lru_cache(maxsize=128)
def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _addresses(element: Element) -> Iterator[str]:
    for attribute in SUBRESOURCES[str(element.tag)]:
        if value := element.get(attribute, ""):
            yield from (
                (part.split()[0] for part in value.split(",") if part.split()) if attribute == "srcset" else [value]
            )


def target(base: str, page: str, address: str) -> tuple[str, str] | None:
    """The path below the site and the fragment that an address names from a page; None where it leads elsewhere."""
    if hosts.broken(address):
        return None
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
