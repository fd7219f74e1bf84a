"""What git knows of a project: the commit that a site is built from, and the time that everything dated carries."""

from __future__ import annotations

import os
import time as clock
from collections.abc import MutableMapping

from press.core.errors import PressError
from press.core.history import git
from press.core.project import Project

EPOCH = "SOURCE_DATE_EPOCH"


def name(project: Project) -> str:
    """The commit, marked where files differ from it; empty outside a repository."""
    return git(project, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")


def fix_time(project: Project, environment: MutableMapping[str, str]) -> None:
    """Let everything that is built carry the commit's time, so that one commit makes the same bytes on any day."""
    if EPOCH not in environment and (seconds := git(project, "log", "-1", "--format=%ct")):
        environment[EPOCH] = seconds
    if not (given := environment.get(EPOCH, "0")).isdecimal():
        raise PressError(f"{EPOCH}={given}: is no number of seconds; unset it, or set it to a time since 1970")


def time(project: Project) -> int:
    """That time in seconds; outside a repository the present."""
    environment = dict(os.environ)
    fix_time(project, environment)
    return int(environment.get(EPOCH) or clock.time())
