"""The normal model in several dimensions: points and moments agree, by algebra where they can and in law elsewhere."""

import numpy as np
import pytest

from collapse import regimes
from collapse.models import gaussian, gaussian_vector
from collapse.numerics import wishart
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion
from collapse.theory import gaussian_vector as theory


def seeded(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def covariance(params):
    return np.exp(params.log_trace)[:, np.newaxis, np.newaxis] * (params.factor @ params.factor.mT)


def test_fit_is_mean_and_covariance():
    """The fit is what numpy finds, for either ddof and whole weights; trace and determinant are those of the matrix."""
    values = seeded().standard_normal((3, 9, 4))
    weights = np.array([1, 2, 1, 1, 3, 1, 1, 1, 1])
    for ddof in (0, 1):
        params = gaussian_vector.Raw(ddof).fit(gaussian_vector.Samples(values, weights.astype(float)))
        expected = np.array([np.cov(points.T, fweights=weights, ddof=ddof) for points in values])
        assert params.mean == pytest.approx(np.array([np.average(points, 0, weights) for points in values]))
        assert covariance(params) == pytest.approx(expected)
        assert np.exp(params.log_trace) == pytest.approx(np.trace(expected, axis1=1, axis2=2))
        assert params.log_determinant == pytest.approx(np.linalg.slogdet(expected)[1])


@pytest.mark.parametrize(("first_size", "second_size"), [(7, 9), (2, 3), (2, 2), (2, 9)])
def test_moments_pool_as_points_do(first_size, second_size):
    """Pooled moments are those of all points, weighed ones too, whether or not either set spans all dimensions."""
    raw, exact, rng = gaussian_vector.Raw(), gaussian_vector.Exact(), seeded()
    truth = gaussian_vector.standard(4, 5)
    first, second = raw.sample(truth, first_size, rng), raw.sample(truth, second_size, rng)
    second = second._replace(values=1e-3 * second.values + 2.0)
    together = raw.fit(raw.pool(raw.weigh(first, 0.3), second))
    merged = exact.fit(exact.pool(exact.weigh(moments(first), 0.3), moments(second)))
    assert merged.mean == pytest.approx(together.mean)
    assert covariance(merged) == pytest.approx(covariance(together))
    if first_size + second_size > 4:
        assert merged.log_determinant == pytest.approx(together.log_determinant)
    else:
        assert np.all(merged.log_determinant == -np.inf)


def moments(data):
    fit = gaussian_vector.Raw().fit(data)
    weight, dimension = data.weights.sum(), data.values.shape[2]
    log_trace, log_determinant = fit.log_trace + np.log(weight), fit.log_determinant + dimension * np.log(weight)
    return gaussian_vector.Moments(weight, fit.mean, fit.factor, log_trace, log_determinant)


def test_one_dimension_is_the_normal_model():
    """In one dimension the fit of the same points is that of the family of its own."""
    values = seeded().standard_normal((4, 6))
    plain = gaussian.Raw(1).fit(gaussian.Samples(values, np.ones(6)))
    vector = gaussian_vector.Raw(1).fit(gaussian_vector.Samples(values[:, :, np.newaxis], np.ones(6)))
    assert vector.mean[:, 0] == pytest.approx(plain.mean)
    assert vector.log_trace == pytest.approx(plain.log_variance)
    assert vector.log_determinant == pytest.approx(plain.log_variance)


def test_lost_dimensions_stay_lost():
    """Four points in six dimensions span three, and no pool of their descendants spans more."""
    for model in (gaussian_vector.Raw(), gaussian_vector.Exact()):
        for regime in (regimes.replace, regimes.accumulate):
            truth = gaussian_vector.standard(6, 20)
            *_, fit = recursion(model, regime, truth, size=4, generations=5, rng=seeded())
            assert np.all(fit.log_determinant == -np.inf)
            assert np.all(np.linalg.matrix_rank(covariance(fit), tol=1e-9) <= 3)


@pytest.mark.slow
def test_collapse_never_underflows():
    """After 20,000 generations on 5 points the trace is far below what a float holds, and still known."""
    truth = gaussian_vector.standard(3, 5)
    *_, fit = recursion(gaussian_vector.Exact(), regimes.replace, truth, size=5, generations=20_000, rng=seeded())
    assert np.all(np.isfinite(fit.log_determinant))
    assert fit.log_trace.max() < -2000
    assert np.all(fit.log_determinant < 3 * (fit.log_trace - np.log(3)))


@pytest.mark.parametrize(("dimension", "size"), [(3, 10), (3, 4), (6, 4)])
@pytest.mark.parametrize("model", [gaussian_vector.Raw(), gaussian_vector.Exact(1)])
def test_shortcut_and_points_follow_the_same_law(model, dimension, size):
    """Trace, error, and how they go together have the same mean in both after three fits, and the exact one."""
    truth = gaussian_vector.standard(dimension, 20_000)
    *_, fit = recursion(model, regimes.replace, truth, size=size, generations=2, rng=seeded())
    trace, error = np.exp(fit.log_trace), np.square(fit.mean).sum(axis=1)
    hold(trace, theory.replace_trace(size, dimension, 2, model.ddof)[-1])
    hold(error, theory.replace_error(size, dimension, 2, model.ddof)[-1])
    other = gaussian_vector.Raw(model.ddof) if isinstance(model, gaussian_vector.Exact) else gaussian_vector.Exact()
    *_, rival = recursion(other, regimes.replace, truth, size=size, generations=2, rng=seeded(2))
    joint = estimate(np.log(error) * fit.log_trace)
    rival_joint = estimate(np.log(np.square(rival.mean).sum(axis=1)) * rival.log_trace)
    assert abs(joint.mean - rival_joint.mean) < 4 * np.hypot(joint.error, rival_joint.error)


def hold(samples, exact):
    mean, error = estimate(samples)
    assert abs(mean - exact) < 4 * error, (mean, exact, error)


def test_a_degree_of_freedom_too_many_would_be_seen(monkeypatch):
    """The same check fails by far if the scatter had n instead of n - 1 degrees of freedom."""
    monkeypatch.setattr(
        gaussian_vector, "wishart", lambda replicates, d, degrees, rng: wishart.wishart(replicates, d, degrees + 1, rng)
    )
    with pytest.raises(AssertionError):
        test_shortcut_and_points_follow_the_same_law(gaussian_vector.Exact(1), 3, 10)


def test_no_dimension_is_refused():
    """There is no point without coordinates."""
    with pytest.raises(ValueError, match="dimension is 0; a whole number from 1"):
        gaussian_vector.standard(0, 3)
