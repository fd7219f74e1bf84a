"""A mutant is one change to one file of the real project, and the rule that has to find it, at its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from press.check.finding import Finding
    from press.check.reading import Reading

A_KIND = 4  # mutants of one kind: enough to meet different places, few enough to run them all


class Mutant(NamedTuple):
    """What the file says instead, the rules of which one has to find it, and where; no path means anywhere."""

    file: Path
    after: str
    rules: tuple[str, ...]
    path: str = ""
    line: int = 0

    @property
    def name(self) -> str:
        """What a failing test calls it."""
        return f"{self.path or self.file.name}:{self.line} for {' or '.join(self.rules)}"

    def is_found(self, finding: Finding) -> bool:
        """Whether this is what a finding is about."""
        where = self.path in {"", finding.path} and self.line in {0, finding.line}
        return where and finding.rule in self.rules


def replaced(text: str, start: int, end: int, words: str) -> str:
    """A text with other words in a stretch of it."""
    return text[:start] + words + text[end:]


def line(text: str, offset: int) -> int:
    """The line of a character."""
    return text.count("\n", 0, offset) + 1


def spread(items: Iterable[Mutant], count: int = A_KIND) -> list[Mutant]:
    """Some of the mutants, spread evenly over all."""
    everything = list(items)
    step = max(1, len(everything) // count)
    return everything[::step][:count]


def other_digit(numeral: str) -> str:
    """A numeral whose last digit that is not a trailing zero is another one."""
    *_, last = re.finditer(r"[1-9](?=[0,.]*(?:\D|$))|\d", numeral.rstrip(" %")) if numeral.strip(" 0.%") else [None]
    if last is None:
        return f"7{numeral}"
    return replaced(numeral, last.start(), last.end(), str((int(last[0]) + 4) % 9 + 1))


def other_word(words: str, at: int | None = None) -> str:
    """Words of which one in the middle is another."""
    parts = words.split(" ")
    place = len(parts) // 2 if at is None else at
    parts[place] = "otherwise" if parts[place] != "otherwise" else "likewise"
    return " ".join(parts)


def kinds(namespace: Mapping[str, object]) -> dict[str, Callable[[Reading], Iterator[Mutant]]]:
    """The functions of a module that make mutants out of what was read; the module is the registry."""
    made = {"reading": "Reading", "return": "Iterator[Mutant]"}
    return {name: each for name, each in namespace.items() if getattr(each, "__annotations__", None) == made}
