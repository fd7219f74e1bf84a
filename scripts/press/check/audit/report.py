"""The report of an audit: what was found, where it was done, and the commands with which a stranger does it again."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from press import __version__
from press.check.audit import Audit
from press.check.replayed import Replayed
from press.core import files
from press.core.errors import PressError
from press.core.history import git
from press.core.project import Project
from press.site.templating import TEMPLATES

LIBRARIES = ("numpy", "matplotlib")


def report(project: Project, audit: Audit, words: list[str], runs: Replayed | None = None) -> str:
    """The report in Markdown; `words` are what was typed behind `press audit`."""
    commit = git(project, "rev-parse", "HEAD")
    changed = git(project, "status", "--porcelain")
    state = f"{commit}, with changes that are not committed" if commit and changed else commit or "no repository"
    machine = [
        ("when", datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")),
        ("commit", state),
        ("system", platform.platform()),
        ("processor", _processor()),
        ("cores", str(os.cpu_count())),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        *((name, version(name)) for name in LIBRARIES),
        ("press", __version__),
    ]
    commands = [f"git checkout {commit}" if commit else "", "make site", " ".join([".venv/bin/press audit", *words])]
    return TEMPLATES.get_template("audit.md.j2").render(
        title=project.root.name, verdict=audit.verdict, rows=audit.rows, site=audit.site, runs=runs,
        problems=[*audit.problems, *(runs.problems if runs else [])], machine=machine,
        could_not=[*audit.could_not, *(runs.could_not if runs else [])], commands="\n".join(filter(None, commands)),
    )  # fmt: skip


def write(path: Path, text: str) -> None:
    """Write the report."""
    try:
        files.replace(path, text.encode())
    except OSError as error:
        raise PressError(f"{path}: cannot be written ({error.strerror}); name another file with --report") from None


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
