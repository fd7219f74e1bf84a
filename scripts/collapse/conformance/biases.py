"""Models that sample otherwise than they were fitted: narrower, cooler, or corrected towards the truth."""

from collections.abc import Iterator

import numpy as np

from collapse import biases, regimes
from collapse.conformance import Row, _compare
from collapse.conformance._compare import compare
from collapse.metrics import distances
from collapse.models import gaussian, zipf
from collapse.recursion import Regime, recursion
from collapse.theory import mixing, tilting

REPLICATES = 100_000


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure all rows of this family."""
    yield from narrowed(rng)
    yield from narrowed_mixture(rng)
    yield from corrected(rng)
    yield from tempered(rng)


def narrowed(rng: np.random.Generator) -> Iterator[Row]:
    """Sampling with the variance times lambda, without real data."""
    params = last(regimes.biased(biases.variance(0.9)), 100, 20, rng, ddof=1)
    setting = "replace, lambda 0.9 in 20 samplings, n=100, unbiased"
    exact = mixing.biased_replace_log_variance(100, 0.9, 20, 1)[-1]
    yield compare(
        "R15", f"{setting}, log variance", exact, params.log_variance, source="alemohammad2024", reading="second-hand"
    )
    exact = 100 * mixing.biased_replace(100, 0.9, 20, 1).error[-1]
    yield compare("G19 error", f"{setting}, n times the error", exact, 100 * params.mean**2)


def narrowed_mixture(rng: np.random.Generator) -> Iterator[Row]:
    """The same bias with a share of fresh real data."""
    params = last(regimes.biased(biases.variance(0.8), regimes.mix_fresh(0.5)), 200, 14, rng)
    loop = mixing.biased_mix_fresh(200, 0.5, 0.8, 14)
    setting = "mix_fresh, half real, lambda 0.8, n=200, 15 fits"
    yield compare("G18 variance", setting, loop.variance[-1], np.exp(params.log_variance))
    yield compare("G18 error", f"{setting}, n times the error", 200 * loop.error[-1], 200 * params.mean**2)
    params = last(regimes.biased(biases.variance(0.8), regimes.mix_fresh(0.1)), 1000, 30, rng)
    limit = mixing.biased_mix_fresh_variance_limit(0.1, 0.8)
    setting = "mix_fresh, 10 % real, lambda 0.8, n=1000, 31 fits: variance, the limit"
    yield compare("G18 limit", setting, limit, np.exp(params.log_variance), tolerance=0.02)


def corrected(rng: np.random.Generator) -> Iterator[Row]:
    """Samples that are moved towards the truth."""
    regime = regimes.biased(biases.corrected(0.5))
    truth = gaussian.standard(2 * REPLICATES)
    before, after = recursion(gaussian.Exact(), regime, truth, size=20, generations=1, rng=rng)
    slope = float(before.mean @ after.mean / (before.mean @ before.mean))
    residual = after.mean - slope * before.mean
    error = float(residual.std() / np.linalg.norm(before.mean))
    setting = "strength 0.5: what is left of an error after one generation"
    yield Row("R30", "gillman2024", "second-hand", setting, 1 / 1.5, slope, error)
    params = last(regime, 20, 12, rng)
    exact = 20 * mixing.corrected_replace(20, 0.5, 12).error[-1]
    yield compare("R30 error", "replace, corrected with strength 0.5, n=20, 13 fits", exact, 20 * params.mean**2)
    params = last(regime, 1000, 15, rng)
    setting = "replace, corrected with strength 0.5, n=1000, 16 fits: n times the error, the limit"
    yield compare("R30 limit", setting, mixing.corrected_error_cap(0.5), 1000 * params.mean**2, tolerance=0.03)


def tempered(rng: np.random.Generator) -> Iterator[Row]:
    """A sampling temperature, with samples so large that chance plays no part."""
    truth = zipf.zipf(50, 1.0, 4)
    law = tilting.tempered(truth.probabilities[0], 0.8, 5)[-1]
    regime = regimes.biased(biases.temperature(0.8))
    params = _compare.last(zipf.Exact(), regime, truth, size=10**14, fits=6, rng=rng)
    setting = "50 words, temperature 0.8, 5 generations: entropy in nats"
    yield compare("R26 D12", setting, float(-(law * np.log(law)).sum()), distances.entropy(params), tolerance=1e-4)


def last(regime: Regime, size: int, generations: int, rng: np.random.Generator, ddof: int = 0) -> gaussian.Gaussian:
    """Run the loop of the normal model and return the last fits."""
    truth = gaussian.standard(REPLICATES)
    return _compare.last(gaussian.Exact(ddof), regime, truth, size=size, fits=generations + 1, rng=rng)
