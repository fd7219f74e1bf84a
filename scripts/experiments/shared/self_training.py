"""Self-training as points of a sweep: one seed of a task under every arm, from plain settings to plain measurements.

A seed has a fifth of all problems as its test, another fifth for another seed, and all of its arms have the same one.
No row is learned from that answers a problem of the test, whoever wrote it: a puzzle with several solutions can be
answered by a grid that is tested. All arms of a seed go on from one and the same first fit: differences are paired. An
arm decides what is learned from, never how much: every generation has the same number of answers and of steps, save
that a beginner takes as many as the first. A checker that refuses an answer lets the model try another problem, as hard
or easy as chance has it.
"""

from __future__ import annotations

import zlib
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from collapse import regimes
from collapse.recursion import Corpus, Regime, Sources, recursion
from collapse.tasks import arithmetic, formulas, knights, problems, programs, proofs, sudoku

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from collapse.networks.transformer import Skill, Transformer
    from collapse.tasks.problems import Rows, Shape, Task

TASKS: dict[str, Task] = {
    "addition": arithmetic.Addition(5),
    "quantities": formulas.Quantities(4),
    "sudoku": sudoku.Sudoku(),
    "knights": knights.Knights(),
    "programs": programs.Programs(),
    "proofs": proofs.Proofs(),
}
ATTEMPTS, TRIED = 16, 60  # how often, and how many problems, are tried to count different right answers
APART = 100  # added to all tokens, once for each seed, so that the hash falls on another fifth


class Arm(NamedTuple):
    """How answers that are learned from come about.

    Attributes:
        passing: the rate at which wrong ones pass the checker; 1 is none.
        temperature: at which they are drawn; 0 takes the likeliest token.
        votes: attempts of which the most frequent is the answer.
        accumulate: whether all that was ever learned from is kept.
        scratch: whether each generation is a beginner that trains as the first did, or goes on from the last.
    """

    passing: float = 1.0
    temperature: float = 1.0
    votes: int = 1
    accumulate: bool = False
    scratch: bool = False


ARMS = {
    "verified": Arm(0.0),
    "noisy 0.1": Arm(0.1),
    "noisy 0.3": Arm(0.3),
    "noisy 0.6": Arm(0.6),
    "unverified": Arm(),
    "vote": Arm(votes=4),
    "verified accumulate": Arm(0.0, accumulate=True),
    "unverified accumulate": Arm(accumulate=True),
    "cooler": Arm(temperature=0.5),
    "greedy": Arm(temperature=0.0),
    "scratch": Arm(scratch=True),
}


