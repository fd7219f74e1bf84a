"""Words that say which of two numbers is the larger, and which way each of them points.

A comparison behind such a word reads as the word does, from left to right: `more<!-- one.number > other.number -->`.
"""

from __future__ import annotations

import re

from press.core import numbers

MORE = (
    "more|greater|larger|higher|bigger|longer|wider|taller|heavier|faster|above|exceeds?|exceeded|exceeding|outnumbers?"
    "|outnumbered|most|majority"
)
LESS = "less|fewer|smaller|lower|shorter|narrower|lighter|slower|below|minority"
RISES = (
    "rises?|rose|rising|grows?|grew|grown|growing|climbs?|climbed|climbing|increases?|increased|increasing|soars?|soared"
    "|jumps?|jumped|surges?|surged|widens?|widened|swells?|swelled|gains?|gained|(?:go|goes|went|going) up"
)
FALLS = (
    "falls?|fell|fallen|falling|drops?|dropped|dropping|declines?|declined|declining|shrinks?|shrank|shrunk|shrinking"
    "|sinks?|sank|sinking|decreases?|decreased|decreasing|plummets?|plummeted|plunges?|plunged|slides?|slid|dips?|dipped"
    "|narrows?|narrowed|dwindles?|dwindled|(?:go|goes|went|going) down|loses?|lost"
)
NOT = r"(?:not|no|never|hardly|scarcely|barely|neither|nor|without|\w+n['\u2019]t|cannot)"
UP = re.compile(rf"(?:{MORE}|{RISES})", re.IGNORECASE)
DOWN = re.compile(rf"(?:{LESS}|{FALLS})", re.IGNORECASE)
DENIED = re.compile(
    rf"\b{NOT}\b[ \u00a0*_]+(?:(?:any|much|a|longer|be|been|even|really|yet)[ \u00a0]+)*[*_]*$", re.IGNORECASE
)
SIGN = re.compile("[<>]")

# What stands before a number: is it more than that, or less? `over` and `under` may say where instead.
BEYOND = (
    "more than|greater than|larger than|higher than|exceed(?:s|ed|ing)?|in excess of|upwards of|well over|well above"
)
SHORT = (
    "less than|fewer than|smaller than|lower than|well under|well below|nearly|almost|just under|just below|short of"
    "|shy of|not quite"
)
QUALIFIED = re.compile(
    rf"\b(?P<words>(?P<no>(?:no|not) )?(?:(?P<beyond>{BEYOND})|(?P<short>{SHORT}))"
    r"|(?P<over>just over|just above|over|above|beyond)|(?P<under>under|below)"
    r"|(?P<least>at least|no fewer than|a minimum of)|(?P<most>at most|up to|a maximum of)"
    r"|(?P<exactly>exactly|precisely))[ \n\u00a0][*_]{0,3}$",
    re.IGNORECASE,
)


def contradicts(word: str, before: str, holds: str) -> bool:
    """Whether a word that compares points the other way than the comparison behind it; `before` is what leads to it."""
    up = bool(UP.fullmatch(word))
    sign = SIGN.search(holds)
    if not sign or not (up or DOWN.fullmatch(word)):
        return False
    if DENIED.search(before):
        up = not up
    return up != (sign[0] == ">")


def is_so(match: re.Match[str], printed: float, value: float, error: float) -> bool:
    """Whether a value is what a qualifier in front of a printed number says of it, without doubt."""
    above, doubt = value - printed, 2 * error + numbers.NOTHING
    if match["exactly"]:
        return abs(above) <= doubt + 1e-9 * abs(value)
    if match["no"]:
        return above <= 0 if match["beyond"] else above >= 0
    if match["beyond"]:
        return above > doubt
    if match["short"]:
        return above < -doubt if "than" in match["short"].lower() else above < 0
    return above >= 0 if match["over"] or match["least"] else above <= 0
