"""How much of what is written is held: digits that are bound, and sentences of the article that a claim quotes.

`ratchet.json`, where a project has one, is a ratchet: `press check --ratchet` writes down what has been reached, and
from then on less is a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from press.article import prose, sentences, source, texts
from press.article.notation import NUMERAL
from press.check.reading import Reading
from press.core import json_file
from press.core.project import Project

NOT_PROSE = {"front matter", "key or quotation", "setting", "program", "fence", "comment", "attribute"}
HELD = {"bound", "bound word", "held word", "verdict", "placeholder"}


class Coverage(NamedTuple):
    """Counts of digits by what holds or excuses them, and of the article's sentences."""

    bound: int
    excused: dict[str, int]
    unbound: int
    sentences: int
    claimed: int

    @property
    def shares(self) -> dict[str, float]:
        """What the ratchet holds: shares, so that a longer article is no loss."""
        parts = {"digits": (self.bound, self.bound + self.unbound), "sentences": (self.claimed, self.sentences)}
        return {key: round(part / whole, 4) if whole else 1.0 for key, (part, whole) in parts.items()}

    def __str__(self) -> str:
        """One line."""
        digits = f"{self.bound} numbers bound, {sum(self.excused.values())} excused, {self.unbound} unbound"
        return f"coverage: {digits}; {self.claimed} of {self.sentences} sentences of the article in a claim"


def measure(reading: Reading) -> Coverage:
    """Count what a reading holds."""
    bound, unbound, excused = 0, 0, Counter[str]()
    for path, text in reading.checked.items():
        kind = source.kind(path)
        for span in prose.spans(kind, text, reading.dialect):
            if span.kind in HELD:
                bound += 1
            elif span.kind not in NOT_PROSE and (count := len(NUMERAL.findall(text, span.start, span.end))):
                excused[span.kind] += count
        unbound += sum(1 for _ in prose.digits(kind, text, reading.dialect))
        unbound += len(prose.found(kind, text, reading.dialect))
    said = [sentences.plain(sentence) for sentence in _sentences(reading)]
    quotes = [part for claim in reading.claims for part in _parts(claim.quote)]
    claimed = sum(any(quote in sentence or sentence in quote for quote in quotes) for sentence in said)
    return Coverage(bound, dict(sorted(excused.items())), unbound, len(said), claimed)


def _sentences(reading: Reading) -> Iterator[str]:
    """The sentences of the article, without headings, pictures and lines that are only set."""
    text = reading.pages.get(reading.project.root / reading.project.article, "")
    body = text[texts.body(text) :]
    for start in sentences.starts(body):
        sentence = body[start : sentences.around(body, start)[1]]
        plain = sentences.plain(sentence)
        if len(plain.split()) > 2 and not sentence.lstrip().startswith(("#", "<", "!", ">")) and "{:" not in sentence:
            yield sentence


def _parts(quote: str) -> list[str]:
    begins = [*sentences.starts(quote), len(quote)]
    return [quote[start:end].strip() for start, end in pairwise(begins)]


def place(project: Project) -> Path:
    """Where the ratchet is."""
    return project.root / "ratchet.json"


def reached(project: Project) -> dict[str, float]:
    """What the ratchet holds; nothing where there is none."""
    return json_file.read(place(project), _shares, "delete it and run: press check --ratchet") or {}


def _shares(body: dict[str, Any]) -> dict[str, float]:
    return {str(key): float(value) for key, value in body.items()}


def tighten(project: Project, shares: dict[str, float]) -> bool:
    """Write down what has been reached where it is more than before; returns whether it was."""
    before = reached(project)
    after = {key: max(value, before.get(key, 0.0)) for key, value in shares.items()}
    if after != before:
        json_file.write(place(project), after)
    return after != before
