"""The quick answer: when no file that `press figures` looks at has moved since all was fresh, all is fresh.

A memo holds the verdict of the last full look and the stat signature of every file and folder that look depended on.
It is written only for a state that was seen to be fresh, and a file that changed at the very moment of the look keeps
it from being written (git's "racy" rule). Deleting it changes how long the answer takes, never the answer. Until
something has moved, nothing but built-in modules is loaded: this module is most of what a no-op costs.
"""

import marshal
import os
import sys
import time

from press.core import places, seal

PLACE = os.path.join(".cache", "press", "memo")  # noqa: PTH118 - pathlib takes as long to load as all the rest
VERSION = "press memo 1"
ATTEMPTS, TICK = 10, 0.004  # how often, and how many seconds apart, to wait for the clock of the file system

Signature = tuple[int, int, int, int]


def recall(start: str) -> str | None:
    """Return the verdict on the project around a folder, if it still holds; None says: look."""
    folder = start
    while not settings(folder):
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above
    try:
        with open(os.path.join(folder, PLACE), "rb") as file:  # noqa: PTH118, PTH123
            version, root, surroundings, verdict, signatures = marshal.loads(seal.opened(file.read()))  # noqa: S302
        if (version, root, surroundings) != (VERSION, folder, environment(folder)):
            return None
        for path, signature in signatures.items():
            if signature_of(path) != signature:
                return None
        return str(verdict)
    except (OSError, EOFError, ValueError, TypeError, AttributeError):
        return None


def signature_of(path: str) -> Signature:
    """What changes when a file does; the change time gives away an edit that restores the modification time."""
    stat = os.stat(path)  # noqa: PTH116
    return stat.st_mtime_ns, stat.st_size, stat.st_ino, stat.st_ctime_ns


def environment(folder: str) -> list[str]:
    """Where libraries come from, other than by the files below, and which files may hold settings."""
    return [sys.prefix, os.environ.get("PYTHONPATH", ""), *libraries(), *settings(folder)]


def settings(folder: str) -> list[str]:
    """The files of a folder that may hold a project's settings."""
    files = [os.path.join(folder, name) for name in places.SETTINGS]  # noqa: PTH118
    return [file for file in files if os.path.exists(file)]  # noqa: PTH110


def libraries() -> list[str]:
    """The folders whose listing changes when a library is installed, upgraded or removed."""
    return [path for path in sys.path if path.endswith("-packages")]


class Look:
    """A full look at a project: begun before anything is read, kept once all was found fresh."""

    def __init__(self, root: str, paths: list[str]) -> None:
        """Forget the last memo and take the signatures."""
        self.root = root
        self.place = os.path.join(root, PLACE)  # noqa: PTH118
        self.signatures: dict[str, Signature] | None = None
        try:
            for _ in range(ATTEMPTS):
                now = self._write(b"")
                signatures = {path: signature_of(path) for path in [*paths, *libraries()]}
                if all(max(modified, changed) < now for modified, _, _, changed in signatures.values()):
                    self.signatures = signatures
                    break
                time.sleep(TICK)
        except OSError:
            return

    def keep(self, verdict: str) -> None:
        """Remember the verdict for as long as nothing moves."""
        if self.signatures is not None:
            body = (VERSION, self.root, environment(self.root), verdict, self.signatures)
            try:
                self._write(seal.sealed(marshal.dumps(body)))
            except OSError:
                return

    def _write(self, data: bytes) -> int:
        """Write beside and rename; returns the time by the clock of the file system."""
        os.makedirs(os.path.dirname(self.place), exist_ok=True)  # noqa: PTH103, PTH120
        beside = f"{self.place}.{os.getpid()}"
        with open(beside, "wb") as file:  # noqa: PTH123
            file.write(data)
        now = os.stat(beside).st_mtime_ns  # noqa: PTH116
        os.replace(beside, self.place)  # noqa: PTH105
        return now
