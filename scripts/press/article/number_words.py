"""Numbers that are written as words: counts, parts, multiples, and one in so many.

A word claims less than digits do: a whole number in words is what a value rounds to, a part or a multiple (`half`,
`one in ten`, `twice`) is within a tenth of what it names, and so are round numbers from a hundred on.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from press.core import numbers

SLACK = 0.1
ROUND = 100  # from here on words are round numbers
# fmt: off
UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}
SMALL = {word: number for number, word in enumerate(UNITS)} | TENS
LARGE = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
ORDINALS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "halve": 2, "twentieth": 20, "hundredth": 100, "thousandth": 1_000, "millionth": 1_000_000,
}
# fmt: on
TIMES = {"twice": 2.0, "thrice": 3.0}
STEMS = {"doubl": 2.0, "halv": 1 / 2, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0}
ENDINGS = ("e", "es", "ed", "ing")


def _any(words: object) -> str:
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


DASH = r"[ \u00a0\u2010\u2011-]"
COUNT = rf"(?:(?:{_any(TENS)}){DASH}(?:{_any(UNITS[1:10])})|(?:(?:an?|{_any(SMALL)}) )?(?:{_any(LARGE)})|{_any(SMALL)})"
PART = rf"(?:(?:an?|{_any(SMALL)}){DASH}(?:{_any(ORDINALS)})s?|half|quarter)"
FORMS = {
    "in": rf"(?P<in_part>{COUNT})(?: parts?)? (?:in|out of|(?<!one )of)(?: every)? (?P<in_whole>(?!zero\b){COUNT})",
    "percent": rf"(?P<percent_count>{COUNT}) per ?cent",
    "times": rf"{_any(TIMES)}|(?P<times_count>{COUNT}) times|(?P<fold_count>{_any(SMALL)}|{_any(LARGE)}){DASH}?fold",
    "part": PART,
    "verb": rf"(?:{_any(STEMS)})(?:{_any(ENDINGS)})",
    "count": COUNT,
}
# What is a share in any sentence, and no time that something takes.
PARTS = _any(ORDINALS.keys() - {"halve"})
SHARE = (
    rf"{COUNT}(?: parts?)?[ -](?:in|out[ -]of|(?<!one[ -])of)(?:[ -]every)?[ -](?!one\b|two\b){COUNT}"
    r"(?! (?:second|minute|hour|day|week|month|year)s?\b)"
    rf"|{COUNT}[ -]per ?cent|(?:{_any(UNITS[1:10])}){DASH}(?:{PARTS})s? of"
)
PATTERN = "|".join(re.sub(r"\(\?P<\w+>", "(?:", form) for form in FORMS.values())
FIRST = "".join(sorted({word[0] for word in (*SMALL, *LARGE, *TIMES, *STEMS, "a", "half", "quarter")}))
READ = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in FORMS.items()))


class Named(NamedTuple):
    """What a word names, and which form it has."""

    value: float
    form: str


@lru_cache(maxsize=1024)
def read(words: str) -> Named:
    """What number words name."""
    said = re.sub("[\u00a0\u2010\u2011]", "-", words.lower())
    match = READ.fullmatch(said)
    if match is None:
        raise ValueError(f"{words!r} names no number")
    form = next(kind for kind in FORMS if match[kind])
    return Named(_value(form, match), form)


def _value(form: str, match: re.Match[str]) -> float:
    said = match[form]
    match form:
        case "in":
            return _count(match["in_part"]) / _count(match["in_whole"])
        case "percent":
            return _count(match["percent_count"]) / 100
        case "times":
            count = match["times_count"] or match["fold_count"]
            return _count(count) if count else TIMES[said]
        case "part":
            many, _, part = said.replace("-", " ").rpartition(" ")
            named = part if part in ORDINALS else part.removesuffix("s")
            return (1.0 if many in {"", "a", "an"} else _count(many)) / ORDINALS[named]
        case "verb":
            return next(factor for stem, factor in STEMS.items() if said.startswith(stem))
    return _count(said)


def _count(words: str) -> float:
    total = 0.0
    for word in words.replace("-", " ").split():
        if word in LARGE:
            total = (total or 1.0) * LARGE[word]
        else:
            total += SMALL.get(word, 0)
    return total


def agrees(words: str, value: float) -> bool:
    """Whether a value is what words name."""
    named = read(words)
    if not named.value:
        return abs(value) <= numbers.NOTHING
    if named.form == "count" and named.value < ROUND:
        return abs(value - named.value) <= 0.5
    return abs(value / named.value - 1) <= SLACK


def rewrite(words: str, value: float) -> str | None:
    """Words of the same form for another value, None where there are none."""
    form = read(words).form
    ending = next((each for each in sorted(ENDINGS, key=len, reverse=True) if words.endswith(each)), "")
    fitting = [each for each in _candidates(form, ending) if agrees(each, value)]
    if not fitting:
        return None
    best = min(fitting, key=lambda each: (abs(read(each).value - value), len(each)))
    return best.capitalize() if words[0].isupper() else best


def _candidates(form: str, ending: str) -> list[str]:
    counts = [*UNITS, *TENS, *(f"a {each}" for each in LARGE)]
    few = UNITS[1:11]
    match form:
        case "in":
            return [f"{one} in {whole}" for one in few for whole in few]
        case "percent":
            return [f"{each} percent" for each in counts]
        case "times":
            return ["twice", *(f"{each} times" for each in counts[3:])]
        case "part":
            ones = [f"a {part}" for part in ORDINALS if part not in {"half", "halve", "eighth"}]
            common = ["half", "an eighth", "two thirds", "three quarters"]
            return [*common, *ones, *(f"{each} tenths" for each in few[2:9])]
        case "verb":
            return [stem + ending for stem in STEMS]
    return counts
