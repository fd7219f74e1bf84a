"""A verdict that a page prints is the one that follows from the results.

`overstated<!-- C1 -->` in prose binds the word to the claim; what follows is what `press.article.ledger.derive`
says now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.article import ledger, prose
from press.check.reading import Finding, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

STAGE = "sources"
BINDINGS = True


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each bound verdict that does not follow, or whose claim is unknown."""
    known = {claim.id: claim for claim in reading.claims}
    for path, text in reading.pages.items():
        for match in prose.verdicts(text, reading.dialect):
            claim = known.get(match["claim"])
            if claim is None:
                message = f"no claim {match['claim']!r}; there are {', '.join(known)}"
            else:
                try:
                    verdict = ledger.derive(claim, reading.known)
                except ValueError:
                    continue  # the rule `claim` reports the predicate
                if verdict == match["verdict"]:
                    continue
                message = f"{match['verdict']} is bound to {claim.id}, of which {verdict} follows; write that"
            yield Finding(*reading.place(path, text, match.start()), "verdict", message)
