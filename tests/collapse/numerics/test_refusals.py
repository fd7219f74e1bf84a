"""What cannot be meant is refused with a sentence and a remedy, everywhere, and what is answered stays as it was."""

import importlib
import inspect
import pkgutil
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest

from collapse import biases, blends, curation, metrics, recursion, regimes, study, text, theory
from collapse.curation import selection, verifiers
from collapse.metrics import detection, distances
from collapse.metrics import text as phrases
from collapse.models import (
    empirical,
    gaussian,
    gaussian_vector,
    huge_vocabulary,
    kernel_density,
    logistic,
    mixture,
    ngram,
    regression,
    regression_exact,
    solver,
    vocabulary,
    zipf,
)
from collapse.models.solver import Solver
from collapse.numerics import refusals
from collapse.numerics.estimate import estimate
from collapse.study import population
from collapse.tasks import arithmetic
from collapse.tasks import problems as tasks
from collapse.theory import empirical as steps
from collapse.theory import exponential_families as families
from collapse.theory import gaussian as bell
from collapse.theory import mixing, repetition, verification
from collapse.theory import population as together
from collapse.theory import regression as line
from collapse.theory import zipf as words
from outside import ROOT

NORMAL, CAUCHY = gaussian.standard(3), np.random.RandomState(0)
LAW = zipf.zipf(10, 1.0, 3)
SHORT = zipf.Categorical(np.arange(3), np.full((1, 3), 0.2))
ELSEWHERE = gaussian.Gaussian(np.full(3, 5.0), np.zeros(3))
TOKENS = np.arange(20) % 4
LINE = regression.constant(np.ones(3), 2)


def seeded():
    return np.random.default_rng(0)


def run(model=gaussian.Raw(), regime=regimes.replace, truth=NORMAL, *, size=10, generations=2, rng=0):  # noqa: B008
    """Run a loop to its end; a generator unless another thing is given."""
    return list(recursion.recursion(model, regime, truth, size=size, generations=generations, rng=rng or seeded()))


