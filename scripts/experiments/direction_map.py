"""Copying a model can narrow what it says or broaden it: sampling it cooler narrows, smoothing it more broadens.

A density on a line is estimated from samples with a normal kernel, sampled at a temperature (the density to the power
of one over the temperature), estimated again, and so on; nothing else is added (replace). The colour is the change of
entropy from the truth, a normal density, to the last estimate. In the limit of large samples every estimate is normal
and all changes have one sign: negative below the temperature 1 / (1 + bandwidth^2), positive above. That line is exact
in the limit, and the variance at temperature 1 is exact for any sample size. The dots are where simulations of this
size turn, which sampling errors lift a little. Heat does less than in the limit: where no sample fell there is nothing
to heat. Densities live on a fine grid, so that entropy is a sum.

Sources:
- marchi2024: temperature leads to collapse or to uniformity
- kazdan2025: kernel density estimates in the loop
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from collapse import biases
from collapse.curation import Bias
from collapse.metrics import distances
from collapse.models import zipf
from collapse.numerics.estimate import Column, Estimate, FloatArray, Number, Series, estimate
from collapse.recursion import recursion
from collapse.regimes import biased, replace
from collapse.theory import kernel_density as theory
from experiments.shared import drawing
from experiments.shared.palette import FOREGROUND, OTHERS, tint

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "Narrowing or spreading"
LAY = (
    "A copy of a copy need not fade: a cautious model narrows what it learned, a sloppy one blurs it, "
    "and only on a line between the two does it keep its width."
)
READ = (
    "Each cell is a loop of {generations} generations with one caution (temperature) and one sloppiness (bandwidth); "
    "the line is the exact balance for large samples, the dots are where simulations change sides."
)
LIMITS = (
    "One bell curve on a line: what its width stands for in a language model is not settled, "
    "and balance keeps the width, not every detail."
)
ALT = (
    "Map of temperature and bandwidth. Entropy falls in the cold corner ({cold} nats), rises in the hot ({hot}) and in "
    "the smooth one ({smooth}), and hardly changes where both are plain ({plain}). The exact boundary runs from "
    "temperature {boundary_narrow_exact} at the smallest bandwidth to {boundary_wide_exact} at the largest; "
    "simulations turn at {boundary_narrow} and {boundary_wide}."
)
PARAMS = {
    "temperatures": (0.75, 0.8, 0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15, 1.2),
    "bandwidths": (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
    "size": 1000,
    "generations": 10,
    "replicates": 20,
    "step": 0.1,
    "reach": 16.0,
}
REPLAY = "numerical"
TOLERANCE = 1e-4

CORNERS = {"cold": (0.75, 0.1), "plain": (1.0, 0.1), "hot": (1.2, 0.1), "smooth": (1.0, 0.5)}


def simulate(
    rng: np.random.Generator,
    *,
    temperatures: Sequence[float],
    bandwidths: Sequence[float],
    size: int,
    generations: int,
    replicates: int,
    step: float,
    reach: float,
) -> Series:
    """Run a loop for each cell, and find the temperature at which each row of them changes sign."""
    places = np.arange(-round(reach / step), round(reach / step) + 1) * step
    shape = np.exp(-np.square(places) / 2)
    truth = zipf.law(shape / shape.sum(), replicates)
    changes, variances = [], []
    for bandwidth in bandwidths:
        row = []
        for temperature in temperatures:
            sampled = blurred_and_tempered(bandwidth / step, temperature, len(places))
            loop = biased(sampled, replace)
            *_, last = recursion(zipf.Exact(), loop, truth, size=size, generations=generations, rng=rng)
            density = sampled(last)
            row.append(distances.entropy(density) - distances.entropy(truth))
            if temperature == 1:
                variances.append(variance(density, places))
        changes.append(estimate(row))
    return {
        "map": {
            "bandwidth": np.repeat(bandwidths, len(temperatures)),
            "temperature": np.tile(temperatures, len(bandwidths)),
            "change": np.concatenate([change.mean for change in changes]),
            "standard_error": np.concatenate([change.error for change in changes]),
            "limit": [change_in_limit(*cell, generations) for cell in product(bandwidths, temperatures)],
        },
        "boundary": boundary(bandwidths, temperatures, changes),
        "plain": {
            "bandwidth": list(bandwidths),
            "variance": estimate(variances).mean,
            "standard_error": estimate(variances).error,
            "exact": [float(theory.replace(size, width, generations).variance[-1]) for width in bandwidths],
        },
        "exact": balance(np.linspace(0, max(bandwidths) * 1.1, 40)),
    }


def blurred_and_tempered(bandwidth: float, temperature: float, types: int) -> Bias:
    """Estimate a density from a histogram with a kernel, and sample it at a temperature."""
    blurred, tempered = biases.smoothed(bandwidth, types), biases.temperature(temperature)
    return lambda params: tempered(blurred(params))


def variance(density: zipf.Categorical, places: FloatArray) -> FloatArray:
    """Give the variance of a law over places, for each replicate."""
    mean = density.probabilities @ places
    return np.asarray(density.probabilities @ np.square(places) - np.square(mean), dtype=float)


def change_in_limit(bandwidth: float, temperature: float, generations: int) -> float:
    """Give the change of entropy for large samples."""
    return math.log(theory.tempered_variance(bandwidth, temperature, generations)[-1]) / 2


def balance(bandwidths: Sequence[float] | FloatArray) -> dict[str, Column]:
    """Give the temperature that balances each bandwidth for large samples."""
    return {"bandwidth": bandwidths, "exact": [theory.balancing_temperature(width) for width in bandwidths]}


def boundary(
    bandwidths: Sequence[float], temperatures: Sequence[float], changes: Sequence[Estimate]
) -> dict[str, Column]:
    """Give the temperature at which each row changes sign, on a straight line between two cells."""
    found, errors = [], []
    for change in changes:
        above = int(np.argmax(change.mean > 0))
        cells = slice(above - 1, above + 1)
        (low, high), (first, second) = change.mean[cells], np.array(temperatures)[cells]
        slope, share = (high - low) / (second - first), -low / (high - low)
        found.append(first + share * (second - first))
        errors.append(math.hypot(*(np.array([1 - share, share]) * change.error[cells])) / slope)
    return balance(bandwidths) | {"temperature": found, "standard_error": errors}


def numbers(series: Series) -> dict[str, Number]:
    """Quote the change in the corners, and both ends of the boundary."""
    cells, boundary = series["map"], series["boundary"]
    quoted = {}
    rows = list(zip(cells["temperature"], cells["bandwidth"], strict=True))
    for name, corner in CORNERS.items():
        row = rows.index(corner)
        meaning = f"change of entropy at temperature {corner[0]:g} and bandwidth {corner[1]:g}"
        quoted[name] = Number(float(cells["change"][row]), float(cells["standard_error"][row]), "nats", meaning)
        limit = f"{meaning}, exact for large samples"
        quoted[f"{name}_limit"] = Number(float(cells["limit"][row]), 0.0, "nats", limit)
    for name, row in {"narrow": 0, "wide": -1}.items():
        meaning = f"temperature at which entropy keeps its value with a kernel of width {boundary['bandwidth'][row]}"
        found = {key: float(values[row]) for key, values in boundary.items()}
        quoted[f"boundary_{name}"] = Number(found["temperature"], found["standard_error"], "temperature", meaning)
        limit = f"{meaning}, exact for large samples"
        quoted[f"boundary_{name}_exact"] = Number(found["exact"], 0.0, "temperature", limit)
    return quoted


def plot(axes: Axes, series: Series) -> None:
    """Tint each cell by its change, and draw the exact boundary with the measured points."""
    cells = {key: np.asarray(values, dtype=float) for key, values in series["map"].items()}
    wide, high = (np.diff(np.unique(cells[key])).min() for key in ("temperature", "bandwidth"))
    largest = np.abs(cells["change"]).max()
    axes.bar(
        cells["temperature"],
        high,
        width=wide,
        bottom=cells["bandwidth"] - high / 2,
        color=[tint(change / largest, (OTHERS[1], OTHERS[0])) for change in cells["change"]],
        linewidth=0,
    )
    exact, dots = series["exact"], series["boundary"]
    axes.plot(exact["exact"], exact["bandwidth"], color=FOREGROUND, linewidth=1.5)
    drawing.dots(axes, dots["temperature"], dots["bandwidth"], FOREGROUND, "o", xerr=dots["standard_error"])
    axes.text(0.74, 0.2, "narrows:\nwhat is rare is lost")
    axes.text(1.21, 0.42, "broadens:\ndetail is blurred", horizontalalignment="right")
    axes.set(xlabel="temperature of sampling", ylabel="bandwidth of smoothing")
    axes.set_xlim(cells["temperature"].min() - wide / 2, cells["temperature"].max() + wide / 2)
    axes.set_ylim(cells["bandwidth"].min() - high / 2, cells["bandwidth"].max() + high / 2)
    axes.set_xticks([0.8, 0.9, 1.0, 1.1, 1.2])
    axes.set_yticks([0.1, 0.2, 0.3, 0.4, 0.5])
