"""What has misled people who repeat this literature, each with a test that would notice: the mistake must not pass.

The numbers are those of a list of fourteen; 6 and 7 are about language models and have toys below. A test holds the
right reading to the simulation by z-score, and shows that the wrong one is further off than chance allows.
"""

import math

import numpy as np
import pytest

from collapse import biases, metrics, regimes
from collapse.conformance import MOST_DEVIATIONS, authors_data
from collapse.metrics import distances
from collapse.models import gaussian, regression, regression_exact, regression_replace, zipf
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion
from collapse.theory import gaussian as theory
from collapse.theory import mixing
from collapse.theory import regression as theory_of_regression
from collapse.theory import zipf as theory_of_words

CELLS = list(authors_data.cells())
COLLAPSED = next(cell for cell in CELLS if (cell.regime, cell.size, cell.fits) == ("replace", 10, 100))


def simulated(model, regime, truth, size, fits):
    rng = np.random.Generator(np.random.SFC64(1))
    return list(recursion(model, regime, truth, size=size, generations=fits - 1, rng=rng))


def normal(regime, size, fits, replicates=20_000, ddof=0):
    return simulated(gaussian.Exact(ddof), regime, gaussian.standard(replicates), size, fits)


def deviations(samples, expected):
    """How many standard errors the mean of the samples is from what is expected."""
    mean, error = estimate(samples)
    return abs(float((mean - expected) / error))


def assert_tells_apart(samples, right, wrong):
    """The samples agree with the right value, and not with the wrong one."""
    assert deviations(samples, right) <= MOST_DEVIATIONS
    assert deviations(samples, wrong) > MOST_DEVIATIONS


def test_trap_01_mean_variance_misleads_under_replace():
    """Trap 1, mean against logarithm: the unbiased variance is 1 on average for ever, and no run shows it."""
    variance = np.exp(normal(regimes.replace, 10, 300, ddof=1)[-1].log_variance)
    assert theory.replace_variance(10, 299, ddof=1)[-1] == 1
    assert deviations(variance, 1) > MOST_DEVIATIONS
    assert deviations(np.log(variance), theory.replace_log_variance(10, 299, ddof=1)[-1]) <= MOST_DEVIATIONS
    assert np.median(variance) < 1e-12


def test_trap_01_the_authors_own_plain_mean_fails_where_the_logarithm_passes():
    """Trap 1 in the authors' data: the mean variance of 111 runs is far below its expectation, its logarithm is not."""
    exact = theory.replace_variance(10, 99, ddof=0)[-1]
    assert exact - COLLAPSED.variance.value > MOST_DEVIATIONS * COLLAPSED.variance.error
    row = next(row for row in authors_data.rows(None) if row.name == "R12 replace, n=10, t=100, log variance")
    assert abs(row.distance) < 1


def test_trap_01_every_other_cell_of_the_authors_passes_on_the_plain_mean():
    """Trap 1 is in one cell of the twenty-four; all others fit, with deviations of the size that chance gives."""
    plain = []
    for cell in CELLS:
        kept = 1 - theory.accumulate_error(cell.size, cell.fits - 1)[-1]
        exact = kept if cell.regime == "accumulate" else theory.replace_variance(cell.size, cell.fits - 1, ddof=0)[-1]
        if cell is not COLLAPSED:
            plain.append((cell.variance.value - exact) / cell.variance.error)
    errors = [row.distance for row in authors_data.rows(None) if row.name.endswith("squared error")]
    assert len(plain) == 23
    assert len(errors) == 24
    assert np.abs(plain).max() < 1.6
    assert np.sqrt(np.mean(np.square(errors))) == pytest.approx(0.82, abs=0.01)


