"""Verified loops against what is known of them: odds that grow, variety that does not, and the judge's own centre."""

import numpy as np
import pytest
from scipy.stats import binom, truncnorm

from collapse import biases, regimes
from collapse.curation import verifiers
from collapse.metrics import aligned
from collapse.models import gaussian, zipf
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion
from collapse.theory import verification


def seeded(seed):
    return np.random.Generator(np.random.SFC64(seed))


def law(probabilities, replicates):
    """A truth over types that all replicates share."""
    shared = np.broadcast_to(probabilities, (replicates, len(probabilities)))
    return zipf.Categorical(np.arange(len(probabilities)), shared)


def test_log_odds_of_right_samples_grow_linearly():
    """With keep rates 0.9 and 0.3 and many samples the share of right ones follows the logistic law."""
    right = verifiers.noisy(lambda types: types == 0, 0.9, 0.3)
    truth = law([0.1, 0.9], 4)
    fits = recursion(zipf.Exact(), regimes.verified(right), truth, size=4_000_000, generations=6, rng=seeded(1))
    shares = np.array([params.probabilities[:, 0] for params in fits])
    assert shares == pytest.approx(np.tile(verification.accuracy(0.1, 0.9, 0.3, 6), (4, 1)).T, abs=3e-3)


@pytest.mark.slow
def test_equal_keep_rates_change_nothing_on_average():
    """A verifier that keeps right and wrong alike leaves the expected share as it was."""
    coin = verifiers.noisy(lambda types: types == 0, 0.5, 0.5)
    fits = recursion(
        zipf.Exact(), regimes.verified(coin), law([0.2, 0.8], 20_000), size=50, generations=4, rng=seeded(2)
    )
    shares = estimate([aligned(params, 2)[:, 0] for params in fits])
    assert np.abs((shares.mean - 0.2) / shares.error).max() < 4
    assert verification.accuracy(0.2, 0.5, 0.5, 4) == pytest.approx(np.full(5, 0.2))


@pytest.mark.slow
@pytest.mark.parametrize("model", [zipf.Raw(), zipf.Exact()])
def test_diversity_among_right_samples_drifts_as_without_a_verifier(model):
    """An exact verifier keeps what is right, and (1 - 1/n)^t of its diversity."""
    size, rounds = 20, 6
    truth = law(np.array([1, 1, 1, 1, 4]) / 8, 6000)
    exact = verifiers.exact(lambda types: types < 4)
    fits = list(recursion(model, regimes.verified(exact), truth, size=size, generations=rounds, rng=seeded(3)))[1:]
    assert all(set(params.types) <= {0, 1, 2, 3} for params in fits)
    kept = estimate([(1 - np.square(params.probabilities).sum(axis=1)) for params in fits])
    among_right = kept.mean / kept.mean[0]
    exact_share = verification.correct_diversity(size, rounds - 1)
    assert np.abs(among_right - exact_share).max() < 5 * kept.error.max()


@pytest.mark.parametrize(("keep_right", "keep_wrong"), [(1.0, 0.0), (0.9, 0.6), (1.0, 1.0)])
def test_finite_loop_is_an_average_over_all_that_can_happen(keep_right, keep_wrong):
    """With three samples a generation, both trajectories are the sums over every sequence of counts."""
    size, start = 3, 0.4

    def chances(count):
        share = keep_right * count / (keep_right * count + keep_wrong * (size - count)) if count else 0.0
        return binom.pmf(range(size + 1), size, share)

    histories = {(count,): chance for count, chance in enumerate(binom.pmf(range(size + 1), size, start))}
    found = verification.finite_loop(start, keep_right, keep_wrong, size, 3)
    for generation in range(4):
        accuracy = sum(chance * history[-1] / size for history, chance in histories.items())
        kept = {history: np.prod([max(0, 1 - 1 / count) if count else 0 for count in history]) for history in histories}
        assert found.accuracy[generation] == pytest.approx(accuracy, rel=1e-12)
        assert found.diversity[generation] == pytest.approx(
            sum(chance * kept[history] for history, chance in histories.items()), rel=1e-12
        )
        histories = {
            (*history, count): chance * step
            for history, chance in histories.items()
            for count, step in enumerate(chances(history[-1]))
        }