ACCEPTED = r"accept|use|needs|no whole point|missing|unbiased|gives the shape"
SILENT = {
    "no points": lambda: run(size=0),
    "one point": lambda: run(size=1),
    "half a point": lambda: run(size=2.5),
    "a size with a point": lambda: run(size=10.0),
    "a size that is a word": lambda: run(size="10"),
    "a size that is true": lambda: run(size=True),
    "a size that is nothing": lambda: run(size=None),
    "fewer than no generations": lambda: run(generations=-1),
    "half a generation": lambda: run(generations=0.5),
    "no generator": lambda: recursion.recursion(
        gaussian.Raw(), regimes.replace, NORMAL, size=3, generations=1, rng=None
    ),
    "a seed": lambda: run(rng=42),
    "numpy's older generator": lambda: run(rng=CAUCHY),
    "a class for a model": lambda: run(gaussian.Raw),
    "a word for a model": lambda: run("gaussian"),
    "a regime that was not called": lambda: run(regime=regimes.mix_fresh),
    "a decaying one that was not called": lambda: run(regime=regimes.mix_decaying),
    "a word for a regime": lambda: run(regime="replace"),
    "nothing for a regime": lambda: run(regime=None),
    "nothing for a truth": lambda: run(truth=None),
    "a truth that was not called": lambda: run(truth=gaussian.standard),
    "a truth that is not a number": lambda: run(truth=gaussian.Gaussian(np.array([np.nan]), np.zeros(1))),
    "a law in a list": lambda: zipf.law([0.4, 0.6], 2),
    "a law of masked probabilities": lambda: zipf.law(np.ma.masked_array([0.4, 0.6], [True, False]), 2),
    "a law in a row of its own": lambda: zipf.law([[0.4, 0.6]], 2),
    "a truth of unequal replicates": lambda: run(truth=gaussian.Gaussian(np.zeros(3), np.zeros(2))),
    "a truth with too few types": lambda: run(
        zipf.Exact(), truth=zipf.Categorical(np.arange(1), np.array([[0.5, 0.5]]))
    ),
    "a truth whose types are no ranks": lambda: run(
        zipf.Exact(), truth=zipf.Categorical(np.array([0.0, 1.0]), np.array([[0.5, 0.5]]))
    ),
    "a truth in lists": lambda: run(truth=gaussian.Gaussian([0.0], [0.0])),
    "an estimate of what is hidden": lambda: estimate(np.ma.masked_array([1.0, 9.0, 1.0], [False, True, False])),
    "a size beyond all runs, with a point": lambda: run(size=2.0**25),
    "items beyond all tests, with a point": lambda: detection.power_for_losses(0.5, 2.0**25),
    "a truth that is no law": lambda: run(zipf.Exact(), truth=SHORT),
    "a law for one replicate": lambda: run(zipf.Exact(), truth=zipf.Categorical(np.arange(2), np.array([0.5, 0.5]))),
    "a law below 0": lambda: run(zipf.Exact(), truth=zipf.Categorical(np.arange(2), np.array([[1.5, -0.5]]))),
    "the truth of another model": lambda: run(zipf.Exact()),
    "that of a vector": lambda: run(truth=gaussian_vector.standard(2, 3)),
    "a line for a normal law": lambda: run(kernel_density.Raw(0.3), truth=LINE),
    "a share that is a word": lambda: regimes.mix_fresh("0.1"),
    "a share in percent": lambda: regimes.mix_fresh(10),
    "a share that is no number": lambda: regimes.mix_fresh(float("nan")),
    "a share that is true": lambda: regimes.mix_resampled(True),  # noqa: FBT003
    "a share without a point": lambda: run(regime=regimes.mix_fresh(0.01)),
    "a regime that was called": regimes.replace,
    "a share for a regime": lambda: regimes.accumulate(0.1),
    "a model for a regime's sources": lambda: regimes.growing(gaussian.Raw()),
    "a weight that is a word": lambda: regimes.weighted("half"),
    "counts to choose from": lambda: run(gaussian.Exact(), regimes.verified(verifiers.within(0, 1))),
    "a verifier of another shape": lambda: run(regime=regimes.verified(lambda _: [True] * 10)),
    "a verifier that passes nothing": lambda: run(regime=regimes.verified(lambda values: values > 1e9)),
    "a radius below 0": lambda: verifiers.within(0, -1),
    "a radius that is a word": lambda: verifiers.within(0, "1"),
    "a rate above 1": lambda: verifiers.noisy(lambda values: values > 0, 1.2, 0),
    "a rate that is nothing": lambda: verifiers.noisy(lambda values: values > 0, 0.9, None),
    "no votes": lambda: verifiers.majority(verifiers.within(0, 1), 0),
    "votes that are a word": lambda: verifiers.majority(verifiers.within(0, 1), "3"),
    "a temperature of 0": lambda: biases.temperature(0),
    "a temperature that is a word": lambda: biases.temperature("cool"),
    "a temperature on a normal law": lambda: run(regime=regimes.biased(biases.temperature(0.8))),
    "a variance on words": lambda: run(zipf.Exact(), regimes.biased(biases.variance(0.8)), LAW),
    "a known variance on words": lambda: run(zipf.Exact(), regimes.biased(biases.known_variance(1.0)), LAW),
    "a correction on words": lambda: run(zipf.Exact(), regimes.biased(biases.corrected(0.5)), LAW),
    "a reward of types on a normal law": lambda: run(regime=regimes.biased(biases.rewarded(np.zeros_like))),
    "no types": lambda: zipf.zipf(0, 1.0, 3),
    "types that are a word": lambda: zipf.zipf("10", 1.0, 3),
    "an exponent below 0": lambda: zipf.zipf(10, -1.0, 3),
    "an exponent that is no number": lambda: zipf.zipf(10, float("nan"), 3),
    "a sample of what is no law": lambda: zipf.Exact().sample(SHORT, 10, seeded()),
    "tokens of what is no law": lambda: zipf.Raw().sample(SHORT, 10, seeded()),
    "a sample with a seed": lambda: zipf.Exact().sample(LAW, 10, 1),
    "a sample of no size": lambda: gaussian.Exact().sample(NORMAL, 0, seeded()),
    "a sample of another model": lambda: mixture.Raw(2).sample(NORMAL, 10, seeded()),
    "a sample of another classifier": lambda: logistic.Raw(2).sample(NORMAL, 10, seeded()),
    "diversity of a normal law": lambda: metrics.diversity(NORMAL),
    "surviving types of a normal law": lambda: metrics.surviving_types(NORMAL),
    "missing mass of a normal law": lambda: metrics.missing_mass(NORMAL, LAW),
    "an error of words": lambda: metrics.squared_error(LAW),
    "a distance of words": lambda: distances.squared_wasserstein(LAW),
    "a tail of words": lambda: distances.tail_mass(LAW, 3.0),
    "entropy of a normal law": lambda: distances.entropy(NORMAL),
    "a variation of a normal law": lambda: distances.total_variation(NORMAL, LAW),
    "a study of another truth": lambda: list(study.measure([NORMAL], {"e": metrics.squared_error}, ELSEWHERE)),
    "a divergence from another": lambda: list(study.measure([NORMAL], {"d": distances.divergence}, ELSEWHERE)),
    "one point, under replace": lambda: bell.replace_log_variance(1, 5, ddof=0),
    "one point, under accumulate": lambda: bell.accumulate_error(1, 5),
    "minus three points": lambda: bell.accumulate_error(-3, 3),
    "two degrees taken off": lambda: bell.replace_variance(10, 5, ddof=2),
    "nine degrees taken off": lambda: bell.replace_variance(10, 2, ddof=9),
    "an error of no generations": lambda: bell.replace_error(10, -1, ddof=0),
    "minus five tokens": lambda: words.missing_mass(words.rank_bins(100, 1.5), -5, 3),
    "tokens of no bins": lambda: words.missing_mass(LAW, 5, 3),
    "a start above 1": lambda: verification.accuracy(1.5, 0.9, 0.1, 3),
    "all first real data, none": lambda: regimes.mix_fixed(0),
    "weights for an unbiased fit": lambda: run(gaussian.Raw(1), regimes.weighted(0.5)),
    "one replicate for an error": lambda: estimate([1.0]),
    "more tries than attempts": lambda: detection.pass_at(20, [3], 10),
    "tries that are a word": lambda: detection.pass_at("2", [3], 10),
    "a share that grows": lambda: regimes.mix_decaying(-1),
    "a share that falls too fast": lambda: run(regime=regimes.mix_decaying(2.0), generations=5),
    "moments, subsampled": lambda: run(gaussian.Exact(), regimes.accumulate_subsample),
    "a choice among counts": lambda: run(
        zipf.Exact(), regimes.curated(curation.preferred(lambda values: values * 1.0, 4)), LAW
    ),
    "no replicates": lambda: gaussian.standard(0),
    "replicates that are a word": lambda: gaussian.standard("3"),
    "a divisor that is a word": lambda: run(gaussian.Raw("1")),
    "a divisor that is true": lambda: run(gaussian.Raw(True)),  # noqa: FBT003
    "two degrees taken off by a model": lambda: run(gaussian.Raw(2)),
    "half a degree": lambda: run(gaussian.Exact(0.5)),
    "a degree too many": lambda: run(gaussian_vector.Raw(-1), truth=gaussian_vector.standard(2, 3)),
    "a bandwidth below 0": lambda: run(kernel_density.Raw(-1.0)),
    "a bandwidth that is no number": lambda: run(kernel_density.Raw(float("nan"))),
    "a bandwidth that is a word": lambda: run(kernel_density.Raw("1")),
    "a classifier of no dimension": lambda: run(logistic.Raw(-2)),
    "a classifier of half a dimension": lambda: run(logistic.Raw(2.5)),
    "a ridge below 0": lambda: run(logistic.Raw(2, 1.0, -1.0)),
    "a line's noise below 0": lambda: run(regression.Raw(regression.same(np.eye(3)), -1.0), truth=LINE),
    "a line's noise that is no number": lambda: run(regression.Raw(regression.same(np.eye(3)), np.nan), truth=LINE),
    "a step that goes back": lambda: run(Solver(-1.0), truth=np.zeros((1, 2))),
    "a step that is nothing": lambda: run(Solver(None), truth=np.zeros((1, 2))),
    "a number for a verifier": lambda: regimes.verified(3),
    "nothing for a verifier": lambda: regimes.verified(None),
    "a number for a curation": lambda: regimes.curated(3),
    "a temperature for a bias": lambda: regimes.biased(0.8),
    "a word for a bias": lambda: regimes.biased("cool"),
    "a regime within one that was not called": lambda: regimes.mix_fresh(0.1, regimes.mix_fresh),
    "a word for a regime within one": lambda: regimes.verified(verifiers.within(0, 1), "accumulate"),
    "a size for a regime to be grown": lambda: regimes.grown(2),
    "a word for what decays": lambda: regimes.mix_decaying(1.0, "replace"),
    "a number for what is right": lambda: verifiers.noisy(1, 0.9, 0.1),
    "a mask for what is right": lambda: verifiers.exact(np.ones(3)),
    "votes of no verifier": lambda: verifiers.majority(3, 3),
    "a reward that is a number": lambda: curation.preferred(1.0, 4),
    "a verifier that is an array": lambda: curation.passing(np.ones(3)),
    "a reward that is an array": lambda: selection.top_share(np.ones(3), 0.5),
    "a hint that is a number": lambda: selection.rationalised(2.0),
    "an edit that is a share": lambda: blends.edited(0.5),
    "a centre that is a word": lambda: verifiers.within("0", 1),
    "the entropy of what is no law": lambda: distances.entropy(SHORT),
    "the diversity of what is no law": lambda: metrics.diversity(SHORT),
    "survivors below 0": lambda: metrics.surviving_types(zipf.Categorical(np.arange(2), np.array([[1.5, -0.5]]))),
    "what is missing of no law": lambda: metrics.missing_mass(LAW, SHORT),
    "the distance of what is no law": lambda: metrics.squared_distance(SHORT, LAW),
    "a variation of what is no law": lambda: distances.total_variation(SHORT, LAW),
    "a divergence of what is no law": lambda: distances.categorical_divergence(SHORT, LAW),
    "a law that is no number": lambda: metrics.diversity(zipf.Categorical(np.arange(2), np.array([[np.nan, 0.5]]))),
    "one row for all types": lambda: distances.entropy(zipf.Categorical(np.arange(2), np.array([0.5, 0.5]))),
    "more types than probabilities": lambda: metrics.diversity(zipf.Categorical(np.arange(3), np.array([[0.5, 0.5]]))),
    "replicates with a point": lambda: gaussian.standard(2.0),
    "models with a point": lambda: population.together(2.0),
    "models that are true": lambda: population.together(True),  # noqa: FBT003
    "votes with a point": lambda: curation.voted(3.0),
    "rows of 3.0 numbers": lambda: run(regression.Raw(regression.Fresh(3.0), 1.0), truth=LINE),
    "a text 2.0 times": lambda: run(ngram.Raw(2), truth=ngram.Library(np.arange(60) % 4, 2.0)),
    "a population of no points": lambda: population.population(
        gaussian.Raw(), regimes.replace, NORMAL, np.eye(2), size=0, generations=1, rng=seeded()
    ),
    "problems with a seed": lambda: solver.problems((0.4, 1.2), 5, 2, 1),
    "a task with a seed": lambda: tasks.draw(arithmetic.Addition(3), np.ones(4, dtype=int), 1),
    "words with a seed": lambda: huge_vocabulary.replaced(50, 1.0, 1000, 1),
    "a corpus with numpy's older generator": lambda: vocabulary.first_corpus(
        words.rank_bins(9, 1.0), words.rank_bins(9, 1.0), 50.0, 4, CAUCHY
    ),
    "rows in the place of a design": lambda: regression_exact.exact_same(np.eye(3), 0.5),
    "a law of words": lambda: zipf.law(np.array(["a", "b"]), 3),
    "a text of parts": lambda: text.held_out(np.full(60, 1.5), passage=5, every=3),
    "parts of right answers": lambda: detection.pass_at(1, [2.7], 5),
    "a truth that is infinite": lambda: run(truth=gaussian.Gaussian(np.array([np.inf]), np.zeros(1))),
    "rewards that are no numbers": lambda: run(regime=regimes.curated(selection.top_share(lambda v: v * np.nan, 0.5))),
    "a reward that is infinite": lambda: run(regime=regimes.curated(curation.preferred(lambda v: v - np.inf, 2))),
    "one reward for all": lambda: run(regime=regimes.curated(curation.preferred(lambda v: 1.0, 2))),
    "a word for true": lambda: verifiers.exact(lambda v: "no")(np.zeros(2)),
    "a part of true": lambda: verifiers.exact(lambda v: v + 0.3)(np.zeros(2)),
    "what is neither true nor false": lambda: verifiers.noisy(lambda v: v * np.nan, 0.9, 0.1)(np.zeros(2)),
    "votes of more than 1": lambda: verifiers.majority(lambda v: v + 1.5, 3)(np.zeros(2)),
    "votes of no number": lambda: verifiers.more_than_half(np.nan, 3),
    "a half of no votes": lambda: verifiers.more_than_half(0.5, 0),
    "more votes than can be counted": lambda: verifiers.more_than_half(0.6, 2001),
    "a cap without real data": lambda: bell.mix_fresh_cap(0),
    "a cap without weight": lambda: bell.weighted_cap(0),
    "a cap without correction": lambda: mixing.corrected_error_cap(0),
    "a mixture without real data": lambda: mixing.mix_fixed_error(10, 0.0, 3),
    "a limit where there is none": lambda: mixing.biased_mix_fresh_variance_limit(0.0, 1.0),
    "a limit beyond which all diverges": lambda: mixing.biased_mix_fresh_variance_limit(0.1, 2.0),
    "fractions in two rows": lambda: mixing.grown_mixture_error(10, np.full((2, 3), 0.5)),
    "a judge that passes nothing": lambda: verification.error_threshold(0.0, 0.0),
    "nothing right at first": lambda: verification.accuracy(0.0, 0.9, 0.1, 3),
    "nothing right that passes": lambda: verification.accuracy(0.5, 0.0, 0.1, 3),
    "nothing wrong that passes": lambda: verification.accuracy(0.5, 0.9, 0.0, 3),
    "a loop of what is wrong": lambda: verification.finite_loop(0.3, 0.0, 0.1, 10, 3),
    "successes in more than all": lambda: verification.binomial(10, np.array([1.5])),
    "candidates that are all right": lambda: verification.best_of(1.0, 3),
    "text worn out at once": lambda: repetition.worth(2, 0),
    "a coin above 1": lambda: families.bernoulli_survival(10, 1.5, 3),
    "bounds of a coin above 1": lambda: families.bernoulli_survival_bounds(10, 2.0, 3),
    "a law of a coin above 1": lambda: families.binomial_law(10, 1.5),
    "counts below 0 on average": lambda: families.poisson_survival(10, -1.0, 3),
    "a variance that bends too much": lambda: families.replace_error(1.0, -50.0, 10, 5),
    "noise below 0": lambda: families.quadratic_error(1.0, 1.0, np.array([-1.0, 2.0])),
    "an error below 0": lambda: steps.cramer_von_mises(np.array([-1.0])),
    "an unbounded law of exponent 1": lambda: words.unbounded_missing_mass(1.0, 100.0, 3),
    "types of one below 1": lambda: words.unbounded_types_alive(0.5, 100.0, 3),
    "more rows than coefficients": lambda: line.overparametrised_error(1.0, 5, 10, 3),
    "shares that are not all": lambda: together.replace(np.full((2, 2), 0.4), 10, 3),
    "two probabilities for three types": lambda: zipf.Exact().sample(
        zipf.Categorical(np.arange(3), np.array([[0.5, 0.5]])), 10, seeded()
    ),
    "tokens of types that are there twice": lambda: zipf.Raw().sample(
        zipf.Categorical(np.array([0, 0]), np.array([[0.5, 0.5]])), 10, seeded()
    ),
    "a type below 0": lambda: run(zipf.Exact(), truth=zipf.Categorical(np.array([-1, 0]), np.array([[0.5, 0.5]]))),
    "counts of a type that is there twice": lambda: zipf.Exact().pool(
        zipf.Counts(np.array([1, 1]), np.array([[2.0, 1.0]])), zipf.Counts(np.array([0, 1]), np.array([[2.0, 1.0]]))
    ),
    "a truth in another order": lambda: distances.total_variation(LAW, LAW._replace(types=LAW.types[::-1])),
    "probabilities for their logarithms": lambda: phrases.perplexity(np.array([0.5, 0.5])),
    "a text that counts for no words": lambda: phrases.log_likelihood(TOKENS, TOKENS, types=5, length=0),
    "two texts to learn from": lambda: phrases.log_likelihood(np.stack([TOKENS] * 2), TOKENS, types=5),
    "two real texts": lambda: phrases.log_likelihood(TOKENS, np.stack([TOKENS] * 2), types=5),
    "a logarithm too many": lambda: phrases.head_and_tail(np.zeros(len(TOKENS)), TOKENS, head=2),
    "a loss that nobody can count": lambda: detection.items_for_losses(1 - 1e-9),
    "attempts that nobody can count": lambda: detection.pass_at(1000, [5], 200000),
    "what passes of a far law": lambda: verification.truncated(np.array([9.0]), 0.0, 1.0),
    "a loop from far off": lambda: verification.verified_mean(9.0, 0.0, 1.0, 3),
    "a first model of a single point": lambda: verification.verified_error(1, 0.0, 1.0, 100, 3),
    "a regime that returns nothing": lambda: run(regime=lambda sources: None),
    "a regime that returns data": lambda: run(regime=lambda sources: sources.pool),
    "a regime that returns a pair": lambda: run(regime=lambda sources: (sources.pool, sources.pool)),
    "a share for a list of them": lambda: blends.relabelled(0.5),
    "no shares at all": lambda: blends.relabelled(None),
    "coefficients of another line": lambda: regression.squared_error(LINE, regression.constant(np.ones(1), 2)),
    "a classifier of another dimension": lambda: logistic.accuracy(
        logistic.Raw(2), logistic.true_classifier(logistic.Raw(3), 2)
    ),
    "an average of words": lambda: estimate(["1", "2"]),
    "an average of mixed things": lambda: estimate(np.array([1, None], dtype=object)),
    "an average of complex numbers": lambda: estimate([1j, 2.0]),
    "an average of days": lambda: estimate(np.array(["2026-11-30", "2026-12-01"], dtype="datetime64")),
}


