"""What tells, without reading it, that a file was written, moved or removed, or that this toolkit became another."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import press
from press.core import files

Signature = tuple[str, int, int, int]
Found = dict[tuple[Path, tuple[str, ...]], tuple[Signature, ...]]
_HELD: ContextVar[Found | None] = ContextVar("held", default=None)  # what was found while sources are held


def signed(path: Path) -> Signature:
    """A file by its place, identity, size and time; zeros where there is none."""
    try:
        about = path.stat()
    except OSError:
        return str(path), 0, 0, 0
    return str(path), about.st_ino, about.st_size, about.st_mtime_ns


@contextmanager
def held() -> Iterator[None]:
    """Look at sources once for as long as a site is built from them: a build asks a dozen times."""
    token = _HELD.set({})
    try:
        yield
    finally:
        _HELD.reset(token)


def below(folder: Path, *endings: str) -> tuple[Signature, ...]:
    """The files below a folder whose names end so, in the order of their paths."""
    held_now = _HELD.get()
    found = {} if held_now is None else held_now
    if (folder, endings) not in found:
        found[folder, endings] = tuple(map(signed, files.found(folder, *endings)))
    return found[folder, endings]


@cache
def toolkit() -> bytes:
    """What tells that Python, a library or the code of this toolkit became another: what those read is read anew."""
    code = sorted(Path(press.__file__).parent.rglob("*.py"))
    libraries = [Path(path) for path in sys.path if path.endswith("-packages")]
    return hashlib.sha256(repr([sys.version, *map(signed, (*code, *libraries))]).encode()).digest()
