"""Numbers that are written as words, and words that say which of two numbers is the larger.

A word claims less than digits do: a whole number in words is what a value rounds to, a part or a multiple (`half`,
`twice`) is within a tenth of what it names. Any other word can be held by a comparison behind it:
`most<!-- word_survival.seen_1 < 0.5 -->`.
"""

from __future__ import annotations

import re

from press.article.notation import NAMED, REFERENCE

SLACK = 0.1
UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
COUNTS = dict(zip(f"{UNITS} seventeen eighteen nineteen twenty".split(), map(float, range(21)), strict=True))
PARTS = {
    "a tenth": 1 / 10, "a fifth": 1 / 5, "a quarter": 1 / 4, "a third": 1 / 3, "half": 1 / 2, "two thirds": 2 / 3,
    "three quarters": 3 / 4,
}  # fmt: skip
TIMES = {"twice": 2.0, "three times": 3.0, "four times": 4.0, "five times": 5.0, "ten times": 10.0}
VERBS = {
    stem + ending: factor
    for stem, factor in (("doubl", 2.0), ("halv", 1 / 2), ("tripl", 3.0), ("trebl", 3.0), ("quadrupl", 4.0))
    for ending in ("e", "es", "ed", "ing")
}
RATIOS = PARTS | TIMES | VERBS
VALUES = COUNTS | RATIOS

WORD = rf"\b(?P<word>(?i:{'|'.join(sorted(VALUES, key=len, reverse=True))}))<!--(?P<said>{REFERENCE})-->"
# Whatever compares and names a number; whether it is a predicate only `press.article.predicate` knows.
COMPARED = rf"<!--(?P<holds>(?=(?:[^<>]*(?<!--)[<>]=?){{0,3}}[^<>]*?{NAMED})(?:[^<>]*(?<!--)[<>]=?){{1,3}}[^<>]*)-->"
COMPARISON = re.compile(COMPARED)
HELD = rf"(?<=\w){COMPARED}"
# A comparison in words; "half of the draws" and "used twice" may be how a number is defined, and are none.
PART = r"half|a third|two thirds|a quarter|three quarters"
LOOSE = re.compile(
    rf"\b(?:{'|'.join(VERBS)}|halves|twice (?:as|the|that|its)|half as|(?:ten|hundred)fold|most of"
    rf"|(?:the|a) (?:vast )?majority|(?:more|less|fewer) than (?:{PART}|twice)|by (?:{PART}))\b",
    re.IGNORECASE,
)


def agrees(word: str, value: float) -> bool:
    """Whether a value is what a word names."""
    named = word.lower()
    if named in COUNTS:
        return abs(value - COUNTS[named]) <= 0.5
    return abs(value / RATIOS[named] - 1) <= SLACK


def rewrite(word: str, value: float) -> str | None:
    """The word of the same kind for another value, None where there is none."""
    kind = next(kind for kind in (COUNTS, PARTS, TIMES, VERBS) if word.lower() in kind)
    ending = re.search("(?:e|es|ed|ing)$", word)
    fitting = [
        each for each in kind if agrees(each, value) and (kind is not VERBS or (ending and each.endswith(ending[0])))
    ]
    if not fitting:
        return None
    best = min(fitting, key=lambda each: abs(kind[each] - value))
    return best.capitalize() if word[0].isupper() else best
