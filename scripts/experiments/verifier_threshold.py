"""Training on checked data works up to a sharp threshold of wrong labels, and the better the verifier the higher it is.

Two classes of points carry labels that are wrong at some rate. A verifier passes every right label and some share of
the wrong ones, and a linear classifier is trained on a fixed number of labels that passed. Where more than half of them
are right it learns the classes, where fewer are right it learns the opposite: the edge is at an error rate of
1 / (1 + keep_wrong), exactly and for any sample size, since there labels that passed say nothing. Each cell of the map
is the mean accuracy of runs whose error rates are drawn anew within it, so the share of a column's runs that end above
one half estimates the edge without bias. With many labels the accuracy is the best that there is on one side, and its
mirror image on the other.

Sources:
- feng2025: the setting, and the threshold
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from collapse.curation import verifiers
from collapse.models import logistic
from collapse.numerics.estimate import Column, Estimate, Number, Series, estimate
from collapse.recursion import recursion
from collapse.regimes import curated, verified
from collapse.theory.logistic import best_accuracy
from collapse.theory.verification import error_threshold
from experiments.shared import drawing
from experiments.shared.alternatives import Alternative, table
from experiments.shared.palette import FOREGROUND, GRID, KEPT, THROWN_AWAY, tint

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "Where checking stops working"
LAY = (
    "A model can learn from mostly wrong answers if someone throws out enough of them; "
    "a little past the point where half of what is left is wrong, it learns the opposite."
)
READ = (
    "The steps show how good the trained model is, by how many answers were wrong before checking, for three checkers: "
    "dots are simulations, lines the limit for many answers. The map shows all checkers; the line in it is the exact "
    "threshold, the dots are where simulations turn."
)
LIMITS = (
    "Wrong labels fall at random here; a verifier that lets the same kind of mistake through every time is worse than "
    "this, and one round of training is not a loop."
)
ALT = (
    "Two panels. Accuracy against the error rate of the labels drops from near {best} to near nothing at a threshold: "
    "{threshold_none} without a verifier, {threshold_half} where half of the wrong labels pass, {threshold_tenth} "
    "where a tenth pass. The map of error rate and share of wrong labels that pass has two regions with the exact "
    "threshold between them; measured, it lies at {crossing_none}, {crossing_half} and {crossing_tenth}."
)
PARAMS = {
    "keep_wrong": (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
    "bins": 20,
    "replicates": 10,
    "margin": 0.05,
    "margin_replicates": 40,
    "size": 4000,
    "dimension": 5,
    "separation": 2.0,
}
REPLAY = "numerical"
TOLERANCE = 1e-4
PANELS = (1, 2)

FEWER = (1000, 2000)  # labels that passed, beside those of the runs
QUOTED = {"tenth": 0.1, "half": 0.5, "none": 1.0}
STYLES = dict(zip(QUOTED, zip((KEPT, KEPT, THROWN_AWAY), "os^", strict=True), strict=True))
LABELS = {"tenth": "1 in 10", "half": "half", "none": "wrong ones\nthat pass: all"}


def simulate(
    rng: np.random.Generator,
    *,
    keep_wrong: Sequence[float],
    bins: int,
    replicates: int,
    margin: float,
    margin_replicates: int,
    size: int,
    dimension: int,
    separation: float,
) -> Series:
    """Fill the map column by column, read the edge off each, and look closely on either side of some edges."""
    model = logistic.Raw(dimension, separation)
    cells, shares = [], []
    for rate in keep_wrong:
        wrong = (np.arange(bins) + rng.random((replicates, bins))) / bins
        found = np.array([[trained(model, error, rate, size, rng) for error in row] for row in wrong])
        cells.append(estimate(found.T))
        shares.append((found > 1 / 2).mean(axis=1))
    crossing = estimate(shares)

    def near(labels: int) -> dict[str, Column]:
        """Look closely on either side of some edges, with so many labels."""
        found: dict[str, Column] = {"keep_wrong": list(QUOTED.values())}
        for side, sign in (("below", -1), ("above", 1)):
            accuracy = estimate(
                [
                    [trained(model, edge(rate) + sign * margin, rate, labels, rng) for _ in range(margin_replicates)]
                    for rate in QUOTED.values()
                ]
            )
            found |= {side: accuracy.mean, f"{side}_error": accuracy.error}
        return found

    sides = {labels: near(labels) for labels in (size, *FEWER)}
    cells_by_rate = dict(zip(keep_wrong, cells, strict=True))
    rows = [*fewer(sides), *further(cells_by_rate)]
    line = np.linspace(0, 1, 41)
    return {
        "map": {
            "keep_wrong": np.repeat(keep_wrong, bins),
            "error_rate": np.tile((np.arange(bins) + 1 / 2) / bins, len(keep_wrong)),
            "accuracy": np.concatenate([cell.mean for cell in cells]),
            "standard_error": np.concatenate([cell.error for cell in cells]),
        },
        "crossing": {
            "keep_wrong": list(keep_wrong),
            "error_rate": crossing.mean,
            "standard_error": crossing.error,
            "exact": [edge(rate) for rate in keep_wrong],
        },
        "sides": sides[size],
        "alternatives": table(rows),
        "exact": {"keep_wrong": line, "error_rate": [edge(rate) for rate in line]},
        "limit": {"accuracy": [best_accuracy(separation)]},
    }


def fewer(sides: Mapping[int, Mapping[str, Column]]) -> Iterator[Alternative]:
    """Give the accuracy on either side of the edges from fewer labels."""
    for labels, found in sorted(sides.items()):
        for row, name in enumerate(QUOTED):
            for side in ("below", "above"):
                value, error = float(found[side][row]), float(found[f"{side}_error"][row])
                yield Alternative("labels that passed", f"{labels:,}", "", f"{side}_{name}", value, error)


def further(cells: Mapping[float, Estimate]) -> Iterator[Alternative]:
    """Give the accuracy at all error rates of a column, but for the cell that the edge runs through."""
    for name, rate in QUOTED.items():
        bins = len(cells[rate].mean)
        for row, (value, error) in enumerate(zip(*cells[rate], strict=True)):
            if not row <= bins * edge(rate) <= row + 1:
                side = "below" if row < bins * edge(rate) else "above"
                setting = f"{(row + 1 / 2) / bins:.1%}"
                yield Alternative("wrong before checking", setting, "", f"{side}_{name}", float(value), float(error))


def edge(keep_wrong: float) -> float:
    """Give the error rate at which half of the labels that pass are wrong."""
    return error_threshold(1.0, keep_wrong)


def trained(model: logistic.Raw, error_rate: float, keep_wrong: float, size: int, rng: np.random.Generator) -> float:
    """Give the accuracy of one classifier that is trained on labels that passed."""
    judge = verifiers.noisy(logistic.right, 1.0, keep_wrong)
    regime = curated(logistic.mislabelled(error_rate), verified(judge))
    truth = logistic.true_classifier(model, 1)
    *_, params = recursion(model, regime, truth, size=size, generations=1, rng=rng)
    return float(logistic.accuracy(model, params)[0])


def numbers(series: Series) -> dict[str, Number]:
    """Quote the edge of three verifiers, exact and measured, and the accuracy a little below and above it."""
    best = float(series["limit"]["accuracy"][0])
    quoted = {"best": Number(best, 0.0, "share of points", "accuracy of the true classifier, exact")}
    crossing, sides = series["crossing"], series["sides"]
    for row, (name, rate) in enumerate(QUOTED.items()):
        column = [float(value) for value in crossing["keep_wrong"]].index(rate)
        found = {key: float(values[column]) for key, values in crossing.items()}
        unit, passing = "share of wrong labels", f"a verifier passes wrong labels at a rate of {rate:g}"
        meaning = f"error rate at which training turns from right to wrong where {passing}"
        quoted[f"threshold_{name}"] = Number(found["exact"], 0.0, unit, f"{meaning}, exact")
        quoted[f"crossing_{name}"] = Number(found["error_rate"], found["standard_error"], unit, meaning)
        for side in ("below", "above"):
            value, error = float(sides[side][row]), float(sides[f"{side}_error"][row])
            meaning = f"accuracy a little {side} the threshold where {passing}"
            quoted[f"{side}_{name}"] = Number(value, error, "share of points", meaning)
    return quoted


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw accuracy against error rate for three verifiers, and the map of all."""
    slices(axes.ravel()[0], series)
    phases(axes.ravel()[1], series)


