"""The answer to whether good text is used up is a function of what is called good, and turns where it says."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from experiments import data_stock, quality_filter
from experiments.shared import projection, text_sets
from experiments.shared.text_sets import KNOWN, PUBLISHED

STORED = Path(__file__).parents[2] / "figures/quality_filter.json"
measure = partial(quality_filter.measured, batches=40, now=data_stock.PARAMS["now"])


@pytest.fixture(scope="module")
def results():
    return json.loads(STORED.read_text())


@pytest.fixture(scope="module")
def values(results):
    return {name: number["value"] for name, number in results["numbers"].items()}


@pytest.fixture(scope="module")
def settings(results):
    """Each number under each setting of each parameter, and the settings that a work gives."""
    rows = list(zip(*results["series"]["alternatives"].values(), strict=True))
    found = {(parameter, setting, name): value for parameter, setting, _, name, value, _ in rows}
    return found, {(parameter, setting) for parameter, setting, source, *_ in rows if source}


def test_the_inputs_are_those_of_the_supply_figure(values):
    """Without a condition the draws give what that figure has."""
    stored = json.loads(STORED.with_name("data_stock.json").read_text())["numbers"]
    draws = projection.drawn(np.random.Generator(np.random.SFC64(2)), 40_000)
    numbers = measure(draws.trends(), names=quality_filter.ANSWERS)
    for name in ("exhausted", "exhausted_unrepeated", "run_out"):
        error = np.hypot(numbers[name][1], stored[name]["error"])
        assert abs(numbers[name][0] - stored[name]["value"]) < 4 * error
    assert values["exhausted"] > stored["exhausted"]["value"]


def test_what_has_run_out_is_what_ran_out_before():
    """A draw has run out at the time that is asked of if and only if the year of its overtaking has passed."""
    trends = projection.drawn(np.random.Generator(np.random.SFC64(3)), 4000).trends()
    for now in (2027.0, 2030.0):
        share, _ = quality_filter.measured(trends, batches=2, now=now)["exhausted"]
        assert share == (trends.demand.overtakes(trends.stock) <= now).mean()


def test_a_stricter_filter_is_used_up_sooner(results):
    """Over the whole sweep, from a hundredth to all, every answer falls and every year rises."""
    table = results["series"]["filters"]
    assert (table["percent"][0], table["percent"][-1]) == (1, 100)
    assert {each.percent for each in PUBLISHED} < set(table["percent"])
    for column in ("exhausted", "exhausted_unrepeated", "disclosed_share", "disclosed_share_repeated"):
        assert table[column] == sorted(table[column], reverse=True)
    for column in ("run_out", "run_out_unrepeated"):
        assert table[column] == sorted(table[column])


def test_the_answer_turns_where_it_is_said_to(results, values):
    """Between the neighbouring filters of the sweep, whose stock is exactly proportional to what they keep."""
    table = results["series"]["filters"]
    for turn, column in (("turn_exhausted", "exhausted"), ("turn_share", "disclosed_share")):
        level = quality_filter.TURNS[column]
        above = [percent for percent, value in zip(table["percent"], table[column], strict=True) if value > level]
        below = [percent for percent, value in zip(table["percent"], table[column], strict=True) if value <= level]
        assert max(above) / 100 < values[turn] < min(below) / 100
    assert values["turn_share"] == pytest.approx(values["share_1"] / 100, rel=0.01)
    assert values["rules"] == pytest.approx(1 - values["turn_share"] / 0.065, rel=1e-4)


def test_the_error_of_a_turn_is_that_of_repetition():
    """Its stated error is the spread of the turn over repeated sweeps, within a factor of two."""
    turns = []
    for seed in range(20):
        draws = projection.drawn(np.random.Generator(np.random.SFC64(seed)), 4000)
        percents = [4.0, 5.0, 6.0, 7.0]
        rows = [measure(draws.trends(quality=percent / 100), names=["disclosed_share"]) for percent in percents]
        filters = {"percent": percents} | quality_filter.spread(["disclosed_share"], rows)
        turns.append(quality_filter.turn(filters, "disclosed_share", 1.0))
    spread = np.std([each.value for each in turns], ddof=1)
    assert 0.5 < np.mean([each.error for each in turns]) / spread < 2


def test_filters_that_works_give_are_on_both_sides(settings):
    """So the claim depends on the filter by what others published, and on a share of text without duplicates alone."""
    found, given = settings
    decides = {setting for parameter, setting in given if parameter == quality_filter.PARAMETER}
    assert decides == {each.setting for each in PUBLISHED if each.source}

    def both(setting):
        exhausted, share = (found[quality_filter.PARAMETER, setting, name] for name in quality_filter.TESTED)
        return exhausted > 0.5 and share > 1

    assert {setting for setting in decides if both(setting)} == {text_sets.OF_ALL.setting}
    assert both(text_sets.OF_CRAWL.setting)
    assert both(text_sets.OF_REPEATED.setting)


def test_no_other_choice_turns_both_tests(settings):
    """Neither year nor reuse, neither set nor reading of demand makes the claim true at the filter of the authors."""
    found, _ = settings
    own = {(parameter, setting) for parameter, setting, _ in found
           if parameter not in (quality_filter.PARAMETER, quality_filter.STRICT)}  # fmt: skip
    assert len({parameter for parameter, _ in own}) == 4
    assert all(found[(*each, "disclosed_share")] < 1 for each in own)


def test_later_and_used_once_is_more_used_up(values):
    """In each year more has run out than in the one before, and more where no text is used again."""
    years = [str(year).replace(".0", "").replace(".", "_") for year in quality_filter.PARAMS["years"]]
    again, once = ([values[f"{how}_{year}"] for year in years] for how in ("again", "once"))
    assert again == sorted(again)
    assert once == sorted(once)
    assert all(first < second for first, second in zip(again, once, strict=True))
    assert (values["again_2027"], values["once_2027"]) == (values["exhausted"], values["exhausted_unrepeated"])
    assert values["again_2028"] < 0.5 < values["again_2028_5"]


def test_the_window_is_the_one_that_was_published(settings):
    """The years that a work gives are those that the supply figure is compared with."""
    _, given = settings
    years = sorted(float(setting) for parameter, setting in given if parameter == quality_filter.YEAR)
    assert years == sorted(data_stock.PUBLISHED.values())


def test_the_known_set_is_over_the_stock_in_proportion(values, settings):
    """The ratio grows as the set does, and the number that pages quote is of the largest text."""
    found, _ = settings
    first, last = (found[quality_filter.SET, each.name, "disclosed_share"] for each in KNOWN)
    assert values["known"] == max(each.tokens for each in KNOWN)
    assert last / first == pytest.approx(KNOWN[-1].tokens / KNOWN[0].tokens, rel=0.03)
    assert values["grown"] == KNOWN[-1].tokens / KNOWN[0].tokens - 1
