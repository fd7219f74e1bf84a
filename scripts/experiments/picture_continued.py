"""Where anything real is in it, a network that goes on with its own pictures keeps more than a beginner.

The autoencoder and the flow of `picture_regimes`, on the same pictures, under the same regimes and measures: the first
time beginners, and then on from the weights that drew the last pictures. The mixture of normal laws is not here: its
fit finds a mixture anew each time, and there are no weights to go on from. How long a network goes on was decided
before the run: as many steps as the first time, at the same rates, so that the weights it begins with are all that
differs from a beginner. A gentler training moves the weights less.

A network that goes on has learned longer than a beginner. So a control goes on with the real pictures alone, the first
1200 again, for there are no others that are not held out. And a flow that begins anew is run under the four regimes
that `picture_regimes` left out.

What was expected, and held to, was written down before the run, with the tests of the claims. Under the same regime a
network that goes on should end with more covered than a beginner, since what the pictures have lost the weights may
still hold; what the beginner covers is the line there. But it should cover fewer than at first whatever it learns from,
since nothing brings back what both have lost, and less than half where its own pictures are all that it gets: its start
and half of that are the lines, in every arm, as for beginners. Where half are real or all are kept, more should be left
than where its own replace them. The control should end no worse than it began, its own start being the line. A flow
that begins anew should be left with less than half under each of the four. Five seeds and five generations, as there.

Arms run in the order in which they stand, and 45 minutes of one core's time were given to them, whatever the finished
ones say. All of them were run.

Sources:
- shumailov2024: models that go on learning from the output of the last
- alemohammad2024: image generators that learn from their own pictures, with fresh real ones and without
- gerstgrasser2024: beginners in every round, under replace, accumulate and more of the own
- kazdan2025: accumulate_subsample, a growing pool under a fixed budget
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from collapse.numerics.estimate import Series
from experiments import picture_regimes
from experiments.picture_regimes import ALONE, NETWORKS, SAID, numbers, simulate
from experiments.shared import drawing
from experiments.shared.learning_curves import half_width
from experiments.shared.palette import FOREGROUND, KEPT, THROWN_AWAY
from experiments.shared.picture_continued import ANEW, CONTROL, point, points

if TYPE_CHECKING:
    import numpy as np

__all__ = ["numbers", "point", "points", "simulate"]

NAME = "Networks that go on learning from their own pictures"
LAY = (
    "A network that draws goes on learning from its own pictures, instead of beginning anew each time. Where "
    "anything real is in them it keeps more of what it could draw, and one of two keeps all where earlier pictures are "
    "kept or half are real. Real pictures alone bring more."
)
READ = (
    "For each network, the share of unseen real pictures that have a drawn one like them, after {generations} rounds, "
    "by what it went on with. Triangles: a flow that began anew each time. Intervals of {confidence} confidence are "
    "from {seeds} runs."
)
LIMITS = (
    "A network goes on as long and as hard as it learned at first; who trains more gently moves it less in a round. "
    "The real pictures that come in are the first ones again, for there are no others. Pictures are eight dots wide "
    "and the networks small."
)
ALT = (
    "Two panels of dots, one for each network: the share of real pictures covered after {generations} rounds. The "
    "autoencoder begins at {autoencoder_start_recall} and ends at {autoencoder_replace_recall} on its own pictures "
    "alone, {autoencoder_half_recall} with half real, {autoencoder_accumulate_recall} with all kept and "
    "{autoencoder_control_recall} on real ones alone; the flow, from {flow_start_recall}, at {flow_replace_recall}, "
    "{flow_half_recall}, {flow_accumulate_recall} and {flow_control_recall}. A flow that begins anew ends at "
    "{flow_anew_tenth_recall}, {flow_anew_fifth_recall} and {flow_anew_accumulate_subsample_recall} with a tenth real, "
    "a fifth real and a part of all kept."
)
PARAMS = picture_regimes.PARAMS | {
    "arms": (
        *((network, regime) for network in ("autoencoder", "flow") for regime in (*NETWORKS, CONTROL)),
        *((ANEW, regime) for regime in NETWORKS[3:]),
    ),
}
REPLAY = "statistical"
PANELS = (2, 1)

SHOWN = {name: words for name, words in SAID.items() if name in NETWORKS} | {CONTROL: "real alone"}


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw, for each network, how much is covered at the end, by what it went on with, beside where it began."""
    for panel, network in zip(axes.ravel(), ("autoencoder", "flow"), strict=True):
        seeds = len(series[f"{network}_replace_seeds"]["seed"])
        for place, regime in enumerate(SHOWN):
            color, marker = (THROWN_AWAY, "o") if regime in ALONE else (KEPT, "s")
            looks = (network, marker, {} if regime not in ALONE else {"markerfacecolor": "none"})
            for name, shape, look in (looks, (f"{network}_anew", "^", {"markerfacecolor": "none"})):
                if table := series.get(f"{name}_{regime}"):
                    half = 100 * half_width([float(table["recall_error"][-1])], seeds)
                    beside = [place + (0.25 if shape == "^" else 0)]
                    drawing.dots(panel, beside, [100 * float(table["recall"][-1])], color, shape, yerr=half, **look)
        start = 100 * float(series[f"{network}_replace"]["recall"][0])
        for across, height, words, style in ((1, start, "at first", ":"), (4, start / 2, "half of that", "--")):
            panel.axhline(height, color=FOREGROUND, linewidth=1, linestyle=style)
            panel.text(across, height + 0.02 * start, words, color=FOREGROUND, ha="center")
        panel.set_xticks(range(len(SHOWN)), ["\n".join(words.rsplit(" ", 1)) for words in SHOWN.values()])
        panel.set_title(f"real pictures covered (%), {network}", fontsize="medium")
        panel.set(ylim=(0, 2 * start), xlim=(-0.5, len(SHOWN) - 0.5))
