"""Places in a table: a row by the values of its first columns, or by `["column=value"]`, then the column.

A position never names a row: another order would be another number, and nothing would tell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from press.core.sourced import Step, Steps
from press.runs.found import Found, near, number
from press.runs.tree import alike

RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
CELL = re.compile(r"(?<!\\)\|")


class Table(NamedTuple):
    """The names of the columns, and the rows."""

    columns: list[str]
    rows: list[list[str]]

    def find(self, steps: Steps) -> Found:
        """The cell at a place; a ValueError says what is not there, or what there is more than one of."""
        rows, rest = self._rows(steps)
        if not rest and len(self.columns) == 2 and len(rows) == 1:
            rest = (self.columns[1],)  # a name and a value
        if len(rest) != 1:
            raise ValueError(f"a place in a table is a row and a column; the columns are {', '.join(self.columns)}")
        column = self._column(rest[0])
        if len(rows) != 1:
            said = f"{self.columns[column]!r} is a column of {len(rows)} rows"
            raise ValueError(f"{said}; name the row first: {self._example()}")
        row = rows[0]
        return Found(row[column], self.columns[column], dict(zip(self.columns, row, strict=True)))

    def values(self, steps: Steps) -> list[str]:
        """A whole column, or that of the rows that are named; without any step, the first."""
        rows, rest = self._rows(steps, many=True)
        column = self._column(rest[0]) if rest else 0
        return [row[column] for row in rows]

    def places(self) -> Iterator[Steps]:
        """The cells that hold a number, each row by as many of its first columns as tell the rows apart."""
        widths = range(1, len(self.columns))
        width = next((n for n in widths if len({tuple(row[:n]) for row in self.rows}) == len(self.rows)), 0)
        for row in self.rows if width else ():
            for column, cell in zip(self.columns[width:], row[width:], strict=True):
                with suppress(ValueError):
                    number(cell)
                    yield (row[0] if width == 1 else tuple(row[:width])), column

    def _rows(self, steps: Steps, *, many: bool = False) -> tuple[list[list[str]], Steps]:
        """The rows that the first steps name, and the steps behind."""
        rows, taken = self.rows, 0
        for step in steps:
            if not isinstance(step, tuple) and str(step) in self.columns and taken == len(steps) - 1:
                break
            rows = [row for row in rows if self._is(row, step)]
            taken += 1
            if not rows:
                firsts = [", ".join(row[: len(step) if isinstance(step, tuple) else 1]) for row in self.rows]
                said = ", ".join(map(str, step)) if isinstance(step, tuple) else step
                raise ValueError(f"no row {said!r}; {near(said, firsts)}; the columns are {', '.join(self.columns)}")
        if taken and len(rows) > 1 and not many:
            among = "; ".join(", ".join(row[:4]) for row in rows[:4])
            raise ValueError(f"{len(rows)} rows are named so ({among}); name further columns")
        return rows, steps[taken:]

    def _is(self, row: list[str], step: Step) -> bool:
        parts = step if isinstance(step, tuple) else (step,)
        named = [self._condition(part) for part in parts]
        if all(named):
            return all(alike(row[self._column(column)], value) for column, value in filter(None, named))
        return len(parts) < len(row) + 1 and all(alike(cell, part) for cell, part in zip(row, parts, strict=False))

    def _condition(self, part: object) -> tuple[str, str] | None:
        column, sign, value = str(part).partition("=")
        return (column.strip(), value) if sign and column.strip() in self.columns else None

    def _column(self, step: Step) -> int:
        if (count := self.columns.count(str(step))) == 1:
            return self.columns.index(str(step))
        if count:
            raise ValueError(f"{count} columns are called {step!r}; give each a name of its own")
        raise ValueError(f"no column {step!r}; {near(step, self.columns)}")

    def _example(self) -> str:
        return f'["{self.rows[0][0]}"].{self.columns[-1]}' if self.rows else "there is none"


def separated(text: str, place: str, delimiter: str) -> Table:
    """A table of a CSV or TSV file; a ValueError has the line of a row that is none."""
    if delimiter == ",":
        head = text.partition("\n")[0]
        delimiter = max(",;\t", key=head.count) if not head.count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    columns: list[str] = []
    try:
        for row in reader:
            if not columns:
                columns = [name.strip() for name in row]
            elif row and len(row) != len(columns):
                raise ValueError(f"{place}:{reader.line_num}: has {len(row)} cells under {len(columns)} columns")
            elif row:
                rows.append(row)
    except csv.Error as error:
        raise ValueError(f"{place}:{reader.line_num}: not CSV: {error}") from None
    return Table(columns, rows)


def drawn(text: str) -> Iterator[Table]:
    """The tables of a text in Markdown."""
    lines = text.splitlines()
    for index, line in enumerate(lines):
        if index and "|" in lines[index - 1] and "-" in line and RULE.match(line):
            columns = _cells(lines[index - 1])
            body = []
            for below in lines[index + 1 :]:
                if "|" not in below:
                    break
                body.append(_cells(below))
            if len(_cells(line)) == len(columns):
                width = len(columns)
                yield Table(columns, [[*row, *[""] * width][:width] for row in body])


def _cells(line: str) -> list[str]:
    cells = [cell.strip().replace("\\|", "|") for cell in CELL.split(line.strip())]
    inner = cells[1 if cells and not cells[0] else 0 :]
    return [re.sub(r"^[*_`]+|[*_`]+$", "", cell) for cell in (inner[:-1] if inner and not inner[-1] else inner)]
