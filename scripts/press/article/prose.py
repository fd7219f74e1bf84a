"""Every digit that a reader meets in checked prose is bound, or excused by a class of `press.article.digit_classes`.

`spans` returns the stretches of a file in which a digit needs no binding: what is not prose at all (code, keys,
markup), and what is no measurement (dates, versions, identifiers, quotations, list numbers). The classes are few and
narrow on purpose: a digit that fits none is worth a second look, and its writer can always bind it or quote it.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from press.article import texts
from press.article.digit_classes import LITERAL, MARKDOWN, WORDS
from press.article.notation import BOUND, CITATION, NUMERAL, VERDICT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from press.article.texts import Range

    Steps = Iterable[tuple[str, Callable[[str], Iterable[Range]]]]

LEDGER_PROSE = {"fair", "change", "because"}  # the rest of the ledger is keys and quotations
META = {"title", "description"}
# Lines with digits, and the line before them.
NUMBERED = re.compile(r"^(?:[^\n\d]*\n(?=[^\n\d]*\d))?(?:[^\n\d]*\d[^\n]*(?:\n|\Z))+", re.MULTILINE)
SHOWN = re.compile(r"[^\n]")
# What opens and what closes a class, and where its paragraphs part if it ends with one.
CLOSED = {"comment": ("<!--", "-->", ""), "quotation": ("\u201c", "\u201d", r"(\n[ \t]*(?=\n))")}
KEPT = 4096  # texts that rules read in turn; a served site is edited for ever
CONSTANTS = {"LAY", "READ", "LIMITS", "ALT"}


class Span(NamedTuple):
    """A stretch of a file and the class that excuses the digits in it."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=KEPT)
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
    return list(_closed("quotation", re.compile(MARKDOWN["quotation"], re.MULTILINE), text))


@lru_cache(maxsize=KEPT)
def words(suffix: str, text: str) -> str:
    """A file with nothing left but the words that its reader meets as the author's own."""
    return _hide(text, spans(suffix, text))


def citations(text: str) -> Iterator[re.Match[str]]:
    """The citations on a page: `[@key]`, or several parted by semicolons; not those in code."""
    return matches("citation", CITATION, ".md", text) if "[@" in text else iter(())


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
        hidden = _hide(hidden, new) if new else hidden
        found = [*found, *new]
    return found


def _steps(classes: dict[str, str]) -> Steps:
    return [(kind, partial(_finder(kind), re.compile(pattern, re.MULTILINE))) for kind, pattern in classes.items()]


def _finder(kind: str) -> Callable[[re.Pattern[str], str], Iterator[Range]]:
    return _numbered if kind in WORDS else partial(_closed, kind) if kind in CLOSED else _matches


def _closed(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Range]:
    """The matches of what has to be closed; the end of the text is not sought from each of many that never are."""
    opening, closing, parts = CLOSED[kind]
    pieces = []
    for part in re.split(parts, text) if parts else [text]:
        head, sign, tail = part.rpartition(closing)
        pieces += [head, sign, tail.replace(opening, "\0" * len(opening))]
    return _matches(pattern, "".join(pieces))


def _matches(pattern: re.Pattern[str], text: str, *ends: int) -> Iterator[Range]:
    return (match.span() for match in pattern.finditer(text, *ends))


def _numbered(pattern: re.Pattern[str], text: str) -> Iterator[Range]:
    """What a class of words with digits matches, which is looked for only where digits are."""
    return chain.from_iterable(_matches(pattern, text, *lines.span()) for lines in NUMBERED.finditer(text))


def _hide(text: str, found: Iterable[Span]) -> str:
    """The text with other characters in place of what was found; lines stay as long as they are."""
    pieces, position = [], 0
    for start, end, _ in sorted(found):
        if position < end:
            pieces += [text[position:start], SHOWN.sub("\0", text[max(start, position) : end])]
            position = end
    return "".join([*pieces, text[position:]])


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
