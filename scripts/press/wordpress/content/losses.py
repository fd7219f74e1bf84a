"""What of a post a page cannot hold: nothing that a reader of the original saw goes without a line here."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING

from press.html import hosts
from press.html.safe import ATTRIBUTES, CARRIED, SCHEMES, WITH_CONTENT
from press.wordpress.content import blocks, shortcodes
from press.wordpress.source.block_comments import COMMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

HIDING = re.compile(
    rf"<({'|'.join(sorted(WITH_CONTENT - {'iframe'}))})\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(r"([\w:-]+)\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
SCHEME = re.compile(rf"[\s\x00-\x20]*(?!(?:{'|'.join(SCHEMES)}):)([a-z][a-z0-9+.-]*):", re.IGNORECASE)
PLUGIN = re.compile(r"(?<!\[)\[(?!/)([a-z][\w-]*)(?=\s+[\w-]+=|\s*/?\](?:[^\]]*\[/\1\]))", re.DOTALL)
STATIC = frozenset(
    {"block", "footnotes", "more", "nextpage", "spacer", "shortcode", "separator"}
)  # no server made them
LOST_ATTRIBUTES = {"style": "inline styling"}
PROGRAM = re.compile(r"<\?.*?>", re.DOTALL)


def of(content: str) -> Iterator[str]:
    """One sentence for each kind of thing that is lost, found in the original before it is cleaned."""
    counts: Counter[str] = Counter()
    for match in COMMENT.finditer(content):
        if match["alone"] and match["name"] not in STATIC:
            counts[f"block {match['name']}: a list or a form that the server made"] += 1
    for match in PLUGIN.finditer(content):
        if match[1] not in shortcodes.KNOWN:
            counts[f"shortcode {match[1]}: kept as the text it is"] += 1
    counts["program text between <? and >: removed"] += len(PROGRAM.findall(content))
    counts["page break: the pages are one page here"] += len(blocks.NEXT_PAGE.findall(content))
    for match in HIDING.finditer(content):
        if match[1]:
            counts[f"element {match[1].lower()}: removed with its content"] += 1
    for match in TAG.finditer(HIDING.sub("", content)):
        counts.update(_lost_of(match[1].lower(), match[2]))
    for sentence, count in counts.items():
        if count:
            yield sentence if count == 1 else f"{sentence} ({count} times)"


def _lost_of(name: str, attributes: str) -> Iterator[str]:
    if name == "iframe":
        yield f"element {name}: a link stands in for it"
    elif name not in CARRIED and name not in WITH_CONTENT:
        yield f"element {name}: nothing but text is kept of it"
    if not attributes.strip("/ \n"):
        return
    for given, double, single, bare in ATTRIBUTE.findall(attributes):
        key = given.lower()
        if key.startswith("on"):
            yield "event handler: removed"
        elif key in LOST_ATTRIBUTES and key not in ATTRIBUTES.get(name, set()):
            yield f"{LOST_ATTRIBUTES[key]}: not kept"
        elif key == "href" and name == "a":
            yield from _lost_link(unescape(double or single or bare))


def _lost_link(href: str) -> Iterator[str]:
    if scheme := SCHEME.match(href):
        yield f"link of the kind {scheme[1].lower()}: its text is kept"
    elif hosts.broken(href):
        yield "link with a broken address: its text is kept"
