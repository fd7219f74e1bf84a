"""Generations of text written by one network that goes on learning, as points of a sweep: one seed, one regime.

Corpus, sizes, first training, regimes and measures are those of `text_recursion`, where a beginner learns each time.
"""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from collapse import regimes, text
from collapse.metrics import text as metrics_text
from collapse.recursion import Corpus, Sources, recursion
from experiments.shared.text_recursion import (
    ARM,
    COMPARED,
    GUESSED,
    REGIMES,
    WRITTEN,
    compared,
    guessed,
    network,
    sentences,
    shuffled,
    variety,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from experiments.shared.text_recursion import Author

CONTROL = "control"  # in place of a network that learns from its own text: new real text alone, each time


def points(*, seeds: int, arms: Sequence[tuple[str, str, float]], **settings: Any) -> list[dict[str, Any]]:
    """List the points of a sweep; an arm is a network or its control, a regime, and a temperature.

    Args:
        seeds: how many for each arm.
        arms: the values of `model`, `regime` and `temperature`.
        **settings: all other settings of `point`.

    Returns:
        The settings, seed by seed.
    """
    return [settings | dict(zip(ARM, arm, strict=True)) | {"seed": seed} for seed, arm in product(range(seeds), arms)]


def point(
    *,
    model: str,
    regime: str,
    temperature: float,
    seed: int,
    words: int,
    size: int,
    page: int,
    generations: int,
    head: int,
    rare: int,
    length: int,
    practice: tuple[int, float],
    batch: int,
) -> dict[str, Any]:
    """Let a network go on learning from its own text, and measure each generation.

    Args:
        model: `network`, or `control`, which gets new real text instead of its own.
        regime: a key of `REGIMES`; of no account for the control.
        temperature: at which it writes, above 0.
        seed: of the generator of random numbers.
        words: how many words by frequency a sentence may use, the mark of its end among them.
        size: words of the text to learn from.
        page: words of the unseen text that it is held to, other ones for each seed.
        generations: how many times it goes on.
        head: how many words by frequency are the head.
        rare: the first number of a word that counts as rare.
        length: words in a passage, and kept of each generation.
        practice: steps and learning rate, the first time and each later one.
        batch: passages in a step.

    Returns:
        `measured`, from the name of a measure to its value in each generation, `kept`, a text a generation, and `real`,
        what unseen real text measures, with the share of its most frequent word, `floor`, and how many `rare_words` the
        first text has.

    Raises:
        ValueError: if the novels have too few words for this size, or the network or the regime refuses a setting.
    """
    rng = np.random.Generator(np.random.SFC64([seed]))
    unseen, rest = shuffled(sentences(words), page, rng)
    author = going_on(network(rest, unseen, rng, words=words, length=length, practice=practice, batch=batch))
    many, learned = size // length, rest[: size // length * length]
    cooled = partial(author.cooled, temperature)
    chosen = regimes.biased(cooled, real_alone if model == CONTROL else REGIMES[regime])
    measured: dict[str, list[float]] = {name: [] for name in (*GUESSED, *WRITTEN, *COMPARED, "coverage")}
    kept: list[str] = []
    hits: list[npt.NDArray[np.bool_]] = []
    for fit in recursion(author.model, chosen, author.truth, size=many, generations=generations, rng=rng):
        written = author.tokens(author.model.sample(cooled(fit), many, rng))
        logs, likeliest = author.guesses(fit)
        hits.append(likeliest == unseen[1 : 1 + len(likeliest)])
        found = (
            *guessed(logs, likeliest, unseen, head, rare),
            *variety(written, learned, rare),
            *compared(hits[0], hits[-1]),
            float(metrics_text.coverage(written, unseen)[0]),
        )
        for name, value in zip(measured, found, strict=True):
            measured[name].append(value)
        kept.append(text.novels().read(written[:length]))
    real = dict(zip(WRITTEN, variety(unseen[:size], learned, rare), strict=True))
    real |= {"floor": np.bincount(unseen).max() / len(unseen), "rare_words": len(np.unique(learned[learned >= rare]))}
    return {"measured": measured, "kept": kept, "real": real}


def going_on(author: Author) -> Author:
    """Let a network go on from the weights that wrote the last text, as long as it learned at first.

    Args:
        author: one that begins anew each time.

    Returns:
        The author.
    """
    return author._replace(model=author.model._replace(continued=True))  # type: ignore[attr-defined]


def real_alone(sources: Sources) -> Corpus:
    """Let the last network go on with new real text, as much as at first, and with none of its own.

    Args:
        sources: where data come from.

    Returns:
        The real text, which is the pool as well.
    """
    training = sources.real(sources.size)._replace(start=sources.params)
    return Corpus(training, training)
