"""The simulations reproduce the published and exact results that they are held to, but for two years of one projection.

One row a result: what a source or an exact formula says, and what the loop of this library measures. The distance is in
standard errors, and four of them pass; or it is relative to the expected value, where a source gives a limit that a
finite run only approaches, and a tolerance well below a twentieth passes. A test multiplies and divides each expected
value by 1.05 and sees the row fail, except for rows whose data are given: the runs that the authors of kazdan2025
published, and the projection of villalobos2024. Two years of that projection are not reproduced: the file with the
authors' growth of computing power could not be read.

A row marked derived is an exact value that was worked out here; agreement then shows that formula and simulation do
not contradict each other, not that anybody else has found the same. Results on trained networks are not among them.

Sources:
- shumailov2024: the normal distribution under replace, and which type is left in the end
- gerstgrasser2024: linear regression under replace and accumulate
- kazdan2025: the authors' own runs of the normal model
- alemohammad2024: the bias of sampling
- seddik2024: the decay of diversity
- suresh2024: the survival of a Poisson mean
- dey2024: the efficiency that accumulate keeps
- dohmatob2025strong: the floor that a share of wrong responses leaves
- dohmatob2024tails: the power law of what is missing
- he2025: the weight of real data that does best, and the error it leaves where real and synthetic are unequal in number
- feng2025: the error rate at which a verified model turns
- ferbach2024: the law that a choice among ever more candidates leads to
- gillman2024: the contraction by a correction
- wang2026: the rate at which the error falls where part of the new data is real
- muennighoff2023: what text is worth that is read again
- villalobos2024: the years in which public text runs out
- epoch2024: the stock of public text
"""

from __future__ import annotations

from hashlib import sha256
from itertools import accumulate, groupby
from typing import Any

import numpy as np
from numpy.random import SFC64, Generator

from collapse.conformance import (
    Row,
    answers,
    authors_data,
    biases,
    densities,
    exponential_families,
    feeding,
    gaussian,
    gaussian_memory,
    gaussian_vector,
    logistic,
    mixing,
    regression,
    text,
    unequal,
    verification,
    vocabulary,
    zipf,
)
from collapse.numerics.estimate import FloatArray, Number, Series
from experiments.shared import data_stock_rows
from experiments.shared.palette import FOREGROUND, GRID, OTHERS

NAME = "Known results, computed again"
LAY = (
    "Before a simulation is believed it should give back what is already known: "
    "these are held to {rows} results that were published or can be worked out exactly, and {passing} of them come out."
)
READ = (
    "One dot a result: how far the measured value is from the expected one, in units of the largest distance that "
    "passes, so that all between the two outer lines pass and what lies outside is not reproduced; "
    "the bar is one standard error. "
    "Hollow dots rest on somebody else's data, which no run of ours can make more precise."
)
LIMITS = (
    "The sources of {second_hand} results were not read themselves, only texts that quote them; {derived} are derived "
    "here and have no other source. Models that learn from real language by gradient descent are not among them."
)
ALT = (
    "Dot plot of {rows} results in groups, by the distance of the measured from the expected value. "
    "{passing} lie between the two lines that mark the largest distance that passes; "
    "the one furthest out is at {largest} of that distance."
)
PARAMS: dict[str, Any] = {}
REPLAY = "numerical"
TOLERANCE = 1e-4
PANELS = (3, 1)

# Named here and not found by listing the folder, so that freshness sees which code each number rests on.
FAMILIES = {
    "answers": answers.rows,
    "authors_data": authors_data.rows,
    "biases": biases.rows,
    "data_stock": data_stock_rows.rows,
    "densities": densities.rows,
    "exponential_families": exponential_families.rows,
    "feeding": feeding.rows,
    "gaussian": gaussian.rows,
    "gaussian_memory": gaussian_memory.rows,
    "gaussian_vector": gaussian_vector.rows,
    "logistic": logistic.rows,
    "mixing": mixing.rows,
    "regression": regression.rows,
    "text": text.rows,
    "unequal": unequal.rows,
    "verification": verification.rows,
    "vocabulary": vocabulary.rows,
    "zipf": zipf.rows,
}
STYLES = {"primary": (FOREGROUND, "D"), "second-hand": (OTHERS[1], "s"), "derived": (OTHERS[0], "o")}
LABELS = {"primary": "source read", "second-hand": "quoted by others", "derived": "derived"}
LEAST = 8  # lines that a family takes up, for its label to fit
GAP = 3


def simulate(rng: Generator) -> Series:
    """Measure all rows; each family has a generator of its own, so that a new one moves no other's numbers."""
    seed = int(rng.integers(2**63))
    rows = [(name, row) for name, measure in FAMILIES.items() for row in measure(generator(seed, name))]
    return {"rows": {"family": [name for name, _ in rows], **columns([row for _, row in rows])}}


def generator(seed: int, family: str) -> Generator:
    """Seed the generator of a family by the experiment's seed and its own name."""
    return Generator(SFC64(int.from_bytes(sha256(f"{seed} {family}".encode()).digest()[:16])))


