"""The more wrong answers a checker lets through, the less a network gains from its own answers, until it loses.

The runs of the four self-training experiments, each with checkers of several qualities: every right answer passes,
and wrong ones at a rate from 0 (an exact checker) to 1 (none). What decides is not that rate but the share of right
answers among those that are learned from, which depends also on how often the network is right by itself. For a
classifier that learns once from labels that are wrong at random, the theorem puts the edge where half of them are
right. A network that learns again and again from itself repeats its own mistakes, and its edge is where its accuracy
neither rises nor falls: read off between the two neighbouring checkers, seed by seed.

Sources:
- feng2025: the threshold for a classifier, and that an imperfect verifier can be enough
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from collapse.numerics.estimate import Column, Number, Series, estimate
from collapse.theory.verification import error_threshold
from experiments import self_training_arithmetic, self_training_programs, self_training_proofs, self_training_puzzles
from experiments.shared import self_training
from experiments.shared.learning_curves import CONFIDENCE, SHARE, half_width
from experiments.shared.palette import FOREGROUND, GRID, OTHERS
from experiments.shared.self_training import point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

__all__ = ["point"]

NAME = "Checkers that err"
LAY = (
    "A checker that errs still helps if it errs seldom enough. How many of the answers learned from must be right "
    "before anything is gained depends on the task: from {even_programs} for programs to {even_puzzles} for puzzles."
)
READ = (
    "Left: right answers to all held-out problems in the last generation, by how many wrong answers pass the checker; "
    "the open mark is where all began. Right: what was gained, by how many of the answers learned from in the first "
    "round were right; dotted, the half at which a theorem for simple classifiers puts the edge. "
    "Bars are intervals of {confidence} confidence over {seeds} starting models."
)
LIMITS = (
    "Wrong answers pass at random here; a real checker passes the same kind of mistake each time, which is worse. "
    "Each task has its own number of rounds and its own levels, so tasks are not to be compared with one another."
)
ALT = (
    "Two panels. Right answers fall as the checker passes more wrong ones, for sums, puzzles, programs and proofs. "
    "The gain, against the share of right answers learned from, crosses zero at {even_sums} for sums, {even_puzzles} "
    "for puzzles, {even_programs} for programs and {even_proofs} for proofs."
)
TASKS: dict[str, dict[str, Any]] = {
    "sums": self_training_arithmetic.PARAMS,
    "puzzles": self_training_puzzles.PARAMS,
    "programs": self_training_programs.PARAMS,
    "proofs": self_training_proofs.PARAMS,
}
PARAMS = {"tasks": tuple(TASKS), "rates": (0.0, 0.1, 0.3, 0.6, 1.0), "seeds": 5}
REPLAY = "statistical"
PANELS = (1, 2)

STYLES = {"sums": "o", "puzzles": "s", "programs": "^", "proofs": "D"}


def points(*, tasks: Sequence[str], seeds: int, **_: Any) -> list[dict[str, Any]]:
    """List the points: those of the four experiments, which are computed once for all that read them."""
    return list(chain.from_iterable(self_training.points(**(TASKS[task] | {"seeds": seeds})) for task in tasks))


def arm(rate: float) -> str:
    """Name the arm whose checker passes wrong answers at a rate."""
    return {0.0: "verified", 1.0: "unverified"}.get(rate, f"noisy {rate:g}")


def simulate(
    rng: np.random.Generator,
    *,
    outcomes: Sequence[dict[str, dict[str, list[float]]]],
    tasks: Sequence[str],
    rates: Sequence[float],
    seeds: int,
) -> Series:
    """Average, for each task and rate, what the points measured, which have seeds of their own."""
    del rng
    series: dict[str, dict[str, Column]] = {"seeds": {"seeds": [seeds]}}
    edges = []
    for place, task in enumerate(tasks):
        levels: Sequence[int] = TASKS[task]["evaluated"]
        runs = [[found[arm(rate)] for rate in rates] for found in outcomes[place * seeds : (place + 1) * seeds]]
        accuracy = np.array([[np.mean([run[f"greedy_{level}"] for level in levels], axis=0) for run in row]
                             for row in runs])  # fmt: skip
        right = np.array([[run["right_share"][1] for run in row] for row in runs])
        gain = accuracy[..., -1] - accuracy[..., 0]
        edges.append([crossing(*each) for each in zip(right, gain, strict=True)])
        series[task] = {"rate": list(rates)}
        measured = {"start": accuracy[..., 0], "final": accuracy[..., -1], "right_share": right, "gain": gain}
        for name, values in measured.items():
            found = estimate(values.T)
            series[task] |= {name: found.mean, f"{name}_error": found.error}
    found = estimate(edges)
    return series | {"even": {"task": list(tasks), "right_share": found.mean, "right_share_error": found.error}}


def crossing(right: np.ndarray, gain: np.ndarray) -> float:
    """Give the share of right answers at which nothing is gained, on the line between its two neighbours."""
    order = np.argsort(right)
    right, gain = right[order], gain[order]
    above = int(np.flatnonzero(gain <= 0)[-1]) if (gain <= 0).any() else 0
    above = min(above, len(gain) - 2)
    slope = (gain[above + 1] - gain[above]) / (right[above + 1] - right[above])
    return float(right[above] - gain[above] / slope)


def numbers(series: Series) -> dict[str, Number]:
    """Quote where nothing is gained, the theorem's edge, and the gain with each checker."""
    half = 1 - error_threshold(1.0, 1.0)
    quoted = {"theorem": Number(half, 0.0, SHARE, "right answers among those learned from, at the theorem's edge")}
    quoted |= CONFIDENCE
    even = series["even"]
    for row, task in enumerate(even["task"]):
        found = float(even["right_share"][row]), float(even["right_share_error"][row])
        quoted[f"even_{task}"] = Number(
            *found, SHARE, f"right answers among those first learned from where nothing is gained, {task}"
        )
        table = series[str(task)]
        for column, rate in enumerate(table["rate"]):
            found = float(table["gain"][column]), float(table["gain_error"][column])
            key = f"{task}_gain_{float(rate):g}".replace(".", "")
            meaning = f"change of accuracy where wrong answers pass at a rate of {float(rate):g}, {task}"
            quoted[key] = Number(*found, SHARE, meaning)
    return quoted


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw accuracy against the rate of wrong answers that pass, and gain against what was learned from."""
    left, right = axes.ravel()
    seeds = int(np.asarray(series["seeds"]["seeds"])[0])
    for (task, marker), color in zip(STYLES.items(), OTHERS, strict=True):
        table = {key: 100 * np.asarray(values, dtype=float) for key, values in series[task].items()}
        look = {"color": color, "marker": marker, "markersize": 5, "linewidth": 1.2}
        left.errorbar(table["rate"], table["final"], yerr=half_width(table["final_error"], seeds), **look)
        left.plot([-6], table["start"][:1], color=color, marker=marker, markersize=5, markerfacecolor="none")
        left.text(107, table["final"][-1], task, color=color, va="center")
        right.errorbar(table["right_share"], table["gain"], yerr=half_width(table["gain_error"], seeds), **look)
    left.set_title("right answers at the end (%)", fontsize="medium")
    left.set(xlabel="wrong answers that pass (%)", xlim=(-10, 140), ylim=(0, None))
    left.set_xticks([0, 10, 30, 60, 100])
    edge(right)


def edge(panel: Axes) -> None:
    """Draw the theorem's edge, and the line between gain and loss."""
    panel.axhline(0, color=FOREGROUND, linewidth=1)
    panel.axvline(50, color=FOREGROUND, linewidth=1, linestyle=":")
    panel.set_title("gained (points)", fontsize="medium")
    panel.set(xlabel="right among those learned from (%)")
    panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
