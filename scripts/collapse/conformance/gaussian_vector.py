"""The normal distribution in several dimensions, also with fewer points than dimensions, against its exact values."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from collapse import regimes
from collapse.conformance import Row
from collapse.estimate import FloatArray, estimate
from collapse.models import gaussian_vector
from collapse.models.gaussian_vector import GaussianVector
from collapse.recursion import Model, Regime, recursion
from collapse.theory import gaussian_vector as theory


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure traces, log determinants and errors of the mean in the settings of kazdan2025 beyond one dimension."""
    exact = gaussian_vector.Exact()
    for dimension, size, ddof in ((3, 10, 0), (10, 100, 1), (31, 100, 0)):
        fit = last(gaussian_vector.Exact(ddof), regimes.replace, dimension, size, 9, 4000, rng)
        expected = theory.replace_log_determinant(size, dimension, 9, ddof)[-1]
        yield row(
            "log determinant", f"replace, d={dimension}, n={size}, ddof={ddof}", 10, expected, fit.log_determinant
        )
    for dimension, size, replicates in ((3, 100, 20_000), (31, 10, 4000)):
        fit = last(exact, regimes.replace, dimension, size, 2, replicates, rng)
        expected = theory.replace_trace(size, dimension, 2, ddof=0)[-1]
        yield row("trace", f"replace, d={dimension}, n={size}", 3, expected, np.exp(fit.log_trace))
    for dimension, size, replicates in ((10, 32, 7000), (31, 10, 3500)):
        fit = last(exact, regimes.accumulate, dimension, size, 19, replicates, rng)
        setting = f"accumulate, d={dimension}, n={size}"
        expected = theory.accumulate_trace(size, dimension, 19)[-1]
        yield row("trace", setting, 20, expected, np.exp(fit.log_trace))
        expected = theory.accumulate_error(size, dimension, 19)[-1]
        yield row("error", setting, 20, expected, np.square(fit.mean).sum(axis=1))
    fit = last(gaussian_vector.Raw(), regimes.accumulate_subsample, 3, 20, 9, 6000, rng)
    expected = theory.accumulate_subsample_trace(20, 3, 9)[-1]
    yield row("trace", "accumulate_subsample on points, d=3, n=20", 10, expected, np.exp(fit.log_trace))


def last(
    model: Model[Any, GaussianVector],
    regime: Regime,
    dimension: int,
    size: int,
    generations: int,
    replicates: int,
    rng: np.random.Generator,
) -> GaussianVector:
    """Return the fit of the last generation."""
    truth = gaussian_vector.standard(dimension, replicates)
    *_, fit = recursion(model, regime, truth, size=size, generations=generations, rng=rng)
    return fit


def row(quantity: str, setting: str, fits: int, expected: float, samples: FloatArray) -> Row:
    """Compare the mean over replicates."""
    mean, error = estimate(samples)
    return Row(
        f"R12 {quantity}, {setting}",
        "",
        "derived",
        f"{setting}, {fits} fits",
        float(expected),
        float(mean),
        float(error),
    )