@pytest.mark.parametrize("ddof", [0, 1])
def test_trap_02_estimators_differ_by_a_factor_of_two(ddof):
    """Trap 2, ddof: maximum likelihood loses log variance twice as fast as the unbiased estimator."""
    log_variance = normal(regimes.replace, 100, 100, ddof=ddof)[-1].log_variance
    right, wrong = (theory.replace_log_variance(100, 99, which)[-1] for which in (ddof, 1 - ddof))
    assert_tells_apart(log_variance, right, wrong)
    assert max(right / wrong, wrong / right) == pytest.approx(2, abs=0.01)


@pytest.mark.parametrize("fits", [1, 2, 5])
def test_trap_03_first_fit_is_generation_zero(fits):
    """Trap 3, which generation is 1: after t fits the error is t/n, and the first fit sees real data."""
    error = metrics.squared_error(normal(regimes.replace, 100, fits, ddof=1)[-1])
    trajectory = theory.replace_error(100, 9, ddof=1)
    assert_tells_apart(error, fits / 100, (fits + 1) / 100)
    assert trajectory[fits - 1] == pytest.approx(fits / 100)


@pytest.mark.slow
@pytest.mark.parametrize("design", ["same", "fresh"])
def test_trap_04_designs_of_regression_differ(design):
    """Trap 4, same rows against fresh rows: only with the same rows does accumulate come to the sum of 1/t squared."""
    size, dimension, fits = 60, 10, 20
    rng = np.random.Generator(np.random.SFC64(1))
    same = regression.same(rng.standard_normal((size, dimension)))
    one_fit = theory_of_regression.same_fit_error(1.0, same.spectrum, size)
    model = regression_exact.exact_same(same, 1.0)
    if design == "fresh":
        one_fit = theory_of_regression.fresh_fit_error(1.0, dimension, size)
        model = regression_exact.ExactFresh(dimension, 1.0)
    expected = {
        "same": theory_of_regression.accumulate_same_error(1.0, fits - 1)[-1],
        "fresh": theory_of_regression.accumulate_fresh_error(1.0, dimension, size, fits - 1)[-1]
        / theory_of_regression.fresh_fit_error(1.0, dimension, size),
    }
    truth = regression.constant(np.ones(dimension), 12_000)
    error = regression.squared_error(simulated(model, regimes.accumulate, truth, size, fits)[-1], truth) / one_fit
    assert_tells_apart(error, expected[design], expected["fresh" if design == "same" else "same"])


@pytest.mark.slow
def test_trap_05_a_tenth_of_the_original_data_is_neither_fresh_nor_accumulated():
    """Trap 5, a part of the fixed first data: its error is not that of fresh data, and the first fit stays in it."""
    size, fits, share = 100, 30, 0.1
    truth = gaussian.standard(4000)
    fixed = simulated(gaussian.Raw(), regimes.mix_resampled(share), truth, size, fits)
    fresh = simulated(gaussian.Raw(), regimes.mix_fresh(share), truth, size, fits)
    right = mixing.mix_resampled_error(size, share, fits - 1)[-1]
    others = theory.mix_fresh_error(size, share, fits - 1)[-1], theory.accumulate_error(size, fits - 1)[-1]
    for wrong in others:
        assert_tells_apart(metrics.squared_error(fixed[-1]), right, wrong)
    kept = {name: np.polyfit(run[0].mean, run[-1].mean, 1)[0] for name, run in (("fixed", fixed), ("fresh", fresh))}
    assert kept["fixed"] == pytest.approx(1, abs=0.15)
    assert kept["fresh"] == pytest.approx(0, abs=0.15)


def test_trap_06_decoding_collapses_without_any_sampling_error():
    """Trap 6, decoding: a temperature below 1 narrows a law of which samples lose nothing."""
    truth, size, fits = zipf.zipf(50, 1.0, 2), 10**14, 6
    start = float(distances.entropy(truth)[0])
    sampled = simulated(zipf.Exact(), regimes.replace, truth, size, fits)[-1]
    cooled = simulated(zipf.Exact(), regimes.biased(biases.temperature(0.8)), truth, size, fits)[-1]
    assert distances.entropy(sampled) == pytest.approx(start, rel=1e-4)
    assert distances.entropy(cooled).max() < 0.3 * start
    decoded_coldly = simulated(zipf.Exact(), regimes.biased(biases.temperature(0.3)), truth, size, 2)[-1]
    assert distances.entropy(decoded_coldly).max() < 0.3 * start


