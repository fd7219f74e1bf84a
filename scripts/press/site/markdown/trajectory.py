"""One line of a stored table, small: `NAME.svg#table=T&size=1000` names the table and what its other columns hold.

It is the address by which a page with all settings opens at one of them, so that nothing is said twice. The last value
stands at the end of the line, in percent, with the word of `said` behind it. Several tables are as many lines, each in
the colour of its word: `NAME.svg#table=T,U&column=right&said=checked,unchecked`; `column` is drawn with its `_error`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import parse_qsl

from press.core.results import Results
from press.evidence.drawing.colours import role_of

STEP, MEAN, EXACT, LOW, HIGH = "generation", "mean", "exact", "low", "high"
WIDE, HIGH_, LEFT, RIGHT, TOP, BOTTOM = 260, 130, 36, 8, 8, 20
NEAR_TOP, NEAR_FOOT = 0.75, 0.2
Row = dict[str, Any]


def figure(results: Results, part: str, says: str) -> str:
    """The lines under their words; the colour follows from these."""
    asked = dict(parse_qsl(part))
    words, column = asked.pop("said", "").split(","), asked.pop("column", MEAN)
    lines = [_rows(results, table, column, asked) for table in asked.pop("table", "").split(",")]
    if len(words) != len(lines):
        raise ValueError("said has as many words as there are tables")
    ends = [f"{100 * rows[-1][MEAN]:.0f}\u00a0% {word}".strip() for rows, word in zip(lines, words, strict=True)]
    about = f"{says}: after {lines[0][-1][STEP]} generations {', '.join(ends)}"
    roles = [f'<g data-role="{role_of(word) or role_of(says)}">' for word in words]
    drawn = [f"{role}{_line(rows)}</g>" for role, rows in zip(roles, lines, strict=True)]
    drawn += [f"{role}{_label(rows, end)}</g>" for role, rows, end in zip(roles, lines, ends, strict=True)]
    return (
        f'<figure class="trajectory" data-role="{role_of(says)}"><figcaption><b>{escape(says)}</b></figcaption>'
        f'<svg viewBox="0 0 {WIDE} {HIGH_}" role="img" aria-label="{escape(about)}" data-search-exclude>'
        f"{_ground(lines[0])}{''.join(drawn)}</svg></figure>"
    )


def _rows(results: Results, table: str, column: str, asked: dict[str, str]) -> list[Row]:
    """Each step's value and what surrounds it: a stored range, or one standard error."""
    wanted = {name: value for name, value in asked.items() if name != "table"}
    if table not in results.series:
        raise ValueError(f"no table {table!r}; there are {', '.join(results.series)}")
    columns = results.series[table]
    for name in {*wanted, STEP, column} - columns.keys():
        raise ValueError(f"the table has no column {name!r}; there are {', '.join(columns)}")
    if column != MEAN:
        errors = columns.get(f"{column}_error", [0.0] * len(columns[column]))
        pairs = list(zip(columns[column], errors, strict=True))
        columns = {STEP: columns[STEP], MEAN: columns[column]} | {name: columns[name] for name in wanted}
        columns |= {LOW: [value - error for value, error in pairs], HIGH: [value + error for value, error in pairs]}
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    found = [row for row in rows if all(f"{row[name]:g}" == value for name, value in wanted.items())]
    others = columns.keys() - {STEP, MEAN, EXACT, LOW, HIGH, "standard_error", *wanted}
    if len(found) < 2 or any(len({row[name] for row in found}) > 1 for name in others):
        raise ValueError(f"names no one line; say each of {', '.join(sorted({*others, *wanted}))} with a stored value")
    shown = [row | {MEAN: row[EXACT] if EXACT in row else row[MEAN]} for row in found]
    return [{LOW: row[MEAN], HIGH: row[MEAN]} | row for row in shown]


def _place(rows: Sequence[Row], step: float, value: float) -> str:
    x = LEFT + (WIDE - LEFT - RIGHT) * step / rows[-1][STEP]
    return f"{x:.1f} {HIGH_ - BOTTOM - (HIGH_ - BOTTOM - TOP) * value:.1f}"


def _ground(rows: Sequence[Row]) -> str:
    """Nothing, half and all, and from the first to the last step."""
    foot, parts = HIGH_ - 4, []
    for share in (0, 0.5, 1):
        start, height = _place(rows, 0, share), float(_place(rows, 0, share).split()[1])
        parts.append(f'<path d="M{start}H{WIDE - RIGHT}" class="sgr"/>')
        parts.append(
            f'<text x="{LEFT - 5}" y="{height + 4:.1f}" text-anchor="end" class="ffg">{100 * share:.0f}</text>'
        )
    parts.append(f'<text x="{LEFT}" y="{foot}" class="ffg">0</text>')
    end = f"{rows[-1][STEP]} generations"
    parts.append(f'<text x="{WIDE - RIGHT}" y="{foot}" text-anchor="end" class="ffg">{end}</text>')
    return "".join(parts)


def _line(rows: Sequence[Row]) -> str:
    line = "L".join(_place(rows, row[STEP], row[MEAN]) for row in rows)
    low = "L".join(_place(rows, row[STEP], row[LOW]) for row in rows)
    high = "L".join(_place(rows, row[STEP], row[HIGH]) for row in reversed(rows))
    return f'<path d="M{low}L{high}Z" class="band"/><path d="M{line}" class="line"/>'


def _label(rows: Sequence[Row], words: str) -> str:
    """Where the line ends: above it, or below one that runs along the top or comes down with room under it."""
    last, first = rows[-1][MEAN], rows[0][MEAN]
    x, y = map(float, _place(rows, rows[-1][STEP], last).split())
    shift = 18 if last >= NEAR_TOP or NEAR_FOOT < last < first else -8
    return f'<text x="{x:.1f}" y="{y + shift:.1f}" text-anchor="end" class="last">{escape(words)}</text>'
