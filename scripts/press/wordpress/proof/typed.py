"""The page that its author typed, as HTML in which nothing is but what readers saw of it.

The field of the export is read as it came, by another parser than the importer's and with a small idea of its own of
what shortcodes are: what an importer drops before it has a tree is still there to be missed. Which names they have is
a fact that both are told.
"""

from __future__ import annotations

import base64
import re
from html import escape, unescape
from urllib.parse import unquote

from press.wordpress.proof import alike, contents
from press.wordpress.source import block_comments, notations
from press.wordpress.source.model import Post

# What of a shortcode no visitor saw: the brackets of those that set code, wrap, or show a file or a film.
CODE = re.compile(
    rf"(?<!\[)\[(?P<name>(?:{'|'.join(notations.CODE)}))\b"
    r"[^\[\]]*(?<!/)\](?P<code>(?:(?!\[(?P=name)\b).)*?)\[/(?P=name)\]",
    re.DOTALL | re.IGNORECASE,
)
BRACKETS = re.compile(
    rf"(?<!\[)\[/?(?:(?:{'|'.join(notations.BUILDERS)})_[\w-]*|{'|'.join((*notations.SHOWING, *notations.FILMS))})"
    r"(?![\w-])[^\[\]]*\](?!\])",
    re.IGNORECASE,
)
RAW = re.compile(r"\[vc_raw_(?P<kind>html|js)[^\[\]]*\]\s*(?P<said>[\w+/=]*)\s*\[/vc_raw_(?P=kind)\]")
NAMES = "|".join((*notations.SHOWING, *notations.FILMS))
DOUBLED = re.compile(rf"\[(\[(?:{NAMES})\b[^\[\]]*\](?:[^\[\]]*\[/[^\[\]]+\])?)\]", re.IGNORECASE)
DOUBLED_CODE = re.compile(rf"\[(\[(?:{'|'.join(notations.CODE)})\b[^\[\]]*\][^\[\]]*\[/[^\[\]]+\])\]", re.IGNORECASE)
PREFORMATTED = re.compile(r"<pre\b(?:(?!<pre\b).)*?</pre>", re.DOTALL | re.IGNORECASE)
PREFORMATTED_WHOLE = re.compile(f"({PREFORMATTED.pattern})", PREFORMATTED.flags)
PROGRAM = re.compile(r"<\?[^>\n]*>?")  # a browser takes it for a comment, which the tag ends that ends its line
BREAK = re.compile(r"<br\s*/?>\n?", re.IGNORECASE)


def page(post: Post) -> str:
    """The page as HTML, its title first."""
    return f"<h1>{post.title}</h1>\n{post.content if post.rendered else _unwrapped(post.content)}{post.notes}"


def lined(html: str) -> str:
    """The HTML in which lines of code end as lines, whether a tag or a character ends them."""
    return PREFORMATTED.sub(lambda match: BREAK.sub("\n", match[0]), html)


def _code(said: str) -> str:
    """Code as its readers saw it: kept as HTML by most servers, as it is where it holds tags of its own."""
    plain = re.sub(r"<br ?/?>\n?|</?p>\n?", "\n", said)
    return said if "<" in plain else unescape(plain)


def _raw(block: re.Match[str]) -> str:
    """The HTML that a page builder keeps in letters of its own; of a script a reader sees nothing."""
    try:
        said = unquote(base64.b64decode(block["said"], validate=True).decode())
    except ValueError:
        return block[0]
    return said if block["kind"] == "html" else " "


def _unwrapped(content: str) -> str:
    content = RAW.sub(_raw, content)
    content = block_comments.COMMENT.sub(_led, content) if "-link {" in content else content
    content = CODE.sub(lambda match: f"<pre>{escape(_code(match['code']), quote=False)}</pre>", content)
    pieces = PREFORMATTED_WHOLE.split(content)
    is_classic = "<!-- wp:" not in content
    pieces[::2] = [_without_brackets(PROGRAM.sub(" ", piece) if is_classic else piece) for piece in pieces[::2]]
    return "".join(pieces)


def _led(block: re.Match[str]) -> str:
    """A link that is a block alone, which the server writes out by its label or its service."""
    if not block["alone"] or block["name"] not in {"social-link", "navigation-link"}:
        return block[0]
    said = {key: str(value) for key, value in block_comments.attributes(block).items()}
    shown = said.get("label") or said.get("service", "").title()
    return f'<li><a href="{escape(said.get("url", ""))}">{escape(shown)}</a>' if said.get("url", "#")[:1] != "#" else ""


def _without_brackets(text: str) -> str:
    return DOUBLED_CODE.sub(r"\1", DOUBLED.sub(r"\1", BRACKETS.sub(" ", text)))


def around(html: str) -> str:
    """What is no text of a page and may stand in for something on it: alternative texts, titles, names of files."""
    said = [each.get(name, "") for each in contents.elements(html) for name in ("alt", "title", "aria-label")]
    pictures = [each.get(name, "") for each in contents.elements(html, "img") for name in ("src", *contents.LATER)]
    return " ".join([*said, *map(alike.file, pictures)])
