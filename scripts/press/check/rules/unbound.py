"""Every digit in checked prose is bound to a result, or excused by a class that has a name.

Bad shapes cannot be listed, so the rule is the other way round: `press.article.prose` lists what is excused, and any
digit that is left has to be bound. Checked are the pages (not the article, which is a quotation of its author), what
the settings, scripts and style sheets of the site show, the ledger's own words, and the texts of the experiments, where
a number is a `{name}` that the toolkit fills and binds. A table in which nothing is bound is one thing to decide on,
and asked for once; where one of its numbers is bound, so has each other to be.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from press.article import prose, source, texts
from press.article.dialect import Dialect
from press.article.texts import Range
from press.check.finding import Finding
from press.core import numbers

if TYPE_CHECKING:
    from press.check.reading import Reading

STAGE = "sources"
ALONE = True
TYPED = True
SUGGESTED = 3


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each numeral that is neither bound nor excused."""
    for path, text in reading.checked.items():
        kind = source.kind(path)
        for match, more in _asked(kind, text, reading.dialect):
            said, others = _remedy(reading, path, text, match.start(), match[0])
            remedies = ((f"bind to {each}", match.span(), f"{match[0]}<!-- {each} -->") for each in others)
            table = f", nor is any of the {more + 1} numbers of this table" if more else ""
            message = f"{match[0]} is neither bound nor excused{table}; {said}"
            yield reading.found(path, text, match.span(), "unbound", message, *remedies)
        for offset, word in prose.found(kind, text, reading.dialect):
            message = f"the page shows {word}, which is not written here as it is shown; write it, or say it in words"
            yield Finding(*reading.place(path, text, offset), "unbound", message)


def _asked(kind: str, text: str, dialect: Dialect) -> Iterator[tuple[re.Match[str], int]]:
    """Each numeral that is asked for, and how many others with it: of a table in which nothing is bound the first."""
    tables = sorted(prose.tables(kind, text, dialect))

    def table(offset: int) -> Range | None:
        index = bisect_right(tables, (offset, len(text))) - 1
        return tables[index] if index >= 0 and offset < tables[index][1] else None

    begun = {table(span.start) for span in prose.spans(kind, text, dialect) if span.kind == "bound"}
    for stretch, group in groupby(prose.digits(kind, text, dialect), lambda match: table(match.start())):
        matches = list(group)
        if stretch is None or stretch in begun:
            yield from ((match, 0) for match in matches)
        else:
            yield matches[0], len(matches) - 1


def _remedy(reading: Reading, path: Path, text: str, offset: int, numeral: str) -> tuple[str, list[str]]:
    """What to do about a numeral, and the numbers that it might be."""
    if path.suffix == ".py":
        return "name a number or a parameter in braces, or say it in words", []
    if path.suffix not in {".md", ".yml"} or path.name == "mkdocs.yml":
        return "nothing can be bound here: say it in words", []
    if path.suffix == ".md" and offset < texts.body(text):
        return "nothing can be bound in front matter: say it in words", []
    known = list(islice(_candidates(reading, numeral), SUGGESTED))
    held = f" ({', '.join(known)} would agree)" if known else ""
    return f"write {numeral}<!-- name.number -->{held}, or say it in words", known


def _candidates(reading: Reading, numeral: str) -> Iterator[str]:
    """The numbers that a numeral of two digits or more might be: most often one that was bound elsewhere."""
    try:
        printed = numbers.parse(numeral)
    except ValueError:
        return
    if sum(character.isdigit() for character in numeral) < 2:
        return
    for written, number in reading.places:
        if numbers.agrees(printed, number.value, number.error) and not numbers.too_fine(printed, number.error):
            yield written
