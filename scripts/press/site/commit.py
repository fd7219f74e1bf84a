"""The commit that a site is built from: its name for those who publish, its time for everything that carries a date."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from press.core.project import Project

EPOCH = "SOURCE_DATE_EPOCH"


def name(project: Project) -> str:
    """The commit, marked where files differ from it; empty outside a repository."""
    return _git(project, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")


def fix_time(project: Project, environment: MutableMapping[str, str]) -> None:
    """Let everything that is built carry the commit's time, so that one commit makes the same bytes on any day."""
    if EPOCH not in environment and (seconds := _git(project, "log", "-1", "--format=%ct")):
        environment[EPOCH] = seconds


def _git(project: Project, *words: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(project.root), *words], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
