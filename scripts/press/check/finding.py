"""What a rule says: one place where it does not hold, and what would put it right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

FEW = 5  # findings of one kind that are told one by one, where a rule asks the same of every page
NAMED = 10  # of more, so many are named
Stretch: TypeAlias = "tuple[int, int]"
Written: TypeAlias = "tuple[str, Stretch, str]"  # what a remedy is called, what it replaces, and by what


class Remedy(NamedTuple):
    """What would put a finding right: a text in place of what stands between two places, and what that is called."""

    says: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Finding(NamedTuple):
    """One place where a rule does not hold, and what to do about it; `end_column` is the one behind it."""

    path: str
    line: int
    column: int
    rule: str
    message: str
    end_line: int = 0  # where a rule says no end, the word at its place is meant (`Reading.ended`)
    end_column: int = 0
    remedies: tuple[Remedy, ...] = ()

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.rule}: {self.message}"

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return self._asdict() | {"remedies": [each._asdict() for each in self.remedies]}


def once(found: Iterable[Finding]) -> Iterator[Finding]:
    """A few findings that ask for the same, each; of many the first, which says where the others are."""
    alike = list(found)
    if len(alike) <= FEW:
        yield from alike
        return
    first, *others = alike
    places = ", ".join(f"{each.path}:{each.line}" for each in others[:NAMED])
    more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
    yield first._replace(message=f"{first.message}; so do {len(others)} other places: {places}{more}")
