"""What the experiments on self-training share: how points become curves, numbers and a picture.

An interval is that of Student's t for the mean over seeds, at 95 %. A gain is the change, from generation 0 to the
last, of the mean accuracy over all evaluated levels when the likeliest answer is taken; gains of one seed share their
generation 0 and their test, so differences between arms are taken seed by seed, and the spread over seeds holds the
chance of the test too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from collapse.numerics.estimate import Column, FloatArray, Number, Series, estimate
from experiments.shared.palette import FOREGROUND, GRID, KEPT, THROWN_AWAY

T_95 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262)  # two-sided, for 2 to 10 seeds
STYLES = {
    "verified": (KEPT, "o", "checked"),
    "verified accumulate": (KEPT, "h", "checked, all kept"),
    "noisy 0.1": (KEPT, "s", "1 in 10 passes"),
    "noisy 0.3": (KEPT, "D", "3 in 10 pass"),
    "unverified accumulate": (KEPT, "v", "unchecked, all kept"),
    "vote": (THROWN_AWAY, "P", "vote of four"),
    "unverified": (THROWN_AWAY, "^", "unchecked"),
}
SHARE = "share of answers"
CONFIDENCE = {
    "confidence": Number(0.95, 0.0, "share of intervals", "intervals that hold the mean of all models, exact")
}


def simulate(
    rng: np.random.Generator,
    *,
    outcomes: Sequence[dict[str, dict[str, Sequence[float]]]],
    seeds: int,
    arms: Sequence[str],
    evaluated: Sequence[int],
    **points: Any,
) -> Series:
    """Average what the points measured, in their order, over seeds of their own, and keep what each seed gained.

    `outcomes` has for each seed, from an arm and a measure, its value in each generation; `evaluated` are the levels
    over which `greedy` and `sampled` are averaged. There is a table an arm, and `gains`, a row a seed.
    """
    del rng, points
    series: dict[str, dict[str, Column]] = {}
    gains: dict[str, Column] = {"seed": np.arange(seeds)}
    for arm in arms:
        runs = [outcome[arm] for outcome in outcomes]
        columns = {name: np.array([run[name] for run in runs]).T for name in runs[0]}
        for way in ("greedy", "sampled"):
            columns[way] = np.mean([columns[f"{way}_{level}"] for level in evaluated], axis=0)
        gains[arm] = columns["greedy"][-1] - columns["greedy"][0]
        series[arm] = {"generation": np.arange(len(columns["greedy"]))}
        for name, values in columns.items():
            found = estimate(values)
            series[arm] |= {name: found.mean, f"{name}_error": found.error}
    return series | {"gains": gains}


def half_width(error: Any, seeds: int) -> FloatArray:
    """Turn standard errors of a mean over 2 to 10 seeds into half the width of a 95 % interval."""
    return np.asarray(np.multiply(error, T_95[seeds - 2]))


def numbers(series: Series) -> dict[str, Number]:
    """Quote gains, differences of gains by seed, and where the levels and the variety begin and end."""
    gains = {name: np.asarray(values, dtype=float) for name, values in series["gains"].items()}
    seeds = len(gains.pop("seed"))
    quoted = {"seeds": Number(seeds, 0.0, "seeds", "independent starting models, each put under every regime")}
    quoted |= CONFIDENCE
    for regime, gained in gains.items():
        key = regime.replace(" ", "_").replace(".", "")
        quoted[f"{key}_gain"] = quantity(gained, f"change of accuracy over all levels, {regime}")
        if regime != "verified":
            lost = gains["verified"] - gained
            quoted[f"verified_over_{key}"] = quantity(lost, f"gain when verified less that of the same seed, {regime}")
        for column, (unit, what) in MEANINGS.items():
            meaning = f"{what} in the last generation, {regime}"
            quoted[f"{key}_{column}"] = Number(*at(series[regime], column, -1), unit, meaning)
    meaning = "gain from the likeliest answers less that of the same seed from all as drawn"
    quoted["noise"] = quantity(gains["greedy"] - gains["unverified"], meaning)
    unit, what = MEANINGS["variety"]
    quoted["start_variety"] = Number(*at(series["verified"], "variety", 0), unit, f"{what} in generation 0")
    for level in levels(series):
        for name, (regime, place) in PLACES.items():
            meaning = f"accuracy at level {level} in {'the last generation' if place else 'generation 0'}, {regime}"
            quoted[f"{name}_level_{level}"] = Number(*at(series[regime], f"greedy_{level}", place), SHARE, meaning)
    return quoted


def at(table: Mapping[str, Column], column: str, generation: int) -> tuple[float, float]:
    """Give a mean and its standard error in a generation; -1 is the last."""
    return float(table[column][generation]), float(table[f"{column}_error"][generation])


PLACES = {"start": ("verified", 0), "verified": ("verified", -1), "unverified": ("unverified", -1)}
MEANINGS = {
    "right_share": (SHARE, "right answers among those learned from"),
    "variety": ("answers", "different right answers in 16 attempts at a problem of the highest level"),
    "sampled": (SHARE, "right answers over all levels when drawn at temperature 1"),
}


def quantity(values: FloatArray, meaning: str) -> Number:
    """Give the mean of a share of answers over seeds with its standard error."""
    found = estimate(values)
    return Number(float(found.mean), float(found.error), SHARE, meaning)


def levels(series: Series) -> list[int]:
    """List the evaluated levels in ascending order."""
    names = [name.removeprefix("greedy_") for name in series["verified"] if name.startswith("greedy_")]
    return sorted(int(name) for name in names if name.isdecimal())


def plot(axes: np.ndarray, series: Series, level: str) -> None:
    """Draw accuracy by generation in the first panel, and by level, called so, before and after in the second."""
    left, right = axes.ravel()
    seeds = len(series["gains"]["seed"])
    last = int(series["verified"]["generation"][-1])
    ends = []
    for regime, (color, marker, label) in STYLES.items():
        if regime not in series:
            continue
        table = series[regime]
        mean, half = np.multiply(100, table["greedy"]), 100 * half_width(table["greedy_error"], seeds)
        left.fill_between(table["generation"], mean - half, mean + half, color=color, alpha=0.13, linewidth=0)
        left.plot(table["generation"], mean, color=color, marker=marker, markersize=4)
        ends.append((float(mean[-1]), label, color))
    left.set(xlabel="generation", xlim=(-0.02 * last, 2.05 * last))
    named(left, last, ends)
    left.set_xticks(np.arange(0, last + 1, 2 if last > 5 else 1))
    left.set_title("right answers (%)", fontsize="medium")
    by_level(right, series, seeds)
    right.set(xlabel=level)
    right.set_title(f"by {level} (%)", fontsize="medium")
    for panel in (left, right):
        panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)


def by_level(axes: Any, series: Series, seeds: int) -> None:
    """Draw accuracy against level: at the start, and at the end checked and unchecked."""
    shown = levels(series)
    ends = []
    axes.set(ylim=(0, 108), xlim=(shown[0] - 0.1 * np.ptp(shown), shown[-1] + 0.5 * np.ptp(shown)))
    for name, (regime, place) in PLACES.items():
        color, _, label = STYLES.get(name, (FOREGROUND, "", name))
        found = np.array([at(series[regime], f"greedy_{level}", place) for level in shown])
        mean, half = 100 * found[:, 0], half_width(100 * found[:, 1], seeds)
        axes.errorbar(shown, mean, yerr=half, color=color, marker="o", linestyle="-" if place else ":")
        ends.append((float(mean[-1]), label, color))
    named(axes, shown[-1], ends)
    axes.set_xticks(shown)


def named(axes: Any, last: float, ends: Sequence[tuple[float, str, str]]) -> None:
    """Write the name of each line, as (height, name, colour), behind its end, where no two overlap."""
    low, high = axes.get_ylim()
    begin, end = axes.get_xlim()
    gap = 0.09 * (high - low)
    places = apart([height for height, *_ in ends], gap, low + 0.6 * gap)
    for place, (_, label, color) in zip(places, ends, strict=True):
        axes.text(last + 0.03 * (end - begin), place, label, color=color, va="center")


def apart(heights: Sequence[float], gap: float, least: float = -np.inf) -> FloatArray:
    """Move heights as little as it takes to keep them this far apart and above the least, which is off the axis."""
    order = np.argsort(heights)
    placed = np.array(heights, dtype=float)[order]
    for _ in range(200):
        short = np.maximum(gap - np.diff(placed), 0) / 2
        if not short.any():
            break
        placed[:-1] -= short
        placed[1:] += short
    for place, height in enumerate(placed):
        placed[place] = max(height, placed[place - 1] + gap if place else least)
    result = np.empty_like(placed)
    result[order] = placed
    return result
