"""Several models: alone they are as many loops, and each is given whole points of the others."""

import numpy as np
import pytest

from collapse import regimes
from collapse.models import gaussian, zipf
from collapse.numerics.shares import apportioned
from collapse.recursion import recursion
from collapse.study.population import population, together

TRUTH = gaussian.standard(5)


def seeded():
    return np.random.default_rng(1)


def test_one_model_is_the_loop():
    """A population of one draws what a recursion draws, under any regime."""
    for regime in (regimes.replace, regimes.accumulate_subsample, regimes.mix_fresh(0.5)):
        alone = recursion(gaussian.Raw(), regime, TRUTH, size=10, generations=3, rng=seeded())
        among = population(gaussian.Raw(), regime, TRUTH, together(1), size=10, generations=3, rng=seeded())
        for one, (same,) in zip(alone, among, strict=True):
            assert np.array_equal(one.mean, same.mean)


def test_parts_are_whole_and_as_near_as_can_be():
    """Thirds of 18 are 6, thirds of 10 are 4, 3 and 3, and nothing is lost."""
    assert apportioned(np.full(3, 1 / 3), 18).tolist() == [6, 6, 6]
    assert sorted(apportioned(np.full(3, 1 / 3), 10)) == [3, 3, 4]
    assert apportioned(np.array([1.0, 0.0]), 7).tolist() == [7, 0]


def test_every_model_of_words_learns_what_any_wrote():
    """With one web, types are lost for all models at once, and later than by each alone."""
    truth = zipf.zipf(200, 1.0, 10)
    left = {}
    for own in (1.0, 0.0):
        *_, fits = population(
            zipf.Exact(), regimes.replace, truth, together(4, own), size=200, generations=20, rng=seeded()
        )
        left[own] = np.mean([(fit.probabilities > 0).sum(axis=1) for fit in fits])
    assert left[0.0] > 1.3 * left[1.0]


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ([[0.5, 0.6], [0.5, 0.5]], r"rows that sum to \[1.1"),
        ([[1.5, -0.5], [0.5, 0.5]], "none below 0"),
        ([0.5, 0.5], r"shape \(2,\); a square table"),
        ([[0.5, 0.5]], r"shape \(1, 2\); a square table"),
    ],
)
def test_shares_that_are_none_are_refused(shares, message):
    """A row that does not sum to 1, a negative share, and a table that is not square."""
    with pytest.raises(ValueError, match=message):
        next(population(gaussian.Raw(), regimes.replace, TRUTH, shares, size=10, generations=1, rng=seeded()))


def test_a_seed_is_no_generator():
    """The whole run is checked before the first fit."""
    with pytest.raises(TypeError, match="rng is 3"):
        next(population(gaussian.Raw(), regimes.replace, TRUTH, together(2), size=10, generations=1, rng=3))
