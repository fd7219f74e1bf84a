"""The solver that learns from its own checked answers: closed form against simulation, and what the tries show."""

import numpy as np
import pytest

from collapse import regimes
from collapse.metrics.detection import pass_at
from collapse.models import solver
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion
from collapse.theory import solver as theory

SHAPE = (0.4, 1.2)


@pytest.mark.parametrize(("tries", "penalty"), [(1, 1.0), (16, 1.0), (16, 0.3), (64, 0.0)])
def test_chance_of_a_right_answer(tries, penalty):
    """After each round the share of problems solved in so many tries is the closed one, whatever failures cost."""
    rng = np.random.Generator(np.random.SFC64(1))
    truth = solver.problems(SHAPE, 2000, 20, rng)
    fits = recursion(solver.Solver(theory.STEP, penalty), regimes.replace, truth, size=8, generations=5, rng=rng)
    found = [theory.chance_of_any(log_odds, tries).mean(axis=1) for log_odds in [truth, *fits]]
    exact = theory.pass_at(tries, SHAPE, rollouts=8, step=theory.STEP, rounds=6, penalty=penalty)
    solved = estimate(found)
    assert np.abs((solved.mean - exact) / solved.error).max() < 4


def test_training_wins_at_one_try_and_loses_at_many():
    """Trained, the solver is better at one try and worse at 256: the crossing that is published for language models."""
    gains = [
        np.diff(theory.pass_at(tries, SHAPE, rollouts=8, step=theory.STEP, rounds=6)[[0, -1]])[0] for tries in (1, 256)
    ]
    assert gains[0] > 0.3
    assert gains[1] < -0.2


def test_sparing_failures_never_loses():
    """Where nothing is unlearned, no number of tries is worse after a round than before it."""
    for tries in (1, 4, 256, 10**6):
        shares = theory.pass_at(tries, SHAPE, rollouts=8, step=theory.STEP, rounds=6, penalty=0.0)
        assert (np.diff(shares) > 0).all()


def test_mean_of_the_beta_law():
    """Before training, one try succeeds with the mean of the Beta law."""
    assert theory.pass_at(1, (2.0, 3.0), rollouts=1, step=1.0, rounds=0)[0] == pytest.approx(0.4, rel=1e-9)


def test_estimator_agrees_with_the_chance():
    """The unbiased estimator from attempts has the chance of the law as its mean."""
    rng = np.random.Generator(np.random.SFC64(3))
    rollouts = solver.Solver(1.0).sample(solver.problems(SHAPE, 40_000, 1, rng), 20, rng)
    solved = estimate(pass_at(5, rollouts.right, 20))
    exact = theory.pass_at(5, SHAPE, rollouts=8, step=1.0, rounds=0)[0]
    assert abs((solved.mean[0] - exact) / solved.error[0]) < 4
