"""Weights for unequal numbers of real and synthetic points, and the empirical distribution function, as in he2025."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from collapse import blends, regimes
from collapse.conformance import Row
from collapse.conformance._compare import compare, last
from collapse.models import empirical, gaussian
from collapse.theory import blends as weights
from collapse.theory import empirical as theory_of_functions
from collapse.theory import gaussian as theory

REPLICATES = 40_000


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure the weighted mean (A1), and the distribution function (A2)."""
    for ratio, weight in ((0.5, theory.golden_weight(0.5)), (2.0, 0.3)):
        truth, setting = gaussian.standard(REPLICATES), f"weighted, n=20, k={ratio:g}, w={weight:.3f}, 20 fits"
        fit = last(gaussian.Exact(), blends.weighted(weight, ratio), truth, size=20, fits=20, rng=rng)
        exact = 20 * weights.weighted_error(20, weight, ratio, 19)[-1]
        yield compare(f"A1 k={ratio:g}", f"{setting}: n times the error", exact, 20 * np.square(fit.mean))
    cap, setting = theory.weighted_cap(0.3, 2.0), "weighted, n=400, k=2, w=0.3, 20 fits: n times the error"
    fit = last(gaussian.Exact(), blends.weighted(0.3, 2.0), truth, size=400, fits=20, rng=rng)
    yield compare(
        "A1 cap", setting, cap, 400 * np.square(fit.mean), source="he2025", reading="primary", tolerance=0.025
    )
    yield from functions(rng)


def functions(rng: np.random.Generator) -> Iterator[Row]:
    """Measure the Cramér-von Mises distance of the empirical distribution function under three regimes (A2)."""
    for name, regime, error in (
        ("replace", regimes.replace, theory.replace_error(20, 5, ddof=0)[-1]),
        ("accumulate", regimes.accumulate, theory.accumulate_error(20, 5)[-1]),
        ("weighted, k=0.5", blends.weighted(0.5, 0.5), weights.weighted_error(20, 0.5, 0.5, 5)[-1]),
    ):
        truth: Any = empirical.Uniform(30_000)
        fit = last(empirical.Raw(), regime, truth, size=20, fits=6, rng=rng)
        exact = 100 * theory_of_functions.cramer_von_mises(error)
        setting = f"{name}, n=20, 6 fits: 100 times the Cramér-von Mises distance"
        yield compare(f"A2 {name}", setting, float(exact), 100 * empirical.cramer_von_mises(fit))