def test_finite_loop_tends_to_the_law_of_growth():
    """In a large loop the share of right samples is the logistic law, and an exact verifier keeps 1 - 1/n a round."""
    found = verification.finite_loop(0.2, 0.8, 0.6, 1500, 8)
    assert found.accuracy == pytest.approx(verification.accuracy(0.2, 0.8, 0.6, 8), abs=3e-3)
    kept = verification.finite_loop(0.2, 1.0, 0.0, 60, 8).diversity[1:]
    assert kept / kept[0] == pytest.approx(verification.correct_diversity(60, 7), rel=1e-4)


def test_threshold_is_where_verified_labels_are_half_right():
    """At an error rate of p* one round of verification gives as many wrong labels as right ones."""
    for keep_right, keep_wrong in [(1.0, 1.0), (0.8, 0.4), (1.0, 0.1)]:
        wrong = verification.error_threshold(keep_right, keep_wrong)
        assert verification.accuracy(1 - wrong, keep_right, keep_wrong, 1)[-1] == pytest.approx(0.5, rel=1e-12)


def test_a_biased_verifier_draws_the_model_to_its_own_centre():
    """With a known variance the mean follows the map of truncated means, away from the truth."""
    start, centre, radius = 0.0, 0.3, 1.0
    judge = verifiers.within(centre, radius)
    regime = regimes.biased(biases.known_variance(), regimes.verified(judge))
    fits = recursion(gaussian.Raw(), regime, gaussian.standard(3), size=200_000, generations=5, rng=seeded(4))
    means = np.array([params.mean for params in fits])
    expected = verification.verified_mean(start, centre, radius, 5)
    assert means == pytest.approx(np.tile(expected, (3, 1)).T, abs=0.015)
    assert abs(means[-1] - centre).max() < 0.015


@pytest.mark.parametrize(("mean", "centre", "radius"), [(0.0, 0.0, 1.0), (0.7, 0.2, 2.0), (-1.0, 0.5, 0.8)])
def test_moments_of_what_passes(mean, centre, radius):
    """Mean and variance of a normal distribution that is cut off are those of the library of distributions."""
    cut = truncnorm(centre - radius - mean, centre + radius - mean, loc=mean)
    found = verification.truncated(np.array(mean), centre, radius)
    assert found.mean == pytest.approx(cut.mean(), rel=1e-9)
    assert found.variance == pytest.approx(cut.var(), rel=1e-9)


def test_error_under_a_judge_ends_at_its_own():
    """From any first model the error ends at the square of the judge's offset, but for what sampling adds."""
    errors = verification.verified_error(5, 0.4, 1.0, 10**6, 30)
    assert errors[0] == pytest.approx(1 / 5 + 1e-6)
    assert errors[-1] == pytest.approx(0.4**2, rel=1e-4)
    variance = verification.truncated_variance(1.0)
    honest = verification.verified_error(5, 0.0, 1.0, 1000, 30)
    assert honest[-1] == pytest.approx(variance / 1000 / (1 - variance**2), rel=1e-6)


def test_contraction_is_the_truncated_variance():
    """Close to its centre the verifier leaves a distance of Var(truncated) after each round: 0.291 for radius 1."""
    means = verification.verified_mean(1e-5, 0.0, 1.0, 3)
    assert means[1:] / means[:-1] == pytest.approx(np.full(3, verification.truncated_variance(1.0)), rel=1e-6)
    assert verification.truncated_variance(1.0) == pytest.approx(0.2911, abs=5e-5)


def test_resemblance_to_a_slice_makes_diversity_decay_as_a_power():
    """Samples that pass as they resemble a reference have the variance 1 / (1 + t / width^2)."""
    judge = verifiers.resembling(0.5, 2.0)
    fits = recursion(
        gaussian.Raw(), regimes.verified(judge), gaussian.standard(4), size=100_000, generations=8, rng=seeded(5)
    )
    params = list(fits)
    variances = np.array([np.exp(fit.log_variance) for fit in params])
    means = np.array([fit.mean for fit in params])
    assert variances / verification.resembling_variance(2.0, 8)[:, np.newaxis] == pytest.approx(
        np.ones((9, 4)), abs=0.05
    )
    assert means == pytest.approx(np.tile(verification.resembling_mean(0.5, 2.0, 8), (4, 1)).T, abs=0.03)


def test_best_of_many():
    """Among two candidates at least one is right with chance 1 - (1 - p)^2."""
    assert verification.best_of(0.3, 2) == pytest.approx(0.51, rel=1e-12)
    assert verification.best_of(1e-12, 10) == pytest.approx(1e-11, rel=1e-6)