@pytest.mark.parametrize("case", SILENT)
def test_what_makes_no_sense_is_refused_with_what_would_do(case):
    """Neither an answer nor an error from inside numpy: a sentence that says what was given and what is accepted."""
    with pytest.raises((TypeError, ValueError), match=ACCEPTED):
        SILENT[case]()


ANSWERED = {
    "an even number of votes, of which a tie passes by chance": lambda: verifiers.majority(verifiers.within(0, 1), 4)(
        np.zeros(2)
    ),
    "a hundred trillion types": lambda: words.rank_bins(1e14, 1.0),
    "a mild exponent": words.rank_bins(100, 0.5).probability.sum,
    "no weight on the real points": lambda: run(regime=regimes.weighted(0.0)),
    "one replicate": lambda: run(gaussian.Exact(), truth=gaussian.standard(1)),
    "an average of true and false": lambda: estimate([True, False]),
    "a class that can be called": lambda: regimes.biased(dict),
    "a partial for a regime within one": lambda: regimes.grown(partial(regimes.accumulate)),
    "a verifier of what is kept": lambda: run(regime=regimes.verified(verifiers.within(0, 1), regimes.accumulate)),
    "a fit far from the truth": lambda: metrics.squared_error(ELSEWHERE),
    "a truth far from 0, by a metric that takes it": lambda: list(
        study.measure([NORMAL], {"e": lambda fit, truth: (fit.mean - truth.mean) ** 2}, ELSEWHERE)
    ),
}


