"""Tables in which a column says what its numbers are: what options are set to, or names such as versions and ports.

A number in one measures nothing. In a row of options the option comes first, as code or as a name that no sentence
has: `cache.ttl`, `max_size`, `--jobs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from press.article.dialect import unmarked
from press.html.tree import Element

GIVEN = r"(?:(?:allowed|accepted|possible|valid|supported) )?"
HEADS = {
    "default": re.compile(rf"\W*{GIVEN}(?:(?:defaults?|examples?)(?: values?)?|(?<=[a-z] )values?)\W*", re.IGNORECASE),
    "name": re.compile(
        r"\W*(?:[\w-]+[ _])?(?:versions?|releases?|ports?|status(?: codes?)?|codes?|id|issue|pr|rfc|line"
        r"|position|priority|sequence|tier)\W*"
        r"|(?:deprecated|removed|added|introduced|available|supported|since)(?: in| since)?|#|no\.",
        re.IGNORECASE,
    ),
}
CELLS = {"td", "th"}
LEAST = 4  # rows that a column counts; of fewer it may be chance
WHOLE = re.compile(r"[-\u2212]?\d{1,4}")
OPTION = re.compile(r"\W*[A-Za-z]\w*(?:[._/:-][\w*]+)+\W*|-\w\b|--\w[\w-]*")


def cells(table: Element) -> Iterator[tuple[Element, str]]:
    """The cells of a table whose column says what its numbers are, each with what that is."""
    rows = [[each for each in row.children if isinstance(each, Element) and each.tag in CELLS] for row in _rows(table)]
    kinds: dict[int, str] = {}
    yield from ((cell, "ordinal") for column in zip(*rows, strict=False) for cell in _counting(column[1:]))
    for found in rows:
        if found and all(cell.tag == "th" for cell in found):
            said = list(enumerate(map(_said, found)))
            kinds = {index: kind for kind, head in HEADS.items() for index, text in said if head.fullmatch(text)}
        elif kinds and found:
            of_options = _is_option(found[0])
            yield from (
                (found[index], kind)
                for index, kind in kinds.items()
                if index < len(found) and (kind == "name" or (of_options and index))
            )


def _counting(column: tuple[Element, ...]) -> tuple[Element, ...]:
    """The cells of a column that counts its rows up by one, whatever from."""
    said = [_said(cell) for cell in column]
    if len(said) < LEAST or not all(map(WHOLE.fullmatch, said)):
        return ()
    numbers = [int(each.replace("\u2212", "-")) for each in said]
    return column if all(behind - before == 1 for before, behind in pairwise(numbers)) else ()


def _rows(table: Element) -> Iterator[Element]:
    for each in (child for child in table.children if isinstance(child, Element)):
        rows = [each] if each.tag == "tr" else each.children
        yield from (row for row in rows if isinstance(row, Element) and row.tag == "tr")


def _is_option(cell: Element) -> bool:
    return cell.find("code", "kbd") is not None or OPTION.fullmatch(_said(cell)) is not None


def _said(cell: Element) -> str:
    return unmarked(cell.text()).strip()
