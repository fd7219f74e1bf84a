"""Grown, mixed, biased and corrected loops, measured on the normal distribution and on words."""

from collections.abc import Iterator

import numpy as np

from collapse import biases, distances, regimes
from collapse.conformance import Row
from collapse.conformance._compare import compare
from collapse.estimate import FloatArray
from collapse.models import gaussian, zipf
from collapse.recursion import Regime, recursion
from collapse.theory import gaussian as theory
from collapse.theory import mixing, tilting

REPLICATES = 100_000


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure all rows of this family."""
    yield from grown(rng)
    yield from fresh(rng)
    yield from biased(rng)
    yield from corrected(rng)
    yield from fixed(rng)
    yield from tempered(rng)
    yield from disagreeing(rng)


def grown(rng: np.random.Generator) -> Iterator[Row]:
    """Growing synthetic data (halfway)."""
    params = last(regimes.growing, 100, 49, rng)
    setting = "growing, n=100, 50 fits, n times the error"
    yield compare("G16", setting, 100 * mixing.growing_error(100, 49)[-1], 100 * params.mean**2)
    params = last(regimes.growing, 5, 49, rng)
    yield compare(
        "G16 log variance", "growing, n=5, 50 fits", mixing.growing_log_variance(5, 49, 0)[-1], params.log_variance
    )
    params = last(regimes.growing, 1000, 49, rng)
    harmonic = float((1 / theory.fits(49)).sum())
    setting = "growing, n=1000, 50 fits, n times the error against the harmonic number"
    yield compare("R10", setting, harmonic, 1000 * params.mean**2, tolerance=0.02)


def fresh(rng: np.random.Generator) -> Iterator[Row]:
    """A share of fresh real data, also with a sampling bias."""
    params = last(regimes.mix_fresh(0.1), 1000, 39, rng)
    exact = 1000 * theory.mix_fresh_error(1000, 0.1, 39)[-1]
    yield compare("G17", "mix_fresh, 10 % real, n=1000, 40 fits, n times the error", exact, 1000 * params.mean**2)
    setting = "mix_fresh, 10 % real, n=1000, 40 fits: the limit"
    yield compare("R16", setting, theory.mix_fresh_cap(0.1), 1000 * params.mean**2, tolerance=0.03)
    params = last(regimes.biased(biases.variance(0.8), regimes.mix_fresh(0.5)), 200, 14, rng)
    loop = mixing.biased_mix_fresh(200, 0.5, 0.8, 14)
    setting = "mix_fresh, half real, lambda 0.8, n=200, 15 fits"
    yield compare("G18 variance", setting, loop.variance[-1], np.exp(params.log_variance))
    yield compare("G18 error", f"{setting}, n times the error", 200 * loop.error[-1], 200 * params.mean**2)


def biased(rng: np.random.Generator) -> Iterator[Row]:
    """Sampling with the variance times lambda, without real data."""
    params = last(regimes.biased(biases.variance(0.9)), 100, 20, rng, ddof=1)
    setting = "replace, lambda 0.9 in 20 samplings, n=100, unbiased"
    exact = mixing.biased_replace_log_variance(100, 0.9, 20, 1)[-1]
    yield compare(
        "R15", f"{setting}, log variance", exact, params.log_variance, source="alemohammad2024", reading="second-hand"
    )
    exact = 100 * mixing.biased_replace(100, 0.9, 20, 1).error[-1]
    yield compare("G19 error", f"{setting}, n times the error", exact, 100 * params.mean**2)


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


def fixed(rng: np.random.Generator) -> Iterator[Row]:
    """The first real data in every generation."""
    size, generations = 300, 15
    truth = zipf.zipf(30, 1.0, 10_000)
    fits = list(recursion(zipf.Exact(), regimes.mix_fixed(0.5), truth, size=size, generations=generations, rng=rng))
    first, final = (spread(params, 30) for params in (fits[0], fits[-1]))
    share = np.square(final - first).sum(axis=1) / (1 - np.square(first).sum(axis=1))
    alpha = 0.5
    exact = alpha**2 / size / (1 - alpha**2 * (1 - 1 / size))
    setting = (
        "mix_fixed, 30 words, 300 first and 300 synthetic tokens: squared distance from the first, over its diversity"
    )
    yield compare("D11", setting, exact, share, source="seddik2024", reading="second-hand")


def tempered(rng: np.random.Generator) -> Iterator[Row]:
    """A sampling temperature, with samples so large that chance plays no part."""
    truth = zipf.zipf(50, 1.0, 4)
    law = tilting.tempered(truth.probabilities[0], 0.8, 5)[-1]
    regime = regimes.biased(biases.temperature(0.8))
    params = list(recursion(zipf.Exact(), regime, truth, size=10**14, generations=5, rng=rng))[-1]
    setting = "50 words, temperature 0.8, 5 generations: entropy in nats"
    yield compare("R26", setting, float(-(law * np.log(law)).sum()), distances.entropy(params), tolerance=1e-4)


def disagreeing(rng: np.random.Generator) -> Iterator[Row]:
    """One run, three measures: log variance, divergence, and transport."""
    params = last(regimes.replace, 30, 59, rng)
    setting = "replace, n=30, 60 fits, maximum likelihood"
    drop = theory.replace_log_variance(30, 59, 0)[-1]
    yield compare("R41 log variance", setting, drop, params.log_variance)
    yield compare("R41 divergence", f"{setting}: grows without end", -drop / 2, distances.divergence(params))
    exact = theory.replace_wasserstein(30, 59, 0)[-1]
    yield compare("R41 transport", f"{setting}: levels off below 2", exact, distances.squared_wasserstein(params))


def last(regime: Regime, size: int, generations: int, rng: np.random.Generator, ddof: int = 0) -> gaussian.Gaussian:
    """Run the loop and return the last fits."""
    truth = gaussian.standard(REPLICATES)
    *_, params = recursion(gaussian.Exact(ddof), regime, truth, size=size, generations=generations, rng=rng)
    return params


def spread(params: zipf.Categorical, types: int) -> FloatArray:
    """Give the probabilities of all types."""
    whole = np.zeros((len(params.probabilities), types))
    whole[:, params.types] = params.probabilities
    return whole
