"""Bad input: every number that the library takes is refused by its name where it makes no sense.

The table gives a good call of everything that takes numbers; each of them is then made bad. A function that is missing
from the table fails, unless it is the inner part of one that is there.
"""

import importlib
import inspect
import pkgutil
import re
import warnings
from typing import get_args

import numpy as np
import pytest

import collapse
from collapse import biases, blends, curation, recursion, regimes, study, text
from collapse.curation import selection, verifiers
from collapse.metrics import detection, distances
from collapse.metrics import text as metrics_text
from collapse.models import (
    adder,
    exponential_families,
    gaussian,
    gaussian_vector,
    generalised_linear,
    huge_vocabulary,
    kernel_density,
    logistic,
    mixture,
    ngram,
    regression,
    regression_exact,
    regression_replace,
    solver,
    vocabulary,
    zipf,
)
from collapse.numerics import generations, portable, refusals, student
from collapse.study import population
from collapse.theory.zipf import rank_bins

REPLICATES, SIZE = 2, 12
BINS = rank_bins(100, 1.0)
LINE = regression.constant(np.ones(3), REPLICATES)
NORMAL, VECTOR = gaussian.standard(REPLICATES), gaussian_vector.standard(3, REPLICATES)
ROWS = regression.same(np.random.default_rng(1).normal(size=(6, 3)))
POINTS = np.random.default_rng(2).normal(size=(9, 2))
TOKENS = np.random.default_rng(3).integers(4, size=60)


def seeded():
    return np.random.Generator(np.random.SFC64(1))


def loop(model, truth, regime=regimes.replace, size=SIZE, count=2):
    """Run a model as an experiment does."""
    return list(recursion.recursion(model, regime, truth, size=size, generations=count, rng=seeded()))


def ever(kind, truth):
    """Build a model from its parameters, and run it."""
    return lambda **given: loop(kind(**given), truth)


def right(values):
    return values > 0


def classified(**given):
    model = logistic.Raw(**given)
    return loop(model, logistic.true_classifier(model, REPLICATES))


