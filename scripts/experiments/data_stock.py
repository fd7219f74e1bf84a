"""The public text of the web is not used up yet, but if training sets keep growing as they did, it soon will be.

A projection, after Villalobos et al. Supply is the text of the indexed web, less what a quality filter drops, times
what repeated epochs are worth. Demand is the largest training set: one half of the draws extrapolates the growth of
past sets, the other half buys as much text as is compute-optimal while training compute grows as it did. Every input is
an interval that the authors state in their code, every draw takes one value from each, and all that grows does so by a
constant factor a year, so each draw runs out in one year, which is found exactly.

The authors' own projection of compute is not in the copy of their repository that we could read: here compute grows as
in their table of past systems. Perhaps for that reason the median year is about one later than theirs, and the spread
narrower. Standard errors are those of the Monte Carlo; they say nothing of whether the inputs are right.

Sources:
- villalobos2024: the model, its inputs, and the run-out year that it is compared with
- epoch2024: the authors' own figure for the stock, which this one agrees with
- muennighoff2023: the worth of repeated text, from which the authors take the factor for epochs
- qwen2025: the size of a disclosed training set
"""

from __future__ import annotations

from functools import partial
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from collapse.numerics.estimate import FloatArray, Number, Series, estimate
from experiments.shared.palette import FOREGROUND, GRID, OTHERS

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    from matplotlib.axes import Axes

NAME = "The text there is, and the text models use"
LAY = (
    "The web still holds several times more usable text than a large training set whose size is known, "
    "but training sets grow much faster than the web."
)
READ = (
    "The middle line of a band is the median; the dark part holds eight draws in ten, the pale part nineteen in "
    "twenty. Where the bands meet, text runs out. The data have the share of draws in which that has come about by "
    "each year, and how far each input moves the middle year."
)
LIMITS = (
    "A projection of trends, not an observation. It leaves out text behind logins, images and video, "
    "it cannot know whether training sets will go on growing, "
    "and what counts as used up depends on how strictly text is filtered. "
    "Qwen3's set was the largest of text that was known in 2025, and part of it is itself synthetic; "
    "a later one holds somewhat more."
)
ALT = (
    "The stock of usable web text, nearly level on a logarithmic axis, and the size of the largest training set, "
    "rising steeply to meet it: in one tenth of the draws by {run_out_early}, in half by {run_out}, in nine tenths by "
    "{run_out_late}; if no text is used twice, in half by {run_out_unrepeated}."
)
PARAMS = {
    "draws": 10_000,
    "batches": 40,
    # Supply: central 95 % intervals of log-normal inputs, as the authors' code states them for 2024.
    "pages": (75e9, 1e12),
    "bytes_per_page": (6100.0, 8200.0),
    "bytes_per_token_below_six": (1.0, 4.0),
    "page_growth": (1.02, 1.04),
    "page_count_growth": (1.0, 1.1),
    "quality": (0.1, 0.4),
    "repetition": (2.0, 5.0),
    # Demand: central 90 % intervals in 2024, likewise; compute in floating-point operations.
    "largest_set": (3e12, 13e12),
    "compute": (1e25, 1e26),
    # Growth in orders of magnitude a year, mean and standard deviation. Both are ours: a bootstrap of the slope over
    # the authors' table of 80 language systems since 2010, of which 59 state their compute.
    "set_growth": (0.372, 0.055),
    "compute_growth": (0.602, 0.074),
    "disclosed": 36e12,
    "disclosed_in": 2025.33,
    "now": 2027.0,
}
REPLAY = "numerical"
TOLERANCE = 1e-4

START = 2024.0
# The interval is in the paper's abstract and the median in the caption of its first figure; that the interval runs from
# the 10 % to the 90 % year is in the authors' code.
PUBLISHED = {0.1: 2026, 0.5: 2028, 0.9: 2032}
ENDS = (0.1, 0.9)  # where an input is held for the tornado
COLUMNS = ("quantity", "value", "standard_error", "unit", "meaning")
QUANTILES = {"q025": 0.025, "q10": 0.1, "median": 0.5, "q90": 0.9, "q975": 0.975}


