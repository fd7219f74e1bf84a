"""The table of other settings that somebody might have chosen, and what the quoted numbers are under each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple


class Alternative(NamedTuple):
    """One number under one setting; `source` is the key of the work that gives it, or nothing."""

    parameter: str
    setting: str
    source: str
    number: str
    value: float
    standard_error: float


def along(parameter: str, table: Mapping[str, Any], numbers: Mapping[str, tuple[str, str]]) -> Iterator[Alternative]:
    """Give numbers as they would have been quoted after fewer generations, row by row of a table but the first.

    The first column of the table counts the rows, and is the parameter; what its last row says is quoted. Of each
    number are named its column, and that of its standard error, "" where there is none.
    """
    counts = [f"{count:.0f}" for count in next(iter(table.values()))]
    for row, count in list(enumerate(counts))[1:]:
        for number, (column, error) in numbers.items():
            spread = float(table[error][row]) if error else 0.0
            yield Alternative(parameter, count, "", number, float(table[column][row]), spread)


def table(rows: Iterable[Alternative]) -> dict[str, list[Any]]:
    """Turn rows into columns."""
    return {name: list(column) for name, column in zip(Alternative._fields, zip(*rows, strict=True), strict=True)}
