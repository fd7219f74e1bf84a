"""The author's notation: what stands behind a number, a verdict or a word, and how works are cited.

    0.36<!-- name.number -->   a number, bound to a result
    overstated<!-- C1 -->      the verdict of a claim
    [@key]                     a work in references.bib

`press.article.words` has the same for words.
"""

from __future__ import annotations

import re

from press.core.numbers import DIGITS, NUMBER

# The shape of `press.article.expression`, which knows whether it is one: a place is a name with keys or brackets.
LITERAL = r"(?:\"[^\"\n<>]*\"|'[^'\n<>]*'|-?\d[\d.]*)"
PLACE = rf"[^\W\d]\w*(?:\.\w+|\[\s*{LITERAL}(?:\s*,\s*{LITERAL})*\s*\])+"
OPERAND = (
    rf"[-(\s]*(?:(?:len|sum|min|max|mean|median)\(\s*(?:{PLACE}|[^\W\d]\w*)\s*\)|{PLACE}|\d[\d.]*(?:e-?\d+)?)[)\s]*"
)
REFERENCE = rf"(?=[-\d\s.+*/()]*[^\W\d]){OPERAND}(?:[-+*/]{OPERAND})*"
NAMED = r"[^\W\d]\w{0,60}[.\[(]"  # as little as tells that a comparison may name a result
VERDICTS = ("supported in part", "supported", "contested", "overstated", "depends", "untested", "opinion")
SAID = "|".join(VERDICTS).replace(" ", r"[ \n]")  # a line may end within one
VERDICT = rf"(?<![\w\u00ad\u2010\u2011-])(?P<verdict>{SAID})<!--\s*(?P<claim>[A-Za-z][A-Za-z0-9-]*)\s*-->"
CITATION = r"\[@[a-z0-9]+(?:; ?@[a-z0-9]+)*\](?!\()"
# A numeral is read whole or not at all: not behind a point, a sign or digits that would belong to it, nor before them.
BEFORE = (
    r"(?<![\w.\u221a-\u221c])(?![-\u2212]?0\d)"
    r"(?<!\d[,'\u2019/\u2044:])(?<!\d[eE][-+\u2212])(?<!\u00b1)(?<!\u00b1[ \u00a0\u202f])(?<!\A\u2013)(?<![\s(]\u2013)"
    r"(?:(?<!\d[ \u00a0\u2009\u202f])|(?!\d{3}(?!\d)))"
)
SIGNED = re.compile(r"(?<![\w%)])[-+\u2212\u2013]$")  # of what stands before a numeral, where none belongs
BEHIND = r"(?!\d|[.,'\u2019/:]\d)"
BOUND = rf"{BEFORE}(?P<text>{NUMBER.pattern})<!--(?P<ref>{REFERENCE})-->{BEHIND}"
ALONE = r"\u00bc-\u00be\u2150-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf"
RAISED = r"\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089"
NUMERAL = re.compile(rf"{DIGITS}(?:[ \u00a0\u202f]?%)?|[{ALONE}]|(?<![^\W_])(?<![)\]\u2070-\u2089])[{RAISED}]+")
NUMERIC = re.compile(rf"[\d{ALONE}{RAISED}]")  # without one there is no numeral, which is told far sooner


def said(verdict: re.Match[str]) -> str:
    """The verdict that a page says, though a line ends within it."""
    return verdict["verdict"].replace("\n", " ")
