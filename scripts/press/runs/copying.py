"""A copy of a project that holds only what a run declares that it reads: what it reads besides, it does not find.

Environments are no inputs: a folder of installed libraries is linked into the copy, and the lock tells its versions.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from press.core.errors import PressError
from press.core.project import Project
from press.runs import lock
from press.runs.settings import Run

ENVIRONMENTS = (".venv", "venv", "node_modules", "renv", ".Rprofile", ".pixi")


def make(project: Project, run: Run, folder: Path) -> None:
    """Copy the inputs into a new folder, and make those that the outputs will stand in."""
    folder.mkdir(parents=True)
    for place in lock.files(project, run):
        source, target = project.root / place, folder / place
        if not source.is_file():
            raise PressError(f"input {place} is not there")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    for place in run.outputs:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
    for name in ENVIRONMENTS:
        if (project.root / name).exists() and not (folder / name).exists():
            (folder / name).symlink_to(project.root / name)


def written(folder: Path) -> set[str]:
    """The files of a copy, but for what tools keep for themselves."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in paths if not _is_kept(path.relative_to(folder).parts)}


def _is_kept(parts: tuple[str, ...]) -> bool:
    return parts[0] in ENVIRONMENTS or any(part.startswith(".") or part == "__pycache__" for part in parts)
