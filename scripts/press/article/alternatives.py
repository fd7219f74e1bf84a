"""Other settings of a simulation, and what its numbers are under each of them: how far a test reaches.

An experiment may have a table `alternatives`, a row for each number under each setting of a parameter that somebody
might as well have chosen. Where a source gives the setting, the row names it, and a claim that comes out otherwise
there depends on the parameter. A row without a source only shows where an outcome turns.

What has no such table, as no trained network has, is looked at in what is stored of it: after each generation, and
without each run (`press.article.stored`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from press.article import predicate, stored
from press.article.expression import name_of
from press.core.results import Results
from press.core.sourced import Known, Same, Source

TABLE = "alternatives"
COLUMNS = ("parameter", "setting", "source", "number", "value", "standard_error")


class Setting(NamedTuple):
    """A parameter in words, the setting it has, and the key of the work that gives it, if one does."""

    parameter: str
    setting: str
    source: str


class Run(NamedTuple):
    """Neighbouring settings of a parameter under which a test comes out alike; the first and the last of them."""

    outcome: str
    first: str
    last: str

    def __str__(self) -> str:
        return f"{self.outcome} at {self.first}" + (f" to {self.last}" if self.last != self.first else "")


def settings(known: Known, names: Iterable[str]) -> list[Setting]:
    """The settings that some experiments were also looked at under, in their order."""
    rows = (row for name in names for row in zip(*_columns(known.get(name))[:3], strict=True))
    return list(dict.fromkeys(Setting(*map(str, row)) for row in rows))


def under(known: Known, setting: Setting, names: Iterable[str]) -> dict[str, Source]:
    """What is known as it is, save for the numbers of some experiments that this setting changes."""
    changed = dict(known)
    for name in names:
        found = known.get(name)
        if isinstance(found, Results):
            rows = (row for row in _rows(found) if row[0][:2] == setting[:2])
            numbers = {key: found.numbers[key]._replace(value=value, error=error) for _, key, value, error in rows}
            changed[name] = found._replace(numbers=found.numbers | numbers)
    return changed


def ranges(text: str, known: Known) -> dict[str, list[Run]]:
    """For each parameter that moves a number of a predicate, the runs of settings that lead to one outcome."""
    names = dict.fromkeys(map(name_of, predicate.references(text)))
    return _ranges(text, tuple((name, Same(known[name])) for name in names if name in known))


@lru_cache(maxsize=4096)  # a page of a claim and the index for programs both ask
def _ranges(text: str, sources: tuple[tuple[str, Same[Source]], ...]) -> dict[str, list[Run]]:
    known = {name: same.source for name, same in sources}
    outcomes = _declared(text, known) or stored.outcomes(text, known)
    return {parameter: _runs(found) for parameter, found in outcomes.items()}


def _declared(text: str, known: Known) -> dict[str, dict[str, str]]:
    """For each parameter of a table of alternatives, the outcome under each setting."""
    moved = set(predicate.references(text))
    outcomes: dict[str, dict[str, str]] = {}
    for name, results in known.items():
        for where, key, *_ in _rows(results):
            if f"{name}.{key}" in moved:
                found = outcomes.setdefault(where.parameter, {})
                if where.setting not in found:
                    found[where.setting] = predicate.evaluate(text, under(known, where, known))
    return outcomes


def _runs(outcomes: dict[str, str]) -> list[Run]:
    runs = [(outcome, list(group)) for outcome, group in groupby(outcomes, key=outcomes.__getitem__)]
    return [Run(outcome, settings[0], settings[-1]) for outcome, settings in runs]


def _rows(results: Source | None) -> Iterator[tuple[Setting, str, float, float]]:
    """The table of an experiment as settings with the numbers that they lead to, values and errors."""
    if not isinstance(results, Results):
        return
    for parameter, setting, source, key, value, error in zip(*_columns(results), strict=True):
        if str(key) not in results.numbers:
            raise ValueError(f"{results.name}: its alternatives have {key!r}, which is none of its numbers")
        yield Setting(str(parameter), str(setting), str(source)), str(key), value, error


def _columns(results: Source | None) -> list[list[Any]]:
    table = results.series.get(TABLE, {}) if isinstance(results, Results) else {}
    return [list(table.get(column, [])) for column in COLUMNS]
