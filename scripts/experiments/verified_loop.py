"""A verifier makes nearly every answer right, and the variety among the right answers dwindles all the same.

A model answers with one of several right or wrong answers, by the frequencies in its training set, which is what the
last model answered and a verifier passed (replace, on a fixed number of passed answers). An exact verifier passes what
is right; a weak one passes all that is right and most of what is wrong; without one everything passes. The share of
right answers follows a law of growth: in large samples its log odds rise by log(1 / keep_wrong) each generation. The
variety is the chance that two right answers differ, as a share of its true value: of c right answers in a training set
it keeps 1 - 1/c, verified or not. A verifier slows the loss by as much as it adds right answers, and no further. All
lines are exact for this sample size.

Sources:
- feng2025: verification of synthetic data, and that a weak verifier can be enough
- briesch2023: a loop whose output stays correct while its diversity declines
- seddik2024: the decay of diversity under replace
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from collapse import metrics
from collapse.curation import verifiers
from collapse.models import zipf
from collapse.numerics.estimate import Column, Number, Series, estimate
from collapse.numerics.generations import select
from collapse.recursion import Regime, recursion
from collapse.regimes import replace, verified
from collapse.theory.verification import finite_loop
from experiments.shared import drawing
from experiments.shared.alternatives import Alternative, along, table
from experiments.shared.palette import GRID, KEPT, SERIES, THROWN_AWAY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "What a checker does to answers, and to their variety"
LAY = (
    "A checker that throws out wrong answers keeps a model honest, but not inventive: "
    "its answers end up right, and ever more alike."
)
READ = (
    "Both panels show the same runs: how many answers are right, and how varied the right ones are; "
    "lines are exact, dots are simulations with standard errors."
)
LIMITS = (
    "The verifier knows every right answer from every wrong one by the same odds, and nothing new is ever tried; "
    "a real solver may find answers that it never gave before."
)
ALT = (
    "Two line charts over {generations} generations. Share of right answers: from {right_share} it rises to all under "
    "an exact verifier and to {noisy_accuracy} under a weak one, and stays near {unverified_accuracy} without. "
    "Diversity among the right answers falls in all three: to {verified_diversity}, {noisy_diversity} and "
    "{unverified_diversity} of its true value."
)
PARAMS = {
    "right": 20,
    "right_share": 0.3,
    "weak_keep_wrong": 0.9,
    "size": 50,
    "generations": 50,
    "replicates": 2000,
    "interval": 5,
}
REPLAY = "numerical"
TOLERANCE = 1e-4
PANELS = (1, 2)

STYLES = {"verified": (SERIES[0], "o"), "noisy": (SERIES[2], "s"), "unverified": (SERIES[1], "^")}
LOOKS = {"verified": (KEPT, "o"), "noisy": (KEPT, "s"), "unverified": (THROWN_AWAY, "^")}
PLACES = {
    "accuracy": {
        "verified": (4, 0.9, "checked"),
        "noisy": (18, 0.52, "checked, with errors"),
        "unverified": (24, 0.2, "unchecked"),
    },
    "diversity": {
        "verified": (22, 0.65, "checked"),
        "noisy": (33, 0.3, "with errors"),
        "unverified": (3, 0.1, "unchecked"),
    },
}


class Run(NamedTuple):
    """What both estimates need: right answers, all answers with their true frequencies, and the design."""

    right: int
    truth: zipf.Categorical
    size: int
    generations: int
    interval: int


def simulate(
    rng: np.random.Generator,
    *,
    right: int,
    right_share: float,
    weak_keep_wrong: float,
    size: int,
    generations: int,
    replicates: int,
    interval: int,
) -> Series:
    """Run the loop with each verifier, and put the exact trajectories beside it."""
    shares = np.concatenate([np.full(right, right_share / right), np.full(right, (1 - right_share) / right)])
    truth = zipf.law(shares, replicates)
    run = Run(right, truth, size, generations, interval)
    series: dict[str, dict[str, Column]] = {}
    for name, keep_wrong in {"verified": 0.0, "noisy": weak_keep_wrong, "unverified": 1.0}.items():
        judge = verifiers.noisy(lambda types: types < right, 1.0, keep_wrong)
        regime = verified(judge) if keep_wrong < 1 else replace
        exact = finite_loop(right_share, 1.0, keep_wrong, size, generations)
        series[f"{name}_exact"] = {
            "generation": np.arange(generations + 1),
            "accuracy": exact.accuracy,
            "diversity": exact.diversity,
        }
        series[name] = simulated(run, regime, rng) | {
            "accuracy_exact": exact.accuracy[::interval],
            "diversity_exact": exact.diversity[::interval],
        }
    return series | {"alternatives": table(chain.from_iterable(fewer(series, name) for name in STYLES))}


def fewer(series: Series, name: str) -> Iterator[Alternative]:
    """Give what a verifier has left after fewer generations."""
    numbers = {f"{name}_{key}": (key, f"{key}_error") for key in ("accuracy", "diversity")}
    return along("generations", series[name], numbers)


def simulated(run: Run, regime: Regime, rng: np.random.Generator) -> dict[str, Column]:
    """Estimate both shares in some generations."""
    fits = recursion(zipf.Exact(), regime, run.truth, size=run.size, generations=run.generations, rng=rng)
    shown = np.arange(0, run.generations + 1, run.interval)
    laws = [metrics.aligned(params, len(run.truth.types))[:, : run.right] for params in select(fits, shown)]
    # Frequencies are counts over the size; as counts they add up without a trace of rounding.
    accuracy = estimate([np.rint(run.size * law.sum(axis=1)) / run.size for law in laws])
    even = 1 - 1 / run.right
    diversity = estimate([metrics.diversity_among(law) / even for law in laws])
    return {
        "generation": shown.astype(float),
        "accuracy": accuracy.mean,
        "accuracy_error": accuracy.error,
        "diversity": diversity.mean,
        "diversity_error": diversity.error,
    }


def numbers(series: Series) -> dict[str, Number]:
    """Quote the start, and the last generation under each verifier, simulated and exact."""
    first = float(series["unverified"]["accuracy_exact"][0])
    quoted = {"start": Number(first, 0.0, "share of answers", "right answers at the start, exact")}
    for name in STYLES:
        table = {column: float(values[-1]) for column, values in series[name].items()}
        after = f"after {table['generation']:.0f} generations, {name}"
        for key, unit, what in (
            ("accuracy", "share of answers", "right answers"),
            ("diversity", "share of the true diversity", "diversity among the right answers"),
        ):
            meaning = f"{what} {after}"
            error = table[f"{key}_error"]
            # An exact verifier passes nothing wrong, so there is nothing to estimate.
            quoted[f"{name}_{key}"] = Number(table[key], error, unit, meaning if error else f"{meaning}, exact")
            quoted[f"{name}_{key}_exact"] = Number(table[f"{key}_exact"], 0.0, unit, f"{meaning}, exact")
    return quoted


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw accuracy in the first panel, and diversity in the second."""
    titles = {"accuracy": "answers that are right (%)", "diversity": "diversity among the right answers (%)"}
    panel: Axes
    for panel, (key, title) in zip(axes.ravel(), titles.items(), strict=True):
        for name, (color, marker) in LOOKS.items():
            exact, dots = series[f"{name}_exact"], series[name]
            panel.plot(exact["generation"], exact[key], color=color, linewidth=1.5)
            drawing.dots(panel, dots["generation"], dots[key], color, marker, yerr=dots[f"{key}_error"])
            panel.text(*PLACES[key][name], color=color)
        panel.set_title(title, fontsize="medium")
        panel.set(xlabel="generation", ylim=(0, 1.08))
        panel.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
        panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
