"""A folder changes as a whole: it is copied beside itself by hard links, changed there, and exchanged in one step.

Killed at any moment, the folder is as it was or complete; what a killed run left beside it goes with the next.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from typing import TYPE_CHECKING

from press.core.errors import PressError
from press.core.results import replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

AT_FDCWD, RENAME_EXCHANGE = -100, 2


def change(folder: Path, texts: Mapping[str, bytes | None], files: Mapping[str, Path]) -> None:
    """Write `texts` (remove where None) and copy `files` to their paths below `folder`."""
    fresh = folder.with_name(f".{folder.name}.import")
    if folder.exists():
        shutil.copytree(folder, fresh, copy_function=_link, symlinks=True)
    fresh.mkdir(parents=True, exist_ok=True)
    root = fresh.resolve()
    for path, data in texts.items():
        target = _inside(root, path)
        if data is None:
            target.unlink(missing_ok=True)
        else:
            replace(target, data)
    for path, source in files.items():
        target = _inside(root, path)
        target.unlink(missing_ok=True)
        shutil.copy2(source, target)
    _put(fresh, folder)


def tidy(folder: Path) -> None:
    """Remove what an import keeps beside the folder while it works, and what a killed one left there."""
    before = folder.with_name(f".{folder.name}.before")
    if before.exists() and not folder.exists():
        before.rename(folder)  # killed between the two steps of a system that cannot exchange in one
    for name in ("import", "before", "media"):
        shutil.rmtree(folder.with_name(f".{folder.name}.{name}"), ignore_errors=True)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)


def _inside(root: Path, path: str) -> Path:
    """The target of a path below `root`; whatever the path says, nothing is written elsewhere."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.parent.resolve().is_relative_to(root) or target.is_symlink():
        raise PressError(f"{path}: leads out of the folder; remove the link that stands there")
    return target


def _put(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    if not _exchange(fresh, folder):
        old = folder.with_name(f".{folder.name}.before")
        folder.rename(old)
        fresh.rename(folder)
        fresh = old
    shutil.rmtree(fresh)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can (Linux)."""
    call = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    swapped = call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) if call else -1
    return int(swapped) == 0
