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
VERDICTS = ("supported in part", "supported", "contested", "overstated", "untested", "opinion")
VERDICT = rf"(?P<verdict>{'|'.join(VERDICTS)})<!--\s*(?P<claim>[A-Za-z][A-Za-z0-9-]*)\s*-->"
CITATION = r"\[@[a-z0-9]+(?:; ?@[a-z0-9]+)*\](?!\()"
BOUND = rf"(?P<text>{NUMBER.pattern})<!--\s*(?P<ref>{REFERENCE})\s*-->"
NUMERAL = re.compile(rf"{DIGITS}(?:[ \u00a0\u202f]?%)?|[\u00bc-\u00be\u2150-\u215e]")
