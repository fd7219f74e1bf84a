"""A word that occurred once is soon forgotten when models learn from models alone; one seen a hundred times stays long.

Each corpus is sampled from the word frequencies of the corpus before it, and nothing else is added (replace). What
becomes of a word depends only on how often it occurred in the first corpus: each occurrence is the root of a family
that dies out or does not. The line is exact for Poisson counts, where it is one formula for every word; the dots are
binomial counts in a corpus of fixed size, from the same loop as every other figure.

Sources:
- suresh2024: the recursion of the survival rate, and that the time to forget grows with the number of occurrences
- shumailov2024: that the tails of the distribution are the first to disappear
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from collapse.models import zipf
from collapse.numerics.estimate import Column, FloatArray, Number, Series, estimate
from collapse.numerics.generations import select, spaced
from collapse.recursion import recursion
from collapse.regimes import replace
from collapse.theory.zipf import word_survival
from experiments.shared import drawing
from experiments.shared.alternatives import Alternative, table
from experiments.shared.palette import GRID, THROWN_AWAY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "How long a rare word lasts"
LAY = "Rare words go first: copied from model to model, a word seen once is gone long before one seen a hundred times."
READ = (
    "Each line is the exact chance that a word is still there, each dot a simulation; "
    "the lines differ only in how often the word occurred in the first, real corpus."
)
LIMITS = (
    "The model knows only how often words occur, and sees nothing but the last corpus; "
    "it says nothing of models that build words from parts, or that still read real text."
)
ALT = (
    "Line chart, logarithmic generations: the chance that a word is still in the corpus, for words seen once, ten "
    "times and a hundred times in the first one. After {generations} generations it is {seen_1} for the first, "
    "{seen_10} for the second and {seen_100} for the third."
)
PARAMS = {"occurrences": (1, 10, 100), "tokens": 1_000_000, "generations": 100, "replicates": 20_000}
REPLAY = "numerical"
TOLERANCE = 1e-4

GENERATIONS = (1, 3, 10, 30, 100)  # from a single step to as many as are run here

LABELS = {"seen_1": "seen once", "seen_10": "seen 10 times", "seen_100": "seen 100 times"}
MARKERS = "os^"
PLACES = {"seen_1": (1.1, 0.66), "seen_10": (10, 0.86), "seen_100": (18, 1.04)}


def simulate(
    rng: np.random.Generator, *, occurrences: Sequence[int], tokens: int, generations: int, replicates: int
) -> Series:
    """Follow one word and all the rest through the generations."""
    grid = np.arange(1, generations + 1)
    lines: dict[str, Column] = {f"seen_{count}": word_survival(count, generations)[grid] for count in occurrences}
    dots = {f"seen_{count}": survival(count, tokens, generations, replicates, rng) for count in occurrences}
    others = [
        Alternative("generations", str(last), "", f"{name}_exact", float(line[last - 1]), 0.0)
        for last in GENERATIONS
        if last <= generations
        for name, line in lines.items()
    ]
    return {"exact": lines | {"generation": grid}, **dots, "alternatives": table(others)}


def survival(
    count: int, tokens: int, generations: int, replicates: int, rng: np.random.Generator
) -> dict[str, FloatArray]:
    """Estimate the chance that a word survives; the law of two types below is the first corpus, as a model reads it."""
    word, rest = 0, 1
    share = np.array([count, tokens - count]) / tokens
    first = zipf.Categorical(np.array([word, rest]), np.broadcast_to(share, (replicates, 2)))
    fits = recursion(zipf.Exact(), replace, first, size=tokens, generations=generations - 1, rng=rng)
    shown = spaced(generations, 14)
    alive = estimate([params.probabilities[:, word] > 0 for params in select(fits, shown - 1)])
    return {
        "generation": shown.astype(float),
        "alive": alive.mean,
        "standard_error": alive.error,
        "exact": word_survival(count, generations)[shown],
    }


def numbers(series: Series) -> dict[str, Number]:
    """Quote the last generation, simulated and exact."""
    quoted = {}
    for name, label in LABELS.items():
        table = series[name]
        meaning = f"chance that a word {label} is alive after {float(table['generation'][-1]):.0f} generations"
        quoted[name] = Number(float(table["alive"][-1]), float(table["standard_error"][-1]), "probability", meaning)
        quoted[f"{name}_exact"] = Number(float(table["exact"][-1]), 0.0, "probability", f"{meaning}, exact")
    return quoted


def plot(axes: Axes, series: Series) -> None:
    """Draw exact lines, and dots with error bars over them."""
    exact = series["exact"]
    for name, color, marker in zip(LABELS, [THROWN_AWAY] * len(LABELS), MARKERS, strict=True):
        table = series[name]
        axes.plot(exact["generation"], exact[name], color=color, linewidth=1.5)
        drawing.dots(axes, table["generation"], table["alive"], color, marker, yerr=table["standard_error"])
        axes.text(*PLACES[name], LABELS[name], color=color)
    axes.set(xscale="log", xlabel="generation", ylabel="chance that the word survives (%)", ylim=(0, 1.15))
    axes.set_xticks([1, 10, 100], ["1", "10", "100"])
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    axes.minorticks_off()
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
