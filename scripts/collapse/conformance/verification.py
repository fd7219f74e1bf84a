"""Verifiers, votes and preferences, measured through the loop they act in."""

import math
from collections.abc import Iterator
from typing import Any, TypeVar

import numpy as np

from collapse import biases, curation, metrics, regimes
from collapse.conformance import Row, _compare
from collapse.conformance._compare import compare
from collapse.curation import verifiers
from collapse.models import gaussian, zipf
from collapse.numerics.estimate import FloatArray
from collapse.recursion import Model, Regime, recursion
from collapse.theory import tilting, verification

Params = TypeVar("Params")
LEVELS = np.linspace(0, 2, 21)


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure all rows of this family."""
    yield from labels(rng)
    yield from varieties(rng)
    yield from votes(rng)
    yield from judges(rng)
    yield from preferences(rng)
    yield from small_loops(rng)
    yield from first_models(rng)


def labels(rng: np.random.Generator) -> Iterator[Row]:
    """Right and wrong labels under a noisy verifier."""
    wrong = verification.error_threshold(0.8, 0.2)
    shares = right_shares(1 - wrong, 0.8, 0.2, 1, rng)
    setting = "labels wrong at the rate p*=0.8, keep rates 0.8 and 0.2: right after one round"
    yield compare("V1", setting, 0.5, shares, source="feng2025", reading="second-hand")
    for rounds in (2, 4):
        exact = float(verification.accuracy(0.2, 1, 0.5, rounds)[-1])
        shares = right_shares(0.2, 1, 0.5, rounds, rng)
        yield compare(f"V2 t={rounds}", f"right from 0.2, keep rates 1 and 0.5, {rounds} rounds", exact, shares)


def right_shares(start: float, right: float, wrong: float, rounds: int, rng: np.random.Generator) -> FloatArray:
    """Run a loop of two types, of which type 0 is right, on samples so large that their noise averages out."""
    judge = verifiers.noisy(lambda types: types == 0, right, wrong)
    truth = zipf.law(np.array([start, 1 - start]), 200)
    return final(zipf.Exact(), regimes.verified(judge), truth, 1_000_000, rounds, rng=rng).probabilities[:, 0]


def varieties(rng: np.random.Generator) -> Iterator[Row]:
    """The variety of right answers under an exact verifier."""
    truth = zipf.law(np.concatenate([np.full(20, 0.01), np.full(80, 0.01)]), 3000)
    regime = regimes.verified(verifiers.exact(lambda types: types < 20))
    fits = list(recursion(zipf.Exact(), regime, truth, size=500, generations=13, rng=rng))
    start, end = metrics.diversity(fits[1]), metrics.diversity(fits[-1])
    share = float(end.mean() / start.mean())
    error = float((end - share * start).std() / start.mean() / math.sqrt(len(end)))
    setting = "exact verifier, n=500, 20 right types, 12 rounds: diversity left among the right"
    yield Row("V3", "", "derived", setting, float(verification.correct_diversity(500, 12)[-1]), share, error)
    gone = [params.probabilities[:, params.types >= 20].sum(axis=1).mean() for params in fits[1:]]
    setting = "the same run: share of right answers, while their diversity falls"
    yield Row("R27", "", "derived", setting, 1.0, 1 - max(float(share) for share in gone), 0.0)


def votes(rng: np.random.Generator) -> Iterator[Row]:
    """The answer that most of fifteen draws give."""
    for chance in (0.45, 0.7):
        truth = zipf.law(np.array([1 - chance, chance]), 100)
        params = final(zipf.Raw(), regimes.curated(curation.voted(15)), truth, 4000, 1, rng=rng)
        before = verifiers.more_than_half(chance, 15)
        setting = f"majority of 15 answers that are right with chance {chance}"
        yield compare(f"V4 p={chance}", setting, float(before), params.probabilities[:, 1], tolerance=0.02)


def judges(rng: np.random.Generator) -> Iterator[Row]:
    """Verifiers with a centre of their own."""
    judge = regimes.biased(biases.known_variance(), regimes.verified(verifiers.within(1.0, 1.0)))
    one, two = list(recursion(gaussian.Raw(), judge, gaussian.standard(100), size=40_000, generations=2, rng=rng))[1:]
    means = verification.verified_mean(0.0, 1.0, 1.0, 2)
    setting = "known variance, verifier's centre 1 and radius 1: distance from it after one round"
    yield compare("V5", setting, 1 - means[1], 1 - one.mean)
    left = float((1 - two.mean).mean() / (1 - one.mean).mean())
    setting = "the same loop: what a second round leaves of the distance, against the truncated variance"
    exact = verification.truncated_variance(1.0)
    yield Row("R23", "", "derived", setting, exact, left, 0.0, tolerance=0.02)
    judge = regimes.verified(verifiers.resembling(0.0, 3.0))
    params = final(gaussian.Raw(), judge, gaussian.standard(100), 10_000, 12, rng=rng)
    setting = "chance to pass exp(-x^2/18), n=10,000, 12 rounds: variance left"
    exact = float(verification.resembling_variance(3.0, 12)[-1])
    yield compare("R34", setting, exact, np.exp(params.log_variance), tolerance=0.01)
    judge = regimes.verified(verifiers.resembling(1.0, 3.0))
    params = final(gaussian.Raw(), judge, gaussian.standard(100), 10_000, 6, rng=rng)
    setting = "chance to pass exp(-(x-1)^2/18), n=10,000, 6 rounds: mean"
    yield compare("R34 mean", setting, verification.resembling_mean(1.0, 3.0, 6)[-1], params.mean)


def preferences(rng: np.random.Generator) -> Iterator[Row]:
    """A choice among candidates by reward."""
    uniform = zipf.law(np.full(21, 1 / 21), 20)
    limit = tilting.rewarded(uniform.probabilities[0], LEVELS, 5)[-1]
    regime = regimes.biased(biases.rewarded(lambda types: LEVELS[types]))
    found = final(zipf.Exact(), regime, uniform, 10**10, 5, rng=rng).probabilities
    setting = "21 levels of reward, infinitely many candidates, 5 rounds"
    yield compare("V6 reward", setting, limit @ LEVELS, found @ LEVELS, source="ferbach2024", reading="second-hand")
    spread = found @ LEVELS**2 - (found @ LEVELS) ** 2
    exact = limit @ LEVELS**2 - (limit @ LEVELS) ** 2
    yield compare("V6 variance", setting, exact, spread, source="ferbach2024", reading="second-hand")
    for name, candidates, rounds in [("V7 K=4", 4, 5), ("R24 K=64", 64, 1)]:
        chosen = uniform.probabilities[0]
        for _ in range(rounds):
            chosen = tilting.preferred(chosen, LEVELS, candidates)
        regime = regimes.curated(curation.preferred(lambda types: LEVELS[types], candidates))
        found = final(zipf.Raw(), regime, uniform, 20_000, rounds, rng=rng).probabilities
        setting = f"21 levels of reward, {candidates} candidates, {rounds} rounds: expected reward"
        yield compare(name, setting, chosen @ LEVELS, levels(found) @ LEVELS)


def small_loops(rng: np.random.Generator) -> Iterator[Row]:
    """Right answers and their diversity where a training set is small, under a weak verifier."""
    truth = zipf.law(np.concatenate([np.full(10, 0.03), np.full(10, 0.07)]), 8000)
    regime = regimes.verified(verifiers.noisy(lambda types: types < 10, 1.0, 0.9))
    params = final(zipf.Exact(), regime, truth, 50, 20, rng=rng)
    right = metrics.aligned(params, 20)[:, :10]
    exact = verification.finite_loop(0.3, 1.0, 0.9, 50, 20)
    setting = "right from 0.3, keep rates 1 and 0.9, n=50, 21 fits"
    yield compare("V2 n=50", setting, float(exact.accuracy[-1]), right.sum(axis=1))
    setting += ": diversity left among the right"
    yield compare("V3 n=50", setting, float(exact.diversity[-1]), metrics.diversity_among(right) / 0.9)


def first_models(rng: np.random.Generator) -> Iterator[Row]:
    """A judge with a centre of its own, and first models that were fitted to a few real points."""
    few = _compare.last(gaussian.Raw(), regimes.replace, gaussian.standard(1500), size=10, fits=1, rng=rng)
    judge = regimes.biased(biases.known_variance(), regimes.verified(verifiers.within(0.5, 2.0)))
    params = final(gaussian.Raw(), judge, biases.known_variance()(few), 400, 12, rng=rng)
    exact = float(verification.verified_error(10, 0.5, 2.0, 400, 12)[-1])
    setting = "known variance, 10 real points, verifier's centre 0.5 and radius 2, n=400, 12 rounds: error of the mean"
    yield compare("R23 error", setting, exact, metrics.squared_error(params))


def levels(probabilities: FloatArray) -> FloatArray:
    """Refuse to read rewards off columns that are not the levels."""
    if probabilities.shape[1] != len(LEVELS):
        raise ValueError(f"{probabilities.shape[1]} types are left; all {len(LEVELS)} are needed: draw more samples")
    return probabilities


def final(
    model: Model[Any, Params], regime: Regime, truth: Params, size: int, generations: int, *, rng: np.random.Generator
) -> Params:
    """Run the loop and return the last fits."""
    return _compare.last(model, regime, truth, size=size, fits=generations + 1, rng=rng)