class Trend(NamedTuple):
    """What grows by a constant factor a year: in each draw its decimal logarithm as 2024 begins, and the slope."""

    level: FloatArray
    slope: FloatArray

    def at(self, year: float) -> FloatArray:
        """Return the quantity itself in a year."""
        return np.asarray(10 ** (self.level + self.slope * (year - START)))

    def overtakes(self, other: Trend) -> FloatArray:
        """Return the year in which it passes the other; infinity where it never does."""
        lead, speed = other.level - self.level, self.slope - other.slope
        return START + np.divide(lead, speed, out=np.full_like(lead, np.inf), where=speed > 0)


def simulate(
    rng: np.random.Generator,
    *,
    draws: int,
    batches: int,
    pages: tuple[float, float],
    bytes_per_page: tuple[float, float],
    bytes_per_token_below_six: tuple[float, float],
    page_growth: tuple[float, float],
    page_count_growth: tuple[float, float],
    quality: tuple[float, float],
    repetition: tuple[float, float],
    largest_set: tuple[float, float],
    compute: tuple[float, float],
    set_growth: tuple[float, float],
    compute_growth: tuple[float, float],
    disclosed: float,
    disclosed_in: float,
    now: float,
) -> Series:
    """Draw supply and demand, and find where they meet."""
    log_normal = partial(logarithm, rng, size=draws)
    inputs = {
        "pages": log_normal(pages, 0.95),
        "bytes_per_page": log_normal(bytes_per_page, 0.95),
        "bytes_per_token": np.log10(6 - 10 ** below(rng, bytes_per_token_below_six, np.log10(6), draws)),
        "page_growth": log_normal(page_growth, 0.95),
        "page_count_growth": log_normal(page_count_growth, 0.95),
        "quality": log_normal(quality, 0.95),
        "repetition": log_normal(repetition, 0.95),
        "largest_set": log_normal(largest_set, 0.9),
        "set_growth": rng.normal(*set_growth, draws),
        "compute": log_normal(compute, 0.9),
        "compute_growth": rng.normal(*compute_growth, draws),
        "projection": np.arange(draws) % 2.0,
    }
    stock, unique, demand = projected(**inputs)
    run_out = {"repeated": demand.overtakes(stock), "unrepeated": demand.overtakes(unique)}
    return {
        "fan": fan(np.arange(2020.0, 2036.5, 0.5), {"stock": stock, "set": demand}),
        "run_out": shares(np.arange(2024.0, 2038.25, 0.25), run_out),
        "tornado": tornado(inputs, batches),
        "disclosed": {"year": [disclosed_in], "tokens": [disclosed]},
        "quantities": measured(quoted(stock, unique, demand, disclosed, now), batches),
    }


def projected(
    *,
    pages: FloatArray,
    bytes_per_page: FloatArray,
    bytes_per_token: FloatArray,
    page_growth: FloatArray,
    page_count_growth: FloatArray,
    quality: FloatArray,
    repetition: FloatArray,
    largest_set: FloatArray,
    set_growth: FloatArray,
    compute: FloatArray,
    compute_growth: FloatArray,
    projection: FloatArray,
) -> tuple[Trend, Trend, Trend]:
    """Return the stock, the stock if no text is used twice, and the largest set, from decimal logarithms of the inputs.

    `projection` is 0 where past sets are extrapolated, and 1 where the set follows from compute.
    """
    growth = page_growth + page_count_growth
    unique = Trend(pages + bytes_per_page - bytes_per_token + quality, growth)
    past, optimal = Trend(largest_set, set_growth), optimal_set(Trend(compute, compute_growth))
    demand = Trend(*(np.where(projection == 0, *pair) for pair in zip(past, optimal, strict=True)))
    return Trend(unique.level + repetition, growth), unique, demand


