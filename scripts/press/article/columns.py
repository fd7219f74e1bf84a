"""Which stored columns a quoted number was read from: rows that it stands at the end of, runs that it is the mean of.

Nothing declares it. A column is behind a number where its last row, or its mean over the runs, has the value and the
standard error of the number, to the digits that a file keeps. Where none has, or several that differ, none is.
"""

from __future__ import annotations

import bisect
import math
import statistics
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise, permutations, product
from operator import itemgetter
from typing import Any, NamedTuple

from press.core.results import Results
from press.core.sourced import CHANGES, Number, remembered

ERROR = "_error"
CLOSE = 1e-5  # of the largest number that is looked at; a file keeps six digits of each
Table = dict[str, list[Any]]
Told = tuple[float, int, list[float]]  # a mean, which one it is, and each run


class Line(NamedTuple):
    """A column with what counts its rows, and its standard errors; none where nobody stored them."""

    table: str
    column: str
    axis: str
    labels: list[str]
    values: list[float]
    errors: list[float]


@remembered(4096)
def line(results: Results, key: str) -> Line | None:
    """The rows at whose end a number stands; None where there are none, or several that differ."""
    number, lines = results.numbers[key], _counted(results)
    found = [each for each in lines if _is(number, each.values[-1], each.errors[-1])]
    if number.unit.startswith("ratio"):  # to where it began
        found = [each for each in found if each.values[0] == 1]
    elif not found:
        changes = chain(_gains(lines) if number.meaning.startswith(CHANGES) else (), _pairs(lines, key))
        ended = ((one, base) for one, base in changes if abs(one.values[-1] - base[-1] - number.value) < CLOSE)
        found = [_above(one, base) for one, base in ended]
    shared = [len(_words(each.table)) if _words(each.table) <= _words(key) else 0 for each in found]
    named = [each for each, words in zip(found, shared, strict=True) if words == max(shared)]
    return named[0] if named and all(each[2:] == named[0][2:] for each in named) else None


@remembered(4096)
def began(results: Results, key: str) -> bool:
    """Whether a number is the same in every row: exact, or the first of a column."""
    number = results.numbers.get(key)
    if number is None or number.error == 0:
        return True
    firsts = ((values[0], errors[0]) for table in results.series.values() for _, values, errors in _measured(table))
    return any(_is(number, *first) for first in firsts)


@remembered(4096)
def runs(results: Results, key: str) -> list[float]:
    """What each run says of a number that is their mean; empty where that is not stored."""
    number = results.numbers[key]
    stored, exchanged = _by_mean(results, number.unit)
    for values in chain(_near(stored, number), _averages(results, key), _near(exchanged, number)):
        if _is(number, *mean(values), max(map(abs, values))):
            return values
    return []


@remembered(256)
def _by_mean(results: Results, unit: str) -> tuple[list[Told], list[Told]]:
    """All that may be a number of a unit, run by run, in the order of its mean: of one or two columns, and of words."""
    tables = {name: table for name, table in results.series.items() if _by_run(table, results.runs)}
    columns = chain((values for table in tables.values() for values in table.values()), _differences(tables, unit))
    stored, exchanged = (
        sorted((statistics.fmean(values), place, values) for place, values in enumerate(each))
        for each in (columns, _exchanges(tables, unit))
    )
    return stored, exchanged


def _near(told: list[Told], number: Number) -> Iterator[list[float]]:
    """What has the mean that a number has, in the order in which it was found."""
    reach = CLOSE * max(1.0, abs(number.value))
    first, last = (bisect.bisect(told, (number.value + side * reach,)) for side in (-1, 1))
    return (values for _, _, values in sorted(told[first:last], key=itemgetter(1)))


def mean(values: list[float]) -> tuple[float, float]:
    """A mean over runs with its standard error."""
    middle, count = statistics.fmean(values), len(values)
    return middle, math.sqrt(math.fsum((value - middle) ** 2 for value in values) / (count - 1) / count)


@remembered(256)
def _counted(results: Results) -> list[Line]:
    """The measured columns of each table whose first column counts upwards."""
    found: list[Line] = []
    for name, table in results.series.items():
        axis, counts = next(iter(table.items()), ("", []))
        numbers = len(counts) > 1 and all(isinstance(each, int | float) for each in counts)
        if numbers and all(before < after for before, after in pairwise(counts)):
            labels = [f"{each:g}" for each in counts]
            found += [Line(name, column, axis, labels, *each) for column, *each in _measured(table)]
    return found


