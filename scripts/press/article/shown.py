"""What a page of HTML shows, and where: text in words, and what is code, mathematics, an address, a comment or markup.

A text in words is also what is read aloud or comes up on hover: an alternative text, a title, a label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = {"code", "samp", "kbd", "tt", "var"}
PROGRAM = {"script", "style", "template"}
SAID = {
    "alt", "title", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "placeholder", "label",
    "summary",
}  # fmt: skip
ADDRESSES = {"href", "src", "srcset", "action", "cite", "poster", "data"}
MADE = {"footnote-ref", "footnote-backref", "headerlink", "linenos"}  # what an extension adds to what was written
DEEP = 2_000


class Piece(NamedTuple):
    """A text, what it is (nothing where it is shown in words), which stretch it belongs to, and the quotation it is in."""

    text: str
    kind: str
    stretch: int
    quotation: int


def pieces(html: str) -> Iterator[Piece]:
    """The texts of a page in order; those that an extension made by itself are left out."""
    parser = etree.HTMLParser(huge_tree=True, remove_blank_text=False)
    root = etree.fromstring(f"<html><body>{html}</body></html>", parser)
    kinds: list[tuple[str, int, int]] = [("", 0, 0)]  # kind, stretch and quotation of the elements around
    for number, (event, element) in enumerate(etree.iterwalk(root, events=("start", "end", "comment", "pi")), 1):
        if event == "start":
            kind, stretch, quotation = _inside(element, number, *kinds[-1])
            kinds.append((kind, stretch, quotation))
            yield from _attributes(element, number, kinds[-2])
            yield from _text(element.text, kinds[-1])
        else:
            if event == "end":
                kinds.pop()
            else:
                yield Piece(element.text or "", "comment", number, kinds[-1][2])
            if kinds:
                yield from _text(element.tail, kinds[-1])


def _inside(element: etree._Element, number: int, kind: str, stretch: int, quotation: int) -> tuple[str, int, int]:
    """What the text of an element is, given what it stands in."""
    tag, classes = str(element.tag), set((element.get("class") or "").split())
    if tag == "press":
        return str(element.get("kind")), number, quotation
    if tag == "blockquote":
        return kind, stretch, quotation or number
    own = _own(element, tag, classes)
    return (own, number, quotation) if own and kind in {"", "link"} else (kind, stretch, quotation)


def _own(element: etree._Element, tag: str, classes: set[str]) -> str:
    if classes & MADE:
        return "made"
    if tag == "pre" or "highlight" in classes or "highlighttable" in classes:
        return "fence"
    if tag in CODE:
        return "code"
    if tag in PROGRAM:
        return "program"
    if tag == "math" or "arithmatex" in classes:
        return "mathematics"
    if (
        tag == "a"
        and element.text
        and element.get("href", "").endswith(element.text)
        and ":" in element.get("href", "")
    ):
        return "link"
    return ""


def _attributes(element: etree._Element, number: int, around: tuple[str, int, int]) -> Iterator[Piece]:
    kind, stretch, quotation = around
    for name, value in element.items():
        if name == "class" and element.tag == "press":
            continue
        if str(name) in SAID or (name == "value" and element.tag in {"input", "button"}):
            yield Piece(str(value), kind, stretch, quotation)
        else:
            yield Piece(str(value), "link" if str(name) in ADDRESSES else "attribute", number, quotation)


def _text(text: str | None, around: tuple[str, int, int]) -> Iterator[Piece]:
    if text and around[0] != "made":
        yield Piece(text, *around)
