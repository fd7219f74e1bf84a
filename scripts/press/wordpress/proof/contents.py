"""What a reader finds on a page, as lists that two pages can be compared by.

This reads HTML apart from the importer, with a parser of its own, so that a fault of the one cannot hide in the other.
Compared are the words in order, headings, links, pictures, code byte by byte, the cells of tables, and the comments,
which `press.wordpress.proof.threads` reads. What differs by nature is made alike first: typography that the server
sets while it shows a post, and players, which the mirror replaces by links.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from press.html import hosts
from press.wordpress.content import embeds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
UNSEEN = frozenset(
    {"script", "style", "template", "svg", "object", "iframe", "audio", "video", "title", "head", "math"}
)
PHRASES = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "em", "font", "i", "img", "ins", "kbd", "label",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr",
})  # fmt: skip
MARKED = frozenset({"pre", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
NAMED = (
    "mrgreen|neutral|twisted|arrow|shock|smile|cool|evil|grin|idea|oops|razz|roll|wink|cry|eek|lol|mad|sad|!|\\?|\\?{3}"
)
SMILIES = re.compile(rf"(?<!\S)(?:[:;8]-?[()?DPox|O]|:(?:{NAMED}):)(?!\S)|[\U0001f600-\U0001f64f]")
TYPOGRAPHY = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u2032", "'")  # quotes and primes
    | dict.fromkeys("\u201c\u201d\u201e\u2033", '"')
    | dict.fromkeys("\u2013\u2014", "-")  # dashes
    | {"\u2026": "...", "\u00d7": "x"}
    | dict.fromkeys("\u200b\ufe0e\ufe0f", "")  # no width, no look
)
SIZE = re.compile(r"-(?:\d+x\d+|scaled|e\d{10,})(?=\.\w+$)")
NAMES_HOST = re.compile(r"(?:https?:)?//", re.IGNORECASE)
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


class Score(NamedTuple):
    """How much of each kind agrees, from 0 to 1, and the first difference of each kind that does not."""

    shares: dict[str, float]
    differences: tuple[str, ...]

    @property
    def whole(self) -> float:
        """The least share: a page is mirrored as far as its worst kind is."""
        return min(self.shares.values())


def read(
    html: str, link: Callable[[str], str | None], *, within: str = "", without: frozenset[str] = frozenset()
) -> Facts:
    """The facts of a page, or of its element of the class `within`, less those of the classes `without`.

    `link` says where an address leads; None for one that is not compared.
    """
    reader = _Reader(link, within, without)
    reader.feed(html)
    reader.close()
    lists = (reader.headings, reader.links, reader.pictures, reader.code, reader.cells)
    return Facts(tuple(normal("".join(reader.text)).split()), *map(tuple, lists))


def compare(original: Facts, mirrored: Facts) -> Score:
    """Both pages, kind by kind."""
    shares, differences = {}, []
    for kind in KINDS:
        before, after = getattr(original, kind), getattr(mirrored, kind)
        shares[kind] = _share(before, after)
        if shares[kind] < 1:
            differences.append(f"{kind}: {_first(before, after)}")
    return Score(shares, tuple(differences))


def normal(text: str) -> str:
    """Text without what the server's typography changes (quotes, dashes, smileys), and without private addresses."""
    text = hosts.redact(unicodedata.normalize("NFC", text))[0]
    text = SMILIES.sub("☺", text.replace("``", '"').replace("''", '"').replace("\xa0", " "))
    return re.sub(r"-+", "-", text.translate(TYPOGRAPHY))


def file(url: str) -> str:
    """A picture's name, whichever of its sizes is meant."""
    if url.startswith("data:"):
        return url
    return SIZE.sub("", unquote(urlsplit(url).path).rsplit("/", 1)[-1])


def _share(before: Sequence[str], after: Sequence[str]) -> float:
    if before == after:
        return 1.0
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


