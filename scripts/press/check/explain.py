"""`press check --explain FILE:LINE` says of every number in a line what holds it or excuses it."""

from __future__ import annotations

from collections.abc import Iterator

from press.article import expression, prose, source
from press.article.digit_classes import MEANING
from press.article.notation import NUMERAL
from press.check.reading import Reading
from press.core.errors import PressError
from press.site.markdown.markup import interval


def explain(reading: Reading, where: str) -> Iterator[str]:
    """A line for every numeral and bound word at `FILE:LINE` or `FILE:LINE:COLUMN`; a PressError if that is nowhere."""
    name, line, column = _where(where)
    path = reading.project.root / name
    prosaic = reading.prose | reading.checked
    if path not in prosaic:
        known = ", ".join(reading.project.place(each) for each in prosaic)
        raise PressError(f"{name}: no prose is checked there; it is in {known}")
    text = prosaic[path]
    rows = text.split("\n")
    if not 1 <= line <= len(rows):
        raise PressError(f"{name}: has {len(rows)} lines; line {line} is none of them")
    start = sum(len(row) + 1 for row in rows[: line - 1]) + max(0, column - 1)
    end = sum(len(row) + 1 for row in rows[:line])
    kind = source.kind(path)
    found = [*_excused(reading, kind, text), *_unbound(reading, kind, text)]
    shown = [(offset, words) for offset, words in sorted(set(found)) if start <= offset < end]
    for offset, words in shown:
        yield f"{':'.join(map(str, reading.place(path, text, offset)))}: {words}"
    if not shown:
        yield f"{name}:{line}: no number stands here"


def _where(where: str) -> tuple[str, int, int]:
    name, *numbers = where.rsplit(":", 2) if where.count(":") > 1 else where.rsplit(":", 1)
    if not numbers or not all(number.isdecimal() for number in numbers):
        raise PressError(f"{where!r} is no place; write FILE:LINE or FILE:LINE:COLUMN")
    return name, int(numbers[0]), int(numbers[1]) if len(numbers) > 1 else 1


def _excused(reading: Reading, suffix: str, text: str) -> Iterator[tuple[int, str]]:
    for span in prose.spans(suffix, text, reading.dialect):
        said = text[span.start : span.end]
        if span.kind in {"bound", "bound word"}:
            number, _, comment = said.partition("<!--")
            yield span.start, f"{number} is bound: {_bound(reading, comment.removesuffix('-->').strip())}"
        elif span.kind in {"held word", "verdict"}:
            yield span.start, f"{said} is {MEANING[span.kind]}"
        else:
            for match in NUMERAL.finditer(text, span.start, span.end):
                yield match.start(), f"{match[0]} is excused as {span.kind}: {MEANING[span.kind]}"


def _bound(reading: Reading, reference: str) -> str:
    try:
        number = expression.number(reference, reading.known)
    except ValueError as problem:
        return str(problem)
    return f"{reference}, {number.meaning}, {interval(number)}"


def _unbound(reading: Reading, suffix: str, text: str) -> Iterator[tuple[int, str]]:
    for match in prose.digits(suffix, text, reading.dialect):
        yield match.start(), f"{match[0]} is neither bound nor excused"
    for offset, word in prose.found(suffix, text, reading.dialect):
        yield offset, f"{word} is shown, and neither bound nor excused"