def tornado(inputs: dict[str, FloatArray], batches: int) -> dict[str, list[Any]]:
    """Tabulate the median run-out year with one input at the low or high end of its range, all others as drawn."""
    ends = {name: np.quantile(draws, ENDS) for name, draws in inputs.items()}
    years = {
        name: [run_out_year(inputs | {name: np.full_like(draws, end)}) for end in ends[name]]
        for name, draws in inputs.items()
    }
    medians = {name: [float(np.median(side)) for side in pair] for name, pair in years.items()}
    errors = {name: spread_error(low, high, batches) for name, (low, high) in years.items()}
    order = sorted(inputs, key=lambda name: abs(medians[name][1] - medians[name][0]), reverse=True)
    return {
        "input": order,
        "low_end": [float(ends[name][0]) for name in order],
        "high_end": [float(ends[name][1]) for name in order],
        "year_low": [medians[name][0] for name in order],
        "year_high": [medians[name][1] for name in order],
        "standard_error": [errors[name] for name in order],
    }


def run_out_year(inputs: dict[str, FloatArray]) -> FloatArray:
    """Return the year in which the stock is used up, of each draw."""
    stock, _, demand = projected(**inputs)
    return demand.overtakes(stock)


def spread_error(low: FloatArray, high: FloatArray, batches: int) -> float:
    """Return the standard error of the difference of the medians, from batches of the draws."""
    pairs = zip(np.array_split(low, batches), np.array_split(high, batches), strict=True)
    return float(estimate([float(np.median(second) - np.median(first)) for first, second in pairs]).error)


def logarithm(rng: np.random.Generator, interval: tuple[float, float], credibility: float, size: int) -> FloatArray:
    """Draw decimal logarithms of a log-normal variable with the given central interval."""
    low, high = np.log10(interval)
    width = 2 * NormalDist().inv_cdf(0.5 + credibility / 2)
    return np.asarray(rng.normal((low + high) / 2, (high - low) / width, size))


def below(rng: np.random.Generator, interval: tuple[float, float], limit: float, size: int) -> FloatArray:
    """Draw as `logarithm` does, from a central 95 % interval, and again what is not below the limit."""
    values = logarithm(rng, interval, 0.95, size)
    while (beyond := values >= limit).any():
        values[beyond] = logarithm(rng, interval, 0.95, int(beyond.sum()))
    return values


def optimal_set(compute: Trend) -> Trend:
    """Return the compute-optimal training set: 20 tokens a parameter, 6 operations a token and parameter."""
    return Trend(np.log10(20) + (compute.level - np.log10(6 * 20)) / 2, compute.slope / 2)


def fan(years: FloatArray, trends: dict[str, Trend]) -> dict[str, FloatArray]:
    """Tabulate the quantiles of each trend over the years."""
    table = {"year": years}
    for name, trend in trends.items():
        rows = np.quantile([trend.at(year) for year in years], list(QUANTILES.values()), axis=1)
        table |= {f"{name}_{quantile}": row for quantile, row in zip(QUANTILES, rows, strict=True)}
    return table


def shares(years: FloatArray, run_out: dict[str, FloatArray]) -> dict[str, FloatArray]:
    """Tabulate the share of draws that have run out by each year."""
    return {"year": years} | {
        name: np.searchsorted(np.sort(values), years, side="right") / values.size for name, values in run_out.items()
    }


class Quantity(NamedTuple):
    """Draws, the statistic of them that is quoted, and what it is."""

    draws: FloatArray
    statistic: Callable[..., Any]
    unit: str
    meaning: str


def quoted(stock: Trend, unique: Trend, demand: Trend, disclosed: float, now: float) -> dict[str, Quantity]:
    """Return what prose may quote; `unrepeated` and `unique` are what they would be if no text were used twice."""
    run_out, once = demand.overtakes(stock), demand.overtakes(unique)
    used, used_once = disclosed / stock.at(now), disclosed / unique.at(now)
    span = {"low": 0.05, "median": 0.5, "high": 0.95}
    share = "Qwen3's training set as a share of the"
    return {
        **spread("run_out", run_out, "year in which the stock is used up", early=0.1, median=0.5, late=0.9),
        **spread("run_out_unrepeated", once, "year in which it is used up if no text is used twice", median=0.5),
        "exhausted": fraction(run_out <= now, f"stock used up before {now:.0f}"),
        "exhausted_unrepeated": fraction(once <= now, f"stock used up before {now:.0f} if no text is used twice"),
        **spread("stock", stock.at(START), "stock in 2024, filtered and with repetition", "tokens", **span),
        **spread("unique_stock", unique.at(START), "stock in 2024, filtered but without repetition", "tokens", **span),
        **spread("disclosed_share", used, f"{share} stock at the start of {now:.0f}", "share", **span),
        **spread("disclosed_share_of_unique", used_once, f"{share} stock without repetition", "share", **span),
        "disclosed_exceeds_unique": fraction(used_once >= 1, "Qwen3's training set exceeds stock without repetition"),
    }


