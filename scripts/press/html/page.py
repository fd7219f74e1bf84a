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
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias, cast
from urllib.parse import unquote, urlsplit

from lxml import etree

from press.core.errors import PressError

if TYPE_CHECKING:
    from collections.abc import Iterator


Element: TypeAlias = etree._Element  # noqa: SLF001 - the public names are those of functions
Comment: TypeAlias = etree._Comment  # noqa: SLF001
Text: TypeAlias = etree._ElementUnicodeResult  # noqa: SLF001
LINES = 65_535  # the last line that libxml2 counts
SUBRESOURCES = {
    "script": ("src",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"),
    "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "embed": ("src",), "object": ("data",),
    "input": ("src",), "use": ("href", "xlink:href"), "image": ("href", "xlink:href"), "form": ("action",),
}  # fmt: skip
DATA = {"application/json", "application/ld+json", "text/template"}  # a script of these types is not run


class Page:
    """A built page; `place` is what an error calls it."""

    def __init__(self, text: str, place: str) -> None:
        self.text, self.place = text, place
        self._far: dict[Element, int] = {}
        self._known: dict[tuple[str, int], int] = {}  # where a tag that ends in a line starts
        self._root = self._parse()

    def _parse(self) -> Element | None:
        """The outermost element, if there is any; what is nested deeper than the parser goes is an error."""
        if self.text.count("\n") < LINES - 1:
            parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
            root: Element | None = etree.fromstring(self.text.encode(), parser)
        else:
            root, parser = self._parse_by_lines()
        for problem in parser.error_log.filter_from_fatals():
            raise PressError(
                f"{self.place}:{problem.line}: cannot be read further: {problem.message}; simplify the page"
            )
        return root

    def _parse_by_lines(self) -> tuple[Element, etree.HTMLPullParser]:
        """The same, given line by line, where libxml2 no longer counts them."""
        parser = etree.HTMLPullParser(events=("start", "comment"), encoding="utf-8", huge_tree=True)
        for number, line in enumerate(self.text.split("\n"), 1):
            parser.feed(f"{line}\n".encode())
            self._far |= {element: number for _, element in parser.read_events()}
        return parser.close(), parser

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

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Each text in order, with the element that it stands in."""
        for text in [] if self._root is None else cast("list[Text]", self._root.xpath("//text()")):
            before = cast("Element", text.getparent())
            yield (cast("Element", before.getparent()) if text.is_tail else before), str(text)

    @property
    def comments(self) -> list[Comment]:
        """The comments in order."""
        return [] if self._root is None else cast("list[Comment]", self._root.xpath("//comment()"))

    def line(self, node: Element | Comment) -> int:
        """The line where a tag or a comment starts; the parser knows where it ends."""
        start = f"<{node.tag}" if isinstance(node.tag, str) else "<!--"
        end = self._far.get(node) or node.sourceline or 1
        if (start, end) not in self._known:
            text, lines = self._small
            found = text.rfind(start, 0, lines[end])
            self._known[start, end] = bisect_right(lines, found) if found >= 0 else end
        return self._known[start, end]

    @cached_property
    def lines(self) -> list[int]:
        """Where the lines of the page begin, and where the last one ends."""
        return line_starts(self.text)

    @cached_property
    def _small(self) -> tuple[str, list[int]]:
        """The page in small letters, and where its lines begin, which may be elsewhere."""
        text = self.text.lower()
        return text, line_starts(text)

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


def line_starts(text: str) -> list[int]:
    """Where the lines of a text begin, and where the last one ends."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def classes(element: Element) -> set[str]:
    """The names in its class attribute."""
    return set(element.get("class", "").split())


def words(element: Element) -> str:
    """What it says, white space made plain."""
    return " ".join("".join(element.itertext()).split())


def allowance(script: Element) -> str:
    """What a policy says to let a script on the page run: the hash of its text, as a browser reads it."""
    text = (script.text or "").replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _addresses(element: Element) -> Iterator[str]:
    for attribute in SUBRESOURCES[str(element.tag)]:
        if value := element.get(attribute, ""):
            yield from (
                (part.split()[0] for part in value.split(",") if part.split()) if attribute == "srcset" else [value]
            )


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
