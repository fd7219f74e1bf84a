"""The solver keeps what a round of checked answers teaches, and refuses what it cannot do."""

import numpy as np
import pytest

from collapse.models import solver


def test_one_right_answer_is_enough():
    """Solved problems become easier by the step, unsolved ones harder, whatever the number of right answers."""
    data = solver.Rollouts(np.array([[0.0, 0.0, 1.0]]), np.array([[0.0, 1.0, 8.0]]))
    assert solver.Solver(0.5).fit(data).tolist() == [[-0.5, 0.5, 1.5]]


def test_failures_may_be_spared():
    """Without a penalty unsolved problems stay as they were; with half of one they move by half the step."""
    data = solver.Rollouts(np.array([[0.0, 0.0]]), np.array([[0.0, 3.0]]))
    assert solver.Solver(0.5, penalty=0.0).fit(data).tolist() == [[0.0, 0.5]]
    assert solver.Solver(0.5, penalty=0.5).fit(data).tolist() == [[-0.25, 0.5]]


def test_pooled_rollouts_count_together():
    """A problem that was solved in either batch is solved, and learning goes on from the later log odds."""
    first = solver.Rollouts(np.zeros((1, 2)), np.array([[1.0, 0.0]]))
    second = solver.Rollouts(np.ones((1, 2)), np.zeros((1, 2)))
    assert solver.Solver(0.5).fit(solver.Solver(0.5).pool(first, second)).tolist() == [[1.5, 0.5]]


def test_extreme_chances_are_no_error():
    """A problem that is never, or always, solved stays so, without a warning."""
    rollouts = solver.Solver(1.0).sample(np.array([[-800.0, 800.0]]), 5, np.random.default_rng(1))
    assert rollouts.right.tolist() == [[0, 5]]


def test_what_is_not_kept_is_refused():
    """Subsampling and weighing are refused with the remedy; so is a sample of nothing."""
    model, data = solver.Solver(1.0), solver.Rollouts(np.zeros((1, 1)), np.zeros((1, 1)))
    with pytest.raises(ValueError, match=r"cannot be subsampled.*use replace"):
        model.subsample(data, 1, np.random.default_rng(1))
    with pytest.raises(ValueError, match=r"cannot be weighed.*use replace"):
        model.weigh(data, 0.5)
    with pytest.raises(ValueError, match="size is 0"):
        model.sample(np.zeros((1, 1)), 0, np.random.default_rng(1))