def _measured(table: Table) -> Iterator[tuple[str, list[float], list[float]]]:
    """The columns that have their standard errors beside them."""
    for column, values in table.items():
        if values and f"{column}{ERROR}" in table:
            yield column, values, table[f"{column}{ERROR}"]


def _gains(lines: list[Line]) -> Iterator[tuple[Line, list[float]]]:
    """Each column, and that it would have stayed where it began."""
    return ((each, [each.values[0]] * len(each.values)) for each in lines)


def _pairs(lines: list[Line], key: str) -> Iterator[tuple[Line, list[float]]]:
    """Columns of one name in two tables, by one of which a number is called, either before the other."""
    for one, other in product((each for each in lines if _words(each.table) <= _words(key)), lines):
        if one.column == other.column and one.labels == other.labels and one.table != other.table:
            yield one, other.values
            yield other, one.values


def _above(one: Line, base: list[float]) -> Line:
    """How far a column is above another, of which nobody stored the error."""
    return one._replace(values=[first - second for first, second in zip(one.values, base, strict=True)], errors=[])


def _by_run(table: Table, count: int) -> bool:
    """Whether a table has a row for each of so many runs, and no errors, which no single run has."""
    return count > 1 and all(len(values) == count for values in table.values()) and not any(_measured(table))


def _differences(tables: dict[str, Table], unit: str) -> Iterator[list[float]]:
    """Run by run, a column over another of its table, or less another of it or the same of another table."""
    within = [pair for table in tables.values() for pair in permutations(table.values(), 2)]
    if unit.startswith("ratio"):
        yield from ([a / b for a, b in zip(*pair, strict=True)] for pair in within if all(pair[1]))
        return
    yield from filter(None, (_change(unit, *pair) for pair in chain(within, _alike(tables))))


def _change(unit: str, first: list[float], second: list[float]) -> list[float]:
    """Run by run, one less the other, or their logarithms; nothing where there are none."""
    change = math.log if "logarithm" in unit else float
    if change is math.log and min(*first, *second) <= 0:
        return []
    return [change(a) - change(b) for a, b in zip(first, second, strict=True)]


def _averages(results: Results, key: str) -> Iterator[list[float]]:
    """Run by run, the mean of all numbers that are called so and more, and of those that are not called one thing."""
    called = {each: _words(each) - _words(key) for each in results.numbers if _words(key) < _words(each)}
    arms = {each: found for each in called if (found := runs(results, each))}
    for left in ("", *sorted(set().union(*called.values()))):
        kept = [each for each, words in called.items() if left not in words]
        if kept and arms.keys() >= set(kept):
            yield _together([arms[each] for each in kept])


def _exchanges(tables: dict[str, Table], unit: str) -> Iterator[list[float]]:
    """Run by run, what one word in the name of a table changes in the place of another, whatever it stands beside."""
    pairs: dict[tuple[str, str], list[tuple[Table, Table]]] = defaultdict(list)
    for one, other in permutations(tables, 2):
        pairs[_apart(one, other)].append((tables[one], tables[other]))
    for alike in pairs.values():
        for column in alike[0][0]:
            if len(alike) > 1 and all(column in table for pair in alike for table in pair):
                changes = [_change(unit, first[column], second[column]) for first, second in alike]
                yield from [_together(changes)] if all(changes) else []


def _apart(one: str, other: str) -> tuple[str, str]:
    """Where two names differ: their words without those that both begin or end with."""
    first, second = one.split("_"), other.split("_")
    for end in (0, -1):
        while first and second and first[end] == second[end]:
            del first[end], second[end]
    return "_".join(first), "_".join(second)


def _together(runs: list[list[float]]) -> list[float]:
    """The mean of several things in each run."""
    return [statistics.fmean(run) for run in zip(*runs, strict=True)]


def _alike(tables: dict[str, Table]) -> Iterator[tuple[list[float], list[float]]]:
    """Each two columns of one name."""
    for one, other in permutations(tables.values(), 2):
        yield from ((one[name], other[name]) for name in one if name in other)


def _is(number: Number, value: float, error: float, scale: float = 0.0) -> bool:
    """Whether a number was rounded from this value and this error."""
    least = CLOSE * scale
    alike = math.isclose(number.value, value, rel_tol=CLOSE, abs_tol=least)
    return alike and math.isclose(number.error, error, rel_tol=CLOSE, abs_tol=least)


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    return frozenset(name.replace(" ", "_").split("_"))
