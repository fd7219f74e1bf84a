"""Whatever is kept or mixed in, a generator covers fewer pictures than at first: stored, and again, smaller."""

import json
from pathlib import Path

import numpy as np
import pytest

from collapse.recursion import Sources
from experiments import picture_regimes as experiment
from experiments.shared import picture_regimes

STORED = json.loads((Path(__file__).parents[2] / "figures/picture_regimes.json").read_text())
ARMS = ["_".join(arm) for arm in experiment.PARAMS["arms"]]


def test_every_regime_was_run():
    """The mixture and the autoencoder stand under all regimes of the text networks, five seeds of each."""
    assert STORED["params"]["seeds"] == 5
    for generator in ("mixture", "autoencoder"):
        assert {f"{generator}_{regime}" for regime in experiment.NETWORKS} <= set(ARMS)
    assert set(experiment.SAID) == set(picture_regimes.REGIMES)
    assert {f"{arm}{kind}" for arm in ARMS for kind in ("", "_seeds")} == set(STORED["series"])


def test_what_is_left_is_the_end_over_the_start():
    """Each seed's own coverage is compared, and all arms of a generator begin alike."""
    for arm in ARMS:
        table, seeds = STORED["series"][arm], STORED["series"][f"{arm}_seeds"]
        generator = arm.partition("_")[0]
        assert table["recall"][0] == STORED["numbers"][f"{generator}_start_recall"]["value"]
        left = np.mean(np.divide(seeds["end"], seeds["start"]))
        assert STORED["numbers"][f"{arm}_left"]["value"] == pytest.approx(left, abs=1e-5)


@pytest.mark.parametrize(("regime", "share"), experiment.REAL.items())
def test_so_many_are_real_as_the_name_says(regime, share):
    """Of the first pictures that share is drawn again, and the rest are the generator's own."""
    asked = {}

    class Counting:
        """A model whose data are how many there are."""

        def subsample(self, data, size, rng):
            del data, rng
            asked["real"] = size
            return size

        def pool(self, first, second):
            return first + second

    def drawn(size):
        asked["own"] = size
        return size

    picture_regimes.REGIMES[regime](Sources(Counting(), None, drawn, 1200, 1200, None, None, 1200, 1))
    assert asked == {"real": share * 1200, "own": (1 - share) * 1200}


@pytest.mark.learned
def test_a_reduced_run_has_the_same_signs():
    """Two rounds of a mixture: own pictures alone cost most of what was covered, half real ones or all kept, less."""
    settings = {"generator": "mixture", "seed": 0, "size": 1200, "generations": 2}
    alone, kept, half = (
        picture_regimes.point(regime=each, **settings)["recall"] for each in ("replace", "accumulate", "half")
    )
    assert alone[0] == kept[0] == half[0]
    assert alone[-1] < 0.5 * alone[0]
    assert alone[-1] < min(kept[-1], half[-1])
    assert max(kept[-1], half[-1]) < alone[0]
