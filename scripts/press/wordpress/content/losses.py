"""What of a post a page cannot hold: nothing that a reader of the original saw goes without a line here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, starmap

from press.html import hosts, tags
from press.html.safe import CARRIED, SCHEMES, WITH_CONTENT
from press.wordpress.content import blocks
from press.wordpress.content.surroundings import Loss, changed, cosmetic, lost
from press.wordpress.source.block_comments import COMMENT, attributes, texts

NAME = re.compile(r"[\w-]+")  # of a tag, which is whatever stands behind a `<`
SCHEME = re.compile(rf"[\s\x00-\x20]*(?!(?:{'|'.join(SCHEMES)}):)([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# No server made these, or what they are is made here.
STATIC = frozenset({"block", "footnotes", "more", "nextpage", "spacer", "shortcode", "separator", *blocks.LINKS})
SENTENCE = re.compile(r"\w\S* \w\S* \w")
UNTYPED = frozenset({"html", "head", "body"})  # a parser sets them around a fragment; the page has its own
PLAIN = CARRIED | UNTYPED
# Of which a reader sees no more than it does.
UNSEEN = frozenset({"script", "style", "template", "noembed", "noframes"})
PLAYING = frozenset({"embed", "iframe", "object"})
SHOWING = frozenset({"applet", "canvas", "frame", "frameset", "map"})


def of(content: str) -> Iterator[Loss]:
    """One sentence for each kind of thing that is lost, found in the original before it is cleaned."""
    counts: Counter[Loss] = Counter()
    for match in COMMENT.finditer(content):
        if match["alone"] and match["name"] not in STATIC:
            counts[_made(match)] += 1
    counts[cosmetic("page break: the pages are one page here")] += len(blocks.NEXT_PAGE.findall(content))
    counts.update(chain.from_iterable(starmap(_lost_of, tags.read(content, WITH_CONTENT))))
    yield from (loss.times(count) for loss, count in counts.items() if count)


def _made(block: re.Match[str]) -> Loss:
    """What is said of a block that a server filled; only those of plugins hold what somebody wrote."""
    if "/" in block["name"] and SENTENCE.search(" ".join(texts(attributes(block)))):
        return lost("block {}: a plugin showed words that only it can read", block["name"])
    return changed("block {}: a list or a form that the server made", block["name"])


def _lost_of(tag: str, attributes: Mapping[str, str]) -> Iterator[Loss]:
    if tag == tags.PROGRAM:
        yield cosmetic("program text between <? and >: removed")  # a browser takes it for a comment
    elif tag in PLAYING:
        yield changed("element {}: a link stands in for it", tag)
    elif tag == "param":
        return
    elif tag in WITH_CONTENT:
        hidden = tag in UNSEEN or attributes.get("aria-hidden") == "true"  # a sign beside words
        yield (cosmetic if hidden else lost)("element {}: removed with its content", tag)
        return
    elif tag not in PLAIN and (name := NAME.match(tag)):
        yield (lost if tag in SHOWING else cosmetic)("element {}: nothing but text is kept of it", name[0])
    for key, value in attributes.items():
        if key.startswith("on"):
            yield cosmetic("event handler: removed")
        elif key == "style":
            yield cosmetic("inline styling: not kept")
        elif key == "href" and tag == "a":
            yield from _lost_link(value)


def _lost_link(href: str) -> Iterator[Loss]:
    if scheme := SCHEME.match(href):
        yield changed("link of the kind {}: its text is kept", scheme[1].lower())
    elif hosts.broken(href):
        yield changed("link with a broken address: its text is kept")
