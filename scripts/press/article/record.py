"""`verdicts.json`: which verdict followed for each claim, and on which day it was first seen to.

`press check --fix` writes down what is new; the feed tells of each change. A verdict follows from results, so without
a record nobody could say that it was another one before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from press.article.ledger import Claim
from press.core import files, json_file
from press.core.project import Project

FILE = "verdicts.json"
Record = dict[str, dict[str, str]]  # of a claim's id the verdicts by their days, the first one first


class Change(NamedTuple):
    """A claim got another verdict."""

    claim: str
    day: date
    before: str
    after: str


def place(project: Project) -> Path:
    """Where the record is."""
    return project.root / FILE


def read(project: Project) -> Record:
    """What is recorded; nothing where there is no record."""
    return json_file.read(place(project), _said, "restore it with git, or write {} and run: press check --fix") or {}


def _said(body: dict[str, dict[str, str]]) -> Record:
    return {
        str(name): {date.fromisoformat(day).isoformat(): str(verdict) for day, verdict in sorted(days.items())}
        for name, days in body.items()
    }


def renewed(record: Record, claims: Iterable[Claim], day: date) -> Record:
    """The record with what follows now, as seen on a day; what a claim had that is gone stays known."""
    after = {name: dict(days) for name, days in record.items()}
    for claim in claims:
        days = after.setdefault(claim.id, {})
        if latest(days) != claim.verdict:
            days[day.isoformat()] = claim.verdict
    return after


def latest(days: dict[str, str]) -> str:
    """The verdict that was recorded last; empty where none was."""
    return next(reversed(days.values()), "")


def written(record: Record) -> str:
    """The record as text: a claim a line, so that a change is a line of a diff."""
    lines = (f" {json.dumps(name)}: {json.dumps(days, ensure_ascii=False)}" for name, days in record.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def keep(project: Project, record: Record) -> None:
    """Write the record down."""
    files.replace(place(project), written(record).encode())


def changes(record: Record) -> list[Change]:
    """Every change of a verdict, the latest first; the first verdict of a claim is none."""
    found = [
        Change(name, date.fromisoformat(day), before, verdict)
        for name, days in record.items()
        for (_, before), (day, verdict) in pairwise(days.items())
        if verdict != before
    ]
    return sorted(found, key=lambda change: (change.day, change.claim), reverse=True)
