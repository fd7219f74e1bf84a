"""`content/claims.yml` is the ledger: what the article claims, what speaks for and against it, and the verdict.

A verdict is derived, never chosen: from predicates over results and from quoted sources, by the rule in `derive`.
The ledger also states the verdict its author expects, so that a changed result cannot change a verdict unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from press.article import alternatives, predicate
from press.article.expression import name_of
from press.core.errors import PressError
from press.core.sourced import Known

ORDER = ("supported", "supported in part", "contested", "depends", "overstated", "untested", "opinion")  # in lists
ROLES = ("asserts", "varies", "unless")


class Test(NamedTuple):
    """A predicate over results and, in a sentence, why it bears on the claim.

    `why` is the reason for its threshold, `given` the work that gives the arm or setting it is about, where it is not
    about all of them. `written` is the predicate as the ledger has it: one that names `{model}` stands for as many
    tests as `each` has words for a model.
    """

    holds: str
    because: str
    why: str = ""
    given: str = ""
    written: str = ""

    @property
    def key(self) -> str:
        """What it is known by: the predicate as the ledger has it, or as it is."""
        return self.written or self.holds


class Source(NamedTuple):
    """A cited work, the passage of it that bears on the claim, and why."""

    source: str
    quote: str
    because: str


class Picture(NamedTuple):
    """What stands in the article behind the paragraph of a claim, and the sentence under it.

    It is a figure by its name, or the file of a drawing that a run wrote; `alt` says what that shows.
    """

    figure: str
    says: str
    alt: str = ""


class Claim(NamedTuple):
    """One claim of the article; `page` is the evidence page that discusses it, `lines` where each key stands.

    `rests_on` lists the claims that it takes for granted; `short` is the reason for the verdict in a few words.
    """

    id: str
    quote: str
    kind: str
    verdict: str
    fair: str
    change: str
    asserts: tuple[Test, ...]
    unless: tuple[Test, ...]
    sources_for: tuple[Source, ...]
    sources_against: tuple[Source, ...]
    figures: tuple[str, ...]
    rests_on: tuple[str, ...]
    page: str
    lines: dict[str, int]
    short: str = ""
    picture: Picture | None = None
    varies: tuple[Test, ...] = ()

    @property
    def roles(self) -> tuple[tuple[str, tuple[Test, ...]], ...]:
        """Its tests by what they are to the sentence."""
        return tuple((role, getattr(self, role)) for role in ROLES)

    @property
    def tests(self) -> tuple[Test, ...]:
        """All tests, for and against."""
        return self.asserts + self.varies + self.unless

    @property
    def experiments(self) -> list[str]:
        """The experiments whose numbers its tests compare."""
        found = (reference for test in self.tests for reference in predicate.references(test.holds))
        return list(dict.fromkeys(map(name_of, found)))

    @property
    def evidence(self) -> set[str]:
        """The experiments that it rests on or shows."""
        return {*self.experiments, *self.figures}

    @property
    def anchor(self) -> str:
        """The identifier in lower case: part of file names, anchors and element ids."""
        return self.id.lower()

    @property
    def reason(self) -> str:
        """The short reason as a sentence; empty where there is none."""
        return f"{self.short[:1].upper()}{self.short[1:]}." if self.short else ""


def derive(claim: Claim, known: Known) -> str:
    """The verdict that follows.

    An opinion needs no evidence and gets no other verdict. `asserts` is what the sentence says, as it says it:
    all true is supported, any false is overstated, otherwise an inconclusive one is contested. `unless` are the
    circumstances in which it does not hold: one that is true leaves it supported in part. `varies` are what it says of
    every arm, whichever way each falls: one arm in which it is true is asserted, one in which it is false is an
    exception. Where another setting that a source gives would lead to another verdict, the verdict is that it depends.
    Without any predicate, sources on both sides make it contested, and anything less leaves it untested: quotations
    alone never support.
    """
    return "depends" if depends(claim, known) else _settled(claim, known)


def depends(claim: Claim, known: Known) -> list[str]:
    """The parameters, in words, of which some setting that a source gives would lead to another verdict."""
    if claim.kind == "opinion" or not claim.asserts + claim.varies:
        return []
    names = claim.experiments
    given = [each for each in alternatives.settings(known, names) if each.source]
    verdict = _settled(claim, known) if given else ""
    flips = (each for each in given if _settled(claim, alternatives.under(known, each, names)) != verdict)
    return list(dict.fromkeys(each.parameter for each in flips))


def _settled(claim: Claim, known: Known) -> str:
    """The verdict under one setting of every parameter."""
    if claim.kind == "opinion":
        return "opinion"
    asserted = [predicate.evaluate(test.holds, known) for test in claim.asserts]
    excepted = [predicate.evaluate(test.holds, known) for test in claim.unless]
    for arms in _arms(claim, known):
        ranked = (predicate.TRUE, predicate.FALSE, predicate.INCONCLUSIVE)
        asserted.append(next(truth for truth in ranked if truth in arms))
        excepted += [predicate.TRUE] if predicate.FALSE in arms else []
    if not asserted:
        return "contested" if claim.sources_for and claim.sources_against else "untested"
    if predicate.FALSE in asserted:
        return "overstated"
    if predicate.INCONCLUSIVE in asserted:
        return "contested"
    return "supported in part" if predicate.TRUE in excepted else "supported"


def _arms(claim: Claim, known: Known) -> list[set[str]]:
    """How each test that varies came out, over its arms."""
    written = groupby(claim.varies, key=lambda test: test.written)
    return [{predicate.evaluate(test.holds, known) for test in arms} for _, arms in written]


def judged(path: Path, written: Iterable[Claim], known: Known) -> list[Claim]:
    """The claims with the verdicts that follow, whatever their author expects: this is what a page prints."""
    claims = []
    for claim in written:
        try:
            claims.append(claim._replace(verdict=derive(claim, known)))
        except ValueError as problem:
            raise PressError(f"{path}:{claim.lines['id']}: {claim.id}: {problem}") from None
    return claims
