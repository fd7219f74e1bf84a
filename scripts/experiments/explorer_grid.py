"""Whatever the family, a loop on its own output decays, and one that keeps or gets real data settles.

This is the grid behind the explorer. Each combination of a family, a regime and a handful of parameters is one
trajectory: its exact line where a closed form is known, the mean of its simulated runs with its standard error, and the
band in which the middle four fifths of the runs lie. A mean can leave its band where a few runs carry it. Where a
verifier or a judge filters the samples the line is that of very large samples, which a run of finite size follows only
roughly; where words are counted it is that of corpora whose length varies by chance; and for some loops no closed form
is known to us, so that there is no line. The drawing shows a few settings of two families.

Sources:
- shumailov2024: replace, and the decay of the variance
- gerstgrasser2024: accumulate, in regression
- kazdan2025: accumulate and subsample
- alemohammad2024: mixing real data in, and models that sample with a bias
- he2025: weights for real and synthetic data
- gillman2024: samples that are corrected towards the truth
- seddik2024: the loss of diversity among words, and keeping the first real data
- suresh2024: the survival of words
- feng2025: verifiers that let wrong answers through
- qiao2026: judges who know a slice of the data
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from collapse.numerics.estimate import Column, Number, Series
from experiments.shared.grid import tabulate
from experiments.shared.loops import SIZE, loops
from experiments.shared.palette import GRID, KEPT, OTHERS, THROWN_AWAY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAME = "Every loop of the explorer"
LAY = (
    "Bell curves, words, regressions, checked answers: whatever learns, "
    "a loop that lives on its own output runs down, and one that keeps or gets real data settles."
)
READ = (
    "The lines are exact averages, the dots averages of simulated runs, and in each band lie the middle four fifths of "
    "the runs; the verifiers at the right differ only in how often they pass a wrong answer."
)
LIMITS = (
    "The families are small on purpose, so that the truth about them is known; "
    "which setting stands for a large model, if any does, the grid cannot say."
)
ALT = (
    "Two line charts against the generation. At the left the variance of a bell curve: it falls to {replace} under "
    "replace and stays near the truth under accumulate and with a tenth of fresh data. At the right the share of right "
    "answers: it rises until nearly all are right where the verifier prefers right ones a little, stays where it is "
    "blind, and falls to nothing where it prefers wrong ones."
)
PARAMS = {"generations": (0, 1, 2, 3, 5, 7, 10, 14, 20, 30, 50, 70, 100)}
REPLAY = "numerical"
TOLERANCE = 1e-3

FAMILIES = {
    "bell": "a bell curve",
    "words": "the words of a language",
    "lines": "a regression (least squares)",
    "answers": "answers that are checked",
}
MEASURES = {
    "spread": "variance that is left (truth = 1)",
    "stray": "error (one fit to real data = 1)",
    "variety": "diversity that is left (truth = 1)",
    "alive": "share of the words still in use",
    "right": "share of right answers",
    "differ": "chance that two answers differ",
}
REGIMES = {
    "replace": "replace: the last model's output alone",
    "accumulate": "accumulate: everything so far",
    "growing": "growing: ever more of the last output",
    "accumulate_subsample": "accumulate: learn from a part of it",
    "mix_fresh": "mix in new real data each time",
    "mix_fixed": "keep the first real data",
    "mix_resampled": "mix in part of the first real data",
    "weighted": "weighted: half of the data new and real",
    "narrowed": "narrowed: sampled closer to the mean",
    "narrowed_mix_fresh": "narrowed: with new real data mixed in",
    "corrected": "corrected: moved towards the truth",
    "judged": "judged by likeness to a reference",
    "verified": "verified by a verifier that errs",
}

UNKNOWN = "not known"
NAMES = ("generation", "exact", "mean", "standard_error", "low", "high")
PANELS = (1, 2)
SHOWN: dict[str, dict[str, tuple[str, tuple[float, ...]]]] = {
    "variance of a bell curve": {
        "replace": ("bell_spread_replace", (100,)),
        "accumulate": ("bell_spread_accumulate", (100,)),
        "a tenth fresh": ("bell_spread_mix_fresh", (100, 0.1)),
    },
    "share of right answers": {
        "prefers wrong ones": ("answers_right_verified", (1000, 0.5, 1.1)),
        "blind": ("answers_right_verified", (1000, 0.5, 1.0)),
        "prefers right ones": ("answers_right_verified", (1000, 0.5, 0.9)),
    },
}
"""By panel and line: the table, and the values of its first columns."""
SAID = {
    "replace": ("thrown away", THROWN_AWAY, "-"),
    "accumulate": ("kept", KEPT, "-"),
    "a tenth fresh": ("a tenth real added", KEPT, "--"),
    "prefers wrong ones": ("wrong ones preferred", OTHERS[2], "-"),
    "blind": ("unchecked", THROWN_AWAY, "-"),
    "prefers right ones": ("checked", KEPT, "-"),
}
PLACES = ((100, 0.1), (100, 1.03), (100, 0.8)), ((100, 0.05), (100, 0.52), (100, 0.91))


def simulate(rng: np.random.Generator, *, generations: Sequence[int]) -> Series:
    """Run every loop; the first table is what the drawing shows, the second says what is in the others."""
    tables: dict[str, Mapping[str, Column]] = {}
    catalogue: dict[str, list[str]] = {key: [] for key in ("table", "family", "measure", "regime", "scope")}
    for loop in loops():
        tables |= tabulate(loop, np.array(generations), rng)
        for measure in loop.measures:
            row = FAMILIES[loop.family], MEASURES[measure.name], REGIMES[loop.regime], measure.scope or UNKNOWN
            for column, word in zip(catalogue.values(), (loop.table(measure), *row), strict=True):
                column.append(word)
    return {"shown": shown(tables), "catalogue": catalogue} | tables


def shown(tables: Mapping[str, Mapping[str, Column]]) -> dict[str, list[Any]]:
    """Put the cells that are drawn under each other."""
    columns: dict[str, list[Any]] = {name: [] for name in ("panel", "line", *NAMES)}
    for panel, lines in SHOWN.items():
        for line, (name, values) in lines.items():
            drawn = cell(tables[name], values)
            columns["panel"] += [panel] * len(drawn["mean"])
            columns["line"] += [line] * len(drawn["mean"])
            for key in NAMES:
                columns[key] += drawn[key]
    return columns


def cell(table: Mapping[str, Column], values: tuple[float, ...]) -> dict[str, list[Any]]:
    """Return the rows of a table whose first columns have these values."""
    chosen = zip(*list(table.values())[: len(values)], strict=True)
    rows = [row for row, found in enumerate(chosen) if found == values]
    return {name: [column[row] for row in rows] for name, column in table.items()}


def numbers(series: Series) -> dict[str, Number]:
    """Count the cells and values, hold the runs to the exact lines, and quote what is drawn under replace."""
    tables = {name: table for name, table in series.items() if "mean" in table and name != "shown"}
    steps = len(set(series["shown"]["generation"]))
    cells = sum(len(table["mean"]) for table in tables.values()) // steps
    known = sum(len(table["mean"]) for table in tables.values() if "exact" in table) // steps
    values = sum(len(column) for table in tables.values() for column in table.values())
    catalogue = zip(series["catalogue"]["table"], series["catalogue"]["scope"], strict=True)
    near = np.concatenate([within_two(tables[name], steps) for name, scope in catalogue if scope == SIZE])
    quoted = {
        "cells": Number(cells, 0.0, "trajectories", "trajectories in the grid"),
        "tables": Number(len(tables), 0.0, "tables", "tables of the grid: one for a family, a measure and a regime"),
        "values": Number(values, 0.0, "values", "stored values in the tables of the grid"),
        "known": Number(
            known / cells, 0.0, "share of the trajectories", "share of the trajectories that have a closed form"
        ),
        "within_two": Number(
            float(near.mean()),
            math.sqrt(near.mean() * (1 - near.mean()) / len(near)),
            "share of the trajectories",
            "share of the trajectories whose mean ends within two standard errors of its exact value",
        ),
    }
    table, chosen = SHOWN["variance of a bell curve"]["replace"]
    ends = cell(series[table], chosen)
    meaning = "variance of a bell curve in the last generation, replace"
    quoted["replace"] = Number(ends["mean"][-1], ends["standard_error"][-1], "share of the true variance", meaning)
    return quoted


def within_two(table: Mapping[str, Column], steps: int) -> np.ndarray[Any, Any]:
    """Tell for each cell that still varies whether its last mean is within two standard errors of the exact value."""
    mean, error, exact = (
        np.array(table[key], dtype=float)[steps - 1 :: steps] for key in ("mean", "standard_error", "exact")
    )
    return np.asarray(np.abs(mean - exact) <= 2 * error)[error > 0]


def plot(axes: Any, series: Series) -> None:
    """Draw in each panel the bands, the exact lines and the dots of the means."""
    table = {name: np.array(column) for name, column in series["shown"].items()}
    for panel, (title, lines), places in zip(np.ravel(axes), SHOWN.items(), PLACES, strict=True):
        for line, place in zip(lines, places, strict=True):
            said, color, dash = SAID[line]
            rows = (table["panel"] == title) & (table["line"] == line)
            generation, exact, mean, _, low, high = (table[key][rows].astype(float) for key in NAMES)
            panel.fill_between(generation, low, high, color=color, alpha=0.13, linewidth=0)
            panel.plot(generation, exact, color=color, linewidth=1.5, linestyle=dash)
            panel.plot(generation, mean, color=color, marker="o", markersize=3.5, linestyle="none")
            panel.text(*place, said, color=color, horizontalalignment="right")
        panel.set(title=title, xlabel="generation", ylim=(0, None))
        panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
