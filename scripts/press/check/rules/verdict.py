"""A verdict that a page prints is the one that follows from the results.

`overstated<!-- C1 -->` in prose binds the word to the claim; what follows is what `press.article.ledger.derive`
says now. A claim's name in a comment behind anything else binds nothing, and a verdict that is denied, or made less of,
is not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.article import comparatives, notation, prose
from press.article.ledger import Claim
from press.article.reading import Span
from press.check.finding import Finding
from press.check.reading import Reading

STAGE = "sources"
TYPED = True
BINDINGS = True
NAMES = re.compile(r"[^\W\d][\w-]*(?<!-)")
AND = "and"
NEAR = 30  # letters of a verdict, and signs behind it
BLANK = r"(?:[ \n\u00a0*_]|&nbsp;)+"
WEAK = re.compile(  # what leaves less of a verdict, or puts it into another's mouth
    r"\b(?:part(?:ly|ially)|most(?:ly)?|largely|half|almost|nearly|somewhat|sometimes|more or less|barely|in part"
    r"|supposedly|allegedly|purportedly|ostensibly|reportedly|seemingly|(?:said|claimed|thought|held|believed)"
    rf"{BLANK}to{BLANK}be){BLANK}$",
    re.IGNORECASE,
)
WEAK_BEHIND = re.compile(rf"[*_]*,?{BLANK}(?:in part|partly|partially|in name only|at best|up to a point)\b")


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each bound verdict that does not follow, is denied or has no claim, and each that is none."""
    known = {claim.id: claim for claim in reading.claims}
    for path, text in reading.pages.items():
        for offset, message in _stray(reading, text, set(known)):
            yield Finding(*reading.place(path, text, offset), "verdict", message)
        for match in prose.verdicts(text, reading.dialect):
            before, behind = comparatives.near(text, *match.span())
            weak = WEAK.search(before) or WEAK_BEHIND.match(behind)
            turned = "denied" if comparatives.is_denied(before, behind) else "weakened" if weak else ""
            message, verdict = _problem(reading, known, match["claim"], notation.said(match), turned)
            anew = [(f"write {verdict}", match.span("verdict"), verdict)] if verdict else []
            if message:
                yield reading.found(path, text, match.span("verdict"), "verdict", message, *anew)


def _problem(reading: Reading, known: dict[str, Claim], name: str, said: str, turned: str) -> tuple[str, str]:
    """What is wrong with a verdict, if anything, and what to write instead, if that is all."""
    if name not in known:
        return f"no claim {name!r}; there are {', '.join(known)}", ""
    try:
        verdict = reading.verdict(known[name])
    except ValueError:
        return "", ""  # the rule `claim` reports the predicate
    if verdict != said:
        return f"{said} is bound to {name}, of which {verdict} follows; write that", verdict
    return f"{said} follows for {name}, and is {turned} here; say what follows" if turned else "", ""


def _stray(reading: Reading, text: str, claims: set[str]) -> Iterator[tuple[int, str]]:
    """Comments with the name of a claim that stand behind no verdict."""
    for span in prose.spans(".md", text, reading.dialect):
        if span.kind == "comment" and (meant := _named(text, span, claims) or _behind(text, span, claims)):
            said = ", ".join(notation.VERDICTS)
            each = ", ".join(sorted(meant))
            yield span.start, f"{each} is bound to no verdict; write one directly before a comment of its own: {said}"


def _named(text: str, span: Span, claims: set[str]) -> set[str]:
    """The claims that a comment names, where it says nothing else."""
    named = set(NAMES.findall(text[span.start : span.end]))
    alone = len(named & claims) == len({name.lower() for name in named}) - (AND in named)
    return named & claims if alone else set()


def _behind(text: str, span: Span, claims: set[str]) -> set[str]:
    """The claim that a comment ends with, in whatever form, where it stands right behind the word of a verdict."""
    word = text[max(0, span.start - NEAR) : span.start].rstrip("*_)]\"'\u2019\u201d").lower()
    said = "".join(filter(str.isalnum, text[span.start : span.end])).lower()
    return {claim for claim in claims if word.endswith(notation.VERDICTS) and said.endswith(claim.lower())}
