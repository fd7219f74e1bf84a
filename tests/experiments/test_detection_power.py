"""A handful of rare words against billions of ordinary ones: in the stored results, not where few words are rare."""

import json
from pathlib import Path

import numpy as np
import pytest

from collapse.metrics import detection
from collapse.theory import zipf
from experiments import detection_power

STORED = Path(__file__).parents[2] / "figures/detection_power.json"


def finding(value):
    """Whether ten questions are enough of one kind while the average needs more than the largest collection has."""
    return value["items_words"] <= 10 and value["items_paired"] > detection_power.PARAMS["benchmark"]


@pytest.fixture(scope="module")
def results():
    return json.loads(STORED.read_text())


@pytest.fixture(scope="module")
def values(results):
    return {name: number["value"] for name, number in results["numbers"].items()}


def simulated(**changes):
    params = detection_power.PARAMS | {"words": 20, "tests": 50} | changes
    series = detection_power.simulate(np.random.Generator(np.random.SFC64(1)), **params)
    return {name: number.value for name, number in detection_power.numbers(series).items()}


def test_finding_is_true_of_the_stored_results(values):
    """The dictionary needs a handful, the average score billions, and the count of unknown words lies between."""
    assert finding(values)
    assert values["items_words"] < values["items_paired"] < values["items_average"] < values["items_diversity"]
    assert values["items_paired"] < values["items_tail"]


def test_tests_have_the_power_that_they_were_given(results):
    """With so many items each test sees the loss in about 80 of 100 cases, and the exact one in no fewer."""
    numbers = results["numbers"]
    for test in ("average", "tail"):
        assert numbers[f"power_{test}"]["value"] == pytest.approx(detection.POWER, abs=0.02)
        assert 0 < numbers[f"power_{test}"]["error"] < 0.01
    assert numbers["power_words"]["value"] >= detection.POWER


def test_items_are_those_of_the_exact_loop(values):
    """The quoted numbers follow from the exact missing mass and the exact share of words alive."""
    params = detection_power.PARAMS
    law = zipf.two_regimes(params["types"], params["exponents"], params["turn"])
    first, *_, last = zipf.missing_mass(law, params["tokens"], params["quoted"])
    assert values["items_tail"] == pytest.approx(detection.items_for_proportions(first, last), rel=1e-5)
    first, *_, last = zipf.types_alive(law, params["tokens"], params["quoted"])
    assert values["items_words"] == detection.items_for_losses(last / first)


def test_the_same_questions_need_fewer_and_still_more_than_there_are(results):
    """Under every likeness of the answers and every place of the turn, no collection that is quoted is large enough."""
    table = results["series"]["alternatives"]
    rows = list(zip(table["parameter"], table["setting"], table["number"], table["value"], strict=True))
    paired = {setting: value for parameter, setting, number, value in rows if parameter.startswith("correlation")}
    assert list(paired.values()) == sorted(paired.values(), reverse=True)
    turns = [row[3] for row in rows if row[0].startswith("rank") and row[2] == "items_paired"]
    assert len(turns) == 5
    assert min(*paired.values(), *turns) > detection_power.PARAMS["benchmark"]


def test_a_law_without_a_turn_decides(results):
    """With a flat tail the average would show the loss: the verdict rests on the two exponents that were measured."""
    table = results["series"]["alternatives"]
    rows = zip(table["parameter"], table["setting"], table["number"], table["value"], strict=True)
    flat = {float(row[1]): row[3] for row in rows if row[0].startswith("exponent") and row[2] == "items_paired"}
    assert flat[1.2] < detection_power.PARAMS["benchmark"] < flat[1.6]


def test_perfect_ability_makes_the_average_a_tail_test():
    """Where a model answers all that it knows, both tests on running text need as many items."""
    value = simulated(ability=1.0)
    assert value["items_average"] == pytest.approx(value["items_tail"], rel=1e-4)


@pytest.mark.slow
def test_a_vocabulary_that_loses_little_is_noticed():
    """Where the vocabulary is so small that nearly all words survive, the finding no longer holds."""
    assert not finding(simulated(types=10**4, tokens=1e6))
