"""Every reported value is its source's: it stands in words that a stored passage holds."""

from __future__ import annotations

import re

import pytest

from experiments import reported_results
from outside import ROOT
from press.article import references

PASSAGES = references.passages(ROOT / "content/passages.yml")
SCALES = {"": 1, "k": 1e3, "K": 1e3, "M": 1e6, "million": 1e6, "%": 0.01}
WORDS = {"ten": 10.0}


def values(words):
    """The numbers in some words, with what scales them."""
    points = {**SCALES, "%": 1} if "points" in words or "gained" in words else SCALES
    found = [
        float(number) * points[scale.strip()]
        for number, scale in re.findall(r"(\d+(?:\.\d+)?)( million|[kKM%]|)", words)
    ]
    return found + [value for word, value in WORDS.items() if word in words.split()]


@pytest.mark.parametrize("key", reported_results.QUOTED)
def test_each_value_stands_in_a_stored_passage(key):
    """The words are the source's, and the value is in the words."""
    quoted = reported_results.QUOTED[key]
    assert references.held(quoted.words, PASSAGES[quoted.source]), quoted
    assert any(quoted.value == pytest.approx(value) for value in values(quoted.words)), quoted


def test_every_value_is_drawn_or_said_not_to_be():
    """Nothing is quoted that no table has, and the finding is true of what is quoted."""
    series = reported_results.simulate(None)
    names = [*series["quoted"]["number"], *reported_results.COMPARED]
    assert names == list(reported_results.numbers(series))
    gains = series["gains"]
    assert all(after - before > 0.2 for before, after in zip(gains["before"], gains["after"], strict=True))
    assert sum(items > 1e6 for items in series["amounts"]["items"]) >= 3


def test_geometry_before_is_the_same_engine_without_the_model():
    """What is drawn as before is that engine, and another system with as much computing is quoted beside it."""
    values = {key: quoted.value for key, quoted in reported_results.QUOTED.items()}
    assert reported_results.GAINS["olympiad geometry"][:2] == ("geometry_engine", "geometry_after")
    assert values["geometry_previous"] < values["geometry_engine"] < values["geometry_matched"]
    assert values["geometry_matched"] < values["geometry_symbolic"] < values["geometry_after"]
    assert values["geometry_after"] <= values["geometry_heuristic"]


def test_few_problems_are_compared_by_the_exact_test():
    """The model adds to its engine; against the strongest method without a model thirty problems leave it open."""
    numbers = reported_results.numbers(None)
    distances = {key: numbers[key].value / numbers[key].error for key in reported_results.COMPARED}
    assert distances["geometry_gain"] > 1.96
    assert 0 < distances["geometry_lead"] < 1.96
    assert 0 < distances["geometry_later"] < 1.96


def test_a_score_has_the_chance_error_of_its_questions():
    """Thirty questions leave a score open by about eight points, five hundred by about two."""
    quoted = reported_results.QUOTED
    assert quoted["competition_after"].error == pytest.approx((0.779 * 0.221 / 30) ** 0.5)
    assert quoted["geometry_after"].error == pytest.approx(30 * (25 / 30 * 5 / 30 / 30) ** 0.5)
    assert quoted["random_reward"].error == pytest.approx(100 * (2 * 0.25 / 500) ** 0.5)
    assert all(each.error for key, each in quoted.items() if key.startswith(("competition", "small", "mathematics")))
    assert quoted["proofs"].error == 0


def test_a_search_at_test_time_is_said():
    """The results that lean on one are called so, in the numbers, the figure and on the page."""
    quoted = reported_results.QUOTED
    assert all("tree search" in quoted[key].meaning for key in ("small_after", "mathematics_after"))
    assert "tree search" in reported_results.READ
    assert "search at test time" in (ROOT / "content/evidence/c2-checkable-answers.md").read_text(encoding="utf-8")
