"""A logistic classifier: the fit is the minimum, examples follow the model, and what cannot be fitted says so."""

import math

import numpy as np
import pytest
from scipy import integrate, optimize, stats

from collapse import regimes
from collapse.curation import verifiers
from collapse.models import logistic
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion


def seeded(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def sampled(model, size, replicates=3, seed=1):
    return model.sample(logistic.true_classifier(model, replicates), size, seeded(seed))


@pytest.mark.parametrize("ridge", [0.0, 0.5])
def test_fit_is_the_minimum(ridge):
    """A general minimiser of the weighted, penalised loss finds the same coefficients."""
    model = logistic.Raw(3, ridge=ridge)
    data = model.pool(model.weigh(sampled(model, 60), 0.4), sampled(model, 90, seed=2))
    shares = data.weights / data.weights.sum()
    for part, found in zip(data.values, model.fit(data).coefficients, strict=True):
        signed = part[:, 2:] * part[:, :1]

        def loss(point, signed=signed):
            return shares @ np.logaddexp(0, -signed @ point) + ridge / 2 * point @ point

        assert found == pytest.approx(optimize.minimize(loss, np.zeros(3), tol=1e-10).x, abs=1e-5)


def test_labels_follow_the_classes():
    """Drawn from the true classifier, label and class are alike given the input, and go equally well with it."""
    model = logistic.Raw(2, separation=0.8)
    data = sampled(model, 100_000, replicates=2).values
    label, true, first = data[..., 0].ravel(), data[..., 1].ravel(), data[..., 2].ravel()
    assert set(label) == set(true) == {-1.0, 1.0}
    for sign in (label, true):
        assert abs((sign * first).mean() - 0.8) < 4 / np.sqrt(200_000)
        assert abs((sign * first**2).mean()) < 4 * np.sqrt(3 + 6 * 0.64 + 0.64**2) / np.sqrt(200_000)

    def agreement(value):
        share = 1 / (1 + math.exp(-1.6 * value))
        return (share**2 + (1 - share) ** 2) * (stats.norm.pdf(value - 0.8) + stats.norm.pdf(value + 0.8)) / 2

    expected = integrate.quad(agreement, -12, 12)[0]
    assert abs((label == true).mean() - expected) < 4 * np.sqrt(expected * (1 - expected) / 200_000)


def test_accuracy_is_how_often_the_sign_is_right():
    """The formula is the share of new examples whose class is the sign of the score; no coefficients guess."""
    model = logistic.Raw(2, separation=1.2)
    params = logistic.Classifier(np.array([[1.0, 0.5], [-1.0, 0.2], [0.0, 0.0]]))
    exact = logistic.accuracy(model, params)
    examples = model.sample(params, 100_000, seeded()).values
    hits = np.sign(np.matvec(examples[..., 2:], params.coefficients)) == examples[..., 1]
    assert np.abs(hits.mean(axis=1) - exact)[:2].max() < 4 * np.sqrt(0.25 / 100_000)
    assert exact[2] == 0.5


def test_error_of_the_real_fit_is_that_of_large_samples():
    """The fit is right up to 1/n, and spread as the inverse Fisher information says."""
    model, replicates, size = logistic.Raw(2), 400, 2000
    fit = model.fit(sampled(model, size, replicates))
    many = sampled(model, 200_000, replicates=1).values[0, :, 2:]
    share = 1 / (1 + np.exp(-many[:, 0] * 2))
    spread = np.linalg.inv((many * (share * (1 - share))[:, np.newaxis]).T @ many / len(many)) / size
    error = fit.coefficients - [2, 0]
    assert np.abs(error.mean(axis=0) / np.sqrt(np.diag(spread) / replicates)).max() < 5
    chi_squared = np.square(error) / np.diag(spread)
    assert np.abs((chi_squared.mean(axis=0) - 1) / np.sqrt(2 / replicates)).max() < 4


@pytest.mark.slow
def test_replace_drifts_and_accumulate_does_not():
    """After eight fits the error is about eight times that of one under replace, and below twice under accumulate."""
    model, truth = logistic.Raw(2), logistic.true_classifier(logistic.Raw(2), 300)
    found = {}
    for regime in (regimes.replace, regimes.accumulate):
        fits = list(recursion(model, regime, truth, size=1000, generations=7, rng=seeded()))
        errors = estimate([np.square(params.coefficients - [2, 0]).sum(axis=1) for params in fits]).mean
        found[regime.__name__] = errors[-1] / errors[0]
    assert 6 < found["replace"] < 10.5
    assert 1.2 < found["accumulate"] < 2


def test_a_verifier_that_knows_keeps_what_is_right():
    """Of labels that are wrong at a rate of one half, an exact verifier keeps right ones only."""
    regime = regimes.curated(logistic.mislabelled(0.5), regimes.verified(verifiers.exact(logistic.right)))
    kept = []

    class Watched(logistic.Raw):
        def fit(self, data):
            kept.append(data)
            return super().fit(data)

    model = Watched(2)
    fits = list(recursion(model, regime, logistic.true_classifier(model, 4), size=500, generations=1, rng=seeded()))
    assert logistic.right(kept[1].values).all()
    assert logistic.accuracy(model, fits[1]).min() > 0.8


@pytest.mark.parametrize("rate", [0.0, 0.3, 1.0])
def test_labels_are_wrong_at_the_rate_asked_for(rate):
    """Whatever the model would say, this share of the labels is not the class."""
    model = logistic.Raw(2)
    kept = []

    def regime(sources):
        kept.append(logistic.mislabelled(rate)(sources, 20_000))
        return regimes.replace(sources)

    list(recursion(model, regime, logistic.true_classifier(model, 1), size=500, generations=1, rng=seeded()))
    wrong = 1 - logistic.right(kept[0].values).mean()
    assert abs(wrong - rate) <= 4 * np.sqrt(rate * (1 - rate) / 20_000)


def separable(model):
    data = sampled(model, 5)
    data.values[..., 0] = np.sign(data.values[..., 2])
    return data


def uniform(model):
    data = sampled(model, 50)
    data.values[..., 0] = 1.0
    data.values[..., 2:] = np.abs(data.values[..., 2:])
    return data


@pytest.mark.parametrize("make", [separable, uniform])
def test_labels_that_no_finite_fit_explains_best(make):
    """Classes that can be separated have no fit, the error says so and names a ridge; with a ridge there is one."""
    model = logistic.Raw(2)
    with pytest.raises(ValueError, match=r"no fit was found in 50 steps: .* or a ridge above 0"):
        model.fit(make(model))
    assert np.isfinite(logistic.Raw(2, ridge=0.1).fit(make(model)).coefficients).all()


def test_parameters_out_of_range_are_refused():
    """A negative ridge and a rate above 1 are no such things."""
    model = logistic.Raw(2, ridge=-0.1)
    with pytest.raises(ValueError, match=r"ridge is -0\.1; 0 or a positive number"):
        model.fit(sampled(model, 10))
    with pytest.raises(ValueError, match=r"error_rate is 1\.5; a share"):
        logistic.mislabelled(1.5)
