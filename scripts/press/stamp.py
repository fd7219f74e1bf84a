"""A stamp says from which sources a site was built, so that an old site is never checked in place of a new one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from press import results

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from press.project import Project


def sources(project: Project) -> str:
    """SHA-256 over everything a built page is made from: content, figures, settings, overrides and scripts."""
    digest = hashlib.sha256()
    for path in _files(project):
        digest.update(path.relative_to(project.root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(project: Project) -> Iterator[Path]:
    for folder in (project.content, project.figures, project.root / "overrides", project.scripts):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
                yield path
    yield from (path for name in ("mkdocs.yml", "pyproject.toml") if (path := project.root / name).is_file())


def write(project: Project, site: Path) -> None:
    """Stamp a site that was just built."""
    if site.resolve() == project.site.resolve():
        results.replace(project.cache / "built", sources(project).encode())


def is_current(project: Project) -> bool:
    """Whether `site/` is there and was built from the sources as they are."""
    memo = project.cache / "built"
    return project.site.is_dir() and memo.is_file() and memo.read_text(encoding="utf-8") == sources(project)
