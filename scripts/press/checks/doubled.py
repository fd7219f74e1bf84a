"""No word stands twice in a row by mistake, not even over the end of a line, where the eye does not see it.

After proselint's `misc.doubled_words` and Vale's `Repetition`. The few words that can be doubled on purpose are
excused, and so is whatever is quoted; the mirrored article is its author's.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from press import prose
from press.checks import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.checks import Reading

STAGE = "sources"
WORD = re.compile(r"[^\W\d_]{2,}")
GAP = re.compile(r"[ \t]+|[ \t]*\n[ \t]*")
BEGINS = re.compile(r"(?<![\w'\u2019.,-])")
ENDS = re.compile(r"(?![\w'\u2019-])(?!\.\w)")
MEANT = set("had that very so no bye long many much never now well ha tut there far on in".split())  # noqa: SIM905


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each word that stands twice."""
    for path, text in reading.prose.items():
        words = prose.words(path.suffix, text)
        for one, other in pairwise(WORD.finditer(words)):
            first, second = one[0], other[0]
            same = first == second or first == second.capitalize()
            if same and first.lower() not in MEANT and _adjoin(words, one, other):
                place = reading.place(path, text, one.start())
                yield Finding(*place, "doubled", f"\u201c{first} {second}\u201d stands twice; remove one of them")


def _adjoin(words: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether nothing but white space parts two words, and neither is part of a longer one."""
    gap = GAP.fullmatch(words, one.end(), other.start())
    return bool(gap and BEGINS.match(words, one.start()) and ENDS.match(words, other.end()))
