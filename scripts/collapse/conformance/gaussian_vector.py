"""The normal distribution in several dimensions, also with fewer points than dimensions, against its exact values."""

from collections.abc import Iterator

import numpy as np

from collapse import metrics, regimes
from collapse.conformance import Row
from collapse.conformance._compare import compare, last
from collapse.models import gaussian_vector
from collapse.theory import gaussian_vector as theory


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure traces, log determinants and errors of the mean in the settings of kazdan2025 beyond one dimension."""
    yield from replaced(rng)
    exact = gaussian_vector.Exact()
    for dimension, size, replicates in ((10, 32, 7000), (31, 10, 3500)):
        truth = gaussian_vector.standard(dimension, replicates)
        fit = last(exact, regimes.accumulate, truth, size=size, fits=20, rng=rng)
        setting = f"accumulate, d={dimension}, n={size}, 20 fits"
        trace = theory.accumulate_trace(size, dimension, 19)[-1]
        yield compare(f"R12 trace, accumulate, d={dimension}, n={size}", setting, trace, np.exp(fit.log_trace))
        error = theory.accumulate_error(size, dimension, 19)[-1]
        squares = metrics.squared_error(fit)
        yield compare(f"R12 error, accumulate, d={dimension}, n={size}", setting, error, squares)
    truth = gaussian_vector.standard(3, 6000)
    fit = last(gaussian_vector.Raw(), regimes.accumulate_subsample, truth, size=20, fits=10, rng=rng)
    setting = "accumulate_subsample on points, d=3, n=20, 10 fits"
    expected = theory.accumulate_subsample_trace(20, 3, 9)[-1]
    yield compare("R12 trace, accumulate_subsample, d=3", setting, expected, np.exp(fit.log_trace))


def replaced(rng: np.random.Generator) -> Iterator[Row]:
    """Measure replace: log determinants over ten fits, and the heavy-tailed trace over three."""
    for dimension, size, ddof, replicates in ((31, 100, 0, 4000), (10, 100, 1, 4000), (3, 10, 0, 40_000)):
        truth = gaussian_vector.standard(dimension, replicates)
        fit = last(gaussian_vector.Exact(ddof), regimes.replace, truth, size=size, fits=10, rng=rng)
        setting = f"replace, d={dimension}, n={size}, ddof={ddof}, 10 fits"
        expected = theory.replace_log_determinant(size, dimension, 9, ddof)[-1]
        yield compare(f"R12 log determinant, d={dimension}, n={size}", setting, expected, fit.log_determinant)
    spread = theory.replace_log_determinant_variance(size, dimension, 9)[-1]
    squares = np.square(fit.log_determinant - fit.log_determinant.mean())
    yield compare(f"R12 log determinant variance, d={dimension}, n={size}", setting, spread, squares)
    for dimension, size, replicates in ((3, 100, 20_000), (31, 10, 4000)):
        truth = gaussian_vector.standard(dimension, replicates)
        fit = last(gaussian_vector.Exact(), regimes.replace, truth, size=size, fits=3, rng=rng)
        setting = f"replace, d={dimension}, n={size}, 3 fits"
        expected = theory.replace_trace(size, dimension, 2, ddof=0)[-1]
        yield compare(f"R12 trace, replace, d={dimension}, n={size}", setting, expected, np.exp(fit.log_trace))
        error = theory.replace_error(size, dimension, 2, ddof=0)[-1]
        squares = metrics.squared_error(fit)
        yield compare(f"R12 error, replace, d={dimension}, n={size}", setting, error, squares)
