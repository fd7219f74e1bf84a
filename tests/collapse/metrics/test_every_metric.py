"""Every measure sees a collapse: each is taken early and late in one run under replace, and moves the way it should."""

import inspect

import numpy as np
import pytest

from collapse import metrics, regimes, text
from collapse.metrics import detection, distances
from collapse.metrics import text as metrics_text
from collapse.models import gaussian, gaussian_vector, mixture, ngram, solver, zipf
from collapse.recursion import recursion

REPLICATES = 40
POINTS = np.random.Generator(np.random.SFC64(9)).standard_normal((REPLICATES, 400))
PLANE = POINTS[:2].T
WORDS = zipf.zipf(400, 1.0, REPLICATES)
TOKENS = text.novels().tokens[:20_000]
TYPES = int(TOKENS.max()) + 1


def run(model, truth, size, generations):
    """The first and the last fit of a run."""
    fits = list(
        recursion(
            model,
            regimes.replace,
            truth,
            size=size,
            generations=generations,
            rng=np.random.Generator(np.random.SFC64(1)),
        )
    )
    return fits[0], fits[-1]


def drawn(model, size):
    """A sampler of one data set for each fit, always with the same random numbers."""
    return lambda params: model.sample(params, size, np.random.Generator(np.random.SFC64(2)))


NORMAL = run(gaussian.Raw(), gaussian.standard(REPLICATES), 20, 60)
VECTOR = run(gaussian_vector.Exact(), gaussian_vector.standard(2, REPLICATES), 20, 60)
CLUSTERS = run(mixture.Raw(2, "previous"), mixture.two_clusters(REPLICATES), 40, 30)
CORPUS = run(zipf.Exact(), WORDS, 400, 60)
TEXT = run(ngram.Raw(2), ngram.Library(TOKENS, 2), 8000, 8)
TRIED = run(
    solver.Solver(np.log(4)), solver.problems((0.4, 1.2), 400, 4, np.random.Generator(np.random.SFC64(3))), 8, 6
)
LINE, PLANE_OF, SENTENCES = drawn(gaussian.Raw(), 400), drawn(gaussian_vector.Raw(), 400), drawn(ngram.Raw(2), 8000)
BEFORE = metrics.missing_mass(CORPUS[0], WORDS).mean()


def perplexities(params):
    """Of the head and of the tail of the real text."""
    logs = metrics_text.log_likelihood(SENTENCES(params).tokens[0], TOKENS, types=TYPES)
    return metrics_text.head_and_tail(logs, TOKENS, head=100)


UP, DOWN = 1, -1
METRICS = {
    "squared error": (NORMAL, metrics.squared_error, UP),
    "squared error in the plane": (VECTOR, metrics.squared_error, UP),
    "log variance": (NORMAL, distances.log_variance, DOWN),
    "Wasserstein-2, of the law": (NORMAL, distances.squared_wasserstein, UP),
    "Wasserstein-1, of points": (NORMAL, lambda params: distances.wasserstein(LINE(params).values, POINTS), UP),
    "Wasserstein-2, of points": (
        NORMAL,
        lambda params: distances.wasserstein(LINE(params).values, POINTS, order=2),
        UP,
    ),
    "Kullback-Leibler, normal": (NORMAL, distances.divergence, UP),
    "tail mass": (NORMAL, lambda params: distances.tail_mass(params, 2.0), DOWN),
    "distance of densities": (
        CLUSTERS,
        lambda params: distances.mixture_distance(params, mixture.two_clusters(REPLICATES)),
        UP,
    ),
    "Kullback-Leibler, words": (CORPUS, lambda params: distances.categorical_divergence(params, WORDS), UP),
    "total variation": (CORPUS, lambda params: distances.total_variation(params, WORDS), UP),
    "squared distance of words": (CORPUS, lambda params: metrics.squared_distance(params, WORDS), UP),
    "missing mass": (CORPUS, lambda params: metrics.missing_mass(params, WORDS), UP),
    "surviving types": (CORPUS, metrics.surviving_types, DOWN),
    "entropy": (CORPUS, distances.entropy, DOWN),
    "heterozygosity": (CORPUS, metrics.diversity, DOWN),
    "coverage": (VECTOR, lambda params: distances.coverage(PLANE, PLANE_OF(params).values[0]), DOWN),
    "precision": (VECTOR, lambda params: distances.precision(PLANE, PLANE_OF(params).values[0]), None),
    "perplexity of the head": (TEXT, lambda params: perplexities(params)[0], UP),
    "perplexity of the tail": (TEXT, lambda params: perplexities(params)[1], UP),
    "distinct pairs": (TEXT, lambda params: metrics_text.distinct(SENTENCES(params).tokens, 2), DOWN),
    "entropy of pairs": (TEXT, lambda params: metrics_text.entropy(SENTENCES(params).tokens, 2), DOWN),
    "vocabulary": (TEXT, lambda params: metrics_text.vocabulary(SENTENCES(params).tokens), DOWN),
    "recall of rare words": (
        TEXT,
        lambda params: metrics_text.recall(SENTENCES(params).tokens, TOKENS, rarer_than=500),
        DOWN,
    ),
    "pass@1": (TRIED, lambda params: solved(params, 1), UP),
    "pass@64": (TRIED, lambda params: solved(params, 64), DOWN),
    "items for 80 % power": (CORPUS, lambda params: needed(metrics.missing_mass(params, WORDS).mean()), DOWN),
}


