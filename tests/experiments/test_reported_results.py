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
    assert series["quoted"]["number"] == list(reported_results.numbers(series))
    gains = series["gains"]
    assert all(after - before > 0.2 for before, after in zip(gains["before"], gains["after"], strict=True))
    assert sum(items > 1e6 for items in series["amounts"]["items"]) >= 3
