"""Stamps say from which sources a site was built, what was written, and which sources and bytes a check has passed.

An old site is never checked in place of a new one, and bytes that no check has passed are never published.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from press.article import record as verdicts
from press.core import cached, locks, settings
from press.core import files as folders
from press.core import sources as looked_at
from press.core.characters import shown
from press.core.errors import PressError
from press.core.project import Project

BUILT, PASSED = "built.json", "passed-{}.json"  # the second for each stage of a check
STAGES = ("sources", "site")
BUILDING = "build.lock"
HEALED = "site/ was left aside by a build that was killed; it is back"
HIDDEN = {".well-known", ".nojekyll", ".domains"}  # what browsers, GitHub and Codeberg ask for by these names


def sources(project: Project) -> str:
    """SHA-256 over everything a built page is made from: content, figures, settings, verdicts, overrides and scripts.

    Settings count as they are read, since they may ask the environment.
    """
    looked_at.hold(project)
    digest = hashlib.sha256(repr(settings.read(project.root)).encode())
    for path in _files(project):
        digest.update(path.relative_to(project.root).as_posix().encode() + b"\0" + folders.contents(path) + b"\0")
    return digest.hexdigest()


def files(site: Path) -> dict[str, str]:
    """SHA-256 of every file of a site by its path; a link or an odd name is refused, not followed or left out."""
    found = _published(site, "") if site.is_dir() else ()
    return {name: hashlib.sha256((site / name).read_bytes()).hexdigest() for name in found}


def _published(folder: str | Path, above: str) -> Iterator[str]:
    """The files below a folder by their paths, whose folder of the site has a path that ends with `/`, or none."""
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        name = above + entry.name
        if entry.is_symlink():
            raise PressError(f"{entry.path}: a link could lead outside the site; it is not published")
        if shown(entry.name) != entry.name or "\\" in entry.name:
            said = "its name holds a character that hosts and browsers read differently; rename it"
            raise PressError(f"{shown(entry.path)}: {said}")
        if entry.is_dir():
            yield from _published(entry.path, f"{name}/")
        elif not entry.is_file():
            raise PressError(f"{entry.path}: neither a file nor a folder; it is not published")
        elif any(part.startswith(".") and part not in HIDDEN for part in name.split("/")):
            raise PressError(f"{entry.path}: a hidden file is not published; remove it from the site")
        else:
            yield name


def digest(files: dict[str, str]) -> str:
    """One short digest over the names and SHA-256s of all files of a site; equal sites have equal ones."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(os.fsencode(name) + b"\0" + bytes.fromhex(files[name]))
    return whole.hexdigest()[:16]


def _files(project: Project) -> Iterator[Path]:
    for folder in (project.content, project.figures, project.root / "overrides", project.scripts):
        for path in folders.found(folder, ""):
            hidden = path.name.startswith(".") and path.name not in HIDDEN
            if path.is_file() and "__pycache__" not in path.parts and not hidden:
                yield path
    said = (project.root / settings.FILE, project.settings_file, verdicts.place(project))
    yield from (path for path in said if path.is_file())


def write(project: Project, site: Path, built_from: str | None = None) -> None:
    """Stamp a site that was just built; from which sources, where they may have changed since it was begun."""
    if site.resolve() == project.site.resolve():
        body = {"sources": built_from or sources(project), "files": files(site)}
        cached.keep(project.cache / BUILT, body)


def is_current(project: Project) -> bool:
    """Whether `site/` is there and was built from the sources as they are."""
    stamped = _built(project).get("sources")
    return project.site.is_dir() and stamped is not None and stamped == sources(project)


def written(project: Project) -> dict[str, str]:
    """What the build wrote: the digest of every file by its path."""
    return dict(_built(project).get("files", {}))


def state(project: Project, stages: list[str]) -> dict[str, str]:
    """What a check of these stages reads: the sources, the built bytes."""
    return {name: sources(project) if name == "sources" else digest(files(project.site)) for name in stages}


def record(project: Project, read: dict[str, str]) -> None:
    """Remember what a check without findings has read."""
    for stage, state in read.items():
        cached.keep(project.cache / PASSED.format(stage), state)


def passed(project: Project) -> dict[str, str]:
    """What a check has passed last, by stage."""
    read = {stage: cached.value(project.cache / PASSED.format(stage)) for stage in STAGES}
    return {stage: state for stage, state in read.items() if isinstance(state, str)}


def recover(project: Project, say: Callable[[str], object]) -> None:
    """Put the site back where a killed build has left it aside; one that is at work is waited for."""
    if not project.site.exists() and folders.aside(project.site, project.cache).is_dir():
        with locks.held(project.cache / BUILDING, "press", say):
            if folders.heal(project.site, project.cache):
                say(HEALED)


def _built(project: Project) -> dict[str, Any]:
    body = cached.value(project.cache / BUILT)
    return body if isinstance(body, dict) else {}
