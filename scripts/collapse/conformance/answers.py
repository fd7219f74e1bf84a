"""Solvers that learn from their own checked answers, and how many test items it takes to notice a loss."""

from collections.abc import Iterator

import numpy as np

from collapse import curation, regimes
from collapse.conformance import Row, _compare
from collapse.conformance._compare import compare
from collapse.metrics import detection
from collapse.models import adder, solver, zipf
from collapse.recursion import recursion
from collapse.theory import adder as theory_of_adder
from collapse.theory import solver as theory_of_solver
from collapse.theory import verification


def rows(rng: np.random.Generator) -> Iterator[Row]:
    """Measure all rows of this family."""
    yield from best(rng)
    yield from answers(rng)
    yield from sums(rng)
    yield from tests(rng)


def best(rng: np.random.Generator) -> Iterator[Row]:
    """The best of several answers, where an exact verifier finds it."""
    truth = zipf.law(np.array([0.9, 0.1]), 50)
    regime = regimes.curated(curation.preferred(lambda types: 1e6 * types, 10))
    found = _compare.last(zipf.Raw(), regime, truth, size=4000, fits=2, rng=rng).probabilities[:, 1]
    setting = "the best of 10 answers that are right with chance 0.1, found by an exact verifier"
    yield compare("R22", setting, verification.best_of(0.1, 10), found, tolerance=0.02)


def answers(rng: np.random.Generator) -> Iterator[Row]:
    """A solver that learns from its own checked answers."""
    truth = solver.problems((0.4, 1.2), 2000, 60, rng)
    model = solver.Solver(theory_of_solver.STEP)
    trained = list(recursion(model, regimes.replace, truth, size=8, generations=5, rng=rng))[-1]
    for name, tries in (("V9", 1), ("R39", 256)):
        exact = theory_of_solver.pass_at(tries, (0.4, 1.2), rollouts=8, step=model.step, rounds=6)
        for when, index, log_odds in (("before", 0, truth), ("after", -1, trained)):
            solved = theory_of_solver.chance_of_any(log_odds, tries).mean(axis=1)
            setting = f"Beta(0.4, 1.2) problems, {when} 6 rounds of 8 rollouts: solved in {tries} tries"
            yield compare(f"{name} {when}", setting, float(exact[index]), solved)


def sums(rng: np.random.Generator) -> Iterator[Row]:
    """A solver that adds: the problems it can solve get longer by a factor in each round, if its attempts vote."""
    problems, attempts, confidence, prior = 200, 5, 0.8, 20.0
    skills = recursion(
        adder.Raw(attempts, confidence, prior), regimes.replace, adder.novice(50, confidence, 60),
        size=problems, generations=3, rng=rng,
    )  # fmt: skip
    lengths = np.array([adder.solvable(skill.slip, confidence) for skill in skills])
    setting = f"addition by a toy of ours, {problems} problems a round, majority of {attempts}: length over that before"
    expected = theory_of_adder.voted_growth(problems, attempts, confidence, prior)
    yield compare("R35 vote", setting, expected, (lengths[1:] / lengths[:-1]).ravel(), tolerance=0.03)
    alone, truth = adder.Raw(1, confidence, prior), adder.novice(1000, confidence, 200)
    skill = _compare.last(alone, regimes.replace, truth, size=problems, fits=1, rng=rng)
    setting = f"the same toy, {problems} problems of 1,000 digits, no vote: chance of a slip over that before"
    expected = theory_of_adder.unchecked_growth(problems, confidence, prior)
    yield compare("R35 no vote", setting, expected, skill.slip / truth.slip, tolerance=0.03)


def tests(rng: np.random.Generator) -> Iterator[Row]:
    """The number of tokens at which the loss of the tail is seen in four tests of five."""
    before, after = 4.37e-5, 7.85e-5
    tokens = round(detection.items_for_proportions(before, after))
    first, second = (rng.binomial(tokens, share, 50_000) for share in (before, after))
    seen = np.abs(second - first) > 1.959964 * np.sqrt(first + second)
    setting = f"a missing share of 4.37e-5 against 7.85e-5, {tokens:,} tokens: power of the test"
    yield compare("D14 detection", setting, detection.POWER, seen.astype(float), tolerance=0.02)
