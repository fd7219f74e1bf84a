"""Words that are sampled again and again: how their diversity falls, and which of them survive."""

from collections.abc import Iterator

import numpy as np

from collapse import metrics, regimes
from collapse.conformance import Row, _compare
from collapse.conformance._compare import compare
from collapse.models import zipf
from collapse.models.zipf import Categorical
from collapse.numerics.estimate import FloatArray
from collapse.recursion import Regime, recursion
from collapse.theory import exponential_families, gaussian
from collapse.theory import zipf as theory


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure all rows of this family."""
    yield from diversity(rng)
    yield from accumulated(rng)
    yield from fixation(rng)
    yield from subsampled(rng)
    yield from mixed(rng)
    yield from tokens_one_by_one(rng)


def diversity(rng: np.random.Generator) -> Iterator[Row]:
    """The chance that two tokens differ, or agree, under replace."""
    truth = zipf.law(np.full(50, 1 / 50), 3000)
    share = metrics.diversity(last(regimes.replace, truth, 200, 100, rng)) / metrics.diversity(truth)
    setting = "replace, 50 equal types, n=200, 100 corpora: share of diversity kept"
    exact = theory.replace_diversity(200, 99)[-1]
    yield compare("D1", setting, exact, share, source="seddik2024", reading="second-hand")
    truth = zipf.zipf(50, 1.0, 4000)
    found = 1 - metrics.diversity(last(regimes.replace, truth, 100, 50, rng))
    exact = 1 - theory.replace_diversity(100, 49)[-1] * metrics.diversity(truth)[0]
    setting = "replace, 50 types by Zipf's law, n=100, 50 corpora: chance that two tokens agree"
    yield compare("R8", setting, exact, found, source="seddik2024", reading="second-hand")


def accumulated(rng: np.random.Generator) -> Iterator[Row]:
    """The diversity that is left where all tokens are kept."""
    truth = zipf.zipf(50, 1.0, 20_000)
    params = last(regimes.accumulate, truth, 10, 50, rng)
    lost = metrics.squared_distance(params, truth) / metrics.diversity(truth)
    setting = "accumulate, 50 types by Zipf's law, n=10, 50 corpora: n times the diversity lost"
    exact = 1 - theory.accumulate_diversity(10, 49)[-1]
    yield compare("G13 words", setting, 10 * exact, 10 * lost)


def fixation(rng: np.random.Generator) -> Iterator[Row]:
    """One type is left in the end: which, and when."""
    size, shares = 100, np.array([0.6, 0.3, 0.1])
    truth = zipf.law(shares, 20_000)
    waiting = np.ones(len(truth.probabilities), dtype=bool)
    time, winner = np.zeros(len(waiting)), np.zeros(len(waiting))
    fits = recursion(zipf.Exact(), regimes.replace, truth, size=size, generations=10**5, rng=rng)
    for count, params in enumerate(fits, 1):
        ended = waiting & (params.probabilities.max(axis=1) == 1)
        time[ended], winner[ended] = count, params.types[params.probabilities[ended].argmax(axis=1)]
        waiting &= ~ended
        if not waiting.any():
            break
    setting = f"replace, three types with probabilities 0.6, 0.3 and 0.1, n={size}"
    source, reading = "shumailov2024", "second-hand"
    yield compare("D3", f"{setting}: chance that the first is the one left", shares[0], winner == 0,
                  source=source, reading=reading)  # fmt: skip
    yield compare("D2", f"{setting}: corpora until one is left", fixation_time(shares, size), time, tolerance=0.025)
    truth = zipf.law(np.array([0.0005, 0.9995]), 50_000)
    absent = 1 - metrics.aligned(last(regimes.replace, truth, 1000, 1, rng), 2)[:, 0].astype(bool)
    setting = "a type of probability 0.0005, 1,000 draws: chance that it is absent"
    exact = 1 - exponential_families.bernoulli_survival(1000, 0.0005, 0)[0]
    yield compare("R4", setting, exact, absent, source=source, reading=reading)


def fixation_time(shares: FloatArray, size: int) -> float:
    """Give the expected number of corpora until one type is left: -2n times the sum of (1 - p) log(1 - p).

    In the diffusion limit of large samples; type i is left with probability p, and if so, then after -2n (1 - p)
    log(1 - p) / p corpora on average (derived here from the time to fixation that is known in genetics). For k equal
    types it is about 2n (1 - 1/(2k)).

    Args:
        shares: the probabilities p of the types, of shape (types,), each below 1.
        size: n, tokens in a corpus.

    Returns:
        The time in corpora.
    """
    return float(-2 * size * np.sum((1 - shares) * np.log1p(-shares)))


def subsampled(rng: np.random.Generator) -> Iterator[Row]:
    """A growing pool of tokens under a fixed budget: between accumulate and replace, and with a limit."""
    size, count, types = 1000, 150, 100
    truth = zipf.law(np.full(types, 1 / types), 900)
    params = last(regimes.accumulate_subsample, truth, size, count, rng)
    lost = metrics.squared_distance(params, truth) / metrics.diversity(truth)
    setting = f"accumulate_subsample, {types} equal types, n={size}, {count} corpora: n times the diversity lost"
    exact = 1 - theory.accumulate_subsample_diversity(size, count - 1)[-1]
    yield compare("G15 words", setting, size * exact, size * lost)
    limit = gaussian.ACCUMULATE_SUBSAMPLE_LIMIT
    yield compare("R13", f"{setting}, the limit", limit, size * lost, tolerance=0.03)


def mixed(rng: np.random.Generator) -> Iterator[Row]:
    """A share of fresh real text."""
    for fraction in (0.5, 0.1):
        truth = zipf.zipf(50, 1.0, 4000)
        params = last(regimes.mix_fresh(fraction), truth, 500, 30, rng)
        lost = 1 - theory.mix_fresh_diversity(500, fraction, 29)[-1]
        setting = f"mix_fresh, {fraction:.0%} real, 50 types by Zipf's law, n=500, 30 corpora: squared distance"
        exact = lost * metrics.diversity(truth)[0]
        yield compare(f"D10 f={fraction}", setting, exact, metrics.squared_distance(params, truth))


def tokens_one_by_one(rng: np.random.Generator) -> Iterator[Row]:
    """A corpus small enough to draw whole, of a vocabulary larger than that."""
    exponent, types, tokens = 1.2, 200_000, 100_000
    truth = zipf.zipf(types, exponent, 20)
    bins = theory.rank_bins(types, exponent)
    fits = recursion(zipf.Exact(), regimes.replace, truth, size=tokens, generations=29, rng=rng)
    for count, params in enumerate(fits, 1):
        if count in (1, 10, 30):
            setting = f"Zipf's law, exponent {exponent}, {types:,} types, {tokens:,} tokens, corpus {count}"
            alive = theory.types_alive(bins, tokens, count - 1)[-1]
            yield compare(f"D6 k={count}", f"{setting}: types alive", alive, metrics.surviving_types(params))
            missing = theory.missing_mass(bins, tokens, count - 1)[-1]
            yield compare(f"D7 k={count}", f"{setting}: missing mass", missing, metrics.missing_mass(params, truth))


def last(regime: Regime, truth: Categorical, size: int, fits: int, rng: np.random.Generator) -> Categorical:
    """Return the last of so many fits."""
    return _compare.last(zipf.Exact(), regime, truth, size=size, fits=fits, rng=rng)
