"""A mirror changes as a whole: it is copied beside itself by hard links, changed there, and exchanged in one step.

Killed at any moment, the folder is as it was or complete. What somebody else writes into it meanwhile is not lost: the
import then stops, and has changed nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from press.core import files, locks
from press.core.errors import PressError
from press.core.files import replace

State = dict[str, tuple[int, int, int]]


@contextmanager
def alone(folder: Path, verb: str) -> Iterator[None]:
    """Hold a folder for one import; a second is refused, since what it has read would be out of date by then."""
    place = folder.with_name(f".{folder.name}.lock")
    with locks.held(place, verb):
        try:
            files.heal(folder, folder.parent)
            yield
        finally:
            shutil.rmtree(media(folder), ignore_errors=True)
            if os.name == "posix":  # others look again when the file they waited for is gone
                place.unlink(missing_ok=True)


def state(folder: Path) -> State:
    """What changes when a file does, of every file."""
    found = {}
    for path in folder.rglob("*"):
        if not path.is_dir() or path.is_symlink():
            stat = path.lstat()
            found[path.relative_to(folder).as_posix()] = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    return found


def change(folder: Path, texts: Mapping[str, bytes], copied: Mapping[str, Path], seen: State) -> None:
    """Write `texts` and copy files to their paths below `folder`, if it still is as `seen`."""
    with files.renewed(folder, folder.parent) as fresh:
        if folder.exists():
            shutil.copytree(folder, fresh, copy_function=_link, symlinks=True)
        fresh.mkdir(parents=True, exist_ok=True)
        root = fresh.resolve()
        for path, data in texts.items():
            replace(_inside(root, path), data)
        for path, source in copied.items():
            target = _inside(root, path)
            target.unlink(missing_ok=True)
            shutil.copy2(source, target)
        _hold(folder, seen, fresh, seen.keys() | texts.keys() | copied.keys())


def media(folder: Path) -> Path:
    """Where files from a live blog wait until the folder is exchanged."""
    return folder.with_name(f".{folder.name}.{os.getpid()}.media.new")


def _hold(folder: Path, seen: State, fresh: Path, whole: set[str]) -> None:
    """Let nothing take the folder's place that is not whole, nor what somebody wrote there meanwhile be lost."""
    if state(folder) != seen:
        raise PressError(f"{folder}: changed while the import ran; import again; nothing was changed")
    if state(fresh).keys() != whole:
        raise PressError(f"{fresh}: changed by another process; import again; nothing was changed")


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
