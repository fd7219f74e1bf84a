"""Early gains, and then the judge's own error: in the stored results, and not where the judge is honest."""

import json
from pathlib import Path

import numpy as np
import pytest

from experiments import biased_verifier

STORED = Path(__file__).parents[2] / "figures/biased_verifier.json"


def finding(value):
    """Whether each biased judge first brings the model closer to the truth and in the end to where it stands itself."""
    return all(
        value[f"{name}_best"] < value["start"]
        and value[f"{name}_best"] < value[f"{name}_final"]
        and abs(value[f"{name}_final"] - value[f"{name}_judge"]) < 0.1 * value[f"{name}_judge"]
        for name in ("near", "far")
    )


@pytest.fixture
def values():
    return {name: number["value"] for name, number in json.loads(STORED.read_text())["numbers"].items()}


def test_finding_is_true_of_the_stored_results(values):
    """Both biased judges help at first and end at their own error."""
    assert finding(values)


def test_a_judge_far_off_is_worse_than_none(values):
    """In the end the far judge is worse than none, the near one better, and the honest one the best."""
    assert values["far_final"] > values["unjudged_final"] > values["start"]
    assert values["start"] > values["near_final"] > values["honest_final"]


def test_a_judge_that_passes_everything_is_noticed():
    """With a radius beyond all samples nothing is judged, and the finding no longer holds."""
    params = biased_verifier.PARAMS | {"radius": 50.0, "replicates": 200}
    series = biased_verifier.simulate(np.random.Generator(np.random.SFC64(1)), **params)
    assert not finding({name: number.value for name, number in biased_verifier.numbers(series).items()})
