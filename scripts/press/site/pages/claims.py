"""A page for every claim, with the tests its verdict follows from and the sources for and against it; and an index.

The index is there twice: as a page, and as `claims/index.json` for programs. A claim that was tested also carries a
schema.org ClaimReview, which is what search engines and archives read.
"""

from __future__ import annotations

import json
import math
import posixpath
from collections import Counter
from collections.abc import Iterator
from functools import partial
from importlib import resources
from itertools import groupby
from typing import Any

from press.article import alternatives, expression, ledger, predicate, references
from press.article.ledger import Claim
from press.article.store import Store
from press.core import settings
from press.core.history import day
from press.core.numbers import earned, uncertainty
from press.core.project import Project
from press.core.sourced import Known
from press.site import addresses, naming, written
from press.site.pages import articles
from press.site.taken import citation, licences
from press.site.templating import plain, render

RATINGS = {
    "overstated": 2,
    "contested": 3,
    "depends": 3,
    "supported in part": 4,
    "supported": 5,
}  # of 5: how far it holds
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
SCHEMA, VERSION = "index.schema.json", 1
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
    yield "claims/index.json", (json.dumps(_index(store), ensure_ascii=False, indent=1) + "\n").encode()
    yield f"claims/{SCHEMA}", resources.files("press").joinpath("templates", SCHEMA).read_bytes()


def rests_on(claim: Claim) -> set[str]:
    """The experiments that a claim rests on or shows."""
    return {*claim.experiments, *claim.figures}


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
        review=_review(claim, store.project, since),
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


def _index(store: Store) -> dict[str, Any]:
    """What a program is told: of when and of what the claims are, and each of them."""
    project = store.project
    work, base = citation.article(project), settings.site_url(project.root)
    entries = [_entry(claim, store, base) for claim in store.judged]
    changed = (project.place(path) for path in (project.claims, project.figures))
    article = {
        "title": work.title,
        "page": work.address or addresses.served(project.article.removeprefix("content/")) or "./",
        "authors": list(work.authors),
        "published": work.date,
    }
    about = {"$schema": f"{base}claims/{SCHEMA}", "version": VERSION, "date": day(project, *changed)}
    said: dict[str, Any] = _said({**about, "article": article, "licences": licences.of(project)})
    return said | {"claims": entries}


def _entry(claim: Claim, store: Store, base: str) -> dict[str, Any]:
    """What a program is told of a claim."""
    return {
        "id": claim.id,
        "quote": claim.quote,
        "kind": claim.kind,
        "verdict": claim.verdict,
        "reason": claim.reason,
        "fair": plain(claim.fair),
        "page": base + addresses.served(addresses.claim_page(claim.anchor)),
        "tests": [
            {
                "role": role,
                "holds": test.holds,
                "because": test.because,
                "why": test.why,
                "committed": store.order.get(test.key, ""),
                **_measured(test, store.known),
            }
            for role, tests in claim.roles
            for test in tests
        ],
        "for": [{"source": each.source, "quote": each.quote} for each in claim.sources_for],
        "against": [{"source": each.source, "quote": each.quote} for each in claim.sources_against],
        "figures": sorted(rests_on(claim)),
    }


def _measured(test: ledger.Test, everything: Known) -> dict[str, Any]:
    """What came out, by how much, and under which other settings; an exact comparison has no distance."""
    margin = predicate.margin(test.holds, everything)
    return {
        "is": margin.outcome,
        "value": margin.value,
        "threshold": margin.threshold,
        "standard_errors": None if math.isinf(margin.distance) else margin.distance,
        "runs": margin.runs,
        "ranges": {
            parameter: [run._asdict() for run in runs]
            for parameter, runs in alternatives.ranges(test.holds, everything).items()
        },
    }


def _review(claim: Claim, project: Project, since: str) -> str:
    """The claim as a schema.org ClaimReview of a day; nothing for what was not tested: an opinion has no review."""
    if claim.verdict not in RATINGS:
        return ""
    base, name = settings.site_url(project.root), settings.texts(project.root)["site_name"]
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": base and base + addresses.served(addresses.claim_page(claim.anchor)),
        "claimReviewed": claim.quote,
        "author": {"@type": "Organization", "name": name, "url": base},
        "datePublished": since,
        "reviewBody": claim.reason,
        "reviewRating": {
            "@type": "Rating", "ratingValue": RATINGS[claim.verdict], "bestRating": max(RATINGS.values()),
            "worstRating": 1, "alternateName": claim.verdict,
        },
        "itemReviewed": _reviewed(claim, project, base),
    }  # fmt: skip
    return json.dumps(_said(review), ensure_ascii=False).replace("<", "\\u003c")


def _reviewed(claim: Claim, project: Project, base: str) -> dict[str, Any]:
    """What the claim is, who made it, when and where."""
    article = articles.of(written.page(project, project.root / project.article))
    place = addresses.served(project.article.removeprefix("content/"))
    return {
        "@type": "Claim",
        "name": claim.quote,
        "author": [{"@type": "Person", "name": name} for name in article.authors] if article else [],
        "datePublished": f"{article.appeared:%Y-%m-%d}" if article else "",
        "appearance": {"@type": "CreativeWork", "url": f"{base}{place}#claim-{claim.anchor}"} if base else {},
    }


def _said(value: Any) -> Any:
    """A mapping without what is not known."""
    if isinstance(value, dict):
        return {key: _said(item) for key, item in value.items() if item not in ("", [], {})}
    return value
