"""No word stands twice in a row by mistake, not even over the end of a line, where the eye does not see it.

After proselint's `misc.doubled_words` and Vale's `Repetition`. The few words that can be doubled on purpose are
excused, and so is whatever is quoted; the mirrored article is its author's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.article import prose
from press.check.finding import Finding
from press.check.reading import Reading

STAGE = "sources"
ALONE = True
TYPED = True
# Nothing but white space parts the two, and neither is part of a longer word; a third may follow.
TWICE = re.compile(
    r"(?<![\w'\u2019.,-])(?P<first>[^\W\d_]{2,})"
    r"(?=(?:[ \t]+|[ \t]*\n[ \t]*)(?P<second>(?i:(?P=first)))(?![\w'\u2019-])(?!\.\w))"
)
MEANT = set("had that very so no bye long many much never now well ha tut there far on in".split())  # noqa: SIM905


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each word that stands twice."""
    for path, text in reading.prose.items():
        words = prose.words(path.suffix, text, reading.dialect)
        for match in TWICE.finditer(words):
            first, second = match["first"], match["second"]
            if first in {second, second.capitalize()} and first.lower() not in MEANT:
                place = reading.place(path, text, match.start())
                yield Finding(*place, "doubled", f"\u201c{first} {second}\u201d stands twice; remove one of them")
