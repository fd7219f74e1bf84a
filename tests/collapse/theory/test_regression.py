"""Closed forms of regression: identities and limits, and simulations that see every axis and every row."""

import numpy as np
import pytest

from collapse import regimes
from collapse.models import regression, regression_exact
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion
from collapse.theory import regression as theory

REPLICATES, LAST, SIZE, NOISE = 20_000, 7, 12, 0.7
TRUTH = np.array([1.0, -1.0, 0.5])
DESIGN = regression.same(np.random.Generator(np.random.SFC64(0)).standard_normal((SIZE, 3)) * [1, 2, 0.5])
LONG = regression.same(np.random.Generator(np.random.SFC64(0)).standard_normal((2, 3)))


def seeded(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def errors(model, regime, size=SIZE):
    truth = regression.constant(TRUTH, REPLICATES)
    found = recursion(model, regime, truth, size=size, generations=LAST, rng=seeded())
    return [regression.squared_error(params, truth) for params in found]


def hold(samples, exact):
    mean, error = estimate(samples)
    deviations = (mean - exact) / error
    assert np.abs(deviations).max() < 4, deviations


@pytest.mark.parametrize(
    ("regime", "closed_form"),
    [
        (regimes.replace, theory.replace_error),
        (regimes.accumulate, theory.accumulate_same_error),
        (regimes.growing, theory.growing_same_error),
    ],
)
def test_the_same_design(regime, closed_form):
    """The error is that of one fit times t, the sum of 1/t squared, or the sum of 1/t."""
    one_fit = theory.same_fit_error(NOISE, DESIGN.spectrum, SIZE)
    hold(errors(regression_exact.exact_same(DESIGN, NOISE), regime), closed_form(one_fit, LAST))


@pytest.mark.slow
def test_fresh_rows():
    """The error under replace, accumulate, growing and mix_fresh, for few rows a coefficient."""
    one_fit = theory.fresh_fit_error(NOISE, 3, SIZE)
    model = regression_exact.ExactFresh(3, NOISE)
    hold(errors(model, regimes.replace), theory.replace_error(one_fit, LAST))
    hold(errors(model, regimes.accumulate), theory.accumulate_fresh_error(NOISE, 3, SIZE, LAST))
    hold(errors(model, regimes.growing), theory.growing_fresh_error(NOISE, 3, SIZE, LAST))
    for share in (0.25, 0.5, 1.0):
        exact = theory.mix_fresh_error(NOISE, 3, SIZE, share, LAST)
        hold(errors(model, regimes.mix_fresh(share)), exact)
    assert exact == pytest.approx(one_fit)


@pytest.mark.parametrize("design", [DESIGN, LONG], ids=["enough rows", "few rows"])
@pytest.mark.parametrize(
    ("regime", "closed_form"),
    [(regimes.replace, theory.ridge_replace_error), (regimes.accumulate, theory.ridge_accumulate_error)],
    ids=["replace", "accumulate"],
)
def test_ridge(design, regime, closed_form):
    """Bias and variance along each axis add up to the simulated error, axes that no row touches included."""
    exact = closed_form(design.spectrum, TRUTH, noise=NOISE, size=SIZE, ridge=0.3, generations=LAST)
    hold(errors(regression_exact.exact_same(design, NOISE, 0.3), regime), exact)
    hold(errors(regression.Raw(design, NOISE, 0.3), regime), exact)


def test_ridge_of_zero_is_least_squares():
    """Without a ridge both recursions are the plain ones."""
    case = {"noise": NOISE, "size": SIZE, "ridge": 0.0, "generations": 40}
    one_fit = theory.same_fit_error(NOISE, DESIGN.spectrum, SIZE)
    replace = theory.ridge_replace_error(DESIGN.spectrum, TRUTH, **case)
    accumulate = theory.ridge_accumulate_error(DESIGN.spectrum, TRUTH, **case)
    assert replace == pytest.approx(theory.replace_error(one_fit, 40), rel=1e-9)
    assert accumulate == pytest.approx(theory.accumulate_same_error(one_fit, 40), rel=1e-9)


def test_ridge_forgets_in_the_end():
    """Under replace nothing of the truth is left after many generations, under accumulate it leaves slowly."""
    case = {"noise": 0.0, "size": SIZE, "ridge": 0.3, "generations": 3000}
    replace = theory.ridge_replace_error(DESIGN.spectrum, TRUTH, **case)
    accumulate = theory.ridge_accumulate_error(DESIGN.spectrum, TRUTH, **case)
    assert replace[-1] == pytest.approx(TRUTH @ TRUTH)
    assert np.all(np.diff(accumulate) > 0)
    assert accumulate[-1] < replace[-1]


def test_a_small_ridge_grows_nearly_linearly():
    """With a ridge of a thousandth of the spectrum the growth a generation hardly changes over ten generations."""
    case = {"noise": 1.0, "size": 60, "ridge": 1e-3, "generations": 10}
    growth = np.diff(theory.ridge_replace_error(np.ones(10), np.zeros(10), **case))
    assert growth == pytest.approx(np.full(10, 10 / 60), rel=0.03)


def test_accumulate_limits():
    """With the same rows the factor tends to pi squared over 6; with fresh ones it stays below that."""
    one_fit = theory.fresh_fit_error(1.0, 10, 60)
    assert theory.accumulate_same_error(1.0, 200_000)[-1] == pytest.approx(theory.ACCUMULATE_LIMIT, rel=1e-5)
    fresh = theory.accumulate_fresh_error(1.0, 10, 60, 19)
    assert fresh[[4, 19]] / one_fit == pytest.approx([1.4088, 1.5194], abs=5e-5)
    large = theory.accumulate_fresh_error(1.0, 10, 10**7, 500) / theory.fresh_fit_error(1.0, 10, 10**7)
    assert large == pytest.approx(theory.accumulate_same_error(1.0, 500), rel=1e-5)


@pytest.mark.parametrize(("size", "wrong"), [(12, 1), (12, 6), (40, 30)])
def test_contaminated_error_is_exact(size, wrong):
    """The error of one fit with wrong responses in it, at sizes where the leading order is off by far."""
    exact = theory.contaminated_error(1.0, 4, size, wrong / size, 2.0)
    assert exact > 1.04 * theory.contaminated_error_leading(1.0, 4, size, wrong / size, 2.0)
    truth = regression.constant(np.zeros(4), 60_000)
    off = regression.constant(np.array([2.0, 0, 0, 0]), 60_000)
    model, rng = regression_exact.ExactFresh(4, 1.0), seeded()
    data = model.pool(model.sample(truth, size - wrong, rng), model.sample(off, wrong, rng))
    hold(regression.squared_error(model.fit(data), truth), exact)


def test_contaminated_error_at_its_ends():
    """All responses wrong is off by the shift, none wrong by nothing, and many rows leave the floor."""
    one_fit = theory.fresh_fit_error(1.0, 4, 40)
    assert theory.contaminated_error(1.0, 4, 40, 1.0, 3.0) == pytest.approx(one_fit + 9)
    assert theory.contaminated_error(1.0, 4, 40, 0.0, 3.0) == pytest.approx(one_fit)
    assert theory.contaminated_error(1.0, 4, 10**9, 0.1, 3.0) == pytest.approx(theory.contaminated_floor(0.1, 3.0))
    measured = {200: (0.1325, 0.0007), 2000: (0.02129, 0.00014), 20_000: (0.01115, 0.00007)}
    for size, (value, error) in measured.items():
        assert abs(theory.contaminated_error(1.0, 20, size, 0.1, 1.0) - value) < 3 * error


@pytest.mark.slow
def test_fewer_rows_than_coefficients():
    """Without noise each generation keeps n/d of the squared length, for drawn data and for Gram matrices."""
    exact = theory.overparametrised_error(float(np.linalg.norm(TRUTH)), 3, 2, LAST)
    for model in (regression.Raw(regression.Fresh(3), 0.0), regression_exact.ExactFresh(3, 0.0)):
        hold(errors(model, regimes.replace, size=2), exact)


def test_too_few_rows_have_no_finite_error():
    """Up to d + 1 rows the mean error is infinite, and the error says how many are needed."""
    assert theory.fresh_fit_error(1.0, 3, 5) == 3.0
    with pytest.raises(ValueError, match="size is 4; the mean error of 3 coefficients is finite from 5 rows on"):
        theory.fresh_fit_error(1.0, 3, 4)
