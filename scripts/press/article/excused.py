"""The classes that excuse a digit (`press.article.digit_classes`) are found in a text, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import chain

from press.article import named_numbers
from press.article.digit_classes import SECTION, WORDS
from press.article.reading import Span
from press.article.texts import Range

# Lines with digits, and the line before them.
NUMBERED = re.compile(r"^(?:[^\n\d]*\n(?=[^\n\d]*\d))?(?:[^\n\d]*\d[^\n]*(?:\n|\Z))+", re.MULTILINE)
FIRST = re.compile(SECTION)
HEADED = re.compile(r"\d[\d.]*")
LINE = re.compile(r"\n[ \t]*[*_]*(?P<n>\d{1,2})\\?\.(?=\s)")
SHARE = re.compile(r"[ \u00a0\u202f]?(?:%|\u2030|per ?cent\b)")  # behind what is no name, version or date
NO_LINE = ((0, 0), -9)
SHOWN = re.compile(r"[^\n]")
# What opens and what closes a quotation, and where its paragraphs part.
CLOSED = {"quotation": ("\u201c", "\u201d", r"(\n[ \t]*(?=\n))")}


def classed(text: str, found: list[Span], classes: Iterable[tuple[str, str]]) -> list[Span]:
    """Find one class after the other; what a class has taken, the next does not see."""
    hidden = hide(text, (each for each in found if each.kind != "code"))
    hidden = hide(hidden, (each for each in found if each.kind == "code"), named_numbers.CODE)
    for kind, pattern in classes:
        stretches = _finder(kind)(re.compile(pattern, re.MULTILINE), hidden)
        new = [Span(*each, kind) for each in stretches if kind not in WORDS or not SHARE.match(text, each[1])]
        hidden = hide(hidden, new) if new else hidden
        found = [*found, *new]
    return found


def sections(text: str, headings: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """The numbers of headings: of a title, of a first one, and of one with another before or behind it, or below."""
    words = [(HEADED.match(text, offset), FIRST.match(text, offset), level) for offset, level in headings]
    numbers = {_parts(match[0]) for match, _, _ in words if match}
    for _, match, level in words:
        if match:
            *above, last = _parts(match[0])
            beside = ((*above, last - 1), (*above, last + 1), (*above, last, 1), tuple(above))
            if level == 1 or last <= 1 or numbers.intersection(beside):
                yield Span(*match.span(), "section number")


def _finder(kind: str) -> Callable[[re.Pattern[str], str], Iterator[Range]]:
    if kind == "list number":
        return _listed
    return _numbered if kind in WORDS else partial(closed, kind) if kind in CLOSED else _matches


def _listed(pattern: re.Pattern[str], text: str) -> Iterator[Range]:
    """What a list is known by, and the numbers of lines that count up, where Markdown sees no list."""
    yield from _matches(pattern, text)
    lines = [(match.span("n"), int(match["n"])) for match in LINE.finditer(text)]
    for (_, before), (span, number), (_, behind) in zip([NO_LINE, *lines], lines, [*lines[1:], NO_LINE], strict=False):
        if number - before in {0, 1} or behind - number in {0, 1}:
            yield span


def _parts(heading: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", heading)))


def closed(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Range]:
    """The matches of what has to be closed; the end of the text is not sought from each of many that never are."""
    opening, closing, parts = CLOSED[kind]
    pieces = []
    for part in re.split(parts, text):
        head, sign, tail = part.rpartition(closing)
        pieces += [head, sign, tail.replace(opening, "\0" * len(opening))]
    return _matches(pattern, "".join(pieces))


def _matches(pattern: re.Pattern[str], text: str, *ends: int) -> Iterator[Range]:
    return (match.span(match.lastgroup or 0) for match in pattern.finditer(text, *ends))


def _numbered(pattern: re.Pattern[str], text: str) -> Iterator[Range]:
    """What a class of words with digits matches, which is looked for only where digits are."""
    return chain.from_iterable(_matches(pattern, text, *lines) for lines in _with_digits(text))


@lru_cache(maxsize=2)
def _with_digits(text: str) -> list[Range]:
    """Where the lines with digits are, which most classes leave as they were."""
    return [lines.span() for lines in NUMBERED.finditer(text)]


def hide(text: str, found: Iterable[Span], sign: str = "\0") -> str:
    """The text with a sign in place of each character of what was found; lines stay as long as they are."""
    pieces, position = [], 0
    for start, end, _ in sorted(found):
        if position < end:
            pieces += [text[position:start], SHOWN.sub(sign, text[max(start, position) : end])]
            position = end
    return "".join([*pieces, text[position:]])
