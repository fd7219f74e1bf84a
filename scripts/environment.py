"""Bring `.venv` to a state that `make` names: python3 scripts/environment.py [STAMP COMMAND...].

Each command is one of the environment's Python; the stamp says that all have ended well. It needs nothing installed.
One `make` works at a time, the next waits. An environment that a kill has left half made or half installed is made
anew: what a killed installation has written looks installed to the next one, and is not.
"""

from __future__ import annotations

import fcntl
import os
import shlex
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ENVIRONMENT, LOCK = Path(".venv"), Path(".cache/environment.lock")
PYTHON, BEGUN = ENVIRONMENT / "bin" / "python", ENVIRONMENT / ".begun"
EMPTIED = "the environment in .venv was broken and has been emptied; run make again"


def main(words: list[str]) -> int:
    """Make the environment if it is not whole, then run the commands; returns the exit code."""
    start = time.time()
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        take(lock.fileno())
        if not is_whole():
            stamped = {path.name for path in ENVIRONMENT.glob(".*")} - {BEGUN.name, ".gitignore"}
            shutil.rmtree(ENVIRONMENT, ignore_errors=True)
            if stamped:  # make has seen its stamps, and would not make them again
                print(EMPTIED, file=sys.stderr)
                return 2
            venv.create(ENVIRONMENT, with_pip=True, symlinks=True)
        if words and not is_newer(Path(words[0]), start):
            return install(Path(words[0]), words[1:])
    return 0


def take(lock: int) -> None:
    """Wait for the lock; commands inherit it, so that one that outlives its `make` is waited for as well."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Waiting for another make ...")
        fcntl.flock(lock, fcntl.LOCK_EX)
    os.set_inheritable(lock, True)  # noqa: FBT003 - its only argument


def is_whole() -> bool:
    """Whether there is a Python with pip, and no command was killed in it."""
    if BEGUN.exists() or not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL, check=False).returncode == 0


def is_newer(stamp: Path, moment: float) -> bool:
    """Whether another `make` has done it while this one waited."""
    return stamp.exists() and stamp.stat().st_mtime > moment


def install(stamp: Path, commands: list[str]) -> int:
    """Run commands until one fails; only one that was killed leaves the sign that it was begun."""
    for command in commands:
        BEGUN.touch()
        code = subprocess.run([PYTHON, *shlex.split(command)], close_fds=False, check=False).returncode
        if code >= 0:
            BEGUN.unlink(missing_ok=True)
        if code:
            return 2
    stamp.touch()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{ENVIRONMENT} cannot be made: {error}", file=sys.stderr)
        sys.exit(2)
