"""Every measure sees a collapse: each is taken early and late in one run under replace, and moves the way it should."""

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
