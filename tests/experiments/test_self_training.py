"""The same network climbs if its answers are checked and falls if not: in the stored results, and again, smaller."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from experiments import self_training_puzzles, verifier_quality
from experiments.shared import self_training
from experiments.shared.learning_curves import apart, half_width
from outside import ROOT
from press.article import ledger, predicate, store
from press.core import project

FIGURES = Path(__file__).parents[2] / "figures"
TASKS = ("puzzles", "arithmetic", "programs", "proofs")
# Smaller than the stored run: fewer generations and problems, one seed. Other tasks: tests of `self_labels`.
REDUCED = {"seeds": 1, "generations": 2, "tested": 300}
REGIMES = ("verified", "unverified")


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
def test_regimes_share_their_start_and_hold_what_they_say(task):
    """All stored regimes begin alike; what is learned from is all right if checked, and not otherwise."""
    series = stored(f"self_training_{task}")["series"]
    regimes = [name for name in series if name != "gains"]
    assert {"verified", "unverified", "vote", "noisy 0.1", "noisy 0.3", "unverified accumulate"} <= set(regimes)
    starts = {series[name]["greedy"][0] for name in regimes}
    assert len(starts) == 1
    assert set(series["verified"]["right_share"]) == {1.0}
    assert max(series["unverified"]["right_share"][1:]) < min(series["noisy 0.3"]["right_share"][1:])


@pytest.mark.learned
def test_a_reduced_run_has_the_same_signs():
    """Trained anew, it gains if checked and ends above its unchecked twin by more than the test's own error."""
    asked = self_training.points(**self_training_puzzles.PARAMS | {"regimes": REGIMES} | REDUCED)
    (settings, checked), (_, unchecked) = ((each, self_training.point(**each)) for each in asked)
    begun, ended = (mean(settings, checked, generation) for generation in (0, -1))
    assert begun == mean(settings, unchecked, 0)
    problems = settings["tested"] * len(settings["evaluated"])
    error = np.sqrt(2 * ended * (1 - ended) / problems)
    assert ended > begun
    assert ended - mean(settings, unchecked, -1) > 2 * error
    assert set(checked["right_share"]) == {1.0}
    assert max(unchecked["right_share"][1:]) < 0.9


def mean(settings, outcome, generation):
    return np.mean([outcome[f"greedy_{level}"][generation] for level in settings["evaluated"]])


def test_checkers_that_err_more_help_less():
    """Stored gains fall from each checker to the worse one, and turn to losses above the theorem's half."""
    numbers = stored("verifier_quality")["numbers"]
    for task in verifier_quality.PARAMS["tasks"]:
        gains = [numbers[f"{task}_gain_{rate}"] for rate in ("0", "01", "03", "06", "1")]
        for better, worse in pairwise(gains):
            assert worse["value"] < better["value"] + 2 * np.hypot(better["error"], worse["error"])
        assert gains[0]["value"] > 0 > gains[-1]["value"]
        even = numbers[f"even_{task}"]
        assert numbers["even_programs"]["value"] <= even["value"] <= numbers["even_puzzles"]["value"]
        assert even["value"] - 2 * even["error"] > numbers["theorem"]["value"]


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


ASSERTED = ("verified_gain", "verified_over_unverified")
LEFT_OPEN = {
    "self_training_puzzles.noisy_03_gain > 0",
    "self_training_proofs.noisy_03_gain > 0",
    "self_training_puzzles.vote_gain < 0",
    "self_training_programs.vote_gain < 0",
    "self_training_programs.unverified_gain < 0",
}
"""Tests of the ledger that chance in drawing the problems leaves open, as the page on checkable answers says."""


def widened(found):
    """The results with errors that also hold which problems were drawn, at most: as if each end had others."""
    levels, problems = found.params["evaluated"], found.params["tested"]
    arms = {arm.replace(" ", "_").replace(".", ""): table for arm, table in found.series.items() if arm != "gains"}

    def chance(arm, row):
        shares = np.array([arms[arm][f"greedy_{level}"][row] for level in levels], dtype=float)
        return (shares * (1 - shares) / problems).sum() / len(levels) ** 2

    wider = {}
    for arm in arms:
        ends = {f"{arm}_gain": ((arm, 0), (arm, -1)), f"verified_over_{arm}": (("verified", -1), (arm, -1))}
        for name in ends.keys() & found.numbers.keys():
            error = np.sqrt(found.numbers[name].error ** 2 + sum(chance(*end) for end in ends[name]))
            wider[name] = found.numbers[name]._replace(error=float(error))
    return found._replace(numbers=found.numbers | wider)


def test_chance_in_the_one_test_of_all_starts_moves_no_verdict():
    """With that chance added to the errors what is asserted stays true and no verdict moves."""
    article = store.of(project.find(ROOT))
    names = [f"self_training_{task}" for task in ("arithmetic", "puzzles", "programs", "proofs")]
    wider = {**article.known} | {name: widened(article.known[name]) for name in names}
    for name in names:
        for number in ASSERTED:
            assert predicate.evaluate(f"{name}.{number} > 0", wider) == "true"
    tests = {test.holds for claim in article.claims for test in claim.tests if "self_training_" in test.holds}
    moved = {test for test in tests if predicate.evaluate(test, wider) != predicate.evaluate(test, article.known)}
    assert moved == LEFT_OPEN
    for claim in article.claims:
        assert ledger.derive(claim, wider) == ledger.derive(claim, article.known) == claim.verdict
