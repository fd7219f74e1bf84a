"""Whether the web's good text is used up depends on how much of its text is called good.

The projection of the supply figure, asked once more with two things changed. Only draws count whose largest training
set had reached each of the largest sets with a known size by the time that one was disclosed, since a projection below
what exists is refuted. And the share of text that a filter for quality keeps is not drawn but set, from one part in a
hundred to all. Beside the filter, everything else that somebody might have chosen is changed one thing at a time: the
year, whether text is used again, which set is the known one, and which draws count.

Published filters lie far apart, and one and the same collection is eight parts in a hundred or one, by what it is a
share of; `shared.text_sets` has them all, with the reason why some decide and others only show where the answer turns.

The known sets hold text that machines wrote, and text that was used more than once: "book, multilingual, and synthetic
data" the one, "the larger epoch count of the two configurations" the other. Neither says how much, so nothing is
subtracted, and the set over the stock may be more than the text of people that it used. The later one has more text
beside pictures, which is not counted.

Sources:
- villalobos2024: the model and its inputs, its window of years, the size of the crawl, ten to forty parts in a hundred,
  and what rules remove before any other filter
- su2025: that the usual filters remove nine tenths
- penedo2024: the size of the educational text and of all that it was filtered from
- qwen2025: the size of a disclosed training set
- deepseek2026flash: the size of a later one, and the part of it that is text alone
- meta2025: the size of one that holds pictures too
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from collapse.numerics.estimate import FloatArray, Number, Series, estimate
from experiments.data_stock import PARAMS as PROJECTION
from experiments.data_stock import Trend
from experiments.shared import text_sets
from experiments.shared.alternatives import Alternative, table
from experiments.shared.palette import FOREGROUND, GRID, OTHERS
from experiments.shared.projection import Draws, Trends, drawn, lift
from experiments.shared.text_sets import KNOWN, PUBLISHED, WITH_OTHER_MEDIA, Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from matplotlib.axes import Axes

NAME = "The answer, by how much text is called good"
LAY = "Call a hundredth of the web good, and it is used up; call a tenth good, and more likely than not it is not."
READ = (
    "The share of projections in which the largest training set has overtaken the stock before 2027, over the share of "
    "text that is called good; dotted if no text is used twice. Where a line crosses the dashed one, the answer turns. "
    "Grey lines are published filters, each a share of text without duplicates. The data have the year by which half "
    "of the projections have run out, and the largest training set with a known size over the stock."
)
LIMITS = (
    "Trends of a projection, not observations; what a filter keeps in one crawl is taken for what it would keep of the "
    "whole web, and text behind logins, pictures and sound are left out. The known sets hold some text that was read "
    "twice or that machines wrote, and nobody says how much."
)
ALT = (
    "A line chart over the share of text that a filter keeps, from a hundredth to all. The share of projections in "
    "which the stock is used up falls from {exhausted_1} at a hundredth to {exhausted_10} at a tenth, and passes one "
    "half at {turn_exhausted}; where no text is used twice it falls later."
)
PARAMS: dict[str, Any] = {
    "draws": 400_000,
    "batches": 40,
    "percents": (1.5, 2, 3, 4, 5, 6, 7, 15, 20, 25, 30, 50, 60, 80, 100),
    "years": (2026.0, 2027.0, 2028.0, 2028.5, 2030.0, 2032.0),
}
REPLAY = "numerical"
TOLERANCE = 1e-4

PARAMETER = "how much counts as high quality"
YEAR = "the year of which it is said"
AGAIN = "what text is worth that is used again"
SET = "which training set is the known one"
DEMAND = "which draws of demand count"
STRICT = f"{DEMAND}, where {text_sets.OF_ALL.percent:.3g} % are called good"
LATEST = "reaching the latest"
WINDOW = (2026.0, 2028.0, 2032.0)  # the years of villalobos2024: early, middle, late
# The authors take two to five times the worth of text used once; fifteen is the most that they mention.
USED = {"once": 1.0, "two to five times": None, "fifteen times": 15.0}
TESTED = ("exhausted", "disclosed_share")
ONCE = "exhausted_unrepeated"
ANSWERS = (*TESTED, ONCE, "disclosed_share_repeated", "run_out", "run_out_unrepeated")
ENDS = ("", "_error")  # of a column and that of its standard errors
Measured = dict[str, tuple[float, float]]


def simulate(
    rng: np.random.Generator, *, draws: int, batches: int, percents: tuple[float, ...], years: tuple[float, ...]
) -> Series:
    """Draw the projection, keep what reaches the known sets, and change one thing after another."""
    everything = drawn(rng, draws)
    kept = everything.reaching(KNOWN)
    now = float(PROJECTION["now"])  # type: ignore[arg-type]
    measure = partial(measured, batches=batches, now=now)
    filters = sorted([*(Filter(percent, "") for percent in percents), *PUBLISHED])
    rows = {each: measure(kept.trends(quality=each.percent / 100), names=ANSWERS) for each in filters}
    strict = dict(demands(everything, measure, quality=text_sets.OF_ALL.percent / 100))
    said_of = {year: measure(kept.trends(), now=year, names=(*TESTED, ONCE)) for year in years}
    share = len(kept.inputs["quality"]) / draws
    own = measure(kept.trends(), names=ANSWERS) | {
        "exhausted_unfiltered_latest": strict[LATEST]["exhausted"],
        "reached": (share, float(np.sqrt(share * (1 - share) / draws))),
    }
    chosen = [
        *((PARAMETER, each.setting, each.source, row) for each, row in rows.items()),
        *((YEAR, f"{year:g}", source(year), row) for year, row in said_of.items()),
        *((AGAIN, said, "villalobos2024", measure(kept.trends(**({"repetition": worth} if worth else {}))))
          for said, worth in USED.items()),
        *((SET, each.name, each.source, measure(everything.reaching([each]).trends(), known=each.tokens))
          for each in (*KNOWN, *WITH_OTHER_MEDIA)),
        *((DEMAND, said, "", row) for said, row in demands(everything, measure)),
        *((STRICT, said, "", row) for said, row in strict.items()),
    ]  # fmt: skip
    return {
        "filters": {
            "percent": [each.percent for each in rows],
            "given": [each.source for each in rows],
            **spread(ANSWERS, rows.values()),
        },
        "by year": {"year": list(years), **spread((TESTED[0], ONCE), said_of.values())},
        "own": {
            "number": list(own),
            "value": [value for value, _ in own.values()],
            "error": [error for _, error in own.values()],
        },
        "alternatives": table(
            Alternative(parameter, setting, given, name, *row[name])
            for parameter, setting, given, row in chosen
            for name in TESTED
        ),
    }


def spread(names: Iterable[str], rows: Iterable[Measured]) -> dict[str, list[float]]:
    """Two columns for each answer, its values and their standard errors."""
    rows = list(rows)
    return {f"{name}{end}": [row[name][part] for row in rows] for name in names for part, end in enumerate(ENDS)}


def source(year: float) -> str:
    """The work that gives a year, if one does."""
    return "villalobos2024" if year in WINDOW else ""


def demands(everything: Draws, measure: Callable[..., Measured], **fixed: float) -> Iterator[tuple[str, Measured]]:
    """The answers under other readings of what the known sets say of demand, from the weakest to the strongest."""
    trends = everything.trends(**fixed)
    nothing = np.zeros_like(trends.demand.slope)
    level = Trend(nothing + np.log10(largest()), nothing)
    yield "no set larger than the known one", measure(trends._replace(demand=level))
    yield "all", measure(trends)
    yield LATEST, measure(everything.reaching(KNOWN[-1:]).trends(**fixed))
    yield "lifted to the known sets", measure(lift(trends, KNOWN))
    yield "reaching each", measure(everything.reaching(KNOWN).trends(**fixed))


def largest() -> float:
    """The tokens of the largest known set."""
    return max(each.tokens for each in KNOWN)


def measured(
    trends: Trends, *, batches: int, now: float, known: float | None = None, names: Sequence[str] = TESTED
) -> Measured:
    """What is asked of the draws, each with the standard error from batches of them."""
    stock, unique, demand = trends
    asked: dict[str, Callable[[], tuple[Any, Callable[[FloatArray], Any]]]] = {
        "exhausted": lambda: (demand.at(now) >= stock.at(now), np.mean),
        "exhausted_unrepeated": lambda: (demand.at(now) >= unique.at(now), np.mean),
        "disclosed_share": lambda: ((known or largest()) / unique.at(now), np.median),
        "disclosed_share_repeated": lambda: ((known or largest()) / stock.at(now), np.median),
        "run_out": lambda: (demand.overtakes(stock), np.median),
        "run_out_unrepeated": lambda: (demand.overtakes(unique), np.median),
    }
    found = {}
    for name in names:
        values, how = asked[name]()
        errors = estimate([how(part) for part in np.array_split(values, batches)])
        found[name] = (float(how(values)), float(errors.error))
    return found


MEANINGS = {
    "exhausted": ("share of draws", "stock used up before 2027, where the largest set reaches the known ones"),
    "exhausted_unrepeated": ("share of draws", "the same if no text is used twice"),
    "disclosed_share": ("ratio", "the known set over the stock at the start of 2027, used once, median"),
    "disclosed_share_repeated": ("ratio", "the known set over the stock at the start of 2027, with repetition, median"),
    "run_out": ("year", "median year in which the stock is used up, where the largest set reaches the known ones"),
    "run_out_unrepeated": ("year", "the same if no text is used twice"),
    "exhausted_unfiltered_latest": (
        "share of draws",
        f"stock used up before 2027, at {text_sets.OF_ALL.setting}, where the latest set is reached",
    ),
    "reached": ("share of draws", "projections that reach each known set in time"),
}
QUOTED = {
    "1": text_sets.OF_CRAWL,
    "unfiltered": text_sets.OF_ALL,
    "ruled": text_sets.OF_RULED,
    "fineweb": text_sets.OF_FINEWEB,
    "10": text_sets.USUAL,
    "40": text_sets.MOST,
}
TURNS = {"exhausted": 0.5, "exhausted_unrepeated": 0.5, "disclosed_share": 1.0}
SHORT = {"exhausted": "exhausted", "disclosed_share": "share"}


def numbers(series: Series) -> dict[str, Number]:
    """Quote the filter as its authors draw it, those that are published, and the filters at which the answers turn."""
    own = series["own"]
    found = zip(own["number"], own["value"], own["error"], strict=True)
    values = {str(key): Number(float(value), float(error), *MEANINGS[str(key)]) for key, value, error in found}
    turns = {f"turn_{SHORT.get(key, key)}": turn(series["filters"], key, level) for key, level in TURNS.items()}
    share = turns["turn_share"]
    limit = text_sets.OF_RULED.percent / 100
    rules = "what the first rules have to remove of text without duplicates for both tests to hold of FineWeb-Edu"
    return {
        **values,
        **dict(published(series["filters"])),
        **dict(by_year(series["by year"])),
        **turns,
        "grown": Number(
            KNOWN[-1].tokens / KNOWN[0].tokens - 1,
            0.0,
            "share",
            f"what the latest known set has more of text than {KNOWN[0].name}",
        ),
        "known": Number(largest(), 0.0, "tokens", f"largest known training set, {KNOWN[-1].name}"),
        "rules": Number(1 - share.value / limit, share.error / limit, "share of text", rules),
    }


def published(filters: Any) -> Iterator[tuple[str, Number]]:
    """The published filters, and what each answer is with them."""
    percents = list(filters["percent"])
    for key, each in QUOTED.items():
        row = percents.index(each.percent)
        yield f"filter_{key}", Number(each.percent / 100, 0.0, "share of text", each.said)
        for column, short in SHORT.items():
            value, error = (float(filters[f"{column}{part}"][row]) for part in ENDS)
            unit, meaning = MEANINGS[column]
            yield f"{short}_{key}", Number(value, error, unit, f"{meaning}, at {each.setting}")


def by_year(table_: Any) -> Iterator[tuple[str, Number]]:
    """What has run out by the start of each year, with and without repetition."""
    for row, year in enumerate(table_["year"]):
        for column, short in (("exhausted", "again"), (ONCE, "once")):
            value, error = (float(table_[f"{column}{part}"][row]) for part in ENDS)
            meaning = f"stock used up before {year:g}, where the largest set reaches the known ones, text used {short}"
            yield f"{short}_{year:g}".replace(".", "_"), Number(value, error, "share of draws", meaning)


def turn(filters: Any, column: str, level: float) -> Number:
    """The share of text at which an answer passes its level, on a straight line between the two nearest filters."""
    falling, shares = np.array(filters[column], dtype=float), np.log10(np.array(filters["percent"]) / 100)
    row = int(np.argmax(falling <= level))
    slope = (shares[row] - shares[row - 1]) / (falling[row] - falling[row - 1])
    at = float(10 ** (shares[row] + slope * (level - falling[row])))
    error = at * np.log(10) * abs(slope) * float(filters[f"{column}_error"][row])
    return Number(at, float(error), "share of text", f"filter at which {MEANINGS[column][1]} comes to {level}")


def plot(axes: Axes, series: Series) -> None:
    """Draw what has run out against the filter, with the level at which the answer turns, and published filters."""
    filters = series["filters"]
    axes.plot(filters["percent"], filters["exhausted"], color=OTHERS[1])
    axes.plot(filters["percent"], filters[ONCE], color=OTHERS[0], linestyle=":")
    axes.annotate("text\nrepeated", (1.1, 0.6), color=OTHERS[1])
    axes.annotate("text used\nonce", (14.5, 0.86), color=OTHERS[0])
    axes.axhline(0.5, color=FOREGROUND, linewidth=0.8, linestyle="--")
    for percent in (percent for percent, work in zip(filters["percent"], filters["given"], strict=True) if work):
        axes.axvline(percent, color=GRID, linewidth=1.2, zorder=0)
    axes.set(
        xscale="log",
        xlim=(1, 100),
        ylim=(0, 1.02),
        xlabel="share of the web's text that is called good",
        ylabel="run out before 2027 (% of projections)",
    )
    axes.set_xticks([1, 3, 10, 30, 100], ["1 %", "3 %", "10 %", "30 %", "all"])
    axes.set_yticks([0, 0.5, 1], ["0", "50", "100"])
    axes.annotate("published\nfilters", (4.3, 0.06), color=FOREGROUND, horizontalalignment="right")
    axes.minorticks_off()
