"""On tests of their own, networks gain by checked answers and not by unchecked ones, even the likeliest of each.

The tasks and networks of the four experiments on self-training. Each of five starting models is held to another fifth
of the problems, of which 400 a level are drawn for it, so that the spread over the starts holds the chance of the test.
No row is learned from that answers a problem of the test, whoever wrote it: a puzzle with many blanks has several
solutions, and one of them may be tested. From one and the same first fit, a network goes on from its own answers: from
the right ones, from all as it draws them, from all at half that temperature, from the likeliest of each; or a beginner
takes its place in every generation, and trains as long as the first did.

What is tested was written down before the first run. Checked answers should end above unchecked ones, seed by seed and
however the unchecked ones are drawn: by more than zero, which is what a checker that changes nothing gives. If
unchecked answers lose something even where the likeliest is taken, held to the network's own start, the noise of
drawing is not what makes it fall; if they lose nothing there, it is. A beginner that is no better off says that the
loss is not one of training on and on. Cut for time before the run: three generations, after which problems are as hard
as they get, and beginners for the two cheaper tasks alone. Tasks run in the order in which they stand; those that an
hour does not finish are left out, whatever the finished ones say. All four were finished. Checked answers came out
above unchecked ones throughout; the likeliest answers cost sums as much as drawn ones, sudokus and programs less, and
proofs nothing that can be told from chance.

Sources:
- zelikman2022: a language model that learns from those of its own answers that turn out right
- feng2025: that a verifier keeps a loop from collapsing
- lee2025: a network that learns from own answers to ever harder problems
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from collapse.numerics.estimate import Column, FloatArray, Number, Series, estimate
from experiments import self_training_arithmetic, self_training_programs, self_training_proofs, self_training_puzzles
from experiments.shared import drawing
from experiments.shared.learning_curves import CONFIDENCE, SHARE, half_width
from experiments.shared.palette import FOREGROUND, GRID, KEPT, THROWN_AWAY
from experiments.shared.self_labels import point, points

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["point", "points"]

NAME = "Own labels, however they are drawn"
LAY = (
    "Where each start has a test of its own, which nobody learns, a network still gains by its right answers, and not "
    "by all of them. A part of what it loses is chance in drawing: learned from the likeliest answers, sums fall about "
    "as far, sudokus and programs less, and proofs hardly."
)
READ = (
    "What each task gains or loses in {generations} rounds on its own answers, in points of all answers to problems "
    "that are held out: learned from right ones alone; or from all, drawn as the network says, at half that "
    "temperature, or the likeliest of each; last, all, by a beginner in each round. Intervals of {confidence} "
    "confidence are from {seeds} starting models, each with a test of its own."
)
LIMITS = (
    "Four small tasks, and fewer rounds than in the figures of each. A beginner has learned nothing but the answers of "
    "the last round, while a network that goes on still has what the first lessons gave it; that a beginner loses most "
    "says this, and nothing of the noise."
)
ALT = (
    "Four panels of dots, the change in right answers: learned from right ones alone, sudokus {puzzles_checked_gain}, "
    "sums {sums_checked_gain}, proofs {proofs_checked_gain}, programs {programs_checked_gain}; from all as drawn "
    "{puzzles_sampled_gain}, {sums_sampled_gain}, {proofs_sampled_gain} and {programs_sampled_gain}; the likeliest "
    "{puzzles_greedy_gain}, {sums_greedy_gain}, {proofs_greedy_gain} and {programs_greedy_gain}; by beginners "
    "{puzzles_scratch_gain} for sudokus and {sums_scratch_gain} for sums."
)
SAME = ("size", "levels", "first", "later", "batch", "rotary", "evaluated", "tested")


def like(params: dict[str, Any], *arms: str) -> dict[str, Any]:
    """Give a task the settings that it has elsewhere, and these arms."""
    return {name: params[name] for name in SAME} | {"arms": arms}


PARAMS = {
    "seeds": 5,
    "generations": 3,
    "tasks": {
        "puzzles": like(self_training_puzzles.PARAMS, "checked", "sampled", "cooler", "greedy", "scratch"),
        "sums": like(self_training_arithmetic.PARAMS, "checked", "sampled", "cooler", "greedy", "scratch"),
        "proofs": like(self_training_proofs.PARAMS, "checked", "sampled", "greedy"),
        "programs": like(self_training_programs.PARAMS, "checked", "sampled", "greedy"),
    },
}
REPLAY = "statistical"
PANELS = (4, 1)

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
    rng: np.random.Generator, *, outcomes: Sequence[dict[str, Any]], seeds: int, tasks: dict[str, Any], **_: Any
) -> Series:
    """Average over the levels of a task, then over seeds, and keep what each seed gained under every arm."""
    del rng
    series: dict[str, dict[str, Column]] = {"seeds": {"seeds": [seeds]}}
    for place, (task, settings) in enumerate(tasks.items()):
        runs = outcomes[place * seeds : (place + 1) * seeds]
        gains: dict[str, Column] = {"seed": np.arange(seeds)}
        for arm in settings["arms"]:
            right = [np.mean([run[arm][f"right_{level}"] for level in settings["evaluated"]], axis=0) for run in runs]
            table: dict[str, Column] = {"generation": np.arange(len(right[0]))}
            for name, values in (("right", right), ("right_share", [run[arm]["right_share"] for run in runs])):
                found = estimate(np.array(values).T)
                table |= {name: found.mean, f"{name}_error": found.error}
            gains[arm] = np.array([each[-1] - each[0] for each in right])
            series[f"{task}_{arm}"] = table
        series[f"{task}_gains"] = gains
    return series


def numbers(series: Series) -> dict[str, Number]:
    """Quote where each task began and ended, what it gained, and the differences of the arms seed by seed."""
    quoted = dict(CONFIDENCE)
    for task in (name.removesuffix("_gains") for name in series if name.endswith("_gains")):
        gains = {arm: np.asarray(values, dtype=float) for arm, values in series[f"{task}_gains"].items()}
        del gains["seed"]
        table = series[f"{task}_checked"]
        quoted[f"{task}_start"] = at(table, "right", 0, f"right answers in generation 0, {task}")
        for arm, gained in gains.items():
            table, said = series[f"{task}_{arm}"], f"{task}, {SAID[arm]}"
            quoted[f"{task}_{arm}_end"] = at(table, "right", -1, f"right answers in the last generation, {said}")
            meaning = f"right answers among those last learned from, {said}"
            quoted[f"{task}_{arm}_right_share"] = at(table, "right_share", -1, meaning)
            quoted[f"{task}_{arm}_gain"] = mean(gained, f"change of right answers, {said}")
            if arm != "checked":
                meaning = f"gain from right answers alone less that of the same seed, {said}"
                quoted[f"{task}_checked_over_{arm}"] = mean(gains["checked"] - gained, meaning)
        meaning = f"gain from the likeliest answers less that of the same seed from all as drawn, {task}"
        quoted[f"noise_{task}"] = mean(gains["greedy"] - gains["sampled"], meaning)
    return quoted


def at(table: Any, column: str, row: int, meaning: str) -> Number:
    """Read a number and its standard error from a table."""
    return Number(float(table[column][row]), float(table[f"{column}_error"][row]), SHARE, meaning)


def mean(values: FloatArray, meaning: str) -> Number:
    """Average over seeds."""
    found = estimate(values)
    return Number(float(found.mean), float(found.error), SHARE, meaning)


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw for each task what every arm gained, beside the line of nothing gained."""
    seeds = int(np.asarray(series["seeds"]["seeds"])[0])
    tasks = [name.removesuffix("_gains") for name in series if name.endswith("_gains")]
    above = {"xycoords": ("data", "axes fraction"), "fontsize": "medium"}
    axes.flat[0].annotate("checked", (0.2, 0.765), color=KEPT, **above)
    axes.flat[0].annotate("unchecked", (2.2, 0.765), color=THROWN_AWAY, **above)
    for panel, task in zip(axes.ravel(), tasks, strict=True):
        panel.axhline(0, color=FOREGROUND, linewidth=1, linestyle=":")
        for place, (arm, (color, marker, _)) in enumerate(STYLES.items()):
            if arm not in series[f"{task}_gains"]:
                continue
            gained = estimate(np.asarray(series[f"{task}_gains"][arm], dtype=float))
            half = 100 * half_width([float(gained.error)], seeds)
            look = {"markerfacecolor": color if arm == "checked" else "none"}
            drawing.dots(panel, [place], [100 * float(gained.mean)], color, marker, yerr=half, **look)
        panel.set_xticks(range(len(STYLES)), [label for *_, label in STYLES.values()])
        panel.set_title(f"{task}: gained (points)", fontsize="medium")
        panel.set(xlim=(-0.5, len(STYLES) - 0.5))
        panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
