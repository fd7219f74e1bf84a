"""Linear regression on its own responses: linear growth under replace, a bound under accumulate, a floor that stays."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from collapse import regimes
from collapse.conformance import Row
from collapse.conformance._compare import compare
from collapse.models import regression, regression_exact, regression_replace
from collapse.models.regression import Coefficients
from collapse.numerics.estimate import FloatArray, estimate
from collapse.numerics.generations import select
from collapse.recursion import Model, Regime, recursion
from collapse.theory import regression as theory

ROWS, DIMENSION, LAST, REPLICATES = 60, 10, 20, 12_000
FITS = [1, 5, LAST]
READ = {"gerstgrasser2024": "second-hand", "dohmatob2025strong": "second-hand", "": "derived"}


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure both designs under each regime, ridge, too many coefficients, and wrong responses among real ones."""
    design = regression.same(rng.standard_normal((ROWS, DIMENSION)))
    yield from same_design(design, rng)
    yield from efficiency(design, rng)
    yield from fresh_rows(rng)
    yield from ridge(design, rng)
    yield from overparametrised(rng)
    yield from contaminated(rng)
    yield from half_real(rng)


def same_design(design: regression.Same, rng: np.random.Generator) -> Iterator[Row]:
    """Measure L1, L2 and L4 where each generation sees the same rows."""
    one_fit = theory.same_fit_error(1.0, design.spectrum, ROWS)
    exact, drawn = regression_exact.exact_same(design, 1.0), regression.Raw(design, 1.0)
    growing = theory.growing_same_error(one_fit, LAST)
    accumulate = theory.accumulate_same_error(one_fit, LAST)
    cases: tuple[tuple[str, str, Model[Any, Coefficients], Regime, FloatArray], ...] = (
        ("L1", "gerstgrasser2024", exact, regimes.replace, theory.replace_error(one_fit, LAST)),
        ("L2", "gerstgrasser2024", exact, regimes.accumulate, accumulate),
        ("L4", "", exact, regimes.growing, growing),
    )
    for name, source, model, regime, expected in cases:
        yield from compared(f"{name} same design", model, regime, FITS, expected, source=source, rng=rng)
    title = "R9 same design, drawn responses"
    yield from compared(title, drawn, regimes.accumulate, [5], accumulate, source="gerstgrasser2024", rng=rng)


def efficiency(design: regression.Same, rng: np.random.Generator) -> Iterator[Row]:
    """Measure L6: the error of the real fit over that under accumulate, once that has settled."""
    model = regression_exact.exact_same(design, 1.0)
    (found,) = errors(model, regimes.accumulate, np.ones(DIMENSION), [1000], rng)
    mean, error = (float(value) for value in estimate(found / theory.same_fit_error(1.0, design.spectrum, ROWS)))
    setting = f"same design, {ROWS} rows, d={DIMENSION}, accumulate, 1,000 fits; the limit"
    yield Row("L6", "dey2024", "second-hand", setting, 1 / theory.ACCUMULATE_LIMIT, 1 / mean, error / mean**2, 0.02)


