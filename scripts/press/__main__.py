"""Starts the command line; `press figures` with nothing to do is answered before anything is loaded."""

import os
import sys

from press.core import streams

OLDEST = (3, 11)
COULD_NOT, STOPPED = 2, 130


def main() -> None:
    """Run `press`."""
    if sys.version_info < OLDEST:  # an installer holds it, a checkout on the path does not
        message = "press: this is Python {}.{}; run it with Python {}.{} or newer"
        sys.exit(_said(message.format(*sys.version_info[:2], *OLDEST)))
    streams.outlive_readers()
    try:
        _answer()
    except KeyboardInterrupt:  # before a verb began, which says it itself
        sys.exit(STOPPED)
    except OSError as error:  # of verbs and of help that cannot be printed; what verbs do is said by them
        sys.exit(_said(f"press: {error.filename}: {error.strerror}"))


def _answer() -> None:
    try:
        here = os.getcwd()  # noqa: PTH109 - pathlib takes as long to load as Python takes to start
    except FileNotFoundError:
        sys.exit(_said("press: the folder that this was started in is gone; go to another, and try again"))
    if sys.argv[1:] == ["figures"]:
        from press.evidence import memo  # noqa: PLC0415 - see above

        verdict = memo.recall(here)
        if verdict is not None:
            print(verdict, flush=True)
            return
    try:
        from press.cli import cli  # noqa: PLC0415
    except ModuleNotFoundError as error:
        from press.core import distribution  # noqa: PLC0415

        sys.exit(_said(f"press: {error.name} is not installed; run: {distribution.command()}"))
    cli(prog_name="press")


def _said(message: str) -> int:
    """Say what is wrong; the exit code."""
    print(message, file=sys.stderr)
    return COULD_NOT


if __name__ == "__main__":
    main()
