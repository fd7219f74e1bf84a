"""What a page of HTML shows, and where: text in words, and what is code, mathematics, an address, a comment or markup.

A text in words is also what is read aloud or comes up on hover: an alternative text, a title, a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from press.article import number_columns
from press.article.dialect import unmarked
from press.html.tree import COMMENT, Element, Node

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
    "summary", "data-title", "data-tooltip", "data-tip", "data-label", "data-caption", "data-description",
    "data-hint", "data-content", "data-original-title", "data-bs-title", "data-bs-content", "aria-placeholder",
    "srcdoc",
}  # fmt: skip
ADDRESSES = {"href", "src", "srcset", "action", "cite", "poster", "data"}
LEVELS = {f"h{level}": level for level in range(1, 7)}

NOTE = re.compile(
    r"\[!\w+\]|(?i:(?:side )?note|nb|tip|hint|important|warning|caution|danger|attention|info(?:rmation)?|example"
    r"|update|edit|disclaimer|see also|reminder|tl;?dr|question|answer|todo|deprecated|experimental)\b"
    r"(?= ?[:!.\u2013\u2014-]|\W*$)"
)


class Piece(NamedTuple):
    """A text, what it is (nothing where it is shown in words), and the stretch, quotation and table it belongs to."""

    text: str
    kind: str
    stretch: int
    quotation: int
    table: int


class Around(NamedTuple):
    """What the elements around a text make of it."""

    kind: str = ""
    stretch: int = 0
    quotation: int = 0
    table: int = 0


def pieces(page: Element) -> Iterator[Piece]:
    """The texts of a page in order; those that an extension made by itself are left out."""
    numbers = count(1)
    named: dict[Element, str] = {}
    stack: list[tuple[Node, Around]] = [(page, Around())]
    while stack:
        node, around = stack.pop()
        if isinstance(node, str):
            if node and around.kind != "made":
                yield Piece(node, *around)
            continue
        number = next(numbers)
        if node.tag == COMMENT:
            yield Piece(node.begins, *_called("comment", number, around))
            continue
        inside = _inside(node, number, around)
        if node.tag == "table":
            named |= number_columns.cells(node)
            inside = inside._replace(table=inside.table or number)
        elif node in named and not inside.kind:
            inside = inside._replace(kind=named[node], stretch=number)
        yield from _attributes(node, number, around, inside)
        stack += ((child, inside) for child in reversed(node.children))


def headings(page: Element) -> Iterator[tuple[int, str]]:
    """The headings of a page in order: the level, and the words."""
    for element in page.walk():
        if element.tag in LEVELS:
            yield LEVELS[element.tag], element.text()


def _inside(element: Element, number: int, around: Around) -> Around:
    """What an element makes of its text, given what it stands in."""
    if element.tag == "press":
        return _called(element.attributes.get("kind", ""), number, around)
    if element.tag == "blockquote" and not around.quotation and not _is_note(element):
        return around._replace(quotation=number)
    kind = _kind(element) if around.kind in {"", "link"} else ""
    return _called(kind, number, around) if kind else around


def _called(kind: str, number: int, around: Around) -> Around:
    """A stretch of a kind of its own, in what it stands in."""
    return around._replace(kind=kind, stretch=number)


def _is_note(element: Element) -> bool:
    """Whether a block is set like a quotation and says that it is a note."""
    said = (text for text in element.texts() if text.strip())
    return NOTE.match(unmarked(next(said, "")).strip()) is not None


def _kind(element: Element) -> str:
    for name in element.attributes.get("class", "").split():
        if name in CLASSES:
            return CLASSES[name]
    address = element.attributes.get("href", "") if element.tag == "a" else ""
    if ":" in address and element.begins and address.endswith(element.begins):
        return "link"
    return TAGS.get(element.tag, "")


def _attributes(element: Element, number: int, around: Around, inside: Around) -> Iterator[Piece]:
    addresses = {unmarked(value) for name, value in element.attributes.items() if name in ADDRESSES}
    for name, value in element.attributes.items() if inside.kind != "made" and element.tag != "press" else ():
        if unmarked(value) in addresses:  # a title that says where a link leads
            yield Piece(value, *_called("link", number, around))
        elif name in SAID or (name == "value" and element.tag in {"input", "button", "meter", "progress"}):
            yield Piece(value, *around)
        else:
            yield Piece(value, *_called("attribute", number, around))
