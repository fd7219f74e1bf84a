"""Closed forms of the adder: what growth asks for, and that a wrong one would be noticed."""

import math

import numpy as np
import pytest

from collapse import regimes
from collapse.models import adder
from collapse.numerics.estimate import estimate
from collapse.recursion import recursion
from collapse.theory import adder as theory


def ratios(attempts, problems, confidence, prior):
    """Lengths over those of the round before."""
    skills = recursion(
        adder.Raw(attempts, confidence, prior),
        regimes.replace,
        adder.novice(200, confidence, 50),
        size=problems,
        generations=1,
        rng=np.random.Generator(np.random.SFC64(1)),
    )
    lengths = [adder.solvable(skill.slip, confidence) for skill in skills]
    return lengths[1] / lengths[0]


@pytest.mark.parametrize(("attempts", "problems", "prior"), [(3, 100, 10.0), (7, 60, 8.0), (5, 100, 40.0)])
def test_growth_by_vote(attempts, problems, prior):
    """The length grows, or shrinks where there is too little practice, by the factor derived, not by one 5 % off."""
    found = estimate(ratios(attempts, problems, 0.8, prior))
    expected = theory.voted_growth(problems, attempts, 0.8, prior)
    assert abs(found.mean - expected) < 4 * found.error + 0.01 * expected
    assert abs(found.mean - 1.05 * expected) > 2 * found.error


def test_growth_needs_practice_and_agreement():
    """More problems, or more attempts where one is mostly right, make it faster; slips ever make it slower alone."""
    assert theory.voted_growth(100, 5, 0.8, 10.0) == pytest.approx(2 * theory.voted_growth(50, 5, 0.8, 10.0))
    assert theory.voted_growth(100, 9, 0.8, 10.0) > theory.voted_growth(100, 5, 0.8, 10.0)
    assert theory.voted_growth(100, 9, 0.4, 10.0) < theory.voted_growth(100, 5, 0.4, 10.0)
    assert theory.unchecked_growth(200, 0.8, 20.0) == pytest.approx(1 + 20 / (200 * -math.log(0.8)))
    assert theory.unchecked_growth(10**9, 0.8, 20.0) > 1
