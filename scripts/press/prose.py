"""Every digit that a reader meets in checked prose is bound, or excused by a named class; this module says which.

`spans` returns the stretches of a file in which a digit needs no binding: what is not prose at all (code, keys,
markup), and what is no measurement (dates, versions, identifiers, quotations, list numbers). The classes are few and
narrow on purpose: a digit that fits none is worth a second look, and its writer can always bind it or quote it.
"""

from __future__ import annotations

import re
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from press import texts
from press import words as words_
from press.numbers import DIGITS, NUMBER, SCALES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from press.texts import Range

    Steps = Iterable[tuple[str, Callable[[str], Iterable[Range]]]]

LEDGER_PROSE = {"fair", "change", "because"}  # the rest of the ledger is keys and quotations
META = {"title", "description"}
CONSTANTS = {"LAY", "READ", "LIMITS", "ALT"}

REFERENCE = r"[a-z0-9_]+\.[a-z0-9_]+"
VERDICTS = ("supported in part", "supported", "contested", "overstated", "untested", "opinion")
VERDICT = rf"(?P<verdict>{'|'.join(VERDICTS)})<!--\s*(?P<claim>[A-Za-z][A-Za-z0-9-]*)\s*-->"
CITATION = r"\[@[a-z0-9]+(?:; ?@[a-z0-9]+)*\](?!\()"
BOUND = rf"(?P<text>{NUMBER.pattern})<!--\s*(?P<ref>{REFERENCE})\s*-->"
NUMERAL = re.compile(rf"{DIGITS}(?:[ \u00a0\u202f]?%)?|[\u00bc-\u00be\u2150-\u215e]")
WITHIN = r"(?:(?!\n[ \t]*\n)[\s\S])"  # any character, as long as the paragraph goes on

MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
YEAR = r"(?:19\d\d|20[0-4]\d)"
LONE_YEAR = rf"(?!1900|2000|2048){YEAR}"  # these three are counts more often than years
ANY_YEAR = r"(?:1[0-9]\d\d|20[0-4]\d)"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# Before 1900 a number is a year only where a word says when, and no plural says of what.
WHEN = (
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Bb]efore|[Aa]fter|[Ff]rom|[Dd]uring|[Yy]ear|(?:end|close|spring|summer|autumn"
    rf"|winter)(?: and \w+)? of)(?: about)? 1[5-8]\d\d(?:(?:[-\u2013/]| (?:and|or|to) )(?:1[5-8])?\d\d)?"
)
COUNTS = r"(?![\w%]|[.,]\d| ?%| (?!(?:was|is|has|as|its|this|these|his|always)\b)[a-z]+s\b)"
PLACES = [
    "section",
    "figure",
    "table",
    "theorem",
    "lemma",
    "proposition",
    "corollary",
    "equation",
    "appendix",
    "chapter",
    "page",
]
WHERE = r"(?:\b(?:[Ii]n|[Ss]ee|[Oo]n|[Ff]rom|[Tt]o|[Bb]y|[Oo]f|[Aa]nd|[Tt]he|[Aa]t) |\()"  # not: 300 words a page
PART = (
    rf"(?<!\w)(?:[Ff]igs?\.|[Ee]qs?\.|pp?\.|\u00a7\u00a7?|(?:{'|'.join(map(str.capitalize, PLACES))})s?|(?:{'|'.join(map(str.upper, PLACES))})S?)"
    rf"|{WHERE}(?:{'|'.join(PLACES)})s?|\b(?:{'|'.join(PLACES)})s?(?= \(\d)"
)
COUNTED = rf"(?!\w|,?\d| ?%| (?:{'|'.join(list(SCALES)[1:])})\b)"
STANDARD = "(?:ISO|IEC|IEEE|RFC|PEP|DIN|ECMA|ISBN|ISSN|CVE)"

