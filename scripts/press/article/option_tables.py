"""Tables of options: which cells say what an option is set to, so that a number in one measures nothing.

A table has such cells where a column is headed as one of defaults or of examples. In each row the option comes first,
as code or as a name that no sentence has: `cache.ttl`, `max_size`, `--jobs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from press.article.dialect import unmarked
from press.article.markup import Element

HEAD = re.compile(r"\W*(?:(?:(?:allowed|accepted|possible|valid|supported) )?(?:defaults?|examples?)(?: values?)?"
                  r"|(?:allowed|accepted|possible|valid|supported) values?)\W*", re.IGNORECASE)
OPTION = re.compile(r"\W*[A-Za-z]\w*(?:[._/:-][\w*]+)+\W*|-\w\b|--\w[\w-]*")


def values(table: Element) -> Iterator[Element]:
    """The cells of a table that hold what an option is set to."""
    columns: set[int] = set()
    for row in _rows(table):
        cells = [each for each in row.children if isinstance(each, Element) and each.tag in {"td", "th"}]
        headed = {index for index, cell in enumerate(cells) if cell.tag == "th" and HEAD.fullmatch(_said(cell))}
        if cells and all(cell.tag == "th" for cell in cells):
            columns = headed
        elif columns and _is_option(cells[0]):
            yield from (cell for index, cell in enumerate(cells) if index in columns - {0})


def _rows(table: Element) -> Iterator[Element]:
    inside = (each for each in table.children if isinstance(each, Element))
    for each in inside:
        rows = [each] if each.tag == "tr" else each.children
        yield from (row for row in rows if isinstance(row, Element) and row.tag == "tr")


def _is_option(cell: Element) -> bool:
    return any(each.tag in {"code", "kbd"} for each in _elements(cell)) or OPTION.fullmatch(_said(cell)) is not None


def _elements(element: Element) -> Iterator[Element]:
    inside = [each for each in element.children if isinstance(each, Element)]
    return chain(inside, chain.from_iterable(map(_elements, inside)))


def _said(cell: Element) -> str:
    return unmarked("".join(cell.texts())).strip()
