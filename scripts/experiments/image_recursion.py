"""Whatever draws them, pictures learned from pictures lose their variety; a judge of looks takes whole kinds away.

A generator learns from 1200 real handwritten digits, draws as many, and the next learns from those. Three regimes: the
drawn pictures alone (replace); four in five drawn and one real, drawn again from the first 1200, since no others are
there that are not held out (mix_fresh, which is mix_resampled here); and pictures judged by a classifier's confidence,
the clearer of every two (judged). Confidence is no check against the truth: a judge prefers what is typical, so
choosing by it hastens the loss of what is rare.

Three generators: a mixture of normal laws on principal components, a variational autoencoder, and a flow from noise to
pictures. The mixture and the autoencoder go on drawing pictures of which each looks real. The autoencoder draws the
mean of what it thinks possible, without the noise of single dots, which decides how fast it narrows. The flow is
the least exact of the three from the start, and its pictures end up all alike and unlike any real one.

Precision is the share of drawn pictures as close to a real one as real ones are to each other, and coverage (recall)
the same the other way round, from the five nearest of 597 pictures that were held out. Where whole kinds are missing
coverage is uncertain: a lone picture of a kind has its neighbours far off, and so counts as near to many real ones. The
Fréchet distance is that of 20 principal components. Kinds of digits are those with more than 2 % of the pictures by a
second classifier, which has no part in the choice.

Sources:
- alemohammad2024: image generators that learn from their own pictures; choosing the clearer ones costs variety
- ferbach2024: that choosing by preference drives a generator to what the judge likes best
- shumailov2024: that what is rare disappears first, in mixtures and autoencoders too
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from collapse.numerics.estimate import Column, Number, Series, estimate
from experiments.shared import drawing
from experiments.shared.palette import FOREGROUND, GRID, KEPT, THROWN_AWAY
from experiments.shared.picture_recursion import MEASURES, point, points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["point", "points"]

NAME = "Digits learned from digits"
LAY = (
    "A generator of pictures that learns from its own soon draws the same few over and over, though each may be "
    "flawless. Keeping only the pictures that a judge finds clearest takes whole digits away: of ten, "
    "{mixture_judged_kinds} are left after {generations} rounds. A fifth of real pictures each time slows the loss, "
    "and for the simplest generator stops it midway."
)
READ = (
    "Above: pictures as drawn in the first run, those of one digit side by side. Below, in the same colours: the "
    "share of unseen real pictures that have a drawn one like them, and how far the drawn pictures are from real ones "
    "(Fréchet distance). Hollow: the networks with a fifth of real pictures. Standard errors are over {seeds} runs."
)
LIMITS = (
    "The pictures are eight dots wide and the generators small; how fast each one narrows says nothing of others of "
    "its kind. The judge knows digits only, so nothing is said of judges that hold pictures against what they should "
    "show."
)
ALT = (
    "Above, five rows of small handwritten digits over {generations} generations: with a fifth of real ones those of "
    "a mixture stay varied, learned from themselves alone they become alike, picked by a judge most kinds of digit "
    "go; those of an autoencoder and of a flow become alike too. Below, coverage begins at {mixture_start_recall} for "
    "the mixture, {autoencoder_start_recall} and {flow_start_recall} for the others, and ends at "
    "{mixture_mix_fresh_recall}, {mixture_replace_recall}, {mixture_judged_recall}, {autoencoder_replace_recall} and "
    "{flow_replace_recall}; the distance from real pictures at {mixture_mix_fresh_frechet}, "
    "{mixture_replace_frechet}, {mixture_judged_frechet}, {autoencoder_replace_frechet} and {flow_replace_frechet}."
)
PARAMS = {
    "seeds": 5,
    "arms": (
        ("mixture", "replace"),
        ("mixture", "mix_fresh"),
        ("mixture", "judged"),
        ("autoencoder", "replace"),
        ("autoencoder", "mix_fresh"),
        ("flow", "replace"),
        ("flow", "mix_fresh"),
    ),
    "size": 1200,
    "generations": 10,
    "real_fraction": 0.2,
    "shown": [0, 2, 5, 10],
    "pictures": 8,
}
REPLAY = "statistical"
PANELS = (3, 1)

STYLES = {
    "mixture_mix_fresh": (KEPT, "s", "mixture, a fifth real added"),
    "mixture_replace": (THROWN_AWAY, "o", "mixture, thrown away"),
    "mixture_judged": (KEPT, "^", "mixture, checked by a judge"),
    "autoencoder_replace": (THROWN_AWAY, "D", "autoencoder, thrown away"),
    "flow_replace": (THROWN_AWAY, "v", "flow, thrown away"),
}
SAVED = ("autoencoder", "flow")  # networks that are drawn hollow where a fifth of the pictures is real
MEANINGS = {
    "precision": ("share of pictures", "drawn pictures as close to a real one as real ones are to each other"),
    "recall": ("share of pictures", "held-out real pictures with a drawn one as close as drawn ones are to each other"),
    "frechet": ("squared distance", "Fréchet distance from held-out real pictures"),
    "kinds": ("digits", "digits with more than 2 % of the drawn pictures"),
    "spread": ("share of the true variance", "variance of the pixels"),
}
SIDE, ACROSS, GAP = 8, 6, 5  # in dots: a picture; pictures side by side; at least between generations, and rows
DENSEST = 0.6  # dots in a unit of the drawing: where more would stand there, half of the pictures are shown
INK = 0.4  # the share of full ink at which a picture is outlined


def named(generator: str, regime: str) -> str:
    """Give the name of an arm."""
    return f"{generator}_{regime}"


def simulate(rng: np.random.Generator, *, outcomes: list[Any], **params: Any) -> Series:
    """Average what the points measured, and keep the pictures of the first run."""
    del rng
    series: dict[str, dict[str, Column]] = {}
    for place, arm in enumerate(params["arms"]):
        runs, name = outcomes[place :: len(params["arms"])], named(*arm)
        series[name] = {"generation": np.arange(params["generations"] + 1)}
        for measure in MEASURES:
            found = estimate(np.array([run["measured"][measure] for run in runs]).T)
            series[name] |= {measure: found.mean, f"{measure}_error": found.error}
        series[f"{name}_pictures"] = runs[0]["kept"]
    return series


def numbers(series: Series) -> dict[str, Number]:
    """Quote each measure at the start of each generator, and in the last generation of each arm."""
    quoted = {}
    for arm in (name for name in series if not name.endswith("_pictures")):
        table, (generator, _, regime) = series[arm], arm.partition("_")
        for name, (unit, what) in MEANINGS.items():
            for key, row, when in (
                (f"{arm}_{name}", -1, f"in the last generation, {generator}, {regime}"),
                (f"{generator}_start_{name}", 0, f"in generation 0, {generator}"),
            ):
                value, error = float(table[name][row]), float(table[f"{name}_error"][row])
                quoted[key] = Number(value, error, unit, f"{what} {when}")
    return quoted


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw pictures above, and how much of the real ones is covered, and how far off all are, below."""
    above, middle, below = axes.ravel()
    strip(above, series)
    for panel, measure in ((middle, "recall"), (below, "frechet")):
        for name, (color, marker, _) in STYLES.items():
            drawing.line(panel, series[name], measure, color, marker)
            generator = name.partition("_")[0]
            if generator in SAVED:
                fresh = series[f"{generator}_mix_fresh"]
                drawing.line(panel, fresh, measure, color, marker, hollow=True, dotted=True)
        panel.set(xlabel="generation", ylim=(0, None), xlim=(-0.3, 10.3))
        panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
    middle.set_title("share of real pictures that are covered", fontsize="medium")
    below.set_title("distance from real pictures", fontsize="medium")