def test_trap_07_one_run_goes_up_and_down():
    """Trap 7, one seed: the expected distance rises in every generation, and next to no run does the same."""
    runs = np.array([distances.squared_wasserstein(params) for params in normal(regimes.replace, 100, 40, ddof=1)])
    assert np.all(np.diff(theory.replace_wasserstein(100, 39, ddof=1)) > 0)
    assert np.all(np.diff(estimate(runs).mean) > 0)
    risen = np.diff(runs, axis=0) > 0
    assert 0.3 < risen.mean() < 0.7
    assert risen.all(axis=0).mean() < 1e-3
    assert (runs[-1] < runs[19]).mean() > 0.2


def test_trap_08_measures_disagree_on_one_run_of_the_normal_model():
    """Trap 8, metric dependence: from 60 fits on the divergence grows on, while the transport distance stands."""
    fits = normal(regimes.replace, 10, 240)
    early, late = fits[59], fits[239]
    grown = {
        measure: float(measure(late).mean() / measure(early).mean())
        for measure in (distances.log_variance, distances.divergence, distances.squared_wasserstein)
    }
    assert grown[distances.log_variance] == pytest.approx(4, rel=0.02)
    assert grown[distances.divergence] == pytest.approx(4, rel=0.02)
    assert grown[distances.squared_wasserstein] < 1.2


@pytest.mark.slow
def test_trap_08_measures_disagree_on_one_run_of_words():
    """Trap 8 for words: most types are gone while entropy has hardly fallen and little of the true text is missing."""
    truth = zipf.zipf(20_000, 1.5, 20)
    first, *_, last = simulated(zipf.Exact(), regimes.replace, truth, 1_000_000, 30)
    assert metrics.surviving_types(last).mean() < 0.3 * metrics.surviving_types(first).mean()
    assert distances.entropy(last).mean() > 0.95 * distances.entropy(first).mean()
    assert metrics.missing_mass(last, truth).max() < 0.05


@pytest.mark.slow
def test_trap_09_transport_distance_grows_because_the_mean_walks():
    """Trap 9: unbiased, the distance is t/n for the mean, without end, and never more than 2 for the deviation."""
    size, fits = 20, 400
    error = theory.replace_error(size, fits - 1, ddof=1)
    deviation = theory.replace_wasserstein(size, fits - 1, ddof=1) - error
    assert error == pytest.approx(theory.fits(fits - 1) / size)
    assert deviation.max() < 2
    run = normal(regimes.replace, size, fits, ddof=1)
    squared = np.array([np.median(metrics.squared_error(params)) for params in run[49::50]])
    assert np.all(np.diff(squared) > -0.02)
    assert np.median(run[-1].log_variance) < math.log(1e-3)
    assert squared[-1] > 100 * np.exp(np.median(run[-1].log_variance))


def test_trap_10_words_and_bulk_have_time_scales_of_their_own():
    """Trap 10, two time scales: words seen c times go within a few c corpora, the diversity of the bulk within n."""
    size, count, corpora = 2000, 5, 15
    rare = np.full(20, count / size)
    shares = np.concatenate([rare, np.full(10, (1 - rare.sum()) / 10)])
    truth = zipf.Categorical(np.arange(30), np.broadcast_to(shares, (2000, 30)))
    last = simulated(zipf.Exact(), regimes.replace, truth, size, corpora)[-1]
    alive = (metrics.aligned(last, 30)[:, :20] > 0).mean(axis=1)
    # The first corpus is drawn too: a word that is expected count times is as one seen count times a corpus before.
    assert_tells_apart(alive, theory_of_words.word_survival(count, corpora)[-1], 1.0)
    assert alive.mean() < 0.55
    diversity = metrics.diversity(last) / metrics.diversity(truth)
    assert diversity.mean() > 0.99
    assert theory_of_words.replace_diversity(size, size)[-1] == pytest.approx(1 / math.e, rel=0.01)


