"""What is no model, regime, truth, size or generator is refused by its name, with what would do."""

import numpy as np
import pytest

from collapse import regimes
from collapse.models import gaussian, zipf
from collapse.numerics.asked import check_draw, check_run
from collapse.numerics.parameters import check_kind, check_law

GOOD = {
    "model": gaussian.Raw(),
    "regime": regimes.replace,
    "truth": gaussian.standard(3),
    "size": 10,
    "generations": 2,
    "rng": np.random.default_rng(1),
}


def mine(sources):
    """A regime without annotations."""
    return regimes.replace(sources)


@pytest.mark.parametrize(
    "other",
    [
        {"regime": regimes.mix_fresh(0.1)},
        {"regime": regimes.grown(regimes.replace)},
        {"regime": lambda sources: sources},
        {"regime": mine},
        {"size": np.int64(10)},
        {"generations": 0},
        {"truth": zipf.zipf(3, 1.0, 2)},
    ],
)
def test_what_can_be_run_is_accepted(other):
    """Regimes that were made, closures and functions of one's own, numpy's whole numbers."""
    check_run(**GOOD | other)


BAD = [
    ("model", gaussian.Raw, "model is the class Raw; .*, such as Raw\\(\\)"),
    ("model", "gaussian", "model is 'gaussian'; an instance of a model family"),
    ("model", None, "model is None"),
    ("regime", "replace", "regime is 'replace'; a function of collapse.regimes is accepted, such as regimes.replace"),
    ("regime", None, "regime is None"),
    ("regime", regimes.mix_fresh, r"regime is the function mix_fresh, .*: call it first, mix_fresh\(real_fraction"),
    ("regime", regimes.mix_decaying, r"call it first, mix_decaying\(exponent"),
    ("regime", regimes.verified, r"call it first, verified\(verifier"),
    ("regime", regimes.biased, r"call it first, biased\(bias"),
    ("regime", regimes.grown, r"call it first, grown\(regime"),
    ("truth", None, "truth is None; parameters are accepted"),
    ("truth", gaussian.standard, "truth is the function standard; parameters are accepted"),
    ("truth", gaussian.Gaussian(np.array([np.nan]), np.zeros(1)), "the mean of the truth holds NaN"),
    ("truth", zipf.Categorical(np.arange(2), np.array([[0.5, 0.9]])), "probabilities sum to 1.4"),
    ("size", 10.0, "size is 10.0; a whole number from 1 is accepted: write 10"),
    ("size", "10", "size is '10'; a whole number from 1 is accepted"),
    ("size", True, "size is True; a whole number"),
    ("size", None, "size is None; a whole number"),
    ("size", 0, "size is 0; a whole number from 1"),
    ("generations", -1, "generations is -1; a whole number from 0 is accepted"),
    ("generations", 2.5, "generations is 2.5; a whole number from 0 is accepted"),
    ("rng", 42, r"rng is 42; a generator is accepted, such as numpy.random.default_rng\(42\)"),
    ("rng", None, "rng is None; a generator is accepted"),
    ("rng", np.random.RandomState(0), r"rng is RandomState.*; a generator is accepted"),  # what is refused
]


@pytest.mark.parametrize(("name", "value", "message"), BAD)
def test_what_cannot_be_run_is_refused_with_a_remedy(name, value, message):
    """Each wrong kind of thing has its sentence."""
    with pytest.raises((TypeError, ValueError), match=message):
        check_run(**GOOD | {name: value})


def test_a_law_has_a_row_for_each_replicate_that_sums_to_one():
    """A single row, a sum of 1.4 or .6, a negative probability and NaN are refused."""
    check_law(np.array([[0.5, 0.5], [1.0, 0.0]]))
    for bad, message in (
        (np.array([0.5, 0.5]), r"shape \(2,\); one row for each replicate"),
        (np.array([[0.5, 0.9]]), "sum to 1.4"),
        (np.array([[0.2, 0.2, 0.2]]), "sum to 0.6"),
        (np.array([[1.5, -0.5]]), "the least is -0.5"),
        (np.array([[np.nan, 1.0]]), "sum to nan"),
        (np.broadcast_to(np.array([0.2, 0.2]), (3, 2)), "sum to 0.4"),
        (np.full((9, 10_000), 1e-4) * (1 + (np.arange(9) == 4))[:, None], "sum to 2"),
    ):
        with pytest.raises(ValueError, match=message):
            check_law(bad)


def test_a_draw_and_its_parameters_are_checked():
    """A size with a point, a seed, and parameters of another model."""
    check_draw(3, np.random.default_rng(1))
    with pytest.raises(ValueError, match="write 3"):
        check_draw(3.0, np.random.default_rng(1))
    with pytest.raises(TypeError, match="rng is 1"):
        check_draw(3, 1)
    with pytest.raises(
        TypeError, match=r"is given Gaussian; parameters of the class Categorical \(collapse.models.zipf\)"
    ):
        check_kind(gaussian.standard(1), (zipf.Categorical,), "entropy")
