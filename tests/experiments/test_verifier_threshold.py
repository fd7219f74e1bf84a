"""Below the threshold training on checked labels works, above it it teaches the opposite; a broken verifier shows."""

import json
from pathlib import Path

import numpy as np
import pytest

from collapse.curation import verifiers
from experiments import verifier_threshold

STORED = Path(__file__).parents[2] / "figures/verifier_threshold.json"
SMALL = verifier_threshold.PARAMS | {"bins": 4, "replicates": 3, "margin_replicates": 6}


def seeded(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def finding(value):
    """Whether each of the three verifiers has most points right below its edge, few above, and the best the highest."""
    names = ("none", "half", "tenth")
    sharp = all(value[f"below_{name}"] > 0.9 and value[f"above_{name}"] < 0.1 for name in names)
    edges = [value[f"crossing_{name}"] for name in names]
    return sharp and edges == sorted(edges)


@pytest.fixture(scope="module")
def results():
    return json.loads(STORED.read_text())


def test_finding_is_true_of_the_stored_results(results):
    """A little on either side of the exact edge lie two outcomes, and the edge rises with the verifier."""
    assert finding({name: number["value"] for name, number in results["numbers"].items()})


def test_measured_edges_are_no_certainties(results):
    """Each measured edge has a standard error, and one that tells the three edges apart."""
    errors = results["series"]["crossing"]["standard_error"]
    assert min(errors) > 0
    assert max(errors) < 0.02


def test_share_of_right_runs_estimates_the_edge():
    """Runs whose error rates are spread evenly and that succeed below 0.37 have 0.37 as their mean share."""
    generator = seeded(2)
    wrong = (np.arange(20) + generator.random((4000, 20))) / 20
    shares = (wrong < 0.37).mean(axis=1)
    assert abs(shares.mean() - 0.37) < 4 * shares.std() / np.sqrt(4000)


@pytest.mark.slow
def test_a_verifier_that_prefers_wrong_labels_is_noticed(monkeypatch):
    """With keep rates the wrong way round the finding no longer holds."""
    noisy = verifiers.noisy
    monkeypatch.setattr(verifiers, "noisy", lambda right, keep_right, keep_wrong: noisy(right, keep_wrong, keep_right))
    series = verifier_threshold.simulate(seeded(), **SMALL)
    assert not finding({name: number.value for name, number in verifier_threshold.numbers(series).items()})
