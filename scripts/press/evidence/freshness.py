"""Whether a result still holds: stale means that a stored part of its inputs differs from what it is now.

The inputs (`press.evidence.dependencies`) are stored with a result by name; stale is also a file that is not what was
written. Nothing else decides: no time stamp, no database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from press.core import results
from press.core.errors import PressError
from press.core.files import contents
from press.core.project import Project
from press.core.results import Results
from press.evidence import dependencies
from press.evidence.code import module as bindings
from press.evidence.code.closure import WHOLE, Code
from press.evidence.dependencies import ABSENT, Layers, Parts

Kind = Literal["simulation", "text", "drawing", "missing", "edited"]


class Change(NamedTuple):
    """One reason for being stale; an input that is new has no old value, one no longer used no new value."""

    kind: Kind
    part: str
    old: str
    new: str

    def __str__(self) -> str:
        """Say it in plain language."""
        if self.kind == "missing":
            return f"{self.part} is missing"
        if self.kind == "edited":
            return f"{self.part} is not as it was written{self.new and f': {self.new}'}"
        if not self.old:
            return f"{self.kind}: now also depends on {self.part}, {self.new}"
        if not self.new:
            return f"{self.kind}: no longer depends on {self.part}, {self.old}"
        return f"{self.kind}: {self.part} changed, {self.old} -> {self.new}"


def explain(project: Project, name: str) -> list[str]:
    """Why a figure is stale, in lines of plain language; none where it is fresh."""
    try:
        return [str(change) for change in reasons(project, name)]
    except PressError as error:
        return [f"cannot tell: {error}"]


def reasons(project: Project, name: str, layers: Layers | None = None, code: Code | None = None) -> list[Change]:
    """Every change that makes an experiment's results or drawing stale; who asks for many hands on the code it read."""
    simulation, text, drawing = layers or dependencies.of(project, name, code)
    path = project.figures / f"{name}.json"
    if not path.is_file():
        return [Change("missing", project.place(path), "", "")]
    try:
        stored = results.read(path)
    except PressError as error:
        return [Change("edited", project.place(path), "", str(error))]
    if stored.provenance.get("digest") != stored.digest:
        return [Change("edited", project.place(path), "", "its digest does not fit it")]
    facts = stored.provenance.get("drawing", {})
    return [
        *_compared("simulation", stored.provenance.get("inputs"), simulation),
        *_compared("text", stored.provenance.get("texts"), text),
        *_compared("drawing", facts.get("inputs"), drawing | drawn_from(stored) if facts else {}),
        *_moved(project, facts.get("files") or {f"{name}.svg": ""}),
    ]


def drawn_from(stored: Results) -> Parts:
    """What a drawing takes from the results: anything but their provenance."""
    return {"results": bindings.digest(json.dumps(stored._replace(provenance={}), sort_keys=True))}


def drawing_facts(stored: Results, drawing: Parts, files: dict[str, bytes]) -> dict[str, Any]:
    """What is stored of a drawing: its inputs, and the digest of each file."""
    written = {file: hashlib.sha256(data).hexdigest() for file, data in sorted(files.items())}
    return {"inputs": drawn_from(stored) | drawing, "files": written}


def _moved(project: Project, files: dict[str, str]) -> Iterator[Change]:
    """The drawn files that are not there, or not as they were written."""
    for file, written in files.items():
        path = project.figures / file
        if not path.is_file():
            yield Change("missing", project.place(path), "", "")
        elif hashlib.sha256(contents(path)).hexdigest() != written:
            yield Change("edited", project.place(path), "", "")


def _compared(kind: Kind, old: Parts | None, new: Parts) -> Iterator[Change]:
    """What differs; a library that is not installed cannot have changed, and a fresh result needs none.

    A module that counts as a whole may have another name: with the same code it is the same module.
    """
    before = old or {}
    renamed = {before[part]: part for part in before.keys() - new.keys() if part.startswith(f"code {WHOLE}")}
    new = {renamed.get(value, part) if part.startswith(f"code {WHOLE}") else part: value for part, value in new.items()}
    for part in sorted(before.keys() | new.keys()):
        if before.get(part) != new.get(part) and not (part in before and new.get(part) == ABSENT):
            yield Change(kind, part, before.get(part, ""), new.get(part, ""))
