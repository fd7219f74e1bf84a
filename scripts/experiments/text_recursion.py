"""A model that learns from its own text loses its rare words first, and its score on running text tells far less.

A small decoder and a model of pairs of words learn from the same real sentences of three novels, write as much again,
and the next model of each kind, a beginner every time, learns from that: from its own text alone or from half of it and
half of the first real text, other passages each time. The text is made of whole sentences that use the most frequent
words of the novels alone, so that no token stands for unknown words. Rare is what is not among the first thousand.

The score is what a benchmark of running text counts: how often the likeliest next word is the right one, on real
sentences that no model has learned from. Temperature decides how a model fails. Below one it picks likely words more
often than it has learned them, and rare ones go first; at one it errs towards noise, keeps more rare words, and loses
as much of its score. Perplexity tells where the score does not: on rare words it rises many times over where all text
is a model's own, and about twofold where half is real. There a network still half knows what it does not say.

Where a written text begins matters: were every written passage to begin a sentence, and real ones anywhere, a network
would learn two ways of writing, and its own would decay as if no text were real. So both are cut alike.

Sources:
- shumailov2024: language models that learn from the text of the last one, with and without real text kept
- marchi2024: that any temperature but one lets such a loop degenerate
- guo2024: distinct n-grams, which become fewer from one generation to the next
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np

from collapse.numerics.estimate import Column, Number, Series, estimate
from experiments.shared import drawing
from experiments.shared.palette import GRID, SERIES
from experiments.shared.text_recursion import point, points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["point", "points"]

NAME = "A network that learns from its own text"
LAY = (
    "A small language model that learns from its own text soon writes hardly any rare words; where half of the text "
    "is real it loses them more slowly, and goes on losing. How many next words it guesses rightly, which is what an "
    "average benchmark counts, falls far less."
)
READ = (
    "Above, the beginning of what the network writes after each round on its own text. In the middle, how many of the "
    "rare words that a model wrote at first it writes still; below, how many next words it guesses on unseen real "
    "pages, also as a share of the first. Filled marks are the network, hollow ones the model of word pairs; cool "
    "means that likely words are picked more often than learned, warm as often. Standard errors are over {seeds} runs."
)
LIMITS = (
    "The network has half a million weights, knows {words} words, has learned from {size} and writes poorly from the "
    "start; large models have more to lose and more to lose it with. Its score is far above that of always saying the "
    "same word, but low. What it does not write, it may still know."
)
ALT = (
    "Above, what a network writes over {generations} generations, from sentences to the same words over and over. In "
    "the middle falling lines of rare words, as shares of the first: {rare_network_cool} cool from its own text, "
    "{rare_network_half} with half real text, {rare_network_warm} warm; the model of word pairs {rare_ngram_cool}, "
    "{rare_ngram_half} and {rare_ngram_warm}. Below the score, which falls less: {accuracy_network_cool}, "
    "{accuracy_network_half} and {accuracy_network_warm}; {accuracy_ngram_cool}, {accuracy_ngram_half} and "
    "{accuracy_ngram_warm}."
)
PARAMS = {
    "seeds": 5,
    "arms": (
        ("network", 0.8, 0.0),
        ("network", 1.0, 0.0),
        ("network", 0.8, 0.5),
        ("ngram", 0.8, 0.0),
        ("ngram", 1.0, 0.0),
        ("ngram", 0.8, 0.5),
    ),
    "words": 3000,
    "size": 70_000,
    "generations": 4,
    "head": 200,
    "rare": 1000,
    "length": 16,
    "practice": (900, 0.008),
    "batch": 16,
}
REPLAY = "statistical"
PANELS = (3, 1)

STYLES = {"cool": (SERIES[0], "o"), "warm": (SERIES[2], "^"), "half": (SERIES[1], "s")}
MODELS = {"network": "the network", "ngram": "the n-gram model"}
REGIMES = {
    "cool": "from its own text, at temperature 0.8",
    "warm": "from its own text, at temperature 1",
    "half": "from half its own text and half real text, at temperature 0.8",
}
MEANINGS = {
    "accuracy": "next words guessed rightly on unseen pages",
    "perplexity": "perplexity on unseen pages",
    "head": "perplexity on the most frequent words of unseen pages",
    "tail": "perplexity on the rare words of unseen pages",
    "rare": "rare words in what it writes",
    "words": "different words in what it writes",
    "pairs": "share of different pairs among the pairs of what it writes (distinct-2)",
}
UNITS = {"perplexity": "words", "head": "words", "tail": "words", "words": "words"}
REAL = {
    "rare": ("share of rare words", "rare words of the text learned from that stand in another real text as long"),
    "pairs": ("share of pairs", "share of different pairs among the pairs of another real text as long"),
    "floor": ("share of words", "next words guessed rightly by saying the most frequent word always"),
    "rare_words": ("words", "different rare words in the text learned from"),
}
LABELS = (
    ((0.1, 62), "cool, its own text", "cool"),
    ((0.1, 46), "warm, its own text", "warm"),
    ((0.1, 30), "cool, half of it real text", "half"),
)


def named(model: str, temperature: float, real_fraction: float) -> str:
    """Give the short name of an arm."""
    return f"{model}_{'half' if real_fraction else 'cool' if temperature < 1 else 'warm'}"


def simulate(rng: np.random.Generator, *, outcomes: list[Any], arms: Any, generations: int, **_: Any) -> Series:
    """Average what the points measured, also relative to generation 0 of the same run; keep the first run's text."""
    del rng
    series: dict[str, dict[str, Column]] = {}
    for place, arm in enumerate(arms):
        runs = outcomes[place :: len(arms)]
        name = named(*arm)
        series[name] = {"generation": np.arange(generations + 1)}
        for measure in MEANINGS:
            found = np.array([run["measured"][measure] for run in runs])
            for key, values in ((measure, found), (f"{measure}_ratio", found / found[:, :1])):
                mean, error = estimate(values.T)
                series[name] |= {key: mean, f"{key}_error": error}
        series[f"{name}_text"] = {"generation": np.arange(generations + 1), "text": runs[0]["kept"]}
    real = [run["real"] for run in outcomes[:: len(arms)]]
    series["real"] = {}
    for key in real[0]:
        mean, error = estimate([[run[key] for run in real]])
        series["real"] |= {key: mean, f"{key}_error": error}
    return series


