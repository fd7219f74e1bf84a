"""What tells, without reading it, that a file was written, moved or removed, or that this toolkit became another."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

import press

Signature = tuple[str, int, int, int]


def signed(path: Path) -> Signature:
    """A file by its place, identity, size and time; zeros where there is none."""
    try:
        about = path.stat()
    except OSError:
        return str(path), 0, 0, 0
    return str(path), about.st_ino, about.st_size, about.st_mtime_ns


@cache
def toolkit() -> bytes:
    """What tells that Python, a library or the code of this toolkit became another: what those read is read anew."""
    code = sorted(Path(press.__file__).parent.rglob("*.py"))
    libraries = [Path(path) for path in sys.path if path.endswith("-packages")]
    return hashlib.sha256(repr([sys.version, *map(signed, (*code, *libraries))]).encode()).digest()
