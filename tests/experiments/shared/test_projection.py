"""Of the projection only what known training sets leave is counted."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from experiments import data_stock
from experiments.shared import projection
from experiments.shared.text_sets import KNOWN


@pytest.fixture
def everything():
    return projection.drawn(np.random.Generator(np.random.SFC64(1)), 5000)


def test_no_projection_counts_that_a_known_set_refutes(everything):
    """Each draw that is kept reaches every known set by the time it was disclosed, and none that does is left out."""
    kept, demand = everything.reaching(KNOWN), everything.trends().demand
    for each in KNOWN:
        assert kept.trends().demand.at(each.year).min() >= each.tokens
    refuted = np.any([demand.at(each.year) < each.tokens for each in KNOWN], axis=0)
    assert kept.inputs["quality"].size == 5000 - refuted.sum()
    assert refuted.mean() == pytest.approx(0.86, abs=0.02)


def test_a_set_more_leaves_no_more_draws(everything):
    """The latest set alone lets draws pass that the one before had refuted."""
    sizes = [everything.reaching(sets).inputs["quality"].size for sets in (KNOWN, KNOWN[-1:], ())]
    assert sizes[0] < sizes[1] < sizes[2] == 5000


def test_what_is_lifted_reaches_every_known_set(everything):
    """A draw that reached them all is as it was; any other is raised until it touches one and lies under none."""
    trends = everything.trends()
    demand = projection.lift(trends, KNOWN).demand
    over = np.array([demand.at(each.year) / each.tokens for each in KNOWN])
    assert over.min() >= 1 - 1e-9
    untouched = np.all([trends.demand.at(each.year) >= each.tokens for each in KNOWN], axis=0)
    np.testing.assert_allclose(demand.level[untouched], trends.demand.level[untouched])
    np.testing.assert_allclose(over.min(axis=0)[~untouched], 1)


def test_what_is_held_is_held_in_every_draw(everything):
    """With all its text called good the stock is that of the drawn filter divided by it, draw by draw."""
    whole, own = everything.trends(quality=1.0), everything.trends()
    np.testing.assert_allclose(whole.unique.level + everything.inputs["quality"], own.unique.level)
    np.testing.assert_allclose(everything.trends(repetition=1.0).stock.level, own.unique.level)
    assert set(everything.inputs) == set(inspect.signature(data_stock.projected).parameters)
