"""Whether the web's good text is used up depends on how much of its text is called good.

The projection of the supply figure, asked once more with two things changed. Only draws count whose largest training
set had reached the largest one with a known size by the time that one was disclosed, since a projection below what
exists is refuted. And the share of text that a filter for quality keeps is not drawn but set, from one part in a
hundred to all.

Published filters lie far apart. The authors of the projection take ten to forty parts in a hundred. The usual filters
remove nine tenths. A collection of educational text holds 1.3 trillion tokens, one part in a hundred of the 130 that
the authors count in the largest crawl.

Sources:
- villalobos2024: the model and its inputs, the size of the crawl, and ten to forty parts in a hundred
- su2025: that the usual filters remove nine tenths
- penedo2024: the size of the educational text
- qwen2025: the size of a disclosed training set
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from collapse.numerics.estimate import FloatArray, Number, Series, estimate
from experiments.data_stock import PARAMS as PROJECTION
from experiments.data_stock import Trend, below, logarithm, projected
from experiments.shared.alternatives import Alternative, table
from experiments.shared.palette import FOREGROUND, GRID, OTHERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

NAME = "The answer, by how much text is called good"
LAY = "Call a hundredth of the web good, and it is used up; call a tenth good, and more likely than not it is not."
READ = (
    "Above, the share of projections in which the largest training set has overtaken the stock before 2027, over the "
    "share of text that is called good; dotted if no text is used twice. Below, the largest training set with a known "
    "size over the stock, used once. Where a line crosses the level one, the answer turns."
)
LIMITS = (
    "Trends of a projection, not observations; what a filter keeps in one crawl is taken for what it would keep of the "
    "whole web, and text behind logins, pictures and sound are left out."
)
ALT = (
    "Two line charts over the share of text that a filter keeps, from a hundredth to all. Above, the share of draws in "
    "which the stock is used up falls from {exhausted_1} at a hundredth to {exhausted_10} at a tenth, and passes one "
    "half at {turn_exhausted}. Below, the known training set over the stock falls from {share_1} to {share_10} and "
    "passes one at {turn_share}."
)
PARAMS = {"draws": 100_000, "batches": 40, "percents": (1, 2, 3, 4, 5, 6, 7, 10, 15, 20, 30, 40, 60, 100)}
REPLAY = "numerical"
TOLERANCE = 1e-4
PANELS = (2, 1)

PARAMETER = "how much counts as high quality"
GIVEN = {1: "penedo2024", 10: "su2025", 40: "villalobos2024"}
DEMAND = "which draws of demand count"


class Draws(NamedTuple):
    """The logarithms of the inputs of the projection; `quality` is among them and may be set."""

    inputs: dict[str, FloatArray]

    def trends(self, **fixed: float) -> tuple[Trend, Trend, Trend]:
        """The stock, the stock used once, and the largest set, with some inputs held."""
        size = len(self.inputs["quality"])
        return projected(**self.inputs | {name: np.full(size, value) for name, value in fixed.items()})


def simulate(rng: np.random.Generator, *, draws: int, batches: int, percents: tuple[int, ...]) -> Series:
    """Draw the projection, keep what reaches the disclosed set, and set the filter to each share in turn."""
    everything = drawn(rng, draws)
    projection: dict[str, Any] = PROJECTION
    now, disclosed, when = (float(projection[name]) for name in ("now", "disclosed", "disclosed_in"))
    demand = everything.trends()[2]
    reaching = demand.at(when) >= disclosed
    kept = Draws({name: values[reaching] for name, values in everything.inputs.items()})
    measure = partial(measured, batches=batches, now=now, disclosed=disclosed)
    own = measure(kept.trends())
    rows = {percent: measure(kept.trends(quality=float(np.log10(percent / 100)))) for percent in percents}
    lifted = lift(everything.trends(), disclosed, when)
    choices = {"all": measure(everything.trends()), "lifted to the known set": measure(lifted), "reaching it": own}
    return {
        "filters": {"percent": list(percents)}
        | {key: [row[key][part] for row in rows.values()] for key, part in COLUMNS.items()},
        "own": {
            "number": list(own),
            "value": [value for value, _ in own.values()],
            "error": [error for _, error in own.values()],
        },
        "reached": {
            "share": [float(reaching.mean())],
            "error": [float(np.sqrt(reaching.mean() * (1 - reaching.mean()) / draws))],
        },
        "alternatives": table([
            *(
                Alternative(PARAMETER, f"{percent} %", GIVEN.get(percent, ""), name, *row[name])
                for percent, row in rows.items()
                for name in TESTED
            ),
            *(Alternative(DEMAND, said, "", name, *row[name]) for said, row in choices.items() for name in TESTED),
        ]),
    }  # fmt: skip


TESTED = ("exhausted", "disclosed_share")
COLUMNS = {"exhausted": 0, "exhausted_unrepeated": 0, "disclosed_share": 0}


def drawn(rng: np.random.Generator, size: int) -> Draws:
    """The inputs as the supply figure draws them."""
    inputs: dict[str, Any] = PROJECTION
    central = ("pages", "bytes_per_page", "page_growth", "page_count_growth", "quality", "repetition")
    found = {name: logarithm(rng, inputs[name], 0.95, size) for name in central}
    found |= {name: logarithm(rng, inputs[name], 0.9, size) for name in ("largest_set", "compute")}
    for name in ("set_growth", "compute_growth"):
        mean, deviation = inputs[name]
        found[name] = rng.normal(mean, deviation, size)
    bytes_per_token = 6 - 10 ** below(rng, inputs["bytes_per_token_below_six"], np.log10(6), size)
    return Draws(found | {"bytes_per_token": np.log10(bytes_per_token), "projection": np.arange(size) % 2.0})


def lift(trends: tuple[Trend, Trend, Trend], disclosed: float, when: float) -> tuple[Trend, Trend, Trend]:
    """The same with each largest set at least as large as the disclosed one, when that was disclosed."""
    stock, unique, demand = trends
    short = np.maximum(np.log10(disclosed) - np.log10(demand.at(when)), 0.0)
    return stock, unique, Trend(demand.level + short, demand.slope)


def measured(
    trends: tuple[Trend, Trend, Trend], *, batches: int, now: float, disclosed: float
) -> dict[str, tuple[float, float]]:
    """What is asked of the draws, each with the standard error from batches of them."""
    stock, unique, demand = trends
    run_out, once = demand.overtakes(stock), demand.overtakes(unique)
    asked: dict[str, tuple[FloatArray, Callable[[FloatArray], Any]]] = {
        "exhausted": ((run_out <= now).astype(float), np.mean),
        "exhausted_unrepeated": ((once <= now).astype(float), np.mean),
        "disclosed_share": (disclosed / unique.at(now), np.median),
        "run_out": (run_out, np.median),
        "run_out_unrepeated": (once, np.median),
    }
    return {
        name: (float(how(values)), float(estimate([how(part) for part in np.array_split(values, batches)]).error))
        for name, (values, how) in asked.items()
    }


MEANINGS = {
    "exhausted": ("share of draws", "stock used up before 2027, where the largest set reaches the known one"),
    "exhausted_unrepeated": ("share of draws", "the same if no text is used twice"),
    "disclosed_share": ("ratio", "the known set over the stock at the start of 2027, used once, median"),
    "run_out": ("year", "median year in which the stock is used up, where the largest set reaches the known one"),
    "run_out_unrepeated": ("year", "the same if no text is used twice"),
}


def numbers(series: Series) -> dict[str, Number]:
    """Quote the filter as its authors draw it, some that are set, and the shares of text at which the answers turn."""
    own, filters = series["own"], series["filters"]
    values = dict(zip(own["number"], zip(own["value"], own["error"], strict=True), strict=True))
    quoted = {
        key: Number(float(values[key][0]), float(values[key][1]), unit, meaning)
        for key, (unit, meaning) in MEANINGS.items()
    }
    percents = [int(percent) for percent in filters["percent"]]
    alternatives = series["alternatives"]
    errors = {
        (str(setting), str(name)): float(error)
        for setting, name, error in zip(
            alternatives["setting"], alternatives["number"], alternatives["standard_error"], strict=True
        )
    }
    for percent in (1, 10, 40):
        row = percents.index(percent)
        said = f"{percent} % of the text called good"
        for key, column in (("exhausted", "exhausted"), ("share", "disclosed_share")):
            unit, meaning = MEANINGS[column]
            error = errors[f"{percent} %", column]
            quoted[f"{key}_{percent}"] = Number(float(filters[column][row]), error, unit, f"{meaning}, {said}")
    shares = np.array(percents) / 100
    for key, column, level in (("turn_exhausted", "exhausted", 0.5), ("turn_share", "disclosed_share", 1.0)):
        at = float(10 ** np.interp(-level, -np.array(filters[column], dtype=float), np.log10(shares)))
        quoted[key] = Number(
            at, at / 50, "share of text", f"the filter at which {MEANINGS[column][1]} comes to {level}"
        )
    share = float(series["reached"]["share"][0])
    return quoted | {"reached": Number(share, 0.001, "share of draws", "projections that reach the known set in time")}


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw both answers against the filter, with the level at which each turns."""
    above, below_ = axes.ravel()
    table_ = series["filters"]
    above.plot(table_["percent"], table_["exhausted"], color=OTHERS[1], label="text repeated")
    above.plot(
        table_["percent"], table_["exhausted_unrepeated"], color=OTHERS[0], linestyle=":", label="text used once"
    )
    below_.plot(table_["percent"], table_["disclosed_share"], color=FOREGROUND)
    for axis, level in ((above, 0.5), (below_, 1.0)):
        finish(axis, level)
    above.set_ylim(0, 1.02)
    above.set_title("projections that have run out before 2027", fontsize="medium")
    above.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
    above.legend(frameon=False, loc="upper right")
    below_.set_title("the known training set over the stock, used once", fontsize="medium")
    below_.set(yscale="log", xlabel="share of the web's text that is called good")
    below_.set_yticks([0.1, 1, 5], ["0.1", "1", "5"])
    below_.minorticks_off()


def finish(axis: Axes, level: float) -> None:
    """Mark the level, and the filters that are published."""
    axis.axhline(level, color=FOREGROUND, linewidth=0.8, linestyle="--")
    for percent in GIVEN:
        axis.axvline(percent, color=GRID, linewidth=1.2, zorder=0)
    axis.set(xscale="log", xlim=(1, 100))
    axis.set_xticks([1, 3, 10, 30, 100], ["1 %", "3 %", "10 %", "30 %", "all"])
    axis.minorticks_off()
