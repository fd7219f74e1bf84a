"""One line of a stored table, small: `NAME.svg#table=T&size=1000` names the table and what its other columns hold.

It is the address by which a page with all settings opens at one of them, so that nothing is said twice. The last value
stands at the end of the line, in percent, with the word of `said` behind it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from press.evidence.drawing.colours import role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from press.core.results import Results

STEP, MEAN, EXACT, LOW, HIGH = "generation", "mean", "exact", "low", "high"
WIDE, HIGH_, LEFT, RIGHT, TOP, BOTTOM = 260, 130, 30, 8, 8, 20
Row = dict[str, Any]


def figure(results: Results, part: str, says: str) -> str:
    """The line under its words; the colour follows from them."""
    asked = dict(parse_qsl(part))
    word = asked.pop("said", "")
    rows = _rows(results, asked.pop("table", ""), asked)
    value = EXACT if EXACT in rows[0] else MEAN
    last = f"{100 * rows[-1][value]:.0f}\u00a0% {word}".strip()
    about = f"{says}: after {rows[-1][STEP]} generations {last}"
    return (
        f'<figure class="trajectory" data-role="{role_of(says)}"><figcaption><b>{escape(says)}</b></figcaption>'
        f'<svg viewBox="0 0 {WIDE} {HIGH_}" role="img" aria-label="{escape(about)}" data-search-exclude>'
        f"{_ground(rows)}{_line(rows, value)}{_label(rows, value, last)}</svg></figure>"
    )


def _rows(results: Results, table: str, wanted: dict[str, str]) -> list[Row]:
    if table not in results.series:
        raise ValueError(f"no table {table!r}; there are {', '.join(results.series)}")
    columns = results.series[table]
    for name in {*wanted, STEP, MEAN} - columns.keys():
        raise ValueError(f"the table has no column {name!r}; there are {', '.join(columns)}")
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    found = [row for row in rows if all(f"{row[name]:g}" == value for name, value in wanted.items())]
    others = columns.keys() - {STEP, MEAN, EXACT, LOW, HIGH, "standard_error", *wanted}
    if len(found) < 2 or any(len({row[name] for row in found}) > 1 for name in others):
        raise ValueError(f"names no one line; say each of {', '.join(sorted({*others, *wanted}))} with a stored value")
    return found


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


def _line(rows: Sequence[Row], value: str) -> str:
    line = "L".join(_place(rows, row[STEP], row[value]) for row in rows)
    low = "L".join(_place(rows, row[STEP], row[LOW] if LOW in row else row[value]) for row in rows)
    high = "L".join(_place(rows, row[STEP], row[HIGH] if HIGH in row else row[value]) for row in reversed(rows))
    return f'<path d="M{low}L{high}Z" class="band"/><path d="M{line}" class="line"/>'


def _label(rows: Sequence[Row], value: str, words: str) -> str:
    """Above the line where it ends, or below one that runs along the top."""
    x, y = map(float, _place(rows, rows[-1][STEP], rows[-1][value]).split())
    shift = -8 if rows[-1][value] < 0.6 else 18
    return f'<text x="{x:.1f}" y="{y + shift:.1f}" text-anchor="end" class="last">{escape(words)}</text>'