@pytest.mark.parametrize("case", ANSWERED)
def test_what_only_looks_wrong_is_answered(case):
    """What can be meant is not refused."""
    assert ANSWERED[case]() is not None


def test_what_a_regime_refuses_is_said_in_the_words_of_its_call():
    """The caller gave an exponent and is not told of a share that nobody gave."""
    with pytest.raises(
        ValueError, match=r"mix_decaying\(2.0\) in generation 4: .*; use a smaller exponent or a larger"
    ):
        run(regime=regimes.mix_decaying(2.0), generations=5)


GIVEN = {
    **dict.fromkeys(("size", "start_size", "problems", "attempts", "rollouts", "candidates"), 12),
    **dict.fromkeys(("generations", "rounds", "count", "tries", "types"), 3),
    **dict.fromkeys(("keep_right", "confidence", "truth", "mean", "length", "value"), 0.9),
    **dict.fromkeys(("keep_wrong", "share", "kept_error", "error_rate", "chance", "real_fraction"), 0.25),
    **dict.fromkeys(("real_weight", "strength", "start", "radius", "width", "bandwidth", "temperature"), 0.5),
    **dict.fromkeys(("noise", "one_fit", "shift", "centre", "factor", "curvature", "ratio", "prior", "step"), 1.0),
    **dict.fromkeys(("tokens", "penalty", "separation", "hint", "variance", "ridge", "exponent"), 1.5),
    "ddof": 0,
    "dimension": 2,
    "shape": (0.4, 1.2),
}
WIDE = {"overparametrised_error": {"dimension": 12}}  # which has more coefficients than rows
"""A good value of each number, whatever closed form asks."""
UNHELD = {"hint", "value"}
HELPERS = {"fits", "linear", "integral", "normal_cdf", "binomial", "truncated", "spare", "quadratic_error"}
"""Parts of other forms, which hand them what has been held to its meaning."""


