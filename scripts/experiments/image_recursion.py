"""Whatever draws them, pictures learned from pictures lose their variety, also where all are kept; a judge takes kinds.

A generator learns from 1,200 real handwritten digits, draws as many, and the next learns from what a regime makes of
them: the drawn pictures alone (replace); half, a fifth or a tenth of them real, drawn from the first 1,200 again,
since there are no others; all that there ever were (accumulate); as many drawn from all that there ever were
(accumulate_subsample); as many drawn pictures as accumulate would hold (grown); and pictures judged by a classifier's
confidence, the clearer of every two (judged). Confidence is no check against the truth: a judge prefers what is
typical, so choosing by it hastens the loss of what is rare.

Three generators: a mixture of normal laws on principal components, a variational autoencoder, and a flow from noise to
pictures. The mixture and the autoencoder go on drawing pictures of which each looks real. The autoencoder draws the
mean of what it thinks possible, without the noise of single dots, which decides how fast it narrows. The flow is
the least exact of the three from the start. At temperature 0.5 a mixture draws from its normal laws with half of
the variance that they have. Cut for time: only the mixture is cooled, under three regimes, and the flow has two.

Precision is the share of drawn pictures as close to a real one as real ones are to each other, and coverage (recall)
the same the other way round, from the five nearest of 597 pictures that were held out, other ones for each seed. Where
whole kinds are missing coverage is uncertain: a lone picture of a kind has its neighbours far off, and so counts as
near to many real ones. The Fréchet distance is that of 20 principal components. Kinds of digits are those with more
than 2 % of the pictures by a second classifier, which has no part in the choice.

What was expected, and held to, was written down before the run: a loop that replaces its pictures should end with less
than half of the coverage that it began with, half being where more is gone than left; and where all pictures are kept,
or half of them real, it should end with less than it began with, its own start being what no loss would leave.

Sources:
- alemohammad2024: image generators that learn from their own pictures; choosing the clearer ones costs variety
- gerstgrasser2024: all pictures kept, with diffusion models and autoencoders
- kazdan2025: as many drawn from all that there ever were
- ferbach2024: that choosing by preference drives a generator to what the judge likes best
- shumailov2024: that what is rare disappears first, in mixtures and autoencoders too
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from collapse.numerics.estimate import Column, Number, Series, estimate
from experiments.shared import drawing
from experiments.shared.learning_curves import half_width
from experiments.shared.palette import FOREGROUND, GRID, SERIES
from experiments.shared.picture_recursion import MEASURES, point, points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["point", "points"]

LAY = (
    "A generator of pictures that learns from its own soon draws the same few over and over, though each may be "
    "flawless. Keeping all pictures, or mixing in real ones, slows the loss and does not end it. Keeping only the "
    "pictures that a judge finds clearest takes whole digits away: of ten, {mixture_judged_kinds} are left after "
    "{generations} rounds."
)
READ = (
    "Above: pictures as drawn in the first run, those of one digit side by side. Below, by what the next generator "
    "learns from: how much of the coverage that it began with each has after {generations} rounds, and how far its "
    "pictures are from real ones (Fréchet distance). Intervals hold the mean of all such generators with a confidence "
    "of 95 %, from {seeds} runs."
)
LIMITS = (
    "The pictures are eight dots wide and the generators small; how fast each one narrows says nothing of others of "
    "its kind. Real pictures that are mixed in are of the first ones again; new ones would help more. The judge knows "
    "digits only, so nothing is said of judges that hold pictures against what they should show."
)
ALT = (
    "Above, five rows of small handwritten digits over {generations} generations: learned from themselves alone they "
    "become alike, where all are kept those of a mixture stay varied longer, picked by a judge most kinds of digit go. "
    "Below, the mixture keeps {mixture_replace_kept} of its coverage where pictures are replaced, "
    "{mixture_accumulate_kept} where all are kept and {mixture_half_kept} with half real ones; the autoencoder "
    "{autoencoder_replace_kept}, {autoencoder_accumulate_kept} and {autoencoder_half_kept}; the flow "
    "{flow_replace_kept}, and {flow_half_kept} with half real ones."
)
KEEPING = ("replace", "tenth", "fifth", "half", "grown", "accumulate_subsample", "accumulate")
PARAMS = {
    "seeds": 5,
    "arms": (
        *(("mixture", regime, 1.0) for regime in KEEPING),
        *(("mixture", regime, 0.5) for regime in ("replace", "half", "accumulate")),
        ("mixture", "judged", 1.0),
        *(("autoencoder", regime, 1.0) for regime in KEEPING),
        *(("flow", regime, 1.0) for regime in ("replace", "half")),
    ),
    "size": 1200,
    "generations": 6,
    "shown": [0, 1, 3, 6],
    "pictures": 8,
}
REPLAY = "statistical"
PANELS = (3, 1)

STYLES = {
    "mixture_replace": (SERIES[1], "mixture, its own pictures alone"),
    "mixture_accumulate": (SERIES[0], "mixture, all kept"),
    "mixture_judged": (SERIES[3], "mixture, its own, picked by a judge"),
    "autoencoder_replace": (SERIES[2], "autoencoder, its own pictures alone"),
    "flow_replace": (SERIES[4], "flow, its own pictures alone"),
}
MARKS = {
    "mixture": ("", SERIES[1], "o", "mixture"),
    "mixture, cold": ("_cold", SERIES[0], "v", "mixture, temperature 0.5"),
    "autoencoder": ("", SERIES[2], "D", "autoencoder"),
    "flow": ("", SERIES[4], "^", "flow"),
}
SHORT = ("replace", "1/10 real", "1/5 real", "1/2 real", "grown", "keep,\nsubsample", "keep all")
HEAT = {1.0: "", 0.8: "_cool", 0.5: "_cold"}
MEANINGS = {
    "precision": ("share of pictures", "drawn pictures as close to a real one as real ones are to each other"),
    "recall": ("share of pictures", "held-out real pictures with a drawn one as close as drawn ones are to each other"),
    "frechet": ("squared distance", "Fréchet distance from held-out real pictures"),
    "kinds": ("digits", "digits with more than 2 % of the drawn pictures"),
    "spread": ("share of the true variance", "variance of the pixels"),
}
SIDE, ACROSS, GAP = 8, 6, 5  # in dots: a picture; pictures side by side; at least between generations, and rows
INK = 0.4  # the share of full ink at which a picture is outlined


def named(generator: str, regime: str, temperature: float) -> str:
    """Give the name of an arm; where nothing is said of the temperature, it is 1."""
    return f"{generator}_{regime}{HEAT[temperature]}"


def simulate(rng: np.random.Generator, *, outcomes: list[Any], **params: Any) -> Series:
    """Average what the points measured, and keep the pictures of the first run of those that are drawn."""
    del rng
    series: dict[str, dict[str, Column]] = {}
    for place, arm in enumerate(params["arms"]):
        runs, name = outcomes[place :: len(params["arms"])], named(*arm)
        table: dict[str, Column] = {"generation": np.arange(params["generations"] + 1)}
        columns = {measure: np.array([run["measured"][measure] for run in runs]) for measure in MEASURES}
        for measure, values in (columns | {"kept": columns["recall"] / columns["recall"][:, :1]}).items():
            found = estimate(values.T)
            table |= {measure: found.mean, f"{measure}_error": found.error}
        series[name] = table
        if name in STYLES:
            series[f"{name}_pictures"] = runs[0]["kept"]
    return series | {"seeds": {"seeds": [params["seeds"]]}}


def numbers(series: Series) -> dict[str, Number]:
    """Quote each measure at the start of each generator, and in the last generation of each arm."""
    quoted = {}
    for arm in (name for name in series if "generation" in series[name]):
        table, (generator, *_) = series[arm], arm.split("_")
        heat = arm.rpartition("_")[2]
        start = f"{generator}_{heat}_start" if f"_{heat}" in HEAT.values() else f"{generator}_start"
        for name, (unit, what) in MEANINGS.items():
            quoted[f"{arm}_{name}"] = at(table, name, -1, unit, f"{what} in the last generation, {arm}")
            quoted[f"{start}_{name}"] = at(table, name, 0, unit, f"{what} in generation 0, {generator}")
        meaning = f"coverage in the last generation, {arm}"
        quoted[f"{arm}_kept"] = at(table, "kept", -1, "ratio to generation 0", meaning)
    return quoted


def at(table: Any, column: str, row: int, unit: str, meaning: str) -> Number:
    """Read a number and its standard error from a table."""
    return Number(float(table[column][row]), float(table[f"{column}_error"][row]), unit, meaning)


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw pictures above, and what each regime leaves of the coverage, and how far off all are, below."""
    above, middle, below = axes.ravel()
    strip(above, series)
    seeds = int(np.asarray(series["seeds"]["seeds"])[0])
    for row, (generator, (heat, color, marker, label)) in enumerate(MARKS.items()):
        arms = {place: f"{generator.partition(',')[0]}_{regime}{heat}" for place, regime in enumerate(KEEPING)}
        shown = {place: series[arm] for place, arm in arms.items() if arm in series}
        for panel, measure, scale in ((middle, "kept", 100), (below, "frechet", 1)):
            mean = [scale * float(table[measure][-1]) for table in shown.values()]
            half = half_width([scale * float(table[f"{measure}_error"][-1]) for table in shown.values()], seeds)
            drawing.dots(panel, np.array(list(shown)) + 0.16 * (row - 1.5), mean, color, marker, yerr=half)
        middle.text(-0.4, 101 - 11 * row, label, color=color)
    for panel in (middle, below):
        panel.set_xticks(range(len(KEEPING)), SHORT, fontsize="x-small")
        panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
        panel.set(xlim=(-0.5, len(KEEPING) - 0.5))
    middle.set(ylim=(0, 110))
    below.set(ylim=(0, None))
    middle.set_title("coverage of real pictures (% of the first)", fontsize="medium")
    below.set_title("distance from real pictures", fontsize="medium")


