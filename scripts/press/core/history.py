"""What git knows of a project's files, where there is a repository; nothing where there is none."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

from press.core.project import Project


class Change(NamedTuple):
    """A commit, and its day, such as 2026-11-29."""

    commit: str = ""
    day: str = ""


def git(project: Project, *words: str) -> str:
    """What git answers, without the blanks at the end; empty where there is no git or no repository."""
    try:
        command = ["git", "-C", str(project.root), "-c", "core.quotePath=off", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.rstrip() if done.returncode == 0 else ""


def day(project: Project, *places: str) -> str:
    """The day on which files, or all of them, were last changed, such as 2026-11-29; empty where git cannot tell."""
    return git(project, "log", "-1", "--format=%cs", "--", *places)


def changes(project: Project, folder: Path) -> dict[str, Change]:
    """What last changed each file of a folder, by its place; nothing where there is no history."""
    latest: dict[str, Change] = {}
    change = Change()
    place = project.place(folder)
    for line in git(project, "log", "--format=commit %H %cs", "--name-only", "--relative", "--", place).splitlines():
        if line.startswith("commit "):
            change = Change(*line.split()[1:])
        elif line:
            latest.setdefault(line, change)
    return latest
