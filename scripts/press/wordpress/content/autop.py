"""Text of the classic editor, where a blank line is a paragraph and a line break is one, becomes HTML.

WordPress does this when it shows a post (`wpautop`). The rules here are its visible ones: a paragraph ends at a blank
line or at a block; text that follows the opening tag of a block on the same line belongs to the block as it is; a
quotation's text is a paragraph; nothing inside `pre` changes. They are rules for a text, in which the server too looks
for tags by patterns: a parser would close what the author left open before the paragraphs are known.
"""

from __future__ import annotations

import re

BLOCKS = (
    "address|article|aside|audio|blockquote|caption|col|colgroup|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|"
    "form|h[1-6]|header|hr|iframe|legend|li|main|math|nav|noscript|object|ol|p|section|style|summary|svg|table|tbody|"
    "td|tfoot|th|thead|tr|ul|video"
)
# What has no end is looked for once: up to where the next of its kind begins.
PROTECTED = re.compile(r"(<(pre|script|style|svg|textarea)\b(?:(?!<\2\b).)*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
TOKEN = re.compile(rf"(</?(?:{BLOCKS})\b[^>]*>|<!--(?:(?!<!--).)*?-->)", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>]*\n[^<>]*>")  # over several lines, none of which is a line of the text
BLANK_LINE = re.compile(r"\n[ \t]*\n")
LINE_BREAK = re.compile(r"(?<!<br>)(?<!<br/>)(?<!<br />)(?<![ \t])[ \t]*\n")
WRAPS = re.compile(r"<blockquote\b", re.IGNORECASE)
OPENS_NOTHING = re.compile(r"<(?:!--|/|(?:hr|iframe|col)\b)", re.IGNORECASE)


def paragraphs(content: str) -> str:
    """The HTML that `content` stands for."""
    parts = PROTECTED.split(content)
    out = []
    for index in range(0, len(parts), 3):
        out.append(_paragraphs(TAG.sub(lambda tag: tag[0].replace("\n", " "), parts[index])))
        out += parts[index + 1 : index + 2]
    return "\n".join(out)


def _paragraphs(text: str) -> str:
    out: list[str] = []
    opened = ""
    for index, token in enumerate(TOKEN.split(text)):
        if index % 2:
            out.append(token)
            opened = "" if OPENS_NOTHING.match(token) else token
        elif token.strip():
            out += _text(token, opened)
            opened = ""
    return "".join(out)


def _text(text: str, opened: str) -> list[str]:
    """Its paragraphs; the first is bare where it stands behind the tag that opened a block."""
    chunks = [chunk.strip("\n") for chunk in BLANK_LINE.split(text)]
    attached = bool(opened) and not WRAPS.match(opened) and bool(chunks[0].strip())
    kept = [(index, LINE_BREAK.sub("<br>\n", chunk.strip())) for index, chunk in enumerate(chunks) if chunk.strip()]
    return [chunk if attached and index == 0 else f"<p>{chunk}</p>\n" for index, chunk in kept]
