"""A release is what leaves and what can be gone back to: its digest, its source, its day, and its files by SHA-256."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from press.core import shallow
from press.core.errors import PressError
from press.core.project import Project
from press.site import commit, stamp

PAGES = (".html", ".xml", ".txt")


class Release(NamedTuple):
    """One state of the site; `beside` are files made of it for one kind of host, such as compressed ones."""

    digest: str
    source: str
    published: str
    files: dict[str, str]
    beside: dict[str, str]

    @property
    def everything(self) -> dict[str, str]:
        """All files that stand on the host."""
        return self.beside | self.files

    def __str__(self) -> str:
        day = self.published[:16].replace("T", " ")
        return f"{day}  {self.digest}  {self.source[:12] + self.source[40:] or 'no commit'}"


def is_page(name: str) -> bool:
    """Whether a file names others: it must not come before them nor outlive them."""
    return name.endswith(PAGES)


def checked(project: Project) -> Release:
    """The built site as a release; a PressError where it is not what `press check` has passed."""
    remedy = "nothing was published; run: press build && press check"
    if not project.site.is_dir():
        raise PressError(f"{project.place(project.site)}: there is no built site; {remedy}")
    passed = stamp.passed(project)
    if passed.get("sources") != stamp.sources(project):
        raise PressError(f"the sources have changed since press check passed them, or it never has; {remedy}")
    if not stamp.is_current(project):
        raise PressError(f"{project.place(project.site)}: not built from the sources as they are; {remedy}")
    files = stamp.files(project.site)
    digest = stamp.digest(files)
    if passed.get("site") != digest:
        raise PressError(f"{project.place(project.site)}: its bytes are not those that press check passed; {remedy}")
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return Release(digest, commit.name(project), now, files, {})


@contextmanager
def staged(project: Project, release: Release) -> Iterator[Path]:
    """A copy of exactly the bytes of a release, which nothing changes while they are on their way.

    Whoever stages holds the lock of publishing, so what lies about before is of the dead.
    """
    for remains in project.cache.glob("release-*"):
        shutil.rmtree(remains, ignore_errors=True)
    folder = project.cache / f"release-{os.getpid()}"
    try:
        _copy(project, release, folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(project: Project, release: Release, folder: Path) -> None:
    for name, expected in release.files.items():
        path = folder / name
        try:
            data = (project.site / name).read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != expected:
            raise PressError(f"{project.place(project.site / name)}: changed while it was read; nothing was published")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            place = project.place(folder)
            raise PressError(f"{place}: {error.strerror}; nothing was published; make room here") from None


def write(release: Release) -> str:
    """A release as one line of text."""
    return json.dumps(release._asdict(), sort_keys=True, ensure_ascii=True)


def read(text: str) -> Release:
    """The release in a line that `write` made; a PressError where it is none."""
    try:
        release = Release(**shallow.read_json(text))
        if stamp.digest(release.files) == release.digest and isinstance(release.published, str):
            return release
    except (ValueError, TypeError, AttributeError):
        pass
    raise PressError("a record of a release on the host is not what press wrote; remove it there and publish again")


class Changes(NamedTuple):
    """What differs between two releases, by name."""

    added: list[str]
    changed: list[str]
    removed: list[str]

    def __str__(self) -> str:
        return ", ".join(f"{len(names)} {kind}" for kind, names in self._asdict().items() if names) or "no difference"


def changes(old: Release | None, new: Release) -> Changes:
    """What a visitor would find changed."""
    before = old.files if old else {}
    both = before.keys() & new.files.keys()
    return Changes(
        sorted(new.files.keys() - before.keys()),
        sorted(name for name in both if before[name] != new.files[name]),
        sorted(before.keys() - new.files.keys()),
    )