def forms():
    """Yield the closed forms that take numbers alone, and the names of these."""
    for module in pkgutil.iter_modules(theory.__path__):
        for form in vars(importlib.import_module(f"{theory.__name__}.{module.name}")).values():
            if inspect.isfunction(form) and form.__module__.endswith(f"theory.{module.name}"):
                needed = {
                    each.name for each in inspect.signature(form).parameters.values() if each.default is each.empty
                }
                if needed <= GIVEN.keys() and form.__name__ not in HELPERS:
                    yield pytest.param(form, needed, id=f"{module.name}.{form.__name__}")


@pytest.mark.parametrize(("form", "names"), list(forms()))
def test_every_closed_form_refuses_what_cannot_be_meant(form, names):
    """Whatever argument of whichever form is a word, nothing, no number or below what it may be: it is named."""
    good = {name: GIVEN[name] for name in names} | WIDE.get(form.__name__, {})
    form(**good)
    for name in names - UNHELD:
        bad = [float("nan"), "3", None, *([2.5, -1] if isinstance(good[name], int) else [])]
        for value in bad:
            with pytest.raises(ValueError, match=rf"{name} is .*; .* accepted"):
                form(**good | {name: value})


def test_the_forms_are_nearly_all():
    """The table above leaves out little: rows, laws and bins, which are no numbers."""
    assert len(list(forms())) > 80


