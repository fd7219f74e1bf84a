"""One network on sums and text: what the stored results say, again at a reduced size, and what the test rests on."""

import json
from pathlib import Path

import numpy as np
import pytest

from collapse.tasks import arithmetic
from experiments import one_network as experiment
from experiments.shared import one_network

STORED = json.loads((Path(__file__).parents[2] / "figures/one_network.json").read_text())
VALUE = {name: number["value"] for name, number in STORED["numbers"].items()}
ERROR = {name: number["error"] for name, number in STORED["numbers"].items()}
T_4 = 2.776  # half of a 95 % interval over five seeds, in standard errors


def above(name, limit=0.0):
    """Whether a number lies above a limit with its whole interval."""
    return VALUE[name] - T_4 * ERROR[name] > limit


def test_a_checker_moves_sums_and_not_text():
    """The interval of what it does to sums lies above nothing, and that of what it does to text holds nothing."""
    assert above("checker_on_sums")
    assert above("checker_on_carries")
    for part in ("text", "rare"):
        assert abs(VALUE[f"checker_on_{part}"]) < T_4 * ERROR[f"checker_on_{part}"]


def test_keeping_moves_text():
    """Every way to keep data lowers the loss on text, the more the more is kept."""
    for kept in ("keeping", "subsample", "fresh"):
        assert above(f"{kept}_on_text")
    assert VALUE["keeping_on_text"] > VALUE["subsample_on_text"] > VALUE["fresh_on_text"]


def test_temperature_decides_what_keeping_saves():
    """Where all is kept most rare words stay at temperature 1 and fewer than half below it, checked or not."""
    for check in ("", "_checked"):
        assert above(f"rare_accumulate_warm{check}", 0.5)
        cool = f"rare_accumulate_cool{check}"
        assert VALUE[cool] + T_4 * ERROR[cool] < 0.5


def test_own_problems_become_easy_though_every_answer_is_right():
    """A checked network learns from right answers alone and still asks itself fewer long sums than it was taught."""
    assert VALUE["right_share_own_warm_checked"] == 1
    assert VALUE["longest_own_checked"] + T_4 * ERROR["longest_own_checked"] < VALUE["longest_taught"]


def test_all_arms_of_a_seed_begin_alike_on_the_plateau():
    """Generation 0 is one network, and it solves most of the hardest sums that it was taught."""
    starts = {table["sums_3"][0] for table in STORED["series"].values() if "sums_3_error" in table}
    assert len(starts) == 1
    assert starts.pop() > 0.8


def test_what_is_compared_is_what_was_run():
    """Every regime is there at both temperatures, with a checker and without, and five seeds of each."""
    assert STORED["params"]["seeds"] == 5
    names = {experiment.named(*arm) for arm in experiment.PARAMS["arms"]}
    pairs = {f"{regime}_{heat}{check}" for regime in one_network.REGIMES for heat in ("warm", "cool")
             for check in ("", "_checked")}  # fmt: skip
    assert names == pairs | {"own_warm", "own_warm_checked"}
    assert set(experiment.KEEPING) == set(one_network.REGIMES)


def outcomes(**changed):
    """Compute a few small points."""
    params = experiment.PARAMS | {"seeds": 1, "generations": 1, "tested": 300, "page": 4000} | changed
    return [one_network.point(**settings)["measured"] for settings in one_network.points(**params)]


@pytest.mark.learned
def test_a_reduced_run_has_the_same_signs():
    """One round at 0.7: unchecked sums are learned with their mistakes, checked ones not; rare words go in both."""
    arms = (("replace", 0.7, False, False), ("replace", 0.7, True, False))
    unchecked, checked = outcomes(arms=arms, practice=(250, 0.012))
    assert unchecked["sums_3"][0] == checked["sums_3"][0]
    assert checked["right_share"] == [1, 1]
    assert unchecked["right_share"][1] < 0.95
    for found in (unchecked, checked):
        assert found["rare"][1] < 0.75 * found["rare"][0]
        assert found["perplexity"][1] > 1.3 * found["perplexity"][0]
    assert checked["perplexity"][1] == pytest.approx(unchecked["perplexity"][1], rel=0.25)


def test_nonsense_is_no_right_answer():
    """A prompt with a digit too many, or without its mark, is wrong whatever stands behind it."""
    task = arithmetic.Addition(3)
    rows = task.draw(np.full(50, 3), np.random.Generator(np.random.SFC64(1)))
    assert one_network.right(task, rows).all()
    spoilt = rows.copy()
    spoilt[:, 0] = arithmetic.EQUALS
    assert not one_network.right(task, spoilt).any()
    spoilt = rows.copy()
    spoilt[:, 3] = 5
    assert not one_network.right(task, spoilt).any()
    wrong = rows.copy()
    wrong[:, -2] = arithmetic.DIGIT + (wrong[:, -2] - arithmetic.DIGIT + 1) % 10
    assert not one_network.right(task, wrong).any()


def test_long_sums_are_told_by_their_columns():
    """The share of three-digit sums is that of the rows with something in the third column."""
    task = arithmetic.Addition(3)
    rows = task.draw(np.repeat([1, 2, 3], 400), np.random.Generator(np.random.SFC64(1)))
    found = dict(one_network.learned_from(task, rows))
    assert found["right_share"] == 1
    assert found["longest_share"] == pytest.approx(1 / 3, abs=0.02)


def test_effects_are_taken_seed_by_seed():
    """Arms that differ by the same in every seed differ without error, however far seeds lie apart."""
    series = {"a_ends": {"sums_3": [0.2, 0.9]}, "b_ends": {"sums_3": [0.3, 1.0]}}
    found = experiment.effect(series, "sums_3", [("a", "b")], "share", "so much")
    assert found.value == pytest.approx(0.1)
    assert found.error == pytest.approx(0)
    series = {"a_ends": {"perplexity": [2.0, 4.0]}, "b_ends": {"perplexity": [1.0, 2.0]}}
    assert experiment.effect(series, "perplexity", [("a", "b")], "log", "so much").value == pytest.approx(np.log(2))
