"""Bernoulli, Poisson and exponential families: points and sums agree, and each stays within its range."""

import numpy as np
import pytest
from scipy import stats

from collapse import regimes
from collapse.models import exponential_families
from collapse.models.exponential_families import BERNOULLI, EXPONENTIAL, POISSON
from collapse.recursion import recursion

CASES = [(BERNOULLI, 0.3), (POISSON, 0.8), (EXPONENTIAL, 2.0)]
LAWS = {"bernoulli": stats.bernoulli, "poisson": stats.poisson, "exponential": lambda mean: stats.expon(scale=mean)}
ids = [family.name for family, _ in CASES]


def seeded(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


@pytest.mark.parametrize(("family", "mean"), CASES, ids=ids)
def test_points_have_the_mean_and_the_variance_of_the_law(family, mean):
    """So the variance given by the family, and the curvature that is its second difference, are right."""
    values = exponential_families.Raw(family).sample(exponential_families.constant(family, mean, 200), 500, seeded())
    law = LAWS[family.name](mean)
    assert abs(values.values.mean() - mean) < 4 * law.std() / np.sqrt(100_000)
    assert family.variance(np.array(mean)) == pytest.approx(law.var())
    low, middle, high = (float(family.variance(np.array(mean + step))) for step in (-0.1, 0.0, 0.1))
    assert (low + high - 2 * middle) / 0.01 == pytest.approx(2 * family.curvature, abs=1e-9)


@pytest.mark.parametrize(("family", "mean"), CASES, ids=ids)
def test_sums_follow_the_law_of_added_points(family, mean):
    """The drawn sum of 5 points and the sum of 5 drawn points are the same in law; a sum of 6 would be noticed."""
    truth = exponential_families.constant(family, mean, 8000)
    added = exponential_families.Raw(family).sample(truth, 5, seeded(1)).values.sum(axis=1)
    drawn = exponential_families.Exact(family).sample(truth, 5, seeded(2)).total
    assert stats.ks_2samp(added, drawn).pvalue > 1e-3
    longer = exponential_families.Exact(family).sample(truth, 6, seeded(2)).total
    assert stats.ks_2samp(added, longer).pvalue < 1e-6


@pytest.mark.parametrize(("family", "mean"), CASES, ids=ids)
def test_sums_pool_as_points_do(family, mean):
    """The weighted mean of all points is that of the pooled sums."""
    raw, exact = exponential_families.Raw(family), exponential_families.Exact(family)
    truth = exponential_families.constant(family, mean, 9)
    first, second = raw.sample(truth, 4, seeded(1)), raw.sample(truth, 7, seeded(2))
    together = raw.fit(raw.pool(raw.weigh(first, 0.3), second))
    sums = [exponential_families.Sums(len(data.weights), data.values.sum(axis=1)) for data in (first, second)]
    assert exact.fit(exact.pool(exact.weigh(sums[0], 0.3), sums[1])).mean == pytest.approx(together.mean)


def test_a_bernoulli_mean_ends_at_0_or_1():
    """Under replace one of the two outcomes is lost for good, and the other one as often as it began."""
    truth = exponential_families.constant(BERNOULLI, 0.3, 20_000)
    model = exponential_families.Exact(BERNOULLI)
    *_, fit = recursion(model, regimes.replace, truth, size=5, generations=80, rng=seeded())
    assert set(fit.mean) == {0.0, 1.0}
    assert abs(fit.mean.mean() - 0.3) < 4 * np.sqrt(0.21 / 20_000)


def test_rounding_never_leaves_the_range():
    """Weights that do not quite add up to 1 leave a Bernoulli mean of 1 at 1."""
    model = exponential_families.Exact(BERNOULLI)
    assert model.fit(exponential_families.Sums(1 - 1e-15, np.ones(3))).mean.max() == 1.0


@pytest.mark.parametrize(
    ("family", "mean", "accepted"),
    [
        (BERNOULLI, 1.2, r"a finite mean from 0\.0 to 1\.0 is accepted by the "),
        (POISSON, -0.1, r"a finite mean from 0\.0"),
        (EXPONENTIAL, np.inf, "a finite number is accepted"),
    ],
)
def test_means_out_of_range_are_refused(family, mean, accepted):
    """The error names what was given, and the family with its range, or that no family has it."""
    with pytest.raises(ValueError, match=f"mean is {mean}; {accepted}"):
        exponential_families.constant(family, mean, 3)
