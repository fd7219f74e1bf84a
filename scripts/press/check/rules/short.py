"""The reason for a verdict that stands beside the article fits in a line, holds no digits, and every claim has one.

It stands in the margin, where a longer one would tear the text apart, and a number would need a binding, which finds
no room there. Where no claim of a ledger has one, none is asked for. A picture in the article names a figure there is,
or a drawing that a run wrote, and says in words what a drawing shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.article.ledger import Claim
from press.check.finding import Finding
from press.check.reading import Reading

STAGE = "sources"
LONGEST = 45
REMEDY = "say in a few words why, as in: only if the original is thrown away"


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each reason that is missing, too long or no plain words, and each picture of no figure."""
    place, has_any = reading.project.place(reading.project.claims), any(claim.short for claim in reading.claims)
    for claim in reading.claims:
        for key, message in (*_short(claim, has_any=has_any), *_picture(reading, claim)):
            yield Finding(place, claim.lines.get(key, claim.lines["id"]), 1, "short", f"{claim.id}: {key}: {message}")


def _short(claim: Claim, *, has_any: bool) -> Iterator[tuple[str, str]]:
    if has_any and not claim.short:
        yield "short", f"is missing, and other claims have one; {REMEDY}"
    if len(claim.short) > LONGEST:
        yield "short", f"has {len(claim.short)} characters, and a line beside the article holds {LONGEST}; {REMEDY}"
    if any(map(str.isdigit, claim.short)):
        yield "short", f"holds a digit, which nothing binds; {REMEDY}"
    if claim.short.endswith("."):
        yield "short", "ends with a full stop; the page sets one where it needs one"


def _picture(reading: Reading, claim: Claim) -> Iterator[tuple[str, str]]:
    shown = claim.picture
    if not shown or shown.figure in reading.names:
        return
    if shown.figure not in reading.drawings:
        known = ", ".join([*reading.names, *reading.drawings]) or "none yet"
        yield "picture", f"no figure and no drawing of a run is called {shown.figure!r}; there are {known}"
    elif not shown.alt:
        yield "picture", f"{shown.figure} has no alt, which says what it shows to whoever cannot see it"
