"""Curation: what passes is what the verifier says, counts agree with points, and bad verifiers are refused."""

import numpy as np
import pytest

from collapse import curation, regimes
from collapse.curation import verifiers
from collapse.models import gaussian, zipf
from collapse.recursion import Sources, recursion


def seeded(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def sources(model, params, rng):
    return Sources(
        model=model,
        real=lambda size: model.sample(params, size, rng),
        synthetic=lambda size: model.sample(params, size, rng),
        pool=None,
        size=10,
        rng=rng,
        params=params,
        first=None,
        generation=1,
    )


def test_only_what_passes_is_trained_on():
    """Every point lies within the verifier's radius, and each replicate has as many as were asked for."""
    found = curation.passing(verifiers.within(0.5, 0.2))(sources(gaussian.Raw(), gaussian.standard(50), seeded()), 30)
    assert found.values.shape == (50, 30)
    assert (np.abs(found.values - 0.5) < 0.2).all()
    assert np.ptp(found.values[:, -1]) > 0


def test_points_that_pass_keep_their_order_and_law():
    """A verifier that passes everything changes nothing: the same draws, in the same order."""
    everything = curation.passing(lambda values: np.ones(values.shape))
    rng = seeded(2)
    found = everything(sources(gaussian.Raw(), gaussian.standard(3), rng), 5)
    again = seeded(2)
    expected = gaussian.Raw().sample(gaussian.standard(3), 5, again)
    assert np.array_equal(found.values, expected.values)


def test_counts_agree_with_points():
    """Thinned counts have the mean and the covariance of tokens that pass one by one: those of a multinomial law."""
    law = np.array([0.5, 0.3, 0.2])
    keep = np.array([0.1, 1.0, 0.5])
    exact = law * keep / (law @ keep)
    params = zipf.Categorical(np.arange(3), np.broadcast_to(law, (20_000, 3)))
    judge = curation.passing(lambda types: keep[types])
    covariance = 7 * (np.diag(exact) - np.outer(exact, exact))
    for model in (zipf.Raw(), zipf.Exact()):
        found = judge(sources(model, params, seeded(3)), 7)
        counts = found.counts if hasattr(found, "counts") else zipf.tally(found).counts
        assert (counts.sum(axis=1) == 7).all()
        assert np.abs((counts.mean(axis=0) - 7 * exact) / np.sqrt(np.diag(covariance) / 20_000)).max() < 4
        assert np.cov(counts.T) == pytest.approx(covariance, abs=0.06)


def test_counts_of_models_that_draw_token_by_token():
    """Where there are more types than tokens the batches hold different types, and still add up."""
    params = zipf.zipf(40, 1.0, 200)
    found = curation.passing(verifiers.exact(lambda types: types % 2 == 0))(sources(zipf.Exact(), params, seeded()), 6)
    assert (found.counts.sum(axis=1) == 6).all()
    assert (found.types[found.counts.any(axis=0)] % 2 == 0).all()


@pytest.mark.parametrize("model", [zipf.Raw(), zipf.Exact()])
def test_verifier_that_passes_nothing_is_refused(model):
    """The error says that nothing passes, of how many, and what to do."""
    nothing = curation.passing(lambda types: np.zeros(types.shape))
    with pytest.raises(ValueError, match=r"passes nothing of 2000 samples .* 10 are asked for; use a verifier that"):
        nothing(sources(model, zipf.zipf(5, 1.0, 2), seeded()), 10)


def test_verifier_that_passes_too_little_is_refused():
    """The error says how many passed."""
    rare = curation.passing(lambda values: np.full(values.shape, 1e-3))
    with pytest.raises(ValueError, match=r"passes only \d of 2000 samples"):
        rare(sources(gaussian.Raw(), gaussian.standard(1), seeded(4)), 10)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda values: np.full(values.shape, 1.5), "from 1.5 to 1.5; chances from 0 to 1"),
        (lambda values: np.full(values.shape, np.nan), "chances from 0 to 1"),
        (lambda values: np.ones(3), r"shape \(3,\); one chance for each of \(2, 10\)"),
    ],
)
def test_answers_that_are_no_chances_are_refused(answer, message):
    """A verifier answers with one chance from 0 to 1 for each value; anything else is named."""
    with pytest.raises(ValueError, match=message):
        curation.passing(answer)(sources(gaussian.Raw(), gaussian.standard(2), seeded()), 10)


@pytest.mark.parametrize(
    "choice",
    [curation.passing(verifiers.within(0, 1)), curation.preferred(lambda values: values, 2), curation.voted(3)],
)
def test_statistics_cannot_be_curated(choice):
    """Moments hold no points to judge: the error names the remedy."""
    with pytest.raises(ValueError, match="Moments hold no points to choose from; use the model's Raw form"):
        choice(sources(gaussian.Exact(), gaussian.standard(2), seeded()), 10)


def test_numbers_below_one_are_refused():
    """A choice needs a candidate, and a vote a voter."""
    with pytest.raises(ValueError, match="candidates is 0; a whole number from 1"):
        curation.preferred(lambda values: values, 0)
    with pytest.raises(ValueError, match="votes is -1; a whole number from 1"):
        curation.voted(-1)


@pytest.mark.parametrize(("chance", "expected"), [(0.3, 0.05), (0.45, 0.346), (0.55, 0.654), (0.7, 0.95)])
def test_vote_of_fifteen(chance, expected):
    """The majority of 15 answers is right as often as more than half of a binomial number."""
    params = zipf.Categorical(np.arange(2), np.array([[1 - chance, chance]]))
    found = curation.voted(15)(sources(zipf.Raw(), params, seeded(5)), 100_000)
    exact = float(verifiers.more_than_half(chance, 15))
    assert exact == pytest.approx(expected, abs=1e-3)
    assert abs(found.values.mean() - exact) < 4 * np.sqrt(exact * (1 - exact) / 100_000)


def test_vote_has_no_favourite():
    """Of two answers that are equally likely and equally often given, none is preferred."""
    params = zipf.Categorical(np.arange(2), np.array([[0.5, 0.5]]))
    found = curation.voted(4)(sources(zipf.Raw(), params, seeded(6)), 100_000)
    assert abs(found.values.mean() - 0.5) < 4 * np.sqrt(0.25 / 100_000)


def test_preference_for_points_in_a_plane():
    """Points of more than one coordinate are chosen whole."""

    class Plane(gaussian.Raw):
        def sample(self, params, size, rng):
            values = rng.standard_normal((len(params.mean), size, 1)) * np.ones(2)
            return gaussian.Samples(values, np.ones(size))

    choice = curation.preferred(lambda values: 100 * values[..., 0], 5)
    found = choice(sources(Plane(), gaussian.standard(2), seeded()), 500)
    assert found.values.shape == (2, 500, 2)
    assert (found.values[..., 0] == found.values[..., 1]).all()
    assert found.values.mean() > 1


def test_curations_nest():
    """A verified regime inside a biased one judges what the biased model draws, under any other regime."""
    regime = regimes.biased(
        lambda params: params._replace(mean=params.mean + 10),
        regimes.verified(verifiers.within(10, 1), regimes.replace),
    )
    fits = list(recursion(gaussian.Raw(), regime, gaussian.standard(2), size=200, generations=1, rng=seeded()))
    assert fits[1].mean == pytest.approx([10, 10], abs=0.4)
    pooled = regimes.verified(verifiers.within(0, 1), regimes.accumulate)
    fits = list(recursion(gaussian.Raw(), pooled, gaussian.standard(2), size=200, generations=3, rng=seeded()))
    assert (np.diff([fit.log_variance for fit in fits], axis=0) < 0).all()