GOOD = {
    "biases.variance": (biases.variance, {"factor": 0.5}),
    "biases.known_variance": (biases.known_variance, {"value": 1.0}),
    "biases.corrected": (biases.corrected, {"strength": 0.5}),
    "biases.temperature": (biases.temperature, {"value": 0.8}),
    "biases.smoothed": (biases.smoothed, {"bandwidth": 0.5, "types": 9}),
    "blends.weighted": (blends.weighted, {"real_weight": 0.5, "ratio": 2.0}),
    "blends.likely_tokens": (blends.likely_tokens, {"threshold": 0.5}),
    "curation.preferred": (lambda candidates: curation.preferred(right, candidates), {"candidates": 2}),
    "curation.voted": (curation.voted, {"votes": 3}),
    "detection.items_for_proportions": (
        detection.items_for_proportions,
        {"before": 0.1, "after": 0.2, "power": 0.8, "level": 0.05},
    ),
    "detection.items_for_pairs": (
        detection.items_for_pairs,
        {"before": 0.1, "after": 0.2, "correlation": 0.5, "power": 0.8, "level": 0.05},
    ),
    "detection.items_for_means": (
        detection.items_for_means,
        {"difference": -0.5, "deviation": 1.0, "power": 0.8, "level": 0.05},
    ),
    "detection.items_for_losses": (detection.items_for_losses, {"kept": 0.5, "power": 0.8, "level": 0.05}),
    "detection.power_for_losses": (detection.power_for_losses, {"kept": 0.5, "items": 20, "level": 0.05}),
    "detection.pass_at": (lambda **given: detection.pass_at(right=[1], **given), {"tries": 2, "attempts": 5}),
    "distances.tail_mass": (lambda threshold: distances.tail_mass(NORMAL, threshold), {"threshold": 3.0}),
    "distances.wasserstein": (lambda order: distances.wasserstein(POINTS, POINTS, order=order), {"order": 1}),
    "distances.coverage": (lambda neighbours: distances.coverage(POINTS, POINTS, neighbours), {"neighbours": 3}),
    "distances.precision": (lambda neighbours: distances.precision(POINTS, POINTS, neighbours), {"neighbours": 3}),
    "generations.spaced": (generations.spaced, {"last": 100, "count": 5}),
    "metrics_text.distinct": (lambda length: metrics_text.distinct(TOKENS, length), {"length": 2}),
    "metrics_text.entropy": (lambda length: metrics_text.entropy(TOKENS, length), {"length": 2}),
    "metrics_text.recall": (
        lambda rarer_than: metrics_text.recall(TOKENS, TOKENS, rarer_than=rarer_than),
        {"rarer_than": 2},
    ),
    "metrics_text.log_likelihood": (
        lambda **given: metrics_text.log_likelihood(TOKENS, TOKENS, **given),
        {"types": 4, "strength": 10.0},
    ),
    "metrics_text.head_and_tail": (
        lambda head: metrics_text.head_and_tail(np.zeros(len(TOKENS) - 1), TOKENS, head=head),
        {"head": 2},
    ),
    "portable.seeded": (portable.seeded, {"seed": 1, "replicates": 2}),
    "portable.words": (lambda size: portable.words(portable.seeded(1), size), {"size": 5}),
    "portable.uniforms": (lambda size: portable.uniforms(portable.seeded(1), size), {"size": 5}),
    "portable.normals": (lambda size: portable.normals(portable.seeded(1), size), {"size": 5}),
    "portable.refits": (lambda **given: next(portable.refits(portable.seeded(1), **given)), {"size": 5, "real": 1}),
    "population.population": (
        lambda size, generations: list(
            population.population(
                gaussian.Exact(),
                regimes.replace,
                NORMAL,
                population.together(2),
                size=size,
                generations=generations,
                rng=seeded(),
            )
        ),
        {"size": 12, "generations": 3},
    ),
    "population.together": (population.together, {"models": 2, "own": 0.5}),
    "selection.top_share": (lambda share: selection.top_share(right, share), {"share": 0.5}),
    "student.quantile": (student.quantile, {"confidence": 0.9, "degrees": 3}),
    "study.sweep": (
        lambda **given: study.sweep(
            gaussian.Exact(), regimes.replace, NORMAL, size=12, metrics={"error": distances.log_variance}, **given
        ),
        {"generations": 2, "seed": 1, "confidence": 0.9},
    ),
    "study.measure": (
        lambda confidence: list(study.measure([NORMAL], {"mean": lambda fit: fit.mean}, NORMAL, confidence=confidence)),
        {"confidence": 0.9},
    ),
    "recursion.recursion": (
        lambda size, generations: loop(gaussian.Exact(), NORMAL, size=size, count=generations),
        {"size": 12, "generations": 3},
    ),
    "regimes.mix_fresh": (regimes.mix_fresh, {"real_fraction": 0.5}),
    "regimes.mix_decaying": (regimes.mix_decaying, {"exponent": 0.5}),
    "regimes.mix_fixed": (regimes.mix_fixed, {"real_fraction": 0.5}),
    "regimes.mix_resampled": (regimes.mix_resampled, {"real_fraction": 0.5}),
    "regimes.weighted": (regimes.weighted, {"real_weight": 0.5}),
    "text.held_out": (lambda **given: text.held_out(TOKENS, **given), {"passage": 5, "every": 3}),
    "verifiers.noisy": (lambda **given: verifiers.noisy(right, **given), {"keep_right": 0.9, "keep_wrong": 0.1}),
    "verifiers.within": (verifiers.within, {"centre": -0.5, "radius": 1.0}),
    "verifiers.resembling": (verifiers.resembling, {"centre": -0.5, "width": 1.0}),
    "verifiers.majority": (lambda votes: verifiers.majority(verifiers.exact(right), votes), {"votes": 3}),
    "models.adder.Raw": (
        ever(adder.Raw, adder.novice(4, 0.8, REPLICATES)),
        {"attempts": 3, "confidence": 0.8, "prior": 2.0},
    ),
    "models.adder.novice": (adder.novice, {"length": 4, "confidence": 0.8, "replicates": 2}),
    "models.exponential_families.constant": (
        lambda **given: exponential_families.constant(exponential_families.POISSON, **given),
        {"mean": 2.0, "replicates": 2},
    ),
    "models.generalised_linear.Raw": (
        lambda **given: loop(
            generalised_linear.Raw(generalised_linear.POISSON, **given), regression.constant(np.ones(1), REPLICATES)
        ),
        {"dimension": 1, "ridge": 0.1},
    ),
    "models.gaussian.standard": (gaussian.standard, {"replicates": 2}),
    "models.gaussian.Raw": (ever(gaussian.Raw, NORMAL), {"ddof": 1}),
    "models.gaussian.Exact": (ever(gaussian.Exact, NORMAL), {"ddof": 1}),
    "models.gaussian_vector.standard": (gaussian_vector.standard, {"dimension": 3, "replicates": 2}),
    "models.gaussian_vector.Raw": (ever(gaussian_vector.Raw, VECTOR), {"ddof": 1}),
    "models.gaussian_vector.Exact": (ever(gaussian_vector.Exact, VECTOR), {"ddof": 1}),
    "models.huge_vocabulary.replaced": (
        lambda **given: next(huge_vocabulary.replaced(rng=seeded(), **given)),
        {"types": 50, "exponent": 1.0, "tokens": 1000},
    ),
    "models.kernel_density.Raw": (
        ever(kernel_density.Raw, kernel_density.standard(REPLICATES)),
        {"bandwidth": 0.3},
    ),
    "models.kernel_density.standard": (kernel_density.standard, {"replicates": 2, "points": 1}),
    "models.logistic.Raw": (classified, {"dimension": 2, "separation": 1.0, "ridge": 0.1}),
    "models.logistic.true_classifier": (
        lambda replicates: logistic.true_classifier(logistic.Raw(2), replicates),
        {"replicates": 2},
    ),
    "models.logistic.mislabelled": (logistic.mislabelled, {"error_rate": 0.2}),
    "models.mixture.Raw": (ever(mixture.Raw, mixture.two_clusters(REPLICATES)), {"components": 2, "start": "restart"}),
    "models.mixture.two_clusters": (mixture.two_clusters, {"replicates": 2, "distance": -4.0}),
    "models.ngram.Raw": (ever(ngram.Raw, ngram.Library(TOKENS, REPLICATES)), {"order": 2, "chains": 2}),
    "models.ngram.temperature": (
        lambda value: ngram.temperature(value, ngram.Raw(2).fit(ngram.Texts(TOKENS[None], np.zeros((1, 60), bool)))),
        {"value": 0.8},
    ),
    "models.regression.constant": (lambda replicates: regression.constant(np.ones(3), replicates), {"replicates": 2}),
    "models.regression.Raw": (
        lambda **given: loop(regression.Raw(regression.Fresh(3), **given), LINE),
        {"noise": 0.5, "ridge": 0.1},
    ),
    "models.regression_replace.FreshAlone": (
        lambda noise, dimension: loop(
            regression_replace.FreshAlone(dimension, noise), regression.constant(np.ones(3), REPLICATES)
        ),
        {"dimension": 3, "noise": 0.5},
    ),
    "models.regression_replace.no_distance": (regression_replace.no_distance, {"replicates": 2}),
    "models.regression_replace.FreshDistance": (
        ever(regression_replace.FreshDistance, regression_replace.no_distance(REPLICATES)),
        {"dimension": 3, "noise": 0.5},
    ),
    "models.regression_exact.exact_same": (
        lambda **given: loop(regression_exact.exact_same(ROWS, **given), LINE),
        {"noise": 0.5, "ridge": 0.1},
    ),
    "models.regression_exact.ExactFresh": (
        ever(regression_exact.ExactFresh, LINE),
        {"dimension": 3, "noise": 0.5, "ridge": 0.1},
    ),
    "models.solver.Solver": (
        ever(solver.Solver, solver.problems((0.4, 1.2), 5, REPLICATES, seeded())),
        {"step": 0.5, "penalty": 1.0},
    ),
    "models.solver.problems": (
        lambda **given: solver.problems((0.4, 1.2), rng=seeded(), **given),
        {"number": 5, "replicates": 2},
    ),
    "models.vocabulary.first_corpus": (
        lambda **given: vocabulary.first_corpus(BINS, BINS, rng=seeded(), **given),
        {"tokens": 50.0, "words": 4},
    ),
    "models.zipf.zipf": (zipf.zipf, {"types": 7, "exponent": 1.0, "replicates": 2}),
    "models.zipf.law": (lambda replicates: zipf.law(np.array([0.4, 0.6]), replicates), {"replicates": 2}),
}
SHORT = {"metrics.text": "metrics_text"}  # there is a module `text` besides
INNER = {
    "curation": {"passing_points", "passing_counts", "too_few"},
    "detection": {"items", "check_level", "check_kept"},
    "distances": {"reach"},
    "asked": {"check_run", "check_count", "check_draw"},
    "draws": {"distinct_indices"},
    "meaning": {"from_number"},
    "metrics": {"aligned"},
    "metrics_text": {"grams"},
    "population": {"mixed"},
    "problems": {"check_levels"},
    "shares": {"synthetic_points", "apportioned"},
    "student": {"within", "expanded"},
    "models.adder": {"solvable", "attempted", "check_confidence"},
    "models.gaussian": {"check_weighing", "degrees_of_freedom", "fitted"},
    "models.gaussian_vector": {"fitted"},
    "models.huge_vocabulary": {"parts"},
    "models.generalised_linear": {"likeliest"},
    "models.logistic": {"minimum"},
    "models.mixture": {"slices"},
    "models.ngram": {"walk"},
    "models.regression": {"repeats", "solved"},
    "models.regression_replace": {"error_scale"},
    "models.regression_exact": {"shrinkage", "ExactSame"},
    "models.zipf": {"draw_tokens"},
    "regimes": {"real_points", "added_points"},
    "verifiers": {"more_than_half"},
    "wishart": {"wishart", "triangular"},
}
"""What only others call, which hand them what has been checked: by module."""
NAMED = {"value": "(value|temperature)"}
SIGNED = {("seed", -1), ("centre", -1), ("distance", -1), ("difference", -1)}
"""Numbers that may be negative."""


