"""Whether a model has collapsed depends on the definition: one run meets some published definitions and not others.

Two hills on a line are fitted by a mixture of two normal distributions, which starts each fit from the last model and
then samples for the next. The regimes run from the same seeds, beside a control that sees only new real data. Each of
the eight definitions of the source is a test with a threshold. The source gives neither, so both are ours; they
are stated in `experiments/shared/definitions.py` and below:

- any increase: the risk, which is the divergence from the truth, is over a tenth above that of a fit to real data;
- catastrophic increase: a single normal distribution, which knows of no hills, would have less risk;
- diverging: the risk still rises by over a tenth from the second quarter of the run to its second half;
- scaling law: by samples four times as large, the risk falls with another exponent than -1, by over a quarter;
- collapsing variance: the typical variance is below half of the true one;
- entanglement: over a tenth of the real points go to a component that mostly takes those of the other hill;
- tail: over half of the places of the least likely twentieth of real points have lost nine tenths of their density;
- hallucination: a point lies where one real point in a thousand does, twice as often as from a fit to real data.

All is averaged over the second half of the run. An open verdict is one whose confidence interval straddles the
threshold.

Sources:
- schaeffer2025: the eight definitions, and that they conflict
- shumailov2024: mixtures of normal distributions under replace
- gerstgrasser2024: accumulate
- kazdan2025: accumulate_subsample
- alemohammad2024: fresh real data in each generation
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from collapse import regimes
from collapse.models import mixture
from collapse.numerics.estimate import Column, Number, Series
from collapse.recursion import Regime, recursion
from experiments.shared.alternatives import Alternative, table
from experiments.shared.definitions import DEFINITIONS, Course, Runs, Truth, Verdict, measured, two_hills
from experiments.shared.palette import FOREGROUND, GRID, OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NAME = "One run, eight definitions"
LAY = (
    "Researchers mean eight different things by collapse. Judged by all of them, the very same run can have collapsed "
    "and not collapsed: a model that keeps its old data meets {accumulate_count} of eight, "
    "one that throws them away {replace_count}."
)
READ = (
    "One row a definition, one column a regime: a square where the run meets the definition, a ring where it does not, "
    "a question mark where chance leaves it open; below, how many are met."
)
LIMITS = (
    "The tests and their thresholds are ours, and with others some marks would change, which is part of the finding. "
    "So does chance where a mark is near its threshold: from other seeds replace has met one definition less. "
    "Two hills fitted by two are a model that could be right; one that cannot be right may hallucinate more."
)
ALT = (
    "Matrix of eight definitions of model collapse and five regimes. Replace meets {replace_count}, a tenth of fresh "
    "real data {mix_fresh_count}, accumulate with a fixed budget {accumulate_subsample_count}, "
    "accumulate {accumulate_count}, real data alone {control_count}; {open} of all verdicts are open."
)
PARAMS = {
    "distance": 8.0,
    "size": 50,
    "ratio": 4,
    "generations": 30,
    "replicates": 240,
    "larger_replicates": 100,
    "real_fraction": 0.1,
}
REPLAY = "numerical"
TOLERANCE = 1e-3

REGIMES = {
    "replace": "replace",
    "mix_fresh": "10 % fresh",
    "accumulate_subsample": "subsample",
    "accumulate": "accumulate",
    "control": "real only",
}
SAID = {
    "replace": "thrown away",
    "mix_fresh": "10 % real added",
    "accumulate_subsample": "kept, a part",
    "accumulate": "kept",
    "control": "real only",
}
LABELS = {
    "any_increase": "any rise in risk",
    "catastrophic_increase": "catastrophic rise",
    "diverging": "rise without bound",
    "scaling_law": "other scaling law",
    "collapsing_variance": "variance collapses",
    "entanglement": "modes entangled",
    "tail_disappearance": "tail disappears",
    "hallucination": "hallucinated data",
}
MARKS = {
    "yes": ("s", OTHERS[1], OTHERS[1], 9),
    "no": ("o", OTHERS[0], "none", 7),
    "open": ("$?$", FOREGROUND, FOREGROUND, 9),
}
COUNTS = {
    "disagreements": ("regimes", "regimes that meet a definition and fail another"),
    "open": ("verdicts", "verdicts that chance leaves open"),
} | {f"{name}_count": ("definitions", f"definitions that the run meets, {name}") for name in REGIMES}
SHORTER = (10, 20)  # generations, beside those of the runs
AWAY = {"half": 0.5, "once": 1.0, "twice": 2.0}  # how far a threshold is from what a fit to real data gives
SCORES = {"yes": -1.0, "open": -0.5, "no": 0.0}
UNITS = {
    "any_increase": ("ratio", "risk over that of a fit to real data"),
    "catastrophic_increase": ("nats", "risk, as a geometric mean"),
    "diverging": ("ratio", "rise of the risk from the second quarter of the run to its second half"),
    "scaling_law": ("exponent", "distance of the exponent of the risk in the sample size from -1"),
    "collapsing_variance": ("ratio", "true variance over the typical one of the model"),
    "entanglement": ("share", "real points that go to a component of the other hill"),
    "tail_disappearance": ("share", "the real tail that has lost nine tenths of its density"),
    "hallucination": ("share", "points of the model where hardly any real point lies"),
}


def simulate(
    rng: np.random.Generator,
    *,
    distance: float,
    size: int,
    ratio: int,
    generations: int,
    replicates: int,
    larger_replicates: int,
    real_fraction: float,
) -> Series:
    """Run every regime from the same seeds, at both sizes, and judge each by all definitions."""
    truth = two_hills(distance)
    seed = int(rng.integers(2**63))

    # Named one by one, so that freshness sees which code the verdicts rest on.
    chosen = {
        "replace": regimes.replace,
        "mix_fresh": regimes.mix_fresh(real_fraction),
        "accumulate_subsample": regimes.accumulate_subsample,
        "accumulate": regimes.accumulate,
        "control": regimes.mix_fresh(1.0),
    }

    def course(regime: Regime, points: int, repeats: int) -> Course:
        start: Any = mixture.Mixture(*(np.repeat(array, repeats, axis=0) for array in truth.hills))
        generator = np.random.Generator(np.random.SFC64(seed))
        model = mixture.Raw(components=2, start="previous")
        fits = recursion(model, regime, start, size=points, generations=generations, rng=generator)
        return measured(fits, truth)

    small = {name: course(regime, size, replicates) for name, regime in chosen.items()}
    large = {name: course(regime, ratio * size, larger_replicates) for name, regime in chosen.items()}
    runs = {name: Runs(small[name], large[name], ratio, small["control"]) for name in chosen}
    whole = {name: judged_by_all(each, truth) for name, each in runs.items()}
    rows = [row for factor in AWAY for row in others("thresholds", factor, words(held_to(whole, AWAY[factor])))]
    for last in (*SHORTER, generations):
        ended = {name: judged_by_all(ended_at(each, last), truth) for name, each in runs.items()}
        rows += others("generations", str(last), words(ended))
    return whole | {"alternatives": table(rows)}


def ended_at(runs: Runs, last: int) -> Runs:
    """Take the runs as they would have been with fewer generations."""

    def ended(course: Course) -> Course:
        return Course(*(each[: last + 1] for each in course))

    return Runs(ended(runs.course), ended(runs.larger), runs.ratio, ended(runs.control))


def held_to(whole: Mapping[str, Mapping[str, Any]], factor: float) -> dict[str, dict[str, Any]]:
    """Judge again, by thresholds that are so many times as far from what the control, real data alone, gives."""
    real = np.asarray(whole["control"]["value"])
    judged = {}
    for name, columns in whole.items():
        line = real + factor * (np.asarray(columns["threshold"]) - real)
        above, below = np.asarray(columns["low"]) > line, np.asarray(columns["high"]) < line
        judged[name] = {"word": list(np.where(above, "yes", np.where(below, "no", "open")))}
    return judged


def words(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """Give what each definition says of each regime."""
    return {name: [str(word) for word in tables[name]["word"]] for name in REGIMES}


def counted(said: Mapping[str, list[str]]) -> dict[str, float]:
    """Count the definitions that each regime meets, the regimes that split them, and what is open."""
    counts = {f"{name}_count": float(found.count("yes")) for name, found in said.items()}
    split = sum({"yes", "no"} <= set(found) for found in said.values())
    return counts | {"disagreements": float(split), "open": float(sum(found.count("open") for found in said.values()))}


def others(parameter: str, setting: str, said: Mapping[str, list[str]]) -> Iterator[Alternative]:
    """Give what is counted under another setting."""
    for name, count in counted(said).items():
        yield Alternative(parameter, setting, "", name, count, 0.0)


def judged_by_all(runs: Runs, truth: Truth) -> dict[str, Column]:
    """Tabulate what each definition says of a regime."""
    verdicts = [definition(runs, truth) for definition in DEFINITIONS.values()]
    columns = dict(zip(Verdict._fields, map(list, zip(*verdicts, strict=True)), strict=True))
    return {"definition": list(DEFINITIONS)} | columns


def numbers(series: Series) -> dict[str, Number]:
    """Quote each measure, and count the definitions that a regime meets."""
    quoted = {}
    for name in REGIMES:
        rows = zip(*(series[name][column] for column in ("definition", "value", "error")), strict=True)
        for definition, value, error in rows:
            unit, meaning = UNITS[str(definition)]
            quoted[f"{name}_{definition}"] = Number(float(value), float(error), unit, f"{meaning}, {name}")
    counts = {key: Number(count, 0.0, *COUNTS[key]) for key, count in counted(words(series)).items()}
    total = Number(float(len(DEFINITIONS)), 0.0, "definitions", "definitions in all")
    return quoted | counts | {"definitions": total}


def plot(axes: Any, series: Series) -> None:
    """Draw the matrix, the definition that most regimes meet first, its heads above it and the counts below."""
    said = {name: dict(zip(series[name]["definition"], each, strict=True)) for name, each in words(series).items()}
    rows = sorted(DEFINITIONS, key=lambda key: sum(SCORES[said[name][key]] for name in REGIMES))
    last = len(rows)
    for row, definition in enumerate(rows):
        axes.text(0, row, LABELS[definition], color=FOREGROUND, verticalalignment="center")
        axes.plot([0, 1], [row + 0.5, row + 0.5], color=GRID, linewidth=0.8)
    axes.text(0, last, "met, of eight", color=FOREGROUND, fontweight="bold", verticalalignment="center")
    centred = {"color": FOREGROUND, "verticalalignment": "center", "horizontalalignment": "center"}
    for column, name in enumerate(REGIMES):
        place = 0.58 + 0.42 * (column + 0.5) / len(REGIMES)
        for row, definition in enumerate(rows):
            mark(axes, place, row, said[name][definition])
        axes.text(place, last, str(list(said[name].values()).count("yes")), fontweight="bold", **centred)
        head = -1.1 - 0.8 * column  # a step higher each, so that all are upright
        axes.plot([place, place], [head + 0.45, -0.5], color=GRID, linewidth=0.8)
        axes.text(place + 0.02, head, SAID[name], color=FOREGROUND, ha="right", va="center")
    for row, word in enumerate(MARKS):
        mark(axes, 0.02, row - 4.3, word)
        axes.text(0.06, row - 4.3, word, color=FOREGROUND, verticalalignment="center")
    axes.set(xlim=(0, 1), ylim=(last + 0.6, -4.9))
    axes.axis("off")


def mark(axes: Any, place: float, row: float, word: str) -> None:
    """Draw a verdict; the shape alone tells which."""
    marker, color, fill, size = MARKS[word]
    look = {"marker": marker, "color": color, "markerfacecolor": fill, "markersize": size, "clip_on": False}
    axes.plot(place, row, linestyle="none", **look)