MARKDOWN = {
    "fence": r"^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:[^\n]*\n)*?[ \t>]*(?P=fence)[`~]*[ \t]*$",
    "code": rf"(?<![\\`])(?P<ticks>`+)(?!`){WITHIN}+?(?<!`)(?P=ticks)(?!`)",
    "bound": BOUND,
    "verdict": VERDICT,
    "citation": CITATION,
    "bound word": words_.WORD,
    "held word": words_.HELD,
    "comment": r"<!--[\s\S]*?-->",
    "quotation": rf"^[ \t]*>[^\n]*$|\u201c(?:(?!\u201d){WITHIN})*\u201d",
    "attribute": r"</?[A-Za-z][^<>]*>|\{:[^}\n]*\}|\{\s*[#.][^}\n]*\}",
    "link": r"\]\((?:[^()\n]|\([^()\n]*\))*\)|^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t][^\n]*$|https?://[^\s)>\]]+",
    "footnote": r"\[\^[^\]\s]+\]:?",
    "entity": r"&#?\w+;",
    "section number": r"^#+[ \t]+\d+(?:\.|(?:\.\d+)+\.?)(?=[ \t])",
}
WORDS = {
    "identifier": rf"\b10\.\d{{4,9}}/[^\s)\]]+|\barXiv[: ]\s?\d{{4}}\.\d{{4,5}}(?:v\d+)?"
    rf"|\b{STANDARD}(?:[-/ ]{STANDARD})?[-: ]?\d[\dX:.-]*",
    "version": r"\bv\d+(?:\.\d+)*\b|\b[Vv]ersions? \d+(?:\.\d+)*|(?<![\d.,])\d+\.\d+\.\d+[\w.-]*",
    "date": rf"\b\d{{4}}-\d\d-\d\d\b|\b(?:{DAY}(?: day)? (?:of )?)?{MONTH},? (?:{DAY}(?:, {ANY_YEAR})?(?!\w)|{ANY_YEAR}\b)"
    rf"|\b{DAY}(?: day)? (?:of )?{MONTH}|(?<![\w.,])(?:{LONE_YEAR}|{YEAR}s)(?![\w%]|[.,]\d| ?%)|\b\d\d(?:th|st) century\b"
    rf"|\b\d{{1,2}}(?:[:.]\d\d)? ?[ap]\.?m\b\.?|\b(?:[01]?\d|2[0-3]):[0-5]\d\b(?!:\d)|(?<=[ (])['\u2019]\d\ds?\b"
    rf"|{WHEN}{COUNTS}|\((?:1[5-8]\d\d)(?:[-\u2013]\d\d(?:\d\d)?)?\)",
    "locator": rf"(?:{PART})[ \u00a0]?\(?\d+(?:\.\d+)*(?:[\u2013-]\d+(?:\.\d+)*)?{COUNTED}",
    "name": r"(?<![\w.,-])(?!x\d)[^\W\d_]+\d[\w.-]*|(?<![\w-])[A-Z]\w*-\d[\w.]*(?:-\w+)*|\b\d-?D\b",
}
LITERAL = {"escape": r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|N\{[^}]*\})", "placeholder": r"\{\w+\}"}


class Span(NamedTuple):
    """A stretch of a file and the class that excuses the digits in it."""

    start: int
    end: int
    kind: str


@cache
def spans(suffix: str, text: str) -> tuple[Span, ...]:
    """The excused stretches of a page (`.md`), the ledger (`.yml`) or an experiment (`.py`)."""
    if suffix == ".md":
        return tuple(_page(text))
    if suffix == ".yml":
        prose, kind, classes = texts.values(text, LEDGER_PROSE), "key or quotation", MARKDOWN | WORDS
    elif suffix == ".py":
        prose, kind, classes = texts.strings(text, CONSTANTS), "program", LITERAL | MARKDOWN | WORDS
        del classes["bound"]  # the toolkit binds what `{name}` stands for
    else:
        raise ValueError(f"no prose is read in {suffix!r} files")
    found = [Span(*stretch, kind) for stretch in _outside(prose, len(text))]
    return tuple(_excuse(text, found, _steps(classes)))


