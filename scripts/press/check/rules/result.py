"""Every file of results can be read, is whole, and is as a run wrote it.

The digest in `provenance` covers everything else in the file (but how long the run took), so a value that was changed
by hand is noticed although every page agrees with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.check.finding import Finding
from press.check.reading import Reading
from press.core import results
from press.core.errors import PressError

STAGE = "sources"


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each file that cannot be read, has another name, or was edited."""
    for path in sorted(reading.project.figures.glob("*.json")):
        place = reading.project.place(path)
        try:
            stored = results.read(path)
        except PressError as error:
            line, _, message = re.sub(r"^:", "", str(error).removeprefix(str(path))).partition(": ")
            yield Finding(place, int(line) if line.isdigit() else 1, 1, "result", message or str(error))
            continue
        text = path.read_text(encoding="utf-8")
        remedy = f"run: press figures {path.stem}"
        if stored.name != path.stem:
            message = f"is named {stored.name}; {remedy}"
            yield Finding(*reading.place(path, text, text.find('"name"')), "result", message)
        if stored.provenance.get("digest") != stored.digest:
            message = f"was edited after it was written (its digest no longer holds); {remedy}"
            yield Finding(*reading.place(path, text, max(0, text.find('"digest"'))), "result", message)
