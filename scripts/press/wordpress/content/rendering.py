"""What was written is rendered once, to prove that its words are those of the tree it was written from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nh3
from markdown import Markdown

from press.html import tree
from press.html.safe import CARRIED
from press.html.tree import Element, Node
from press.wordpress.content import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

REFERENCE = re.compile(r'<sup id="fnref.*?</sup>')
CONTEXT_WORDS = 5


def difference(
    root: Element, text: str, notes: Iterable[Sequence[Node]] = (), extensions: Sequence[str] = escape.EXTENSIONS
) -> list[str]:
    """What reads differently, as one sentence, once `text` is rendered; nothing when every word is the same."""
    body, _, foot = Markdown(extensions=list(extensions)).convert(text).partition('<div class="footnote">')
    rendered = words(REFERENCE.sub("", body)) + words(foot.replace("&#8617;", ""))
    expected = tree.words(root) + [word for note in notes for word in tree.words(Element("p", {}, list(note)))]
    if expected == rendered:
        return []
    place = next((i for i, pair in enumerate(zip(expected, rendered, strict=False)) if pair[0] != pair[1]),
                 min(len(expected), len(rendered)))  # fmt: skip
    start = max(0, place - CONTEXT_WORDS)
    original, here = (" ".join(side[start : place + CONTEXT_WORDS]) for side in (expected, rendered))
    return [f'words differ from the original, first at "{original}", which reads "{here}" here']


def words(html: str) -> list[str]:
    """The words of a piece of HTML in order."""
    return tree.words(tree.parse(nh3.clean(html, tags=set(CARRIED), link_rel=None)))
