"""A network that goes on learning from its own text loses its rare words as far as one that begins anew each time.

The network of `text_recursion`, on the same text, under the same regimes and measures: the first time a beginner, and
then on from the weights that wrote the last text. How long it goes on was decided before the run: as many steps as the
first time, at the same rate, so that the weights it begins with are all that differs from a beginner. Authors who go
on train each round alike as well; the program of Shumailov et al. has one number of epochs and one rate. A gentler
training moves the weights less, and was cut for time; so were further rounds.

A network that goes on has learned longer than a beginner, and where real text comes in, from more of it. So a control
goes on with new real text alone. What is left is also held to what a beginner keeps, in `text_recursion`.

What was expected, and held to, was written down before the run. Where words are picked as often as learned, a network
that goes on should keep more of its rare words than a beginner under the same regime, since what the text has lost the
weights may still hold; that is the line there. A little below, it should lose most of them whatever is kept or mixed
in, since each round leans further towards likely words, whoever takes it: half is the line. Beyond what the commonest
word brings anyone, the score should fall less than a beginner's where text is replaced, so that an average hides more.
Perplexity on real text should rise in the order that larger models have: least where text is kept, more where as much
is written anew, most where it is replaced. The control should end no worse than it began, its own start being the
line. Five seeds, as in every other learned experiment: over three, Student's interval reaches 4.3 standard errors. The
control writes at one temperature alone, as its training is the same at all.

So it came out for favoured words, where all arms but one are below half (with all text kept, half cannot be told from
what is left), and for the order of perplexity. It did not for the rest. In no regime does it keep more of its rare
words than a beginner. Where text is replaced the score falls less than a beginner's only near the likeliest word; what
hides more is that it rises where half of the text is real or all is kept. And the control, less surprised at real text
than at first and right more often, writes fewer rare words: longer training takes a part of what the others lose.

Sources:
- shumailov2024: language models fine-tuned on the text of the last one, each for as many epochs
- gerstgrasser2024: replace, accumulate and more of the own text, with beginners in every round
- gambetta2024: a language model fine-tuned on its own text, which becomes less rich in words
- kazdan2025: as much drawn from all that there ever was
"""

from __future__ import annotations

from typing import Any

import numpy as np

from collapse.numerics.estimate import Number, Series, estimate
from experiments import text_recursion
from experiments.shared import drawing
from experiments.shared.learning_curves import half_width
from experiments.shared.palette import FOREGROUND, GRID
from experiments.shared.text_continued import CONTROL, point, points
from experiments.text_recursion import KEEPING, MEANINGS, PICKED, RATIO, SHORT, STYLES, at, named

__all__ = ["point", "points"]

NAME = "A network that goes on learning from its own text"
LAY = (
    "A small language model that goes on learning from its own text loses its rare words as far as one that begins "
    "anew each time. Where half of the text is real, or all is kept, its score rises meanwhile, and shows nothing of "
    "it. Longer training alone, on real text, takes a part of the rare words too."
)
READ = (
    "By what is kept beside the network's own text, and by how much it favours likely words: what is left after "
    "{generations} rounds of the rare words that it wrote at first, and of its right guesses at the next word beyond "
    "those that the commonest word brings anyone; below, its surprise at unseen real pages (perplexity), as a multiple "
    "of the first. In each round it goes on from the weights that wrote the last text. Intervals of {confidence} "
    "confidence are from {seeds} runs."
)
LIMITS = (
    "The network has half a million weights, knows {words} words and writes poorly from the start. It goes on as long "
    "and as hard as it learned at first; who trains more gently moves it less in a round."
)
ALT = (
    "Three panels. Rare words as shares of the first: where text is replaced {rare_network_warm}, {rare_network_cool} "
    "and {rare_network_cold}, the more likely words are favoured; where all is kept {rare_network_accumulate_warm}, "
    "{rare_network_accumulate_cool} and {rare_network_accumulate_cold}; with half new real text "
    "{rare_network_half_warm}, {rare_network_half_cool} and {rare_network_half_cold}. In the middle the score, "
    "{above_network_warm}, {above_network_cool} and {above_network_cold} where text is replaced, "
    "{above_network_accumulate_warm}, {above_network_accumulate_cool} and {above_network_accumulate_cold} where all is "
    "kept. Below the perplexity, {perplexity_network_warm}, {perplexity_network_cool} and {perplexity_network_cold} "
    "times the first where text is replaced, {perplexity_network_accumulate_warm}, "
    "{perplexity_network_accumulate_cool} and {perplexity_network_accumulate_cold} times where all is kept."
)
PARAMS = text_recursion.PARAMS | {
    "arms": (
        *(("network", regime, heat) for heat in (0.8, 1.0, 0.5) for regime in KEEPING),
        (CONTROL, "real", 0.8),
    ),
}
REPLAY = "statistical"
PANELS = (3, 1)

