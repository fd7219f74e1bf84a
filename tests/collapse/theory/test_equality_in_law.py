"""A shortcut earns its place: exact models agree with raw samples in law, and the same check catches planted faults."""

import itertools

import numpy as np
import pytest
from scipy.stats import ks_2samp

from collapse import metrics, regimes
from collapse.models import gaussian, zipf
from collapse.recursion import recursion

pytestmark = pytest.mark.slow  # many runs of each law

REPLICATES = 20_000
GENERATIONS = 4
MOST_DEVIATIONS = 4.0
LEAST_PROBABILITY = 1e-4
"""For a KS test; about a hundred are made here, with fixed seeds."""

REGIMES = {
    "replace": regimes.replace,
    "accumulate": regimes.accumulate,
    "accumulate_subsample": regimes.accumulate_subsample,
    "mix_fresh": regimes.mix_fresh(0.4),
    "weighted": regimes.weighted(0.618),
}


def gaussian_quantities(model, regime, size, seed):
    """Mean, spread and what they do together: a fault in their independence shows only jointly."""
    rng = np.random.Generator(np.random.SFC64(seed))
    truth = gaussian.standard(REPLICATES)
    *_, before, last = recursion(model, regime, truth, size=size, generations=GENERATIONS, rng=rng)
    step, growth = last.mean - before.mean, last.log_variance - before.log_variance
    return {
        "mean": last.mean,
        "log variance": last.log_variance,
        "mean against spread": np.log(np.abs(last.mean)) - last.log_variance / 2,
        "step against spread": np.log(np.abs(step)) - last.log_variance / 2,
        "step with growth": np.log(np.abs(step)) * growth,
        "deviation": np.exp(last.log_variance / 2),
    }


def zipf_quantities(model, regime, size, seed):
    """Diversity, words alive, the most frequent word, and how two words go together."""
    rng = np.random.Generator(np.random.SFC64(seed))
    truth = zipf.zipf(4, 1.0, REPLICATES)
    *_, last = recursion(model, regime, truth, size=size, generations=GENERATIONS, rng=rng)
    shares = metrics.aligned(last, 4)
    return {
        "diversity": metrics.diversity(last),
        "alive": metrics.surviving_types(last),
        "first": shares[:, 0],
        "first with last": shares[:, 0] * shares[:, 3],
        "missing": metrics.missing_mass(last, truth),
    }


def disagreements(one, other):
    """List the quantities whose first two moments, or whose laws, differ by more than chance."""
    found = []
    for name in one:
        for power in (1, 2):
            first, second = one[name] ** power, other[name] ** power
            error = np.sqrt((first.var() + second.var()) / REPLICATES)
            if abs(first.mean() - second.mean()) > MOST_DEVIATIONS * error:
                found.append(f"{name}: moment {power}")
        # Shares are sums of weights: in another order they differ in their last digits, which is no other law.
        if ks_2samp(one[name].round(9), other[name].round(9)).pvalue < LEAST_PROBABILITY:
            found.append(f"{name}: law")
    return found


# An unbiased fit refuses weights.
@pytest.mark.parametrize(
    ("regime", "ddof"), [*itertools.product(["replace", "accumulate", "mix_fresh"], [0, 1]), ("weighted", 0)]
)
@pytest.mark.parametrize("size", [3, 5])
def test_gaussian_moments_agree_with_points(size, ddof, regime):
    """The exact model has the law of the raw one, in samples so small that no limit theorem helps."""
    raw = gaussian_quantities(gaussian.Raw(ddof), REGIMES[regime], size, seed=1)
    exact = gaussian_quantities(gaussian.Exact(ddof), REGIMES[regime], size, seed=2)
    assert disagreements(raw, exact) == []


@pytest.mark.parametrize("regime", REGIMES)
@pytest.mark.parametrize("size", [3, 5])
def test_zipf_counts_agree_with_tokens(size, regime):
    """The exact model has the law of the raw one under every regime, with fewer tokens than types and with more."""
    raw = zipf_quantities(zipf.Raw(), REGIMES[regime], size, seed=3)
    exact = zipf_quantities(zipf.Exact(), REGIMES[regime], size, seed=4)
    assert disagreements(raw, exact) == []


