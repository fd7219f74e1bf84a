"""What the author typed becomes the HTML that the server would have made of it, as far as an export can tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from html import escape

from press.wordpress.content import autop, shortcodes
from press.wordpress.content.expansions import Library
from press.wordpress.content.surroundings import Loss, missing
from press.wordpress.source.block_comments import COMMENT, attributes
from press.wordpress.source.model import Post

NEXT_PAGE = re.compile(r"(?:<p>\s*)?<!--\s*nextpage\s*-->(?:\s*</p>)?")
DEPTH = 8
# To a browser all that follows such a tag is inside it, for in HTML nothing closes itself; its author meant to.
SELF_CLOSED = re.compile(
    r"<(?P<tag>script|style|iframe|textarea|title|noembed|noframes|xmp)\b(?P<attributes>[^<>]*)/>", re.IGNORECASE
)
TEXT_AREA = re.compile(r"<textarea\b[^<>]*>(?P<text>.*?)</textarea>", re.DOTALL | re.IGNORECASE)
LINKS = ("navigation-link", "social-link")  # blocks that hold nothing but an address, which the server writes out


def closed(content: str) -> str:
    """The content with what closes itself closed, and with a text to be copied as one that can be read."""

    def change(text: str) -> str:
        text = SELF_CLOSED.sub(r"<\g<tag>\g<attributes>></\g<tag>>", text)
        return TEXT_AREA.sub(lambda match: f"<pre>{match['text'].replace('<', '&lt;')}</pre>", text)

    return shortcodes.outside_code(content, change)


def html(post: Post, library: Library, patterns: Mapping[int, str], losses: list[Loss]) -> str:
    """The post's content as HTML, not sanitised yet."""
    content = post.content.replace("\r\n", "\n")
    if not post.rendered:
        content = _patterns(content, patterns, DEPTH, losses)
        classic = not COMMENT.search(content)
        content = shortcodes.code(content)
        if classic:
            content = shortcodes.outside_code(content, partial(shortcodes.BARE_EMBED.sub, _bare_embed))
        content = shortcodes.expand(content, library, post.number, losses)
        content = autop.paragraphs(content) if classic else content
        content = COMMENT.sub(lambda block: post.notes if block["name"] == "footnotes" else _link(block), content)
    number = 1

    def mark(_: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f'<div class="page-break" id="page-{number}"></div>'

    return NEXT_PAGE.sub(mark, content)


def _patterns(content: str, patterns: Mapping[int, str], depth: int, losses: list[Loss]) -> str:
    """Synced patterns are texts of their own, shown wherever they are referred to."""

    def replace(match: re.Match[str]) -> str:
        number = attributes(match).get("ref") if match["name"] == "block" and not match["end"] else None
        pattern = patterns.get(number) if depth and isinstance(number, int) else None
        if number is not None and number not in patterns:
            losses.append(missing("pattern {}: not in the export", number))
        return match[0] if pattern is None else _patterns(pattern, patterns, depth - 1, losses)

    return COMMENT.sub(replace, content) if "wp:block" in content else content


def _link(block: re.Match[str]) -> str:
    """A block that is a link as one, by its label or the name of the service that it leads to."""
    given = attributes(block) if block["name"] in LINKS and block["alone"] else {}
    url, label = str(given.get("url") or "").strip(), given.get("label") or str(given.get("service", "")).title()
    return block[0] if not url or url.startswith("#") else f'<li><a href="{escape(url)}">{escape(str(label))}</a></li>'


def _bare_embed(match: re.Match[str]) -> str:
    """An address alone on its line is shown as what it leads to."""
    return f'\n<figure class="wp-block-embed"><div>{match[1]}</div></figure>\n'
