"""The projection of supply and demand drawn once more, with the draws that known training sets refute left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from collapse.numerics.estimate import FloatArray
from experiments.data_stock import PARAMS, Trend, below, logarithm, projected
from experiments.shared.text_sets import TrainingSet


class Trends(NamedTuple):
    """What there is, what there is if no text is used twice, and the largest training set."""

    stock: Trend
    unique: Trend
    demand: Trend


class Draws(NamedTuple):
    """The logarithms of the inputs of the projection; `quality` is among them and may be set."""

    inputs: dict[str, FloatArray]

    def trends(self, **fixed: float) -> Trends:
        """The stock, the stock used once, and the largest set, with some inputs held."""
        size = len(self.inputs["quality"])
        held = {name: np.full(size, np.log10(value)) for name, value in fixed.items()}
        return Trends(*projected(**self.inputs | held))

    def reaching(self, sets: Iterable[TrainingSet]) -> Draws:
        """Those whose largest set is, whenever one of these was disclosed, at least as large as that one."""
        demand = self.trends().demand
        kept = np.all([demand.at(each.year) >= each.tokens for each in sets], axis=0)
        return Draws({name: values[kept] for name, values in self.inputs.items()})


def drawn(rng: np.random.Generator, size: int) -> Draws:
    """The inputs as the supply figure draws them."""
    inputs: dict[str, Any] = PARAMS
    central = ("pages", "bytes_per_page", "page_growth", "page_count_growth", "quality", "repetition")
    found = {name: logarithm(rng, inputs[name], 0.95, size) for name in central}
    found |= {name: logarithm(rng, inputs[name], 0.9, size) for name in ("largest_set", "compute")}
    for name in ("set_growth", "compute_growth"):
        mean, deviation = inputs[name]
        found[name] = rng.normal(mean, deviation, size)
    bytes_per_token = 6 - 10 ** below(rng, inputs["bytes_per_token_below_six"], np.log10(6), size)
    return Draws(found | {"bytes_per_token": np.log10(bytes_per_token), "projection": np.arange(size) % 2.0})


def lift(trends: Trends, sets: Sequence[TrainingSet]) -> Trends:
    """The same with each largest set at least as large as each of these, when that was disclosed."""
    short = [np.log10(each.tokens) - np.log10(trends.demand.at(each.year)) for each in sets]
    lacking = np.maximum(np.max(short, axis=0), 0.0)
    return trends._replace(demand=Trend(trends.demand.level + lacking, trends.demand.slope))
