"""The table of other settings that somebody might have chosen, and what the quoted numbers are under each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Alternative(NamedTuple):
    """One number under one setting; `source` is the key of the work that gives it, or nothing."""

    parameter: str
    setting: str
    source: str
    number: str
    value: float
    standard_error: float


def table(rows: Iterable[Alternative]) -> dict[str, list[Any]]:
    """Turn rows into columns."""
    return {name: list(column) for name, column in zip(Alternative._fields, zip(*rows, strict=True), strict=True)}
