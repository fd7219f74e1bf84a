"""A vocabulary loses most of its words over generations of copying while the text that they made up is hardly missed.

Ten trillion tokens are drawn from a law of two exponents over more types than will ever occur: near 1 for the common
words and near 2 for the rest, as counted in large collections of text; where it turns is ours, and swept. Each later
corpus is drawn from the word frequencies of the one before (replace). Types alive and the true probability of those
that are gone are exact sums over bins of the ranking; the dots follow a random sample of words, each an independent
branching process.

Sources:
- suresh2024: the recursion of the survival rate
- ferrer2001: the two exponents
- bellina2025: the same exponents in another collection
- petersen2012: that two regimes are found in seven languages
- dohmatob2024tails: a power law as the model of tails that synthetic data cut off
- seddik2024: that collapse cannot be avoided when training on synthetic data alone
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from collapse.models import vocabulary
from collapse.numerics.estimate import Estimate, Number, Series
from collapse.numerics.generations import select, spaced
from collapse.theory import zipf as theory
from experiments.shared import drawing, word_laws
from experiments.shared.alternatives import Alternative, table
from experiments.shared.palette import FOREGROUND, GRID, THROWN_AWAY
from experiments.shared.word_laws import Law

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

NAME = "Lost words that nobody misses"
LAY = "Most words can vanish while almost every sentence still looks right: the words that vanish are the rare ones."
READ = (
    "The upper line is the share of the first corpus's words that are still there, the lower one the share of real "
    "text that consists of words no longer there; lines are exact, dots are simulations with standard errors."
)
LIMITS = (
    "Pure replacement, the worst case, of a language without grammar; "
    "and how many words are lost depends on how steeply their frequencies fall."
)
ALT = (
    "Line chart, both axes logarithmic. The share of words still alive falls to {alive} after {generations} "
    "generations. The share of real text that consists of missing words rises from {missing_first} to {missing} only."
)
PARAMS = {
    "tokens": 1e13,
    "types": 1e14,
    "exponents": (1.0, 2.0),
    "turn": 10_000,
    "generations": 100,
    "words": 400,
    "width": 0.2,
}
REPLAY = "numerical"
TOLERANCE = 1e-4


def simulate(
    rng: np.random.Generator,
    *,
    tokens: float,
    types: float,
    exponents: tuple[float, float],
    turn: float,
    generations: int,
    words: int,
    width: float,
) -> Series:
    """Sum over all words, and follow a sample of them; `width` is that of the bins the sample is drawn from."""
    law = theory.two_regimes(types, exponents, turn)
    exact_alive = theory.types_alive(law, tokens, generations)
    exact_missing = theory.missing_mass(law, tokens, generations)
    grid, shown = spaced(generations, 60), spaced(generations, 14)
    strata = theory.two_regimes(types, exponents, turn, single_ranks=10, width=width)
    first = vocabulary.first_corpus(law, strata, tokens, words, rng)
    corpora = list(select(islice(vocabulary.replaced(first, rng), generations + 1), shown))
    alive = [vocabulary.types_alive(corpus, strata) for corpus in corpora]
    missing = [vocabulary.missing_mass(corpus, strata) for corpus in corpora]
    return {
        "exact": {
            "generation": grid,
            "alive": exact_alive[grid] / exact_alive[0],
            "missing": exact_missing[grid],
        },
        "first": {"types": exact_alive[:1], "missing": exact_missing[:1]},
        "simulated": {
            "generation": shown,
            "alive": column(alive, "mean") / exact_alive[0],
            "alive_error": column(alive, "error") / exact_alive[0],
            "missing": column(missing, "mean"),
            "missing_error": column(missing, "error"),
        },
        "alternatives": table(others(Law(types, exponents, turn), tokens, generations)),
    }


def others(words: Law, tokens: float, generations: int) -> Iterator[Alternative]:
    """Give the exact numbers under other laws, corpora and numbers of generations."""
    for parameter, setting, other, size, last in word_laws.others(words, tokens, generations):
        alive, missing = theory.types_alive(other, size, last), theory.missing_mass(other, size, last)
        for name, value in (
            ("alive_exact", alive[-1] / alive[0]),
            ("missing_exact", missing[-1]),
            ("missing_first", missing[0]),
        ):
            yield Alternative(parameter, setting, "", name, float(value), 0.0)


def column(estimates: list[Estimate], field: str) -> np.ndarray:
    """Collect one field of the estimates."""
    return np.array([getattr(estimate, field) for estimate in estimates])


def numbers(series: Series) -> dict[str, Number]:
    """Quote the first corpus, and the last and the tenth one."""
    exact, dots, first = series["exact"], series["simulated"], series["first"]
    tenth = [int(generation) for generation in exact["generation"]].index(10)
    share, mass = "share of the first corpus's words", "probability"
    return {
        "alive": Number(float(dots["alive"][-1]), float(dots["alive_error"][-1]), share, "words alive at the end"),
        "alive_exact": Number(float(exact["alive"][-1]), 0.0, share, "words alive at the end, exact"),
        "alive_tenth": Number(float(exact["alive"][tenth]), 0.0, share, "words alive in generation 10, exact"),
        "missing": Number(float(dots["missing"][-1]), float(dots["missing_error"][-1]), mass, "missing at the end"),
        "missing_exact": Number(float(exact["missing"][-1]), 0.0, mass, "missing at the end, exact"),
        "missing_tenth": Number(float(exact["missing"][tenth]), 0.0, mass, "missing in generation 10, exact"),
        "missing_first": Number(float(first["missing"][0]), 0.0, mass, "missing from the first corpus, exact"),
        "types_first": Number(float(first["types"][0]), 0.0, "words", "different words in the first corpus, exact"),
    }


def plot(axes: Axes, series: Series) -> None:
    """Draw both shares on one logarithmic axis, in percent."""
    exact, dots = series["exact"], series["simulated"]
    labels = {"alive": "share of the words still in use", "missing": "share of text that uses lost words"}
    for name, color, marker in zip(labels, (THROWN_AWAY, FOREGROUND), "os", strict=True):
        axes.plot(exact["generation"], exact[name], color=color, linewidth=1.5)
        drawing.dots(axes, dots["generation"], dots[name], color, marker, yerr=dots[f"{name}_error"])
    axes.text(1, 0.055, labels["alive"], color=THROWN_AWAY)
    axes.text(1, 4e-4, labels["missing"], color=FOREGROUND)
    axes.set(xscale="log", yscale="log", xlabel="generation", ylim=(1e-5, 2))
    axes.set_xticks([1, 10, 100], ["1", "10", "100"])
    axes.set_yticks([1, 0.1, 0.01, 1e-3, 1e-4], ["100 %", "10 %", "1 %", "0.1 %", "0.01 %"])
    axes.minorticks_off()
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
