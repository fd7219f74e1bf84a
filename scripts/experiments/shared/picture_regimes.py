"""Generations of pictures under every regime, as points of a sweep: one seed of one generator under one regime.

There are as many real pictures to learn from as a training set holds, and the first holds all of them. So the real ones
that come in later are drawn again from the first, and no generation sees one that is new.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from collapse import regimes
from collapse.curation import preferred
from collapse.recursion import Regime, recursion
from experiments.shared.picture_recursion import HELD_OUT, MEASURES, SHARPNESS, judge, measures, real

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collapse.numerics.estimate import FloatArray


def looks(values: FloatArray) -> FloatArray:
    """Give the confidence of a judge of looks, so much of it that the clearer of two is taken nearly always."""
    return SHARPNESS * judge()(values[0])[np.newaxis]


REGIMES: dict[str, Regime] = {
    "replace": regimes.replace,
    "accumulate": regimes.accumulate,
    "accumulate_subsample": regimes.accumulate_subsample,
    "growing": regimes.growing,
    "tenth": regimes.mix_resampled(0.1),
    "fifth": regimes.mix_resampled(0.2),
    "half": regimes.mix_resampled(0.5),
    "judged": regimes.curated(preferred(looks, 2)),
}


def points(*, seeds: int, arms: Sequence[tuple[str, str]], **settings: Any) -> list[dict[str, Any]]:
    """List the points of a sweep, arm by arm; an arm is a generator under a regime."""
    return [
        settings | {"generator": generator, "regime": regime, "seed": seed}
        for (generator, regime), seed in product(arms, range(seeds))
    ]


def point(*, generator: str, regime: str, seed: int, size: int, generations: int) -> dict[str, list[float]]:
    """Let a generator learn from its own pictures, and measure each generation.

    Args:
        generator: mixture, autoencoder or flow.
        regime: a key of `REGIMES`.
        seed: of the generator of random numbers.
        size: pictures in the first training set.
        generations: how many fits follow the first.

    Returns:
        From the name of a measure to its value in each generation.

    Raises:
        KeyError: if there is no such generator or regime.
        ValueError: if a model or the regime refuses the size.
    """
    # scikit-learn and PyTorch are loaded where a generator is fitted, and nowhere else.
    from collapse.networks import picture_networks, pictures  # noqa: PLC0415

    models: dict[str, Any] = {
        "mixture": pictures.Mixture,
        "autoencoder": picture_networks.Autoencoder,
        "flow": picture_networks.Flow,
    }
    rng = np.random.Generator(np.random.SFC64([seed]))
    model, truth = models[generator](), pictures.Album(real()[0])
    fits = recursion(model, REGIMES[regime], truth, size=size, generations=generations, rng=rng)
    found = [measures(model.sample(fit, HELD_OUT, rng).values[0]) for fit in fits]
    return {name: list(values) for name, values in zip(MEASURES, zip(*found, strict=True), strict=True)}
