"""The share of digits that are bound, and of the article's sentences that a claim quotes, rises and never falls.

`ratchet.json` holds what was reached; a project without that file has no ratchet.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.check import coverage
from press.check.finding import Finding
from press.check.reading import Reading

STAGE = "sources"
REMEDY = {
    "digits": "bind what is unbound",
    "sentences": "put the claims back, or quote as many others",
}


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each share that is less than it was."""
    before = coverage.reached(reading.project)
    now = coverage.measure(reading).shares if before else {}
    path = coverage.place(reading.project)
    for key, share in now.items():
        if share < before.get(key, 0.0):
            place = reading.place(path, reading.text(path), max(0, reading.text(path).find(f'"{key}"')))
            message = f"coverage of {key} fell from {before[key]:.1%} to {share:.1%}; {REMEDY[key]}"
            yield Finding(*place, "coverage", message)