COVERED = "words of unseen pages that stand in what it writes"


def simulate(rng: np.random.Generator, *, outcomes: list[Any], arms: Any, **settings: Any) -> Series:
    """Average what the points measured as for beginners, and of how many words of a real page are written, too."""
    series = dict(text_recursion.simulate(rng, outcomes=outcomes, arms=arms, **settings))
    for place, arm in enumerate(arms):
        values = np.array([run["measured"]["coverage"] for run in outcomes[place :: len(arms)]])
        for name, each in (("coverage", values), ("coverage_ratio", values / values[:, :1])):
            mean, error = estimate(each.T)
            series[named(*arm)] = {**series[named(*arm)], name: mean, f"{name}_error": error}
    return series


def numbers(series: Series) -> dict[str, Number]:
    """Quote the last round of each arm relative to generation 0, how that began, real text, and the control."""
    own = {name: table for name, table in series.items() if not name.startswith(CONTROL)}
    quoted = text_recursion.numbers(own)
    for name in (each.removesuffix("_compared") for each in own if each.endswith("_compared")):
        said = name.replace("_", " ")
        quoted[f"coverage_{name}"] = at(own[name], "coverage_ratio", -1, RATIO, f"{COVERED}, last generation, {said}")
        quoted[f"start_coverage_{name}"] = at(own[name], "coverage", 0, "share", f"{COVERED}, generation 0, {said}")
    for name in (each for each in series if each.startswith(CONTROL) and not each.endswith("_compared")):
        for measure, what in (MEANINGS | {"coverage": COVERED}).items():
            meaning = f"{what}, last generation, where it goes on with new real text alone"
            quoted[f"control_{measure}"] = at(series[name], f"{measure}_ratio", -1, RATIO, meaning)
        meaning = "score above that of one word always, last generation, where it goes on with new real text alone"
        quoted["control_above"] = at(series[name], "above", -1, RATIO, meaning)
    return quoted


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw what is left of rare words and of the score, and how perplexed the network ends, in every regime."""
    seeds = len(series["network_cool_compared"]["lost"])
    panels = (("rare_ratio", 100), ("above", 100), ("perplexity_ratio", 1))
    for row, (value, (color, marker)) in enumerate(STYLES.items()):
        ends = [series[named("network", regime, value)] for regime in KEEPING]
        for panel, (measure, scale) in zip(axes.ravel(), panels, strict=True):
            mean = [scale * float(table[measure][-1]) for table in ends]
            half = half_width([scale * float(table[f"{measure}_error"][-1]) for table in ends], seeds)
            drawing.dots(panel, np.arange(len(ends)) + 0.2 * (row - 1), mean, color, marker, yerr=half)
        axes.ravel()[0].text(-0.4, 110 - 20 * row, PICKED[value], color=color, va="center")
    for panel in axes.ravel():
        panel.set_xticks(range(len(KEEPING)), SHORT)
        panel.set_xlabel("what is kept beside its own text")
        panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
    rare, score, perplexity = axes.ravel()
    rare.set(ylim=(0, 118))
    perplexity.set_yscale("log")
    for panel, start in ((score, 100), (perplexity, 1)):
        panel.axhline(start, color=FOREGROUND, linewidth=1, linestyle=":")
    rare.set_title("rare words it writes (% of the first)", fontsize="medium")
    score.set_title("score above one word always (% of the first)", fontsize="medium")
    perplexity.set_title("surprise at real text (times the first)", fontsize="medium")