class Split(NamedTuple):
    """A task of which another fifth is the test.

    Attributes:
        task: its problems, right answers and shape.
        seed: of the test, from 0.
        tests: whether problems are drawn from the test, or from the rest.
    """

    task: Task
    seed: int
    tests: bool = False

    @property
    def shape(self) -> Shape:
        """Its tokens."""
        return self.task.shape

    def draw(self, levels: Rows, rng: np.random.Generator) -> Rows:
        """Draw problems of one of the two parts; the rest of a level is drawn until there are enough."""
        rows = self.task.draw(levels, rng)
        while (wrong := np.flatnonzero(self.tested(rows) != self.tests)).size:
            rows[wrong] = self.task.draw(levels[wrong], rng)
        return rows

    def solve(self, rows: Rows) -> Rows:
        """Answer each problem."""
        return self.task.solve(rows)

    def right(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Say of each row whether it answers its problem."""
        return self.task.right(rows)

    def tested(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Say of each row whether its problem belongs to the test."""
        return problems.is_held_out(self.task, rows + APART * (1 + self.seed))


def points(*, seeds: int, **settings: Any) -> list[dict[str, Any]]:
    """List the points of a sweep, each as the settings of `point`.

    Args:
        seeds: how many.
        **settings: all other settings of `point`.

    Returns:
        The settings, seed by seed.
    """
    return [settings | {"seed": seed} for seed in range(seeds)]


def point(
    *,
    task: str,
    seed: int,
    arms: Sequence[str],
    size: int,
    generations: int,
    levels: list[list[int]],
    first: list[float],
    later: list[float],
    batch: int,
    rotary: bool,
    evaluated: list[int],
    tested: int,
) -> dict[str, dict[str, list[float]]]:
    """Train one model on its own answers in several ways, and measure every generation.

    Args:
        task: a key of `TASKS`.
        seed: of the test and, together with the task, of the generator of random numbers.
        arms: keys of `ARMS`.
        size: answers in a training set.
        generations: how many fits follow the first.
        levels: for each generation, the levels of the problems that it trains on; the last goes on.
        first: steps and learning rate of generation 0, and of each beginner.
        later: those of all others.
        batch: rows in a step.
        rotary: whether places are told by rotation, or learned.
        evaluated: the levels that are measured.
        tested: problems for each of them.

    Returns:
        From an arm and the name of a measure to its value in each generation: shares of right answers at each level,
        greedy and sampled, the variety at the last level, and the share of right ones among those learned from.

    Raises:
        KeyError: if there is no such task or arm.
        ValueError: if there is no such level, or a checker passes too few answers.
    """
    # PyTorch is loaded where a network is trained, and nowhere else: fresh results are drawn and checked without it.
    from collapse.networks import transformer  # noqa: PLC0415

    split = Split(TASKS[task], seed)
    start, go_on = (transformer.Practice(int(steps), rate) for steps, rate in (first, later))
    plan = tuple(tuple(each) for each in levels)
    model = transformer.Transformer(split, plan, start, go_on, transformer.Network(rotary=rotary), batch)
    rng = partial(generator, task, seed)
    beginner = transformer.beginner(model, rng(0))
    truth: Any = transformer.Teacher(beginner)
    taught: Any = next(recursion(model, regimes.replace, truth, size=size, generations=0, rng=rng(1)))
    # Every arm begins with that fit, its data drawn again by the same numbers, and takes no step in generation 0.
    shared: Any = transformer.Teacher(taught._replace(fits=0))
    tests = {each: split._replace(tests=True).draw(np.full(tested, each), rng(2, each)) for each in evaluated}
    found = {}
    for name in arms:
        arm, shares = ARMS[name], [1.0]
        learner = model._replace(first=start._replace(steps=0), later=start if arm.scratch else go_on)
        chosen = regimes.biased(partial(answering, arm), watched(admitted(split, arm), split, shares))
        if arm.scratch:
            chosen = begun_again(chosen, beginner)
        fits = recursion(learner, chosen, shared, size=size, generations=generations, rng=rng(1))
        measured: dict[str, list[float]] = {}
        for fit in fits:
            for measure, value in measurements(learner, fit, tests, rng(3)):
                measured.setdefault(measure, []).append(value)
        found[name] = measured | {"right_share": shares}
    return found


def generator(task: str, seed: int, *purpose: int) -> np.random.Generator:
    """Give the generator of a task, a seed and a purpose, so that no arm moves the numbers of another."""
    return np.random.Generator(np.random.SFC64([zlib.crc32(task.encode()), seed, *purpose]))


def answering(arm: Arm, params: Skill) -> Skill:
    """Let a model answer as an arm has it."""
    return params._replace(temperature=arm.temperature, votes=arm.votes)


def admitted(task: Split, arm: Arm) -> Regime:
    """Use answers that pass the arm's checker, of which none is a right one to a problem of the test.

    Args:
        task: which says both.
        arm: how many wrong ones pass, and whether all are kept.

    Returns:
        The regime.
    """

    def passes(values: Rows) -> npt.NDArray[np.float64]:
        right = task.right(values[0])
        leaks = right & task.tested(values[0])
        return np.where(leaks, 0.0, np.where(right, 1.0, arm.passing))[np.newaxis]

    return regimes.verified(passes, regimes.accumulate if arm.accumulate else regimes.replace)


def watched(regime: Regime, task: Split, learned: list[float]) -> Regime:
    """Note for every generation which share of what it learns from is right.

    Args:
        regime: what is watched.
        task: whose verifier judges.
        learned: a list that grows by one share a generation.

    Returns:
        The regime.
    """

    def watching(sources: Sources) -> Corpus:
        corpus = regime(sources)
        learned.append(float(task.right(corpus.training.values[0]).mean()))
        return corpus

    return watching


def begun_again(regime: Regime, beginner: Skill) -> Regime:
    """Let a beginner learn what the regime gives, in place of the last model; the plan of levels goes on."""

    def beginning(sources: Sources) -> Corpus:
        corpus = regime(sources)
        learner = beginner._replace(fits=sources.generation)
        return corpus._replace(training=corpus.training._replace(start=learner))

    return beginning


def measurements(
    model: Transformer, fit: Skill, tests: dict[int, Rows], rng: np.random.Generator
) -> Iterator[tuple[str, float]]:
    """Measure a model on the problems of a test, the last level of which is tried for variety.

    Args:
        model: the family.
        fit: the model.
        tests: problems by level.
        rng: the generator, alike for every arm and generation.

    Yields:
        The name of a measure, and its value.
    """
    from collapse.networks import transformer  # noqa: PLC0415 - as above

    for level, rows in tests.items():
        for name, temperature in (("greedy", 0.0), ("sampled", 1.0)):
            answers = transformer.answered(model, fit._replace(temperature=temperature), rows, rng)
            yield f"{name}_{level}", float(model.task.right(answers).mean())
    tried = np.tile(rows[:TRIED], (ATTEMPTS, 1))
    answers = transformer.answered(model, fit, tried, rng)
    yield "variety", len(np.unique(answers[model.task.right(answers)], axis=0)) / TRIED
