"""Where a verb prints to may be closed before it ends, as by `| head`: the verb goes on, and nobody is told the rest.

So what was asked for is done whole, and the exit code is what it says. Nothing else is loaded here, for the quick
answer of `press figures` prints, too.
"""

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper


class _Patient(FileIO):
    def write(self, data: bytes) -> int:  # type: ignore[override] # a buffer is all that writes here
        """Write; into nothing from the moment on that nobody reads, or that a full disk has been complained of."""
        try:
            return super().write(data)
        except OSError as error:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, self.fileno())
            os.close(nothing)
            if not isinstance(error, BrokenPipeError):
                raise OSError(error.errno, error.strerror, "what is printed") from None
            return len(data)


def outlive_readers() -> None:
    """Let both outputs be closed by whoever reads them."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, TextIOWrapper):
            raw = BufferedWriter(_Patient(stream.fileno(), "w", closefd=False))  # type: ignore[type-var]
            text = TextIOWrapper(raw, stream.encoding, stream.errors, line_buffering=stream.line_buffering)
            setattr(sys, name, text)
