"""The same network climbs if its answers are checked and falls if not, however they are drawn: as stored."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from experiments import self_labels, self_training_puzzles, verifier_quality
from experiments.shared.learning_curves import apart, half_width
from experiments.shared.self_training import ARMS

FIGURES = Path(__file__).parents[2] / "figures"
TASKS = ("puzzles", "arithmetic", "programs", "proofs")


def stored(name):
    return json.loads((FIGURES / f"{name}.json").read_text())


@pytest.mark.parametrize("task", TASKS)
def test_done_means_climbing_if_checked_and_not_otherwise(task):
    """Checked, accuracy rises by over 0.05, and by 0.1 more than unchecked; the 95 % intervals lie apart."""
    numbers = stored(f"self_training_{task}")["numbers"]
    seeds = int(numbers["seeds"]["value"])
    assert seeds >= 5
    checked, unchecked = numbers["verified_gain"], numbers["unverified_gain"]
    assert checked["value"] > 0.05
    assert checked["value"] - unchecked["value"] > 0.1
    low = checked["value"] - half_width(checked["error"], seeds)
    high = unchecked["value"] + half_width(unchecked["error"], seeds)
    assert low > max(high, 0)
    over = numbers["verified_over_unverified"]
    assert over["value"] == pytest.approx(checked["value"] - unchecked["value"], abs=1e-5)
    assert over["value"] - half_width(over["error"], seeds) > 0.1


@pytest.mark.parametrize("task", TASKS)
def test_arms_share_their_start_and_hold_what_they_say(task):
    """All arms are stored and begin alike; what is learned from is all right if checked, and not otherwise."""
    series = stored(f"self_training_{task}")["series"]
    assert set(series) == {*ARMS, "gains"}
    assert len({series[name]["greedy"][0] for name in ARMS}) == 1
    assert set(series["verified"]["right_share"]) == {1.0}
    assert max(series["unverified"]["right_share"][1:]) < min(series["noisy 0.3"]["right_share"][1:])


def test_errors_hold_the_chance_of_the_test():
    """Over all levels of all tasks the spread of the starts is at least what drawing so many problems makes."""
    ratios = []
    for task in TASKS:
        found = stored(f"self_training_{task}")
        table, problems = found["series"]["unverified"], found["params"]["tested"]
        for level in found["params"]["evaluated"]:
            share, error = (table[name][0] for name in (f"greedy_{level}", f"greedy_{level}_error"))
            ratios.append(found["params"]["seeds"] * error**2 / (share * (1 - share) / problems))
    chance = np.sqrt(2 / (found["params"]["seeds"] - 1) / len(ratios))  # of a mean of chi squares over their freedom
    assert np.mean(ratios) > 1 - 2 * chance


def test_checkers_that_err_more_help_less():
    """Stored gains fall from each checker to the worse one, and turn to losses above a half; for programs near it."""
    numbers = stored("verifier_quality")["numbers"]
    for task in verifier_quality.PARAMS["tasks"]:
        gains = [numbers[f"{task}_gain_{rate}"] for rate in ("0", "01", "03", "06", "1")]
        for better, worse in pairwise(gains):
            assert worse["value"] < better["value"] + 2 * np.hypot(better["error"], worse["error"])
        assert gains[0]["value"] > 0 > gains[-1]["value"]
        even = numbers[f"even_{task}"]
        assert numbers["even_programs"]["value"] <= even["value"] <= numbers["even_puzzles"]["value"]
        above = even["value"] - 2 * even["error"] > numbers["theorem"]["value"]
        assert above == (task != "programs")


def test_both_experiments_tell_the_same():
    """What verifier_quality says of an exact and of no checker is what the four experiments say."""
    numbers = stored("verifier_quality")["numbers"]
    for task, name in zip(
        verifier_quality.PARAMS["tasks"], ("arithmetic", "puzzles", "programs", "proofs"), strict=True
    ):
        alone = stored(f"self_training_{name}")["numbers"]
        assert numbers[f"{task}_gain_0"]["value"] == pytest.approx(alone["verified_gain"]["value"])
        assert numbers[f"{task}_gain_1"]["value"] == pytest.approx(alone["unverified_gain"]["value"])


def test_where_nothing_is_gained_is_read_off_between_neighbours():
    """The crossing lies where the line between the last loss and the first gain meets zero, whatever the order."""
    right, gain = np.array([1.0, 0.9, 0.6, 0.3]), np.array([0.3, 0.1, -0.1, -0.2])
    assert verifier_quality.crossing(right, gain) == pytest.approx(0.75)
    assert verifier_quality.crossing(right[::-1], gain[::-1]) == pytest.approx(0.75)


def test_labels_are_moved_apart_as_little_as_needed():
    """Labels that would overlap keep their order and their middle; others stay."""
    assert apart([0.0, 1.0, 50.0], 4.0) == pytest.approx([-1.5, 2.5, 50.0])


def test_the_picture_of_ways_to_draw_tells_the_same():
    """What each task gained under an arm is what its own experiment says, and all five seeds are there."""
    shown = stored("self_labels")["numbers"]
    names = {"puzzles": "puzzles", "sums": "arithmetic", "proofs": "proofs", "programs": "programs"}
    assert set(names) == set(self_labels.PARAMS["tasks"])
    for task, name in names.items():
        own = stored(f"self_training_{name}")["numbers"]
        for arm, said in self_labels.ARMS.items():
            assert shown[f"{task}_{said}_gain"]["value"] == pytest.approx(own[f"{arm}_gain"]["value"])
    assert self_training_puzzles.PARAMS["seeds"] == self_labels.PARAMS["seeds"] == 5


def test_unchecked_answers_lose_however_drawn_and_chance_is_a_part_of_it():
    """By Student's interval each task loses in every way of drawing, less by the likeliest answers than as drawn."""
    for task in TASKS:
        numbers = stored(f"self_training_{task}")["numbers"]
        for arm in ("unverified", "vote", "cooler", "greedy", "scratch"):
            lost = numbers[f"{arm}_gain"]
            assert -lost["value"] > half_width(lost["error"], 5)
        noise = numbers["noise"]
        assert noise["value"] > half_width(noise["error"], 5)
        assert numbers["scratch_gain"]["value"] < numbers["unverified_gain"]["value"]
