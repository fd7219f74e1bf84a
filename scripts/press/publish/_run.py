"""Others' programs do the carrying; what they complain of becomes one sentence with a remedy, without secrets."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import tempfile
import time
from typing import IO, TYPE_CHECKING

from press.core.characters import shown
from press.core.errors import PressError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

# The first sign that is found in what a program said gives the remedy.
REMEDIES = {
    "meanwhile": "look what they did and publish again",
    "[rejected]": "someone else has pushed meanwhile; look what they did and publish again",
    "[remote rejected]": "the host refuses the branch; look at its rules",
    "Permission denied (": "the host refused the key; try to reach it with ssh",
    "Host key verification failed": "the host's key is unknown or has changed; try to reach it with ssh",
    "REMOTE HOST IDENTIFICATION": "the host's key has changed; find out why before you publish",
    "Could not resolve": "there is no such host; correct the address",
    "no such host": "there is no such host; correct the address",
    "Connection refused": "the host does not answer; correct the address, or try later",
    "connection refused": "the host does not answer; correct the address, or try later",
    "timed out": "the host does not answer; try later",
    "could not read Username": "the host wants a password; store one with git credential",
    "Authentication failed": "the host refused the password; store another with git credential",
    "AccessDenied": "the host refused the key; look at: rclone config",
    "InvalidAccessKeyId": "the host refused the key; look at: rclone config",
    "SignatureDoesNotMatch": "the host refused the key; look at: rclone config",
    "Unauthorized": "the host refused the password; look at: rclone config",
    "didn't find section": "rclone has no remote of that name; make it with: rclone config",
    "No space left": "the disk is full; free some space",
    "no space left": "the disk is full; free some space",
    "quota exceeded": "the quota is used up; free some space",
    "File too large": "no file of that size is allowed there",
    "Permission denied": "this user may not write there; allow it",
    "Read-only file system": "nothing may be written there; allow it",
    "rsync: command not found": "rsync is needed on both sides; install it",
    "rsync: not found": "rsync is needed on both sides; install it",
}
CREDENTIALS = re.compile(r"//[^/@\s]+@")
MOST = 2**30  # bytes of one answer
QUESTION, CARRIAGE = 180.0, 6 * 3600.0  # seconds that asking a host, and carrying a site to it, may take at most


def run(
    command: Sequence[str],
    stdin: bytes = b"",
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    absent: int = 0,
    seconds: float = CARRIAGE,
) -> bytes:
    """What a program prints; nothing where it ends with `absent`; a PressError names what went wrong and what to do."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as complaint:
        given.write(stdin)
        given.seek(0)
        try:
            whole = os.environ | (environment or {})
            process = subprocess.Popen(command, stdin=given, stdout=printed, stderr=complaint, cwd=cwd, env=whole)
        except FileNotFoundError:
            raise PressError(f"{command[0]} is needed to publish there; install it") from None
        code = _end(process, command[0], (printed, complaint), seconds)
        if code in {0, absent}:
            printed.seek(0)
            return b"" if code else printed.read()
        complaint.seek(0)
        said = CREDENTIALS.sub("//", complaint.read(MOST).decode(errors="replace")).split("\n")
    said = [shown(line) for line in said if line.strip()] or [f"{command[0]} ended with {code}"]
    for sign, remedy in REMEDIES.items():
        if found := [line for line in said if sign in line]:
            raise PressError(f"{found[0]}\nthe live site is as it was; {remedy}")
    raise PressError("\n".join([*said[-12:], "the live site is as it was; try again"]))


def _end(process: subprocess.Popen[bytes], name: str, outputs: Sequence[IO[bytes]], seconds: float) -> int:
    """How a program ends; a host that keeps it waiting, or never stops answering, is given up.

    Its output goes to files, so that a helper of it which outlives it keeps nobody waiting.
    """
    until = time.monotonic() + seconds
    try:
        while True:
            try:
                return process.wait(0.5)
            except subprocess.TimeoutExpired:
                if time.monotonic() > until:
                    said = f"no end after {seconds:.0f} seconds; the live site is as it was; try later"
                    raise PressError(f"{name}: {said}") from None
                if any(os.fstat(output.fileno()).st_size > MOST for output in outputs):
                    raise PressError(f"{name}: the host sends without end; the live site is as it was") from None
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program that has not ended: asked first, for git then ends its own helpers."""
    for stop in (process.terminate, process.kill):
        if process.poll() is None:
            stop()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