def slices(panel: Axes, series: Series) -> None:
    """Draw three columns of the map, and their limit for many labels as steps."""
    cells = {key: np.asarray(values, dtype=float) for key, values in series["map"].items()}
    best = float(series["limit"]["accuracy"][0])
    for name, (color, marker) in STYLES.items():
        threshold = edge(QUOTED[name])
        panel.plot([0, threshold, threshold, 1], [best, best, 1 - best, 1 - best], color=color, linewidth=1)
        rows = cells["keep_wrong"] == QUOTED[name]
        drawing.dots(
            panel, cells["error_rate"][rows], cells["accuracy"][rows], color, marker, yerr=cells["standard_error"][rows]
        )
        panel.text(threshold - 0.015, 0.6, LABELS[name], color=color, horizontalalignment="right")
    panel.set_title("accuracy after training (%)", fontsize="medium")
    panel.set(xlabel="wrong before checking (%)", ylim=(0, 1.03), xlim=(0, 1))
    percent(panel.set_yticks)
    percent(panel.set_xticks)
    panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)


def phases(panel: Axes, series: Series) -> None:
    """Tint each cell by what was learned in it, and draw the exact edge with the measured points."""
    cells = {key: np.asarray(values, dtype=float) for key, values in series["map"].items()}
    wide, high = (np.diff(np.unique(cells[key])).min() for key in ("keep_wrong", "error_rate"))
    tints = [tint(2 * accuracy - 1) for accuracy in cells["accuracy"]]
    bottom = cells["error_rate"] - high / 2
    panel.bar(cells["keep_wrong"], high, width=wide, bottom=bottom, color=tints, linewidth=0)
    exact, dots = series["exact"], series["crossing"]
    panel.plot(exact["keep_wrong"], exact["error_rate"], color=FOREGROUND, linewidth=1.5)
    drawing.dots(panel, dots["keep_wrong"], dots["error_rate"], FOREGROUND, "o", yerr=dots["standard_error"])
    panel.text(0.1, 0.2, "learns what is right")
    panel.text(0.98, 0.85, "learns the opposite", horizontalalignment="right")
    panel.set_title("wrong before checking (%)", fontsize="medium")
    panel.set(xlabel="wrong ones that pass (%)", ylim=(0, 1), xlim=(0.05, 1.05))
    percent(panel.set_yticks)
    percent(panel.set_xticks)


def percent(set_ticks: Callable[..., object]) -> None:
    """Label one axis in percent."""
    set_ticks([0.25, 0.5, 0.75, 1], ["25", "50", "75", "100"])
