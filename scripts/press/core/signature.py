"""What tells, without reading it, that a file was written, moved or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Signature = tuple[str, int, int, int]


def signed(path: Path) -> Signature:
    """A file by its place, identity, size and time; zeros where there is none."""
    try:
        about = path.stat()
    except OSError:
        return str(path), 0, 0, 0
    return str(path), about.st_ino, about.st_size, about.st_mtime_ns
