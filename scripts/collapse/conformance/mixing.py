"""Loops with some real data in them: grown, new in each generation, always the same, or less and less of them."""

import math
from collections.abc import Iterator

import numpy as np

from collapse import metrics, regimes
from collapse.conformance import Row, _compare
from collapse.conformance._compare import compare
from collapse.models import gaussian, zipf
from collapse.numerics.generations import select
from collapse.recursion import Regime, recursion
from collapse.theory import gaussian as theory
from collapse.theory import mixing

REPLICATES = 100_000


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure all rows of this family."""
    yield from grown(rng)
    yield from fresh(rng)
    yield from grown_mixtures(rng)
    yield from partly_real_pools(rng)
    yield from fixed(rng)


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
    """A share of fresh real data."""
    params = last(regimes.mix_fresh(0.1), 1000, 39, rng)
    exact = 1000 * theory.mix_fresh_error(1000, 0.1, 39)[-1]
    yield compare("G17", "mix_fresh, 10 % real, n=1000, 40 fits, n times the error", exact, 1000 * params.mean**2)
    setting = "mix_fresh, 10 % real, n=1000, 40 fits: the limit"
    yield compare("R16", setting, theory.mix_fresh_cap(0.1), 1000 * params.mean**2, tolerance=0.03)


def grown_mixtures(rng: np.random.Generator) -> Iterator[Row]:
    """Real data in samples that grow: a constant share of them, and one that falls and still recovers the truth."""
    size, count = 20, 50
    truth = zipf.zipf(50, 1.0, 4000)
    for name, regime, shares in (
        ("R31 constant share", regimes.mix_fresh(0.1), np.full(count, 0.1)),
        ("R33 falling share", regimes.mix_decaying(0.5), theory.fits(count - 1) ** -0.5),
    ):
        params = _compare.last(zipf.Exact(), regimes.grown(regime), truth, size=size, fits=count, rng=rng)
        lost = metrics.squared_distance(params, truth) / metrics.diversity(truth)
        setting = f"grown, 50 words, n={size}, {count} fits, {shares[-1]:.0%} real at last: n times the error"
        yield compare(name, setting, size * mixing.grown_mixture_error(size, shares)[-1], size * lost)
    count = 200
    fit = last(regimes.grown(regimes.mix_decaying(0.25)), 100, count - 1, rng)
    limit = theory.mix_fresh_cap(count**-0.25)
    setting = f"grown, a share of t^-1/4 real, n=100, t={count} fits: n t times the error, as at that share"
    yield compare("R33 recovery", setting, limit, 100 * count * fit.mean**2, tolerance=0.03)


def partly_real_pools(rng: np.random.Generator) -> Iterator[Row]:
    """All data are kept and a share of the new is real: the error falls with that share or as it would without."""
    size, count = 20, 50
    for share in (0.2, 0.8):
        params = last(regimes.mix_fresh(share, regimes.accumulate), size, count - 1, rng)
        setting = f"accumulate, {share:.0%} of new data real, n={size}, {count} fits: n times the error"
        expected = size * mixing.mix_fresh_accumulate_error(size, share, count - 1)[-1]
        yield compare(f"R32 {share:.0%} real", setting, expected, size * params.mean**2)
    # With little real data both errors have the same chance in them; with much of it they are nearly independent.
    for share, rate, few, many, replicates in ((0.2, 0.2, 300, 3000, 4000), (0.8, 0.5, 100, 1000, 40_000)):
        regime = regimes.mix_fresh(share, regimes.accumulate)
        early, late = squared_errors(regime, 100, [few, many], replicates, rng)
        found = math.log(early / late) / 2 / math.log(many / few)
        setting = f"accumulate, {share:.0%} of new data real, {few} to {many:,} fits: rate of the root of the error"
        yield Row(f"R32 rate, {share:.0%} real", "wang2026", "primary", setting, rate, found, 0.0, tolerance=0.025)


def squared_errors(
    regime: Regime, size: int, fits: list[int], replicates: int, rng: np.random.Generator
) -> list[float]:
    """Give the mean squared errors after so many fits of the normal model."""
    truth = gaussian.standard(replicates)
    found = recursion(gaussian.Exact(), regime, truth, size=size, generations=fits[-1] - 1, rng=rng)
    return [float(metrics.squared_error(params).mean()) for params in select(found, np.array(fits) - 1)]


def fixed(rng: np.random.Generator) -> Iterator[Row]:
    """The first real data in every generation."""
    size, generations = 300, 15
    truth = zipf.zipf(30, 1.0, 10_000)
    fits = list(recursion(zipf.Exact(), regimes.mix_fixed(0.5), truth, size=size, generations=generations, rng=rng))
    first, final = (metrics.aligned(params, 30) for params in (fits[0], fits[-1]))
    share = np.square(final - first).sum(axis=1) / (1 - np.square(first).sum(axis=1))
    alpha = 0.5
    exact = alpha**2 / size / (1 - alpha**2 * (1 - 1 / size))
    setting = (
        "mix_fixed, 30 words, 300 first and 300 synthetic tokens: squared distance from the first, over its diversity"
    )
    yield compare("D11", setting, exact, share, source="seddik2024", reading="second-hand")
    for name, regime, closed_form in (
        ("mix_fixed", regimes.mix_fixed, mixing.mix_fixed_error),
        ("mix_resampled", regimes.mix_resampled, mixing.mix_resampled_error),
    ):
        fit = _compare.last(gaussian.Raw(), regime(0.25), gaussian.standard(60_000), size=20, fits=13, rng=rng)
        setting = f"{name}, a quarter of the data from the first 20, 13 fits: n times the error"
        yield compare(f"{name} error", setting, 20 * closed_form(20, 0.25, 12)[-1], 20 * fit.mean**2)


def last(regime: Regime, size: int, generations: int, rng: np.random.Generator) -> gaussian.Gaussian:
    """Run the loop of the normal model and return the last fits."""
    truth = gaussian.standard(REPLICATES)
    return _compare.last(gaussian.Exact(), regime, truth, size=size, fits=generations + 1, rng=rng)
