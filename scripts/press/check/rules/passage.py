"""A generated passage is what its generator makes of the results and the ledger as they are now.

A table of verdicts that is typed goes stale unseen; one that is generated is compared like a number, and written anew
by `press check --fix`.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.check import bindings, passages
from press.check.finding import Finding
from press.check.reading import Reading

STAGE = "sources"
TYPED = True
BINDINGS = True


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each passage that is stale or unknown."""
    for path, text in bindings.texts(reading):
        place = reading.place(path, text, max(0, text.find("<!-- generated:")))
        try:
            for match, body in passages.stale(reading, text):
                lines = zip(match["body"].split("\n"), body.split("\n"), strict=False)
                same = next((index for index, (old, new) in enumerate(lines) if old != new), 0)
                offset = match.start("body") + sum(len(row) + 1 for row in match["body"].split("\n")[:same])
                message = f"the generated passage {match['kind']} is not what it would be now; run: press check --fix"
                remedy = ("write it anew", match.span("body"), body)
                yield reading.found(path, text, (offset, match.end("body")), "passage", message, remedy)
        except ValueError as problem:
            yield Finding(*place, "passage", str(problem))
