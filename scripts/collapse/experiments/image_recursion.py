"""Pictures learned from pictures lose their variety while each still looks real, most of all when a judge picks them.

A generator learns from 1200 real handwritten digits, draws as many, and the next learns from those. Three regimes: the
drawn pictures alone (replace); four in five of them drawn and one real, other real ones each time (mix_fresh); and
pictures judged by a classifier's confidence, the clearer of every two (judged). Confidence is no check against the
truth: a judge prefers what is typical, so choosing by it hastens the loss of what is rare.

The generator is a mixture of normal laws on principal components. Precision is the share of drawn pictures as close to
a real one as real ones are to each other, and coverage (recall) the same the other way round, from the five nearest of
597 pictures that were held out. The Fréchet distance is that of 20 principal components. Kinds of digits are those
with more than 2 % of the pictures by a second classifier, which has no part in the choice.

Sources:
- alemohammad2024: image generators that learn from their own pictures; choosing the clearer ones costs variety
- ferbach2024: that choosing by preference drives a generator to what the judge likes best
- shumailov2024: that what is rare disappears first
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from collapse.estimate import Number, Series, estimate
from collapse.palette import FOREGROUND, GRID, SERIES
from collapse.picture_recursion import MEASURES, point, points

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from collapse.estimate import Column

__all__ = ["point", "points"]

LAY = (
    "A generator of pictures that learns from its own soon draws the same few over and over, each of them flawless. "
    "Keeping only the pictures that a judge finds clearest makes it worse: "
    "of ten digits, {judged_kinds} are left after {generations} rounds. A fifth of real pictures each time prevents it."
)
READ = (
    "Above: pictures as drawn in the first run, those of one digit side by side; below: how far the pictures of a "
    "generation are from real ones (Fréchet distance), with standard errors over {seeds} runs."
)
LIMITS = (
    "The pictures are eight dots wide and the generator is simple; a network errs in other ways. "
    "The judge knows digits only, so nothing is said of judges that look at pictures against what they should show."
)
ALT = (
    "Above, three rows of small handwritten digits over {generations} generations: with a fifth of real ones they stay "
    "varied, learned from themselves alone they become alike, and picked by a judge most kinds of digit are gone. "
    "Below, the distance from real pictures: {mix_fresh_frechet}, {replace_frechet} and {judged_frechet} in the end."
)
PARAMS = {
    "seeds": 10,
    "regimes": ("replace", "mix_fresh", "judged"),
    "size": 1200,
    "generations": 10,
    "real_fraction": 0.2,
    "shown": [0, 2, 5, 10],
    "pictures": 8,
}
REPLAY = "statistical"
PANELS = (2, 1)

STYLES = {
    "mix_fresh": (SERIES[0], "s", "a fifth real"),
    "replace": (SERIES[1], "o", "its own pictures alone"),
    "judged": (SERIES[3], "^", "its own, picked by a judge"),
}
MEANINGS = {
    "precision": ("share of pictures", "drawn pictures as close to a real one as real ones are to each other"),
    "recall": ("share of pictures", "held-out real pictures with a drawn one as close as drawn ones are to each other"),
    "frechet": ("squared distance", "Fréchet distance from held-out real pictures"),
    "kinds": ("digits", "digits with more than 2 % of the drawn pictures"),
    "spread": ("share of the true variance", "variance of the pixels"),
}
SIDE, ACROSS, GAP, PITCH = 8, 4, 5, 24  # in dots: a picture; pictures side by side; between generations; a row
PLACES = {"mix_fresh": -1, "replace": -3, "judged": 6}  # the generation at which a line has its label
INK = 0.4  # the share of full ink at which a picture is outlined


def simulate(rng: np.random.Generator, *, outcomes: list[Any], **params: Any) -> Series:
    """Average what the points measured, and keep the pictures of the first run."""
    del rng
    series: dict[str, dict[str, Column]] = {}
    for place, regime in enumerate(params["regimes"]):
        runs = outcomes[place :: len(params["regimes"])]
        series[regime] = {"generation": np.arange(params["generations"] + 1)}
        for name in MEASURES:
            found = estimate(np.array([run["measured"][name] for run in runs]).T)
            series[regime] |= {name: found.mean, f"{name}_error": found.error}
        series[f"{regime}_pictures"] = runs[0]["kept"]
    return series


def numbers(series: Series) -> dict[str, Number]:
    """Quote each measure at the start, and in the last generation of each regime."""
    quoted = {}
    for regime in STYLES:
        table = series[regime]
        for name, (unit, what) in MEANINGS.items():
            for key, row, when in ((f"{regime}_{name}", -1, regime), (f"start_{name}", 0, "generation 0")):
                after = f"{what}, {when}" if row == 0 else f"{what} in the last generation, {when}"
                quoted[key] = Number(float(table[name][row]), float(table[f"{name}_error"][row]), unit, after)
    return quoted


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw pictures above, and distances below."""
    above, below = axes.ravel()
    strip(above, series)
    for regime, (color, marker, label) in STYLES.items():
        table = series[regime]
        below.errorbar(
            table["generation"],
            table["frechet"],
            yerr=table["frechet_error"],
            color=color,
            marker=marker,
            markersize=4,
            linewidth=1.2,
        )
        place, (x, y) = PLACES[regime], (table["generation"], table["frechet"])
        below.text(x[place], float(y[place]) + 0.07, label, color=color, ha="right", va="bottom", fontsize="small")
    below.set_title("distance from real pictures", fontsize="medium")
    below.set(xlabel="generation", ylim=(0, None), xlim=(-0.3, 10.3))
    below.margins(y=0.15)
    below.grid(visible=True, axis="y", color=GRID, linewidth=0.8)


def strip(axes: Axes, series: Series) -> None:
    """Draw every picture as the area with more than a share of full ink."""
    shown = list(series["replace_pictures"])
    width = ACROSS * SIDE + GAP
    dots = np.arange(SIDE)
    for row, (regime, (color, _, label)) in enumerate(STYLES.items()):
        for column, generation in enumerate(shown):
            ink = np.asarray(series[f"{regime}_pictures"][generation], dtype=float).reshape(-1, SIDE, SIDE) / 16
            for number, picture in enumerate(ink):
                left = column * width + number % ACROSS * SIDE
                top = -row * PITCH - number // ACROSS * SIDE
                # More levels would show greys, and make a picture of several hundred kilobytes.
                axes.contourf(left + dots + 0.5, top - dots - 0.5, picture, levels=[INK, 2], colors=[FOREGROUND])
        axes.text(0, 1 - row * PITCH, label, color=color, fontsize="small", va="bottom")
    axes.set_xticks([column * width + (width - GAP) / 2 for column in range(len(shown))], shown)
    axes.set(xlim=(-1, len(shown) * width), ylim=(-3 * PITCH + 5, 7), yticks=[], xlabel="generation")
    axes.tick_params(length=0)
    axes.spines[:].set_visible(b=False)
