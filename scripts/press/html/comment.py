"""HTML of a comment is stricter than a post's, for it is a stranger's."""

from __future__ import annotations

import re

import nh3

from press.html import depth

TAGS = {"a", "abbr", "b", "blockquote", "br", "cite", "code", "del", "em", "i", "li", "ol", "p", "pre", "q", "s",
        "strike", "strong", "ul"}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "abbr": {"title"}}
# A box or a heading that is not kept still ends a word.
BLOCK = re.compile(r"(?=</?(?:address|article|aside|caption|center|d[dlt]|div|fieldset|fig(?:caption|ure)|footer|form|"
                   r"h[1-6]|header|hr|legend|main|nav|option|section|summary|t(?:able|body|d|foot|h|head|r))\b)",
                   re.IGNORECASE)  # fmt: skip
LINE = re.compile(r"(?=<(?:caption|d[dt]|figcaption|h[1-6]|legend|option|tr)\b)", re.IGNORECASE)  # begins one
RUNNING = {"script", "style", "iframe", "object", "svg", "math", "template"}


def sanitised(html: str) -> str:
    """HTML with nothing in it but phrases, paragraphs, lists, quotations, code, and links without weight."""
    apart = BLOCK.sub(" ", LINE.sub("<br>", depth.bounded(html)))
    return nh3.clean(apart, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https"}, clean_content_tags=RUNNING,
                     link_rel="nofollow ugc noopener").strip()  # fmt: skip


def words(html: str) -> str:
    """The text of it alone, with entities as they stand."""
    return nh3.clean(depth.bounded(html), tags=set(), clean_content_tags=RUNNING)
