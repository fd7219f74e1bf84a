"""Pictures of pictures keep their looks and lose their variety: in the stored results, and again at a reduced size."""

import json
from pathlib import Path

import numpy as np
import pytest

from collapse import metrics_pictures, picture_recursion
from collapse.experiments import image_recursion
from collapse.models import pictures
from collapse.recursion import recursion
from collapse.regimes import replace

STORED = json.loads((Path(__file__).parents[3] / "figures/image_recursion.json").read_text())


def generator(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def test_finding_is_true_of_the_stored_results():
    """Precision stays, coverage goes, a judge costs most kinds of digit, and real pictures keep all of them."""
    value = {name: number["value"] for name, number in STORED["numbers"].items()}
    error = {name: number["error"] for name, number in STORED["numbers"].items()}
    for regime in ("replace", "judged", "mix_fresh"):
        assert value[f"{regime}_precision"] > 0.97
    assert value["replace_recall"] < 0.1
    assert 0.2 < value["mix_fresh_recall"] < value["start_recall"]
    assert value["replace_kinds"] == value["mix_fresh_kinds"] == 10
    assert value["judged_kinds"] + 2 * error["judged_kinds"] < 8
    gap = value["judged_frechet"] - value["replace_frechet"]
    assert gap > 4 * np.hypot(error["judged_frechet"], error["replace_frechet"])


def test_a_reduced_run_has_the_same_signs():
    """Five generations again: coverage falls under replace, and the judge moves pictures further from real ones."""
    params = image_recursion.PARAMS | {"seeds": 2, "generations": 5, "shown": [5]}
    outcomes = [picture_recursion.point(**settings) for settings in picture_recursion.points(**params)]
    value = {name: each.value for name, each in image_recursion.numbers(
        image_recursion.simulate(None, outcomes=outcomes, **params)
    ).items()}  # fmt: skip
    assert value["start_recall"] > 0.6
    assert value["replace_recall"] < 0.2
    assert value["mix_fresh_recall"] > value["replace_recall"]
    assert min(value[f"{regime}_precision"] for regime in image_recursion.STYLES) > 0.97
    assert value["judged_frechet"] > 2 * value["replace_frechet"] > 2 * value["mix_fresh_frechet"]
    kept = outcomes[0]["kept"]["5"]
    assert len(kept) == 8 * 64
    assert 0 <= min(kept) < max(kept) <= 16


def test_held_out_pictures_are_not_trained_on():
    """The two parts of the real digits are all of them, each once."""
    train, test = picture_recursion.real()
    assert (len(train), len(test)) == (1200, 597)
    whole = picture_recursion.real()[0].tolist() + test.tolist()
    from sklearn.datasets import load_digits

    assert sorted(whole) == sorted((load_digits().data / 16).tolist())


def test_precision_and_recall_tell_apart_what_was_lost():
    """A copy of half the real points is precise and covers half; noise far off is neither; the same set is both."""
    rng = generator()
    real = np.concatenate([rng.normal(0, 1, (200, 3)), rng.normal(50, 1, (200, 3))])
    half = rng.normal(0, 1, (400, 3))
    assert metrics_pictures.precision(real, half) > 0.9
    assert metrics_pictures.recall(real, half) == pytest.approx(0.5, abs=0.05)
    assert metrics_pictures.precision(real, half + 500) == metrics_pictures.recall(real, half + 500) == 0
    assert metrics_pictures.precision(real, real) == metrics_pictures.recall(real, real) == 1


def test_frechet_is_exact_for_normal_laws():
    """Means three apart, and deviations of 1 and 2 in each of two dimensions, make 9 + 2."""
    rng = generator()
    first, second = rng.normal(size=(200_000, 2)), 2 * rng.normal(size=(200_000, 2)) + [3, 0]
    assert metrics_pictures.frechet(first, second) == pytest.approx(11, rel=0.02)
    assert metrics_pictures.frechet(first, first) == pytest.approx(0, abs=1e-9)


def test_a_seed_decides_every_picture():
    """The same generator state gives the same pictures, within the range of ink."""
    train, _ = picture_recursion.real()
    model = pictures.Mixture(parts=4, dimensions=6)
    runs = []
    for seed in (1, 1, 2):
        rng = generator(seed)
        *_, fit = recursion(model, replace, pictures.Album(train), size=200, generations=2, rng=rng)
        runs.append(model.sample(fit, 50, rng).values)
    assert np.array_equal(runs[0], runs[1])
    assert not np.array_equal(runs[0], runs[2])
    assert runs[0].min() >= 0
    assert runs[0].max() <= 1


def test_pictures_cannot_be_weighed():
    """A fit that would ignore weights refuses them."""
    with pytest.raises(ValueError, match="pictures cannot be weighed"):
        pictures.Mixture().weigh(pictures.Pictures(np.zeros((1, 2, 3)), np.ones(2)), 0.5)
