"""Training wins at one try and the rule for failures decides at many: in the stored results, and with one rule only."""

import json
from pathlib import Path

import numpy as np
import pytest

from experiments import pass_at_k

STORED = Path(__file__).parents[2] / "figures/pass_at_k.json"


def finding(value):
    """Whether both rules win at one try, and at many the first loses while the second wins."""
    first = min(value["after_1"], value["spared_1"]) > value["before_1"]
    return first and value["after_256"] < value["before_256"] < value["spared_256"]


@pytest.fixture
def results():
    return json.loads(STORED.read_text())


def test_finding_is_true_of_the_stored_results(results):
    """One rule crosses the untrained solver between one try and 256, the other stays above."""
    assert finding({name: number["value"] for name, number in results["numbers"].items()})


def test_crossing_is_where_the_lines_cross(results):
    """Before the quoted number of tries the trained solver is ahead, from then on the untrained one is."""
    exact, crossing = results["series"]["exact"], results["numbers"]["crossing"]["value"]
    for tries, before, after in zip(exact["tries"], exact["before"], exact["after"], strict=True):
        assert (before > after) == (tries >= crossing)


def test_many_tries_of_the_untrained_are_worth_one_of_the_trained(results):
    """Best of the quoted number of answers is more than one trained try, best of one fewer is not."""
    exact, worth = results["series"]["exact"], results["numbers"]["worth"]["value"]
    untrained = dict(zip(exact["tries"], exact["before"], strict=True))
    assert untrained[worth] > exact["after"][0] >= untrained[worth - 1]


def test_sparing_failures_under_both_names_is_noticed(monkeypatch):
    """Where the first rule spares failures as well the finding no longer holds, and nothing crosses."""
    monkeypatch.setattr(pass_at_k, "PENALTIES", {"after": 0.0, "spared": 0.0})
    params = pass_at_k.PARAMS | {"problems": 200}
    series = pass_at_k.simulate(np.random.Generator(np.random.SFC64(1)), **params)
    value = {name: number.value for name, number in pass_at_k.numbers(series).items()}
    assert not finding(value)
    assert value["crossing"] > params["most_tries"]
