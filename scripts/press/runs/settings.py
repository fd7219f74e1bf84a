"""The runs that a project declares: a command, what it reads and what it writes; without a command, recorded data."""

from __future__ import annotations

import keyword
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from press.core.errors import PressError
from press.core.project import Project

TEXTS, LISTS, TABLES = ("command", "recorded"), ("inputs", "outputs"), ("error", "unit")
KEYS = (*TEXTS, *LISTS, *TABLES)


class Run(NamedTuple):
    """What makes some files: `error` and `unit` say of a field which other is its error, and its unit.

    `recorded` is a sentence why the command is not run again.
    """

    name: str
    command: str
    recorded: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    error: dict[str, str]
    unit: dict[str, str]

    @property
    def is_run(self) -> bool:
        """Whether it can be run again."""
        return bool(self.command and not self.recorded)


def read(project: Project) -> dict[str, Run]:
    """The runs by name; a PressError says what is wrong with one."""
    table = project.table("runs")
    if not isinstance(table, dict):
        raise PressError(f"runs is no table; write {project.setting('runs.NAME')}")
    runs = {name: _run(project, name, said) for name, said in table.items()}
    makers: dict[str, str] = {}
    for run in runs.values():
        for output in run.outputs:
            if (maker := makers.setdefault(output, run.name)) != run.name:
                raise PressError(f"{project.settings}: {output} is an output of {maker} and of {run.name}; name one")
    return runs


def _run(project: Project, name: str, said: Any) -> Run:
    place = project.setting(f"runs.{name}")
    if not name.isidentifier() or keyword.iskeyword(name):
        raise PressError(f"{place}: {name!r} cannot stand in a binding; use letters, digits and underscores")
    if not isinstance(said, dict):
        raise PressError(f"{place}: is no table")
    for key in said:
        if key not in KEYS:
            raise PressError(f"{place} has no setting {key!r}; there are {', '.join(KEYS)}")
    for kind, keys, called in ((str, TEXTS, "text"), (list, LISTS, "list of texts"), (dict, TABLES, "table of texts")):
        for key in keys:
            value = said.get(key, kind())
            parts = value.values() if isinstance(value, dict) else value
            if not isinstance(value, kind) or not all(isinstance(part, str) for part in parts):
                raise PressError(f"{place}: {key} is no {called}")
    if not said.get("outputs"):
        raise PressError(f"{place}: names no outputs; a page can only bind what a file holds")
    outputs = tuple(_inside(place, each) for each in said["outputs"])
    inputs = tuple(_inside(place, each) for each in said.get("inputs", []))
    command, recorded = (said.get(key, "").strip() for key in TEXTS)
    error, unit = (dict(said.get(key, {})) for key in TABLES)
    return Run(name, command, recorded, inputs, outputs, error, unit)


def _inside(place: str, path: str) -> str:
    """A path as it is compared; one that leaves the project is refused."""
    parts = PurePosixPath(path.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or not parts.parts or ":" in parts.parts[0]:
        raise PressError(f"{place}: {path!r} leaves the project; name a file inside it, relative to the project")
    return parts.as_posix()
