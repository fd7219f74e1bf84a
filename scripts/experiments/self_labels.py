"""However unchecked answers are drawn, a network gains less from them than from right ones.

The runs of the four self-training experiments, by how the answers are drawn that are learned from: the right ones, all
as the network draws them, all at half that temperature, or the likeliest of each; or all as drawn, by a beginner that
takes the network's place in every generation and trains as long as the first did. Each start has a test of its own,
which nobody learns from.

What is tested was written down before the run, for every task and every way of drawing. Checked answers should end
above unchecked ones, seed by seed: by more than zero, which is what a checker that changes nothing gives. If unchecked
answers lose something even where the likeliest is taken, held to the network's own start, the noise of drawing is not
what makes it fall; if they lose nothing there, it is. A beginner that is no better off says that the loss is not one of
training on and on. An earlier run, of three generations and with beginners for two tasks, was known when this was
written; nothing is tested here that was not tested there. Unchecked answers came out below the network's own start in
every task and however drawn, and checked ones above.

Sources:
- zelikman2022: a language model that learns from those of its own answers that turn out right
- feng2025: that a verifier keeps a loop from collapsing
- lee2025: a network that learns from own answers to ever harder problems
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from collapse.numerics.estimate import Column, Number, Series, estimate
from experiments.shared import drawing
from experiments.shared.learning_curves import CONFIDENCE, half_width, quantity
from experiments.shared.palette import FOREGROUND, GRID, KEPT, THROWN_AWAY
from experiments.shared.self_training import point
from experiments.verifier_quality import TASKS, points

__all__ = ["point", "points"]

NAME = "Own labels, however they are drawn"
LAY = (
    "A network gains by its right answers, and not by all of them, however they are drawn. A part of what it loses is "
    "chance in drawing: learned from the likeliest answers, sums fall about as far, and sudokus, proofs and programs "
    "less. A beginner in its place loses most."
)
READ = (
    "What each task gains or loses in all rounds on its own answers, in points of all answers to problems "
    "that are held out: learned from right ones alone; or from all, drawn as the network says, at half that "
    "temperature, or the likeliest of each; last, all, by a beginner in each round. Intervals of {confidence} "
    "confidence are from {seeds} starting models, each with a test of its own."
)
LIMITS = (
    "Four small tasks. A beginner has learned nothing but the answers of the last round, while a network that goes on "
    "still has what the first lessons gave it; that a beginner loses most says this, and nothing of the noise."
)
ALT = (
    "Four panels of dots, the change in right answers: learned from right ones alone, sudokus {puzzles_checked_gain}, "
    "sums {sums_checked_gain}, proofs {proofs_checked_gain}, programs {programs_checked_gain}; from all as drawn "
    "{puzzles_sampled_gain}, {sums_sampled_gain}, {proofs_sampled_gain} and {programs_sampled_gain}; the likeliest "
    "{puzzles_greedy_gain}, {sums_greedy_gain}, {proofs_greedy_gain} and {programs_greedy_gain}; by beginners "
    "{puzzles_scratch_gain}, {sums_scratch_gain}, {proofs_scratch_gain} and {programs_scratch_gain}."
)
PARAMS = {"tasks": ("puzzles", "sums", "proofs", "programs"), "seeds": 5}
REPLAY = "statistical"
PANELS = (4, 1)

ARMS = {"verified": "checked", "unverified": "sampled", "cooler": "cooler", "greedy": "greedy", "scratch": "scratch"}
STYLES = {
    "checked": (KEPT, "o", "right\nones"),
    "sampled": (THROWN_AWAY, "^", "as\ndrawn"),
    "cooler": (THROWN_AWAY, "v", "likely\nfavoured"),
    "greedy": (THROWN_AWAY, "s", "the\nlikeliest"),
    "scratch": (THROWN_AWAY, "D", "by\nbeginners"),
}
SAID = {
    "checked": "right answers alone",
    "sampled": "all as drawn",
    "cooler": "all, drawn at half the temperature",
    "greedy": "the likeliest answers",
    "scratch": "all as drawn, by a beginner",
}


def simulate(
    rng: np.random.Generator, *, outcomes: Sequence[dict[str, Any]], seeds: int, tasks: Sequence[str]
) -> Series:
    """Keep what each seed of a task gained under every arm, averaged over the levels of the task."""
    del rng
    series: dict[str, dict[str, Column]] = {}
    for place, task in enumerate(tasks):
        runs, levels = outcomes[place * seeds : (place + 1) * seeds], TASKS[task]["evaluated"]
        series[task] = {"seed": np.arange(seeds)}
        for arm, name in ARMS.items():
            right = np.mean([[run[arm][f"greedy_{level}"] for level in levels] for run in runs], axis=1)
            series[task][name] = right[:, -1] - right[:, 0]
    return series


def numbers(series: Series) -> dict[str, Number]:
    """Quote what each task gained under each arm."""
    quoted = dict(CONFIDENCE)
    for task, table in series.items():
        for arm, said in SAID.items():
            gained = np.asarray(table[arm], dtype=float)
            quoted[f"{task}_{arm}_gain"] = quantity(gained, f"change of right answers, {task}, {said}")
    return quoted


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw for each task what every arm gained, beside the line of nothing gained."""
    above = {"xycoords": ("data", "axes fraction"), "fontsize": "medium"}
    axes.flat[0].annotate("checked", (0.2, 0.765), color=KEPT, **above)
    axes.flat[0].annotate("unchecked", (2.2, 0.765), color=THROWN_AWAY, **above)
    for panel, (task, table) in zip(axes.ravel(), series.items(), strict=True):
        panel.axhline(0, color=FOREGROUND, linewidth=1, linestyle=":")
        for place, (arm, (color, marker, _)) in enumerate(STYLES.items()):
            gained = estimate(np.asarray(table[arm], dtype=float))
            half = 100 * half_width([float(gained.error)], len(table["seed"]))
            look = {"markerfacecolor": color if arm == "checked" else "none"}
            drawing.dots(panel, [place], [100 * float(gained.mean)], color, marker, yerr=half, **look)
        panel.set_xticks(range(len(STYLES)), [label for *_, label in STYLES.values()])
        panel.set_title(f"{task}: gained (points)", fontsize="medium")
        panel.set(xlim=(-0.5, len(STYLES) - 0.5))
        panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
