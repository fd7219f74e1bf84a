"""The contract of the families beyond the first two: each runs under every regime that its data allow."""

import itertools

import numpy as np
import pytest

from collapse import regimes
from collapse.models import exponential_families, gaussian_vector, logistic, regression, regression_exact
from collapse.recursion import recursion

REPLICATES, SIZE = 6, 12
DESIGN = regression.same(np.random.Generator(np.random.SFC64(0)).standard_normal((6, 3)))
VECTOR, WIDE = gaussian_vector.standard(3, REPLICATES), gaussian_vector.standard(20, REPLICATES)
LINE = regression.constant(np.array([1.0, -1.0, 0.5]), REPLICATES)
CLASSIFIER = logistic.Raw(3, ridge=0.1)
MODELS = {
    "gaussian_vector.Raw": (gaussian_vector.Raw(), VECTOR),
    "gaussian_vector.Exact": (gaussian_vector.Exact(ddof=1), VECTOR),
    "gaussian_vector.Raw, fewer points than dimensions": (gaussian_vector.Raw(ddof=1), WIDE),
    "gaussian_vector.Exact, fewer points than dimensions": (gaussian_vector.Exact(), WIDE),
    "regression.Raw, same": (regression.Raw(DESIGN, 0.5), LINE),
    "regression.Raw, fresh": (regression.Raw(regression.Fresh(3), 0.5, 0.1), LINE),
    "regression_exact.ExactSame": (regression_exact.exact_same(DESIGN, 0.5, 0.1), LINE),
    "regression_exact.ExactFresh": (regression_exact.ExactFresh(3, 0.5), LINE),
    "regression_exact.FreshAlone": (regression_exact.FreshAlone(3, 0.5), LINE),
    "regression_exact.FreshDistance": (
        regression_exact.FreshDistance(3, 0.5),
        regression_exact.no_distance(REPLICATES),
    ),
    "logistic.Raw": (CLASSIFIER, logistic.true_classifier(CLASSIFIER, REPLICATES)),
}
for family, mean in (
    (exponential_families.BERNOULLI, 0.4),
    (exponential_families.POISSON, 1.5),
    (exponential_families.EXPONENTIAL, 2.0),
):
    truth = exponential_families.constant(family, mean, REPLICATES)
    MODELS[f"{family.name}.Raw"] = (exponential_families.Raw(family), truth)
    MODELS[f"{family.name}.Exact"] = (exponential_families.Exact(family), truth)
REGIMES = {
    "replace": regimes.replace,
    "growing": regimes.growing,
    "accumulate": regimes.accumulate,
    "accumulate_subsample": regimes.accumulate_subsample,
    "mix_fresh": regimes.mix_fresh(0.5),
    "mix_fixed": regimes.mix_fixed(0.5),
    "mix_resampled": regimes.mix_resampled(0.5),
    "weighted": regimes.weighted(0.618),
    "weighted, all real": regimes.weighted(1.0),
    "weighted, none real": regimes.weighted(0.0),
}
ALONE = {"replace", "growing"}
UNBIASED = {name for name, (model, _) in MODELS.items() if getattr(model, "ddof", 0)}
WITHOUT_POINTS = REGIMES.keys() - {"accumulate_subsample", "mix_resampled"}


def allowed(model):
    """The regimes that a model's data allow: single data sets, whatever pools, or all; without weights if unbiased."""
    if "Alone" in model or "Distance" in model:
        return ALONE
    regimes_of_data = WITHOUT_POINTS if "Exact" in model else REGIMES.keys()
    return {name for name in regimes_of_data if not (model in UNBIASED and name.startswith("weighted"))}


PAIRS = sorted((model, regime) for model in MODELS for regime in allowed(model))
REFUSED = sorted(set(itertools.product(MODELS, REGIMES)) - set(PAIRS))


def run(model, regime, seed=1):
    family, truth = MODELS[model]
    rng = np.random.Generator(np.random.SFC64(seed))
    return list(recursion(family, REGIMES[regime], truth, size=SIZE, generations=4, rng=rng))


@pytest.mark.parametrize(("model", "regime"), PAIRS)
def test_every_pair_runs(model, regime):
    """Each model yields parameters for each replicate in every generation, and a seed decides all of them."""
    fits, again, other = run(model, regime), run(model, regime), run(model, regime, seed=2)
    assert len(fits) == 5
    for params in fits:
        named = params._asdict()
        log_determinant = named.pop("log_determinant", np.zeros(REPLICATES))
        assert (np.isfinite(log_determinant) | (log_determinant == -np.inf)).all()
        assert all(len(field) == REPLICATES and np.isfinite(field).all() for field in named.values())
    assert all(np.array_equal(one, two) for one, two in zip(fits[-1], again[-1], strict=True))
    assert not all(np.array_equal(one, two) for one, two in zip(fits[-1], other[-1], strict=True))


@pytest.mark.parametrize(("model", "regime"), REFUSED)
def test_what_the_data_do_not_allow_is_refused_with_a_remedy(model, regime):
    """No points cannot be subsampled, single fits not pooled, unbiased ones not weighed; the error names a model."""
    remedy = "ddof=0" if model in UNBIASED and "weighted" in regime else r"(\w+\.Raw|regression_exact\.ExactFresh)"
    with pytest.raises(ValueError, match=f"use {remedy}"):
        run(model, regime)


@pytest.mark.parametrize("model", [name for name in MODELS if "Distance" not in name and "Alone" not in name])
def test_impossible_sizes_and_weights_are_refused(model):
    """No data set is empty, and no share exceeds 1."""
    family, truth = MODELS[model]
    rng = np.random.Generator(np.random.SFC64(1))
    with pytest.raises(ValueError, match="size is 0"):
        family.sample(truth, 0, rng)
    with pytest.raises(ValueError, match=r"weight is 1\.5; a share from 0 to 1"):
        family.weigh(family.sample(truth, SIZE, rng), 1.5)
    with pytest.raises(ValueError, match="use ddof=0" if model in UNBIASED else r"weigh 0\.0|weigh more than"):
        family.fit(family.weigh(family.sample(truth, SIZE, rng), 0.0))


@pytest.mark.parametrize("model", [name for name in MODELS if name.endswith("Raw") or "Raw," in name])
def test_points_that_are_no_numbers_are_refused(model):
    """A single NaN or infinity among the points is refused."""
    family, truth = MODELS[model]
    for bad in (np.nan, np.inf):
        data = family.sample(truth, SIZE, np.random.Generator(np.random.SFC64(1)))
        data.values[1, 2] = bad
        with pytest.raises(ValueError, match="NaN or infinity"):
            family.fit(data)


@pytest.mark.parametrize("model", [name for name in MODELS if "Raw" in name and name not in UNBIASED])
def test_weighed_points_cannot_be_subsampled(model):
    """Which weight a drawn point should have is undecided, so the order is: subsample, then weigh."""
    family, truth = MODELS[model]
    rng = np.random.Generator(np.random.SFC64(1))
    data = family.pool(family.weigh(family.sample(truth, SIZE, rng), 0.5), family.sample(truth, SIZE, rng))
    with pytest.raises(ValueError, match="subsample before weighing"):
        family.subsample(data, 4, rng)
