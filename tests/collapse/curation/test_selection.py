"""The best of a batch are its best, and a second try helps those alone that failed the first."""

import numpy as np
import pytest

from collapse import regimes
from collapse.curation.selection import closeness, rationalised, top_share
from collapse.models import gaussian, gaussian_vector, solver
from collapse.recursion import recursion


def seeded():
    return np.random.default_rng(1)


def run(model, regime, truth, size=10, generations=1):
    return list(recursion(model, regime, truth, size=size, generations=generations, rng=seeded()))


def test_the_best_of_a_batch_are_kept():
    """Of ten times as many points, those that are closest to the centre are learned from, and no others."""
    seen = []

    class Spy(gaussian_vector.Raw):
        def fit(self, data):
            seen.append(data)
            return super().fit(data)

    drawn = []

    def reward(values):
        drawn.append(values)
        return closeness(np.full(2, 1.0), np.eye(2))(values)

    run(Spy(), regimes.curated(top_share(reward, 0.1)), gaussian_vector.standard(2, 3), size=20)
    batch, kept = drawn[0], seen[-1].values
    assert batch.shape == (3, 200, 2)
    assert kept.shape == (3, 20, 2)
    distance = np.square(batch - 1.0).sum(axis=2)
    assert np.sort(np.square(kept - 1.0).sum(axis=2), axis=1) == pytest.approx(np.sort(distance, axis=1)[:, :20])


def test_distance_is_measured_in_the_reference_s_own_spread():
    """Two deviations along a wide axis are as far as two along a narrow one."""
    covariance = np.diag([4.0, 0.25])
    values = np.array([[[4.0, 0.0], [0.0, 1.0], [0.0, 0.0]]])
    assert closeness(np.zeros(2), covariance)(values) == pytest.approx(np.array([[-4.0, -4.0, 0.0]]))


def test_selection_refuses_what_it_cannot_rank():
    """A reward of another shape, moments without points, a reference without spread."""
    with pytest.raises(ValueError, match=r"the reward has the shape \(2,\)"):
        run(gaussian.Raw(), regimes.curated(top_share(lambda values: values[:, 0], 0.5)), gaussian.standard(2))
    with pytest.raises(ValueError, match="use the model's Raw form"):
        run(gaussian.Exact(), regimes.curated(top_share(lambda values: values, 0.5)), gaussian.standard(2))
    with pytest.raises(ValueError, match="a positive definite matrix is accepted"):
        closeness(np.zeros(2), np.zeros((2, 2)))
    with pytest.raises(ValueError, match="centre"):
        closeness(np.array([np.nan, 0.0]), np.eye(2))


def test_a_hint_helps_what_was_not_solved():
    """With a hint that gives the answer away every problem is learned, without one few are."""
    odds = np.full((20, 50), -4.0)
    model = solver.Solver(1.0)
    told = run(model, regimes.curated(rationalised(lambda params: params + 1000.0)), odds, size=4)[-1]
    alone = run(model, regimes.curated(rationalised(lambda params: params - 1000.0)), odds, size=4)[-1]
    begun = run(model, regimes.replace, odds, size=4, generations=0)[-1]
    assert np.allclose(told, begun + 1.0)
    assert (alone > begun).mean() < 0.2


def test_a_hint_needs_problems():
    """Points are no tries at problems."""
    with pytest.raises(ValueError, match=r"a solver \(models.solver\) is accepted"):
        run(gaussian.Raw(), regimes.curated(rationalised(lambda params: params)), gaussian.standard(2))
