"""Training on checked answers wins at one try; at many it loses where failures are unlearned and wins where spared.

A solver tries problems of different difficulty a few times, an exact checker tells which tries were right, and each
round of training raises the log odds of the problems that were solved in any try. Two rules differ in the rest alone:
what was not solved is unlearned by the same step, or it is spared. What counts is the share of problems that are solved
in at least one of k tries (pass@k), which is also what the best of k answers gets where an exact checker picks it.
Under the first rule the curves cross, which has been published for language models as a sign that training sharpens
and does not extend; under the second the trained solver stays ahead, if by less and less, and that it is ahead at any k
has been published as well. The dispute is open. This toy shows that the rule of training alone may make either picture,
and decides nothing about a network.

Sources:
- yue2025: trained models win at small k, their base models at large k
- liu2025: prolonged training that wins at all k, against the above
- chen2021: pass@k
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from collapse.models import solver
from collapse.numerics.estimate import Column, FloatArray, Number, Series, estimate
from collapse.numerics.generations import spaced
from collapse.recursion import recursion
from collapse.regimes import replace
from collapse.theory import solver as theory
from collapse.theory.solver import STEP, Law, chance_of_any, solved
from experiments.shared import drawing
from experiments.shared.palette import FOREGROUND, GRID, KEPT

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.axes import Axes

NAME = "Sharpened or extended"
LAY = (
    "Practice with an answer key makes a model quick to be right; "
    "whether it can then solve more than before depends on what becomes of the problems it failed."
)
READ = (
    "Each line is the share of problems that are solved in at least one of so many tries; where the line of the "
    "trained solver falls below that of the untrained one, training has lost what many tries would have found."
)
LIMITS = (
    "A toy made up here, in which problems teach nothing about each other: "
    "it shows that the rule of training can decide the outcome, not what happens in real models, which is disputed."
)
ALT = (
    "Line chart, logarithmic number of tries: share of problems solved. Untrained it rises from {before_1} at one try "
    "to {before_256} at two hundred and fifty-six. Trained with failures unlearned it stays level, from {after_1} to "
    "{after_256}, and is below the untrained line from {crossing} tries on. Trained with failures spared it rises from "
    "{spared_1} to {spared_256}, and is never below."
)
PARAMS = {
    "difficulty": (0.4, 1.2),
    "rollouts": 8,
    "rounds": 6,
    "problems": 2000,
    "replicates": 60,
    "most_tries": 1024,
}
REPLAY = "numerical"
TOLERANCE = 1e-4

PENALTIES = {"after": 1.0, "spared": 0.0}
LABELS = {"before": "untrained", "after": "trained, failures unlearned", "spared": "trained, failures spared"}
STYLES = dict(zip(LABELS, zip((FOREGROUND, KEPT, KEPT), "o^s", strict=True), strict=True))
PLACES = {"before": (2.4, 0.3, "left"), "after": (1024, 0.53, "right"), "spared": (1, 0.88, "left")}


def simulate(
    rng: np.random.Generator,
    *,
    difficulty: tuple[float, float],
    rollouts: int,
    rounds: int,
    problems: int,
    replicates: int,
    most_tries: int,
) -> Series:
    """Train under both rules, and put the exact shares beside the simulated ones."""
    tries = 2 ** np.arange(most_tries.bit_length())
    before = solver.problems(difficulty, problems, replicates, rng)
    dots = {"before": simulated(before, tries)}
    for name, penalty in PENALTIES.items():
        model = solver.Solver(STEP, penalty)
        *_, trained = recursion(model, replace, before, size=rollouts, generations=rounds - 1, rng=rng)
        dots[name] = simulated(trained, tries)
    laws = {
        name: theory.laws(difficulty, rollouts=rollouts, step=STEP, rounds=rounds, penalty=penalty)
        for name, penalty in PENALTIES.items()
    }
    law = {"before": laws["after"][0]} | {name: trained[-1] for name, trained in laws.items()}
    grid = np.union1d(spaced(most_tries, 30), tries)
    lines = {name: np.array([solved(law[name], int(number)) for number in grid]) for name in law}
    every, first = range(1, most_tries + 1), solved(law["after"], 1)
    crossing = bisect_left(every, x=True, key=lambda number: ahead(law, number) > 0)
    worth = bisect_left(every, x=True, key=lambda number: solved(law["before"], number) > first)
    return {
        "exact": {"tries": grid} | lines,
        **{name: table | {"exact": lines[name][np.isin(grid, tries)]} for name, table in dots.items()},
        "untrained_ahead": {"of": ["as many tries", "one try"], "tries": [1 + crossing, 1 + worth]},
    }


def ahead(law: Mapping[str, Law], tries: int) -> float:
    """Give how much more the untrained solver solves than the one whose failures were unlearned."""
    return solved(law["before"], tries) - solved(law["after"], tries)


def simulated(log_odds: FloatArray, tries: npt.NDArray[np.int64]) -> dict[str, Column]:
    """Estimate the share of problems solved in at least one of so many tries."""
    share = estimate([chance_of_any(log_odds, int(number)).mean(axis=1) for number in tries])
    return {"tries": tries, "share": share.mean, "standard_error": share.error}


def numbers(series: Series) -> dict[str, Number]:
    """Quote one try and 256 before and after training, and where the untrained solver comes out ahead."""
    crossing, worth = (float(tries) for tries in series["untrained_ahead"]["tries"])
    ahead = "tries from which the untrained solver is ahead of"
    quoted = {
        "crossing": Number(crossing, 0.0, "tries", f"{ahead} the trained one with as many, exact"),
        "worth": Number(worth, 0.0, "tries", f"{ahead} the trained one with a single one, exact"),
    }
    for name, label in LABELS.items():
        table = series[name]
        for tries in (1, 256):
            row = [int(number) for number in table["tries"]].index(tries)
            meaning = f"problems solved in at least one of {tries} tries, {label}"
            value, error = float(table["share"][row]), float(table["standard_error"][row])
            quoted[f"{name}_{tries}"] = Number(value, error, "share of problems", meaning)
            exact = float(table["exact"][row])
            quoted[f"{name}_{tries}_exact"] = Number(exact, 0.0, "share of problems", f"{meaning}, exact")
    return quoted


def plot(axes: Axes, series: Series) -> None:
    """Draw exact lines, dots with error bars over them, and the crossing."""
    exact = series["exact"]
    for name, (color, marker) in STYLES.items():
        table = series[name]
        axes.plot(exact["tries"], exact[name], color=color, linewidth=1.5)
        drawing.dots(axes, table["tries"], table["share"], color, marker, yerr=table["standard_error"])
        place, height, side = PLACES[name]
        axes.text(place, height, LABELS[name], color=color, horizontalalignment=side)
    axes.set(xscale="log", xlabel="tries, of which one must be right", ylabel="problems solved (%)", ylim=(0, 1.05))
    axes.set_xticks([1, 4, 16, 64, 256, 1024], ["1", "4", "16", "64", "256", "1,024"])
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    axes.minorticks_off()
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
