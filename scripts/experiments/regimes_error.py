"""Errors pile up where synthetic data replace real data, and level off wherever real data are kept or added.

A normal distribution is fitted by maximum likelihood to samples of its own last fit. What differs is only what the next
fit may see: the last samples alone (replace), all samples so far (accumulate), a part of them as large as the first
sample (accumulate_subsample), new real data for a tenth of the sample (mix_fresh), or as much new real data as
synthetic, with the weight that does best (weighted). The error is the squared error of the fitted mean, in units of the
error of a single fit to real data. Every line is exact for this sample size; replace ends where nothing is left of the
real data, at the error of a guess.

Sources:
- shumailov2024: the replace regime and its error, which adds up over the generations
- gerstgrasser2024: accumulating instead keeps the error below pi squared over 6
- kazdan2025: the Gaussian model, and accumulating under a fixed training budget
- alemohammad2024: fresh real data in each generation
- he2025: the weight of real data that does best, the inverse of the golden ratio
- niklaus2026: seven tenths of synthetic data, another share
- garg2025: a half of real data, another share
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from collapse import regimes
from collapse.models import gaussian
from collapse.numerics.estimate import FloatArray, Number, Series, estimate
from collapse.numerics.generations import select, spaced
from collapse.recursion import Model, Regime, recursion
from collapse.theory import gaussian as theory
from experiments.shared import drawing
from experiments.shared.alternatives import Alternative, table
from experiments.shared.palette import GRID, KEPT, THROWN_AWAY

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes

NAME = "Does the error grow, or settle?"
LAY = (
    "A model trained only on the last model's output gets worse and worse; "
    "keep the old data, or add real data, and the error of this simple one stays bounded."
)
READ = (
    "Each line is the exact error of one regime, each dot a simulation with its standard error; "
    "the error of one fit to real data is the unit, and a level line means that nothing more is lost."
)
LIMITS = (
    "One bell curve, fitted without bias, is not a language model: "
    "the figure shows how the choice of data acts on chance errors alone, not how large they are in practice. "
    "Where fresh real data come in, whoever kept all of them would end far below every line, at one part in as many as "
    "there were generations."
)
ALT = (
    "Line chart, both axes logarithmic: error of the fitted mean against generation, for five regimes. "
    "After {generations} generations replace stands at {replace} times the error of one fit to real data, "
    "close to the error of a guess, {replace_exact}. Accumulate levels off at {accumulate}, accumulate_subsample at "
    "{accumulate_subsample} after {subsample_generations} generations, "
    "mix_fresh at {mix_fresh} and weighted at {weighted}."
)
PARAMS = {
    "size": 100,
    "generations": 1000,
    "replicates": 20_000,
    "subsample_generations": 100,
    "subsample_replicates": 2000,
    "real_fraction": 0.1,
}
REPLAY = "numerical"
TOLERANCE = 1e-4

# Shares of fresh real data that sources give, and how long others might have gone on: what a test says at the shares of
# real_share that are published for training sets, and from one generation, a single step, to as many as are run here.
SHARES = {0.1: "shumailov2024", 0.3: "niklaus2026", 0.5: "garg2025"}
GENERATIONS = (1, 3, 10, 30, 100, 1000)

LABELS = {
    "replace": "replace",
    "mix_fresh": "10 % fresh real data",
    "accumulate_subsample": "accumulate and subsample",
    "accumulate": "accumulate",
    "weighted": "half fresh, best weights",
}
SAID = {
    "replace": ("thrown away", (0, 5)),
    "mix_fresh": ("10 % real added", (0, 8)),
    "accumulate_subsample": ("kept, a part used", (0, 8)),
    "accumulate": ("kept", (0, 8)),
    "weighted": ("half real added, well weighed", (0, 6)),
}
STYLES = dict(zip(LABELS, zip((THROWN_AWAY, *[KEPT] * 4), "os^Dv", strict=True), strict=True))


def simulate(
    rng: np.random.Generator,
    *,
    size: int,
    generations: int,
    replicates: int,
    subsample_generations: int,
    subsample_replicates: int,
    real_fraction: float,
) -> Series:
    """Run each regime, and put the exact error beside it."""
    real_weight = theory.golden_weight()
    exact = {
        "replace": theory.replace_error(size, generations, ddof=0),
        "mix_fresh": theory.mix_fresh_error(size, real_fraction, generations),
        "accumulate_subsample": theory.accumulate_subsample_error(size, generations),
        "accumulate": theory.accumulate_error(size, generations),
        "weighted": theory.weighted_error(size, real_weight, generations),
    }
    moments = Design(gaussian.Exact(), size, generations, replicates)
    points = Design(gaussian.Raw(), size, subsample_generations, subsample_replicates)
    errors = {
        "replace": simulated_error(moments, regimes.replace, rng),
        "mix_fresh": simulated_error(moments, regimes.mix_fresh(real_fraction), rng),
        "accumulate_subsample": simulated_error(points, regimes.accumulate_subsample, rng),
        "accumulate": simulated_error(moments, regimes.accumulate, rng),
        "weighted": simulated_error(moments, regimes.weighted(real_weight), rng),
    }
    # Estimated from replicates this standard error would be too small: the rare ones that stray furthest make it.
    deviation = size * theory.replace_error_deviation(size, generations, ddof=0)
    replaced = errors["replace"]["generation"].astype(int)
    errors["replace"]["standard_error"] = deviation[replaced] / math.sqrt(replicates)
    shown = spaced(generations, 60)
    lines = {"generation": shown} | {name: size * values[shown] for name, values in exact.items()}
    dots = {
        name: table | {"exact": size * exact[name][table["generation"].astype(int)]} for name, table in errors.items()
    }
    return {"exact": lines, **dots, "alternatives": table(others(exact, size, generations))}


def others(exact: Mapping[str, FloatArray], size: int, generations: int) -> Iterator[Alternative]:
    """Give the exact errors under other shares of fresh real data, and after fewer generations."""
    for share, source in SHARES.items():
        error = size * float(theory.mix_fresh_error(size, share, generations)[-1])
        yield Alternative("share of fresh real data", f"{share:.0%}", source, "mix_fresh_exact", error, 0.0)
    for last in (each for each in GENERATIONS if each <= generations):
        for name, errors in exact.items():
            yield Alternative("generations", f"{last:,}", "", f"{name}_exact", size * float(errors[last]), 0.0)


class Design(NamedTuple):
    """How a regime is simulated."""

    model: Model[Any, gaussian.Gaussian]
    size: int
    generations: int
    replicates: int


def simulated_error(design: Design, regime: Regime, rng: np.random.Generator) -> dict[str, FloatArray]:
    """Estimate `size` times the squared error of the mean, in some generations."""
    model, size, generations, replicates = design
    truth = gaussian.standard(replicates)
    fits = recursion(model, regime, truth, size=size, generations=generations, rng=rng)
    shown = spaced(generations, 16)
    error = estimate([size * params.mean**2 for params in select(fits, shown)])
    return {"generation": shown.astype(float), "error": error.mean, "standard_error": error.error}


def numbers(series: Series) -> dict[str, Number]:
    """Quote the last generation of each regime, simulated and exact."""
    quoted = {}
    for name in LABELS:
        meaning = f"error of the mean after {last(series, name, 'generation'):,.0f} generations, {name}"
        value, error = last(series, name, "error"), last(series, name, "standard_error")
        quoted[name] = Number(value, error, "errors of one real fit", meaning)
        exact = last(series, name, "exact")
        quoted[f"{name}_exact"] = Number(exact, 0.0, "errors of one real fit", f"{meaning}, exact")
    return quoted


def last(series: Series, table: str, column: str) -> float:
    """Return the value in the last row."""
    return float(series[table][column][-1])


def plot(axes: Axes, series: Series) -> None:
    """Draw exact lines, and dots with error bars over them."""
    exact = series["exact"]
    for name, (color, marker) in STYLES.items():
        table = series[name]
        axes.plot(exact["generation"], exact[name], color=color, linewidth=1.5)
        drawing.dots(axes, table["generation"], table["error"], color, marker, yerr=table["standard_error"])
        said, shift = SAID[name]
        drawing.label(axes, said, (exact["generation"][-1], exact[name][-1]), shift, color)
    axes.set(xscale="log", yscale="log", xlabel="generation", ylabel="error (one fit to real data = 1)")
    axes.set_ylim(0.4, 250)
    axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    axes.set_yticks([1, 10, 100], ["1", "10", "100"])
    axes.minorticks_off()
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
