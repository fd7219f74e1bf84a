"""The verdicts are those of the stored run, the control passes every test, and what has a closed form is met."""

import json
from pathlib import Path

import numpy as np
import pytest

from collapse.theory import gaussian as theory
from experiments import eight_definitions

STORED = json.loads((Path(__file__).parents[2] / "figures/eight_definitions.json").read_text())
TABLES = {name: table for name, table in STORED["series"].items() if name != "alternatives"}
WORDS = {name: dict(zip(table["definition"], table["word"], strict=True)) for name, table in TABLES.items()}
SMALL = eight_definitions.PARAMS | {"replicates": 20, "larger_replicates": 4, "generations": 8, "ratio": 2}


def finding(words):
    """Whether some run meets one definition and fails another."""
    return any({"yes", "no"} <= set(found.values()) for found in words.values())


@pytest.fixture
def values():
    return {name: number["value"] for name, number in STORED["numbers"].items()}


def test_finding_is_true_of_the_stored_results(values):
    """Three of four runs on synthetic data meet one definition and fail another, and the control meets none."""
    assert finding(WORDS)
    assert values["disagreements"] == 3
    assert set(WORDS["control"].values()) == {"no"}
    assert set(WORDS["replace"].values()) == {"yes"}
    assert WORDS["accumulate"]["any_increase"] == "yes"
    assert not finding({"replace": WORDS["replace"], "control": WORDS["control"]})


def test_counts_are_those_of_the_matrix(values):
    """What is quoted is what is drawn."""
    for name, words in WORDS.items():
        assert values[f"{name}_count"] == list(words.values()).count("yes")
    assert values["definitions"] == 8 == len(WORDS["replace"])
    assert values["open"] == sum(list(words.values()).count("open") for words in WORDS.values())


def test_verdicts_follow_from_the_stored_intervals():
    """Each word is what the interval and the threshold beside it say."""
    for table in TABLES.values():
        rows = zip(table["low"], table["value"], table["high"], table["threshold"], table["word"], strict=True)
        for low, value, high, threshold, word in rows:
            assert low <= value <= high
            assert word == ("yes" if low > threshold else "no" if high < threshold else "open")


def test_accumulate_costs_what_the_closed_form_says():
    """Two hills far apart are two normal distributions: the risk is that of their means, averaged as the test does."""
    table = STORED["series"]["accumulate"]
    row = table["definition"].index("any_increase")
    size, generations = eight_definitions.PARAMS["size"], eight_definitions.PARAMS["generations"]
    error = size * theory.accumulate_error(size, generations)
    exact = np.exp(np.log(error[generations // 2 + 1 :]).mean())
    assert abs(table["value"][row] - exact) < 4 * table["error"][row]


def test_runs_have_the_same_seeds():
    """If all data are fresh, mix_fresh is the control, number for number; and the run meets nothing replace does."""
    series = eight_definitions.simulate(np.random.Generator(np.random.SFC64(1)), **(SMALL | {"real_fraction": 1.0}))
    assert series["mix_fresh"] == series["control"]
    assert series["replace"] != series["control"]


def test_a_replace_that_keeps_its_data_is_noticed(monkeypatch):
    """If replace accumulated after all, it would no longer meet all eight."""
    monkeypatch.setattr(eight_definitions.regimes, "replace", eight_definitions.regimes.accumulate)
    series = eight_definitions.simulate(np.random.Generator(np.random.SFC64(1)), **SMALL)
    assert series["replace"] == series["accumulate"]
    assert eight_definitions.numbers(series)["replace_count"].value < 4


def test_other_thresholds_and_shorter_runs_are_counted_as_the_run_itself(values):
    """With its own thresholds and generations the counts are those quoted; further thresholds are met by no more."""
    table = STORED["series"]["alternatives"]
    rows = zip(table["parameter"], table["setting"], table["number"], table["value"], strict=True)
    found = {(parameter, setting, number): value for parameter, setting, number, value in rows}
    for number in eight_definitions.COUNTS:
        assert found["thresholds", "once", number] == values[number] == found["generations", "30", number]
    for name in eight_definitions.REGIMES:
        assert found["thresholds", "half", f"{name}_count"] >= found["thresholds", "twice", f"{name}_count"]
    assert found["thresholds", "half", "mix_fresh_count"] > found["thresholds", "twice", "mix_fresh_count"]


def test_marks_differ_by_shape():
    """No verdict is told by colour alone."""
    assert len({marker for marker, *_ in eight_definitions.MARKS.values()}) == 3
