"""In one network a checker saves only what it checks; kept data save text, but rare words only if it writes as learned.

One small decoder learns three-digit sums and sentences of three novels at once, and learns next, a beginner again,
from its own sums and its own sentences. Four regimes (its own alone; a tenth of it new and real; all that there ever
was; as much drawn from all that there ever was), at two temperatures, each with and without an exact checker of sums.
A wrong sum is tried again, up to eight times, and left out if it is never right: were another sum asked instead, easy
ones would take the place of hard ones, which is what the curation `verified` of the library does. All arms of a seed
begin with the same network and are held to the same test, drawn anew for each seed. In two arms more the network
writes the sums to be solved as well.

What was expected, and held to, was written down before the first run. A checker knows nothing of sentences, so it
should move sums, in the mean of all regimes and temperatures, and not the perplexity of text, by more than nothing
each time: zero is what a checker that does nothing gives. Keeping should move the perplexity of text, in the mean of
both temperatures and of both ways to check, again against zero. Where all data are kept, rare words should stay at
temperature 1, where what is sampled is what was learned, and go below it, since each pool is narrower than the last:
half of the first is the line for both, so that temperature is all that differs. Text that learns beside checked sums
should end with a higher perplexity than at first, and a network that writes its own sums should write fewer long ones
than it was taught, though every one that it learns from is right: each is held to its own start.

The test counts the likeliest answer to 1,000 held-out sums of two and of three digits; one-digit sums are too few to
hold any out. Hard are sums of three digits with carries through two columns or more. A rare word is none of the 300
most frequent. Cut for time: three generations, sums alone and no programs or proofs, and 1,000 words.

Sources:
- gerstgrasser2024: replace against accumulate, which bounds the loss where models sample as they have learned
- kazdan2025: accumulate_subsample, a growing pool under a fixed budget
- feng2025: that a verifier keeps a loop from collapsing
- shumailov2024: that a tenth of real data slows the loss
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from collapse.numerics.estimate import Column, FloatArray, Number, Series, estimate
from experiments.shared import drawing
from experiments.shared.learning_curves import CONFIDENCE, half_width
from experiments.shared.one_network import point, points
from experiments.shared.palette import FOREGROUND, GRID, SERIES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["point", "points"]

NAME = "One network, sums and words"
LAY = (
    "One small network learns sums and sentences at once, then from its own. A checker of sums saves the sums and "
    "does nothing for the sentences. Keeping the old data saves the sentences, and the sums in part; rare words it "
    "saves only if the network says things as often as it learned them. Where it writes its own sums, even checked "
    "ones become easier."
)
READ = (
    "By what is kept beside the network's own data: none; a tenth, new and real; part, as much drawn from all that "
    "there ever was; or all that there ever was. On the left it writes as it has learned; on the right it "
    "favours likely words. Filled: wrong sums are thrown out and tried again; hollow: all count. "
    "The dotted line is where all began. Last, the share of three-digit sums where the network writes the sums "
    "itself. Intervals of {confidence} confidence are from {seeds} runs."
)
LIMITS = (
    "The network has a seventh of a million weights and {generations} generations; large models know more, forget "
    "otherwise, and are not trained on two things alone. What is checked is sums, the easiest thing there is to check."
)
ALT = (
    "Four panels. Long sums that are right end higher where they are checked, by {checker_on_sums} in the mean; the "
    "perplexity of text and the rare words written are the same with and without the checker, and best where all data "
    "are kept: {rare_accumulate_warm} of the rare words where the network writes as it has learned, "
    "{rare_accumulate_cool} where it favours likely words. Long sums that a network writes itself fall from "
    "{longest_taught} to {longest_own_checked} of all."
)
KEEPING = ("replace", "fresh", "accumulate_subsample", "accumulate")
PARAMS = {
    "seeds": 5,
    "arms": (
        *((regime, heat, check, False) for regime in KEEPING for heat in (1.0, 0.7) for check in (False, True)),
        ("replace", 1.0, False, True),
        ("replace", 1.0, True, True),
    ),
    "words": 1000,
    "size": 15_000,
    "page": 9000,
    "head": 100,
    "rare": 300,
    "length": 16,
    "sums": 3000,
    "columns": 3,
    "chances": (0.5, 0.3, 0.2),
    "practice": (500, 0.01),
    "batches": (16, 128),
    "attempts": 8,
    "generations": 3,
    "tested": 1000,
}
REPLAY = "statistical"
PANELS = (4, 1)

HEAT = {1.0: "warm", 0.7: "cool"}
SAID = {
    "replace": "its own data alone",
    "fresh": "a tenth new and real",
    "accumulate_subsample": "as much drawn from all",
    "accumulate": "all that there was",
}
RATIOS = {
    "perplexity": "perplexity on unseen pages",
    "head": "perplexity on frequent words of unseen pages",
    "tail": "perplexity on rare words of unseen pages",
    "rare": "rare words in what it writes",
    "pairs": "share of different pairs of words in what it writes",
}
SHARES = {
    "sums_2": "right answers to two-digit sums",
    "sums_3": "right answers to three-digit sums",
    "carries": "right answers to three-digit sums with long carries",
    "right_share": "right sums among those learned from",
    "longest_share": "three-digit sums among those learned from",
    "accuracy": "next words guessed rightly",
}
REAL = {
    "rare": "rare words of the first text in another real text as long",
    "floor": "next words guessed rightly by saying the most frequent word always",
}
STYLES = {"unchecked": (SERIES[1], "o"), "checked": (SERIES[0], "s")}
SHORT = ("none", "tenth\nreal", "part\nkept", "all\nkept")
PICKED = ("words as learned", "likely words favoured")
SHARE, RATIO = "share", "ratio to generation 0"


def named(regime: str, temperature: float, checked: bool, own: bool) -> str:  # noqa: FBT001 - an arm is a plain tuple
    """Give the short name of an arm."""
    return f"{'own' if own else regime}_{HEAT[temperature]}{'_checked' if checked else ''}"


def simulate(rng: np.random.Generator, *, outcomes: list[Any], arms: Any, generations: int, **_: Any) -> Series:
    """Average what the points measured, and keep of each seed where every arm ended."""
    del rng
    series: dict[str, dict[str, Column]] = {}
    for place, arm in enumerate(arms):
        runs = outcomes[place :: len(arms)]
        table: dict[str, Column] = {"generation": np.arange(generations + 1)}
        ends: dict[str, Column] = {}
        for measure in (*SHARES, *RATIOS):
            found = np.array([run["measured"][measure] for run in runs])
            mean, error = estimate(found.T)
            table |= {measure: mean, f"{measure}_error": error}
            if measure in RATIOS:
                mean, error = estimate((found / found[:, :1]).T)
                table |= {f"{measure}_ratio": mean, f"{measure}_ratio_error": error}
            ends[measure] = found[:, -1] / found[:, 0] if measure in RATIOS else found[:, -1]
        series |= {named(*arm): table, f"{named(*arm)}_ends": ends}
    real = {key: estimate([[run["real"][key] for run in outcomes[:: len(arms)]]]) for key in ("rare", "floor")}
    series["real"] = {key: found.mean for key, found in real.items()}
    series["real"] |= {f"{key}_error": found.error for key, found in real.items()}
    return series


def numbers(series: Series) -> dict[str, Number]:
    """Quote each arm at its end and its start, and what checking and keeping change, seed by seed."""
    quoted = {}
    arms = [name.removesuffix("_ends") for name in series if name.endswith("_ends")]
    for name in arms:
        table = series[name]
        for measure, what in SHARES.items():
            quoted[f"{measure}_{name}"] = at(table, measure, -1, SHARE, f"{what}, last generation, {name}")
        for measure, what in RATIOS.items():
            meaning = f"{what}, last generation, {name}"
            quoted[f"{measure}_{name}"] = at(table, f"{measure}_ratio", -1, RATIO, meaning)
    for measure, what in {**SHARES, **RATIOS}.items():
        unit = SHARE if measure in {*SHARES, "rare", "pairs"} else "words"
        for heat in HEAT.values():
            meaning = f"{what}, generation 0, {heat}"
            quoted[f"start_{measure}_{heat}"] = at(series[f"replace_{heat}"], measure, 0, unit, meaning)
    for key, what in REAL.items():
        quoted[f"real_{key}"] = at(series["real"], key, 0, SHARE, what)
    quoted["longest_taught"] = quoted["start_longest_share_warm"]
    quoted["longest_own"] = quoted["longest_share_own_warm"]
    quoted["longest_own_checked"] = quoted["longest_share_own_warm_checked"]
    return quoted | CONFIDENCE | dict(effects(series))


def at(table: Any, column: str, row: int, unit: str, meaning: str) -> Number:
    """Read a number and its standard error from a table."""
    return Number(float(table[column][row]), float(table[f"{column}_error"][row]), unit, meaning)


def effects(series: Series) -> Iterator[tuple[str, Number]]:
    """Give what a checker changes and what keeping changes, each the mean over all that it was combined with."""
    pairs = [(f"{regime}_{heat}", f"{regime}_{heat}_checked") for regime in KEEPING for heat in HEAT.values()]
    for measure, name, unit in CHANGED:
        yield f"checker_on_{name}", effect(series, measure, pairs, unit, f"{name}, checked less unchecked, all arms")
        for before, after in pairs:
            meaning = f"{name}, checked less unchecked, {before}"
            yield f"checker_on_{name}_{before}", effect(series, measure, [(before, after)], unit, meaning)
        for regime in KEEPING[1:]:
            same = [(f"replace_{rest}", f"{regime}_{rest}") for rest in ENDINGS]
            key = {"accumulate": "keeping", "accumulate_subsample": "subsample"}.get(regime, regime)
            meaning = f"{name}, {SAID[regime]} rather than replaced, all temperatures and checks"
            yield f"{key}_on_{name}", effect(series, measure, same, unit, meaning)
    meaning = "sums, the network's own problems, checked less unchecked"
    yield "checker_on_own", effect(series, "sums_3", [("own_warm", "own_warm_checked")], SHARE, meaning)
    both = [f"{name}_checked" for name, _ in pairs]
    found = estimate(np.mean([np.asarray(series[f"{name}_ends"]["perplexity"], float) for name in both], axis=0))
    meaning = "perplexity on unseen pages, last generation, mean of all arms with a checker"
    yield "perplexity_checked", Number(float(found.mean), float(found.error), RATIO, meaning)


ENDINGS = [f"{heat}{check}" for heat, check in product(HEAT.values(), ("", "_checked"))]
CHANGED = (
    ("sums_3", "sums", SHARE),
    ("carries", "carries", SHARE),
    ("perplexity", "text", "natural logarithm of a ratio, fallen"),
    ("tail", "tail", "natural logarithm of a ratio, fallen"),
    ("rare", "rare", "share of those at first"),
)


def effect(series: Series, measure: str, pairs: list[tuple[str, str]], unit: str, meaning: str) -> Number:
    """Average, seed by seed, how far the second of each pair ends above the first; perplexities below it, as logs."""

    def ends(name: str) -> FloatArray:
        found = np.asarray(series[f"{name}_ends"][measure], dtype=float)
        return -np.log(found) if measure in {"perplexity", "tail"} else found

    found = estimate(np.mean([ends(after) - ends(before) for before, after in pairs], axis=0))
    return Number(float(found.mean), float(found.error), unit, meaning)


def plot(axes: np.ndarray, series: Series) -> None:
    """Draw where each arm ends, checked and unchecked side by side, and what a network asks itself."""
    sums, rare, text, own = axes.ravel()
    ended(sums, series, "sums_3", 100)
    sums.set_title("three-digit sums right (%), by what is added", fontsize="medium")
    sums.set(ylim=(0, 125), yticks=range(0, 101, 20))
    keyed(sums, 5)
    ended(rare, series, "rare_ratio", 100)
    rare.set_title("rare words it writes (% of the first)", fontsize="medium")
    rare.set(ylim=(0, 125), yticks=range(0, 101, 20))
    ended(text, series, "perplexity_ratio", 1)
    text.set_title("surprise at real text (times the first)", fontsize="medium")
    text.set_yscale("log")
    text.set(ylim=(0.7, 120))
    text.set_yticks([1, 3, 10, 30], ["1", "3", "10", "30"])
    text.minorticks_off()
    for panel, height in ((sums, 113), (rare, 113), (text, 68)):
        for place, words in zip((1.5, 5.5), PICKED, strict=True):
            panel.text(place, height, words, color=FOREGROUND, ha="center")
    asked(own, series)
    own.set_title("long sums it writes itself (%)", fontsize="medium")


def ended(panel: Axes, series: Series, column: str, scale: float) -> None:
    """Draw the last generation of every arm, and the first as a line."""
    seeds = len(series["replace_warm_ends"]["sums_3"])
    arms = [f"{regime}_{heat}" for heat in HEAT.values() for regime in KEEPING]
    for shift, ending, (color, marker) in ((-0.15, "", STYLES["unchecked"]), (0.15, "_checked", STYLES["checked"])):
        tables = [series[f"{arm}{ending}"] for arm in arms]
        mean = [scale * float(table[column][-1]) for table in tables]
        half = half_width([scale * float(table[f"{column}_error"][-1]) for table in tables], seeds)
        look = {"markerfacecolor": color if ending else "none"}
        drawing.dots(panel, np.arange(len(arms)) + shift, mean, color, marker, yerr=half, **look)
    start = [scale * float(series[f"replace_{heat}"][column][0]) for heat in HEAT.values()]
    panel.hlines(start, [-0.5, 3.5], [3.5, 7.5], color=FOREGROUND, linewidth=1, linestyle=":")
    panel.axvline(3.5, color=GRID, linewidth=1)
    panel.set_xticks(range(len(arms)), SHORT * len(HEAT))
    panel.set(xlim=(-0.5, 7.5))
    panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)


def asked(panel: Axes, series: Series) -> None:
    """Draw how many long sums a network learns from that writes its own, generation by generation."""
    seeds = len(series["own_warm_ends"]["sums_3"])
    for ending, (color, marker) in (("", STYLES["unchecked"]), ("_checked", STYLES["checked"])):
        table = series[f"own_warm{ending}"]
        mean = 100 * np.asarray(table["longest_share"], dtype=float)
        half = 100 * half_width(table["longest_share_error"], seeds)
        face = color if ending else "none"
        panel.errorbar(table["generation"], mean, yerr=half, color=color, marker=marker, markersize=4, mfc=face)
    panel.set(xlabel="generation", ylim=(0, 24), xlim=(-0.2, 3.4), xticks=range(4))
    panel.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
    keyed(panel, 1)


def keyed(panel: Axes, height: float) -> None:
    """Say side by side which colour is which."""
    left, right = panel.get_xlim()
    for place, (name, (color, _)) in zip((0.02, 0.3), STYLES.items(), strict=True):
        panel.text(left + place * (right - left), height, name, color=color)
