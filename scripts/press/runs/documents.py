"""The files that a run may write, each kind taken apart: how a place in it is found, and which places there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from press.core import shallow
from press.core.sourced import Steps
from press.runs import labels, table, tree
from press.runs.found import Found

LARGEST = 64_000_000  # bytes of a file that is taken apart
TEXTS = {".md", ".txt", ".log", ".out", ".rst", ".html", ".tex", ".Rout", ""}


class Document(NamedTuple):
    """A file that was read: how its places are found, its columns, and which places there are."""

    find: Callable[[Steps], Found]
    values: Callable[[Steps], list[Any]]
    places: Callable[[], Iterator[Steps]]


def read(text: str, place: str) -> Document:
    """Take a file apart, as the ending of its name says."""
    return READERS.get(PurePosixPath(place).suffix, _words)(text, place)


def text(file: Path, place: str) -> str:
    """What a file says; a ValueError has the place of what cannot be read."""
    try:
        if file.stat().st_size > LARGEST:
            raise ValueError(f"{place}: has {file.stat().st_size:,} bytes; let the command write a summary")
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ValueError(f"{place}: is not there; run: press run") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"{place}: not UTF-8 ({error.reason})") from None


def _json(text: str, place: str) -> Document:
    try:
        body = shallow.read_json(text)
    except ValueError as error:
        raise ValueError(f"{place}:{getattr(error, 'lineno', 1)}: not JSON: {getattr(error, 'msg', error)}") from None
    return _tree(body)


def _tree(body: Any) -> Document:
    return Document(partial(tree.find, body), partial(tree.column, body), partial(tree.places, body))


def _lines(text: str, place: str) -> Document:
    body = []
    for line, each in enumerate(text.splitlines(), 1):
        try:
            body += [shallow.read_json(each)] if each.strip() else []
        except ValueError as error:
            raise ValueError(f"{place}:{line}: not JSON: {getattr(error, 'msg', error)}") from None
    return _tree(body)


def _separated(text: str, place: str, *, delimiter: str) -> Document:
    made = table.separated(text, place, delimiter)
    return Document(made.find, made.values, made.places)


def _words(text: str, place: str) -> Document:
    drawn = list(table.drawn(text))

    def find(steps: Steps) -> Found:
        found, problems = [], []
        for each in drawn:
            try:
                found.append(each.find(steps))
            except ValueError as problem:
                problems.append(problem)
        if len({str(each.value) for each in found}) > 1:
            raise ValueError(f"several tables of {place} have such a place; name more columns")
        if found:
            return found[0]
        if len(steps) != 1 or not steps[0]:
            raise (
                problems[0]
                if problems
                else ValueError(f'{place} is a text; write the label before a number: ["label"]')
            )
        said = steps[0] if isinstance(steps[0], tuple) else (steps[0],)
        try:
            return labels.find(text, list(map(str, said)))
        except ValueError as problem:
            raise (problems[0] if len(problems) == 1 else problem) from None

    def values(steps: Steps) -> list[Any]:
        whole = [each for each in drawn if not steps or str(steps[-1]) in each.columns]
        if len(whole) != 1:
            raise ValueError(f"{len(whole)} tables of {place} have such a column")
        return whole[0].values(steps)

    return Document(find, values, partial(_places, text, drawn))


def _places(text: str, drawn: list[table.Table]) -> Iterator[Steps]:
    """The cells of the tables in a text, and the labels in front of numbers."""
    for each in drawn:
        yield from each.places()
    yield from ((label,) for label in dict.fromkeys(labels.before(text)))


def _notebook(text: str, place: str) -> Document:
    try:
        return _words(labels.notebook(text), place)
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from None


READERS: dict[str, Callable[[str, str], Document]] = {
    ".json": _json,
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".csv": partial(_separated, delimiter=","),
    ".tsv": partial(_separated, delimiter="\t"),
    ".ipynb": _notebook,
}
READABLE = {*READERS, *TEXTS}
