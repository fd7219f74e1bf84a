"""Whatever is kept or mixed in, a generator of pictures soon covers fewer; all kept or half real, it loses least.

A generator learns from 1200 real handwritten digits, draws pictures, and the next learns from what a regime makes of
them: drawn ones alone (replace); all that there ever was (accumulate), or as many drawn from that
(accumulate_subsample); as many drawn ones as accumulate would hold (growing); and a tenth, a fifth or a half of real
ones. The real ones are the first 1200 each time, drawn again, for there are no others that are not held out. A network
takes as many steps whatever it is given, so that more pictures are seen less often each. Generators, measures and
held-out pictures are those of `image_recursion`.

What is tested was written down before the first run. Coverage at the end is held to the generator's own start, and to
half of that, in every arm: the one says that anything is lost, the other that most is, and no arm is chosen. Cut for
time before the run: five generations in place of ten, and the flow under three regimes. Arms run in the order in which
they stand; those that an hour does not finish are left out, whatever the finished ones say.

Sources:
- alemohammad2024: image generators that learn from their own pictures, with fresh real ones and without
- gerstgrasser2024: that keeping all data bounds the loss, in an autoencoder too
- kazdan2025: accumulate_subsample, a growing pool under a fixed budget
"""

from __future__ import annotations

from typing import Any

import numpy as np

from collapse.numerics.estimate import Column, Number, Series, estimate
from experiments.shared import drawing
from experiments.shared.learning_curves import CONFIDENCE, half_width
from experiments.shared.palette import FOREGROUND, KEPT, THROWN_AWAY
from experiments.shared.picture_recursion import MEASURES
from experiments.shared.picture_regimes import point, points

__all__ = ["point", "points"]

NAME = "Digits, and what is kept of them"
LAY = (
    "A generator that learns from its own pictures draws fewer kinds of them, whatever else it learns from. Keeping "
    "all earlier pictures slows that, and so do real ones, the more of them the more; as many of its own as would be "
    "kept do little."
)
READ = (
    "For each generator, the share of unseen real pictures that have a drawn one like them, after {generations} "
    "rounds, by what it learned from. Filled: earlier or real pictures are among that; hollow: none are. "
    "Intervals of {confidence} confidence are from {seeds} runs."
)
LIMITS = (
    "The real pictures that come in are the first ones again, for there are no others; new ones would save more. A "
    "network takes as many steps whatever it is given, so that more pictures are each seen less often. Pictures are "
    "eight dots wide and the generators small, and nothing says that what is left after these rounds will stay."
)
ALT = (
    "Three panels of dots, one for each generator: the share of real pictures covered after {generations} rounds. The "
    "mixture begins at {mixture_start_recall} and ends at {mixture_replace_recall} on its own pictures alone, "
    "{mixture_tenth_recall}, {mixture_fifth_recall} and {mixture_half_recall} with a tenth, a fifth and half real, "
    "{mixture_accumulate_subsample_recall} and {mixture_accumulate_recall} with a part or all of everything kept; the "
    "autoencoder, from {autoencoder_start_recall}, at {autoencoder_replace_recall}, {autoencoder_tenth_recall}, "
    "{autoencoder_fifth_recall}, {autoencoder_half_recall}, {autoencoder_accumulate_subsample_recall} and "
    "{autoencoder_accumulate_recall}; the flow, from {flow_start_recall}, at {flow_replace_recall}, "
    "{flow_half_recall} with half real and {flow_accumulate_recall} with all kept."
)
NETWORKS = ("replace", "accumulate", "half", "accumulate_subsample", "fifth", "tenth", "growing")
PARAMS = {
    "seeds": 5,
    "arms": (
        *(("mixture", regime) for regime in (*NETWORKS, "judged")),
        *(("autoencoder", regime) for regime in NETWORKS),
        *(("flow", regime) for regime in NETWORKS[:3]),
    ),
    "size": 1200,
    "generations": 5,
}
REPLAY = "statistical"
PANELS = (3, 1)

