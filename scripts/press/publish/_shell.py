"""A POSIX shell, on this machine or over ssh: all that a folder as a host needs of the other side."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import NamedTuple

from press.core.errors import PressError
from press.publish._run import run

ODD = "surrogateescape"  # names that are no text come and go as they are
SECONDS = 1800.0  # for one look at a folder, or one switch: hashing a large site takes its time
OPTIONS = ("-o", "BatchMode=yes", "-o", "ConnectTimeout=15", "-o", "ServerAliveInterval=15")


class Shell(NamedTuple):
    """Where commands run: `host` is empty for this machine."""

    host: str = ""
    port: str = ""

    @property
    def ssh(self) -> list[str]:
        """The ssh command; RSYNC_RSH, rsync's own variable, may name another."""
        command = shlex.split(os.environ.get("RSYNC_RSH", "ssh"))
        return [*command, *OPTIONS, *(["-p", self.port] if self.port else [])]

    @property
    def address(self) -> str:
        """The host as rsync reads it: a number with colons between brackets."""
        user, at, name = self.host.rpartition("@")
        return f"{user}{at}[{name}]" if ":" in name else self.host

    def run(self, script: str) -> str:
        """What a script prints; it ends with the first command that fails."""
        command = [*self.ssh, self.host, "sh -s"] if self.host else ["sh", "-s"]
        return run(command, f"set -eu\numask 022\n{script}\n".encode(errors=ODD), seconds=SECONDS).decode(errors=ODD)


def here(where: str) -> str:
    """A path on this machine; `~` is somebody's home, which a shell knows and the programs that carry do not."""
    try:
        return str(Path(where).expanduser()) if where.startswith("~") else where
    except RuntimeError:
        raise PressError(f"{where}: nobody here has such a home; write the whole path") from None
