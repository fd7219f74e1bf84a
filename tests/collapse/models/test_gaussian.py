"""What the normal model refuses, and what it survives."""

import numpy as np
import pytest

from collapse import regimes
from collapse.models import gaussian
from collapse.recursion import recursion


@pytest.mark.parametrize("model", [gaussian.Raw(ddof=1), gaussian.Exact(ddof=1)])
def test_too_few_points_for_an_unbiased_fit(model):
    """One point has no unbiased variance, and the error says how much is needed."""
    rng = np.random.Generator(np.random.SFC64(1))
    with pytest.raises(ValueError, match=r"ddof=1 needs data that weigh more than 1; these weigh 1\.0|needs 2 points"):
        model.fit(model.sample(gaussian.standard(3), 1, rng))


def test_no_weight_is_no_data():
    """Points that count for nothing cannot be fitted."""
    with pytest.raises(ValueError, match="positive weight"):
        gaussian.Raw().fit(gaussian.Samples(np.ones((2, 3)), np.zeros(3)))
    with pytest.raises(ValueError, match="weigh more than 0"):
        gaussian.Exact().fit(gaussian.Moments(0.0, np.zeros(2), np.zeros(2)))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_points_that_are_not_finite_are_refused(bad):
    """A single NaN or infinity is refused, whichever replicate it is in."""
    values = np.random.Generator(np.random.SFC64(1)).standard_normal((3, 5))
    values[1, 2] = bad
    with pytest.raises(ValueError, match="NaN or infinity"):
        gaussian.Raw().fit(gaussian.Samples(values, np.ones(5)))


def test_moments_that_are_no_numbers_are_refused():
    """NaN in the mean or the scatter is refused."""
    for mean, scatter in ((np.nan, 0.0), (0.0, np.nan)):
        with pytest.raises(ValueError, match="NaN or infinity"):
            gaussian.Exact().fit(gaussian.Moments(5.0, np.array([mean]), np.array([scatter])))


def test_raw_fit_by_hand():
    """Points 1, 2 and 6 of weights 1, 1 and 2 have mean 15/4 and scatter 20.75."""
    data = gaussian.Samples(np.array([[1.0, 2.0, 6.0]]), np.array([1.0, 1.0, 2.0]))
    for ddof in (0, 1):
        params = gaussian.Raw(ddof).fit(data)
        assert params.mean == pytest.approx([3.75])
        assert np.exp(params.log_variance) == pytest.approx([20.75 / (4 - ddof)])


def test_moments_pool_as_points_do():
    """Chan's rule gives the moments of all points together, weighed ones too."""
    rng = np.random.Generator(np.random.SFC64(1))
    raw = gaussian.Raw()
    first = raw.weigh(raw.sample(gaussian.standard(50), 4, rng), 0.3)
    second = raw.sample(gaussian.Gaussian(np.full(50, 2.0), np.full(50, 1.0)), 7, rng)
    together = raw.fit(raw.pool(first, second))
    merged = gaussian.Exact().fit(gaussian.Exact().pool(moments(first), moments(second)))
    assert np.allclose(merged.mean, together.mean, rtol=1e-12)
    assert np.allclose(merged.log_variance, together.log_variance, rtol=1e-10)


def moments(data):
    fit = gaussian.Raw().fit(data)
    weight = data.weights.sum()
    return gaussian.Moments(weight, fit.mean, fit.log_variance + np.log(weight))


def test_variances_never_underflow():
    """Long after no float could hold the variance, its logarithm still drifts at the exact rate."""
    rng = np.random.Generator(np.random.SFC64(1))
    truth = gaussian.standard(50)
    *_, last = recursion(gaussian.Exact(), regimes.replace, truth, size=3, generations=3000, rng=rng)
    assert np.isfinite(last.log_variance).all()
    assert last.log_variance.max() < np.log(np.finfo(float).smallest_subnormal)


@pytest.mark.parametrize("regime", [regimes.replace, regimes.accumulate, regimes.accumulate_subsample])
def test_collapsed_points_are_no_crash(regime):
    """Points that have become equal are fitted with variance 0, and sampled again, without a warning."""
    rng = np.random.Generator(np.random.SFC64(1))
    truth = gaussian.Gaussian(np.ones(4), np.full(4, -2000.0))
    *_, last = recursion(gaussian.Raw(), regime, truth, size=3, generations=20, rng=rng)
    assert np.array_equal(last.mean, np.ones(4))
    assert np.all(last.log_variance == -np.inf)


def test_collapsed_moments_are_no_crash():
    """Moments of points that are all equal can be pooled, fitted and sampled without a warning."""
    model, rng = gaussian.Exact(), np.random.Generator(np.random.SFC64(1))
    truth = gaussian.Gaussian(np.ones(4), np.full(4, -np.inf))
    data = model.pool(model.sample(truth, 3, rng), model.sample(truth, 1, rng))
    assert np.all(model.fit(data).log_variance == -np.inf)
