"""The links and the images of a page, as Markdown reads them, each where it stands in the source.

The marks in an address, and in the words of an image (`press.article.marks`), say where these were written. An image
that has no words, and its address elsewhere, stands behind whatever has a mark before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from press.article import marks
from press.article.dialect import unmarked
from press.article.marks import Marked
from press.html.tree import Element, Node

ADDRESS = {"a": "href", "img": "src"}
OPENING = re.compile(r"!\[|<img", re.IGNORECASE)
NEAR = 1_000  # as far as an image's sign is sought


class Leading(NamedTuple):
    """A link (`a`) or an image (`img`): where it begins, a link with its address, and where its address stands.

    `words` are what an image says instead; `raw` is one that is written in HTML, `alone` has a paragraph to itself.
    """

    offset: int
    at: int
    tag: str
    address: str
    words: str
    raw: bool
    alone: bool


def found(text: str, page: Element, marked: Marked) -> Iterator[Leading]:
    """Those of a page, in its order."""
    behind = 0
    for node, alone in _nodes(page):
        if isinstance(node, str):
            behind = max((place for _, place in _places(node, marked)), default=behind)
            continue
        words, address = node.attributes.get("alt", ""), node.attributes.get(ADDRESS[node.tag], "")
        at = _begin(address, marked, behind)
        before = text[max(0, at - NEAR) : at].rstrip("\"' <")
        raw, inside = before.endswith("="), before.endswith(("=", "("))
        offset = at if node.tag == "a" else _opening(text, _begin(words, marked, at if inside else -1), behind)
        yield Leading(offset, at, node.tag, unmarked(address), unmarked(words), raw, alone)
        behind = behind if node.tag == "a" else max(behind, offset + 1)


def _nodes(page: Element) -> Iterator[tuple[Node, bool]]:
    """Texts, links and images in order, and whether each has a paragraph to itself."""
    stack: list[tuple[Node, bool]] = [(page, False)]
    while stack:
        node, alone = stack.pop()
        if isinstance(node, str) or node.tag in ADDRESS:
            yield node, alone
        if not isinstance(node, str):
            inside = [child for child in node.children if not isinstance(child, str) or child.strip()]
            stack += ((child, node.tag == "p" and len(inside) == 1) for child in reversed(inside))


def _places(said: str, marked: Marked) -> Iterator[tuple[int, int]]:
    """Where in a text marks stand, and where in the source what is before them ends."""
    return ((start, marked.runs[run].end) for start, _, run in marks.found(said))


def _begin(said: str, marked: Marked, otherwise: int) -> int:
    """Where in the source a text begins, by its first mark."""
    return next((place - start for start, place in _places(said, marked)), otherwise)


def _opening(text: str, words: int, behind: int) -> int:
    """Where an image begins: before its words or its address, or behind what stands before it."""
    if words >= 0:
        *_, last = [words, *(match.start() for match in OPENING.finditer(text, max(0, words - NEAR), words))]
        return last
    first = OPENING.search(text, behind, behind + NEAR)
    return first.start() if first else behind
