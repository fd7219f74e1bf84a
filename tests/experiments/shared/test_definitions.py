"""The measures behind the eight definitions have their known values, and each test turns where it says."""

import math

import numpy as np
import pytest

from collapse.models import mixture
from experiments.shared import definitions
from experiments.shared.definitions import DEFINITIONS, Course, Runs

TRUTH = definitions.two_hills(8.0)
GENERATIONS, REPLICATES = 8, 50
GOOD = {"risk": 0.05, "variance": 17.0, "entangled": 0.0, "tail_lost": 0.0, "hallucinated": 0.001}


def hills(places, weights=(0.5, 0.5), variances=(1.0, 1.0)):
    """A mixture of two, as one replicate."""
    means = np.array(places, dtype=float).reshape(1, 2, 1)
    return mixture.Mixture(np.array([weights]), means, np.array(variances).reshape(1, 2, 1, 1))


def measures(fit):
    tail = TRUTH.log_density <= definitions.unlikely(TRUTH, definitions.TAIL)
    return {
        key: float(value[0]) for key, value in zip(Course._fields, definitions.measures(fit, TRUTH, tail), strict=True)
    }


def course(late=None, **changed):
    """A course of constant measures with a little noise; `late` sets those of the second half."""
    rng = np.random.default_rng(1)
    rows = {}
    for key, value in (GOOD | changed).items():
        rows[key] = value * np.exp(rng.normal(0, 0.01, (GENERATIONS + 1, REPLICATES)))
        rows[key][GENERATIONS // 2 + 1 :] *= (late or {}).get(key, 1)
    return Course(**rows)


def runs(course_, larger=None):
    return Runs(course_, larger or course_._replace(risk=course_.risk / 4), 4, course())


def test_the_truth_itself_has_lost_nothing():
    """No risk, its own variance, no tail lost; points where one real point in a thousand lies are one in a thousand."""
    found = measures(hills((-4, 4)))
    assert found["risk"] == pytest.approx(0, abs=1e-12)
    assert found["variance"] == pytest.approx(17)
    assert found["entangled"] < 1e-4
    assert found["tail_lost"] == 0
    assert found["hallucinated"] == pytest.approx(definitions.UNSEEN, rel=0.05)


def test_measures_of_a_shifted_and_a_dead_hill():
    """A hill that moved by d costs d squared / 4 nats; with both on one hill, half of the points are with the wrong."""
    assert measures(hills((-4, 4.5)))["risk"] == pytest.approx(0.5**2 / 4, rel=1e-3)
    together = measures(hills((-4, -4)))
    assert together["entangled"] == pytest.approx(0.5, abs=1e-3)
    assert together["variance"] == pytest.approx(1)
    assert together["tail_lost"] == pytest.approx(0.5, abs=0.01)
    assert measures(hills((0, 0), variances=(0.01, 0.01)))["hallucinated"] == pytest.approx(1)
    assert measures(hills((-4, 4), variances=(0.01, 0.01)))["tail_lost"] == pytest.approx(1)
    assert measures(hills((-4, 4), variances=(9.0, 9.0)))["hallucinated"] > 0.2


def test_catastrophe_is_worse_than_a_single_normal_distribution():
    """The threshold is the risk of one normal distribution with the mean and the variance of the truth."""
    single = measures(hills((0, 0), variances=(17.0, 17.0)))["risk"]
    verdict = definitions.catastrophic_increase(runs(course()), TRUTH)
    assert verdict.threshold == pytest.approx(single, rel=1e-6)


def test_a_run_that_stays_as_it_was_meets_nothing():
    """A course like that of the control, at the usual exponent, meets none of the eight, and none is open."""
    assert {name: test(runs(course()), TRUTH).word for name, test in DEFINITIONS.items()} == dict.fromkeys(
        DEFINITIONS, "no"
    )


FAULTS = {
    "any_increase": (course(risk=0.06), course(risk=0.053)),
    "catastrophic_increase": (course(risk=0.8), course(risk=0.6)),
    "diverging": (course(late={"risk": 1.2}), course(risk=0.06)),
    "collapsing_variance": (course(late={"variance": 0.4}), course(late={"variance": 0.6})),
    "entanglement": (course(entangled=0.15), course(entangled=0.05)),
    "tail_disappearance": (course(tail_lost=0.6), course(tail_lost=0.4)),
    "hallucination": (course(hallucinated=0.003), course(hallucinated=0.0015)),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_test_turns_at_its_threshold(name):
    """What lies beyond the threshold is met, what lies short of it is not."""
    beyond, short = FAULTS[name]
    assert DEFINITIONS[name](runs(beyond), TRUTH).word == "yes"
    assert DEFINITIONS[name](runs(short), TRUTH).word == "no"


@pytest.mark.parametrize(("exponent", "word"), [(-1.0, "no"), (-1.2, "no"), (-0.8, "no"), (-0.6, "yes"), (-1.4, "yes")])
def test_the_scaling_law_may_change_either_way(exponent, word):
    """An exponent further than a quarter from -1 is another law, whether the risk falls faster or slower."""
    base = course()
    larger = base._replace(risk=base.risk * 4.0**exponent)
    verdict = definitions.scaling_law(runs(base, larger), TRUTH)
    assert verdict.word == word
    assert verdict.value == pytest.approx(abs(exponent + 1), abs=0.01)


def test_a_wide_interval_is_open():
    """Where replicates disagree so much that the interval straddles the threshold, nothing is said."""
    noisy = np.exp(np.random.default_rng(2).normal(math.log(0.055), 1.0, (GENERATIONS + 1, 20)))
    verdict = definitions.any_increase(runs(course()._replace(risk=noisy)), TRUTH)
    assert verdict.word == "open"
    assert verdict.low < verdict.threshold < verdict.high


def test_every_definition_says_what_it_measures():
    """Eight tests, each with a docstring that opens with the name in the paper and goes on to the measure."""
    assert len(DEFINITIONS) == 8
    assert all(": " in (test.__doc__ or "").splitlines()[0] for test in DEFINITIONS.values())
