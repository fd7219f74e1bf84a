"""Linear regression on its own responses: linear growth under replace, a bound under accumulate, a floor that stays."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from collapse import regimes
from collapse.conformance import Row
from collapse.estimate import FloatArray, estimate
from collapse.generations import select
from collapse.models import regression, regression_exact
from collapse.models.regression import Coefficients
from collapse.recursion import Model, Regime, recursion
from collapse.theory import regression as theory

ROWS, DIMENSION, LAST = 60, 10, 20


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure both designs under each regime, then ridge, too many coefficients, and wrong responses among real ones."""
    design = regression.same(rng.standard_normal((ROWS, DIMENSION)))
    yield from same_design(design, rng)
    yield from fresh_rows(rng)
    yield from ridge(design, rng)
    yield from overparametrised(rng)
    yield from contaminated(rng)


def same_design(design: regression.Same, rng: np.random.Generator) -> Iterator[Row]:
    """Measure L1, L2, L4 and L6 where each generation sees the same rows."""
    one_fit = theory.same_fit_error(1.0, design.spectrum, ROWS)
    truth = np.ones(DIMENSION)
    model = regression_exact.exact_same(design, 1.0)
    for name, regime, trajectory in (
        ("L1", regimes.replace, theory.replace_error(one_fit, LAST)),
        ("L2", regimes.accumulate, theory.accumulate_same_error(one_fit, LAST)),
        ("L4", regimes.growing, theory.growing_same_error(one_fit, LAST)),
    ):
        fits = np.array([1, 5, LAST])
        found = errors(model, regime, truth, ROWS, fits, 12_000, rng)
        for count, samples in zip(fits, found, strict=True):
            yield row(f"{name} same design, {count} fits", "gerstgrasser2024", regime, trajectory[count - 1], samples)
    found = errors(regression.Raw(design, 1.0), regimes.accumulate, truth, ROWS, np.array([5]), 12_000, rng)
    expected = theory.accumulate_same_error(one_fit, 5)[4]
    yield row("R9 same design, responses drawn, 5 fits", "gerstgrasser2024", regimes.accumulate, expected, next(found))
    fits = np.array([1000])
    mean, error = estimate(next(errors(model, regimes.accumulate, truth, ROWS, fits, 12_000, rng)) / one_fit)
    setting = "same design, accumulate, 1,000 fits; the limit"
    efficiency = float(1 / mean)
    expected = 1 / theory.ACCUMULATE_LIMIT
    yield Row("L6", "dey2024", "second-hand", setting, expected, efficiency, float(error) * efficiency**2, 0.02)


