"""A loop that trusts a biased judge improves at first, and then settles at the judge's own error.

The first model is fitted to a few real points, so that its mean is off by chance. Each later model is fitted to samples
of the last one that a judge passed: those within a radius of the judge's own idea of the mean (the variance is known).
Every round brings the mean closer to that idea, by the variance of what passes, whatever the truth is. An honest judge
so wipes out the chance error; a biased one does the same, and then puts its bias in the place of it. Without a judge
the error of sampling adds up. Lines are averages over all first models, to the first order in one over the sample size.

Sources:
- yi2026: that verified retraining tends to the verifier's centre, that its early gains level off and may reverse
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from collapse import biases, metrics
from collapse.curation import verifiers
from collapse.models import gaussian
from collapse.models.gaussian import Gaussian
from collapse.numerics.estimate import Column, Number, Series, estimate
from collapse.recursion import Regime, recursion
from collapse.regimes import biased, replace, verified
from collapse.theory.verification import verified_error
from experiments.shared import drawing
from experiments.shared.alternatives import along, table
from experiments.shared.palette import GRID, KEPT, THROWN_AWAY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "A judge that leans"
LAY = (
    "A model learns what its judge believes: a judge that is a little wrong helps at first, and then teaches its error."
)
READ = (
    "Each line is how far the model is from the truth, round after round, under one judge; dots are simulations, and "
    "the dashed lines at the right are the judges' own errors."
)
LIMITS = (
    "One number is learned, and the judge is wrong about it in one direction; "
    "a judge of facts or of programs can be wrong in some places and right in most."
)
ALT = (
    "Line chart: distance from the truth against {rounds} rounds. It starts at {start}. Under an honest judge it falls "
    "to {honest_final}; under a judge that is {near_offset} off it falls to {near_best} and ends at {near_final}; "
    "under one that is {far_offset} off it falls to {far_best} and ends at {far_final}. Without a judge it ends at "
    "{unjudged_final}."
)
PARAMS = {
    "start_size": 10,
    "near_offset": 0.2,
    "far_offset": 0.5,
    "radius": 2.0,
    "size": 400,
    "rounds": 20,
    "replicates": 2000,
}
REPLAY = "numerical"
TOLERANCE = 1e-4

LABELS = {
    "far": "a judge far off",
    "unjudged": "no judge",
    "near": "a judge a little off",
    "honest": "an honest judge",
}
STYLES = dict(zip(LABELS, zip((KEPT, THROWN_AWAY, KEPT, KEPT), "^Dso", strict=True), strict=True))


def simulate(
    rng: np.random.Generator,
    *,
    start_size: int,
    near_offset: float,
    far_offset: float,
    radius: float,
    size: int,
    rounds: int,
    replicates: int,
) -> Series:
    """Run the same first models under each judge, and under none, and put the exact errors beside it."""
    truth = gaussian.standard(replicates)
    first = next(recursion(gaussian.Raw(), replace, truth, size=start_size, generations=0, rng=rng))
    start = biases.known_variance()(first)
    series: dict[str, dict[str, Column]] = {}
    for name, offset in {"honest": 0.0, "near": near_offset, "far": far_offset}.items():
        judge = verified(verifiers.within(offset, radius))
        series[name] = distances(start, judge, size, rounds, rng) | {
            "exact": np.sqrt(verified_error(start_size, offset, radius, size, rounds)),
            "judge": np.full(rounds + 1, offset),
        }
    series["unjudged"] = distances(start, replace, size, rounds, rng) | {
        "exact": np.sqrt(1 / start_size + np.arange(1, rounds + 2) / size)
    }
    fewer = (along("rounds", series[name], {f"{name}_final": ("distance", "standard_error")}) for name in LABELS)
    return series | {"alternatives": table(chain.from_iterable(fewer))}


def distances(start: Gaussian, regime: Regime, size: int, rounds: int, rng: np.random.Generator) -> dict[str, Column]:
    """Estimate the root of the mean squared distance from the truth after each round."""
    judged = biased(biases.known_variance(), regime)
    fits = recursion(gaussian.Raw(), judged, start, size=size, generations=rounds, rng=rng)
    squared = estimate([metrics.squared_error(params) for params in fits])
    distance = np.sqrt(squared.mean)
    return {
        "round": np.arange(rounds + 1),
        "distance": distance,
        "standard_error": squared.error / (2 * distance),
    }


def numbers(series: Series) -> dict[str, Number]:
    """Quote the start, and for each judge its own error, the best round and the last."""
    unit = "standard deviations"
    quoted = {"start": Number(*row(series, "honest", 0), unit, "distance from the truth at the start")}
    last = len(series["honest"]["round"]) - 1
    for name in LABELS:
        quoted[f"{name}_final"] = Number(*row(series, name, last), unit, f"distance after {last} rounds, {name}")
        exact = [float(value) for value in series[name]["exact"]]
        meaning = f"distance after {last} rounds, {name}, exact"
        quoted[f"{name}_final_exact"] = Number(exact[last], 0.0, unit, meaning)
        if name in {"near", "far"}:
            best = int(np.argmin(exact))
            offset = float(series[name]["judge"][0])
            quoted[f"{name}_best"] = Number(*row(series, name, best), unit, f"least distance, {name}")
            quoted[f"{name}_best_round"] = Number(best, 0.0, "rounds", f"round of the least distance, {name}, exact")
            quoted[f"{name}_judge"] = Number(offset, 0.0, unit, f"the judge's own error, {name}, exact")
    return quoted


def row(series: Series, name: str, number: int) -> tuple[float, float]:
    """Return the distance in one round, and its standard error."""
    return float(series[name]["distance"][number]), float(series[name]["standard_error"][number])


def plot(axes: Axes, series: Series) -> None:
    """Draw a line and dots for each judge, and where it stands itself."""
    for name, (color, marker) in STYLES.items():
        table = series[name]
        axes.plot(table["round"], table["exact"], color=color, linewidth=1.5)
        drawing.dots(axes, table["round"], table["distance"], color, marker, yerr=table["standard_error"])
        last = float(table["round"][-1])
        if any(table.get("judge", [])):
            axes.plot([last / 2, last * 1.05], [table["judge"][0]] * 2, color=color, linewidth=1, linestyle="--")
        drawing.label(axes, LABELS[name], (last, table["exact"][-1]), (0, 8), color)
    axes.set(xlabel="round", ylabel="distance from the truth", ylim=(0, 0.58))
    axes.set_xticks([0, 5, 10, 15, 20])
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
