"""A claim's page prints what follows from the results, so data that change move the verdict on the page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from press.article import ledger, predicate
from press.article.store import Store
from press.core import project
from press.site.pages import claims

FOUND = project.find(Path(__file__).parents[4])
STORE = Store(FOUND)
RESULTS, CLAIMS = STORE.results, STORE.judged
TESTS = [
    (claim, role, index)
    for claim in CLAIMS
    for role in ("asserts", "unless")
    for index in range(len(getattr(claim, role)))
]
# What schema.org defines for each type, its own and those it inherits, as far as they are used.
WORK = {"url", "name", "author", "datePublished"}
PROPERTIES = {
    "ClaimReview": WORK | {"claimReviewed", "reviewBody", "reviewRating", "itemReviewed"},
    "Claim": WORK | {"appearance"},
    "Rating": {"ratingValue", "bestRating", "worstRating", "alternateName"},
    "Organization": {"name", "url"},
    "Person": {"name", "url"},
    "CreativeWork": WORK,
}
FACTORS = (0.0, 1e-9, 1e9, -1e9)


def named(case):
    claim, role, index = case
    return f"{claim.id}-{role}-{index}"


def changed(everything, holds):
    """Results in which a predicate has the opposite truth: one of its numbers was measured otherwise, and exactly."""
    wanted = predicate.FALSE if predicate.evaluate(holds, everything) == predicate.TRUE else predicate.TRUE
    for reference in predicate.references(holds):
        name, _, key = reference.partition(".")
        result = everything[name]
        number = result.number(key)
        for factor in FACTORS:
            value = number._replace(value=number.value * factor + (factor == FACTORS[-2]), error=0.0)
            other = {**everything, name: result._replace(numbers=result.numbers | {key: value})}
            if predicate.evaluate(holds, other) == wanted:
                return other
    raise AssertionError(f"no change of a single number flips {holds}")


def page(claim, everything):
    """The page of a claim as these results make it, with the verdict it prints."""
    judged = claim._replace(verdict=ledger.derive(claim, everything))
    other = Store(FOUND)
    other.results, other.judged, other.works = everything, [judged], STORE.works
    pages = dict(claims.pages(other))
    text = pages[f"claims/{claim.anchor}.md"].decode()
    (verdict,) = re.findall(r"^# “.*” <span [^>]*>([^<]*)</span>$", text, re.MULTILINE)
    assert f"the claim is **{verdict}**" in text
    assert json.loads(pages["claims/index.json"])[0]["verdict"] == verdict
    return text, verdict


def test_there_are_claims_that_rest_on_predicates():
    """The suite below is not empty."""
    assert len(TESTS) > 20


@pytest.mark.parametrize("case", TESTS, ids=named)
def test_each_predicate_moves_the_page(case):
    """Its data changed, the page prints the opposite outcome of the test.

    The verdict moves with it, once all tests that stand for the same verdict have changed: one is enough among
    assertions that are all true, and all are needed where any one of several would do.
    """
    claim, role, index = case
    test = getattr(claim, role)[index]
    before, verdict = page(claim, RESULTS)
    truth = predicate.evaluate(test.holds, RESULTS)
    line = f"{test.because} *{truth}*"
    assert line in before
    everything = changed(RESULTS, test.holds)
    after, moved = page(claim, everything)
    assert line not in after
    for other in getattr(claim, role):
        if moved == verdict and predicate.evaluate(other.holds, everything) == truth:
            everything = changed(everything, other.holds)
            _, moved = page(claim, everything)
    decided = role == "asserts" or verdict in {"supported", "supported in part"}
    hidden = role == "asserts" and verdict == "overstated" and truth == predicate.TRUE
    assert (moved != verdict) == (decided and not hidden)


def test_the_index_for_programs_has_every_claim():
    """Each with its words, its verdict, and the outcome of every test."""
    index = json.loads(dict(claims.pages(STORE))["claims/index.json"])
    assert [entry["id"] for entry in index] == [claim.id for claim in CLAIMS]
    assert [len(entry["tests"]) for entry in index] == [len(claim.asserts) + len(claim.unless) for claim in CLAIMS]
    assert {test["is"] for entry in index for test in entry["tests"]} <= {"true", "false", "inconclusive"}


def test_a_review_is_given_for_what_was_tested_alone():
    """An opinion, and a claim that nothing tests, are not reviewed."""
    pages = dict(claims.pages(STORE))
    for claim in CLAIMS:
        text = pages[f"claims/{claim.anchor}.md"].decode()
        scripts = re.findall(r'<script type="application/ld\+json">(.*)</script>', text)
        reviewed = [json.loads(script)["reviewRating"]["alternateName"] for script in scripts]
        assert reviewed == ([] if claim.verdict in {"opinion", "untested"} else [claim.verdict])


def test_a_review_says_who_where_and_how_far(monkeypatch):
    """Search engines refuse a review without address, author and rating; each property is one that its type has."""
    monkeypatch.setattr("press.core.settings.site_url", lambda _: "https://essays.example/")
    claim = next(claim for claim in CLAIMS if claim.id == "C3")
    text = dict(claims.pages(STORE))[f"claims/{claim.anchor}.md"].decode()
    review = json.loads(re.findall(r'<script type="application/ld\+json">(.*)</script>', text)[0])
    assert review["url"] == "https://essays.example/claims/c3/"
    assert review["author"]["@type"] == "Organization"
    assert review["author"]["name"]
    rating = review["reviewRating"]
    assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
    assert review["itemReviewed"]["appearance"]["url"] == "https://essays.example/#claim-c3"
    for thing in things(review):
        assert thing.keys() - {"@context", "@type"} <= PROPERTIES[thing["@type"]], thing


def things(value):
    """Every thing of schema.org in a value."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from things(item)
    elif isinstance(value, list):
        for item in value:
            yield from things(item)
