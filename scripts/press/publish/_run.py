"""Others' programs do the carrying; what they complain of becomes one sentence with a remedy, without secrets."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from press.core.characters import shown
from press.core.errors import PressError

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
    printed, complaint = _Output(), _Output()
    with (
        tempfile.TemporaryFile() as given,
        os.fdopen(printed.writer, "wb") as out,
        os.fdopen(complaint.writer, "wb") as err,
    ):
        given.write(stdin)
        given.seek(0)
        try:
            whole = os.environ | (environment or {})
            process = subprocess.Popen(command, stdin=given, stdout=out, stderr=err, cwd=cwd, env=whole)
        except FileNotFoundError:
            raise PressError(f"{command[0]} is needed to publish there; install it") from None
    code = _end(process, command[0], (printed, complaint), seconds)
    if code in {0, absent}:
        return b"" if code else bytes(printed.data)
    said = CREDENTIALS.sub("//", complaint.data.decode(errors="replace")).split("\n")
    said = [shown(line) for line in said if line.strip()] or [f"{command[0]} ended with {code}"]
    for sign, remedy in REMEDIES.items():
        if found := [line for line in said if sign in line]:
            raise PressError(f"{found[0]}\nthe live site is as it was; {remedy}")
    raise PressError("\n".join([*said[-12:], "the live site is as it was; try again"]))


class _Output:
    """What a program prints, as far as it is wanted.

    A helper of it that outlives it keeps nobody waiting, and fills nothing: it goes on printing into a pipe that is
    closed, which ends it. A file would take all that it prints until the disk is full.
    """

    def __init__(self) -> None:
        reader, self.writer = os.pipe()
        self.data, self._over = bytearray(), False
        self._reading = threading.Thread(target=self._read, args=(reader,), daemon=True)
        self._reading.start()

    def _read(self, reader: int) -> None:
        with open(reader, "rb", buffering=0) as pipe:
            while not self._over and len(self.data) <= MOST and (piece := pipe.read(2**16)):
                self.data += piece

    def ended(self) -> None:
        """The program has ended; what it printed is here, and nobody listens to its helpers."""
        self._reading.join(1)
        self._over = True


def _end(process: subprocess.Popen[bytes], name: str, outputs: Sequence[_Output], seconds: float) -> int:
    """How a program ends; a host that keeps it waiting, or never stops answering, is given up."""
    until = time.monotonic() + seconds
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.5)
            if any(len(output.data) > MOST for output in outputs):
                raise PressError(f"{name}: the host sends without end; the live site is as it was")
            if process.returncode is not None:
                return process.returncode
            if time.monotonic() > until:
                said = f"no end after {seconds:.0f} seconds; the live site is as it was; try later"
                raise PressError(f"{name}: {said}")
    finally:
        _stop(process)
        for output in outputs:
            output.ended()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program that has not ended: asked first, for git then ends its own helpers."""
    for stop in (process.terminate, process.kill):
        if process.poll() is None:
            stop()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
