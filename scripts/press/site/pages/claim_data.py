"""The claims as programs read them: all in `claims/index.json`, and a tested one as a schema.org ClaimReview.

A ClaimReview is what search engines and archives read; it stands on the claim's page.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from importlib import resources
from typing import Any

from press.article import alternatives, ledger, predicate
from press.article.ledger import Claim
from press.article.store import Store
from press.core import settings
from press.core.history import day
from press.core.project import Project
from press.core.sourced import Known
from press.site import addresses, written
from press.site.pages import articles
from press.site.taken import citation, licences
from press.site.templating import plain

# Of 5: how far it holds.
RATINGS = {"overstated": 2, "contested": 3, "depends": 3, "supported in part": 4, "supported": 5}
SCHEMA, VERSION = "index.schema.json", 1


def pages(store: Store) -> Iterator[tuple[str, bytes]]:
    """The index, and the schema that it keeps to."""
    yield "claims/index.json", (json.dumps(_index(store), ensure_ascii=False, indent=1) + "\n").encode()
    yield f"claims/{SCHEMA}", resources.files("press").joinpath("templates", SCHEMA).read_bytes()


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
        "figures": sorted(claim.evidence),
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


def review(claim: Claim, project: Project, since: str) -> str:
    """The claim as a schema.org ClaimReview of a day; nothing for what was not tested: an opinion has no review."""
    if claim.verdict not in RATINGS:
        return ""
    base, name = settings.site_url(project.root), settings.texts(project.root)["site_name"]
    said = {
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
    return json.dumps(_said(said), ensure_ascii=False).replace("<", "\\u003c")


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