PARAMETERS = {
    metrics.squared_error: [gaussian.standard(3)],
    distances.log_variance: [gaussian.standard(3)],
    distances.squared_wasserstein: [gaussian.standard(3)],
    distances.divergence: [gaussian.standard(3)],
    distances.tail_mass: [gaussian.standard(3), 2.0],
    distances.mixture_distance: [mixture.two_clusters(3), mixture.two_clusters(3)],
    metrics.diversity: [WORDS],
    metrics.surviving_types: [WORDS],
    distances.entropy: [WORDS],
    metrics.missing_mass: [WORDS, WORDS],
    metrics.squared_distance: [WORDS, WORDS],
    distances.total_variation: [WORDS, WORDS],
    distances.categorical_divergence: [WORDS, WORDS],
}
WRITTEN, SCORES = np.arange(40) % 7, np.full(39, -1.0)
ARRAYS = {
    metrics.diversity_among: {"shares": np.full((2, 3), 0.2)},
    distances.wasserstein: {"first": PLANE, "second": PLANE},
    distances.coverage: {"real": PLANE, "synthetic": PLANE},
    distances.precision: {"real": PLANE, "synthetic": PLANE},
    distances.distances: {"first": PLANE, "second": PLANE},
    distances.reach: {"points": PLANE, "neighbours": 2},
    distances.frechet: {"first": PLANE, "second": PLANE},
    detection.pass_at: {"tries": 1, "right": np.arange(3), "attempts": 5},
    metrics_text.vocabulary: {"tokens": WRITTEN},
    metrics_text.distinct: {"tokens": WRITTEN, "length": 2},
    metrics_text.entropy: {"tokens": WRITTEN, "length": 2},
    metrics_text.recall: {"tokens": WRITTEN, "real": WRITTEN, "rarer_than": 3},
    metrics_text.coverage: {"tokens": WRITTEN, "real": WRITTEN},
    metrics_text.log_likelihood: {"tokens": WRITTEN, "real": WRITTEN, "types": 7, "length": 40.0},
    metrics_text.perplexity: {"log_probabilities": SCORES},
    metrics_text.head_and_tail: {"log_probabilities": SCORES, "real": WRITTEN, "head": 3},
}
INNER = {"aligned", "complementary_error", "sum_with_log", "overlap", "grams"}
"""Parts of others, which hand them what has been checked."""


def spoilt(values, number):
    """The same with one number that is none."""
    rows = np.array(values, dtype=float)
    rows.flat[0] = number
    return rows


@pytest.mark.parametrize("measure", PARAMETERS, ids=lambda measure: measure.__name__)
def test_a_fit_that_is_no_number_has_no_measure(measure):
    """NaN and infinity in any field of any fit are refused; a spread of exactly none is a fit."""
    good = PARAMETERS[measure]
    measure(*good)
    for place, params in enumerate(good):
        fields = [name for name in getattr(params, "_fields", ()) if getattr(params, name).dtype.kind == "f"]
        for field in fields:
            for number in (np.nan, np.inf):
                bad = params._replace(**{field: spoilt(getattr(params, field), number)})
                with pytest.raises(ValueError, match="accept"):
                    measure(*good[:place], bad, *good[place + 1 :])
            if field.startswith("log"):
                narrow = params._replace(**{field: spoilt(getattr(params, field), -np.inf)})
                measure(*good[:place], narrow, *good[place + 1 :])


@pytest.mark.parametrize("measure", ARRAYS, ids=lambda measure: measure.__name__)
def test_what_is_no_number_is_not_counted_as_one(measure):
    """NaN is no word of a text and no right answer, infinity no point: each is refused where any stands."""
    good = ARRAYS[measure]
    measure(**good)
    for name, values in good.items():
        logarithms = name == "log_probabilities"
        for number in (np.nan, np.inf) if logarithms else (np.nan, np.inf, -np.inf):
            bad = spoilt(values, number) if isinstance(values, np.ndarray) else number
            with pytest.raises(ValueError, match="accept"):
                measure(**good | {name: bad})


