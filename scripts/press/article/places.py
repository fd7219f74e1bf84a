"""The places that a page may name, as it writes them: for an editor to offer, and for what a wrong one may have meant.

Of a table these are its cells in the rows that their first columns tell apart, of a tree its numbers, of a text what
stands behind a label once.
"""

from __future__ import annotations

import difflib
import json
import keyword
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from press.article import expression
from press.core import numbers
from press.core.sourced import Known, Number, Steps

MOST = 5_000  # places of one name: nobody reads through more, and a table of millions has no end
MEANT, ALIKE = 3, 0.6


class Place(NamedTuple):
    """A place as it is written, and the number there."""

    written: str
    number: Number


def written(name: str, steps: Steps) -> str:
    """A place as an author writes it."""
    parts = [name]
    for step in steps:
        plain = isinstance(step, str) and step.isidentifier() and not keyword.iskeyword(step)
        every = step if isinstance(step, tuple) else (step,)
        values = ", ".join(json.dumps(each, ensure_ascii=False) for each in every)
        parts.append(f".{step}" if plain else f"[{values}]")
    return "".join(parts)


def every(known: Known, names: Iterable[str] | None = None) -> Iterator[Place]:
    """The places of some names, or of all; a file that cannot be read has none."""
    for name in sorted(known if names is None else names):
        try:
            steps = list(islice(known[name].places(), MOST))
        except ValueError:
            continue
        for each in steps:
            place = written(name, each)
            if "<" in place or ">" in place or "--" in place:
                continue  # it would end the comment that it stands in
            try:
                yield Place(place, known[name].at(each))
            except ValueError:
                continue


def agrees(text: str, number: Number) -> bool:
    """Whether a number is what a text prints."""
    try:
        return numbers.agrees(numbers.parse(text), number.value, number.error)
    except ValueError:
        return False


def meant(reference: str, text: str, known: Known) -> list[str]:
    """Places that a reference that leads nowhere may have meant: alike in letters, and with what is printed."""
    reference = " ".join(reference.split())
    name = expression.name_of(reference)
    near = [name] if name in known else difflib.get_close_matches(name, known, MEANT, ALIKE)
    there = [place.written for place in every(known, near) if agrees(text, place.number)]
    return difflib.get_close_matches(reference, there, MEANT, ALIKE)
