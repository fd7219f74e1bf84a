"""A page for every claim, with the tests its verdict follows from and the sources for and against it; and an index."""

from __future__ import annotations

import math
import posixpath
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from press.article import alternatives, expression, ledger, predicate, references
from press.article.ledger import Claim
from press.article.store import Store
from press.core import settings
from press.core.history import day
from press.core.numbers import earned, uncertainty
from press.site import addresses, naming
from press.site.pages import claim_data
from press.site.templating import render

TESTED = {
    "asserts": "What the sentence says, tested",
    "varies": "What it says of every arm, tested",
    "unless": "Where it would not hold, tested",
}
SUMMED = {
    "asserts": "what the sentence says",
    "varies": "what it says of every arm",
    "unless": "the circumstances in which it would not hold",
}
SHOWN = {"opinion": "opinions"}
FEW = 1  # tests of one sentence that a page shows without folding them
RULE = " ".join(ledger.derive.__doc__.partition("\n\n")[2].split()) if ledger.derive.__doc__ else ""


def pages(store: Store) -> Iterator[tuple[str, bytes]]:
    """The index, a page a claim, and the index for programs."""
    found = {claim.verdict for claim in store.judged}
    chips = [("", "all"), *((verdict, SHOWN.get(verdict, verdict)) for verdict in ledger.ORDER if verdict in found)]
    feeds = settings.site_url(store.project.root)
    yield "claims/index.md", render("claims.md", claims=store.judged, chips=chips, rule=RULE, feeds=feeds)
    since = day(store.project, store.project.place(store.project.claims))
    for claim in store.judged:
        yield addresses.claim_page(claim.anchor), _page(claim, store, since)
    yield from claim_data.pages(store)


def _page(claim: Claim, store: Store, since: str) -> bytes:
    tests = [(TESTED[role], _grouped([_row(test, store) for test in group])) for role, group in claim.roles]
    sources = [
        ("Sources for it", [_source(source, store) for source in claim.sources_for]),
        ("Sources against it", [_source(source, store) for source in claim.sources_against]),
    ]
    return render(
        "claim.md",
        claim=claim,
        tests=tests if claim.tests else [],
        summary=_summary(tests),
        tally=_tally,
        few=FEW,
        depends=ledger.depends(claim, store.known),
        sources=sources,
        article=posixpath.relpath(store.project.article.removeprefix("content/"), "claims"),
        called=partial(naming.called, store.project),
        review=claim_data.review(claim, store.project, since),
    )


def _grouped(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Tests that the ledger writes as one, together."""
    return [list(group) for _, group in groupby(rows, key=lambda row: row["test"][1:])]


def _summary(tests: list[tuple[str, list[list[dict[str, Any]]]]]) -> str:
    """How many of the tests came out true, in words."""
    said = [f"of {SUMMED[role]}, {_count(groups)}" for role, (_, groups) in zip(SUMMED, tests, strict=True) if groups]
    return f"{'; '.join(said).capitalize()}."


def _count(groups: list[list[dict[str, Any]]]) -> str:
    """Spelled without digits: a count of tests is no result, and every digit on a page is one."""
    truths = [row["truth"] == predicate.TRUE for rows in groups for row in rows]
    return "every test is true" if all(truths) else "some tests are true" if any(truths) else "no test is true"


def _tally(rows: list[dict[str, Any]]) -> str:
    """How many tests came out which way, the most frequent first."""
    counted = Counter(row["truth"] for row in rows)
    return ", ".join(f"{count} {truth}" for truth, count in counted.most_common())


def _row(test: ledger.Test, store: Store) -> dict[str, Any]:
    values, everything = [], store.known
    for reference in predicate.references(test.holds):
        number = expression.number(reference, everything)
        within = f" (standard error {uncertainty(number.error)})" if number.error else ""
        values.append(f"`{reference}` is {earned(number.value, number.error)}<!-- {reference} -->{within}")
    margin = predicate.margin(test.holds, everything)
    reach = [
        f"{parameter}: {'; '.join(map(str, runs))}"
        for parameter, runs in alternatives.ranges(test.holds, everything).items()
    ]
    return {
        "test": test,
        "truth": margin.outcome,
        "found": values,
        "distance": distance(margin),
        "reach": reach,
        "order": store.order.get(test.key, ""),
    }


def distance(margin: predicate.Margin) -> str:
    """How far from its threshold a test came out, in words and a number."""
    if math.isinf(margin.distance):
        return "exact, with no standard error"
    over = f" over {margin.runs} runs" if margin.runs else ""
    side = {predicate.TRUE: "on the true side", predicate.FALSE: "on the false side"}.get(margin.outcome, "off")
    return f"{earned(float(f'{abs(margin.distance):.2g}'), 0.0)} standard errors{over} {side}"


def _source(source: ledger.Source, store: Store) -> dict[str, str]:
    passage = references.held(source.quote, store.passages.get(source.source, []))
    how = "" if passage is None or passage.read == "primary" else f"Read at second hand: {passage.place}."
    work = store.works.get(source.source)
    reference = work.text if work else source.source
    return {"reference": reference, "because": source.because, "quote": source.quote, "how": how}
