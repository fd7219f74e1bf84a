"""Every figure says what people call it, in its constant `NAME`.

Titles, search, cards and lists use it; the name of a module is for those who program.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.check.finding import Finding
from press.check.reading import Reading
from press.evidence import experiment
from press.site import naming

STAGE = "sources"
LONGEST = 60


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each experiment without a name, and each with a long one."""
    for name in reading.names:
        path = experiment.path(reading.project, name)
        said = naming.own(path)
        lines = reading.text(path).splitlines()
        line = next((number for number, each in enumerate(lines, 1) if each.startswith(naming.CONSTANT)), 1)
        if not said.strip():
            message = f"{naming.CONSTANT} is missing or empty; say what people call the figure"
            yield Finding(reading.project.place(path), line, 1, "called", message)
        elif len(said) > LONGEST:
            message = f"{naming.CONSTANT} has {len(said)} characters; at most {LONGEST} fit where it stands"
            yield Finding(reading.project.place(path), line, 1, "called", message)
