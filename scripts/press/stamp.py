"""A stamp says from which sources a site was built and what was written, so that no other is checked."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

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


def files(site: Path) -> dict[str, str]:
    """SHA-256 of every file of a site by its path."""
    found = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def _files(project: Project) -> Iterator[Path]:
    for folder in (project.content, project.figures, project.root / "overrides", project.scripts):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
                yield path
    yield from (path for name in ("mkdocs.yml", "pyproject.toml") if (path := project.root / name).is_file())


def write(project: Project, site: Path) -> None:
    """Stamp a site that was just built."""
    if site.resolve() == project.site.resolve():
        body = {"sources": sources(project), "files": files(site)}
        results.replace(project.cache / "built.json", json.dumps(body).encode())


def is_current(project: Project) -> bool:
    """Whether `site/` is there and was built from the sources as they are."""
    stamped = _read(project).get("sources")
    return project.site.is_dir() and stamped is not None and stamped == sources(project)


def written(project: Project) -> dict[str, str]:
    """What the build wrote: the digest of every file by its path."""
    return dict(_read(project).get("files", {}))


def _read(project: Project) -> dict[str, Any]:
    try:
        return dict(json.loads((project.cache / "built.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