def fresh_rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure L1, L3 and L4 where each generation sees new rows."""
    one_fit = theory.fresh_fit_error(1.0, DIMENSION, ROWS)
    alone = regression_replace.FreshAlone(DIMENSION, 1.0)
    together = regression_exact.ExactFresh(DIMENSION, 1.0)
    cases: tuple[tuple[str, str, Model[Any, Coefficients], Regime, FloatArray], ...] = (
        ("L1", "gerstgrasser2024", alone, regimes.replace, theory.replace_error(one_fit, LAST)),
        ("L3", "", together, regimes.accumulate, theory.accumulate_fresh_error(1.0, DIMENSION, ROWS, LAST)),
        ("L4", "", alone, regimes.growing, theory.growing_fresh_error(1.0, DIMENSION, ROWS, LAST)),
    )
    for name, source, model, regime, expected in cases:
        yield from compared(f"{name} fresh rows", model, regime, FITS, expected, source=source, rng=rng)
    start = regression_replace.no_distance(60_000)
    distance = regression_replace.FreshDistance(DIMENSION, 1.0)
    *_, last = recursion(distance, regimes.replace, start, size=ROWS, generations=LAST - 1, rng=rng)
    setting = f"fresh rows, {ROWS} rows, d={DIMENSION}, replace, {LAST} fits, distance alone"
    expected = theory.replace_error(one_fit, LAST)[LAST - 1]
    yield compare(
        "L1 distance alone", setting, expected, last.squared, source="gerstgrasser2024", reading="second-hand"
    )


def ridge(design: regression.Same, rng: np.random.Generator) -> Iterator[Row]:
    """Measure R20: the error grows nearly linearly with a small ridge; a large one forgets, even under accumulate."""
    truth = design.axes.T @ np.linspace(0.5, 1.5, DIMENSION)
    for penalty, regime, closed_form in (
        (0.01, regimes.replace, theory.ridge_replace_error),
        (0.5, regimes.replace, theory.ridge_replace_error),
        (0.5, regimes.accumulate, theory.ridge_accumulate_error),
    ):
        model = regression_exact.exact_same(design, 1.0, penalty)
        expected = closed_form(design.spectrum, truth, noise=1.0, size=ROWS, ridge=penalty, generations=LAST)
        yield from compared(f"R20 ridge {penalty}", model, regime, [LAST], expected, truth=truth, rng=rng)


def overparametrised(rng: np.random.Generator) -> Iterator[Row]:
    """Measure R20 without noise: what is left of the coefficients falls by a constant factor in each generation."""
    model, truth = regression_exact.ExactFresh(30, 0.0), regression.constant(np.ones(30), 4000)
    *_, last = recursion(model, regimes.replace, truth, size=20, generations=2, rng=rng)
    left = 30 - theory.overparametrised_error(np.sqrt(30), 30, 20, 2)[-1]
    setting = "fresh rows, 20 rows, d=30, no noise, replace, 3 fits, squared length of the coefficients"
    yield compare("R20 fewer rows than coefficients", setting, left, np.square(last.values).sum(axis=1))


def contaminated(rng: np.random.Generator) -> Iterator[Row]:
    """Measure L5 and R19, one fit on real responses and on those of a model that is off by 1."""
    strong, exact = "dohmatob2025strong", theory.contaminated_error
    leading, floor = theory.contaminated_error_leading, theory.contaminated_floor
    cases = (
        ("L5 n=200", "", 200, 0.1, 1.0, exact(1.0, 20, 200, 0.1, 1.0)),
        ("L5 n=2,000", "", 2000, 0.1, 1.0, exact(1.0, 20, 2000, 0.1, 1.0)),
        ("L5 n=20,000", strong, 20_000, 0.1, 1.0, leading(1.0, 20, 20_000, 0.1, 1.0)),
        ("R19 one in 10", strong, 20_000_000, 0.1, 1.0, floor(0.1, 1.0)),
        ("R19 one in 1,000", strong, 20_000_000, 0.001, 0.01, floor(0.001, 1.0)),
    )
    for name, source, size, share, noise, expected in cases:
        setting = f"fresh rows, d=20, n={size:,}, wrong share {share}, noise {noise}"
        found = contaminated_errors(size, share, noise, rng)
        # The source gives the leading order in d/n; ours is exact.
        tolerance = 0.02 if source else 0.0
        yield compare(name, setting, expected, found, source=source, reading=READ[source], tolerance=tolerance)


def half_real(rng: np.random.Generator) -> Iterator[Row]:
    """Measure mix_fresh: half of the responses are real and new, the others those of the last fit."""
    model = regression_exact.ExactFresh(DIMENSION, 1.0)
    expected = theory.mix_fresh_error(1.0, DIMENSION, ROWS, 0.5, LAST)
    yield from compared("R16 half real, fresh rows", model, regimes.mix_fresh(0.5), FITS, expected, rng=rng)


def contaminated_errors(size: int, share: float, noise: float, rng: np.random.Generator) -> FloatArray:
    """Fit real responses and, for a share of the rows, those of a model that is off by 1."""
    model, wrong = regression_exact.ExactFresh(20, noise), round(share * size)
    truth = regression.constant(np.zeros(20), REPLICATES)
    off = regression.constant(np.eye(20)[0], REPLICATES)
    data = model.pool(model.sample(truth, size - wrong, rng), model.sample(off, wrong, rng))
    return regression.squared_error(model.fit(data), truth)


def compared(
    name: str,
    model: Model[Any, Coefficients],
    regime: Regime,
    fits: list[int],
    expected: FloatArray,
    *,
    rng: np.random.Generator,
    truth: FloatArray | None = None,
    source: str = "",
) -> Iterator[Row]:
    """Compare the squared errors after so many fits with the expected trajectory."""
    start = np.ones(DIMENSION) if truth is None else truth
    for count, found in zip(fits, errors(model, regime, start, fits, rng), strict=True):
        setting = f"{ROWS} rows, d={DIMENSION}, {regime.__name__}, fits: {count}"
        title = f"{name}, {regime.__name__}, fits: {count}"
        yield compare(title, setting, expected[count - 1], found, source=source, reading=READ[source])


def errors(
    model: Model[Any, Coefficients], regime: Regime, truth: FloatArray, fits: list[int], rng: np.random.Generator
) -> Iterator[FloatArray]:
    """Yield the squared errors after so many fits."""
    start = regression.constant(truth, REPLICATES)
    found = recursion(model, regime, start, size=ROWS, generations=fits[-1] - 1, rng=rng)
    return (regression.squared_error(params, start) for params in select(found, np.array(fits) - 1))
