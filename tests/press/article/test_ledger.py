"""The ledger derives verdicts by one rule."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from press.article import ledger
from press.core.errors import PressError
from press.core.sourced import Number

SOURCE = ledger.Source("smith2024", "Words.", "Smith saw it.")


def claim(**given: Any) -> ledger.Claim:
    """A claim for which one source speaks, and nothing more, but for what is given."""
    fields: dict[str, Any] = dict.fromkeys(ledger.Claim._fields, ()) | {"picture": None, "lines": {"id": 1}}
    texts = dict.fromkeys(("quote", "fair", "change", "page", "short"), "")
    named = {"id": "C1", "kind": "finding", "verdict": "supported", "sources_for": (SOURCE,)}
    return ledger.Claim(**fields | texts | named | given)


def of_truths(truths: list[str]) -> tuple[ledger.Test, ...]:
    """Tests that come out so."""
    return tuple(ledger.Test(TRUTHS[truth], "x", written=TRUTHS[truth]) for truth in truths)


class Study:
    """A result with one number of each of three sizes."""

    runs = 0

    def at(self, steps):
        """Look one up."""
        return Number({"low": 0.0, "near": 1.0, "high": 9.0}[steps[0]], 0.1, "", "")


TRUTHS = {"true": "study.low < 1", "false": "study.high < 1", "inconclusive": "study.near < 1"}


@pytest.mark.parametrize(
    "asserts", [list(each) for size in (0, 1, 2) for each in itertools.product(TRUTHS, repeat=size)]
)
@pytest.mark.parametrize("unless", [[], ["true"], ["false"], ["inconclusive"], ["false", "true"]])
def test_the_verdict_follows_from_the_tests(asserts, unless):
    """Every combination of tests has the verdict that the rule gives in words."""
    verdict = ledger.derive(claim(asserts=of_truths(asserts), unless=of_truths(unless)), {"study": Study()})
    if not asserts:
        assert verdict == "untested"  # sources stand on one side only
    elif "false" in asserts:
        assert verdict == "overstated"
    elif "inconclusive" in asserts:
        assert verdict == "contested"
    else:
        assert verdict == ("supported in part" if "true" in unless else "supported")


@pytest.mark.parametrize(
    ("arms", "verdict"),
    [
        (["low"], "supported"),
        (["low", "near"], "supported"),
        (["low", "high"], "supported in part"),
        (["near", "low", "high"], "supported in part"),
        (["high"], "overstated"),
        (["high", "near"], "overstated"),
        (["near"], "contested"),
    ],
)
def test_what_varies_is_asked_of_every_arm_whichever_way_it_falls(arms, verdict):
    """One arm in which it is true asserts it, one in which it is false is an exception, and none is sorted by hand."""
    found = claim(varies=tuple(ledger.Test(f"study.{arm} < 1", "x", written="study.{arm} < 1") for arm in arms))
    assert ledger.derive(found, {"study": Study()}) == verdict
    assert found.roles[1] == ("varies", found.tests)


@pytest.mark.parametrize("sides", list(itertools.product([True, False], repeat=2)))
def test_without_tests_only_sources_on_both_sides_make_a_verdict(sides):
    """Quotations alone never support a claim: at most they contest it."""
    speaking = ((SOURCE,) if there else () for there in sides)
    found = claim(**dict(zip(("sources_for", "sources_against"), speaking, strict=True)))
    assert ledger.derive(found, {}) == ("contested" if all(sides) else "untested")


def test_an_opinion_is_one_whatever_speaks_for_it():
    """It needs no evidence, and gets no other verdict."""
    assert ledger.derive(claim(kind="opinion", asserts=of_truths(["true"])), {}) == "opinion"


def test_a_judged_claim_has_the_verdict_that_follows():
    """Whatever its author expects; a predicate that cannot be evaluated names file, line and claim."""
    path, expected = Path("claims.yml"), [claim(asserts=of_truths(["false"]))]
    assert [each.verdict for each in ledger.judged(path, expected, {"study": Study()})] == ["overstated"]
    with pytest.raises(PressError, match=r"claims\.yml:1: C1: no results 'study'"):
        ledger.judged(path, expected, {})
