"""The answer to whether good text is used up is a function of what is called good, and turns where it says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from experiments import data_stock, quality_filter

STORED = Path(__file__).parents[2] / "figures/quality_filter.json"


@pytest.fixture(scope="module")
def results():
    return json.loads(STORED.read_text())


@pytest.fixture(scope="module")
def values(results):
    return {name: number["value"] for name, number in results["numbers"].items()}


def test_no_projection_counts_that_the_known_set_refutes():
    """Of the draws that are kept, each reaches the largest known set by the time it was disclosed."""
    rng = np.random.Generator(np.random.SFC64(1))
    draws = quality_filter.drawn(rng, 5000)
    demand = draws.trends()[2]
    when, disclosed = data_stock.PARAMS["disclosed_in"], data_stock.PARAMS["disclosed"]
    lifted = quality_filter.lift(draws.trends(), disclosed, when)[2]
    assert (demand.at(when) < disclosed).mean() == pytest.approx(0.86, abs=0.02)
    assert lifted.at(when).min() >= disclosed * (1 - 1e-9)
    untouched = demand.at(when) >= disclosed
    np.testing.assert_allclose(lifted.level[untouched], demand.level[untouched])


def test_the_inputs_are_those_of_the_supply_figure(values):
    """Without a condition the draws give what that figure has."""
    stored = json.loads(STORED.with_name("data_stock.json").read_text())["numbers"]
    rng = np.random.Generator(np.random.SFC64(2))
    numbers = quality_filter.measured(
        quality_filter.drawn(rng, 40_000).trends(), batches=40, now=2027.0, disclosed=data_stock.PARAMS["disclosed"]
    )
    for name in ("exhausted", "exhausted_unrepeated", "run_out"):
        error = np.hypot(numbers[name][1], stored[name]["error"])
        assert abs(numbers[name][0] - stored[name]["value"]) < 4 * error
    assert values["exhausted"] > stored["exhausted"]["value"]


def test_a_stricter_filter_is_used_up_sooner(results):
    """Over the whole sweep, from a hundredth to all, every answer falls."""
    table = results["series"]["filters"]
    assert (table["percent"][0], table["percent"][-1]) == (1, 100)
    for column in ("exhausted", "exhausted_unrepeated", "disclosed_share"):
        assert table[column] == sorted(table[column], reverse=True)


def test_the_answer_turns_where_it_is_said_to(results, values):
    """Between the neighbouring filters of the sweep, and for both tests between a hundredth and a tenth."""
    table = results["series"]["filters"]
    for turn, column, level in (("turn_exhausted", "exhausted", 0.5), ("turn_share", "disclosed_share", 1.0)):
        above = [percent for percent, value in zip(table["percent"], table[column], strict=True) if value > level]
        below = [percent for percent, value in zip(table["percent"], table[column], strict=True) if value <= level]
        assert max(above) / 100 < values[turn] < min(below) / 100
    assert values["exhausted_1"] > 0.5 > values["exhausted_10"] > values["exhausted_40"]


def test_sourced_filters_are_on_both_sides():
    """So the claim depends on the filter by what others published, and not by a choice of ours."""
    assert set(quality_filter.GIVEN) == {1, 10, 40}
