"""Bring a virtual environment to a state that `make` names: python3 tests/environment.py FOLDER [STAMP COMMAND...].

Each command is one of the environment's Python; the stamp says that all have ended well. It needs nothing installed.
Exit 1 where a command failed, 2 where there is no environment.
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

LOCK, BEGUN = Path(".cache/environment.lock"), ".begun"


def main(environment: Path, words: list[str]) -> int:
    """Make the environment if it is not whole, then run the commands; returns the exit code."""
    start = time.time()
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        take(lock.fileno())
        if not is_whole(environment):
            stamped = {path.name for path in environment.glob(".*")} - {BEGUN, ".gitignore"}
            shutil.rmtree(environment, ignore_errors=True)
            if stamped:  # make has seen its stamps, and would not make them again
                print(
                    f"the environment in {environment} was broken and has been emptied; run make again", file=sys.stderr
                )
                return 2
            venv.create(environment, with_pip=True, symlinks=True)
        if words and not is_newer(Path(words[0]), start):
            return install(environment, Path(words[0]), words[1:])
    return 0


def take(lock: int) -> None:
    """Wait for the lock; commands inherit it, so that one that outlives its `make` is waited for as well."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Waiting for another make ...", flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)
    os.set_inheritable(lock, True)  # noqa: FBT003 - its only argument


def is_whole(environment: Path) -> bool:
    """Whether there is a Python with pip, and no command was killed in it."""
    python = environment / "bin" / "python"
    if (environment / BEGUN).exists() or not python.exists():
        return False
    return subprocess.run([python, "-c", "import pip"], stderr=subprocess.DEVNULL, check=False).returncode == 0


def is_newer(stamp: Path, moment: float) -> bool:
    """Whether another `make` has done it while this one waited."""
    return stamp.exists() and stamp.stat().st_mtime > moment


def install(environment: Path, stamp: Path, commands: list[str]) -> int:
    """Run commands until one fails; only one that was killed leaves the sign that it was begun."""
    begun = environment / BEGUN
    for command in commands:
        begun.touch()
        code = subprocess.run(
            [environment / "bin" / "python", *shlex.split(command)], close_fds=False, check=False
        ).returncode
        if code >= 0:
            begun.unlink(missing_ok=True)
        if code:
            return 1
    stamp.touch()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{sys.argv[1]} cannot be made: {error}", file=sys.stderr)
        sys.exit(2)
