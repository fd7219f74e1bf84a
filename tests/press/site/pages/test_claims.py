"""A claim's page prints what follows from the results, so data that change move the verdict on the page."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import groupby
from pathlib import Path

import fastjsonschema
import pytest

from press.article import alternatives, ledger, predicate
from press.article.store import Store
from press.core import project
from press.site.pages import claims

pytestmark = pytest.mark.slow

FOUND = project.find(Path(__file__).parents[4])
STORE = Store(FOUND)
RESULTS = {name: each._replace(series=each.series | {alternatives.TABLE: {}}) for name, each in STORE.results.items()}
CLAIMS = ledger.judged(FOUND.claims, STORE.claims, RESULTS)
# What the ledger writes as one test stands for as many as there are arms.
TESTS = [
    (claim, role, list(arms))
    for claim in CLAIMS
    for role, tests in claim.roles
    for _, arms in groupby(tests, key=lambda test: test[1:])
]
# The vocabulary itself, as far as these types need it.
TYPES = json.loads(Path(__file__).with_name("schemaorg.json").read_text(encoding="utf-8"))["types"]
PLAIN = {str: {"Text", "URL", "Date", "DateTime"}, int: {"Number", "Integer"}}
FACTORS = (0.0, 1e-9, 1e9, -1e9)


def named(case):
    claim, role, arms = case
    return f"{claim.id}-{role}-{getattr(claim, role).index(arms[0])}"


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
    other.known, other.judged, other.works, other.passages = everything, [judged], STORE.works, STORE.passages
    pages = dict(claims.pages(other))
    text = pages[f"claims/{claim.anchor}.md"].decode()
    (verdict,) = re.findall(r"^# “.*” <span [^>]*>([^<]*)</span>$", text, re.MULTILINE)
    assert f"the claim is **{verdict}**" in text
    assert json.loads(pages["claims/index.json"])["claims"][0]["verdict"] == verdict
    return text, verdict


def test_a_test_has_its_reason_its_distance_and_its_reach_on_the_page():
    """A number that was looked at under other sizes says where it comes out alike, how far off it is, and why."""
    claim = next(claim for claim in CLAIMS if claim.id == "C3")
    result, number = RESULTS["photocopy_strip"], "replace_types"
    sizes = {"100": 2.0, "300": 5.3, "3000": 20.0}
    rows = len(sizes)
    table = {
        "parameter": ["size"] * rows,
        "setting": list(sizes),
        "source": [""] * rows,
        "number": [number] * rows,
        "value": list(sizes.values()),
        "standard_error": [0.1] * rows,
    }
    looked = RESULTS | {result.name: result._replace(series=result.series | {alternatives.TABLE: table})}
    text, verdict = page(claim, looked)
    assert "By size: true at 100 to 300; false at 3000." in text
    assert re.search(r"standard errors( over \d+ runs)? on the true side", text)
    assert "*The threshold:* Half; more of it is gone than is left." in text
    assert verdict == claim.verdict, "a setting that no source gives moves no verdict"
    table["source"] = ["", "", "shumailov2024"]
    text, verdict = page(claim, looked)
    assert verdict == "depends"
    assert "would lead to another verdict, of size." in text


def test_there_are_claims_that_rest_on_predicates():
    """The suite below is not empty."""
    assert len(TESTS) > 20


@cache
def page_now(number):
    """The page of a claim as it is."""
    return page(CLAIMS[number], RESULTS)


@pytest.mark.parametrize("case", TESTS, ids=named)
def test_each_predicate_moves_the_page(case):
    """Its data changed, the page prints the opposite outcome of the test.

    Of a test that stands for many arms the page is made anew for the first, and each arm moves the verdict. Results are
    taken as they are, without the other settings that somebody might have chosen.
    """
    claim, role, arms = case
    before, verdict = page_now(CLAIMS.index(claim))
    for test in arms:
        line = f"*{predicate.evaluate(test.holds, RESULTS)}*: `{test.holds}`"
        assert test.because in before
        assert line in before
        everything = changed(RESULTS, test.holds)
        if test is arms[0]:
            after, printed = page(claim, everything)
            assert line not in after
            assert printed == ledger.derive(claim, everything)
        hold_moved(claim, role, test, everything, verdict)


def hold_moved(claim, role, test, everything, verdict):
    """The verdict moves, once all tests that stand for the same one have changed.

    One is enough among assertions that are all true, and all are needed where any one of several would do.
    """
    truth, moved = predicate.evaluate(test.holds, RESULTS), ledger.derive(claim, everything)
    one_is_enough = role == "unless" and truth != predicate.TRUE
    if moved == verdict and not one_is_enough:
        for other in getattr(claim, role):
            if predicate.evaluate(other.holds, everything) == truth:
                everything = changed(everything, other.holds)
        moved = ledger.derive(claim, everything)
    if role == "asserts":
        assert (moved != verdict) == (verdict != "overstated" or truth == predicate.FALSE), test.holds
    elif role == "varies":  # no arm left in which it is true; or one exception fewer, beside others perhaps
        assert truth != predicate.TRUE or moved in {"overstated", "contested"}, test.holds
        assert truth != predicate.FALSE or moved in {verdict, "supported"}, test.holds
    elif truth == predicate.TRUE:  # an arm that is an exception leaves it one
        others = {predicate.evaluate(each.holds, everything) for each in claim.varies}
        assert (moved != verdict) == (verdict == "supported in part" and predicate.FALSE not in others), test.holds
    else:  # one more circumstance that holds beside others moves nothing
        assert moved != verdict or verdict != "supported", test.holds


def test_the_index_for_programs_has_every_claim():
    """Each with its words, its verdict, and the outcome of every test; its schema holds it, and would notice a gap."""
    made = dict(claims.pages(STORE))
    whole = json.loads(made["claims/index.json"])
    valid = fastjsonschema.compile(json.loads(made["claims/index.schema.json"]))
    valid(whole)
    for broken in ({**whole, "version": 2}, {**whole, "claims": [{"id": "C1"}]}, {"claims": whole["claims"]}):
        with pytest.raises(fastjsonschema.JsonSchemaException):
            valid(broken)
    assert re.fullmatch(r"2\d{3}-\d\d-\d\d", whole.get("date", "2026-01-01"))  # none without a history
    assert whole["licences"]["data"]
    index = whole["claims"]
    assert [entry["id"] for entry in index] == [claim.id for claim in CLAIMS]
    assert [len(entry["tests"]) for entry in index] == [len(claim.tests) for claim in CLAIMS]
    assert {test["is"] for entry in index for test in entry["tests"]} <= {"true", "false", "inconclusive"}


def test_a_review_is_given_for_what_was_tested_alone():
    """An opinion, and a claim that nothing tests, are not reviewed."""
    pages = dict(claims.pages(STORE))
    for claim in STORE.judged:
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
    assert list(misfits(review)) == []
    for key, value in {"claimReviewed": 5, "author": "Who", "rating": 5, "reviewRating": {"@type": "Person"}}.items():
        assert list(misfits(review | {key: value})), f"a {key} of another kind would not be seen"


def kinds(name):
    """A type and all that it is a kind of."""
    return {name}.union(*(kinds(each) for each in TYPES[name]["is"])) if name in TYPES else {name}


def misfits(thing):
    """What of a thing its type has no property for, or a property no such value, by schema.org's definitions."""
    known = {key: set(types) for kind in kinds(thing["@type"]) for key, types in TYPES[kind]["properties"].items()}
    for key, values in thing.items():
        for value in values if isinstance(values, list) else [values]:
            if key in {"@context", "@type"}:
                continue
            is_thing = isinstance(value, dict)
            if not known.get(key, set()) & (kinds(value["@type"]) if is_thing else PLAIN[type(value)]):
                yield thing["@type"], key
            if is_thing:
                yield from misfits(value)