SAID = {
    "replace": "own alone",
    "growing": "own more",
    "judged": "by looks",
    "tenth": "tenth real",
    "fifth": "fifth real",
    "half": "half real",
    "accumulate_subsample": "part kept",
    "accumulate": "all kept",
}
GENERATORS = ("mixture", "autoencoder", "flow")
REAL = {"tenth": 0.1, "fifth": 0.2, "half": 0.5}
ALONE = ("replace", "growing")  # nothing comes in but its own last pictures
MEANINGS = {
    "recall": ("share of pictures", "held-out real pictures with a drawn one as close as drawn ones are to each other"),
    "precision": ("share of pictures", "drawn pictures as close to a real one as real ones are to each other"),
    "frechet": ("squared distance", "Fréchet distance from held-out real pictures"),
    "kinds": ("digits", "digits with more than 2 % of the drawn pictures"),
    "spread": ("share of the true variance", "variance of the pixels"),
}


def simulate(rng: np.random.Generator, *, outcomes: list[Any], arms: Any, seeds: int, **_: Any) -> Series:
    """Average what the points measured, arm by arm, and keep where each seed ended."""
    del rng
    series: dict[str, dict[str, Column]] = {}
    for place, arm in enumerate(arms):
        runs = outcomes[place * seeds : (place + 1) * seeds]
        table: dict[str, Column] = {"generation": np.arange(len(runs[0]["recall"]))}
        for measure in MEASURES:
            found = estimate(np.array([run[measure] for run in runs]).T)
            table |= {measure: found.mean, f"{measure}_error": found.error}
        series["_".join(arm)] = table
        kept = np.array([run["recall"] for run in runs])
        series[f"{'_'.join(arm)}_seeds"] = {"seed": np.arange(seeds), "start": kept[:, 0], "end": kept[:, -1]}
    return series


def numbers(series: Series) -> dict[str, Number]:
    """Quote each measure at the start of each generator and in the last generation of each arm, and what is left."""
    quoted = dict(CONFIDENCE)
    for regime, share in REAL.items():
        quoted[f"real_{regime}"] = Number(share, 0.0, "share of pictures", f"real ones in a training set, {regime}")
    for arm in (name for name in series if not name.endswith("_seeds")):
        table, (generator, _, regime) = series[arm], arm.partition("_")
        for name, (unit, what) in MEANINGS.items():
            for key, row, when in (
                (f"{arm}_{name}", -1, f"in the last generation, {generator}, {regime}"),
                (f"{generator}_start_{name}", 0, f"in generation 0, {generator}"),
            ):
                value, error = float(table[name][row]), float(table[f"{name}_error"][row])
                quoted[key] = Number(value, error, unit, f"{what} {when}")
        ends = {key: np.asarray(values, dtype=float) for key, values in series[f"{arm}_seeds"].items()}
        left = estimate(ends["end"] / ends["start"])
        meaning = f"coverage in the last generation over that in generation 0, seed by seed, {generator}, {regime}"
        quoted[f"{arm}_left"] = Number(float(left.mean), float(left.error), "ratio to generation 0", meaning)
    return quoted


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw, for each generator, how much is covered at the end under each regime, beside where it began."""
    for panel, generator in zip(axes.ravel(), GENERATORS, strict=True):
        seeds = len(series[f"{generator}_replace_seeds"]["seed"])
        for place, regime in enumerate(SAID):
            if table := series.get(f"{generator}_{regime}"):
                color, marker = (THROWN_AWAY, "o") if regime in ALONE else (KEPT, "s")
                half = 100 * half_width([float(table["recall_error"][-1])], seeds)
                look = {"markerfacecolor": "none" if regime in (*ALONE, "judged") else color}
                drawing.dots(panel, [place], [100 * float(table["recall"][-1])], color, marker, yerr=half, **look)
        start = 100 * float(series[f"{generator}_replace"]["recall"][0])
        for height, words, style in ((start, "at first", ":"), (start / 2, "half of that", "--")):
            panel.axhline(height, color=FOREGROUND, linewidth=1, linestyle=style)
            panel.text(2, height + 0.02 * start, words, color=FOREGROUND, ha="center")
        panel.set_xticks(range(len(SAID)), ["\n".join(words.rsplit(" ", 1)) for words in SAID.values()])
        panel.set_title(f"real pictures covered (%), {generator}", fontsize="medium")
        panel.set(ylim=(0, 1.15 * start), xlim=(-0.5, len(SAID) - 0.5))
