"""What lies among the sources is a file, a folder, or a link to a file of the project; everything else is told apart.

Site engines follow links and read whatever they meet: a link would publish the file that it leads to, a key perhaps; a
loop has no end, a pipe is waited for, and no rule reads behind a link to a folder. So this is looked at before anything
is opened.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from press.core.characters import shown
from press.core.errors import PressError
from press.core.project import Project

WAITS = "neither a file nor a folder, so nothing waits for what it would say; remove it"
SHOWN = 5  # of many, in one message


def odd(project: Project) -> Iterator[tuple[str, str]]:
    """The place of each thing that is no file of the project, and what it is."""
    for path in (project.content, project.figures, project.root / "overrides"):
        yield from _odd(project, path)
    for path in waiting(project.scripts):
        yield shown(project.place(path)), WAITS
    for path in project.root.glob("*.md"):  # read and not published, so a link may lead anywhere
        if not path.is_file():
            yield shown(project.place(path)), "is read as a document and is no file; remove it"


def waiting(*folders: Path) -> Iterator[Path]:
    """The pipes and devices below some folders: whoever opens one waits for what it will say."""
    for folder in folders:
        for above, _, names in os.walk(folder):
            paths = (Path(above, name) for name in sorted(names))
            yield from (path for path in paths if path.exists() and not path.is_file())


def hold(project: Project) -> None:
    """Refuse to read sources that hold such a thing."""
    if found := list(odd(project)):
        said = [f"{place}: {what}" for place, what in found[:SHOWN]]
        raise PressError("\n".join([*said, *([f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else [])]))


def _odd(project: Project, path: Path) -> Iterator[tuple[str, str]]:
    if what := _fault(project, path):
        yield shown(project.place(path)), what
    elif path.is_dir():
        if path.suffix == ".json" and path.is_relative_to(project.figures):
            yield shown(project.place(path)), "a folder by the name of a result; remove it"
        for each in _listed(path):
            yield from _odd(project, each)


def _listed(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        return [Path(entry.path) for entry in sorted(entries, key=lambda entry: entry.name)]


def _fault(project: Project, path: Path) -> str:
    """What is wrong with one thing, or nothing; a folder that is not there is nothing."""
    if shown(path.name) != path.name or "\\" in path.name:
        return "its name holds what is no text, or what hosts and browsers read differently; rename it"
    if path.is_symlink():
        return _misled(project, path)
    mode = path.stat().st_mode if path.exists() else stat.S_IFREG
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return ""
    return WAITS


def _misled(project: Project, path: Path) -> str:
    """What is wrong with where a link leads."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # there is nothing, or a loop
        return "a link that leads nowhere; remove it"
    if not target.is_relative_to(project.root):
        return "a link that leads out of the project, and what is there would be published; put a copy in its place"
    if any(part.startswith(".") for part in target.relative_to(project.root).parts):
        return "a link to what the project keeps hidden; put a copy in its place"
    if target.is_dir():
        return "a link to a folder, behind which no rule reads; put the files themselves there"
    return "" if target.is_file() else "a link to what is no file; remove it"
