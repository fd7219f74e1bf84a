"""Places in a text, a log or the output of a notebook: the number behind a label, or behind labels in that order.

Wherever the labels stand they have to lead to one number; where they lead to several, all are named and none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from press.core import shallow
from press.runs.found import NUMERAL, PRINTED, Found, near, printed

SHOWN = 5
BEHIND = re.compile(rf"[^\w+.\u2212-]*(?P<number>{NUMERAL})(?!\w)")


def find(text: str, labels: Sequence[str]) -> Found:
    """The one number behind some labels; a ValueError where there is none, or several."""
    values = list(dict.fromkeys(_values(text, labels)))
    said = " then ".join(map(repr, labels))
    if len(values) == 1:
        return Found(values[0], labels[-1], {})
    if values:
        shown = ", ".join(f"{value:g}" for value in values[:SHOWN])
        raise ValueError(f"different numbers stand ({shown}) behind {said}; write a label that stands before it, too")
    raise ValueError(f"no number stands behind {said}; {near(labels[-1], before(text))}")


def _values(text: str, labels: Sequence[str]) -> Iterator[float]:
    first, *others = map(_pattern, labels)
    begins = [match.span() for match in first.finditer(text)]
    for last, (limit, _) in pairwise([*begins, (len(text), len(text))]):
        start, position = last
        for other in others:
            match = _next(other, text, position, limit)
            if match is None:
                break
            start, position = match.span()
        else:
            if found := _behind(text, start, position):
                yield printed(found)


def _behind(text: str, start: int, end: int) -> str | None:
    """The number behind a label; where its line heads a row of numbers, as R prints a summary, the one below it."""
    line, behind = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    below = behind + 1 if behind >= 0 else len(text)
    found = BEHIND.match(text, end)
    if found and found.start("number") < below:
        return found["number"]
    row = text[below:].partition("\n")[0]
    columns = list(PRINTED.finditer(row))
    if len(columns) < 2 or PRINTED.sub("", row).strip():
        return found["number"] if found else None
    under = [each[0] for each in columns if each.start() < end - line and each.end() > start - line]
    return under[0] if len(under) == 1 else None


def _next(label: re.Pattern[str], text: str, position: int, limit: int) -> re.Match[str] | None:
    """Where a label stands next; `grep` at the begin of a line is meant before `git grep` above it."""
    first = label.search(text, position, limit)
    if first is None or "\n" not in text[position : first.start()] or _begins(text, first):
        return first
    end = text.find("\n\n", first.start(), limit)
    later = label.finditer(text, first.end(), end if end >= 0 else limit)
    return next((match for match in later if _begins(text, match)), first)


def _begins(text: str, match: re.Match[str]) -> bool:
    return not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" \t*|-")


def _pattern(label: str) -> re.Pattern[str]:
    """A label stands as words of its own, with whatever white space between them."""
    words = r"\s+".join(map(re.escape, label.split()))
    before = r"(?<!\w)" if label[:1].isalnum() else ""
    behind = r"(?!\w)" if label[-1:].isalnum() else ""
    return re.compile(before + words + behind)


def before(text: str) -> list[str]:
    """What stands before numbers."""
    return [
        match[1].strip()
        for match in re.finditer(rf"^[ \t]*([^\W\d][^\n\d]{{0,40}}?)[ \t]+{NUMERAL}", text, re.MULTILINE)
    ]


def notebook(text: str) -> str:
    """What the cells of a notebook printed, each behind the last line of its code; a ValueError where it is none.

    So a bare number has a label, too: what the cell asked for.
    """
    try:
        said = [line for cell in shallow.read_json(text)["cells"] for line in _printed(cell)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"is no notebook ({error})") from None
    return "\n".join(said)


def _printed(cell: dict[str, Any]) -> Iterator[str]:
    outputs = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", [])]
    if outputs:
        yield "".join(cell["source"]).rstrip().rpartition("\n")[2]
    yield from map("".join, outputs)
