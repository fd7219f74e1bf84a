"""`make site` and the quick tests under each Python of this machine, each in a virtual environment of its own.

Found are the Pythons on the path and those that pyenv keeps; one that is there by two names is tried once. What each
run says goes to a file beside its environment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PLACE = ROOT / ".cache" / "pythons"
OLDEST = (3, 11)
NAMES = ("python3", "python", *(f"python3.{minor}" for minor in range(OLDEST[1], 30)))
ASKED = "import sys; print(*sys.version_info[:3], sys.base_prefix, sep='\\n')"
GOALS = ("site", "quick-tests")


class Python(NamedTuple):
    """An interpreter: its version, and what starts it."""

    version: tuple[int, ...]
    program: str

    @property
    def name(self) -> str:
        """Its version as people write it."""
        return ".".join(map(str, self.version))


def candidates() -> list[str]:
    """Programs that may be a Python; each folder of the path may hold others."""
    program = shutil.which("pyenv")
    roots = [Path(program).resolve().parents[1]] if program else []  # whoever's home it lies in
    roots.append(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")))
    kept = (str(path) for root in roots for path in sorted(root.glob("versions/*/bin")))
    folders = [*os.environ.get("PATH", os.defpath).split(os.pathsep), *kept]
    found = (shutil.which(name, path=folder) for folder in folders for name in NAMES)
    return list(dict.fromkeys(program for program in found if program))


def pythons() -> list[Python]:
    """Every Python that is new enough, oldest first; what does not start (a shim of none) is none."""
    found: dict[str, Python] = {}
    for program in candidates():
        done = subprocess.run([program, "-c", ASKED], capture_output=True, text=True, check=False)
        *version, prefix = done.stdout.splitlines() or [""]
        if done.returncode == 0 and (numbers := tuple(map(int, version))) >= OLDEST:
            found.setdefault(os.path.realpath(prefix) + str(numbers), Python(numbers, program))
    return sorted(found.values())


def tried(python: Python) -> str:
    """The verdict on one Python."""
    venv, start = PLACE / python.name, time.monotonic()
    venv.parent.mkdir(parents=True, exist_ok=True)
    log = venv.with_suffix(f"{venv.suffix}.log")
    words = [f"VENV={venv.relative_to(ROOT)}", f"PYTHON={python.program}", *GOALS]
    with log.open("wb") as said:
        make = os.environ.get("MAKE", "make")
        done = subprocess.run([make, *words], cwd=ROOT, stdout=said, stderr=said, check=False)
    verdict = "passes" if done.returncode == 0 else f"fails: {log.relative_to(ROOT)}"
    return f"{python.name:8} {time.monotonic() - start:5.0f} s  {verdict}"


def main() -> int:
    """Try them all and say what came of it."""
    found = pythons()
    if not found:
        print("no Python of 3.11 or newer on the path or with pyenv; install one", file=sys.stderr)
        return 2
    print(f"{len(found)} Pythons: {', '.join(f'{each.name} ({each.program})' for each in found)}", flush=True)
    table = []
    for each in found:
        table.append(tried(each))
        print(table[-1], flush=True)
    failed = sum("fails" in line for line in table)
    print(f"{len(found) - failed} of {len(found)} pass")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