def numeric(annotation):
    """Whether a parameter is a number, or a word out of a few."""
    return annotation in {int, float} or all(isinstance(choice, str) for choice in get_args(annotation) or [0])


ELSEWHERE = ("conformance", "networks", "theory", "tasks.")  # each with tests of its own; networks need PyTorch


def taking_numbers():
    """The public functions and models of the library that take numbers, by their names."""
    for module in pkgutil.walk_packages(collapse.__path__, "collapse."):
        name = module.name.removeprefix("collapse.")
        if name.startswith(ELSEWHERE) and name != "tasks.problems":
            continue
        name = SHORT.get(name, name if name.startswith("models.") else name.rpartition(".")[2])
        if name in {"accepted", "estimate", "weighted"}:
            continue
        for thing in vars(importlib.import_module(module.name)).values():
            called = inspect.isfunction(thing) or (inspect.isclass(thing) and hasattr(thing, "fit"))
            if called and thing.__module__ == module.name:
                numbers = {key for key, kind in thing.__annotations__.items() if key != "return" and numeric(kind)}
                if numbers and thing.__name__ not in INNER.get(name, set()):
                    yield f"{name}.{thing.__name__}", numbers


def test_everything_that_takes_numbers_is_in_the_table():
    """The table names every number of everything in the library that takes any, and nothing else."""
    assert {name: set(good) for name, (_, good) in GOOD.items()} == dict(taking_numbers())


