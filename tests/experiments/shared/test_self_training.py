"""Each seed has a test of its own that nobody learns; its arms begin alike, and a checker decides the rest."""

from itertools import combinations
from typing import NamedTuple

import numpy as np
import pytest

from collapse.recursion import Sources
from collapse.tasks import sudoku
from experiments import self_training_arithmetic, self_training_programs, self_training_proofs, self_training_puzzles
from experiments.shared import self_training

LEVELS = {"addition": 3, "sudoku": 9, "programs": 2, "proofs": 3}
# Smaller than the stored runs: one seed, fewer generations and problems.
REDUCED = {
    self_training_arithmetic: {"generations": 2, "batch": 64},
    self_training_puzzles: {"generations": 2},
    self_training_proofs: {"generations": 2, "size": 2000, "batch": 64},
    self_training_programs: {"generations": 3, "size": 2000, "batch": 64},
}


def generator(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


@pytest.mark.parametrize("name", LEVELS)
def test_each_seed_has_a_fifth_of_its_own(name):
    """About one problem in five is tested, another one for each seed, and the two parts share no problem."""
    task = self_training.TASKS[name]
    rows = task.draw(np.full(2000, LEVELS[name]), generator())
    tested = [self_training.Split(task, seed).tested(rows) for seed in range(3)]
    for one, other in combinations(tested, 2):
        assert 0.1 < one.mean() < 0.3
        assert (one & other).mean() < 0.6 * one.mean()
    split = self_training.Split(task, 0)
    assert not split.tested(split.draw(np.full(100, LEVELS[name]), generator())).any()
    assert split.tested(split._replace(tests=True).draw(np.full(100, LEVELS[name]), generator())).all()


class Written(NamedTuple):
    """Rows of tokens with their weights, as a network gives them."""

    values: np.ndarray
    weights: np.ndarray


@pytest.mark.parametrize("arm", ["verified", "noisy 0.3", "unverified"])
def test_an_answer_that_is_tested_is_not_learned_whoever_wrote_it(arm):
    """Of right, wrong and tested grids the tested ones are left out, and as many wrong ones as the checker refuses."""
    split = self_training.Split(sudoku.Sudoku(), 0)
    fine, tested = (part.draw(np.full(60, 12), generator()) for part in (split, split._replace(tests=True)))
    wrong = fine.copy()
    wrong[:, -1] = wrong[:, -2]
    pile = np.concatenate([fine, tested, wrong])
    drawn = generator(7)

    def written(size):
        return Written(pile[drawn.integers(len(pile), size=size)][np.newaxis], np.ones(size))

    sources = Sources(None, None, written, None, 600, generator(), None, None, 1)
    learned = self_training.admitted(split, self_training.ARMS[arm])(sources).training.values[0]
    right = split.right(learned)
    assert len(learned) == 600
    assert not split.tested(learned[right]).any()
    passing = self_training.ARMS[arm].passing
    assert abs((~right).mean() - passing / (1 + passing)) < 3.5 * np.sqrt(0.25 / 600)


@pytest.mark.learned
@pytest.mark.parametrize("experiment", REDUCED)
def test_a_reduced_run_has_the_same_signs(experiment):
    """From one first fit, checked answers gain, and end above unchecked ones by more than the test's own error."""
    asked = experiment.PARAMS | {"arms": ["verified", "unverified"], "tested": 300} | REDUCED[experiment]
    (settings,) = self_training.points(**asked | {"seeds": 1})
    found = self_training.point(**settings)
    checked, drawn = ([np.mean([arm[f"greedy_{level}"][place] for level in settings["evaluated"]]) for place in (0, -1)]
                      for arm in found.values())  # fmt: skip
    assert drawn[0] == checked[0] < checked[1]
    problems = settings["tested"] * len(settings["evaluated"])
    assert checked[1] - drawn[1] > 2 * np.sqrt(2 * checked[1] * (1 - checked[1]) / problems)
    assert set(found["verified"]["right_share"]) == {1.0}
    assert max(found["unverified"]["right_share"][1:]) < 0.9


@pytest.mark.learned
def test_every_arm_begins_alike_and_a_beginner_learns_what_it_is_given():
    """Arms share generation 0 to the digit, take no part in each other, and keep, vote, cool or begin again."""
    small = self_training_puzzles.PARAMS | {"generations": 1, "later": [10, 0.001], "tested": 60}
    (settings,) = self_training.points(**small | {"seeds": 1})
    found = self_training.point(**settings)
    assert set(found) == set(self_training.ARMS)
    starts = [{name: values[0] for name, values in arm.items()} for arm in found.values()]
    assert all(start == starts[0] for start in starts)
    assert self_training.point(**settings | {"arms": ["greedy"]})["greedy"] == found["greedy"]
    ends = {name: arm["right_share"][1] for name, arm in found.items()}
    assert ends["verified"] == ends["verified accumulate"] == 1
    assert ends["unverified"] < ends["noisy 0.6"] < ends["noisy 0.1"] < 1
    assert ends["unverified accumulate"] == pytest.approx((1 + ends["unverified"]) / 2, abs=0.03)
    assert ends["scratch"] == ends["unverified"]
    assert max(ends["vote"], ends["cooler"], ends["greedy"]) > ends["unverified"]
