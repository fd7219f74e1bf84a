"""The record of verdicts, where a project keeps one in `verdicts.json`, holds what the ledger states of each claim.

It is how the feed knows that a verdict has changed; `press check --fix` writes down what is new.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.article import record
from press.check.finding import Finding
from press.check.reading import Reading

STAGE = "sources"


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each claim whose verdict is another than the recorded one."""
    path = record.place(reading.project)
    if not path.is_file():
        return
    known, text = record.read(reading.project), path.read_text(encoding="utf-8")
    for claim in reading.claims:
        recorded = record.latest(known.get(claim.id, {}))
        if recorded != claim.verdict:
            said = f"{claim.id} is recorded as {recorded}" if recorded else f"{claim.id} is not recorded"
            at = reading.place(path, text, max(0, text.find(f'"{claim.id}"')))
            yield Finding(*at, "record", f"{said}, and the ledger says {claim.verdict}; run: press check --fix")
