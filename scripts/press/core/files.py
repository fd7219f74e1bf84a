"""Files as they are read and folders as they change.

A folder changes as a whole: its next state is made in a place of one's own and then takes the place of the old.

Where the system can exchange two folders in one step (Linux), it does. Elsewhere the old one is first set aside: a kill
between the two steps leaves it there under a name that `heal` knows, and what else a killed process left goes with it.
Whoever renews or heals a folder holds a lock for it, so whatever lies about before is of the dead.
"""

from __future__ import annotations

import ctypes
import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from press.core.errors import PressError

AT_FDCWD, RENAME_EXCHANGE = -100, 2


def contents(path: Path) -> bytes:
    """What a file holds, whichever way a checkout ends the lines of texts; a zero byte makes it none, as for Git."""
    data = path.read_bytes()
    return data if b"\0" in data else data.replace(b"\r\n", b"\n")


def text(path: Path, place: str) -> str:
    """The text of a file; one that is no text is an error, never an empty file."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PressError(f"{place}: not UTF-8 ({error.reason}); save it as UTF-8") from None


def overwrite(path: Path, data: bytes) -> None:
    """Put other bytes in a file where the old ones lie: to empty it first, as opening it does, takes far longer."""
    with path.open("r+b") as file:
        file.write(data)
        file.truncate()


def replace(path: Path, data: bytes) -> None:
    """Put `data` at `path` by writing beside it and renaming: a kill leaves the old file or the new one."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        beside.unlink(missing_ok=True)


def found(folder: Path, *endings: str) -> list[Path]:
    """The files below a folder whose names end so, in the order of their paths; no link to a folder is followed."""
    walk = os.walk(folder)
    places = (f"{place}{os.sep}{name}" for place, _, names in walk for name in names if name.endswith(endings))
    return list(map(Path, sorted(places, key=lambda place: place.replace(os.sep, "\0"))))  # as paths sort, part by part


@contextmanager
def renewed(folder: Path, home: Path) -> Iterator[Path]:
    """A place in `home` to make the next state of a folder, which it becomes if the block ends well."""
    home.mkdir(parents=True, exist_ok=True)
    fresh = home / f".{folder.name}.{os.getpid()}.new"
    try:
        yield fresh
        put(fresh, folder, aside(folder, home))
    finally:
        shutil.rmtree(fresh, ignore_errors=True)  # after an exchange it is the old one


def aside(folder: Path, home: Path) -> Path:
    """Where the old state of a folder lies between the two steps."""
    return home / f".{folder.name}.before"


def heal(folder: Path, home: Path) -> bool:
    """Put a folder back that a kill has left aside, and remove other remains; whether it was put back."""
    before = aside(folder, home)
    lost = before.is_dir() and not folder.exists()
    if lost:
        before.rename(folder)
    for remains in (before, *home.glob(f".{glob.escape(folder.name)}.*.new")):
        shutil.rmtree(remains, ignore_errors=True)
    return lost


def put(fresh: Path, folder: Path, before: Path) -> None:
    """Let a whole folder take the place of another, which is gone only when the new one stands."""
    if folder.exists() and exchange(fresh, folder):
        return
    if folder.exists():
        folder.rename(before)
    try:
        fresh.rename(folder)
    except OSError:
        if before.exists():
            before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can (Linux)."""
    call = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    swapped = call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) if call else -1
    return int(swapped) == 0
