"""A language model that learns from its own text loses most rare words, and hardly any of the words on a real page.

A bigram model learns from three novels and writes a text as long; the next model learns from that text alone (replace),
from all texts so far (accumulate), or from it and a tenth of the novels, other passages each time (mix_resampled). Rare
are the words that stand in the novels once or twice, nearly half of all. A word is left while a model can still write
it. A real page is a passage of the novels that no model has learned from.

Perplexity is the number of equally likely words that would be as hard to guess as the next word of a real page, from
bigrams smoothed with single words. All texts count as if they were as long as the novels: else the smoothing would
fade as the pool of accumulate grows, though its texts say the same again. For the most frequent words, three in four
on a page, it rises little; for all others it rises many times over. The dotted line is exact for words drawn one by
one, with the same frequencies: what stands before a word changes hardly anything about how long it lasts.

Sources:
- suresh2024: n-gram models under replace, and the exact survival of a word
- shumailov2024: a language model fine-tuned on its own text, with a tenth of the original data kept
- gerstgrasser2024: language models whose test loss grows under replace and does not under accumulate
- guo2024: distinct n-grams, which become fewer from one generation to the next
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from collapse import regimes, text
from collapse.metrics import text as metrics_text
from collapse.models import ngram
from collapse.numerics.estimate import Column, FloatArray, Number, Series, estimate
from collapse.recursion import Regime, recursion
from collapse.theory.zipf import word_survival
from experiments.shared import drawing
from experiments.shared.alternatives import Alternative, along, table
from experiments.shared.palette import FOREGROUND, GRID, KEPT, SERIES, THROWN_AWAY

NAME = "Word pairs learned from their own text"
LAY = (
    "A small language model that keeps learning from its own writing forgets four of five rare words within "
    "{generations} rounds; but as rare words are rare, a page still looks almost complete. "
    "Keep the novels it began with, and it forgets none."
)
READ = (
    "Left: of the rare words of the novels, and of all words on an unseen page, how many a model still knows; "
    "dotted, the exact line for words drawn one by one. Right: how much harder the next word has become to guess, "
    "for the most frequent words (hollow) and for all others."
)
LIMITS = (
    "A bigram model has no grammar and no meaning, and it never writes a pair of words that it has not read; "
    "a neural network might. The standard errors are those of chance in writing: the novels are the same every time."
)
ALT = (
    "Two line charts over {generations} generations. Rare words left: {rare_recall_replace} of one under replace, "
    "{rare_recall_mix_resampled} with a tenth of the novels added in each generation, all under accumulate; of the "
    "words on an unseen page replace still knows {coverage_replace}. Perplexity as a multiple of the first: under "
    "replace {tail_replace} for less frequent words and {head_replace} for frequent ones; "
    "with a tenth of the novels {tail_mix_resampled} and {head_mix_resampled}; "
    "under accumulate {tail_accumulate} and {head_accumulate}."
)
PARAMS = {
    "chains": 512,
    "passage": 2000,
    "every": 10,
    "rare": 2,
    "head": 300,
    "strength": 100.0,
    "real_fraction": 0.1,
    "generations": 10,
    "seeds": 6,
    "written": 50_000,
}
REPLAY = "numerical"
TOLERANCE = 1e-4
PANELS = (1, 2)

STYLES = {"replace": (SERIES[0], "o"), "mix_resampled": (SERIES[1], "s"), "accumulate": (SERIES[2], "^")}
LOOKS = {"replace": (THROWN_AWAY, "o"), "mix_resampled": (KEPT, "s"), "accumulate": (KEPT, "^")}
LABELS = (
    (0, "rare words, kept", (0.1, 105), KEPT),
    (0, "words of a page, thrown away", (2.4, 83), THROWN_AWAY),
    (0, "rare, a tenth real added", (3.4, 52), KEPT),
    (0, "rare, thrown away", (0.2, 17), THROWN_AWAY),
    (1, "rare words, thrown away", (0, 4.9), THROWN_AWAY),
    (1, "a tenth real added", (5.6, 2.6), KEPT),
    (1, "frequent words: hollow", (3, 1.47), FOREGROUND),
    (1, "kept", (7.1, 0.62), KEPT),
)
MEANINGS = {
    "rare_recall": ("share of rare words", "rare words that a model can still write"),
    "coverage": ("share of running words", "words on an unseen page that a model knows"),
    "head": ("ratio to generation 0", "perplexity on the most frequent words of an unseen page"),
    "tail": ("ratio to generation 0", "perplexity on all other words of an unseen page"),
    "perplexity": ("ratio to generation 0", "perplexity on an unseen page"),
    "distinct": ("ratio to generation 0", "share of different pairs among the pairs of a written text (distinct-2)"),
}


class Reading(NamedTuple):
    """What is measured against: the text learned from, the unseen pages, and the first number of a rare word."""

    learned: ngram.IntArray
    page: ngram.IntArray
    types: int
    rarer_than: int


def simulate(
    rng: np.random.Generator,
    *,
    chains: int,
    passage: int,
    every: int,
    rare: int,
    head: int,
    strength: float,
    real_fraction: float,
    generations: int,
    seeds: int,
    written: int,
) -> Series:
    """Run each regime from the same novels, again with other chance, and measure every generation."""
    reading = novels(passage, every, rare)
    model = ngram.Raw(order=2, chains=chains)
    truth: Any = ngram.Library(reading.learned, replicates=1)
    size = len(reading.learned)
    series: dict[str, dict[str, Column]] = {}
    chosen = {
        "replace": regimes.replace,
        "mix_resampled": regimes.mix_resampled(real_fraction),
        "accumulate": regimes.accumulate,
    }

    def measured(regime: Regime) -> FloatArray:
        fits = recursion(model, regime, truth, size=size, generations=generations, rng=rng)
        return np.array([
            measure(fit.tokens, model.sample(fit, written, rng).tokens, reading, head, strength) for fit in fits
        ])  # fmt: skip

    for name, regime in chosen.items():
        runs = np.array([measured(regime) for _ in range(seeds)])
        runs[..., 2:] /= runs[:, :1, 2:]
        found = estimate(runs.transpose(1, 2, 0))
        series[name] = {"generation": np.arange(generations + 1)}
        for column, key in enumerate(MEANINGS):
            series[name] |= {key: found.mean[:, column], f"{key}_error": found.error[:, column]}
    series["independent"] = independent(reading, generations)
    return series | {"alternatives": table(chain.from_iterable(fewer(series, name) for name in chosen))}


def fewer(series: Series, name: str) -> Iterator[Alternative]:
    """Give what a regime has left after fewer generations."""
    return along("generations", series[name], {f"{key}_{name}": (key, f"{key}_error") for key in MEANINGS})


def novels(passage: int, every: int, rare: int) -> Reading:
    """Set passages of the novels apart; rare words are those that stand in all of them at most so many times."""
    whole = text.novels()
    counts = np.bincount(whole.tokens)
    learned, page = text.held_out(whole.tokens, passage=passage, every=every)
    return Reading(learned, page, len(counts), int(np.argmax(counts[1:] <= rare)) + 1)


def measure(
    tokens: ngram.IntArray, written: ngram.IntArray, reading: Reading, head: int, strength: float
) -> tuple[float, ...]:
    """Measure, in the order of `MEANINGS`, what a model learned from and what it writes."""
    length = len(reading.learned)
    logs = metrics_text.log_likelihood(tokens, reading.page, types=reading.types, strength=strength, length=length)
    return (
        float(metrics_text.recall(tokens, reading.learned, rarer_than=reading.rarer_than)[0]),
        float(metrics_text.coverage(tokens, reading.page)[0]),
        *metrics_text.head_and_tail(logs, reading.page, head=head),
        metrics_text.perplexity(logs),
        float(metrics_text.distinct(written, 2)[0]),
    )


def independent(reading: Reading, generations: int) -> dict[str, Column]:
    """Give the share of rare words left under replace if words were drawn one by one, which is exact."""
    seen = np.bincount(reading.learned)[reading.rarer_than :]
    counts, words = np.unique(seen[seen > 0], return_counts=True)
    left = [word_survival(int(count), generations) for count in counts]
    return {
        "generation": np.arange(generations + 1),
        "rare_recall": np.average(left, axis=0, weights=words),
        "words": np.full(generations + 1, words.sum()),
    }


def numbers(series: Series) -> dict[str, Number]:
    """Quote the last generation of each regime, and how many rare words there are."""
    quoted = {}
    for name in STYLES:
        table = {column: float(values[-1]) for column, values in series[name].items()}
        for key, (unit, what) in MEANINGS.items():
            meaning = f"{what} after {table['generation']:.0f} generations, {name}"
            error = table[f"{key}_error"]
            # Accumulate keeps the novels and so every word: there is nothing to estimate.
            quoted[f"{key}_{name}"] = Number(table[key], error, unit, meaning if error else f"{meaning}, exact")
    exact = series["independent"]
    start = float(series["replace"]["coverage"][0])
    return quoted | {
        "coverage_start": Number(start, 0.0, MEANINGS["coverage"][0], "words on an unseen page that the novels hold"),
        "rare_words": Number(float(exact["words"][-1]), 0.0, "words", "different words that are rare in the novels"),
        "rare_recall_independent": Number(
            float(exact["rare_recall"][-1]),
            0.0,
            MEANINGS["rare_recall"][0],
            "rare words left under replace if words were drawn one by one, exact",
        ),
    }


def plot(axes: Any, series: Series) -> None:
    """Draw what is left of the words in the first panel, and perplexity in the second."""
    left, right = np.ravel(axes)
    exact = series["independent"]
    left.plot(exact["generation"], np.multiply(100, exact["rare_recall"]), color=THROWN_AWAY, linestyle=":")
    drawing.line(left, series["replace"], "coverage", *LOOKS["replace"], scale=100, hollow=True)
    for name, look in LOOKS.items():
        drawing.line(left, series[name], "rare_recall", *look, scale=100)
        drawing.line(right, series[name], "tail", *look)
        drawing.line(right, series[name], "head", *look, hollow=True)
    left.set_title("words left (%)", fontsize="medium")
    left.set(ylim=(0, 119))
    right.set_title("surprise at real text (start = 1)", fontsize="medium")
    right.set(ylim=(0.5, 5.6))
    for panel, label, place, color in LABELS:
        (left, right)[panel].text(*place, label, color=color)
    for axis in (left, right):
        axis.set(xlabel="generation", xlim=(-0.3, 10.3))
        axis.set_xticks([0, 2, 4, 6, 8, 10])
        axis.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