def test_a_model_that_has_drawn_refuses_as_one_that_has_not():
    """Parameters of a kind that was accepted are looked at no further; another kind, size or generator is refused."""
    for model in (gaussian.Raw(), gaussian.Exact()):
        for _ in range(2):
            model.sample(NORMAL, 10, seeded())
        for params, size, rng in ((LAW, 10, seeded()), (NORMAL, True, seeded()), (NORMAL, 0, seeded())):
            with pytest.raises((TypeError, ValueError), match=ACCEPTED):
                model.sample(params, size, rng)
        for size, rng in ((10.0, seeded()), (np.float64(2.5), seeded()), (10, 0), (10, CAUCHY)):
            with pytest.raises((TypeError, ValueError), match=ACCEPTED):
                model.sample(NORMAL, size, rng)
    with pytest.raises(ValueError, match=ACCEPTED):
        [zipf.Exact().sample(law, 10, seeded()) for law in (LAW, LAW, SHORT)]
    fitted = zipf.Exact().fit(zipf.Exact().sample(LAW, 10, seeded()))
    with pytest.raises(ValueError, match=ACCEPTED):
        zipf.Exact().sample(fitted._replace(probabilities=fitted.probabilities * 2), 10, seeded())


def test_a_run_in_one_thread_lets_no_data_pass_in_another():
    """A run looks at no data of its own; whoever fits by hand beside it is told all the same."""
    foreign = empirical.Empirical(*gaussian.Raw().sample(NORMAL, 10, seeded()))

    def watching(sources):
        with ThreadPoolExecutor(1) as other, pytest.raises(TypeError, match=ACCEPTED):
            other.submit(gaussian.Raw().fit, foreign).result()
        return regimes.replace(sources)

    assert len(run(regime=watching)) == 3


