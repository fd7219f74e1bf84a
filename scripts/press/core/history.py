"""What git knows of a project's files, where there is a repository; nothing where there is none."""

from __future__ import annotations

import subprocess

from press.core.project import Project


def git(project: Project, *words: str) -> str:
    """What git answers, without the blanks at the end; empty where there is no git or no repository."""
    try:
        done = subprocess.run(["git", "-C", str(project.root), *words], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.rstrip() if done.returncode == 0 else ""


def day(project: Project, *places: str) -> str:
    """The day on which files, or all of them, were last changed, such as 2026-11-29; empty where git cannot tell."""
    return git(project, "log", "-1", "--format=%cs", "--", *places)
