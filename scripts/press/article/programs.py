"""What a script or a style sheet shows: the texts in it that read like words, as pygments finds strings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.article.texts import Range

WORDS = re.compile(r"[^\W\d_]{2,}")
NUMBER = re.compile(r"(?<![\w#.-])\d[\d.,]*(?: ?%)?(?![\w-]|[.,]\d)")
SHARE = re.compile(r"\d[ \u00a0\u202f]%")  # no style sheet writes a length so
SAID = 2  # words that make a text of a script one for readers; a style sheet shows whatever `content` says


def script(text: str) -> Iterator[Range]:
    """The strings of a script that hold a number among words."""
    for start, end in _strings(text, "javascript"):
        among = len(WORDS.findall(text, start, end)) >= SAID or SHARE.search(text, start, end)
        if among and NUMBER.search(text, start, end):
            yield start, end


def style(text: str) -> Iterator[Range]:
    """The strings of a style sheet that `content` shows."""
    for start, end in _strings(text, "css"):
        said = text[max(text.rfind(sign, 0, start) for sign in ";{}") + 1 : start]
        if said.partition(":")[0].strip() == "content" and NUMBER.search(text, start, end):
            yield start, end


def _strings(text: str, language: str) -> Iterator[Range]:
    """Where strings stand, without their quotation marks; what is escaped or filled in parts them."""
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - what was read before is remembered
    from pygments.token import String  # noqa: PLC0415

    parting = (String.Escape, String.Interpol, String.Affix, String.Regex)
    begin, end = None, 0
    for offset, kind, token in get_lexer_by_name(language).get_tokens_unprocessed(text):
        plain = kind in String and not any(kind in each for each in parting) and not token.startswith("${")
        if begin is not None and (not plain or offset != end):
            yield from _bare(text, begin, end)
            begin = None
        if plain and begin is None:
            begin = offset
        end = offset + len(token)
    if begin is not None:
        yield from _bare(text, begin, end)


def _bare(text: str, start: int, end: int) -> Iterator[Range]:
    start += text[start] in "\"'`"
    end -= end > start and text[end - 1] in "\"'`"
    if start < end:
        yield start, end