@pytest.mark.parametrize("name", GOOD)
def test_good_input_is_accepted(name):
    """Each call of the table works as it stands, without a warning."""
    call, good = GOOD[name]
    call(**good)


BAD = [
    (name, parameter, value)
    for name, (_, good) in GOOD.items()
    for parameter, given in good.items()
    for value in ([float("nan"), -1] if not isinstance(given, str) else ["elsewhere"])
    if (parameter, value) not in SIGNED
]
BAD += [
    (name, key, value)
    for name, (_, good) in GOOD.items()
    for key, given in good.items()
    for value in ((2.5, float(given)) if isinstance(given, int) else ())
]
BAD += [
    (name, key, value)
    for name, (_, good) in GOOD.items()
    for key, given in good.items()
    for value in ("3", None, 1j, [1])
    if not isinstance(given, str)
]
BAD += [
    (name, key, 2.0**25)
    for name, (_, good) in GOOD.items()
    for key, given in good.items()
    if isinstance(given, int) and key not in refusals.AMOUNTS
]


@pytest.mark.parametrize(("name", "parameter", "value"), BAD)
def test_bad_input_is_refused_by_its_name(name, parameter, value):
    """No number, too small a one, a count with a point, a word or nothing: it is named, with what is accepted."""
    call, good = GOOD[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(
            ValueError, match=rf"{NAMED.get(parameter, parameter)} is [\"']?{re.escape(str(value))}"
        ) as caught:
            call(**good | {parameter: value})
    assert "accepted" in str(caught.value)
