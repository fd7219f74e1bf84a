"""A claim is of the kind that its words are: an opinion does not go as a finding, nor a forecast as a fact.

A finding could be false now, so `should`, `deserves` and `elegant` have no place in one: no simulation tests them. What
`will` happen is a forecast. And a sentence that counts or measures is no mere opinion: labelled so, it would escape its
test. Words in a claim's quotation decide; the list is short, for a word that can be meant either way decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.check.finding import Finding
from press.check.reading import Reading

STAGE = "sources"
VALUES = re.compile(
    r"\b(?:should(?:n[\u2019']t)?|ought|deserves?|must(?:n[\u2019']t)?|elegant|beautiful|ugly|disappointing|exciting"
    r"|worth|wrong to|right to|I (?:think|believe|hope|doubt)|in my (?:view|opinion)|unfortunately|thankfully"
    r"|ridiculous|absurd)\b"
)
FUTURE = re.compile(r"\b(?:will|won[\u2019']t|is going to|are going to|by 20[3-9]\d)\b")
MEASURED = re.compile(r"\d|\b(?:percent|per cent|half of|twice|doubles?d?|most of|fewer than|more than)\b")


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each claim whose words are of another kind than it says."""
    for claim in reading.claims:
        message = _problem(claim.kind, claim.quote)
        if message:
            place = reading.project.place(reading.project.claims)
            yield Finding(place, claim.lines["kind"], 1, "opinion", f"{claim.id}: {message}")


def _problem(kind: str, quote: str) -> str:
    value, future, measured = VALUES.search(quote), FUTURE.search(quote), MEASURED.search(quote)
    if kind == "finding" and value:
        return f"\u201c{value[0]}\u201d makes it an opinion; say kind: opinion, or quote the part that could be false"
    if kind == "finding" and future:
        return f"\u201c{future[0]}\u201d makes it a forecast; say kind: forecast, or quote the part that is about now"
    if kind == "opinion" and measured and not value:
        return f"\u201c{measured[0]}\u201d could be false; say kind: finding and test it"
    return ""