def test_a_refusal_changes_no_answer():
    """What comes out is the very thing that the function gave, for each decorator; freshness leaves them out.

    Whole numbers of few bits are handed to it with 64, which `test_widths` holds.
    """
    thing = object()

    def answer(params=None, size=1, rng=None):
        return thing

    def method(self, params, size, rng):
        return thing

    def loop(model, regime, truth, *, size, generations, rng):
        yield thing

    asked = {"model": gaussian.Raw(), "regime": regimes.replace, "truth": NORMAL, "size": 2, "generations": 1}
    assert refusals.meant()(answer)() is thing
    draw = refusals.drawable(method)
    assert [draw(None, NORMAL, 2, rng=seeded()) for _ in range(2)] == [thing, thing]
    fit = refusals.fed(lambda self, data: thing)
    assert [fit(None, NORMAL) for _ in range(2)] == [thing, thing]
    assert refusals.model(gaussian.Raw) is gaussian.Raw
    assert list(refusals.runnable(loop)(**asked, rng=seeded())) == [thing]
    assert refusals.explained("more")(lambda: answer)()(NORMAL) is thing
    assert refusals.from_standard("mean")(answer) is answer
    assert refusals.number(lambda value, name: thing)(1, "one") is thing
    assert refusals.whole(lambda value, name: thing)(1, "one") is thing
    assert refusals.whole(lambda value, name: thing)(np.int64(1), "one") is thing
    assert refusals.calling(answer)() is thing
    assert refusals.measurable(answer)(LAW) is thing
    assert refusals.lawful(lambda: LAW)() is LAW
    assert refusals.numeric(answer)([1.0]) is thing
    assert refusals.widely(lambda: answer)()(NORMAL) is thing
    assert refusals.provided("size", "any size", lambda **_: True)(answer)() is thing
    assert refusals.answering(make=lambda *_: None)(lambda make: make)(answer)(NORMAL) is thing
    assert set(refusals.__all__) - {"AMOUNTS", "scores", "true_or_false"} == {
        "answering",
        "provided",
        "meant",
        "runnable",
        "drawable",
        "fed",
        "model",
        "explained",
        "from_standard",
        "number",
        "whole",
        "calling",
        "lawful",
        "measurable",
        "numeric",
        "widely",
    }


def test_nothing_else_is_left_out_of_what_results_rest_on():
    """Freshness passes over modules of this name, so there is one, and it holds nothing but these."""
    assert [path.parent.name for path in (ROOT / "scripts").rglob("refusals*") if path.suffix != ".pyc"] == ["numerics"]
