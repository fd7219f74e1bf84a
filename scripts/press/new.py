"""`press new` writes a skeleton that already works, so that adding a thing starts from a passing state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.core import results
from press.core.errors import PressError
from press.evidence import experiment
from press.site.templating import render, subject

if TYPE_CHECKING:
    from pathlib import Path

    from press.core.project import Project

KINDS = ("experiment", "check")


def create(project: Project, kind: str, name: str) -> list[str]:
    """Write the skeleton of one experiment or check; returns what was written and what comes next, as sentences."""
    if kind not in KINDS:
        raise PressError(f"cannot make a new {kind!r}; there are article, {', '.join(KINDS)}")
    if kind == "check" and not (project.scripts / "press" / "check" / "rules").is_dir():
        raise PressError("a check is part of the toolkit; make it where the toolkit's own sources are")
    if not (name.isidentifier() and name.isascii() and name.islower()):
        raise PressError(f"{name!r} is not a name for a module: lower-case words joined by underscores")
    path = _path(project, kind, name)
    if path.exists():
        raise PressError(f"{project.place(path)}: there is one already")
    results.replace(path, render(f"{kind}.py", name=name))
    place = project.place(path)
    if kind == "experiment":
        line = f"![{subject(name)}](../figures/{name}.svg)"
        return [f"wrote {place}", f"next: press figures {name}, and one line in a page of content/: {line}"]
    return [
        f"wrote {place}",
        f"next: tests/press/check/rules/{name}/ with a page that must fail and one that must pass",
    ]


def _path(project: Project, kind: str, name: str) -> Path:
    if kind == "experiment":
        return experiment.path(project, name)
    return project.scripts / "press" / "check" / "rules" / f"{name}.py"