def numbers(series: Series) -> dict[str, Number]:
    """Quote the last and the first round of each arm relative to generation 0, how that began, and real text."""
    quoted = {}
    for name in (f"{model}_{arm}" for model in MODELS for arm in STYLES):
        table, (model, arm) = series[name], name.split("_")
        said = f"{MODELS[model]} that learns {REGIMES[arm]}"
        for measure, what in MEANINGS.items():
            ratio, error = table[f"{measure}_ratio"], table[f"{measure}_ratio_error"]
            last = int(table["generation"][-1])
            for key, row in ((f"{measure}_{name}", last), (f"{measure}_{name}_first", 1)):
                meaning = f"{what}, generation {row}, {said}"
                quoted[key] = Number(float(ratio[row]), float(error[row]), "ratio to generation 0", meaning)
            unit, meaning = UNITS.get(measure, "share"), f"{what}, generation 0, {said}"
            start, apart = float(table[measure][0]), float(table[f"{measure}_error"][0])
            quoted[f"start_{measure}_{name}"] = Number(start, apart, unit, meaning)
    for key, (unit, meaning) in REAL.items():
        value = series["real"]
        quoted[f"real_{key}"] = Number(float(value[key][0]), float(value[f"{key}_error"][0]), unit, meaning)
    return quoted


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw what the network writes, and below how much it has left of rare words and of the benchmark."""
    above, middle, below = axes.ravel()
    excerpts(above, series["network_cool_text"])
    for panel, measure in ((middle, "rare"), (below, "accuracy")):
        for arm, (color, marker) in STYLES.items():
            for model in MODELS:
                hollow, table = model != "network", series[f"{model}_{arm}"]
                look: Any = {"scale": 100, "hollow": hollow, "dotted": hollow}
                drawing.line(panel, table, f"{measure}_ratio", color, marker, **look)
        panel.set(ylim=(0, 112), xlim=(-0.1, 4.1), xticks=range(5), xlabel="generation")
        panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
    middle.set_title("rare words it writes (% of the first)", fontsize="medium")
    below.set_title("next words guessed rightly (% of the first)", fontsize="medium")
    for place, label, arm in LABELS:
        below.text(*place, label, color=STYLES[arm][0])


def excerpts(axes: Axes, table: Any) -> None:
    """Print the beginning of what each generation wrote, in as many lines as it needs."""
    width = axes.bbox.width * 72 / axes.figure.dpi / mpl.rcParams["font.size"]
    lines = [wrap(words, int((width - 2) / 0.53)) for words in table["text"]]
    deep = max(len(each) for each in lines)
    for generation, parts in zip(table["generation"], lines, strict=True):
        top = -generation * (deep + 0.6)
        axes.text(0, top, f"{generation}", color=STYLES["cool"][0], va="top")
        axes.text(2 / width, top, "\n".join(parts), va="top", linespacing=1.1)
    axes.set(xlim=(0, 1), ylim=(-len(lines) * (deep + 0.6), 0.3), xticks=[], yticks=[])
    axes.set_title("what the network writes, from its own text, cool", fontsize="medium")
    axes.spines[:].set_visible(b=False)
