"""Every run is fresh: its command, inputs and outputs are what `press.lock` says they were when it was run.

Nothing is run to tell. What was recorded and not made here is held to the digest of its files once it is written down.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.check.finding import Finding
from press.check.reading import Reading
from press.runs import lock
from press.runs.digests import Digests

STAGE = "sources"
BINDINGS = True


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each reason why a run is stale, and for each that the lock remembers and nobody declares."""
    project = reading.project
    entries, digests = lock.read(project), Digests(project)
    for name, run in reading.runs.items():
        place = lines(reading, name)
        for reason in lock.reasons(project, run, entries.get(name), digests):
            remedy = f"press run {name}" if run.is_run else f"press run --accept {name}"
            yield Finding(*place, "fresh", f"{name} is stale: {reason}; run: {remedy}")
    for name in entries.keys() - reading.runs.keys():
        yield Finding(lock.FILE, 1, 1, "fresh", f"{name} is no run of {project.settings}; run: press run")


def lines(reading: Reading, name: str) -> tuple[str, int, int]:
    """Where the settings declare a run."""
    path = reading.project.settings_file
    text = reading.text(path)
    return reading.place(path, text, max(0, text.find(f"runs.{name}]")))
