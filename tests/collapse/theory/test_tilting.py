"""Tilted laws: temperature, reward and choice against the sampling that leads to them."""

import math

import numpy as np
import pytest

from collapse import biases, curation, regimes
from collapse.models import zipf
from collapse.recursion import recursion
from collapse.theory import tilting

LAW = np.array([0.4, 0.3, 0.2, 0.1])
REWARD = np.array([0.0, 0.5, 1.0, 2.0])


def shared(replicates):
    return zipf.Categorical(np.arange(4), np.broadcast_to(LAW, (replicates, 4)))


@pytest.mark.parametrize(
    ("bias", "exact"),
    [
        (biases.temperature(0.7), tilting.tempered(LAW, 0.7, 5)),
        (biases.temperature(1.5), tilting.tempered(LAW, 1.5, 5)),
        (biases.rewarded(lambda types: REWARD[types]), tilting.rewarded(LAW, REWARD, 5)),
    ],
)
def test_biased_sampling_tilts_the_law(bias, exact):
    """With very many samples the fits are the closed law, in each generation."""
    rng = np.random.Generator(np.random.SFC64(1))
    fits = recursion(zipf.Exact(), regimes.biased(bias), shared(3), size=10**13, generations=5, rng=rng)
    found = np.array([params.probabilities for params in fits])
    assert found == pytest.approx(np.repeat(exact[:, np.newaxis], 3, axis=1), abs=1e-5)


@pytest.mark.parametrize("candidates", [1, 2, 5])
def test_choice_among_candidates(candidates):
    """The law of the chosen type is within 4 standard errors of its integral."""
    rng = np.random.Generator(np.random.SFC64(2))
    choice = curation.preferred(lambda types: REWARD[types], candidates)
    size = 200_000
    fits = list(recursion(zipf.Raw(), regimes.curated(choice), shared(1), size=size, generations=1, rng=rng))
    exact = tilting.preferred(fits[0].probabilities[0], REWARD, candidates)
    error = np.sqrt(exact * (1 - exact) / size)
    assert np.abs((fits[1].probabilities[0] - exact) / error).max() < 4


def test_integral_is_exact_for_one_two_and_very_many_candidates():
    """One candidate changes nothing, two have a closed law, and many come to the limit exp(reward)."""
    odds = np.exp(REWARD)
    two = 2 * LAW * (LAW * odds[:, np.newaxis] / (odds[:, np.newaxis] + odds)).sum(axis=1)
    assert tilting.preferred(LAW, REWARD, 1) == pytest.approx(LAW, abs=1e-12)
    assert tilting.preferred(LAW, REWARD, 2) == pytest.approx(two, abs=1e-12)
    assert tilting.preferred(LAW, REWARD, 10**7) == pytest.approx(tilting.rewarded(LAW, REWARD, 1)[1], abs=1e-6)


def test_reward_rises_and_entropy_falls():
    """A choice among infinitely many candidates raises the expected reward, as published, and narrows the law."""
    levels = np.linspace(0, 2, 21)
    law = tilting.rewarded(np.full(21, 1 / 21), levels, 10)
    assert (np.diff(law @ levels) > 0).all()
    entropy = -(law * np.log(law)).sum(axis=1)
    assert entropy[0] == pytest.approx(math.log(21))
    assert (np.diff(entropy) < 0).all()


def test_temperature_collapses_or_levels():
    """A cool sampler ends at the most frequent type, a warm one at all types alike."""
    assert tilting.tempered(LAW, 0.5, 20)[-1] == pytest.approx([1, 0, 0, 0])
    assert tilting.tempered(LAW, 2.0, 40)[-1] == pytest.approx(np.full(4, 0.25))
    assert tilting.tempered(LAW, 1.0, 40)[-1] == pytest.approx(LAW)
