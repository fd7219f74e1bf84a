"""Models that feed each other, rows that are answered anew, and second tries with a hint, against exact values."""

from collections.abc import Iterator

import numpy as np

from collapse import blends, regimes
from collapse.conformance import Row
from collapse.conformance._compare import compare, last
from collapse.curation.selection import rationalised
from collapse.models import gaussian, regression
from collapse.models.solver import Solver
from collapse.study import population
from collapse.theory import editing, rationalisation
from collapse.theory import population as theory


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure several models (A3), edited rows (A4), and rationalisation (A5)."""
    yield from fed(rng)
    table = np.random.default_rng(1).standard_normal((30, 3))
    model, truth = regression.Raw(regression.same(table), 1.0), regression.constant(np.zeros(3), 20_000)
    for name, shares in (("falling", (0.5, 0.25, 0.125)), ("all", (1.0, 1.0, 1.0))):
        exact = editing.edited_error(table, 1.0, np.array(shares))[-1]
        found = last(model, blends.edited(blends.relabelled(shares)), truth, size=30, fits=4, rng=rng)
        setting = f"n=30, d=3, shares of edited rows {shares}: squared error of the coefficients"
        yield compare(f"A4 {name}", setting, exact, regression.squared_error(found, truth))
    for hint in (-1000.0, 2.0):
        regime = regimes.curated(rationalised(lambda odds, hint=hint: odds + hint))  # type: ignore[misc]
        odds = last(Solver(1.0), regime, np.full((8000, 50), -3.0), size=4, fits=5, rng=rng)
        setting = f"log odds -3, 4 rollouts, step 1, hint {hint:g}, 5 rounds"
        exact = rationalisation.unaided(-3.0, hint, rollouts=4, step=1.0, rounds=5)[-1]
        yield compare(f"A5 hint {hint:g}", f"{setting}: chance of a right answer unaided", exact, chances(odds))


def chances(odds: np.ndarray) -> np.ndarray:
    """Average the chance of a right answer over the problems of each replicate."""
    return np.asarray(np.exp(-np.logaddexp(0, -odds)).mean(axis=1), dtype=float)


def fed(rng: np.random.Generator) -> Iterator[Row]:
    """Measure three models of one web, and three of which each also reads itself: error, and disagreement (A3)."""
    truth = gaussian.standard(40_000)
    for own in (0.0, 0.5):
        shares = population.together(3, own)
        run = population.population(gaussian.Raw(), regimes.replace, truth, shares, size=18, generations=6, rng=rng)
        *_, fits = run
        exact = theory.replace(shares, 18, 6)
        setting = f"3 models, {own:.0%} their own and the rest of all, n=18, 7 fits"
        covariance = exact.covariance[-1]
        yield compare(f"A3 error, own={own:g}", f"{setting}: squared error", covariance[0, 0], np.square(fits[0].mean))
        apart = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
        squares = np.square(fits[0].mean - fits[1].mean)
        yield compare(f"A3 apart, own={own:g}", f"{setting}: squared distance of two models", apart, squares)
        variances = np.exp(fits[0].log_variance)
        yield compare(f"A3 variance, own={own:g}", f"{setting}: variance", exact.variance[-1, 0], variances)
