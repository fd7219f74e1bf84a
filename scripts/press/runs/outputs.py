"""What a run wrote, as what a page may name: each file read once, when it is first asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from press.core import numbers
from press.core.sourced import Number, Steps
from press.runs import documents
from press.runs.documents import Document
from press.runs.found import Found, is_missing, near, number
from press.runs.settings import Run

PERCENT = {"%", "percent", "per cent"}
PARTS = ("value", "error", "unit", "meaning")


class Outputs:
    """The readable files of a run."""

    runs = 0  # a command does not say over how many runs its errors were taken

    def __init__(self, root: Path, run: Run) -> None:
        self.root, self.run = root, run
        self._read: dict[str, Document] = {}

    def at(self, steps: Steps) -> Number:
        """The number at a place, with the error and the unit that the settings of the run say."""
        path, steps = self.file(steps)
        found = self._document(path).find(steps)
        value = found.value
        if isinstance(value, dict) and "value" in value:
            said = {part: value.get(part) or "" for part in PARTS}
            error = number(said["error"] or 0.0)
            meaning = str(said["meaning"]) or self._meaning(found)
            return _scaled(number(value["value"]), error, str(said["unit"]), meaning)
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
        return [path for path in self.run.outputs if PurePosixPath(path).suffix in documents.READABLE]

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
        ways = {path: PurePosixPath(path) for path in self.readable}
        names, stems = (Counter(getattr(way, part) for way in ways.values()) for part in ("name", "stem"))
        short = {path: way.name if stems[way.stem] > 1 else way.stem for path, way in ways.items()}
        return {path: path if names[way.name] > 1 else short[path] for path, way in ways.items()}

    def text(self, path: str) -> str:
        """What a file says; a ValueError has the place of what cannot be read, or is a link out of the project."""
        if not (self.root / path).resolve().is_relative_to(self.root.resolve()):
            raise ValueError(f"{path} is a link that leads out of the project; put the file itself there")
        return documents.text(self.root / path, path)

    def _document(self, path: str) -> Document:
        if path not in self._read:
            self._read[path] = documents.read(self.text(path), path)
        return self._read[path]

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
