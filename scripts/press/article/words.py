"""Words that stand for numbers, and words that a comparison holds, as the author writes them.

Number words are bound like digits: `half<!-- name.number -->`. Any other word can be held by a comparison behind it:
`most<!-- word_survival.seen_1 < 0.5 -->`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from press.article import number_words
from press.article.notation import NAMED, REFERENCE

LONGEST = 60  # letters of a number in words, at most
# A comment is sought first, as far off as such words reach: to try them at each word of a page takes ten times as long.
NEAR = rf"(?=(?i:[{number_words.FIRST}])[^<]{{0,{LONGEST}}}+<!--)"
WORD = rf"\b(?<!\d[ \u00a0\u202f]){NEAR}(?P<word>(?i:{number_words.PATTERN}))<!--(?P<said>{REFERENCE})-->"
# Whatever compares and names a number; whether it is a predicate only `press.article.predicate` knows.
COMPARED = rf"<!--(?P<holds>(?=(?:[^<>]*(?<!--)[<>]=?){{0,3}}[^<>]*?{NAMED})(?:[^<>]*(?<!--)[<>]=?){{1,3}}[^<>]*)-->"
COMPARISON = re.compile(COMPARED)
HELD = rf"(?<=\w){COMPARED}"
# What says a number in a sentence about results. One and two are articles more often than counts, and any other number
# up to ten is one where what is counted stands behind it.
FEW = "three|four|five|six|seven|eight|nine|ten"
PLURAL = r"(?!(?:was|is|has|as|its|this|these|his|always|thus|us)\b)[a-z]+(?:s|people|men|women|children)\b"
FORMS = number_words.FORMS
PLAIN = [re.sub(r"\(\?P<\w+>", "(?:", FORMS[kind]) for kind in ("in", "percent", "times", "part", "verb")]
NUMBERED = (
    rf"(?:{'|'.join(PLAIN)}|(?:a |the )?(?:vast )?majority|most of"
    rf"|(?:all|each of the|every one of the|both of the) (?:two|{FEW})|every (?:second|third|fourth|fifth|tenth)"
    rf"|(?:(?:{FEW})(?= (?:[a-z]+ )?{PLURAL}))|(?!(?:zero|one|two|{FEW})\b){number_words.COUNT}"
    r"|(?:ten|hundred|thousand|million|billion|dozen)s of)"
)
# No match begins with other letters than a word of the pattern does: most words of a page are not tried at all.
BEGINNINGS = "|".join(sorted({rf"{word}\b" if len(word) == 1 else word[:2] for word in re.findall("[a-z]+", NUMBERED)}))
LOOSE = re.compile(rf"(?<![\w-])(?={BEGINNINGS})(?<!\d[ \u00a0]){NUMBERED}(?![\w-])", re.IGNORECASE)
# What says a share wherever it stands, `one in seven`, `forty percent`, `two thirds of`, and what each of these has.
SHARE = re.compile(rf"(?<![\w-])(?<!\d[ \u00a0])(?:{number_words.SHARE})(?![\w-])", re.IGNORECASE)
CORE = re.compile(
    rf"[ -](?:(?i:in|(?:out[ -])?of)(?:[ -]every)?[ -](?i:{number_words.COUNT})\b|per ?cent\b)"
    rf"|(?i:{number_words.PARTS})s? of\b"
)
# What a reader does not see between two words of a line, or sees as a blank: emphasis, the end of a line, what links.
TAG = r"</?\w+[^<>\n]{0,200}>"
UNSEEN = re.compile(rf"(?:{TAG}|\]\([^()\n]*\)|&nbsp;)+")
HIDDEN = re.compile("\0+")
BETWEEN = re.compile("(?:[ \u00a0\u202f*_\\[\\]\0]|\n(?![ \t>]*(?:\n|[-*+|#>]|\\d{1,2}[.)] )))+")
HELD_BEHIND = re.compile(rf"(?:[*_]|{TAG}|\]\([^()\n]*\))*<!--")


class Line(NamedTuple):
    """Words with one blank between them, and where in their text each stretch of them stands."""

    words: str
    begins: list[int]
    places: list[int]

    def place(self, offset: int) -> int:
        """Where in the text a character of the words stands."""
        index = bisect_right(self.begins, offset) - 1
        return self.places[index] + offset - self.begins[index]


def line(text: str, hidden: str, start: int, end: int) -> Line:
    """The words that a reader meets in a stretch of a text, of which `hidden` has nothing else left."""
    pieces, begins, places, length, last = [], [0], [start], 0, start
    for match in BETWEEN.finditer(hidden, start, end):
        if all(UNSEEN.fullmatch(text, *each.span()) for each in HIDDEN.finditer(hidden, *match.span())):
            pieces.append(f"{hidden[last : match.start()]} ")
            length, last = length + len(pieces[-1]), match.end()
            begins.append(length)
            places.append(last)
    return Line("".join([*pieces, hidden[last:end]]), begins, places)


def shares(text: str) -> dict[int, str]:
    """What says a share in a text, and where: a text is searched for the rarest part, and only there for the whole."""
    cores = (match.span() for match in CORE.finditer(text))
    found = (SHARE.finditer(text, max(0, start - LONGEST), end + LONGEST) for start, end in cores)
    return {match.start(): match[0] for matches in found for match in matches}
