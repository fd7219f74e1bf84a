"""Generations of pictures as points of a sweep: one seed under one regime, measured against pictures held out."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from collapse import regimes
from collapse.curation import preferred
from collapse.metrics import distances
from collapse.recursion import Regime, recursion

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from collapse.numerics.estimate import FloatArray

    Labels = npt.NDArray[np.int64]

HELD_OUT, FEATURES, KINDS = 597, 20, 10
SHARPNESS = 200.0  # so large that of two pictures the judge's favourite is taken, nearly always
MEASURES = ("precision", "recall", "frechet", "kinds", "spread")


def points(*, seeds: int, arms: tuple[tuple[str, str], ...], **settings: Any) -> list[dict[str, Any]]:
    """List the points of a sweep, seed by seed; an arm is a generator under a regime."""
    return [
        settings | {"generator": arm[0], "regime": arm[1], "seed": seed} for seed, arm in product(range(seeds), arms)
    ]


def point(
    *,
    generator: str,
    regime: str,
    seed: int,
    size: int,
    generations: int,
    real_fraction: float,
    shown: list[int],
    pictures: int,
) -> dict[str, Any]:
    """Let a generator learn from its own pictures, and measure each generation; keep a few to look at.

    Args:
        generator: mixture, autoencoder or flow.
        regime: replace, mix_fresh or judged.
        seed: of the generator of random numbers.
        size: pictures in a training set.
        generations: how many fits follow the first.
        real_fraction: of the pictures under mix_fresh, from 0 to 1.
        shown: generations of which pictures are kept.
        pictures: how many are kept of each.

    Returns:
        `measured`, from the name of a measure to its value in each generation, and `kept`, from a generation to the ink
        of its pictures.

    Raises:
        KeyError: if there is no such generator or regime.
        ValueError: if a model or the regime refuses the size.
    """
    # scikit-learn and PyTorch are loaded where a generator is fitted, and nowhere else.
    from collapse.networks import picture_networks  # noqa: PLC0415
    from collapse.networks import pictures as family  # noqa: PLC0415

    rng = np.random.Generator(np.random.SFC64([seed]))
    train, _ = real()
    chosen: dict[str, Regime] = {
        "replace": regimes.replace,
        "mix_fresh": regimes.mix_fresh(real_fraction),
        "judged": regimes.curated(preferred(lambda values: SHARPNESS * judge()(values[0])[np.newaxis], 2)),
    }
    truth: Any = family.Album(train)
    models: dict[str, Any] = {
        "mixture": family.Mixture,
        "autoencoder": picture_networks.Autoencoder,
        "flow": picture_networks.Flow,
    }
    model = models[generator]()
    measured: dict[str, list[float]] = {name: [] for name in MEASURES}
    kept: dict[str, list[int]] = {}
    fits = recursion(model, chosen[regime], truth, size=size, generations=generations, rng=rng)
    for generation, fit in enumerate(fits):
        drawn = model.sample(fit, HELD_OUT, rng).values[0]
        for name, value in zip(MEASURES, measures(drawn), strict=True):
            measured[name].append(value)
        if generation in shown:
            kept[str(generation)] = sorted_by_kind(drawn[:pictures])
    return {"measured": measured, "kept": kept}


def measures(drawn: FloatArray) -> tuple[float, ...]:
    """Measure generated pictures, of shape (pictures, dots), ink from 0 to 1, in the order of `MEASURES`.

    These are precision and recall, the squared Fréchet distance in 20 principal components, how many kinds of digit
    make over 2 % of the pictures, and the variance over that of real ones.
    """
    from sklearn.decomposition import PCA  # noqa: PLC0415 - as above

    train, test = real()
    seen = PCA(FEATURES, random_state=0).fit(train)
    kinds = np.bincount(judge_of_kinds().predict(drawn), minlength=KINDS) / len(drawn)
    return (
        distances.precision(test, drawn),
        distances.precision(drawn, test),
        distances.frechet(seen.transform(test), seen.transform(drawn)),
        float((kinds > 0.02).sum()),
        float(drawn.var(axis=0).sum() / test.var(axis=0).sum()),
    )


def sorted_by_kind(drawn: FloatArray) -> list[int]:
    """Give pictures as ink from 0 to 16, dot by dot and picture by picture, those of one digit side by side."""
    order = np.argsort(judge_of_kinds().predict(drawn), kind="stable")
    return [int(ink) for ink in np.rint(16 * drawn[order]).ravel()]


@cache
def digits() -> tuple[FloatArray, Labels]:
    """Return the digits that come with scikit-learn and what each is, shuffled once; those held out come first.

    Ink is from 0 to 1, of shape (pictures, 64).
    """
    from sklearn.datasets import load_digits  # noqa: PLC0415 - as above

    found = load_digits()
    order = np.random.Generator(np.random.SFC64(0)).permutation(len(found.data))
    return found.data[order] / 16, found.target[order]


def real() -> tuple[FloatArray, FloatArray]:
    """Return the digits for training, and those held out."""
    pixels, _ = digits()
    return pixels[HELD_OUT:], pixels[:HELD_OUT]


@cache
def judge_of_kinds() -> Any:
    """Return a classifier of real digits, a support vector machine, which tells the kinds of generated ones."""
    from sklearn.svm import SVC  # noqa: PLC0415 - as above

    pixels, kinds = digits()
    return SVC(gamma=0.32, C=10).fit(pixels[HELD_OUT:], kinds[HELD_OUT:])


@cache
def judge() -> Callable[[FloatArray], FloatArray]:
    """Return another classifier's confidence: by how much its first choice of digit leads over the second."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - as above

    pixels, kinds = digits()
    model = LogisticRegression(max_iter=500).fit(pixels[HELD_OUT:], kinds[HELD_OUT:])

    def margin(pixels: FloatArray) -> FloatArray:
        scores = np.sort(model.decision_function(pixels), axis=1)
        return np.asarray(scores[:, -1] - scores[:, -2], dtype=float)

    return margin
