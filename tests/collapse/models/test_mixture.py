"""EM finds what one component's formulas and an independent climb find, and the starts are what they say."""

import numpy as np
import pytest
from scipy import stats

from collapse import regimes
from collapse.metrics import distances
from collapse.models import mixture
from collapse.recursion import recursion


def seeded(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def drawn(size=400, replicates=3, distance=4.0, seed=1):
    return mixture.Raw(2, "restart").sample(mixture.two_clusters(replicates, distance), size, seeded(seed))


def log_likelihood(params, data, row=0):
    density = sum(
        weight * stats.multivariate_normal.pdf(data.values[row], mean, covariance)
        for weight, mean, covariance in zip(*(part[row] for part in params), strict=True)
    )
    return np.log(density).mean()


def test_one_component_is_the_mean_and_the_covariance():
    """With one component EM is the maximum likelihood fit, for weighted points as well."""
    data = drawn()
    weights = np.linspace(0.1, 2, 400)
    fit = mixture.Raw(1, "restart").fit(data._replace(weights=weights))
    for row in range(3):
        assert fit.means[row, 0] == pytest.approx(np.average(data.values[row], axis=0, weights=weights))
        covariance = np.cov(data.values[row].T, aweights=weights, ddof=0) + mixture.FLOOR * np.eye(2)
        assert fit.covariances[row, 0] == pytest.approx(covariance, rel=1e-9)


@pytest.mark.parametrize("start", ["restart", "previous"])
def test_fit_is_a_peak_of_the_likelihood(start):
    """The fit is likelier than the truth, and no small step in any parameter makes it likelier."""
    data = drawn()
    fit = mixture.Raw(2, start).fit(data)
    best = log_likelihood(fit, data)
    assert best > log_likelihood(mixture.two_clusters(3), data)
    for step in (-0.02, 0.02):
        for component in range(2):
            for dimension in range(2):
                means = fit.means.copy()
                means[0, component, dimension] += step
                assert log_likelihood(fit._replace(means=means), data) < best + 1e-5
            covariances = fit.covariances.copy()
            covariances[0, component] *= 1 + step
            assert log_likelihood(fit._replace(covariances=covariances), data) < best + 1e-5
        weights = fit.weights + np.array([step, -step])
        assert log_likelihood(fit._replace(weights=weights), data) < best + 1e-5


def test_place_of_the_points_does_not_matter():
    """Points far from the origin are fitted as well as those around it."""
    data = drawn()
    moved = data._replace(values=data.values + 1e6)
    near, far = mixture.Raw(2, "restart").fit(data), mixture.Raw(2, "restart").fit(moved)
    assert far.means - 1e6 == pytest.approx(near.means, abs=1e-5)
    assert far.covariances == pytest.approx(near.covariances, abs=1e-5)


def test_samples_have_the_parameters():
    """Points come from each component as often as its weight says, around its mean, with its covariance."""
    covariance = np.array([[2.0, 0.8], [0.8, 0.5]])
    params = mixture.Mixture(
        np.array([[0.2, 0.8]]), np.array([[[-50.0, 0.0], [50.0, 1.0]]]), np.array([[covariance, np.eye(2)]])
    )
    values = mixture.Raw(2, "restart").sample(params, 100_000, seeded()).values[0]
    left = values[values[:, 0] < 0]
    assert len(left) == pytest.approx(20_000, abs=4 * np.sqrt(16_000))
    assert left.mean(axis=0) == pytest.approx([-50, 0], abs=0.04)
    assert np.cov(left.T) == pytest.approx(covariance, abs=0.08)


@pytest.mark.slow
def test_variance_falls_under_replace():
    """Under replace the determinant of the covariances falls, as published; under accumulate it keeps its size."""
    for start in ("restart", "previous"):
        for regime, falls in ((regimes.replace, True), (regimes.accumulate, False)):
            fits = recursion(
                mixture.Raw(2, start), regime, mixture.two_clusters(12), size=80, generations=25, rng=seeded(2)
            )
            volumes = [np.log(np.linalg.det(params.covariances)).mean() for params in fits]
            assert (volumes[-1] < -1) == falls


def test_starts_are_what_they_say():
    """A restart forgets where the data came from; the other start depends on it, and takes fewer steps from there."""
    data = drawn(distance=1.0)
    elsewhere = data._replace(origin=mixture.two_clusters(3, 40.0))
    restart = mixture.Raw(2, "restart")
    assert np.array_equal(restart.fit(data).means, restart.fit(elsewhere).means)
    previous = mixture.Raw(2, "previous")
    assert not np.allclose(previous.fit(data).means, previous.fit(elsewhere).means)
    with pytest.raises(ValueError, match='start is "warm"; "restart" or "previous"'):
        mixture.Raw(2, "warm").fit(data)


def test_the_newest_data_say_where_to_start():
    """Of pooled data the second are the newest, so EM starts at what they were drawn from."""
    old, new = drawn(), drawn(distance=2.0)
    assert mixture.Raw(2, "previous").pool(old, new).origin is new.origin


@pytest.mark.parametrize("regime", [regimes.accumulate_subsample, regimes.weighted(0.5), regimes.mix_fixed(0.5)])
def test_every_regime_runs(regime):
    """Subsamples, weights and mixtures give finite fits."""
    truth = mixture.two_clusters(2)
    fits = list(recursion(mixture.Raw(2, "previous"), regime, truth, size=50, generations=2, rng=seeded()))
    assert all(np.isfinite(params.covariances).all() for params in fits)


def test_bad_data_are_refused():
    """Too few points, and points that are no numbers, are named."""
    with pytest.raises(ValueError, match="1 points cannot tell 2 components apart"):
        mixture.Raw(2, "restart").fit(drawn(size=1))
    broken = drawn()
    broken.values[0, 0, 0] = np.inf
    with pytest.raises(ValueError, match="NaN or infinity"):
        mixture.Raw(2, "restart").fit(broken)


def test_points_on_one_spot_are_no_error():
    """A component that has collapsed keeps the floor of the variance, and the fit stays finite."""
    data = drawn()._replace(values=np.zeros((3, 400, 2)))
    fit = mixture.Raw(2, "restart").fit(data)
    assert np.isfinite(fit.means).all()
    assert fit.covariances.max() == pytest.approx(mixture.FLOOR)


def test_distance_between_mixtures():
    """The closed form is the integral of the squared difference, and 0 between equals."""
    first, second = mixture.two_clusters(1), mixture.two_clusters(1, 1.0)
    grid = np.linspace(-12, 12, 401)
    places = np.stack(np.meshgrid(grid, grid), axis=-1)

    def density(params):
        return sum(
            weight * stats.multivariate_normal.pdf(places, mean, covariance)
            for weight, mean, covariance in zip(*(part[0] for part in params), strict=True)
        )

    integral = np.square(density(first) - density(second)).sum() * (grid[1] - grid[0]) ** 2
    assert distances.mixture_distance(first, second) == pytest.approx([integral], rel=1e-6)
    assert distances.mixture_distance(first, first) == pytest.approx([0], abs=1e-15)
