"""What a run wrote, as what a page may name: each file read once, when it is first asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from press.core import numbers, shallow
from press.core.results import Number
from press.core.sourced import Steps
from press.runs import labels, table, tree
from press.runs.found import Found, is_missing, near, number
from press.runs.settings import Run

LARGEST = 64_000_000  # bytes of a file that is taken apart
TEXTS = {".md", ".txt", ".log", ".out", ".rst", ".html", ".tex", ".Rout", ""}
PERCENT = {"%", "percent", "per cent"}
PARTS = ("value", "error", "unit", "meaning")


class Outputs:
    """The readable files of a run."""

    runs = 0  # a command does not say over how many runs its errors were taken

    def __init__(self, root: Path, run: Run) -> None:
        self.root, self.run = root, run
        self._read: dict[str, Any] = {}

    def at(self, steps: Steps) -> Number:
        """The number at a place, with the error and the unit that the settings of the run say."""
        path, steps = self.file(steps)
        found = self._document(path).find(steps)
        value = found.value
        if isinstance(value, dict) and "value" in value:
            said = {part: value.get(part) or "" for part in PARTS}
            error = number(said["error"] or 0.0)
            return _scaled(
                number(value["value"]), error, str(said["unit"]), str(said["meaning"]) or self._meaning(found)
            )
        if isinstance(value, dict):
            raise ValueError(f"that is no number but holds several; {near('', value)}")  # noqa: TRY004
        if isinstance(value, list):
            raise ValueError("that is a list, and no number; name an item, or say mean() of it")  # noqa: TRY004
        return _scaled(number(value), self._error(found), self.run.unit.get(found.field, ""), self._meaning(found))

    def column(self, steps: Steps) -> list[float]:
        """The numbers of a column or a list; what is missing is left out, as programs of statistics write it."""
        scale, _ = _scaled_to(self._said(steps))
        return [number(value) * scale for value in self.entries(steps) if not is_missing(value)]

    def unit(self, steps: Steps) -> str:
        """The unit that the settings of the run say of a column."""
        return _scaled_to(self._said(steps))[1]

    def _said(self, steps: Steps) -> str:
        return self.run.unit.get(str(steps[-1]), "") if steps else ""

    def entries(self, steps: Steps) -> list[Any]:
        """What stands in a column or a list, numbers or not."""
        path, steps = self.file(steps)
        return self._document(path).values(steps)

    def places(self) -> Iterator[Steps]:
        """The places in its files; what cannot be read has none."""
        for path, called in self._called.items():
            before = (called,) if len(self.readable) > 1 else ()
            with suppress(ValueError):
                yield from ((*before, *steps) for steps in self._document(path).places())

    @cached_property
    def readable(self) -> list[str]:
        """The outputs that places can be named in."""
        return [path for path in self.run.outputs if PurePosixPath(path).suffix in {*READERS, *TEXTS}]

    def file(self, steps: Steps) -> tuple[str, Steps]:
        """The file that a place is in, and the steps inside it: of several files the first step names one."""
        if not self.readable:
            raise ValueError(f"no output of {self.run.name} can be read; there are {', '.join(self.run.outputs)}")
        if len(self.readable) == 1:
            return self.readable[0], steps
        first = str(steps[0]) if steps else ""
        for path, called in self._called.items():
            if called == first:
                return path, steps[1:]
        raise ValueError(f"{self.run.name} has several files; name one first; {near(first, self._called.values())}")

    @cached_property
    def _called(self) -> dict[str, str]:
        """What each file is called where there are several: by its stem, or as much more as tells it apart."""
        names = Counter(PurePosixPath(path).name for path in self.readable)
        stems = Counter(PurePosixPath(path).stem for path in self.readable)
        ways = ((path, PurePosixPath(path)) for path in self.readable)
        return {
            path: path if names[way.name] > 1 else way.name if stems[way.stem] > 1 else way.stem for path, way in ways
        }

    def text(self, path: str) -> str:
        """What a file says; a ValueError has the place of what cannot be read, or is a link out of the project."""
        if not (self.root / path).resolve().is_relative_to(self.root.resolve()):
            raise ValueError(f"{path} is a link that leads out of the project; put the file itself there")
        return _said(self.root / path, path)

    def _document(self, path: str) -> Document:
        if path not in self._read:
            self._read[path] = READERS.get(PurePosixPath(path).suffix, _words)(self.text(path), path)
        document: Document = self._read[path]
        return document

    def _error(self, found: Found) -> float:
        field = self.run.error.get(found.field)
        if field is None:
            return 0.0
        if field not in found.beside:
            raise ValueError(f"the error of {found.field!r} should stand in {field!r}; {near(field, found.beside)}")
        return abs(number(found.beside[field]))

    def _meaning(self, found: Found) -> str:
        return f"{found.field or 'a number'} of the run {self.run.name}"


def _scaled(value: float, error: float, unit: str, meaning: str) -> Number:
    scale, unit = _scaled_to(unit)
    return Number(value * scale, error * scale, unit, meaning)


def _scaled_to(unit: str) -> tuple[float, str]:
    """By what a number is multiplied, and its unit then: one in per cent is the share that prose prints as `17 %`."""
    return (numbers.SCALES["%"], "share") if unit in PERCENT else (1.0, unit)


class Document(NamedTuple):
    """A file that was read: how its places are found, its columns, and which places there are."""

    find: Callable[[Steps], Found]
    values: Callable[[Steps], list[Any]]
    places: Callable[[], Iterator[Steps]]


def _said(file: Path, place: str) -> str:
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
