"""Verification fixes correctness and not diversity: in the stored results, and not where the verifier is broken."""

import json
from pathlib import Path

import numpy as np
import pytest

from experiments import verified_loop

STORED = Path(__file__).parents[2] / "figures/verified_loop.json"


def finding(value):
    """Whether right answers win under both verifiers while what differs among them falls below a half."""
    gains = [value[f"{name}_accuracy"] - value["start"] for name in ("verified", "noisy")]
    return min(gains) > 0.5 and max(value["verified_diversity"], value["noisy_diversity"]) < 0.5


@pytest.fixture
def values():
    return {name: number["value"] for name, number in json.loads(STORED.read_text())["numbers"].items()}


def test_finding_is_true_of_the_stored_results(values):
    """Nearly all answers are right in the end, fewer than half of the differences among them are left."""
    assert finding(values)
    assert abs(values["unverified_accuracy"] - values["start"]) < 0.05


def test_verification_slows_the_loss_only_by_adding_right_answers(values):
    """Diversity lasts longest where most answers are right, and is lost everywhere."""
    kept = [values[f"{name}_diversity_exact"] for name in ("verified", "noisy", "unverified")]
    assert 1 > kept[0] > kept[1] > kept[2]


def test_a_verifier_that_passes_everything_is_noticed():
    """With a weak verifier that throws out nothing the finding no longer holds."""
    params = verified_loop.PARAMS | {"weak_keep_wrong": 1.0, "replicates": 200}
    series = verified_loop.simulate(np.random.Generator(np.random.SFC64(1)), **params)
    assert not finding({name: number.value for name, number in verified_loop.numbers(series).items()})
