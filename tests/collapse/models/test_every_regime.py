"""The contract of all families: each runs under every regime that its data allow, and says what to use for the rest."""

import itertools
import pkgutil

import numpy as np
import pytest

from collapse import blends, curation, models, regimes
from collapse.models import (
    adder,
    empirical,
    exponential_families,
    gaussian,
    gaussian_vector,
    generalised_linear,
    kernel_density,
    logistic,
    mixture,
    ngram,
    regression,
    regression_exact,
    regression_replace,
    solver,
    zipf,
)
from collapse.numerics.weighted import Samples
from collapse.recursion import recursion

REPLICATES, SIZE = 6, 12


def seeded(seed=0):
    return np.random.Generator(np.random.SFC64(seed))


DESIGN = regression.same(seeded().standard_normal((6, 3)))
VECTOR, WIDE = gaussian_vector.standard(3, REPLICATES), gaussian_vector.standard(20, REPLICATES)
LINE = regression.constant(np.array([1.0, -1.0, 0.5]), REPLICATES)
CLASSIFIER = logistic.Raw(3, ridge=0.1)
NORMAL, WORDS = gaussian.standard(REPLICATES), zipf.zipf(7, 1.0, REPLICATES)
MODELS = {
    "gaussian.Raw": (gaussian.Raw(), NORMAL),
    "gaussian.Raw, unbiased": (gaussian.Raw(ddof=1), NORMAL),
    "gaussian.Exact": (gaussian.Exact(), NORMAL),
    "gaussian_vector.Raw": (gaussian_vector.Raw(), VECTOR),
    "gaussian_vector.Exact, unbiased": (gaussian_vector.Exact(ddof=1), VECTOR),
    "gaussian_vector.Raw, unbiased, fewer points than dimensions": (gaussian_vector.Raw(ddof=1), WIDE),
    "gaussian_vector.Exact, fewer points than dimensions": (gaussian_vector.Exact(), WIDE),
    "empirical.Raw": (empirical.Raw(), empirical.Uniform(REPLICATES)),
    "kernel_density.Raw": (kernel_density.Raw(0.3), kernel_density.standard(REPLICATES)),
    "mixture.Raw, restart": (mixture.Raw(2, "restart"), mixture.two_clusters(REPLICATES)),
    "mixture.Raw, previous": (mixture.Raw(2, "previous"), mixture.two_clusters(REPLICATES)),
    "zipf.Raw": (zipf.Raw(), WORDS),
    "zipf.Exact": (zipf.Exact(), WORDS),
    "zipf.Exact, more types than tokens": (zipf.Exact(), zipf.zipf(100, 1.0, REPLICATES)),
    "ngram.Raw": (ngram.Raw(2, chains=2), ngram.Library(seeded().integers(4, size=60), REPLICATES)),
    "regression.Raw, same": (regression.Raw(DESIGN, 0.5), LINE),
    "regression.Raw, fresh": (regression.Raw(regression.Fresh(3), 0.5, 0.1), LINE),
    "regression_exact.ExactSame": (regression_exact.exact_same(DESIGN, 0.5, 0.1), LINE),
    "regression_exact.ExactFresh": (regression_exact.ExactFresh(3, 0.5), LINE),
    "regression_replace.FreshAlone": (regression_replace.FreshAlone(3, 0.5), LINE),
    "regression_replace.FreshDistance": (
        regression_replace.FreshDistance(3, 0.5),
        regression_replace.no_distance(REPLICATES),
    ),
    "generalised_linear.Raw, logistic": (
        generalised_linear.Raw(generalised_linear.LOGISTIC, 3, ridge=0.1),
        LINE,
    ),
    "generalised_linear.Raw, poisson": (generalised_linear.Raw(generalised_linear.POISSON, 3, ridge=0.1), LINE),
    "logistic.Raw": (CLASSIFIER, logistic.true_classifier(CLASSIFIER, REPLICATES)),
    "solver.Solver": (solver.Solver(0.5), solver.problems((0.4, 1.2), 5, REPLICATES, seeded())),
    "adder.Raw": (adder.Raw(3, 0.8, 2.0), adder.novice(4, 0.8, REPLICATES)),
}
for family, mean in (
    (exponential_families.BERNOULLI, 0.4),
    (exponential_families.POISSON, 1.5),
    (exponential_families.EXPONENTIAL, 2.0),
):
    truth = exponential_families.constant(family, mean, REPLICATES)
    MODELS[f"exponential_families.Raw, {family.name}"] = (exponential_families.Raw(family), truth)
    MODELS[f"exponential_families.Exact, {family.name}"] = (exponential_families.Exact(family), truth)


def coin(values):
    """A verifier that knows nothing, of points in a line or a plane, and of types."""
    return np.full(values.shape[:2], 0.7)


def no_preference(values):
    return np.zeros(values.shape[:2])


