"""What of a post a page cannot hold: nothing that a reader of the original saw goes without a line here."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, starmap
from typing import TYPE_CHECKING

from press.html import hosts, tags
from press.html.safe import CARRIED, SCHEMES, WITH_CONTENT
from press.wordpress.content import blocks, shortcodes
from press.wordpress.source.block_comments import COMMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME = re.compile(r"[\w-]+")  # of a tag, which is whatever stands behind a `<`
SCHEME = re.compile(rf"[\s\x00-\x20]*(?!(?:{'|'.join(SCHEMES)}):)([a-z][a-z0-9+.-]*):", re.IGNORECASE)
PLUGIN = re.compile(r"(?<!\[)\[(?!/)([a-z][\w-]*)(?=\s+[\w-]+=|\s*/?\](?:[^\]]*\[/\1\]))", re.DOTALL)
STATIC = frozenset(
    {"block", "footnotes", "more", "nextpage", "spacer", "shortcode", "separator"}
)  # no server made them
UNTYPED = frozenset({"html", "head", "body"})  # a parser sets them around a fragment; the page has its own
PLAIN = CARRIED | UNTYPED


def of(content: str) -> Iterator[str]:
    """One sentence for each kind of thing that is lost, found in the original before it is cleaned."""
    counts: Counter[str] = Counter()
    for match in COMMENT.finditer(content):
        if match["alone"] and match["name"] not in STATIC:
            counts[f"block {match['name']}: a list or a form that the server made"] += 1
    for match in PLUGIN.finditer(content):
        if match[1] not in shortcodes.KNOWN:
            counts[f"shortcode {match[1]}: kept as the text it is"] += 1
    counts["page break: the pages are one page here"] += len(blocks.NEXT_PAGE.findall(content))
    counts.update(chain.from_iterable(starmap(_lost_of, tags.read(content, WITH_CONTENT))))
    for sentence, count in counts.items():
        if count:
            yield sentence if count == 1 else f"{sentence} ({count} times)"


def _lost_of(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    if tag == tags.PROGRAM:
        yield "program text between <? and >: removed"
    elif tag == "iframe":
        yield f"element {tag}: a link stands in for it"
    elif tag in WITH_CONTENT:
        yield f"element {tag}: removed with its content"
        return
    elif tag not in PLAIN and (name := NAME.match(tag)):
        yield f"element {name[0]}: nothing but text is kept of it"
    for key, value in attributes.items():
        if key.startswith("on"):
            yield "event handler: removed"
        elif key == "style":
            yield "inline styling: not kept"
        elif key == "href" and tag == "a":
            yield from _lost_link(value)


def _lost_link(href: str) -> Iterator[str]:
    if scheme := SCHEME.match(href):
        yield f"link of the kind {scheme[1].lower()}: its text is kept"
    elif hosts.broken(href):
        yield "link with a broken address: its text is kept"
