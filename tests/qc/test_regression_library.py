"""Two regressions, written apart, agree: closed forms and simulations of the library with the second implementation."""

import numpy as np
import pytest
import regression as second
from agreement import MANY, gap, scores, two_sample_scores, variance_scores, worst

from collapse import regimes
from collapse.models import regression as model
from collapse.models import regression_exact as exact
from collapse.models import regression_replace as alone
from collapse.recursion import recursion
from collapse.theory import regression as theory

pytestmark = pytest.mark.slow

EXACT = 1e-9
FITS = 60
ROWS, DIMENSION, NOISE, GENERATIONS, COUNT = 16, 3, 0.7, 6, 4000
INPUTS = np.random.default_rng(6).normal(size=(ROWS, DIMENSION)) @ np.array([[1, 0, 0], [0.8, 1, 0], [0, -0.5, 0.4]])
CASE = {"rows": ROWS, "dimension": DIMENSION, "noise": NOISE, "generations": GENERATIONS}
REGIMES = {"replace": regimes.replace, "accumulate": regimes.accumulate}


@pytest.mark.parametrize(("rows", "dimension", "noise"), [(4, 1, 1.0), (60, 10, 0.3), (200, 20, 2.5), (24, 22, 1.0)])
def test_fresh_rows_have_the_same_closed_forms(rows, dimension, noise):
    """With standard normal rows, fresh or the same, the library's errors equal the second derivation."""
    case = {"rows": rows, "dimension": dimension, "noise": noise, "generations": FITS}
    last = FITS - 1
    one = theory.fresh_fit_error(noise, dimension, rows)
    for design in ("fixed", "fresh"):
        ours = second.expected_error(**case, regime="replace", design=design)
        assert gap(ours, theory.replace_error(one, last)) < EXACT
    ours = second.expected_error(**case, regime="accumulate", design="fixed")
    assert gap(ours, theory.accumulate_same_error(one, last)) < EXACT
    ours = second.expected_error(**case, regime="accumulate", design="fresh")
    assert gap(ours, theory.accumulate_fresh_error(noise, dimension, rows, last)) < EXACT


def test_a_given_design_has_the_same_closed_form():
    """For one given design the library's errors, along its principal axes, equal the second derivation."""
    one = theory.same_fit_error(NOISE, model.same(INPUTS).spectrum, ROWS)
    ours, _ = second.given_design_error(INPUTS, NOISE, FITS, "replace")
    assert gap(ours, theory.replace_error(one, FITS - 1)) < EXACT
    ours, _ = second.given_design_error(INPUTS, NOISE, FITS, "accumulate")
    assert gap(ours, theory.accumulate_same_error(one, FITS - 1)) < EXACT


def test_the_accumulate_limit_is_a_limit():
    """The library's limit of accumulate is what the second multiplier tends to."""
    assert second.multiplier(100_000, "accumulate")[-1] == pytest.approx(theory.ACCUMULATE_LIMIT, rel=1e-5)


def library_errors(family, regime, seed):
    """Squared errors of the library's chains, of shape (chains, fits), from a truth that is not zero."""
    truth = model.constant(np.array([1.0, -2.0, 3.0]), COUNT)
    rng = np.random.default_rng(seed)
    run = recursion(family, regime, truth, size=ROWS, generations=GENERATIONS - 1, rng=rng)
    return np.array([model.squared_error(params, truth) for params in run]).T


def same_law(ours, theirs, mean, variance):
    """Tell whether two simulations agree with each other, and the second with its exact mean and variance."""
    assert worst(two_sample_scores(ours, theirs)) <= MANY
    assert worst(two_sample_scores(np.sqrt(ours), np.sqrt(theirs))) <= MANY
    assert worst(variance_scores(ours, theirs)) <= MANY
    assert worst(two_sample_scores(ours[:, 1:] * ours[:, :-1], theirs[:, 1:] * theirs[:, :-1])) <= MANY
    assert worst(scores(theirs, mean, variance)) <= MANY


@pytest.mark.parametrize("kind", ["Raw", "Exact"])
@pytest.mark.parametrize("name", REGIMES)
def test_chains_on_one_design_have_the_same_law(name, kind):
    """With the same rows in each generation the two simulations agree in the squared error, fit by fit."""
    design = model.same(INPUTS)
    family = model.Raw(design, NOISE) if kind == "Raw" else exact.exact_same(design, NOISE)
    seed = 300 + len(name) + len(kind)
    theirs = library_errors(family, REGIMES[name], seed)
    rng = np.random.default_rng(seed + 1000)
    ours = second.chains(rng, COUNT, **CASE, regime=name, design="fixed", first_inputs=INPUTS)
    same_law(ours, theirs, *second.given_design_error(INPUTS, NOISE, GENERATIONS, name))


# The error of a single fit says nothing of a pool, so that model stands for replace only.
KINDS = [(name, kind) for name in REGIMES for kind in (model.Raw, exact.ExactFresh)] + [("replace", alone.FreshAlone)]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_chains_on_fresh_rows_have_the_same_law(name, kind):
    """With fresh rows in each generation the two simulations agree in the squared error, fit by fit."""
    design = model.Fresh(DIMENSION) if kind is model.Raw else DIMENSION
    seed = 400 + len(name) + len(kind.__name__)
    theirs = library_errors(kind(design, NOISE), REGIMES[name], seed)
    rng = np.random.default_rng(seed + 1000)
    case = {**CASE, "regime": name, "design": "fresh"}
    ours = second.chains(rng, COUNT, **case)
    variance = second.error_variance(**case) if name == "replace" else None
    same_law(ours, theirs, second.expected_error(**case), variance)


def test_distances_alone_have_the_same_law():
    """Followed by its distance from the truth alone, replace on fresh rows has the same squared errors, fit by fit."""
    rng = np.random.default_rng(501)
    family, truth = alone.FreshDistance(DIMENSION, NOISE), alone.no_distance(COUNT)
    run = recursion(family, regimes.replace, truth, size=ROWS, generations=GENERATIONS - 1, rng=rng)
    theirs = np.array([params.squared for params in run]).T
    case = {**CASE, "regime": "replace", "design": "fresh"}
    ours = second.chains(np.random.default_rng(1501), COUNT, **case)
    same_law(ours, theirs, second.expected_error(**case), second.error_variance(**case))
