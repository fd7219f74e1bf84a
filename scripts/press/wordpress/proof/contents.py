"""What a reader finds on a page, as lists that two pages can be compared by.

This reads HTML apart from the importer, by another parser, so that a fault of the one cannot hide in the other.
Compared are the words in order, headings, links, pictures, code byte by byte, the cells of tables, and the comments,
which `press.wordpress.proof.threads` reads. What differs by nature is made alike first: typography that the server
sets while it shows a post, and players, which the mirror replaces by links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple, TypeAlias

from lxml import etree

from press.html import players
from press.wordpress.proof import alike

Element: TypeAlias = etree._Element  # noqa: SLF001 - the public name is that of a function
UNSEEN = frozenset({"script", "style", "template", "svg", "iframe", "audio", "video", "title", "head", "math"})
NAMING = 50  # elements of an object that may name what it shows
PLUGGED, PARAMETERS = ("object", "embed"), {"movie", "src", "filename", "url"}
PHRASES = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "button", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "input", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "select",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
# What a browser sets apart from the words around it; all else that somebody may have made up stands in a line.
KNOWN = frozenset({
    "address", "article", "aside", "audio", "blockquote", "body", "br", "canvas", "caption", "center", "col",
    "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "embed", "fieldset", "figcaption", "figure",
    "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html",
    "iframe", "img", "legend", "li", "link", "listing", "main", "marquee", "menu", "meta", "nav", "noscript", "object",
    "ol", "optgroup", "option", "p", "param", "plaintext", "pre", "script", "search", "section", "source", "style",
    "summary", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr", "track",
    "ul", "video", "xmp",
})  # fmt: skip
LATER = ("data-src", "data-lazy-src", "data-original")
PLAYED = ("audio", "source", "video")
MARKED = frozenset({"pre", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
NAMES_HOST = re.compile(r"(?:https?:)?//", re.IGNORECASE)
SEEN = frozenset({"img", "iframe", "object", "embed", "video", "audio"})
MANY = 1000
PARTS = re.compile(r"\s*(?:more|nextpage)\b")  # comments at which the server ends a paragraph
KINDS = ("words", "headings", "links", "pictures", "code", "cells", "comments")


class Facts(NamedTuple):
    """What stands on a page, in order."""

    words: tuple[str, ...]
    headings: tuple[str, ...]
    links: tuple[str, ...]
    pictures: tuple[str, ...]
    code: tuple[str, ...]
    cells: tuple[str, ...]
    comments: tuple[str, ...] = ()


def read(
    html: str,
    link: Callable[[str], str | None],
    *,
    within: str = "",
    without: frozenset[str] = frozenset(),
    whole: bool = False,
) -> Facts:
    """The facts of a page, or of its element of the class `within`, less those of the classes `without`.

    `link` says where an address leads; None for one that is not compared. Of a page of this site the title and what
    stands in for something from elsewhere are left out, unless it is to be read as a `whole`.
    """
    reader = _Reader(link, without, ours=bool(within) and not whole)
    for root in islice((each for each in elements(html) if not within or within in _classes(each)), 1):
        reader.read(root)
    return Facts(tuple(reader.words), *map(tuple, reader.found.values()))


def words(element: Element, part: str) -> str:
    """What the first part of an element says that a path names; nothing where there is none."""
    reader = _Reader(lambda _: None, frozenset(), ours=False)
    for found in islice(element.iterfind(part), 1):
        reader.read(found)
    return " ".join(reader.words)


def elements(html: str, tag: str = "*") -> Iterator[Element]:
    """The elements of a page in order; the first of all holds the others."""
    root = etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    return iter(()) if root is None else root.iter(tag)


def _shown_within(element: Element) -> Iterator[bool]:
    """Of each thing in an element whether a reader sees it."""
    for event, each in etree.iterwalk(element, events=("start", "end")):
        yield each.tag in SEEN if event == "start" else bool((each.tail or "").strip()) and each is not element
        if event == "start":
            yield bool((each.text or "").strip())
    yield False


def _shown_by(element: Element) -> str:
    """The address of what an object of a plug-in shows."""
    held = list(islice(element.iter("param", *PLUGGED), NAMING))
    named = [each.get("data") or each.get("src") or "" for each in held if each.tag != "param"]
    named += [each.get("value", "") for each in held if each.get("name", "").lower() in PARAMETERS]
    return next(filter(NAMES_HOST.match, (name.strip() for name in named)), "")


def _is_phrase(element: Element) -> bool:
    """Whether it stands in a line, as those do that no standard knows; a picture parts words, wherever it stands."""
    return element.tag in PHRASES or element.tag not in KNOWN


def _later(element: Element) -> str:
    """Where a script finds a picture once a reader comes near, unless the same stands beside for those without one."""
    beside = {each.tag for each in (element.getprevious(), element.getnext()) if each is not None}
    found = next((given for name in LATER if (given := element.get(name))), "")
    return ("" if "noscript" in beside else found) if found else element.get("src", "")


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


class _Reader:
    """Collects facts on a walk through a page; `starts` has where the text of each open element begins that is kept."""

    def __init__(self, link: Callable[[str], str | None], without: frozenset[str], *, ours: bool) -> None:
        self.link, self.without, self.ours = link, without, ours
        self.text: list[str] = []
        self.found: dict[str, list[str]] = {kind: [] for kind in KINDS[1:-1]}
        self.starts: dict[Element, int] = {}
        self.embeds: set[Element] = set()

    @property
    def words(self) -> list[str]:
        """All that is said, in order."""
        return alike.normal("".join(self.text)).split()

    def read(self, root: Element) -> None:
        """Walk through an element; a tree that strangers made may be too deep to climb down into."""
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                self.text.append("" if _is_phrase(element) else " ")
                if self._seen(element):
                    self._begin(element)
                else:
                    walk.skip_subtree()
                continue
            if event == "end":
                self._end(element)
            elif event == "comment" and PARTS.match(element.text or ""):
                self.text.append(" ")
            if element is not root:
                self._say(element.tail)

    def _seen(self, element: Element) -> bool:
        """Note what an element is, and say whether what it holds counts."""
        tag, classes, source = element.tag, _classes(element), element.get("src", "")
        title = tag == "h1" and self.ours and not self.found["headings"]
        back = tag == "a" and re.fullmatch(r"#.*-link", element.get("href", ""))  # from a footnote to its reference
        if title or back or classes & self.without:
            return False
        if tag == "a" and not any(islice(_shown_within(element), MANY)):
            self.text.append(" " if any(element.itertext()) else "")
            return False  # nobody could see or follow it
        if tag == "a":
            self._link(element.get("href", ""))
        elif tag == "iframe" and NAMES_HOST.match(source) and "wp-embedded-content" not in classes:
            self._link(players.page(source))
        elif tag in PLUGGED and (address := _shown_by(element)):
            self._link(players.page(address))
            return False
        elif tag == "img":
            shown = source if source and not source.startswith("data:") else _later(element)
            self._picture(shown, element.get("alt", ""))
        elif tag in {"audio", "video"}:
            played = (each.get("src", "") for each in element.iter(*PLAYED))
            self.found["pictures"] += map(alike.file, filter(None, played))
        replaced = self.ours and "embed" in classes  # a link that stands in for what was shown from elsewhere
        return tag not in UNSEEN and not replaced

    def _begin(self, element: Element) -> None:
        if element.tag in MARKED:
            self.starts[element] = len(self.text)
        if "wp-block-embed" in _classes(element):
            self.embeds.add(element)
        self._say(element.text)

    def _end(self, element: Element) -> None:
        self.embeds.discard(element)
        if element in self.starts:
            self._keep(str(element.tag), "".join(self.text[self.starts.pop(element) :]))
        self.text.append("" if _is_phrase(element) else " ")

    def _say(self, text: str | None) -> None:
        """Text counts, save the bare address of something that was shown from elsewhere."""
        if self.embeds and re.fullmatch(r"\s*https?://\S+\s*", text or ""):
            self._link(players.page((text or "").strip()))
        else:
            self.text.append(text or "")

    def _link(self, href: str) -> None:
        target = self.link(href.strip()) if href else None
        if target is not None:
            self.found["links"].append(target)

    def _picture(self, source: str, alternative: str) -> None:
        if not source:
            return
        target = self.link(source)
        if target is not None and NAMES_HOST.match(target):
            self.found["links"].append(target)  # on another host: a link stands in for it
        elif source.startswith("data:") or target is not None:
            self.found["pictures"].append(f"{alike.file(source)} {alike.normal(alternative)}".strip())

    def _keep(self, tag: str, text: str) -> None:
        if tag == "pre":
            self.found["code"].append("\n".join(map(str.rstrip, text.split("\n"))).strip("\n"))
        elif tag in {"td", "th"}:
            self.found["cells"].append(" ".join(alike.normal(text).split()))
        else:
            self.found["headings"].append(f"{tag} {' '.join(alike.normal(text).split())}")
