"""The HTML that carries evidence on a page: a bound number, a figure, a mark and its note, a verdict."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from press.article.ledger import Claim
from press.core.numbers import earned, uncertainty
from press.core.results import Results
from press.core.sourced import Number
from press.site import addresses, drawn

DOTS = re.compile(r"\d{24,}|\d+x\d+:\S+")  # a row of a picture, or all of it
TABLE_ROWS = 12
MOST_TABLES = 10


def number(reference: str, value: Number, text: str, target: str) -> str:
    """A number in prose: what the author wrote, stamped with the stored value, one click from its evidence if any."""
    title = f'title="{escape(f"{value.meaning}: {interval(value)}")}"'
    stamp = f'value="{value.value!r}" data-number="{escape(reference)}"'
    if not target:
        return f'<data class="number" {stamp} {title}>{escape(text)}</data>'
    return f'<a class="number" href="{target}" {title}><data {stamp}>{escape(text)}</data></a>'


def struck(text: str, why: str) -> str:
    """What is not so, as an author sees it while a page is served."""
    return f'<del class="number" title="{escape(why)}">{escape(text)}</del>'


def interval(value: Number) -> str:
    """Value, standard error and unit in words."""
    error = f" ± {uncertainty(value.error)}" if value.error else " (exact)"
    return f"{earned(value.value, value.error)}{error} {value.unit}".strip()


def verdict(text: str) -> str:
    """A verdict as a badge; the word carries the meaning, colour and sign only repeat it."""
    return f'<span class="verdict" data-verdict="{escape(text)}">{escape(text)}</span>'


def bound_verdict(page: str, claim: Claim) -> str:
    """A verdict in prose, one click from the tests it follows from."""
    target = addresses.relative(page, addresses.claim_page(claim.anchor))
    return f'<a class="verdict-link" href="{target}" data-claim-verdict="{claim.id}">{verdict(claim.verdict)}</a>'


def figure(
    page: str, folder: Path, results: Results, *, label: str, prefix: str, inline: Callable[[str], str], script: str
) -> str:
    """A figure: the drawing for wide and for narrow columns, the caption, and behind it the plotted data as a table.

    `script` is the module that brings it to life, or empty; it fills the `live` element, the figure is whole without.
    """
    drawings = drawn.inline(folder, results, prefix) if script else drawn.picture(page, folder, results)
    caption = f"<p><strong>{escape(label)}.</strong> {inline(results.lay)} {made(page, results)}</p>"
    address = addresses.relative(page, script) if script else ""
    live = f'<div class="live"></div><script type="module" src="{address}"></script>' if script else ""
    return (
        f'<figure class="evidence" id="{prefix}" data-figure="{results.name}">{drawings}{live}'
        f"<figcaption>{caption}</figcaption></figure>{data_tables(page, results)}"
    )


def made(page: str, results: Results) -> str:
    """The way to how a figure was made."""
    about = addresses.relative(page, addresses.figure_page(results.name))
    return f'<a class="made" href="{about}">How it was made</a>'


def data_tables(page: str, results: Results) -> str:
    """The plotted data, folded: every table, long runs of numbers thinned to a dozen rows, with the whole as CSV.

    Of very many tables only the first is shown, and the others are files to fetch: they would outweigh the page.
    """
    names = [name for name in results.series if not _is_picture(results.series[name])]
    shown = len(names) if len(names) <= MOST_TABLES else 1
    tables = "".join(_data_table(page, results, name) for name in names[:shown])
    if rest := names[shown:]:
        links = ", ".join(f'<a href="{_csv(page, results, name)}" download>{_words(name)}</a>' for name in rest)
        tables += f"<p>More tables as CSV: {links}.</p>"
    return f'<details class="data" data-search-exclude><summary>The data</summary>{tables}</details>'


def _is_picture(table: dict[str, list[Any]]) -> bool:
    """Whether a table holds dots, which nobody reads as numbers."""
    return any(isinstance(column[0], str) and DOTS.fullmatch(column[0]) for column in table.values())


def _csv(page: str, results: Results, name: str) -> str:
    return addresses.relative(page, f"figures/{addresses.table_file(results.name, name)}")


def _words(name: str) -> str:
    return escape(name.replace("_", " "))


def _data_table(page: str, results: Results, name: str) -> str:
    table = results.series[name]
    columns, length = list(table), len(next(iter(table.values())))
    named = isinstance(table[columns[0]][0], str)  # named rows are looked up, so all of them are shown
    step = 1 if named else max(1, math.ceil(length / TABLE_ROWS))
    shown_rows = sorted({*range(0, length, step), length - 1})
    rows = [[table[column][index] for column in columns] for index in shown_rows]
    words, csv = _words(name), _csv(page, results, name)
    shown = f"every {step}th row of " if step > 1 else ""
    head = "".join(f'<th scope="col">{escape(column.replace("_", " "))}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{_cell(row[0])}</th>{"".join(f"<td>{_cell(cell)}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Data of {_words(results.name)}: {words}">'
        f'<table class="series">'
        f'<caption>{words.capitalize()}: {shown}the plotted data; <a href="{csv}" download>all of it as CSV</a>'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else escape(str(value))
