"""MkDocs, which ends when the process that started it ends, whatever ended that: `python -m press.site.bound ...`.

A signal can be caught, but not every end has one: an editor is closed, a service manager kills. The standard input, a
pipe, says so each time, for the system closes the writing end with the process that held it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading


def _end_with(pipe: int) -> None:
    os.read(pipe, 1)  # nothing is ever written: it returns when nobody is left who could
    os.kill(os.getpid(), signal.SIGINT)
    threading.Timer(5, os._exit, (1,)).start()


def main() -> None:
    """Run MkDocs."""
    from mkdocs.__main__ import cli  # noqa: PLC0415 - it takes a while, in which the pipe is watched already

    cli()


if __name__ == "__main__":
    threading.Thread(target=_end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    main()