def fresh_rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure L1, L3 and L4 where each generation sees new rows."""
    one_fit = theory.fresh_fit_error(1.0, DIMENSION, ROWS)
    truth = np.ones(DIMENSION)
    alone = regression_exact.FreshAlone(DIMENSION, 1.0)
    together = regression_exact.ExactFresh(DIMENSION, 1.0)
    accumulate = theory.accumulate_fresh_error(1.0, DIMENSION, ROWS, LAST)
    growing = theory.growing_fresh_error(1.0, DIMENSION, ROWS, LAST)
    for name, source, model, regime, trajectory in (
        ("L1", "gerstgrasser2024", alone, regimes.replace, theory.replace_error(one_fit, LAST)),
        ("L3", "", together, regimes.accumulate, accumulate),
        ("L4", "", alone, regimes.growing, growing),
    ):
        fits = np.array([1, 5, LAST])
        found = errors(model, regime, truth, ROWS, fits, 12_000, rng)
        for count, samples in zip(fits, found, strict=True):
            yield row(f"{name} fresh rows, {count} fits", source, regime, trajectory[count - 1], samples)
    distance = regression_exact.FreshDistance(DIMENSION, 1.0)
    *_, last = recursion(
        distance, regimes.replace, regression_exact.no_distance(60_000), size=ROWS, generations=LAST - 1, rng=rng
    )
    expected = theory.replace_error(one_fit, LAST)[LAST - 1]
    yield row(
        f"L1 fresh rows, distance alone, {LAST} fits", "gerstgrasser2024", regimes.replace, expected, last.squared
    )


def ridge(design: regression.Same, rng: np.random.Generator) -> Iterator[Row]:
    """Measure R20, a small ridge, whose error grows nearly linearly, and a large one, which forgets under accumulate."""
    truth = design.axes.T @ np.linspace(0.5, 1.5, DIMENSION)
    for penalty, regime, closed_form in (
        (0.01, regimes.replace, theory.ridge_replace_error),
        (0.5, regimes.replace, theory.ridge_replace_error),
        (0.5, regimes.accumulate, theory.ridge_accumulate_error),
    ):
        model = regression_exact.exact_same(design, 1.0, penalty)
        trajectory = closed_form(design.spectrum, truth, noise=1.0, size=ROWS, ridge=penalty, generations=LAST)
        found = next(errors(model, regime, truth, ROWS, np.array([LAST]), 12_000, rng))
        yield row(
            f"R20 ridge {penalty}, {regime.__name__}, {LAST} fits, same design", "", regime, trajectory[LAST - 1], found
        )


def overparametrised(rng: np.random.Generator) -> Iterator[Row]:
    """Measure R20 without noise: what is left of the coefficients falls by a constant factor in each generation."""
    model, fits = regression_exact.ExactFresh(30, 0.0), 3
    truth = regression.constant(np.ones(30), 4000)
    *_, last = recursion(model, regimes.replace, truth, size=20, generations=fits - 1, rng=rng)
    left = 30 - theory.overparametrised_error(np.sqrt(30), 30, 20, fits - 1)[-1]
    yield row(
        "R20 no noise, 20 rows for 30 coefficients, squared length, 3 fits",
        "",
        regimes.replace,
        left,
        np.square(last.values).sum(axis=1),
    )


def contaminated(rng: np.random.Generator) -> Iterator[Row]:
    """Measure L5 and R19, one fit on real responses and on those of a model that is off."""
    floor = theory.contaminated_floor
    for name, source, size, share, noise, expected, tolerance in (
        ("L5 n=200", "", 200, 0.1, 1.0, theory.contaminated_error(1.0, 20, 200, 0.1, 1.0), 0.0),
        ("L5 n=2,000", "", 2000, 0.1, 1.0, theory.contaminated_error(1.0, 20, 2000, 0.1, 1.0), 0.0),
        ("L5 n=20,000, leading order", "dohmatob2025strong", 20_000, 0.1, 1.0,
         theory.contaminated_error_leading(1.0, 20, 20_000, 0.1, 1.0), 0.02),
        ("R19 n=20,000,000", "dohmatob2025strong", 20_000_000, 0.1, 1.0, floor(0.1, 1.0), 0.02),
        ("R19 one in 1,000, n=20,000,000", "dohmatob2025strong", 20_000_000, 0.001, 0.01, floor(0.001, 1.0), 0.02),
    ):  # fmt: skip
        samples = contaminated_errors(size, share, noise, rng)
        mean, error = estimate(samples)
        setting = f"fresh rows, d=20, n={size:,}, wrong share {share}, noise {noise}"
        reading = "second-hand" if source else "derived"
        yield Row(name, source, reading, setting, expected, float(mean), float(error), tolerance)


def contaminated_errors(size: int, share: float, noise: float, rng: np.random.Generator) -> FloatArray:
    """Fit real responses and, for a share of the rows, those of a model that is off by 1."""
    model, replicates, wrong = regression_exact.ExactFresh(20, noise), 12_000, round(share * size)
    truth = regression.constant(np.zeros(20), replicates)
    off = regression.constant(np.eye(20)[0], replicates)
    data = model.pool(model.sample(truth, size - wrong, rng), model.sample(off, wrong, rng))
    return regression.squared_error(model.fit(data), truth)


def errors(
    model: Model[Any, Coefficients],
    regime: Regime,
    truth: FloatArray,
    size: int,
    fits: FloatArray,
    replicates: int,
    rng: np.random.Generator,
) -> Iterator[FloatArray]:
    """Yield the squared errors after so many fits."""
    start = regression.constant(truth, replicates)
    found = recursion(model, regime, start, size=size, generations=int(fits[-1]) - 1, rng=rng)
    return (regression.squared_error(params, start) for params in select(found, fits - 1))


def row(name: str, source: str, regime: Regime, expected: float, samples: FloatArray) -> Row:
    """Compare the mean over replicates."""
    mean, error = estimate(samples)
    setting = f"{regime.__name__}, {ROWS} rows, d={DIMENSION}"
    reading = "second-hand" if source else "derived"
    return Row(name, source, reading, setting, float(expected), float(mean), float(error))