def _first(before: Sequence[str], after: Sequence[str]) -> str:
    place = next((i for i, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
                 min(len(before), len(after)))  # fmt: skip
    shown = [" ".join(side[max(0, place - 3) : place + 4]) or "nothing" for side in (before, after)]
    return f'"{shown[0]}" there, "{shown[1]}" here'


class _Reader(HTMLParser):
    """Collects facts while it goes through a page; `regions` are the open elements that change what is collected."""

    def __init__(self, link: Callable[[str], str | None], within: str, without: frozenset[str]) -> None:
        super().__init__()
        self.link, self.within, self.without = link, within, without
        self.regions: dict[str, tuple[str, int]] = {} if within else {"inside": ("", 1)}
        self.text: list[str] = []
        self.headings: list[str] = []
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.code: list[str] = []
        self.cells: list[str] = []
        self.starts: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag is, and whether what it holds counts."""
        attributes = {key: value or "" for key, value in attrs}
        classes = set(attributes.get("class", "").split())
        for name, (opened, depth) in self.regions.items():
            self.regions[name] = (opened, depth + (tag == opened))
        if "inside" not in self.regions:
            self._enter("inside", tag, starts=self.within in classes)
            return
        if tag == "h1" and self.within and not self.headings:
            self._enter("unseen", tag, starts=True)  # the page's own title
        if tag in {"audio", "source", "video"} and attributes.get("src"):
            self.pictures.append(file(attributes["src"]))
        if "unseen" in self.regions:
            return
        self.text.append("" if tag in PHRASES else " ")
        if not classes & self.without:
            self._seen(tag, attributes, classes)
        replaced = bool(self.within) and "embed" in classes  # a link that stands in for what was shown from elsewhere
        hidden = tag in UNSEEN or bool(classes & self.without) or _back(tag, attributes) or replaced
        self._enter("unseen", tag, starts=hidden)
        self._enter("embed", tag, starts="wp-block-embed" in classes)
        if tag in MARKED:
            self.starts.append((tag, len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        """Note what ends."""
        unseen = "unseen" in self.regions
        for name, (opened, depth) in list(self.regions.items()):
            if tag == opened and depth == 1:
                del self.regions[name]
            elif tag == opened:
                self.regions[name] = (opened, depth - 1)
        if "inside" in self.regions and not unseen:
            self._end(tag)
            self.text.append("" if tag in PHRASES else " ")

    def handle_data(self, data: str) -> None:
        """Text counts, save the bare address of something that was shown from elsewhere."""
        address = "embed" in self.regions and re.fullmatch(r"\s*https?://\S+\s*", data)
        if "inside" not in self.regions or "unseen" in self.regions:
            return
        if address:
            self._link(embeds.player_page(data.strip()))
        else:
            self.text.append(data)

    def _enter(self, name: str, tag: str, *, starts: bool) -> None:
        if starts and tag not in VOID and name not in self.regions:
            self.regions[name] = (tag, 1)

    def _seen(self, tag: str, attributes: dict[str, str], classes: set[str]) -> None:
        if tag == "a" and not _back(tag, attributes):
            self._link(attributes.get("href", ""))
        elif tag == "iframe" and NAMES_HOST.match(attributes.get("src", "")) and "wp-embedded-content" not in classes:
            self._link(embeds.player_page(attributes["src"]))
        elif tag == "img":
            self._picture(attributes)

    def _link(self, href: str) -> None:
        target = self.link(href.strip()) if href else None
        if target is not None:
            self.links.append(target)

    def _picture(self, attributes: dict[str, str]) -> None:
        source = attributes.get("src", "")
        target = self.link(source)
        if target is not None and NAMES_HOST.match(target):
            self.links.append(target)  # on another host: a link stands in for it
        elif source.startswith("data:") or target is not None:
            self.pictures.append(f"{file(source)} {normal(attributes.get('alt', ''))}".strip())

    def _end(self, tag: str) -> None:
        if not self.starts or self.starts[-1][0] != tag:
            return
        _, start = self.starts.pop()
        text = "".join(self.text[start:])
        if tag == "pre":
            self.code.append(text.strip("\n"))
        elif tag in {"td", "th"}:
            self.cells.append(" ".join(normal(text).split()))
        else:
            self.headings.append(f"{tag} {' '.join(normal(text).split())}")


def _back(tag: str, attributes: dict[str, str]) -> bool:
    """Whether an element is the arrow from a footnote back to its reference."""
    return tag == "a" and re.fullmatch(r"#.*-link", attributes.get("href", "")) is not None