def strip(axes: Axes, series: Series) -> None:
    """Draw every picture as the area with more than a share of full ink; rows and columns fill the panel."""
    shown = list(series["mixture_replace_pictures"])
    tall = float(len(STYLES) * (SIDE + GAP + 3))
    across = ACROSS if len(shown) * (ACROSS * SIDE + GAP) < DENSEST * axes.bbox.width else ACROSS // 2
    wide = max(tall * axes.bbox.width / axes.bbox.height, len(shown) * (across * SIDE + GAP))
    tall, dots = max(tall, wide * axes.bbox.height / axes.bbox.width), np.arange(SIDE)
    for row, (name, (color, _, label)) in enumerate(STYLES.items()):
        for column, generation in enumerate(shown):
            ink = np.asarray(series[f"{name}_pictures"][generation], dtype=float).reshape(-1, SIDE, SIDE) / 16
            some = np.linspace(0, len(ink) - 1, across).round().astype(int)
            top = -row * tall / len(STYLES)
            for number, picture in enumerate(ink[some]):
                left = column * wide / len(shown) + number * SIDE
                # More levels would show greys, and make a picture of several hundred kilobytes.
                axes.contourf(left + dots + 0.5, top - dots - 0.5, picture, levels=[INK, 2], colors=[FOREGROUND])
        axes.text(0, 1 - row * tall / len(STYLES), label, color=color, va="bottom")
    axes.set_xticks([column * wide / len(shown) + across * SIDE / 2 for column in range(len(shown))], shown)
    axes.set(xlim=(-1, wide), ylim=(GAP + 1 - tall, GAP + 3), yticks=[], xlabel="generation")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(b=False)