class DegreesOffByOne(gaussian.Exact):
    """Draws the scatter with n degrees of freedom."""

    def sample(self, params, size, rng):
        """Add one squared normal."""
        right = super().sample(params, size, rng)
        extra = np.log(rng.standard_normal(len(params.mean)) ** 2) + params.log_variance
        return right._replace(log_scatter=np.logaddexp(right.log_scatter, extra))


class MeanFromNewDeviation(gaussian.Exact):
    """Draws the mean with the deviation of the new sample in place of the model's."""

    def sample(self, params, size, rng):
        """Draw the mean again, after the scatter."""
        right = super().sample(params, size, rng)
        new = np.exp((right.log_scatter - np.log(size)) / 2) / np.sqrt(size)
        return right._replace(mean=params.mean + new * rng.standard_normal(len(params.mean)))


class ScatterWithinOnly(gaussian.Exact):
    """Forgets, when pooling, that the means differ."""

    def pool(self, first, second):
        """Add the scatters only."""
        right = super().pool(first, second)
        return right._replace(log_scatter=np.logaddexp(first.log_scatter, second.log_scatter))


class WeightOfCountOnly(gaussian.Exact):
    """Weighs the count and not the scatter."""

    def weigh(self, data, weight):
        """Leave the scatter as it was."""
        return super().weigh(data, weight)._replace(log_scatter=data.log_scatter)


GAUSSIAN_FAULTS = {
    "degrees of freedom off by one": (DegreesOffByOne(), "replace"),
    "ddof swapped": (gaussian.Exact(ddof=1), "replace"),
    "mean drawn with the new deviation": (MeanFromNewDeviation(), "replace"),
    "means pooled without their distance": (ScatterWithinOnly(), "accumulate"),
    "scatter not weighed": (WeightOfCountOnly(), "weighted"),
}


@pytest.mark.parametrize("fault", GAUSSIAN_FAULTS)
@pytest.mark.parametrize("size", [3, 5])
def test_planted_gaussian_faults_are_caught(size, fault):
    """The check that the exact model passes fails for each wrong one."""
    model, regime = GAUSSIAN_FAULTS[fault]
    raw = gaussian_quantities(gaussian.Raw(), REGIMES[regime], size, seed=1)
    assert disagreements(raw, gaussian_quantities(model, REGIMES[regime], size, seed=2))


class OneTokenMore(zipf.Exact):
    """Draws a token too many."""

    def sample(self, params, size, rng):
        """Ask for one more."""
        return super().sample(params, size + 1, rng)


class SubsampleWithReplacement(zipf.Exact):
    """Draws the subsample with replacement."""

    def subsample(self, data, size, rng):
        """Draw by the multinomial law."""
        return zipf.Counts(data.types, rng.multinomial(size, self.fit(data).probabilities).astype(float))


class HalfThePool(zipf.Exact):
    """Keeps, when pooling, half of each count."""

    def pool(self, first, second):
        """Round the halves up."""
        right = super().pool(first, second)
        return right._replace(counts=np.ceil(right.counts / 2))


ZIPF_FAULTS = {
    "a token too many": (OneTokenMore(), "replace"),
    "subsample with replacement": (SubsampleWithReplacement(), "accumulate_subsample"),
    "half the counts pooled": (HalfThePool(), "accumulate"),
}


@pytest.mark.parametrize("fault", ZIPF_FAULTS)
@pytest.mark.parametrize("size", [3, 5])
def test_planted_zipf_faults_are_caught(size, fault):
    """The check that the exact model passes fails for each wrong one."""
    model, regime = ZIPF_FAULTS[fault]
    raw = zipf_quantities(zipf.Raw(), REGIMES[regime], size, seed=3)
    assert disagreements(raw, zipf_quantities(model, REGIMES[regime], size, seed=4))
