"""What stands before a number, or behind it, and says that the value is more than that, or less, or exactly that.

`over` and `under` may say where instead; `about` says nothing that could be wrong.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from press.article.comparatives import NEAR, UNWANTED
from press.core import numbers

ABOVE = (
    "(?:more|greater|larger|bigger|higher|longer|later|older|wider|taller|heavier|deeper|farther|further) than"
    "|exceed(?:s|ed|ing)?|in excess of"
    "|upwards? of|well over|well above|north of|top(?:s|ped|ping)|surpass(?:es|ed|ing)?|outstrip(?:s|ped|ping)?|>|&gt;"
)
BELOW = (
    "(?:less|fewer|smaller|lower|shorter|sooner|earlier|younger|narrower|lighter|thinner|nearer|cheaper) than|<|&lt;"
)
NOT = "(?:no|not|never|cannot|\\w+n['\u2019]t)"
# Which way these go depends on whether one would rather have more of it, which the name of what is measured says.
BETTER, WORSE = "(?:better|faster|quicker) than", "(?:worse|slower) than"
WISHED = {"better": "more", "worse": "less", "no better": "no more", "no worse": "no less"}
TURNED = {"more": "less", "less": "more", "no more": "no less", "no less": "no more"}
BEFORE = {
    "no better": f"{NOT} {BETTER}",
    "no worse": f"{NOT} {WORSE}",
    "better": BETTER,
    "worse": WORSE,
    "no more": f"{NOT} (?:{ABOVE}|over|above|beyond|in excess of)|(?:{BELOW}|less) or equal to"
    "|at (?:the )?(?:very )?most|up to|a maximum of|at maximum|maximally|as (?:much|many|high) as"
    "|(?:capped|limited|caps?) (?:at|to)|(?:stay|remain)(?:s|ed)? (?:within|inside)|[\u2264\u2266\u2272\u2a7d]"
    "|<=|&lt;=|&le;",
    "no less": f"{NOT} (?:{BELOW}|under|below)|(?:{ABOVE}|greater|larger) or equal to|nothing short of"
    "|at (?:the )?(?:very )?least|a minimum of|at minimum|minimally|as (?:few|little|low) as|fully"
    "|bottom(?:s|ed)? out at|a full|[\u2265\u2267\u2273\u2a7e]|>=|&gt;=|&ge;",
    "more": ABOVE,
    "less": BELOW,
    "over": "over|above|beyond|past|a good",
    "short of": "nearly|almost|(?:just|well) (?:under|below)|short of|shy of|south of|not quite|not even"
    f"|{NOT} (?:even |quite )?reach(?:es|ed)?",
    "under": "under|below|beneath",
    "exactly": "exactly|precisely|dead on",
}
BEHIND = {
    "no less": r"(?:or|and) (?:above|up|upwards?|over|more)|or (?:greater|higher|larger|longer|better)"
    "|at (?:the )?(?:very )?least|plus|(?:if not|possibly|perhaps) more|and then some",
    "no more": r"(?:or|and) (?:below|under)|or (?:less|fewer|lower|smaller|shorter)|at (?:the )?(?:very )?most"
    "|(?:if not|possibly|perhaps) less",
    "exactly": "exactly|precisely",
}
# Right behind a number only: farther off they are nouns.
ENDING = {"no less": "minimum|min|upwards?", "no more": "maximum|max|tops"}
BLANK = r"(?:[ \n\u00a0\u202f\u2009*_]|&nbsp;|</?\w+>)"
ROUGHLY = rf"(?:(?:about|around|roughly|approximately|some|only|just|the|a|an){BLANK}+)?"


def _any(kinds: dict[str, str]) -> str:
    each = (f"(?P<{kind.replace(' ', '_')}>{said})" for kind, said in kinds.items())
    return f"(?P<words>{'|'.join(each)})".replace(" ", f"{BLANK}+")


BEFORE_NUMBER = re.compile(rf"(?<![\w<>=-]){_any(BEFORE)}(?:(?<=\w){BLANK}|(?<!\w)){BLANK}*{ROUGHLY}$", re.IGNORECASE)
PLUS = r"(?<=>)\+(?! ?[\d(])|\+(?![\w ])|(?<=>)-plus\b"
BEHIND_NUMBER = re.compile(
    rf"{BLANK}*(?:(?:{BLANK}[^\W\d]\w*){{0,2}},?{BLANK}{_any(BEHIND)}(?!\w)|(?P<plus>{PLUS}))", re.IGNORECASE
)
ENDED = re.compile(rf"{BLANK}+{_any(ENDING)}(?=[.,;:)]|$)", re.IGNORECASE)


class Qualifier(NamedTuple):
    """What is said of a number, in which words, and where they start."""

    kind: str
    words: str
    start: int


def around(text: str, start: int, behind: int, name: str) -> Qualifier | None:
    """What is said of a number that starts at `start`, whose comment ends at `behind`, and which has a name."""
    if match := BEFORE_NUMBER.search(text, max(0, start - NEAR), start):
        return Qualifier(_turned(_kind(match, BEFORE), name), " ".join(match["words"].split()), match.start())
    if match := ENDED.match(text, behind):
        return Qualifier(_kind(match, ENDING), match["words"], start)
    if match := BEHIND_NUMBER.match(text, behind):
        kind = "no less" if match["plus"] else _kind(match, BEHIND)
        return Qualifier(kind, match["words"] or match["plus"], start)
    return None


def is_so(kind: str, printed: float, value: float, error: float) -> bool:
    """Whether what a qualifier says of a printed number is so of the value, without doubt."""
    above, doubt = value - printed, 2 * error + numbers.NOTHING
    return {
        "more": above > doubt,
        "less": above < -doubt,
        "over": above >= 0,
        "no less": above >= 0,
        "short of": above < 0,
        "under": above <= 0,
        "no more": above <= 0,
        "exactly": abs(above) <= doubt + 1e-9 * abs(value),
    }[kind]


def _turned(kind: str, name: str) -> str:
    """What is better is more, but of what one would rather have less of."""
    wished = WISHED.get(kind, kind)
    return TURNED[wished] if kind in WISHED and UNWANTED.search(name) else wished


def _kind(match: re.Match[str], kinds: dict[str, str]) -> str:
    return next(kind for kind in kinds if match[kind.replace(" ", "_")])
