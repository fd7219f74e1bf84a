"""Refitted to its own samples, a normal distribution narrows; a few real points in each generation stop it.

A Gaussian is fitted by maximum likelihood to samples of its own last fit, or to such samples and to a fixed
number of new real points (mix_fresh). Each fit loses 1/n of the expected variance, because deviations are taken from
the fitted mean and not from the true one; what the mean strays is what the variance lacks. The average is not a typical
run: under replace most runs end far below it, and a few that kept their spread make the average, which is why the band
of the middle runs reaches from almost nothing to more than the truth. The standard error under replace is the exact
one; estimated from the runs it would be too small.

All numbers are drawn by the portable kernel, with one stream of random words for each run, so that a browser that runs
the same kernel draws the same line to the last bit.

Sources:
- shumailov2024: the recursion of mean and variance under replace
- kazdan2025: the same model where real data are kept
- alemohammad2024: new real data in each generation
"""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from collapse.numerics import portable
from collapse.numerics.estimate import FloatArray, Number, Series, estimate
from collapse.theory import gaussian as theory
from experiments.shared.palette import GRID, KEPT, THROWN_AWAY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "A bell curve that learns from itself"
LAY = (
    "After {generations} generations in which each model learns from the last one's output alone, "
    "{replace} of the variety is left on average; with {real} new real points among {size} it stays near {mix_fresh}."
)
READ = (
    "Smooth lines are exact averages, the thin jagged ones the average of the simulated runs, "
    "and in each band lie the middle four fifths of the runs; the truth is one."
)
LIMITS = (
    "One bell curve, fitted without any bias, is the smallest model that can collapse: "
    "it shows that chance alone narrows, and nothing of how fast a large model would."
)
ALT = (
    "Line chart: variance of a fitted normal distribution against generation, the truth being one. Fitted to the last "
    "model's {size} samples alone it falls to {replace} on average after {generations} generations, exactly "
    "{replace_exact}; with {real} of the {size} points real in each generation it stays at {mix_fresh}."
)
PARAMS = {"size": 100, "real": 10, "generations": 100, "replicates": 1000, "seed": 1}
REPLAY = "bitwise"

BAND = (0.1, 0.9)
LABELS = {
    "mix_fresh": ("some real added in each generation", (98, 1.0)),
    "replace": ("thrown away", (45, 0.46)),
}


def simulate(rng: np.random.Generator, *, size: int, real: int, generations: int, replicates: int, seed: int) -> Series:
    """Run both settings on the streams of one seed; the kernel brings its own randomness, which a browser can have."""
    del rng
    exact = {
        "replace": theory.replace_variance(size, generations, ddof=0),
        "mix_fresh": 1 - theory.mix_fresh_error(size, real / size, generations),
    }
    drawn = {
        name: np.array(list(islice(portable.refits(portable.seeded(seed, replicates), size, points), generations + 1)))
        for name, points in (("replace", 0), ("mix_fresh", real))
    }
    error = {
        "replace": theory.replace_variance_deviation(size, generations, ddof=0) / math.sqrt(replicates),
        "mix_fresh": estimate(drawn["mix_fresh"]).error,
    }
    return {name: table(runs, error[name], exact[name]) for name, runs in drawn.items()}


def table(runs: FloatArray, error: FloatArray, exact: FloatArray) -> dict[str, FloatArray]:
    """Put the average of the runs, the band of the middle ones, and the exact average side by side."""
    low, high = np.quantile(runs, BAND, axis=1)
    return {
        "generation": np.arange(len(runs)),
        "variance": portable.mean_in_order(runs),
        "standard_error": error,
        "exact": exact,
        "low": low,
        "high": high,
    }


def numbers(series: Series) -> dict[str, Number]:
    """Quote the last generation of each setting, simulated and exact."""
    quoted = {}
    for name, words in (("replace", "model output alone"), ("mix_fresh", "with some new real points")):
        columns = series[name]
        meaning = f"average variance after {int(columns['generation'][-1])} generations, {words}"
        value, error, exact = (float(columns[column][-1]) for column in ("variance", "standard_error", "exact"))
        quoted[name] = Number(value, error, "share of the true variance", meaning)
        quoted[f"{name}_exact"] = Number(exact, 0.0, "share of the true variance", f"{meaning}, exact")
    return quoted


def plot(axes: Axes, series: Series) -> None:
    """Draw the bands, the simulated averages as thin lines, and the exact ones over them."""
    for (name, (label, place)), color in zip(LABELS.items(), (KEPT, THROWN_AWAY), strict=True):
        columns = series[name]
        generation = columns["generation"]
        axes.fill_between(generation, columns["low"], columns["high"], color=color, alpha=0.13, linewidth=0)
        axes.plot(generation, columns["variance"], color=color, linewidth=0.8)
        axes.plot(generation, columns["exact"], color=color, linewidth=1.8)
        axes.text(*place, label, color=color, horizontalalignment="right")
    axes.set(xlabel="generation", ylabel="variance (truth = 1)", ylim=(0, 1.75), xlim=(0, 101))
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
