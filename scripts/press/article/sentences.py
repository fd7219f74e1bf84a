"""Where sentences stand in Markdown: a paragraph, a list item, a heading or a row of a table, cut at full stops."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache

BLOCK = re.compile(
    r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,2}[.)]|#+|[>|])[ \t])|(?<=\n)---\n|(?:^|\n)#[^\n]*\n"
    r"|\n(?=[ ]*(?:- )?[a-z_]+:(?:[ ]|\n))"  # a key of YAML
)
STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\bcf)(?<!\bal)(?<!\bvs)"
    r"[.!?][\u201d\u2019\"')\]*_]*(?:<!--[^>]*-->)?\s+(?=[\u201c\u2018\"'(\[*_]*[A-Z0-9])"
)

COMMON = set(  # words that a sentence shares with any other
    "with that from after where which than this their only have each most exact number".split()  # noqa: SIM905
)


@lru_cache(maxsize=64)
def starts(text: str) -> list[int]:
    """Where each sentence begins."""
    return sorted({0, *(match.end() for pattern in (BLOCK, STOP) for match in pattern.finditer(text))})


def around(text: str, offset: int) -> tuple[int, int]:
    """Begin and end of the sentence that a character stands in."""
    begins = starts(text)
    index = bisect_right(begins, offset)
    return begins[index - 1], begins[index] if index < len(begins) else len(text)


def plain(sentence: str) -> str:
    """A sentence on one line, without comments, marks of emphasis and the addresses of links."""
    sentence = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", sentence)
    return " ".join(re.sub(r"<!--[\s\S]*?-->|[*`]|^\s*(?:[-*+>]|\d+[.)]|#+)\s+", "", sentence).split())


@cache
def stems(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    words = re.findall(r"[a-z]{4,}", text.lower().replace("_", " "))
    return frozenset(word[:5] for word in words if word not in COMMON)
