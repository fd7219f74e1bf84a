"""A small share of fresh real data in each generation is enough to cap the error, and the cap falls as the share grows.

Each model is fitted to a sample of which a fixed share is new real data and the rest comes from the last model
(mix_fresh). For large samples the error of the mean settles at 1 / (1 - (1 - share)^2) times the error of one fit to
real data. The labelled points are our curve at shares that others have published, for other models and other measures:
they show where on this curve a headline stands, not that the paper found our value. Three of the papers state a
*synthetic* share, and stand at the rest.

Sources:
- shumailov2024: one tenth of the real data kept in each generation
- niklaus2026: seven tenths synthetic as the best mixture of one format of rephrased text
- garg2025: at least one half real as the best mixture in ridge regression
- kang2025: one third rephrased synthetic data, in a single round of training
- dohmatob2025strong: one synthetic sample in a thousand, of a fixed and worse quality
- alemohammad2024: the fresh data loop
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from collapse import metrics
from collapse.models import gaussian
from collapse.numerics.estimate import Number, Series, estimate
from collapse.recursion import recursion
from collapse.regimes import mix_fresh
from collapse.theory.gaussian import mix_fresh_cap
from experiments.shared import drawing
from experiments.shared.palette import FOREGROUND, GRID, KEPT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "How much real data is enough"
LAY = (
    "How much real data is enough? With one part in ten the error settles; with one in a thousand it does so very late."
)
READ = (
    "The line is the exact level at which the error settles, the dots are simulations of it; "
    "the open points mark, on our line, shares that well-known papers write about."
)
LIMITS = (
    "Chance errors of one bell curve only: no cap brings back synthetic data that are wrong in a systematic way, "
    "which is what the strongest warnings are about."
)
ALT = (
    "Line chart, both axes logarithmic: the level at which the error settles against the share of fresh real data. It "
    "falls from {cap_smallest} errors of one real fit at the smallest share, through {cap_tenth} at one tenth, to "
    "{cap_half} at one half."
)
PARAMS = {
    "shares": (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5, 0.7, 1.0),
    "size": 1_000_000,
    "replicates": 4000,
    "relaxations": 4.0,
}
REPLAY = "numerical"
TOLERANCE = 1e-4

PUBLISHED = {
    "10 % real (Shumailov et al.)": 0.1,
    "70 % synthetic (Niklaus et al.)": 0.3,
    "half real at least (Garg et al.)": 0.5,
    "1/3 synthetic (Kang et al.)": 2 / 3,
    "0.1 % synthetic (Dohmatob et al.)": 0.999,
}
LABEL_HEIGHTS = (2.2, 0.7, 0.4, 0.23, 0.13)


def simulate(
    rng: np.random.Generator, *, shares: Sequence[float], size: int, replicates: int, relaxations: float
) -> Series:
    """Run each share until the start is forgotten: what is left of it decays by (1 - share)^2 a generation."""
    settled = []
    for share in shares:
        generations = math.ceil(relaxations / share)
        truth = gaussian.standard(replicates)
        fits = recursion(gaussian.Exact(), mix_fresh(share), truth, size=size, generations=generations, rng=rng)
        for params in fits:
            last = params
        settled.append(size * metrics.squared_error(last))
    error = estimate(settled)
    grid = np.geomspace(min(shares), 1, 60)
    return {
        "exact": {"share": grid, "cap": [mix_fresh_cap(share) for share in grid]},
        "simulated": {
            "share": shares,
            "cap": error.mean,
            "standard_error": error.error,
            "exact": [mix_fresh_cap(share) for share in shares],
        },
        "published": {
            "label": list(PUBLISHED),
            "share": list(PUBLISHED.values()),
            "cap": [mix_fresh_cap(share) for share in PUBLISHED.values()],
        },
    }


def numbers(series: Series) -> dict[str, Number]:
    """Quote the smallest share, one tenth and one half, simulated and exact."""
    table = series["simulated"]
    shares = [float(share) for share in table["share"]]
    quoted = {}
    for name, share in {"smallest": min(shares), "tenth": 0.1, "half": 0.5}.items():
        row = shares.index(share)
        meaning = f"level at which the error settles with a share of {share:g} fresh real data"
        value, error = float(table["cap"][row]), float(table["standard_error"][row])
        quoted[f"cap_{name}"] = Number(value, error, "errors of one real fit", meaning)
        exact = float(table["exact"][row])
        quoted[f"cap_{name}_exact"] = Number(exact, 0.0, "errors of one real fit", f"{meaning}, exact")
    return quoted


def plot(axes: Axes, series: Series) -> None:
    """Draw the cap, the simulated dots, and the published shares as open points with their labels."""
    exact, dots, published = series["exact"], series["simulated"], series["published"]
    axes.plot(exact["share"], exact["cap"], color=KEPT, linewidth=1.5)
    drawing.dots(axes, dots["share"], dots["cap"], KEPT, "o", yerr=dots["standard_error"])
    axes.plot(
        published["share"],
        published["cap"],
        color=FOREGROUND,
        marker="s",
        markersize=7.5,
        markerfacecolor="none",
        linestyle="none",
    )
    rows = zip(published["label"], published["share"], published["cap"], LABEL_HEIGHTS, strict=True)
    for label, share, cap, height in rows:
        axes.plot([share, share], [height, cap], color=FOREGROUND, linewidth=0.8)
        drawing.label(axes, label, (share, height), (-4, 0), FOREGROUND)
    axes.set(xscale="log", yscale="log", xlabel="share of real data added", ylabel="error (one fit to real data = 1)")
    axes.set_ylim(0.09, 900)
    axes.set_xticks([0.001, 0.01, 0.1, 1], ["0.1 %", "1 %", "10 %", "100 %"])
    axes.set_yticks([1, 10, 100], ["1", "10", "100"])
    axes.minorticks_off()
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
