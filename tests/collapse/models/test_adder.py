"""The adder slips as it says, its votes keep what is right, and its shortcut agrees with digits that are added."""

import numpy as np
import pytest

from collapse import regimes
from collapse.curation import verifiers
from collapse.models import adder
from collapse.recursion import recursion


def seeded(seed=1):
    return np.random.Generator(np.random.SFC64(seed))


def added(first, second, slipped):
    """Add two numbers digit by digit, lowest first, with the carry turned round wherever the adder slips."""
    carry, digits = 0, []
    for one, two, slip in zip(first, second, slipped, strict=True):
        digits.append((one + two + carry) % 10)
        carry = int(one + two + carry > 9) ^ int(slip)
    return [*digits, carry]


def test_without_slips_it_adds():
    """The automaton with no slip is addition."""
    rng = seeded()
    for _ in range(50):
        first, second = rng.integers(10, size=(2, 12))
        digits = added(first, second, np.zeros(12, dtype=bool))
        value = sum(int(digit) * 10**place for place, digit in enumerate(digits))
        assert value == sum(int(a + b) * 10**place for place, (a, b) in enumerate(zip(first, second, strict=True)))


def test_answers_are_the_same_where_the_slips_are():
    """Two answers to a problem have the same digits if and only if both slipped at the same steps."""
    rng = seeded()
    for _ in range(2000):
        first, second = rng.integers(10, size=(2, 5))
        slips = rng.random((2, 5)) < 0.3
        same = added(first, second, slips[0]) == added(first, second, slips[1])
        assert same == np.array_equal(*slips)


def test_an_attempt_is_right_with_the_chance_that_fits_its_length():
    """Of problems as long as the skill can solve, the expected share is right, and a majority of five is more often."""
    skill = adder.novice(20, 0.8, 40)
    assert adder.solvable(skill.slip, 0.8).tolist() == [20.0] * 40
    slips, agree = adder.attempted(skill.slip, np.full(40, 20.0), 500, 5, seeded())
    right = (slips == 0).mean()
    assert abs(right - 0.8) < 4 * np.sqrt(0.16 / slips.size)
    voted = ((slips == 0).sum(axis=1) > 2).mean()
    exact = float(verifiers.more_than_half(0.8, 5))
    assert abs(voted - exact) < 4 * np.sqrt(exact * (1 - exact) / (40 * 500))
    assert agree[:, 0, 0].all()


def test_problems_are_as_long_as_each_replicate_can_solve():
    """A replicate with a shorter problem does not slip beyond its end."""
    slips, _ = adder.attempted(np.array([1.0, 1.0]), np.array([3.0, 7.0]), 4, 2, seeded())
    assert (slips[0] == 3).all()
    assert (slips[1] == 7).all()


def test_only_the_vote_lets_it_grow():
    """With a vote problems get longer in each round; without, slips are learned and they get shorter."""
    for attempts, grows in ((5, True), (1, False)):
        skills = recursion(
            adder.Raw(attempts, 0.8, 20.0),
            regimes.replace,
            adder.novice(60, 0.8, 30),
            size=200,
            generations=3,
            rng=seeded(),
        )
        lengths = [adder.solvable(skill.slip, 0.8).mean() for skill in skills]
        assert (np.diff(lengths) > 0).all() == grows


def test_practice_adds_up():
    """Pools add steps and slips, weights scale them, and both decide the fit."""
    model = adder.Raw(3, 0.8, 2.0)
    data = model.pool(
        adder.Practice(np.array([10.0]), np.array([1.0])), adder.Practice(np.array([30.0]), np.array([0.0]))
    )
    assert model.fit(data).slip == pytest.approx(3 / 42)
    assert model.fit(model.weigh(data, 0.5)).slip == pytest.approx(2.5 / 22)
