"""What of a post the safe tree cannot hold: nothing that a reader of the original saw goes without a line here."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag
from bs4.element import ProcessingInstruction

from press.wordpress import escape
from press.wordpress.safe import ATTRIBUTES, BLOCK, CARRIED, SCHEMES, WITH_CONTENT, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = re.compile(rf"\s*(?!{'|'.join(SCHEMES)})([a-z][a-z0-9+.-]*):", re.IGNORECASE)
EVERY = re.compile("")  # matches every name
CARRIED_BLOCKS = frozenset({"paragraph", "heading", "pullquote", "quote", "list", "list-item", "code", "preformatted",
                            "verse", "separator", "spacer", "more", "table", "html"})  # fmt: skip
SHORTCODE = re.compile(r"\[(gallery|caption|audio|video|playlist|embed)\b|\[([a-z][\w-]*)(?=\s+[\w-]+=)")
LOST_ATTRIBUTES = {"style": "inline styling", "start": "number that a list starts with", "title": "tooltip",
                   "dir": "direction of writing", "lang": "language of a passage"}  # fmt: skip


def of(content: str) -> Iterator[str]:
    """One sentence for each kind of thing that is lost, found in the original before it is cleaned."""
    original = BeautifulSoup(content, "html.parser")
    counts: Counter[str] = Counter()
    for name in BLOCK.findall(content):
        if name not in CARRIED_BLOCKS:
            counts[f"block {name}: nothing but text is kept of it"] += 1
    for match in SHORTCODE.finditer(original.get_text()):
        counts[f"shortcode {match[1] or match[2]}: kept as the text it is"] += 1
    for element in original.find_all(EVERY):
        if element.find_parent(WITH_CONTENT) is None:
            counts.update(_lost_of(element))
    instructions = original.find_all(string=lambda text: isinstance(text, ProcessingInstruction))
    counts["program text between <? and >: removed"] += len(instructions)
    counts["page break: the pages are one page here"] += content.count("<!--nextpage-->")
    for sentence, count in counts.items():
        if count:
            yield sentence if count == 1 else f"{sentence} ({count} times)"


def _lost_of(element: Tag) -> Iterator[str]:
    if element.name == "img":
        yield f"picture {unquote(str(element.get('src', ''))).split('?')[0].rsplit('/', 1)[-1][:80]}: not taken"
    elif element.name in WITH_CONTENT:
        yield f"element {element.name}: removed with its content"
    elif element.name not in CARRIED:
        yield f"element {element.name}: nothing but text is kept of it"
    if element.name == "pre" and any(child.name not in {"br", "code"} for child in element.find_all(EVERY)):
        yield "markup inside preformatted text: nothing but text is kept of it"
    for name in element.attrs:
        if name.startswith("on"):
            yield "event handler: removed"
        elif name in LOST_ATTRIBUTES and name not in ATTRIBUTES.get(element.name, set()):
            yield f"{LOST_ATTRIBUTES[name]}: not kept"
    href = str(element.get("href", ""))
    if element.name == "a" and href and "href" not in clean(f'<a href="{escape.attribute(href)}">'):
        scheme = SCHEME.match(href)
        kind = f"of the kind {scheme[1].lower()}" if scheme else "with a broken address"
        yield f"link {kind}: its text is kept"
