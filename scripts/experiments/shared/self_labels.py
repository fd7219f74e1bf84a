"""Self-training as points of a sweep whose test is drawn anew for each seed, with own answers drawn in several ways.

A seed has a fifth of all problems as its test, another fifth for another seed, and all of its arms have the same one.
No row is learned from that answers a problem of the test, whoever wrote it: a puzzle with several solutions can be
answered by a grid that is tested. All arms of a seed go on from one and the same first fit, and every
generation has as many answers as the first.
"""

from __future__ import annotations

import zlib
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from collapse import regimes
from collapse.curation import verifiers
from collapse.recursion import Corpus, Regime, Sources, recursion
from collapse.tasks import arithmetic, problems, programs, proofs, sudoku

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from collapse.networks.transformer import Skill, Transformer
    from collapse.tasks.problems import Rows, Shape, Task

TASKS: dict[str, Task] = {
    "sums": arithmetic.Addition(5),
    "puzzles": sudoku.Sudoku(),
    "programs": programs.Programs(),
    "proofs": proofs.Proofs(),
}


class Arm(NamedTuple):
    """How answers that are learned from come about.

    Attributes:
        temperature: at which they are drawn; 0 takes the likeliest token.
        checked: whether wrong ones are refused, and other problems tried instead.
        scratch: whether each generation is a beginner that trains as the first did, or goes on from the last.
    """

    temperature: float = 1.0
    checked: bool = False
    scratch: bool = False


ARMS = {
    "checked": Arm(checked=True),
    "sampled": Arm(),
    "cooler": Arm(0.5),
    "greedy": Arm(0.0),
    "scratch": Arm(scratch=True),
}
APART = 100  # added to all tokens, once for each seed, so that the hash falls on another fifth


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


def points(*, seeds: int, tasks: dict[str, dict[str, Any]], **settings: Any) -> list[dict[str, Any]]:
    """List the points of a sweep: a task with one seed each, under all arms that the task has.

    Args:
        seeds: how many for each task.
        tasks: from a key of `TASKS` to its settings of `point`.
        **settings: all other settings, which the tasks share.

    Returns:
        The settings, task by task.
    """
    return [settings | tasks[task] | {"task": task, "seed": seed} for task, seed in product(tasks, range(seeds))]


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
        From an arm and the name of a measure to its value in each generation: the likeliest answers that are right, by
        level, and the share of right ones among those learned from.

    Raises:
        KeyError: if there is no such task or arm.
        ValueError: if there is no such level, or the checker passes too few answers.
    """
    # PyTorch is loaded where a network is trained, and nowhere else: fresh results are drawn and checked without it.
    from collapse.networks import transformer  # noqa: PLC0415

    learned = Split(TASKS[task], seed)
    start, go_on = (transformer.Practice(int(steps), rate) for steps, rate in (first, later))
    plan = tuple(tuple(each) for each in levels)
    model = transformer.Transformer(learned, plan, start, go_on, transformer.Network(rotary=rotary), batch)
    rng = np.random.Generator(np.random.SFC64([zlib.crc32(task.encode()), seed]))
    tests = {}
    for level in evaluated:
        tests[level] = learned._replace(tests=True).draw(np.full(tested, level), rng)
    beginner = transformer.beginner(model, rng)
    truth: Any = transformer.Teacher(beginner)
    taught: Any = next(recursion(model, regimes.replace, truth, size=size, generations=0, rng=rng))
    # Every arm begins with the same fit, and takes no further step of its own in generation 0.
    shared: Any = transformer.Teacher(taught._replace(fits=0))
    found = {}
    for name in arms:
        arm, shares = ARMS[name], [1.0]
        again = start if arm.scratch else go_on
        chosen = watched(admitted(learned, checked=arm.checked), learned, shares, beginner if arm.scratch else None)
        chosen = regimes.biased(partial(at_temperature, arm.temperature), chosen)
        fits = recursion(
            model._replace(first=start._replace(steps=0), later=again), chosen, shared,
            size=size, generations=generations, rng=np.random.Generator(np.random.SFC64([seed])),
        )  # fmt: skip
        measured = [list(right_answers(model, fit, tests)) for fit in fits]
        found[name] = dict(
            zip((f"right_{level}" for level in tests), map(list, zip(*measured, strict=True)), strict=True)
        )
        found[name]["right_share"] = shares
    return found


def at_temperature(temperature: float, params: Skill) -> Skill:
    """Let a model answer at a temperature.

    Args:
        temperature: 0 takes the likeliest token.
        params: a fit.

    Returns:
        The fit that does.
    """
    return params._replace(temperature=temperature)


def right_answers(model: Transformer, fit: Skill, tests: dict[int, Rows]) -> Iterator[float]:
    """Measure the likeliest answers to the problems of the test.

    Args:
        model: the family.
        fit: the model.
        tests: problems by level.

    Yields:
        The share of right ones at each level.
    """
    from collapse.networks import transformer  # noqa: PLC0415 - as above

    for level, rows in tests.items():
        rng = np.random.Generator(np.random.SFC64(level))  # not drawn from where the likeliest is taken
        answers = transformer.answered(model, at_temperature(0.0, fit), rows, rng)
        yield float(model.task.right(answers).mean())


def admitted(task: Split, *, checked: bool) -> Regime:
    """Replace the data by answers of which none is a right one to a problem of the test; or right ones alone.

    Args:
        task: which says both.
        checked: whether wrong answers are refused.

    Returns:
        The regime.
    """

    def passes(values: Rows) -> Rows:
        right = task.right(values[0])
        leaks = right & task.tested(values[0])
        return (~leaks & (right | (not checked)))[np.newaxis].astype(np.int64)

    return regimes.verified(verifiers.exact(passes), regimes.replace)


def watched(regime: Regime, task: Split, shares: list[float], beginner: Skill | None) -> Regime:
    """Note which share of what each generation learns from is right, and let a beginner learn it if there is one.

    Args:
        regime: what is watched.
        task: whose verifier judges.
        shares: a list that grows by one share a generation.
        beginner: who learns; none for the last model, which goes on.

    Returns:
        The regime.
    """

    def watching(sources: Sources) -> Corpus:
        training = regime(sources).training
        shares.append(float(task.right(training.values[0]).mean()))
        if beginner is not None:  # the plan of levels goes on by the number of fits
            training = training._replace(start=beginner._replace(fits=sources.generation))
        return Corpus(training, training)

    return watching