def bound(suffix: str, text: str) -> Iterator[re.Match[str]]:
    """The bound numbers of a file, with the groups `text` and `ref`."""
    return matches("bound", BOUND, suffix, text)


def matches(kind: str, pattern: str, suffix: str, text: str) -> Iterator[re.Match[str]]:
    """Where a pattern stands as what it is: in prose, and not in code or a comment."""
    found = (re.compile(pattern).match(text, span.start) for span in spans(suffix, text) if span.kind == kind)
    return (match for match in found if match)


def quoted(text: str) -> list[Range]:
    """The quotations of a text: marked lines, and what stands between quotation marks."""
    return [match.span() for match in re.finditer(MARKDOWN["quotation"], text, re.MULTILINE)]


def words(suffix: str, text: str) -> str:
    """A file with nothing left but the words that its reader meets as the author's own."""
    return _hide(text, spans(suffix, text))


def citations(text: str) -> Iterator[re.Match[str]]:
    """The citations on a page: `[@key]`, or several parted by semicolons; not those in code."""
    return matches("citation", CITATION, ".md", text)


def verdicts(text: str) -> Iterator[re.Match[str]]:
    """The bound verdicts on a page, with the groups `verdict` and `claim`."""
    return matches("verdict", VERDICT, ".md", text)


def keys(citation: str) -> list[str]:
    """The keys in a citation."""
    return re.findall("@([a-z0-9]+)", citation)


def digits(suffix: str, text: str) -> Iterator[re.Match[str]]:
    """The numerals of a file that nothing excuses."""
    return NUMERAL.finditer(words(suffix, text))


def _page(text: str) -> list[Span]:
    start, end = texts.front_matter(text)
    shown = [(start + first, start + last) for first, last in texts.values(text[start:end], META)]
    found = [Span(*stretch, "front matter") for stretch in _outside(shown, end)]
    found = _excuse(text, found, [("list number", _list_numbers)])
    found = _excuse(text, found, _steps(MARKDOWN | WORDS))
    return [span for span in found if span.kind != "bound" or span.start >= end]


def _excuse(text: str, found: list[Span], steps: Steps) -> list[Span]:
    """Find one class after the other; what a class has taken, the next does not see."""
    hidden = _hide(text, found)
    for kind, find in steps:
        new = [Span(*stretch, kind) for stretch in find(hidden)]
        hidden = _hide(hidden, new)
        found = [*found, *new]
    return found


def _steps(classes: dict[str, str]) -> Steps:
    return [(kind, partial(_matches, re.compile(pattern, re.MULTILINE))) for kind, pattern in classes.items()]


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Range]:
    return (match.span() for match in pattern.finditer(text))


def _hide(text: str, found: Iterable[Span]) -> str:
    """The text with other characters in place of what was found; lines stay as long as they are."""
    characters = list(text)
    for start, end, _ in found:
        characters[start:end] = ["\n" if character == "\n" else "\0" for character in text[start:end]]
    return "".join(characters)


def _outside(ranges: Iterable[Range], length: int) -> list[Range]:
    edges = [0, *(edge for stretch in sorted(ranges) for edge in stretch), length]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _list_numbers(text: str) -> Iterator[Range]:
    """The numbers of list items: a line that only wraps so as to begin with a number is none."""
    position, in_list = 0, False
    for before, line in pairwise(["", *text.splitlines(keepends=True)]):
        item = re.match(r"[ \t\0]*(?:[-*+]|(?P<number>\d{1,2})(?:[.)]|(?= [-\u2013] )))(?=\s)", line)
        in_list = bool(before.strip(" \t\n\0")) and in_list
        if item and (in_list or not before.strip(" \t\n\0")):
            in_list = True
            if item["number"]:
                yield position + item.start("number"), position + item.end("number")
        position += len(line)
