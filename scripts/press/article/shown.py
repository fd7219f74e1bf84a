"""What a page of HTML shows, and where: text in words, and what is code, mathematics, an address, a comment or markup.

A text in words is also what is read aloud or comes up on hover: an alternative text, a title, a label.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from press.article.dialect import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator

TAGS = {
    **dict.fromkeys(("code", "samp", "kbd", "tt", "var"), "code"),
    **dict.fromkeys(("script", "style", "template"), "program"),
    "pre": "fence",
    "math": "mathematics",
}
CLASSES = {
    **dict.fromkeys(("highlight", "highlighttable"), "fence"),
    **dict.fromkeys(("footnote-ref", "footnote-backref", "headerlink", "linenos"), "made"),  # no author wrote these
    "arithmatex": "mathematics",
}
SAID = {
    "alt", "title", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "placeholder", "label",
    "summary",
}  # fmt: skip
ADDRESSES = {"href", "src", "srcset", "action", "cite", "poster", "data"}

NOTE = re.compile(
    r"\[!\w+\]|(?i:(?:side )?note|nb|tip|hint|important|warning|caution|danger|attention|info(?:rmation)?|example"
    r"|update|edit|disclaimer|see also|reminder|tl;?dr|question|answer|todo|deprecated|experimental)\b"
    r"(?= ?[:!.\u2013\u2014-]|\W*$)"
)


class Piece(NamedTuple):
    """A text, what it is (nothing where it is shown in words), and the stretch and the quotation it belongs to."""

    text: str
    kind: str
    stretch: int
    quotation: int


class Around(NamedTuple):
    """What the elements around a text make of it."""

    kind: str = ""
    stretch: int = 0
    quotation: int = 0


VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
}  # fmt: skip


class Open(NamedTuple):
    """An element whose end has not come yet, and what it makes of its text."""

    tag: str
    around: Around


def pieces(html: str) -> list[Piece]:
    """The texts of a page in order; those that an extension made by itself are left out."""
    walk = Walk()
    walk.feed(html)
    walk.close()
    return walk.found


class Walk(HTMLParser):
    """Goes through a page; an end closes whatever was left open inside, and one that opens nothing is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Piece] = []
        self.open = [Open("", Around())]
        self.depths: dict[str, int] = {}  # how many of each are open: an end is not sought where there is none
        self.number = 0
        self.held = ""
        self.block: tuple[int, int] | None = None  # a block like a quotation, and how much was found before it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is said in attributes; a link whose words are its address is known by its first words."""
        self._release()
        self.number += 1
        around = self.open[-1].around
        attributes: dict[str, str] = {}
        for name, value in attrs:
            attributes.setdefault(name, value or "")  # of two of one name the first counts, as in a browser
        inside = _inside(tag, attributes, self.number, around)
        if inside.quotation != around.quotation:
            self.block = inside.quotation, len(self.found)
        self.found += _attributes(tag, attributes, self.number, around, inside)
        if tag not in VOID:
            self.open.append(Open(tag, inside))
            self.depths[tag] = self.depths.get(tag, 0) + 1
            address = attributes.get("href", "") if tag == "a" else ""
            self.held = address if ":" in address and not inside.kind else ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """In HTML the slash closes nothing, but what was written for XML means it."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and what stands open in it."""
        self._release()
        while self.depths.get(tag):
            closed = self.open.pop()
            self.depths[closed.tag] -= 1
            if closed.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        """A text; the first one in a block says whether that is a note."""
        if self.block and data.strip():
            if NOTE.match(unmarked(data).strip()):
                self._unquote(*self.block)
            self.block = None
        around = self.open[-1].around
        if self.held:
            if data and self.held.endswith(data):
                around = Around("link", self.number, around.quotation)
                self.open[-1] = self.open[-1]._replace(around=around)
            self._release()
        if data and around.kind != "made":
            self.found.append(Piece(data, *around))

    def handle_comment(self, data: str) -> None:
        """What stands in a comment."""
        self._apart(data)

    def handle_decl(self, decl: str) -> None:
        """A declaration shows nothing."""
        self._apart(decl)

    def unknown_decl(self, data: str) -> None:
        """Nor does one of another language."""
        self._apart(data)

    def handle_pi(self, data: str) -> None:
        """Nor an instruction."""
        self._apart(data)

    def _apart(self, data: str) -> None:
        self._release()
        self.number += 1
        self.found.append(Piece(data, "comment", self.number, self.open[-1].around.quotation))

    def _unquote(self, number: int, start: int) -> None:
        """Take back that a block is a quotation."""
        self.found[start:] = [
            piece._replace(quotation=0) if piece.quotation == number else piece for piece in self.found[start:]
        ]
        self.open = [
            each._replace(around=each.around._replace(quotation=0)) if each.around.quotation == number else each
            for each in self.open
        ]

    def _release(self) -> None:
        self.held = ""


def _inside(tag: str, attributes: dict[str, str], number: int, around: Around) -> Around:
    """What an element makes of its text, given what it stands in."""
    if tag == "press":
        return Around(attributes.get("kind", ""), number, around.quotation)
    if tag == "blockquote" and not around.quotation:
        return around._replace(quotation=number)
    kind = _kind(tag, attributes) if around.kind in {"", "link"} else ""
    return Around(kind, number, around.quotation) if kind else around


def _kind(tag: str, attributes: dict[str, str]) -> str:
    for name in attributes.get("class", "").split():
        if name in CLASSES:
            return CLASSES[name]
    return TAGS.get(tag, "")


def _attributes(tag: str, attributes: dict[str, str], number: int, around: Around, inside: Around) -> Iterator[Piece]:
    for name, value in attributes.items() if inside.kind != "made" and tag != "press" else ():
        if name in SAID or (name == "value" and tag in {"input", "button"}):
            yield Piece(value, *around)
        else:
            yield Piece(value, "link" if name in ADDRESSES else "attribute", number, around.quotation)