def spread(name: str, draws: FloatArray, meaning: str, unit: str = "year", **levels: float) -> dict[str, Quantity]:
    """Return quantiles of the draws; the median bears the plain name."""
    return {
        name if suffix == "median" else f"{name}_{suffix}": Quantity(
            draws, partial(np.quantile, q=level), unit, f"{meaning}, {level:.0%} quantile"
        )
        for suffix, level in levels.items()
    }


def fraction(event: npt.NDArray[np.bool_], meaning: str) -> Quantity:
    """Return the share of draws in which an event holds."""
    return Quantity(event.astype(float), np.mean, "share of draws", meaning)


def measured(quantities: dict[str, Quantity], batches: int) -> dict[str, list[Any]]:
    """Evaluate each statistic; its standard error comes from the same statistic in batches of the draws."""
    return {
        "quantity": list(quantities),
        "value": [item.statistic(item.draws) for item in quantities.values()],
        "standard_error": [
            estimate([item.statistic(batch) for batch in np.array_split(item.draws, batches)]).error
            for item in quantities.values()
        ],
        "unit": [item.unit for item in quantities.values()],
        "meaning": [item.meaning for item in quantities.values()],
    }


def numbers(series: Series) -> dict[str, Number]:
    """Quote the measured quantities, the disclosed training set, and how far each input moves the median year."""
    rows = zip(*(series["quantities"][column] for column in COLUMNS), strict=True)
    tokens = Number(float(series["disclosed"]["tokens"][0]), 0.0, "tokens", "training set of Qwen3, as disclosed")
    table = series["tornado"]
    ends = zip(*(table[column] for column in ("input", "year_low", "year_high", "standard_error")), strict=True)
    moved = {
        f"moved_by_{name}": Number(
            float(high) - float(low), float(error), "years", f"change of the median year from low to high {name}"
        )
        for name, low, high, error in ends
    }
    return (
        {"disclosed": tokens}
        | {
            str(name): Number(float(value), float(error), str(unit), str(meaning))
            for name, value, error, unit, meaning in rows
        }
        | moved
    )


def plot(axes: Axes, series: Series) -> None:
    """Draw both bands, and the disclosed training set."""
    table, known = series["fan"], series["disclosed"]
    for name, color, line in (("stock", FOREGROUND, "-"), ("set", OTHERS[1], "--")):
        for low, high, alpha in (("q025", "q975", 0.15), ("q10", "q90", 0.25)):
            band = table[f"{name}_{low}"], table[f"{name}_{high}"]
            axes.fill_between(table["year"], *band, color=color, alpha=alpha, linewidth=0)
        axes.plot(table["year"], table[f"{name}_median"], color=color, linestyle=line, linewidth=1.5)
    axes.plot(known["year"], known["tokens"], marker="o", markersize=5, color=FOREGROUND, linestyle="none")
    axes.annotate("Qwen3", (2025.0, 5e13), color=FOREGROUND, horizontalalignment="right")
    axes.annotate("stock of text", (2020.3, 2.5e15), color=FOREGROUND)
    axes.annotate("largest training set", (2025.6, 2.5e12), color=OTHERS[1])
    axes.set(yscale="log", xlim=(2020, 2036), ylim=(5e10, 1e17))
    axes.set_xticks([2020, 2025, 2030, 2035])
    axes.set_yticks([1e11, 1e12, 1e13, 1e14, 1e15, 1e16], ["0.1", "1", "10", "100", "1,000", "10,000"])
    axes.minorticks_off()
    axes.annotate("trillion tokens", (2020.15, 3e16), color=FOREGROUND)
    axes.set_xlabel("year")
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