def test_trap_11_losses_belong_to_the_fit_that_has_just_been_made():
    """Trap 11, index shift: the error recorded for fit t is that of t fits, not of the ones before or after."""
    size, dimension, fits = 60, 10, 6
    truth = regression.constant(np.ones(dimension), 12_000)
    model = regression_replace.FreshAlone(dimension, 1.0)
    run = simulated(model, regimes.replace, truth, size, fits)
    one_fit = theory_of_regression.fresh_fit_error(1.0, dimension, size)
    for number, params in enumerate(run, 1):
        error = regression.squared_error(params, truth) / one_fit
        assert_tells_apart(error, number, number - 1)
        assert deviations(error, number + 1) > MOST_DEVIATIONS


def test_trap_12_the_authors_fit_by_maximum_likelihood():
    """Trap 12, the covariance of the authors' code: their replace runs fit ddof 0, and not the unbiased theory."""
    apart = []
    for cell in CELLS:
        if cell.log_variance is not None:
            error = math.sqrt(theory.replace_log_variance_variance(cell.size, cell.fits - 1)[-1] / cell.runs)
            biased, unbiased = (
                (cell.log_variance - theory.replace_log_variance(cell.size, cell.fits - 1, ddof)[-1]) / error
                for ddof in (0, 1)
            )
            assert abs(biased) < 1.5
            apart.append(abs(unbiased))
    assert max(apart) > 20
    assert sum(distance > MOST_DEVIATIONS for distance in apart) >= 4


@pytest.mark.slow
def test_trap_13_log_variance_outlives_the_floats():
    """Trap 13, float precision: after 400 n fits the variance is 0 as a float, and its logarithm still right."""
    size, fits, replicates = 5, 2000, 4000
    log_variance = normal(regimes.replace, size, fits, replicates)[-1].log_variance
    assert np.isfinite(log_variance).all()
    assert np.median(np.exp(log_variance)) == 0
    expected = theory.replace_log_variance(size, fits - 1, ddof=0)[-1]
    spread = theory.replace_log_variance_variance(size, fits - 1)[-1]
    assert abs(log_variance.mean() - expected) <= MOST_DEVIATIONS * math.sqrt(spread / replicates)


@pytest.mark.slow
def test_trap_14_not_every_run_has_collapsed():
    """Trap 14, certainty in the limit: at any time some runs are wide still, as many as a normal law says."""
    size, fits, width = 20, 400, 1e-3
    log_variance = normal(regimes.replace, size, fits, ddof=1)[-1].log_variance
    mean = theory.replace_log_variance(size, fits - 1, ddof=1)[-1]
    spread = theory.replace_log_variance_variance(size, fits - 1)[-1]
    expected = math.erfc((mean - math.log(width)) / math.sqrt(2 * spread)) / 2
    collapsed = (log_variance < math.log(width)).mean()
    assert collapsed < 1
    assert collapsed == pytest.approx(expected, abs=0.005)


@pytest.mark.slow
@pytest.mark.parametrize("threshold", [0.1, 0.5])
def test_trap_14_bound_on_what_is_still_wide_is_kept(threshold):
    """Trap 14 in the bound of Suresh et al.: a deviation above the threshold has a chance below e^(-t/4n) over it."""
    size, fits = 50, 500
    for count, params in enumerate(normal(regimes.replace, size, fits, ddof=1), 1):
        wide = (params.log_variance > 2 * math.log(threshold)).mean()
        assert wide <= math.exp(-count / (4 * size)) / threshold