def columns(rows: list[Row]) -> dict[str, list[Any]]:
    """Turn rows into columns."""
    return {
        "row": [row.name for row in rows],
        "source": [row.source for row in rows],
        "reading": [row.reading for row in rows],
        "setting": [row.setting for row in rows],
        "expected": [row.expected for row in rows],
        "measured": [row.measured for row in rows],
        "standard_error": [row.error for row in rows],
        "distance": [row.distance for row in rows],
        "limit": [row.limit for row in rows],
        "unit": ["relative" if row.tolerance else "standard errors" for row in rows],
        "data": ["given" if row.given else "simulated" for row in rows],
        "passes": ["yes" if row.passes else "no" for row in rows],
        "unmet": [row.unmet for row in rows],
    }


def numbers(series: Series) -> dict[str, Number]:
    """Count the rows, those that pass, and how well the sources were read."""
    table = series["rows"]
    readings, passes = list(table["reading"]), list(table["passes"])
    largest = float(np.abs(relative_distances(table)).max())
    counts = {
        "rows": (len(passes), "results that the simulations are held to"),
        "passing": (passes.count("yes"), "results that are met"),
        "failing": (passes.count("no"), "results that are not met"),
        "primary": (readings.count("primary"), "results whose source was read"),
        "second_hand": (readings.count("second-hand"), "results known from texts that quote the source"),
        "derived": (readings.count("derived"), "results derived here"),
        "given": (list(table["data"]).count("given"), "results that rest on somebody else's data or rounded figure"),
    }
    quoted = {name: Number(float(count), 0.0, "results", meaning) for name, (count, meaning) in counts.items()}
    meaning = "largest distance from an expected value, over the one that still passes"
    return quoted | {"largest": Number(largest, 0.0, "ratio", meaning)}


def relative_distances(table: Any) -> FloatArray:
    """Divide each distance by the largest that passes."""
    return np.asarray(np.divide(table["distance"], table["limit"]), dtype=float)


def relative_errors(table: Any) -> FloatArray:
    """Divide each standard error by the largest difference that passes; it is 0 where none is known."""
    rows = zip(table["standard_error"], table["expected"], table["unit"], table["limit"], strict=True)
    return np.array([
        error / limit / (abs(expected) if unit == "relative" else error or 1.0) for error, expected, unit, limit in rows
    ])  # fmt: skip


def plot(axes: Any, series: Series) -> None:
    """Draw one line a row, in groups by family; a panel takes families until it has its share of the lines."""
    table = series["rows"]
    groups = [list(group) for _, group in groupby(range(len(table["row"])), lambda row: table["family"][row])]
    heights = [max(len(group), LEAST) + GAP for group in groups]
    panels = list(np.ravel(axes))
    ends = [0.0] * len(panels)
    for group, height, end in zip(groups, heights, accumulate(heights), strict=True):
        number = int(len(panels) * (end - height / 2) / sum(heights))
        draw_family(panels[number], table, group, ends[number] + height / 2)
        ends[number] += height
    for panel in panels:
        finish(panel, max(ends))
    for reading, (color, marker) in STYLES.items():
        panels[0].plot([], [], color=color, marker=marker, markersize=4, linestyle="none", label=LABELS[reading])
    place = {"loc": "lower right", "bbox_to_anchor": (1.03, 0.99), "borderpad": 0}
    panels[0].legend(ncols=len(STYLES), frameon=False, handletextpad=0, columnspacing=0.8, **place)
    panels[-1].set_xlabel("distance (largest that passes = 1)")


def draw_family(axes: Any, table: Any, group: list[int], middle: float) -> None:
    """Draw the rows of a family around the middle of its place, and its name on the left."""
    distance, error = relative_distances(table), relative_errors(table)
    looks = [(table["reading"][row], table["data"][row]) for row in group]
    for reading, data in dict.fromkeys(looks):
        color, marker = STYLES[reading]
        alike = np.array([number for number, look in enumerate(looks) if look == (reading, data)])
        rows, lines = np.array(group)[alike], middle + alike - (len(group) - 1) / 2
        axes.hlines(lines, distance[rows] - error[rows], distance[rows] + error[rows], color=color, linewidth=0.6)
        fill = "none" if data == "given" else color
        dots = {"color": color, "marker": marker, "markersize": 2.6, "markerfacecolor": fill, "markeredgewidth": 0.7}
        axes.plot(distance[rows], lines, linestyle="none", **dots)
    axes.annotate(
        table["family"][group[0]].replace("_", " "),
        (0, middle),
        xycoords=("axes fraction", "data"),
        xytext=(-46, 0),
        textcoords="offset points",
        verticalalignment="center",
        color=FOREGROUND,
    )


def finish(axes: Any, height: float) -> None:
    """Mark what passes, and leave room for the names."""
    axes.set(xlim=(-2.4, 3.3), ylim=(height, -1))
    for place, style in ((-1, "--"), (0, "-"), (1, "--")):
        axes.axvline(place, color=GRID if place == 0 else FOREGROUND, linewidth=0.8, linestyle=style, zorder=0)
    axes.set_xticks([-1, 0, 1, 2, 3], ["-1", "0", "1", "2", "3"])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
