"""Pictures of pictures keep their looks and lose their variety: in the stored results, and again at a reduced size."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from collapse import regimes
from collapse.metrics import distances
from collapse.networks import picture_networks, pictures
from collapse.recursion import recursion
from experiments import image_recursion
from experiments.shared import picture_recursion

pytestmark = pytest.mark.learned

STORED = json.loads((Path(__file__).parents[2] / "figures/image_recursion.json").read_text())


def generator(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def test_finding_is_true_of_the_stored_results():
    """Coverage goes whatever draws, real pictures slow that, and a judge costs kinds of digit and distance."""
    value = {name: number["value"] for name, number in STORED["numbers"].items()}
    error = {name: number["error"] for name, number in STORED["numbers"].items()}
    for generator in ("mixture", "autoencoder", "flow"):
        start, alone, mixed = (value[f"{generator}_{arm}_recall"] for arm in ("start", "replace", "mix_fresh"))
        assert alone < 0.1
        assert start > 0.3
        assert alone <= mixed < start
        assert value[f"{generator}_mix_fresh_frechet"] < value[f"{generator}_replace_frechet"]
    for arm in ("mixture_replace", "mixture_mix_fresh", "mixture_judged", "autoencoder_replace"):
        assert value[f"{arm}_precision"] > 0.9
    assert value["mixture_replace_kinds"] == value["mixture_mix_fresh_kinds"] == 10
    assert value["mixture_judged_kinds"] + 2 * error["mixture_judged_kinds"] < 8
    gap = value["mixture_judged_frechet"] - value["mixture_replace_frechet"]
    assert gap > 4 * np.hypot(error["mixture_judged_frechet"], error["mixture_replace_frechet"])


def test_a_reduced_run_has_the_same_signs():
    """Four generations again: coverage falls under replace, and the judge moves pictures further from real ones."""
    arms = tuple(arm for arm in image_recursion.PARAMS["arms"] if arm[0] == "mixture")
    params = image_recursion.PARAMS | {"arms": arms, "seeds": 2, "generations": 4, "shown": [4]}
    outcomes = [picture_recursion.point(**settings) for settings in picture_recursion.points(**params)]
    value = {name: each.value for name, each in image_recursion.numbers(
        image_recursion.simulate(None, outcomes=outcomes, **params)
    ).items()}  # fmt: skip
    assert value["mixture_start_recall"] > 0.6
    assert value["mixture_replace_recall"] < 0.25
    assert value["mixture_mix_fresh_recall"] > value["mixture_replace_recall"]
    assert min(value[f"{'_'.join(arm)}_precision"] for arm in arms) > 0.97
    assert (
        value["mixture_judged_frechet"] > 2 * value["mixture_replace_frechet"] > 2 * value["mixture_mix_fresh_frechet"]
    )
    kept = outcomes[0]["kept"]["4"]
    assert len(kept) == 8 * 64
    assert 0 <= min(kept) < max(kept) <= 16


@pytest.mark.parametrize("generator", ["autoencoder", "flow"])
def test_a_network_loses_its_variety_too(generator):
    """One round of its own pictures costs a network most of what it covered, and moves its pictures away."""
    settings = {"regime": "replace", "seed": 0, "size": 1200, "generations": 1, "real_fraction": 0.2}
    measured = picture_recursion.point(generator=generator, shown=[], pictures=8, **settings)["measured"]
    assert measured["recall"][0] > 0.25
    assert measured["recall"][1] < 0.6 * measured["recall"][0]
    assert measured["frechet"][1] > 1.5 * measured["frechet"][0]
    assert measured["spread"][1] < measured["spread"][0] < 1


GENERATORS = {
    "mixture": pictures.Mixture(parts=3, dimensions=4),
    "autoencoder": picture_networks.Autoencoder(steps=4),
    "flow": picture_networks.Flow(steps=4, strides=2),
}
REGIMES = {
    "replace": regimes.replace,
    "growing": regimes.growing,
    "accumulate": regimes.accumulate,
    "accumulate_subsample": regimes.accumulate_subsample,
    "mix_fresh": regimes.mix_fresh(0.5),
    "mix_fixed": regimes.mix_fixed(0.5),
    "mix_resampled": regimes.mix_resampled(0.5),
}


@pytest.mark.parametrize("name", REGIMES)
@pytest.mark.parametrize("model", GENERATORS.values(), ids=list(GENERATORS))
def test_every_regime_runs(model, name):
    """Three fits come of two generations, and the last one draws pictures of ink."""
    truth = pictures.Album(picture_recursion.real()[0])
    fits = list(recursion(model, REGIMES[name], truth, size=60, generations=2, rng=generator()))
    assert len(fits) == 3
    drawn = model.sample(fits[-1], 10, generator()).values
    assert drawn.shape == (1, 10, 64)
    assert 0 <= drawn.min() <= drawn.max() <= 1


@pytest.mark.parametrize("model", [picture_networks.Autoencoder(steps=5), picture_networks.Flow(steps=5, strides=3)])
def test_a_network_is_decided_by_its_data_and_leaves_no_trace(model):
    """The same data give the same pictures, whatever PyTorch drew before, and its own generator is as it was."""
    train, _ = picture_recursion.real()
    data = pictures.Pictures(train[np.newaxis, :100], np.ones(100))
    drawn = []
    for seed in (1, 2):
        torch.manual_seed(seed)
        before = torch.get_rng_state()
        drawn.append(model.sample(model.fit(data), 20, generator()).values)
        assert torch.equal(before, torch.get_rng_state())
    assert np.array_equal(drawn[0], drawn[1])
    assert drawn[0].shape == (1, 20, 64)
    assert 0 <= drawn[0].min() <= drawn[0].max() <= 1


def test_a_flow_goes_where_the_data_are():
    """From noise it comes to two points that are all it has seen, about as often to each."""
    two = np.repeat([[0.2, 0.9], [0.8, 0.1]], 200, axis=0)
    model = picture_networks.Flow(width=64, steps=600)
    fit = model.fit(pictures.Pictures(two[np.newaxis], np.ones(400)))
    drawn = model.sample(fit, 400, generator()).values[0]
    near = np.linalg.norm(drawn[:, np.newaxis] - two[[0, -1]], axis=2)
    assert np.median(near.min(axis=1)) < 0.1
    assert 0.3 < near.argmin(axis=1).mean() < 0.7


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
    assert distances.precision(real, half) > 0.9
    assert distances.precision(half, real) == pytest.approx(0.5, abs=0.05)
    assert distances.precision(real, half + 500) == distances.precision(half + 500, real) == 0
    assert distances.precision(real, real) == 1


def test_frechet_is_exact_for_normal_laws():
    """Means three apart, and deviations of 1 and 2 in each of two dimensions, make 9 + 2."""
    rng = generator()
    first, second = rng.normal(size=(200_000, 2)), 2 * rng.normal(size=(200_000, 2)) + [3, 0]
    assert distances.frechet(first, second) == pytest.approx(11, rel=0.02)
    assert distances.frechet(first, first) == pytest.approx(0, abs=1e-9)


def test_a_seed_decides_every_picture():
    """The same generator state gives the same pictures, within the range of ink."""
    train, _ = picture_recursion.real()
    model = pictures.Mixture(parts=4, dimensions=6)
    runs = []
    for seed in (1, 1, 2):
        rng = generator(seed)
        *_, fit = recursion(model, regimes.replace, pictures.Album(train), size=200, generations=2, rng=rng)
        runs.append(model.sample(fit, 50, rng).values)
    assert np.array_equal(runs[0], runs[1])
    assert not np.array_equal(runs[0], runs[2])
    assert runs[0].min() >= 0
    assert runs[0].max() <= 1


def test_pictures_cannot_be_weighed():
    """A fit that would ignore weights refuses them."""
    with pytest.raises(ValueError, match="pictures cannot be weighed"):
        pictures.Mixture().weigh(pictures.Pictures(np.zeros((1, 2, 3)), np.ones(2)), 0.5)