def strip(axes: Axes, series: Series) -> None:
    """Draw every picture as the area with more than a share of full ink; rows and columns fill the panel."""
    shown = list(series["mixture_replace_pictures"])
    tall = float(len(STYLES) * (SIDE + GAP + 3))
    wide = max(tall * axes.bbox.width / axes.bbox.height, len(shown) * (ACROSS * SIDE + GAP))
    tall, dots = max(tall, wide * axes.bbox.height / axes.bbox.width), np.arange(SIDE)
    for row, (name, (color, label)) in enumerate(STYLES.items()):
        for column, generation in enumerate(shown):
            ink = np.asarray(series[f"{name}_pictures"][generation], dtype=float).reshape(-1, SIDE, SIDE) / 16
            some = np.linspace(0, len(ink) - 1, ACROSS).round().astype(int)
            top = -row * tall / len(STYLES)
            for number, picture in enumerate(ink[some]):
                left = column * wide / len(shown) + number * SIDE
                # More levels would show greys, and make a picture of several hundred kilobytes.
                axes.contourf(left + dots + 0.5, top - dots - 0.5, picture, levels=[INK, 2], colors=[FOREGROUND])
        axes.text(0, 1 - row * tall / len(STYLES), label, color=color, va="bottom")
    axes.set_xticks([column * wide / len(shown) + ACROSS * SIDE / 2 for column in range(len(shown))], shown)
    axes.set(xlim=(-1, wide), ylim=(GAP + 1 - tall, GAP + 3), yticks=[], xlabel="generation")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(b=False)
