"""A claim that names some of several numbers by one pattern names all of them."""

from types import SimpleNamespace

import pytest

from outside import ROOT
from press.article import store
from press.check.rules import arms
from press.core import project

ARTICLE = store.of(project.find(ROOT))


def found(claim, without):
    """The findings on a claim that leaves out the tests in which a word stands."""
    left = {
        role: tuple(test for test in getattr(claim, role) if without not in test.holds)
        for role in ("asserts", "unless", "varies")
    }
    reading = SimpleNamespace(
        claims=[claim._replace(**left)],
        known=ARTICLE.known,
        works=ARTICLE.works,
        at=lambda claim, words: ("claims.yml", 1, 1),
    )
    return [finding.message for finding in arms.check(reading)]


@pytest.mark.parametrize(
    ("number", "without"),
    [
        ("C2", "verifier_threshold.below_half"),
        ("C2", "programs_gain_06"),
        ("C2b", "reported_results.format_reward"),
        ("C2", "puzzles_checked_over_scratch"),
        ("C5", "nothing that stands there"),
    ],
)
def test_what_a_pattern_leaves_out_is_named(number, without):
    """A row of a table is an arm as much as a table is; where nothing is left out, nothing is said."""
    (claim,) = (each for each in ARTICLE.claims if each.id == number)
    messages = found(claim, without)
    if without in "".join(test.holds for test in claim.tests):
        assert any(f"leaves out {without.rpartition('.')[2]}; test these too" in message for message in messages)
    else:
        assert messages == []
