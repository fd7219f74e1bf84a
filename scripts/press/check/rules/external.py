"""No link leads to another site's page that is known to be gone, and no cited work is one that was retracted.

Nothing is asked here, for a check must not depend on other hosts. `press check --links` asks, now and then, and keeps
the answers in `links.json`; an address is taken for gone when it failed on three different days with no answer between,
and a work for retracted when its record says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press.check import links
from press.check.finding import Finding
from press.check.links import Memory
from press.check.reading import Reading

STAGE = "sources"
DAYS = 3


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each place that links to an address which is gone, and for each retracted work."""
    known = links.read(reading.project)
    gone = {address: memory for address, memory in known.items() if len(memory.failed) >= DAYS}
    yield from _retracted(reading, known)
    for path, text in texts(reading) if gone else ():
        for offset, address in links.found(path, text):
            if address in gone:
                memory = gone[address]
                last = f"last answered on {memory.answered}" if memory.answered else "never answered"
                message = f"{address} {memory.said} on {len(memory.failed)} days, and {last}; link elsewhere, or to an archived copy"  # noqa: E501
                yield Finding(*reading.place(path, text, offset), "external", message)


def _retracted(reading: Reading, known: dict[str, Memory]) -> Iterator[Finding]:
    said = {address: memory.said for address, memory in known.items() if memory.said.startswith(links.RETRACTED)}
    for path, text in texts(reading) if said else ():
        for offset, address in links.works(path, text):
            if address in said:
                message = f"the work was {said[address]}; say so where it is cited, or cite another"
                yield Finding(*reading.place(path, text, offset), "external", message)


def texts(reading: Reading) -> Iterator[tuple[Path, str]]:
    """The texts whose links a reader may follow: pages, documents, the ledger and the cited works."""
    yield from (reading.pages | reading.documents).items()
    for path in (reading.project.claims, reading.project.content / "references.bib"):
        if path.is_file():
            yield path, reading.text(path)
