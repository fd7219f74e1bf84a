"""Others' programs do the carrying; what they complain of becomes one sentence with a remedy, without secrets."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

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


def run(
    command: Sequence[str],
    stdin: bytes = b"",
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    absent: int = 0,
) -> bytes:
    """What a program prints; nothing where it ends with `absent`; a PressError names what went wrong and what to do."""
    try:
        whole = os.environ | (environment or {})
        done = subprocess.run(command, input=stdin, capture_output=True, check=False, cwd=cwd, env=whole)
    except FileNotFoundError:
        raise PressError(f"{command[0]} is needed to publish there; install it") from None
    if done.returncode in {0, absent}:
        return b"" if done.returncode else done.stdout
    said = CREDENTIALS.sub("//", done.stderr.decode(errors="replace")).split("\n")
    said = [line for line in said if line.strip()] or [f"{command[0]} ended with {done.returncode}"]
    for sign, remedy in REMEDIES.items():
        if found := [line for line in said if sign in line]:
            raise PressError(f"{found[0]}\nthe live site is as it was; {remedy}")
    raise PressError("\n".join([*said[-12:], "the live site is as it was; try again"]))
