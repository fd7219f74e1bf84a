"""What git knows of a project's files, where there is a repository; nothing where there is none."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
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


def listed(project: Project, *words: str) -> Iterator[tuple[str, Change]]:
    """The place of each file that a commit touched, with that commit; the last commit first."""
    change = Change()
    told = git(project, "log", "--no-color", "--format=%x00%H %cs", "--name-only", "--relative", *words)
    for line in told.split("\n"):
        if line.startswith("\0"):  # which no name of a file does
            change = Change(*line[1:].split())
        elif line:
            yield line, change


def changes(project: Project, folder: Path) -> dict[str, Change]:
    """What last changed each file of a folder, by its place; nothing where there is no history."""
    latest: dict[str, Change] = {}
    for path, change in listed(project, "--", project.place(folder)):
        latest.setdefault(path, change)
    return latest