REGIMES = {
    "replace": regimes.replace,
    "growing": regimes.growing,
    "accumulate": regimes.accumulate,
    "accumulate_subsample": regimes.accumulate_subsample,
    "mix_fresh": regimes.mix_fresh(0.5),
    "mix_fresh, all real": regimes.mix_fresh(1.0),
    "mix_fresh, accumulate": regimes.mix_fresh(0.5, regimes.accumulate),
    "mix_decaying, grown": regimes.grown(regimes.mix_decaying(1.0)),
    "mix_fixed": regimes.mix_fixed(0.5),
    "mix_resampled": regimes.mix_resampled(0.5),
    "weighted": regimes.weighted(0.618),
    "weighted, fewer real": blends.weighted(0.618, 0.5),
    "weighted, more real": blends.weighted(0.618, 2.0),
    "weighted, all real": regimes.weighted(1.0),
    "weighted, none real": regimes.weighted(0.0),
    "biased": regimes.biased(lambda params: params),
    "verified": regimes.verified(coin),
    "preferred": regimes.curated(curation.preferred(no_preference, 2)),
    "voted": regimes.curated(curation.voted(3)),
}
ALONE = {"replace", "growing", "biased", "mix_fresh, all real"}
SUBSAMPLES = {"accumulate_subsample", "mix_resampled"}
CURATED = {"verified", "preferred", "voted"}
WEIGHTED = {regime for regime in REGIMES if regime.startswith("weighted")}
REFUSED_BY_MODEL = {
    "Alone": REGIMES.keys() - ALONE,
    "Distance": REGIMES.keys() - ALONE,
    "Exact": SUBSAMPLES | CURATED,
    "zipf.Exact": CURATED - {"verified"},
    "regression.Raw": CURATED,
    "generalised_linear.Raw": CURATED,
    "ngram": WEIGHTED | CURATED,
    "solver": WEIGHTED | SUBSAMPLES | CURATED,
    "adder": SUBSAMPLES | CURATED,
}


def refused(model):
    """The regimes that a model's data do not allow: those of the longest name that fits, and weights if unbiased."""
    fitting = [name for name in REFUSED_BY_MODEL if name in model]
    found = REFUSED_BY_MODEL[max(fitting, key=len)] if fitting else set()
    return found | (WEIGHTED if "unbiased" in model else set())


REFUSED = sorted((model, regime) for model in MODELS for regime in refused(model))
PAIRS = sorted(set(itertools.product(MODELS, REGIMES)) - set(REFUSED))


def run(model, regime, seed=1):
    family, truth = MODELS[model]
    return list(recursion(family, REGIMES[regime], truth, size=SIZE, generations=4, rng=seeded(seed)))


def arrays(params):
    """The arrays of parameters, by name."""
    fields = params._asdict() if hasattr(params, "_asdict") else {"log_odds": params}
    return {name: field for name, field in fields.items() if isinstance(field, np.ndarray)}


def test_every_module_of_the_folder_is_here():
    """A new family is held to this contract; the two large vocabularies know replace alone, and are no models.

    What needs the extra `learned` has its regimes in tests of its own, with fits that are short enough.
    """
    modules = {module.name for module in pkgutil.iter_modules(models.__path__)}
    learned = {"transformer", "writer", "pictures", "picture_networks"}
    assert {model.partition(".")[0] for model in MODELS} == modules - {"vocabulary", "huge_vocabulary"} - learned


@pytest.mark.parametrize(("model", "regime"), PAIRS)
def test_every_pair_runs(model, regime):
    """Each model yields parameters for each replicate in every generation, and a seed decides all of them."""
    fits, again, other = run(model, regime), run(model, regime), run(model, regime, seed=2)
    assert len(fits) == 5
    for params in fits:
        named = arrays(params)
        log_determinant = named.pop("log_determinant", np.zeros(REPLICATES))
        assert (np.isfinite(log_determinant) | (log_determinant == -np.inf)).all()
        assert all(np.isfinite(field).all() for field in named.values())
        rows = [field for name, field in named.items() if name not in {"types", "weights", "tokens", "context"}]
        assert model.startswith("ngram") or rows
        assert model.startswith("ngram") or all(len(field) == REPLICATES for field in rows or named.values())
    last, same, changed = (list(arrays(run[-1]).values()) for run in (fits, again, other))
    assert all(np.array_equal(one, two) for one, two in zip(last, same, strict=True))
    assert not all(np.array_equal(one, two) for one, two in zip(last, changed, strict=True))


@pytest.mark.parametrize(("model", "regime"), REFUSED)
def test_what_the_data_do_not_allow_is_refused_with_a_remedy(model, regime):
    """No points cannot be subsampled or judged, single fits not pooled, unbiased ones not weighed: use what can."""
    remedy = r"use (\w+\.Raw|regression_exact\.ExactFresh|the model's Raw form|ddof=0|replace|mix_fresh)"
    with pytest.raises(ValueError, match=remedy):
        run(model, regime)


WEIGHED = [model for model in MODELS if not refused(model) & WEIGHTED]


@pytest.mark.parametrize("model", MODELS)
def test_impossible_sizes_are_refused(model):
    """No data set is empty, and none holds parts of points."""
    family, truth = MODELS[model]
    for size in (0, -3, 2.5):
        with pytest.raises(ValueError, match=f"size is {size}"):
            family.sample(truth, size, seeded())


