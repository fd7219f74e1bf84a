"""What was written is rendered once, to prove that its words are those of the tree it was written from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import nh3
from markdown import Markdown

from press.html import tree
from press.html.safe import CARRIED
from press.html.tree import Element, Node
from press.wordpress.content import escape
from press.wordpress.content.surroundings import Loss, lost

CONTEXT_WORDS = 5


def difference(root: Element, text: str, notes: Iterable[Sequence[Node]] = ()) -> list[Loss]:
    """What reads differently, as one sentence, once `text` is rendered; nothing when every word is the same."""
    rendered = words(Markdown(extensions=list(escape.EXTENSIONS)).convert(text))
    expected = tree.words(root) + [word for note in notes for word in tree.words(Element("p", {}, list(note)))]
    if expected == rendered:
        return []
    place = next((i for i, pair in enumerate(zip(expected, rendered, strict=False)) if pair[0] != pair[1]),
                 min(len(expected), len(rendered)))  # fmt: skip
    start = max(0, place - CONTEXT_WORDS)
    original, here = (" ".join(side[start : place + CONTEXT_WORDS]) for side in (expected, rendered))
    return [lost('words differ from the original, first at "{}", which reads "{}" here', original, here)]


def words(html: str) -> list[str]:
    """The words of a piece of HTML in order, without the numbers of its footnotes and the arrows back from them."""
    root = tree.parse(nh3.clean(html, tags=set(CARRIED), attributes={"a": {"class"}, "sup": {"id"}}, link_rel=None))
    for element in root.walk():
        element.children = [child for child in element.children if isinstance(child, str) or not _is_sign(child)]
    return tree.words(root)


def _is_sign(element: Element) -> bool:
    return element.attributes.get("id", "").startswith("fnref") or "footnote-backref" in element.classes
