"""The second regression agrees with itself: closed forms against brute force on rows."""

import numpy as np
import pytest
import regression
from agreement import LIMIT, scores, worst

pytestmark = pytest.mark.slow

CASE = {"rows": 24, "dimension": 4, "noise": 0.7, "generations": 6}
COUNT = 4000


@pytest.mark.parametrize("design", ["fixed", "fresh"])
@pytest.mark.parametrize("regime", ["replace", "accumulate"])
def test_errors_have_the_exact_means(regime, design):
    """The mean squared error is the closed form at every fit, with the analytic standard error where there is one."""
    case = {**CASE, "regime": regime, "design": design}
    errors = regression.chains(np.random.default_rng(len(regime) + len(design)), COUNT, **case)
    known = (regime, design) != ("accumulate", "fresh")
    spread = regression.error_variance(**case) if known else None
    assert worst(scores(errors, regression.expected_error(**case), spread)) <= LIMIT
    if known:
        centred = (errors - regression.expected_error(**case)) ** 2
        assert worst(scores(centred, spread)) <= LIMIT


@pytest.mark.parametrize("regime", ["replace", "accumulate"])
def test_a_given_design_has_its_own_mean(regime):
    """With one design for all chains the squared errors have the mean and variance of that design."""
    inputs = np.random.default_rng(7).normal(size=(9, 3)) @ np.diag([0.3, 1.0, 2.0])
    case = {"rows": 9, "dimension": 3, "noise": 0.5, "generations": 6, "regime": regime, "design": "fixed"}
    errors = regression.chains(np.random.default_rng(8), COUNT, **case, first_inputs=inputs)
    mean, variance = regression.given_design_error(inputs, 0.5, 6, regime)
    assert worst(scores(errors, mean, variance)) <= LIMIT
    assert worst(scores((errors - mean) ** 2, variance)) <= LIMIT


def test_fresh_rows_accumulate_to_less():
    """With fresh rows accumulate stays below the fixed design's multiple of the first error, which tends to π²/6."""
    case = {"rows": 60, "dimension": 10, "noise": 1.0, "generations": 20_000}
    fixed, fresh = (
        regression.expected_error(**case, regime="accumulate", design=design)[-1] / regression.inverse_trace(60, 10)
        for design in ("fixed", "fresh")
    )
    assert fresh < fixed < np.pi**2 / 6
    assert fixed == pytest.approx(np.pi**2 / 6, rel=1e-4)
