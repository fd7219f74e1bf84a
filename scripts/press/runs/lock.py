"""`press.lock` remembers of each run what it was made from and what it made, and whether that happened here.

It is committed. A run is stale where its command, an input or an output is another than the lock says. The versions of
the tools are told and never compared: another patch of an interpreter is no reason to run for an hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from press.core import json_file, shallow
from press.core.errors import PressError
from press.core.project import Project
from press.runs.digests import Digests
from press.runs.settings import Run

FILE = "press.lock"
HERE, RECORDED = "run here", "recorded, not run"


class Entry(NamedTuple):
    """What is remembered of a run; the fields are the keys of the file."""

    command: str
    how: str
    when: str
    inputs: dict[str, str]
    outputs: dict[str, str]
    tools: dict[str, str]


def place(project: Project) -> Path:
    """Where the lock is."""
    return project.root / FILE


def read(project: Project) -> dict[str, Entry]:
    """What is remembered, by run; nothing where there is no lock yet."""
    path = place(project)
    try:
        body = shallow.read_json(path.read_text(encoding="utf-8"))
        return {name: _entry(said) for name, said in body["runs"].items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = "restore it with git, or delete it and run: press run"
        raise PressError(json_file.unreadable(path, error, remedy)) from None


def write(project: Project, entries: dict[str, Entry]) -> None:
    """Write the lock whole or not at all, in a stable order."""
    body = {"version": 1, "runs": {name: entries[name]._asdict() for name in sorted(entries)}}
    json_file.write(place(project), body)


def files(project: Project, run: Run) -> list[str]:
    """The files that the inputs of a run name, folders and patterns written out; what is not there stays as it is."""
    found: dict[str, None] = {}
    for said in run.inputs:
        paths = [project.root / said] if (project.root / said).exists() else sorted(project.root.glob(said))
        inner = [each for path in paths for each in (sorted(path.rglob("*")) if path.is_dir() else [path])]
        kept = [path for path in inner if path.is_file() and "__pycache__" not in path.parts]
        found |= dict.fromkeys([project.place(path) for path in kept] or [said])
    return list(found)


def now(project: Project, run: Run, digests: Digests) -> tuple[dict[str, str], dict[str, str]]:
    """The digests of inputs and outputs as they are; empty for a file that is not there."""
    inputs = {path: digests.of(path, read=True) for path in files(project, run)}
    return inputs, {path: digests.of(path) for path in run.outputs}


def reasons(project: Project, run: Run, entry: Entry | None, digests: Digests) -> list[str]:
    """Why a run is stale, in words; nothing where it is fresh. Recorded data that nobody wrote down are as they are."""
    inputs, outputs = now(project, run, digests)
    if entry is None:
        gone = [f"output {path} is not there" for path, digest in outputs.items() if not digest]
        return gone or (["was never run"] if run.is_run else [])
    changed = ["the command changed"] if run.command != entry.command else []
    return [*changed, *_compared("input", entry.inputs, inputs), *_compared("output", entry.outputs, outputs)]


def _compared(kind: str, before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for path in sorted(before.keys() | after.keys()):
        if path not in before:
            yield f"{kind} {path} is new"
        elif path not in after:
            yield f"{kind} {path} is no longer named"
        elif not after[path]:
            yield f"{kind} {path} is gone"
        elif before[path] != after[path]:
            yield f"{kind} {path} changed"


def _entry(said: Any) -> Entry:
    entry = Entry(**said)
    if not all(isinstance(each, dict) for each in entry[3:]) or not all(isinstance(each, str) for each in entry[:3]):
        raise TypeError("a run there has the wrong kind of value")
    return entry
