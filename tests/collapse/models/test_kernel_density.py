"""The kernel density keeps what it is given, draws by weight, and refuses what it cannot use."""

import numpy as np
import pytest
from scipy import stats

from collapse import regimes
from collapse.models import kernel_density
from collapse.models.gaussian import Samples
from collapse.recursion import recursion

POINTS = Samples(np.array([[0.0, 1.0, 5.0]]), np.ones(3))


def seeded():
    return np.random.Generator(np.random.SFC64(1))


def test_density_is_that_of_scipy():
    """The density agrees with an independent one of the same kernel."""
    fit = kernel_density.Raw(0.7).fit(POINTS)
    places = np.linspace(-3, 8, 30)
    other = stats.gaussian_kde(POINTS.values[0], bw_method=0.7 / POINTS.values[0].std(ddof=1))
    assert fit.at(places[np.newaxis])[0] == pytest.approx(other(places), rel=1e-9)
    assert fit.mean == pytest.approx([2.0])
    assert fit.variance == pytest.approx([14 / 3 + 0.49])


def test_samples_have_the_density():
    """Drawn points follow the density, with equal weights and with others."""
    for weights in (np.ones(3), np.array([1.0, 0.0, 3.0])):
        fit = kernel_density.Raw(0.7).fit(POINTS._replace(weights=weights))
        drawn = kernel_density.Raw(0.7).sample(fit, 20_000, seeded()).values[0]

        def share(place, weights=weights):
            parts = stats.norm.cdf(np.asarray(place)[:, np.newaxis], POINTS.values, 0.7)
            return parts @ weights / weights.sum()

        assert stats.kstest(drawn, share).pvalue > 1e-3


def test_truth_is_the_standard_normal():
    """The truth has mean 0, variance 1, and a normal density."""
    truth = kernel_density.standard(2)
    assert truth.variance.tolist() == [1, 1]
    assert truth.at(np.zeros((2, 1)))[0] == pytest.approx([stats.norm.pdf(0)])


@pytest.mark.parametrize(
    "regime", [regimes.accumulate_subsample, regimes.mix_resampled(0.5), regimes.weighted(0.4), regimes.mix_fresh(0.5)]
)
def test_every_regime_runs(regime):
    """Subsamples, weights and mixtures give finite fits of the same number of replicates."""
    truth = kernel_density.standard(3)
    fits = list(recursion(kernel_density.Raw(0.2), regime, truth, size=8, generations=3, rng=seeded()))
    assert all(np.isfinite(params.variance).all() and len(params.mean) == 3 for params in fits)


def test_bad_data_are_refused():
    """Widths, weights and values that make no density are named."""
    with pytest.raises(ValueError, match="bandwidth is 0; a positive number"):
        kernel_density.Raw(0).fit(POINTS)
    with pytest.raises(ValueError, match=r"positive weight; these weigh 0\.0"):
        kernel_density.Raw(1).fit(POINTS._replace(weights=np.zeros(3)))
    with pytest.raises(ValueError, match="NaN or infinity"):
        kernel_density.Raw(1).fit(POINTS._replace(values=np.array([[0, np.nan, 1]])))
    with pytest.raises(ValueError, match="equal weight"):
        kernel_density.Raw(1).subsample(POINTS._replace(weights=np.arange(3.0)), 2, seeded())