@pytest.mark.parametrize("model", WEIGHED)
def test_impossible_weights_are_refused(model):
    """No share exceeds 1, and data without weight make no fit, where the prior does not make one."""
    family, truth = MODELS[model]
    with pytest.raises(ValueError, match=r"weight is 1\.5; a share from 0 to 1"):
        family.weigh(family.sample(truth, SIZE, seeded()), 1.5)
    if not model.startswith("adder"):
        with pytest.raises(ValueError, match=r"weigh 0\.0|weigh more than|positive total"):
            family.fit(family.weigh(family.sample(truth, SIZE, seeded()), 0.0))


POINTS = [model for model in MODELS if ".Raw" in model and model.partition(".")[0] not in {"zipf", "ngram", "adder"}]


@pytest.mark.parametrize("model", POINTS)
def test_points_that_are_no_numbers_are_refused(model):
    """A single NaN or infinity among the points is refused."""
    family, truth = MODELS[model]
    for bad in (np.nan, np.inf):
        data = family.sample(truth, SIZE, seeded())
        data.values[1, 2] = bad
        with pytest.raises(ValueError, match="NaN or infinity"):
            family.fit(data)


@pytest.mark.parametrize("model", [name for name in WEIGHED if not refused(name) & SUBSAMPLES])
def test_weighed_points_cannot_be_subsampled(model):
    """Which weight a drawn point should have is undecided, so the order is: subsample, then weigh."""
    family, truth = MODELS[model]
    data = family.pool(family.weigh(family.sample(truth, SIZE, seeded()), 0.5), family.sample(truth, SIZE, seeded(1)))
    with pytest.raises(ValueError, match="subsample before weighing"):
        family.subsample(data, 4, seeded())


WRONG = {
    "nothing": lambda data: None,
    "a plain array": lambda data: np.ones((REPLICATES, SIZE)),
    "its own class": type,
    "an array as a list": lambda data: altered(data, list),
    "rows of unequal length": lambda data: altered(data, lambda array: [[1.0], [1.0, 2.0]]),
    "hidden numbers": lambda data: altered(data, np.ma.masked_array),
    "words": lambda data: altered(data, lambda array: array.astype(str)),
    "no rows": lambda data: altered(data, lambda array: array[:0]),
}


def altered(data, change):
    """The same data with another thing in place of the first array."""
    field = next(iter(arrays(data)))
    return data._replace(**{field: change(getattr(data, field))})


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("model", MODELS)
def test_what_are_no_data_is_refused_by_its_name(model, wrong):
    """Whoever calls a model's methods directly is told what is accepted, as one is who calls `recursion`."""
    family, truth = MODELS[model]
    data = family.sample(truth, SIZE, seeded())
    thing = WRONG[wrong](data)
    for name, call in {
        "data": lambda: family.fit(thing),
        "first": lambda: family.pool(thing, data),
        "second": lambda: family.pool(data, second=thing),
        "data to be thinned": lambda: family.subsample(thing, 3, seeded()),
        "data to be weighed": lambda: family.weigh(thing, 0.5),
    }.items():
        with pytest.raises((TypeError, ValueError), match=rf"(?s)({name.split()[0]}|\w+\.\w+) .* accepted"):
            call()


def test_data_of_unequal_shapes_are_refused():
    """Numpy stretches a row to fit many, and pools of other replicates would be averages of nothing that was drawn."""
    raw, exact = gaussian.Raw(), gaussian.Exact()
    points, moments = raw.sample(NORMAL, SIZE, seeded()), exact.sample(NORMAL, SIZE, seeded())
    with pytest.raises(ValueError, match=r"data is Samples with values \(6, 12\), weights \(11,\); a row for each"):
        raw.weigh(points._replace(weights=np.ones(SIZE - 1)), 0.5)
    with pytest.raises(ValueError, match=r"data is Samples with values \(12,\), weights \(12,\); a row for each"):
        raw.fit(points._replace(values=points.values[0]))
    with pytest.raises(ValueError, match="the mean of the data has 5 rows, and there are 6 elsewhere"):
        exact.fit(moments._replace(mean=moments.mean[1:]))
    with pytest.raises(ValueError, match=r"of the \w+ has 5 rows, and there are 6 elsewhere"):
        exact.pool(moments, exact.sample(gaussian.standard(REPLICATES - 1), SIZE, seeded()))


def test_what_a_run_is_handed_is_told_apart_once_it_cannot_be_used():
    """A run looks at no data that its model made; those of a curation that makes none are named where the fit fails."""
    listed = Samples([[0.0]], [1.0])
    regime = regimes.curated(lambda sources, size: listed)
    with pytest.raises(TypeError, match="the values of the data is list; a plain array of numbers is accepted"):
        list(recursion(gaussian.Raw(), regime, NORMAL, size=SIZE, generations=1, rng=seeded()))
    fits = recursion(gaussian.Raw(), regimes.replace, NORMAL, size=SIZE, generations=1, rng=seeded())
    for _ in fits:
        with pytest.raises(TypeError, match="the values of the data is list"):  # whoever takes the fits runs nothing
            gaussian.Raw().fit(listed)
