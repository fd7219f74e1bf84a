"""Copying a copy again and again destroys a distribution; the same copying does little harm where real data stay in it.

The items are drawn from frequencies that fall off to both sides of a peak, and each copy is drawn from the frequencies
of the last training set. Four regimes make that training set: the last copy alone (replace), everything so far
(accumulate), a part of everything (accumulate_subsample), or the last copy with a tenth of new real data (mix_fresh).
The pictures show one run, the first of many; the numbers are means over all runs. Diversity is the chance that two
draws differ, as a share of its true value. Its decay has the same exact form for every set of frequencies.

Sources:
- seddik2024: the decay of diversity under replace
- shumailov2024: that the tails of the distribution disappear first
- gerstgrasser2024: accumulating the data of all generations avoids the collapse
- kazdan2025: accumulating under a fixed training budget
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from collapse import metrics, regimes
from collapse.models import zipf
from collapse.numerics.estimate import Column, Number, Series, estimate
from collapse.numerics.generations import select
from collapse.recursion import recursion
from collapse.theory import zipf as theory
from experiments.shared.alternatives import Alternative, along, table
from experiments.shared.palette import GRID, KEPT, THROWN_AWAY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "Four ways to copy a copy"
LAY = "A photocopy of a photocopy fades; put a little of the original back in each time, and it does not."
READ = (
    "Each row copies the same frequencies under another rule, from left to right; coloured bars are the copy, "
    "the grey ones behind them what the original had and the copy has lost."
)
LIMITS = (
    "Copying here is drawing a sample, which loses what is rare; it does not blur, as a real photocopier does, "
    "and a model that smooths would err in the other direction."
)
ALT = (
    "Small bar charts, four rows of five: the same frequencies after no, few and many copies. After {last_copy} copies "
    "only the row that replaces real data has faded, to {replace_types} of {types} items and {replace} of its "
    "diversity; accumulate keeps {accumulate}, accumulate and subsample {accumulate_subsample}, and a tenth of fresh "
    "real data {mix_fresh}."
)
PARAMS = {"types": 23, "size": 300, "copies": (1, 5, 20, 100), "real_fraction": 0.1, "replicates": 1000}
REPLAY = "numerical"
TOLERANCE = 1e-4

LABELS = {
    "replace": "the copy alone",
    "accumulate": "all copies together",
    "accumulate_subsample": "a part of all copies",
    "mix_fresh": "the copy, 10 % real",
}

SAID = {
    "replace": "thrown away",
    "accumulate": "kept",
    "accumulate_subsample": "kept, a part used",
    "mix_fresh": "10 % real added",
}


def simulate(
    rng: np.random.Generator,
    *,
    types: int,
    size: int,
    copies: Sequence[int],
    real_fraction: float,
    replicates: int,
) -> Series:
    """Copy under each regime; keep the first run to look at, and the mean diversity of all."""
    shape = 1 / (2 + np.abs(np.arange(types) - types // 2))
    shape /= shape.sum()
    truth = zipf.Categorical(np.arange(types), np.broadcast_to(shape, (replicates, types)))
    generations = np.array(copies) - 1
    last = int(generations[-1])
    cases = {
        "replace": (regimes.replace, theory.replace_diversity(size, last)),
        "accumulate": (regimes.accumulate, theory.accumulate_diversity(size, last)),
        "accumulate_subsample": (regimes.accumulate_subsample, theory.accumulate_subsample_diversity(size, last)),
        "mix_fresh": (regimes.mix_fresh(real_fraction), theory.mix_fresh_diversity(size, real_fraction, last)),
    }
    series: dict[str, dict[str, Column]] = {"original": {"item": truth.types, "share": shape}}
    for name, (regime, exact) in cases.items():
        fits = recursion(zipf.Exact(), regime, truth, size=size, generations=last, rng=rng)
        shown = list(select(fits, generations))
        kept = estimate([metrics.diversity(params) for params in shown] / metrics.diversity(truth)[0])
        alive = estimate([metrics.surviving_types(params) for params in shown])
        pictures = [metrics.aligned(params, types)[0] for params in shown]
        series[f"{name}_copies"] = {"item": truth.types} | {
            f"copy_{count}": picture for count, picture in zip(copies, pictures, strict=True)
        }
        series[name] = {
            "copies": list(copies),
            "diversity": kept.mean,
            "diversity_error": kept.error,
            "diversity_exact": exact[generations],
            "types": alive.mean,
            "types_error": alive.error,
        }
    return series | {"alternatives": table(chain.from_iterable(fewer(series, name) for name in cases))}


def fewer(series: Series, name: str) -> Iterator[Alternative]:
    """Give what is left of a regime after fewer copies."""
    numbers = {f"{name}_exact": ("diversity_exact", ""), f"{name}_types": ("types", "types_error")}
    return along("copies", series[name], numbers)


def numbers(series: Series) -> dict[str, Number]:
    """Quote what is left after the last copy."""
    copies = float(series["replace"]["copies"][-1])
    quoted = {"last_copy": Number(copies, 0.0, "copies", "copies made")}
    for name in LABELS:
        table = {column: float(values[-1]) for column, values in series[name].items()}
        share, meaning = "share of the true diversity", f"diversity kept after {copies:.0f} copies, {name}"
        quoted[name] = Number(table["diversity"], table["diversity_error"], share, meaning)
        quoted[f"{name}_exact"] = Number(table["diversity_exact"], 0.0, share, f"{meaning}, exact")
        meaning = f"items left after {copies:.0f} copies, {name}"
        quoted[f"{name}_types"] = Number(table["types"], table["types_error"], "items", meaning)
    return quoted


def plot(axes: Axes, series: Series) -> None:
    """Draw all small charts on one pair of axes: a row is 1 high, and the highest bar of the original half of that."""
    original = np.asarray(series["original"]["share"], dtype=float)
    items, pitch, scale = np.arange(len(original)), 1.2 * len(original), 0.5 / original.max()
    columns = [name for name in series["replace_copies"] if name != "item"]
    top = 1.0
    for row, name in enumerate(LABELS):
        color = THROWN_AWAY if name == "replace" else KEPT
        copies = [np.asarray(series[f"{name}_copies"][column], dtype=float) for column in columns]
        for column, shares in enumerate([original, *copies]):
            places = items + column * pitch
            edges = np.append(places, places[-1] + 1) - 0.5
            for bars, ink in ((original, GRID), (shares, color)):
                axes.stairs(bars * scale - row, edges, baseline=-row, fill=True, color=ink, linewidth=0)
            top = max(top, 0.05 + scale * shares.max() - row)
        axes.text(-0.5, 0.64 - row, SAID[name], color=color)
    counts = [column.removeprefix("copy_") for column in columns]
    centers = pitch * np.arange(len(columns) + 1) + len(original) // 2
    axes.set_xticks(centers, ["original", f"{counts[0]} copy", *counts[1:-1], f"{counts[-1]} copies"])
    axes.set(yticks=[], ylabel="how often each item occurs")
    axes.set(xlim=(-1, pitch * len(centers)), ylim=(0.95 - len(LABELS), top))
    axes.tick_params(length=0)
    axes.spines[:].set_visible(b=False)
