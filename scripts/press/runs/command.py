"""A command is run: in a shell, with a bound on its time, and what it says is kept."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

MISSING, BEAT, GRACE = 127, 20.0, 3.0
TOLD = ("rror", "xception", "not found", "No such", "cannot", "denied")


class Outcome(NamedTuple):
    """How a command ended: what is wrong, if anything, whether a tool is lacking, and all that it said."""

    problem: str
    lacking: bool
    said: str


def run(command: str, folder: Path, log: Path, minutes: float, beat: Callable[[float], object]) -> Outcome:
    """Run a command in a folder; `beat` is told every while for how many seconds it has been at work."""
    log.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            _shell(command), cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        try:
            code = _waited(process, started + 60 * minutes, started, beat)
        finally:
            _end(process)
    said = log.read_text(encoding="utf-8", errors="replace")
    if code is None:
        return Outcome(f"did not end in {minutes:g} minutes; give it longer with --minutes", lacking=False, said=said)
    if code == MISSING:
        return Outcome(f"{_first(command)} is not installed here, or not found: {_last(said)}", lacking=True, said=said)
    return Outcome(f"exit {code}: {_last(said)}" if code else "", lacking=False, said=said)


def _shell(command: str) -> list[str]:
    """A shell in which a pipe fails where any part of it fails, where there is one."""
    if os.name == "nt":
        return ["cmd", "/c", command]
    bash = shutil.which("bash")
    return [bash, "-o", "pipefail", "-c", command] if bash else ["sh", "-c", command]


def _waited(
    process: subprocess.Popen[bytes], end: float, started: float, beat: Callable[[float], object]
) -> int | None:
    while True:
        try:
            return process.wait(max(0.0, min(BEAT, end - time.monotonic())))
        except subprocess.TimeoutExpired:
            if time.monotonic() >= end:
                return None
            beat(time.monotonic() - started)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what a command started, whatever it left behind."""
    if os.name == "nt":
        process.kill()
        return
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(GRACE)
        except (ProcessLookupError, PermissionError):
            return
        except subprocess.TimeoutExpired:
            continue


def _first(command: str) -> str:
    return Path(command.split(maxsplit=1)[0]).name if command.split() else command


def _last(said: str) -> str:
    """The last line that tells what went wrong, or else the last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if any(sign in line for sign in TOLD) and "Execution halted" not in line]
    return (telling or lines or ["it said nothing"])[-1]


def versions(command: str, folder: Path) -> dict[str, str]:
    """What the first tool of a command says its version is, in one line."""
    name = command.split(maxsplit=1)[0] if command.split() else ""
    if not name or not shutil.which(name, path=f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"):
        return {}
    try:
        done = subprocess.run(
            [name, "--version"], cwd=folder, capture_output=True, text=True, timeout=10, stdin=subprocess.DEVNULL,
            check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return {}
    lines = (done.stdout or done.stderr).strip().splitlines()
    return {Path(name).name: lines[0].strip()} if done.returncode == 0 and lines else {}