def lookalikes(values):
    """What numpy reads as numbers and is no plain array of them, or holds none."""
    yield values.tolist()
    yield np.ma.masked_array(values, mask=values == values.flat[0])
    yield values.astype(object)
    yield values.astype(str)
    yield values.view(np.matrix) if values.ndim == 2 else None
    yield values[:0]


@pytest.mark.parametrize("measure", PARAMETERS, ids=lambda measure: measure.__name__)
def test_a_field_is_an_array_of_numbers(measure):
    """Lists, masked numbers, objects, words, matrices and nothing are refused by the name of the field."""
    good = PARAMETERS[measure]
    for place, params in enumerate(good):
        for field in getattr(params, "_fields", ()):
            for other in lookalikes(getattr(params, field)):
                bad = params._replace(**{field: other})
                with pytest.raises((TypeError, ValueError), match=f"{field} .*accepted"):
                    measure(*good[:place], bad, *good[place + 1 :])


@pytest.mark.parametrize("measure", [each for each in ARRAYS if each is not detection.pass_at])
def test_an_array_is_one_of_numbers(measure):
    """So are the arguments of the measures of points and of texts; nothing of what is hidden counts."""
    good = ARRAYS[measure]
    for name, values in good.items():
        for other in lookalikes(values) if isinstance(values, np.ndarray) else ():
            with pytest.raises((TypeError, ValueError), match=f"{name} .*accepted"):
                measure(**good | {name: other})


@pytest.mark.parametrize("measure", PARAMETERS, ids=lambda measure: measure.__name__)
def test_fits_have_as_many_replicates_as_each_other(measure):
    """One replicate stands for all, three stand for three; two beside three are a mistake."""
    good = PARAMETERS[measure]
    for place, params in enumerate(good):
        fields = [name for name in getattr(params, "_fields", ()) if getattr(params, name).dtype.kind == "f"]
        rows = len(getattr(params, fields[0])) if fields else 1
        for field in fields if len(fields) > 1 or (len(good) > 1 and rows > 1) else ():
            bad = params._replace(**{field: getattr(params, field)[: rows - 1]})
            if len(fields) > 1 or hasattr(good[1 - place], "_fields"):
                with pytest.raises(ValueError, match=f"{rows - 1} rows.*accepted"):
                    measure(*good[:place], bad, *good[place + 1 :])


@pytest.mark.parametrize("measure", [metrics.missing_mass, distances.total_variation, metrics.squared_distance])
def test_a_law_of_other_types_is_not_measured(measure):
    """A type that the truth does not have, a negative one, and a truth of fewer types are refused."""
    law = zipf.zipf(4, 1.0, 3)
    for fit, truth in ((law, zipf.zipf(3, 1.0, 3)), (law._replace(types=law.types - 1), law)):
        with pytest.raises(ValueError, match=r"from 0, .*are accepted"):
            measure(fit, truth)


def test_every_measure_of_arrays_is_in_the_tables():
    """Nothing public of the metrics is left out, but what takes single numbers, which has a table of its own."""
    found = {
        function
        for module in (metrics, distances, metrics_text, detection)
        for function in vars(module).values()
        if inspect.isfunction(function) and function.__module__ == module.__name__
    }
    single = {each for each in found if set(inspect.get_annotations(each).values()) <= {int, float, None}}
    assert {each for each in found - single if each.__name__ not in INNER} == PARAMETERS.keys() | ARRAYS.keys()


def solved(log_odds, tries):
    """Of 128 attempts at each problem, checked."""
    right = drawn(solver.Solver(1.0), 128)(log_odds).right
    return detection.pass_at(tries, right, 128).mean(axis=1)


def needed(after):
    """Test items until a loss is seen, from a little more than what the first corpus lacks."""
    return detection.items_for_proportions(0.9 * BEFORE, after)


@pytest.mark.parametrize("name", METRICS)
def test_every_measure_sees_a_collapse(name):
    """A measure is a finite number for each replicate, and has moved by the end of a run."""
    (early, late), measure, direction = METRICS[name]
    before, after = np.asarray(measure(early), dtype=float), np.asarray(measure(late), dtype=float)
    assert np.isfinite(before).all()
    assert np.isfinite(after).all()
    if direction is None:  # what is left of a narrowed model is right, so its precision tells nothing
        assert after == pytest.approx(1, abs=0.05)
    else:
        # Medians: one run whose mean has walked off has all of its mass in the tail.
        assert direction * (np.median(after) - np.median(before)) > 0
