"""No claim stands better than one that it rests on, so that a claim which falls flags all that was built on it.

`rests_on` in the ledger lists the claims that a sentence takes for granted. Its own predicates may well hold; if what
it rests on is overstated they hold for another reason, and a person has to say which.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.article.ledger import Claim
from press.check.finding import Finding
from press.check.reading import Reading

STAGE = "sources"
BINDINGS = True
RANK = {"supported": 3, "supported in part": 2, "contested": 1, "depends": 1, "overstated": 0, "untested": 0}


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each claim that stands better than its ground, or that rests on none there is, or on itself."""
    claims = {claim.id: claim for claim in reading.claims}
    for claim in reading.claims:
        for name in claim.rests_on:
            message = _problem(reading, claims, claim, name)
            if message:
                place = reading.project.place(reading.project.claims)
                yield Finding(place, claim.lines["rests_on"], 1, "dependent", f"{claim.id}: {message}")


def _problem(reading: Reading, claims: dict[str, Claim], claim: Claim, name: str) -> str:
    if name not in claims:
        return f"rests on {name!r}, which is no claim; there are {', '.join(claims)}"
    if claim.id in _below(claims, name):
        return f"rests on {name}, which rests on {claim.id} again; take one of them out"
    own, ground = (_verdict(reading, each) for each in (claim, claims[name]))
    if own in RANK and RANK.get(ground, 0) < RANK[own]:
        remedy = "add what this costs it to `unless`, or take it out of `rests_on`"
        return f"is {own}, but rests on {name}, which is {ground}; {remedy}"
    return ""


def _verdict(reading: Reading, claim: Claim) -> str:
    try:
        return reading.verdict(claim)
    except ValueError:  # which the rule `claim` reports
        return claim.verdict


def _below(claims: dict[str, Claim], name: str) -> set[str]:
    """The claim and all that it rests on, however far down."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each not in found and each in claims:
            found.add(each)
            waiting += claims[each].rests_on
    return found
