"""`figures/NAME.json` is the only road from a simulation to a page; this module reads and writes it.

A file holds the finding, parameters, numbers, series, texts, sources and provenance of one experiment. It is written
beside and renamed, with stable key order and six significant digits, so that a diff of `figures/` is the change in
evidence. `provenance.digest` covers everything above it: a hand-edited file is noticed.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from press.core import files, shallow
from press.core.errors import PressError
from press.core.sourced import PARAMETER, Number, Steps

Series = dict[str, dict[str, list[Any]]]
SIGNIFICANT_DIGITS = 6
RUNS = ("seeds", "replicates")
KEYS = ("name", "title", "lay", "read", "limits", "alt", "params", "numbers", "series", "sources", "provenance")


class Results(NamedTuple):
    """One experiment's results; the fields are the keys of the file, in its order."""

    name: str
    title: str
    lay: str
    read: str
    limits: str
    alt: str
    params: dict[str, Any]
    numbers: dict[str, Number]
    series: Series
    sources: dict[str, str]
    provenance: dict[str, Any]

    @property
    def runs(self) -> int:
        """How many independent runs its errors are taken over, which the first of two parameters says; else 0."""
        return next((int(self.params[key]) for key in RUNS if key in self.params), 0)

    def number(self, key: str) -> Number | None:
        """What prose may quote by this name: a number, or a parameter, which is exact."""
        return self.numbers.get(key) or self._parameter((key,))

    def _parameter(self, steps: Steps) -> Number | None:
        """A parameter, or one of several in a list, as a number."""
        value: Any = self.params
        for step in steps:
            with suppress(KeyError, IndexError, TypeError):  # no such key, place or list
                value = value[step]
                continue
            return None
        if not isinstance(value, int | float) or isinstance(value, bool):
            return None
        return Number(value, 0.0, "", f"{PARAMETER} {str(steps[0]).replace('_', ' ')}")

    def at(self, steps: Steps) -> Number:
        """The number that a binding names: by its key, or a parameter's in a list; a ValueError lists what there is."""
        found = self.number(str(steps[0])) if len(steps) == 1 else self._parameter(steps)
        if found is None:
            said, there = ".".join(map(str, steps)), ", ".join(sorted({*self.numbers, *self.params}))
            raise ValueError(f"{self.name} has no number {said!r}; it has {there}")
        return found

    def column(self, steps: Steps) -> list[float]:
        """The numbers of a column of a table of the series, named by both."""
        return [float(each) for each in self.entries(steps)]

    def unit(self, steps: Steps) -> str:  # noqa: ARG002 - as a run answers
        """The unit of such a column, which no series says."""
        return ""

    def entries(self, steps: Steps) -> list[Any]:
        """What stands in such a column."""
        table = self.series.get(str(steps[0]), {}) if len(steps) == 2 else {}
        if len(steps) != 2 or str(steps[1]) not in table:
            said = [f"{name}.{column}" for name, columns in self.series.items() for column in columns]
            raise ValueError(f"{self.name} has no such column; it has {', '.join(said)}")
        return table[str(steps[1])]

    def places(self) -> Iterator[Steps]:
        """The keys of its numbers and of the parameters that are numbers."""
        yield from ((key,) for key in {**self.numbers, **self.params} if self.number(key))

    @property
    def digest(self) -> str:
        """SHA-256 of all but itself, the seconds, which differ between runs, and the drawing, which depends on it."""
        body = self._asdict() | {"numbers": {key: number._asdict() for key, number in self.numbers.items()}}
        apart = {"digest", "seconds", "drawing"}
        body["provenance"] = {key: value for key, value in self.provenance.items() if key not in apart}
        return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def rounded(value: Any) -> Any:
    """The value at six significant digits, through lists and mappings; what is not a float stays as it is."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    if isinstance(value, float):
        return float(f"{value:.{SIGNIFICANT_DIGITS - 1}e}")
    return value


def serialise(results: Results) -> str:
    """The text of the file: one key a line, one column of a table a line."""
    body = results._asdict() | {"numbers": {key: number._asdict() for key, number in results.numbers.items()}}
    body["provenance"] = results.provenance | {"digest": results.digest}
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {_block(body[key], 1)}" for key in KEYS) + "\n}\n"


def _block(value: Any, depth: int) -> str:
    if not isinstance(value, dict) or not value:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    indent = "  " * depth
    lines = (f"{indent}{json.dumps(key)}: {_block(item, depth + 1)}" for key, item in value.items())
    return "{\n" + ",\n".join(lines) + "\n" + "  " * (depth - 1) + "}"


def write(folder: Path, results: Results) -> None:
    """Write `NAME.json` whole or not at all; the same evidence keeps the same bytes, whatever the run took."""
    path = folder / f"{results.name}.json"
    if path.is_file():
        try:
            before = read(path)
        except PressError:
            before = results
        if before.digest == results.digest:
            results = results._replace(provenance=results.provenance | {"seconds": before.provenance["seconds"]})
    files.replace(path, serialise(results).encode())


def read(path: Path) -> Results:
    """The results in a file; a PressError names file, line and key where it is not one."""
    try:
        body = shallow.read_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PressError(f"{path}: there is none; run: press figures {path.stem}") from None
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise PressError(f"{path}:{line}: not JSON ({error}); run: press figures {path.stem}") from None
    for problem in _problems(body):
        raise PressError(f"{path}:{_line(path, problem)}: {problem}; run: press figures {path.stem}")
    numbers = {key: Number(**number) for key, number in body["numbers"].items()}
    return Results(**body | {"numbers": numbers})


def _problems(body: Any) -> Iterator[str]:
    if not isinstance(body, dict):
        yield "not a mapping"
        return
    yield from (f"key '{key}' is missing" for key in KEYS if key not in body)
    for key, value in body.items():
        if key not in KEYS:
            yield f"key '{key}' is none of {', '.join(KEYS)}"
        elif not isinstance(value, str if key in KEYS[:6] else dict):
            yield f"key '{key}' has the wrong kind of value"
    numbers = (body.get("numbers") or {}).items()
    yield from (f"key '{name}' {fault}" for name, item in numbers if (fault := _fault(item)))
    for name, table in (body.get("series") or {}).items():
        columns: list[Any] = list(table.values()) if isinstance(table, dict) else [None]
        if not all(isinstance(column, list) for column in columns) or len({len(column) for column in columns}) != 1:
            yield f"key '{name}' is not a table of equally long columns"
    if isinstance(body.get("provenance"), dict):
        yield from _provenance_problems(body["provenance"])


def _provenance_problems(provenance: Any) -> Iterator[str]:
    """What the rest of the toolkit relies on is there, and of its kind."""
    drawing = provenance.get("drawing", {})
    parts = {key: provenance[key] for key in ("inputs", "texts", "drawing") if key in provenance}
    parts |= {key: drawing[key] for key in ("inputs", "files") if isinstance(drawing, dict) and key in drawing}
    yield from (f"key '{key}' is not a mapping" for key, value in parts.items() if not isinstance(value, dict))
    yield from (f"key '{key}' is missing" for key in ("replay", "tolerance", "seconds") if key not in provenance)


def _fault(number: Any) -> str:
    """What is wrong with a stored number, or nothing."""
    if not isinstance(number, dict) or set(number) != set(Number._fields):
        return f"is not a number with {', '.join(Number._fields)}"
    finite = all(isinstance(number[part], int | float) and math.isfinite(number[part]) for part in Number._fields[:2])
    return "" if finite else "has a value or an error that is not finite"


def _line(path: Path, problem: str) -> int:
    """The line where the key that a problem names stands, else the first."""
    key = problem.split("'")[1] if "'" in problem else ""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((index for index, line in enumerate(lines, 1) if f'"{key}"' in line), 1)


def read_all(folder: Path) -> dict[str, Results]:
    """All results in a folder by name; a file that cannot be read is a PressError."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.json"))}
