"""Each seed has a test of its own that nobody learns; unchecked answers lose however drawn, checked ones gain."""

import json
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from collapse.recursion import Sources
from collapse.tasks import sudoku
from experiments import self_labels as experiment
from experiments.shared import self_labels
from experiments.shared.learning_curves import half_width

STORED = json.loads((Path(__file__).parents[2] / "figures/self_labels.json").read_text())
LEVELS = {"puzzles": 9, "sums": 3, "proofs": 3, "programs": 2}

REDUCED = {
    "sums": {"generations": 2, "batch": 64},
    "proofs": {"generations": 2, "size": 2000, "batch": 64},
    "programs": {"generations": 3, "size": 2000, "batch": 64},
}


def generator(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


@pytest.mark.parametrize("name", self_labels.TASKS)
def test_each_seed_has_a_fifth_of_its_own(name):
    """About one problem in five is tested, another one for each seed, and the two parts share no problem."""
    task = self_labels.TASKS[name]
    rows = task.draw(np.full(2000, LEVELS[name]), generator())
    tested = [self_labels.Split(task, seed).tested(rows) for seed in range(3)]
    for one, other in combinations(tested, 2):
        assert 0.1 < one.mean() < 0.3
        assert (one & other).mean() < 0.6 * one.mean()
    split = self_labels.Split(task, 0)
    assert not split.tested(split.draw(np.full(100, LEVELS[name]), generator())).any()
    assert split.tested(split._replace(tests=True).draw(np.full(100, LEVELS[name]), generator())).all()


class Written(NamedTuple):
    """Rows of tokens with their weights, as a network gives them."""

    values: np.ndarray
    weights: np.ndarray


@pytest.mark.parametrize("checked", [False, True])
def test_an_answer_that_is_tested_is_not_learned_whoever_wrote_it(checked):
    """Of right, wrong and tested grids the tested ones are left out, and the wrong ones where it is checked."""
    split = self_labels.Split(sudoku.Sudoku(), 0)
    fine, tested = (part.draw(np.full(60, 12), generator()) for part in (split, split._replace(tests=True)))
    wrong = fine.copy()
    wrong[:, -1] = wrong[:, -2]
    pile = np.concatenate([fine, tested, wrong])

    def written(size):
        return Written(pile[generator(size).integers(len(pile), size=size)][np.newaxis], np.ones(size))

    sources = Sources(None, None, written, None, 300, generator(), None, None, 1)
    learned = self_labels.admitted(split, checked=checked)(sources).training.values[0]
    right = split.right(learned)
    assert len(learned) == 300
    assert not split.tested(learned[right]).any()
    assert right.all() == checked
    assert right.any()


def test_every_arm_of_a_task_is_there():
    """Checked answers and unchecked ones, drawn and likeliest, stand in every task; five seeds of each."""
    assert STORED["params"]["seeds"] == 5
    for task, settings in experiment.PARAMS["tasks"].items():
        assert {"checked", "sampled", "greedy"} <= set(settings["arms"]) <= set(self_labels.ARMS)
        assert {"seed", *settings["arms"]} == set(STORED["series"][f"{task}_gains"])


def test_the_finding_is_true_of_the_stored_results():
    """By Student's interval checked answers gain and beat unchecked ones in every task, and those lose as drawn."""
    value, half = ({name: part(each) for name, each in STORED["numbers"].items()} for part in (
        lambda each: each["value"], lambda each: half_width(each["error"], 5)
    ))  # fmt: skip
    for task, settings in experiment.PARAMS["tasks"].items():
        assert value[f"{task}_checked_gain"] > half[f"{task}_checked_gain"]
        assert value[f"{task}_sampled_gain"] < -half[f"{task}_sampled_gain"]
        for arm in settings["arms"][1:]:
            assert value[f"{task}_checked_over_{arm}"] > half[f"{task}_checked_over_{arm}"]


def test_chance_in_drawing_is_a_part_of_the_fall_and_not_all():
    """The likeliest answers cost less in every task; they cost something certain in three, and not with proofs."""
    numbers = STORED["numbers"]
    certain = {task: -numbers[f"{task}_greedy_gain"]["value"] > half_width(numbers[f"{task}_greedy_gain"]["error"], 5)
               for task in experiment.PARAMS["tasks"]}  # fmt: skip
    assert certain == {"puzzles": True, "sums": True, "proofs": False, "programs": True}
    assert all(numbers[f"noise_{task}"]["value"] > 0 for task in certain)


@pytest.mark.learned
@pytest.mark.parametrize("task", ["sums", "proofs", "programs"])
def test_a_reduced_run_has_the_same_signs(task):
    """From one first fit, checked answers gain, and end above unchecked ones by more than the test's own error."""
    reduced = experiment.PARAMS["tasks"][task] | {"arms": ["checked", "sampled"], "tested": 300} | REDUCED[task]
    found = self_labels.point(task=task, seed=0, **reduced)
    checked, sampled = ([np.mean([arm[f"right_{level}"][place] for level in reduced["evaluated"]]) for place in (0, -1)]
                        for arm in found.values())  # fmt: skip
    assert sampled[0] == checked[0] < checked[1]
    problems = reduced["tested"] * len(reduced["evaluated"])
    assert checked[1] - sampled[1] > 2 * np.sqrt(2 * checked[1] * (1 - checked[1]) / problems)
    assert set(found["checked"]["right_share"]) == {1.0}
    assert max(found["sampled"]["right_share"][1:]) < 0.9
