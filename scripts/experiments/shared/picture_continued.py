"""Generations of pictures drawn by one network that goes on learning, as points of a sweep.

Sizes, first training, regimes and measures are those of `picture_regimes`, where a beginner learns each time.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from collapse import regimes
from collapse.recursion import recursion
from experiments.shared import picture_regimes
from experiments.shared.picture_recursion import HELD_OUT, MEASURES, measures, real
from experiments.shared.picture_regimes import REGIMES, points

__all__ = ["point", "points"]

CONTROL = "control"  # in place of a regime: all the first pictures again, and none of its own
ANEW = "flow_anew"  # a generator: the beginner, under regimes that `picture_regimes` left out


def point(*, generator: str, regime: str, seed: int, size: int, generations: int) -> dict[str, list[float]]:
    """Let a network go on learning from its own pictures, and measure each generation.

    Args:
        generator: autoencoder or flow, which go on, or flow_anew, a flow that begins anew each time.
        regime: a key of `picture_regimes.REGIMES`, or control.
        seed: of the generator of random numbers.
        size: pictures in the first training set.
        generations: how many fits follow the first.

    Returns:
        From the name of a measure to its value in each generation.

    Raises:
        KeyError: if there is no such generator or regime.
        ValueError: if a model or the regime refuses the size.
    """
    if generator == ANEW:
        settings: dict[str, Any] = {"regime": regime, "seed": seed, "size": size, "generations": generations}
        return picture_regimes.point(generator="flow", **settings)
    # PyTorch is loaded where a network is fitted, and nowhere else.
    from collapse.networks import going_on, pictures  # noqa: PLC0415

    models: dict[str, Any] = {"autoencoder": going_on.Autoencoder, "flow": going_on.Flow}
    rng = np.random.Generator(np.random.SFC64([seed]))
    model, truth = models[generator](), pictures.Album(real()[0])
    chosen = going_on.going_on((REGIMES | {CONTROL: regimes.mix_resampled(1.0)})[regime])
    fits = recursion(model, chosen, truth, size=size, generations=generations, rng=rng)
    found = [measures(model.sample(fit, HELD_OUT, rng).values[0]) for fit in fits]
    return {name: list(values) for name, values in zip(MEASURES, zip(*found, strict=True), strict=True)}
