"""The author's notation: what stands behind a number, a verdict or a word, and how works are cited.

    0.36<!-- name.number -->   a number, bound to a result
    overstated<!-- C1 -->      the verdict of a claim
    [@key]                     a work in references.bib

`press.article.words` has the same for words.
"""

from __future__ import annotations

import re

from press.core.numbers import DIGITS, NUMBER

REFERENCE = r"[a-z0-9_]+\.[a-z0-9_]+"
VERDICTS = ("supported in part", "supported", "contested", "overstated", "depends", "untested", "opinion")
VERDICT = rf"(?P<verdict>{'|'.join(VERDICTS)})<!--\s*(?P<claim>[A-Za-z][A-Za-z0-9-]*)\s*-->"
CITATION = r"\[@[a-z0-9]+(?:; ?@[a-z0-9]+)*\](?!\()"
# A numeral is read whole or not at all: not behind a point, a sign or digits that would belong to it, nor before them.
BEFORE = (
    r"(?<![\w.])(?<!\d[,'\u2019/\u2044:])(?<!\u00b1)(?<!\u00b1[ \u00a0\u202f])(?<!\A\u2013)(?<![\s(]\u2013)"
    r"(?:(?<!\d[ \u00a0\u2009\u202f])|(?!\d{3}(?!\d)))"
)
BEHIND = r"(?!\d|[.,'\u2019/:]\d)"
BOUND = rf"{BEFORE}(?P<text>{NUMBER.pattern})<!--\s*(?P<ref>{REFERENCE})\s*-->{BEHIND}"
NUMERAL = re.compile(rf"{DIGITS}(?:[ \u00a0\u202f]?%)?|[\u00bc-\u00be\u2150-\u215e]")
