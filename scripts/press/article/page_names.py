"""What only a whole page tells of its numbers: which are versions wherever they stand, and what it counts by number.

`Step 2` names a step on a page that has a step 1, `3.5` a version on one that says `v3.5.14`, and `Helm 4` on one that
says `Helm v4`, `Helm 3.19`, or `from Helm 3 to Helm 4`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from press.article.amounts import AMOUNT, MANY, UNCOUNTED, UNITS, UNMEASURED
from press.article.named_numbers import AND, CLOSED, FEW, MOVES, NAMING, OF_MANY
from press.article.reading import Span

LISTED = rf"(?<=[A-Za-z][ -])[#(]?(\d{{1,3}}(?:{AND}\d{{1,3}}){FEW})"
SERIAL = re.compile(rf"{LISTED}(?![\w%]|[.,]\d)")
SERIAL_NAME = re.compile(f"{LISTED}{NAMING}")
NOUN = re.compile(r"(?:\b[A-Z]{2}s?|[A-Za-z]{3,})\Z")
LONGEST = 24
FEWEST = 3  # numbers that do not count from the first on, and yet are names
# A word that is used as a noun, or stands before a number at the head of a line as in `Part 1: words`.
USED = re.compile(
    r"\b(?:the|an?|each|every|this|another|any|of|by|on|in|per|between|through|for|with|from) ([a-z]+)\b(?! \d)"
    r"|^[#*\s-]*(?:\w+ )?([a-z]+) \d+(?: \(|:|$)",
    re.IGNORECASE | re.MULTILINE,
)
# What has no first and no second: quantities, degrees, and words that are no nouns.
UNNAMED = re.compile(
    "about|above|age|all|almost|also|amount|around|average|both|change|cost|count|difference|distance|drop|error|exactly"
    "|factor|fall|first|gain|increase|just|last|least|length|loss|mean|median|most|nearly|need|next|number|only|over"
    "|percentage|price|probability|rate|ratio|rise|same|score|share|size|some|speed|sum|temperature|than|that|the[a-z]*"
    rf"|this|top|under|value|weight|wh[a-z]+|width|{MANY}"
)
RELEASE = re.compile(r"\b([A-Za-z][\w-]{1,30}) (?:v\d+\.\d+|\d+\.\d+\.\d+)\b")
RELEASED = re.compile(rf"\b([A-Za-z][\w-]{{1,30}})[ -]v?\d+\.\d+{UNMEASURED}")
# What has versions, or a number and the next behind a name that is no place where one counts.
PRODUCT = r"\b(?=[A-Z][\w-]*[a-z])([A-Z][\w-]{2,30})"
HAS_RELEASES = re.compile(rf"{PRODUCT} (?:v[1-9]\d?\b|v?\d+\.\d+\.\d+\b|v?[1-9]\d?\.\d+\+?{UNMEASURED}{CLOSED})")
MAJOR = re.compile(rf"{PRODUCT} [1-9]\d?\+?{UNMEASURED}{UNCOUNTED}(?! ?{UNITS}\b| {MOVES}\b)")
OF_ITS_KIND = re.compile(OF_MANY)
NEIGHBOUR = re.compile(rf"(?<!\b[Ii]n )(?<!\b[Aa]t )(?<!\b[Oo]n ){PRODUCT} ([1-9]\d?){UNMEASURED}{CLOSED}")
PARTED = re.compile(r"\bv([1-9]\d?\.\d{1,2})(?!\d)|(?<![\w.])([1-9]\d?\.\d{1,2})\.\d+(?!\.?\d)")
ALONE = re.compile(rf"(?<![\w.,$\u20ac\u00a3])(?=[1-9]\d?\.\d){AMOUNT}([1-9]\d?\.\d{{1,2}}){UNMEASURED}(?! ?{UNITS}\b)")


def found(text: str, hidden: str) -> Iterator[Span]:
    """What only a whole page tells: its versions wherever they stand, and what it counts up from the first on."""
    names = set(RELEASE.findall(text))
    versions = {one or other for one, other in PARTED.findall(text)}
    for pattern, known in ((RELEASED, names), (ALONE, versions)):
        for match in pattern.finditer(hidden) if known else ():
            if match[1] in known:
                yield Span(*match.span(), "version")
    products = _products(text) if MAJOR.search(hidden) else set()
    yield from (Span(*match.span(), "version") for match in MAJOR.finditer(hidden) if match[1] in products)
    things = _counted_up(text)
    for match in SERIAL_NAME.finditer(hidden) if things else ():
        if _noun(hidden, match) in things:
            yield Span(*match.span(), "ordinal")


def _products(text: str) -> set[str]:
    """The names behind which a page has versions."""
    majors: dict[str, set[int]] = defaultdict(set)
    for match in NEIGHBOUR.finditer(text):
        majors[match[1]].add(int(match[2]))
    following = {name for name, numbers in majors.items() if any(number + 1 in numbers for number in numbers)}
    return {name for name in following | set(HAS_RELEASES.findall(text)) if not OF_ITS_KIND.fullmatch(name)}


def _noun(text: str, match: re.Match[str]) -> str:
    """The word before a number, as one thing of its kind is called."""
    word = NOUN.search(text, max(0, match.start() - LONGEST), match.start() - 1)
    noun = _one(word[0]) if word else ""
    return noun.lower() if noun.istitle() else noun


def _one(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _counted_up(text: str) -> set[str]:
    """What a text has a first and a second of, by their numbers, or many, and speaks of as a thing."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for match in SERIAL.finditer(text):
        numbers[_noun(text, match)] |= set(map(int, re.findall(r"\d+", match[0])))
    counted = {noun for noun, of_it in numbers.items() if noun and _is_counted(of_it)}
    counted = {noun for noun in counted if not UNNAMED.fullmatch(noun.lower())}
    names = {noun for noun in counted if not noun.islower()}
    used = {_one((first or second).lower()) for first, second in USED.findall(text)} if counted - names else set()
    return names | counted & used


def _is_counted(numbers: set[int]) -> bool:
    return numbers >= {0, 1} or numbers >= {1, 2} or len(numbers) > FEWEST
