"""Self-training as points of a sweep: one seed under one regime, from plain settings to plain measurements.

All regimes of a seed begin with the same model, since they draw the same numbers up to generation 0: differences are
paired. A regime decides what is learned from, never how much: every generation has the same number of answers and of
steps. A verifier that refuses an answer lets the model try another problem, as hard or easy as chance has it.
"""

from __future__ import annotations

import zlib
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from collapse import regimes
from collapse.curation import verifiers
from collapse.recursion import Corpus, Regime, Sources, recursion
from collapse.tasks import arithmetic, formulas, knights, problems, programs, proofs, sudoku

if TYPE_CHECKING:
    from collections.abc import Iterator

    from collapse.networks.transformer import Skill, Transformer
    from collapse.tasks.problems import Rows, Task

TASKS: dict[str, Task] = {
    "addition": arithmetic.Addition(5),
    "quantities": formulas.Quantities(4),
    "sudoku": sudoku.Sudoku(),
    "knights": knights.Knights(),
    "programs": programs.Programs(),
    "proofs": proofs.Proofs(),
}
VOTES = 4
ATTEMPTS, TRIED = 16, 60  # how often, and how many problems, are tried to count different right answers


def points(*, seeds: int, regimes: tuple[str, ...], **settings: Any) -> list[dict[str, Any]]:
    """List the points of a sweep, each as the settings of `point`.

    Args:
        seeds: how many for each regime.
        regimes: names that `regimes_by_name` reads.
        **settings: all other settings of `point`.

    Returns:
        The settings, seed by seed.
    """
    return [settings | {"regime": regime, "seed": seed} for seed, regime in product(range(seeds), regimes)]


def point(
    *,
    task: str,
    regime: str,
    seed: int,
    size: int,
    generations: int,
    levels: list[list[int]],
    first: list[float],
    later: list[float],
    batch: int,
    rotary: bool,
    device: str,
    evaluated: list[int],
    tested: int,
) -> dict[str, list[float]]:
    """Train one model on its own answers, and measure every generation; `first` and `later` are steps and rate.

    Args:
        task: a key of `TASKS`.
        regime: a name that `regimes_by_name` reads.
        seed: of the generator of random numbers, together with the task.
        size: answers in a training set.
        generations: how many fits follow the first.
        levels: for each generation, the levels of the problems that it trains on; the last goes on.
        first: steps and learning rate of generation 0.
        later: those of all others.
        batch: rows in a step.
        rotary: whether places are told by rotation, or learned.
        device: where PyTorch trains.
        evaluated: the levels that are measured.
        tested: problems for each of them.

    Returns:
        From the name of a measure to its value in each generation: shares of right answers at each level, greedy and
        sampled, the variety at the last level, and the share of right ones among those learned from.

    Raises:
        KeyError: if there is no such task.
        ValueError: if there is no such regime or level, or a verifier passes too few answers.
    """
    # PyTorch is loaded where a network is trained, and nowhere else: fresh results are drawn and checked without it.
    from collapse.networks import transformer  # noqa: PLC0415

    asked = TASKS[task]
    start, go_on = (transformer.Practice(int(steps), rate) for steps, rate in (first, later))
    network = transformer.Network(rotary=rotary)
    plan = tuple(tuple(each) for each in levels)
    model = transformer.Transformer(asked, plan, start, go_on, network, batch, device)
    rng = np.random.Generator(np.random.SFC64([zlib.crc32(task.encode()), seed]))
    truth: Any = transformer.Teacher(transformer.beginner(model, rng))
    chosen, learned = regimes_by_name(regime, asked), [1.0]
    fits = recursion(model, watched(chosen, asked, learned), truth, size=size, generations=generations, rng=rng)
    measured: dict[str, list[float]] = {}
    for fit in fits:
        for name, value in measurements(model, fit, evaluated, tested):
            measured.setdefault(name, []).append(value)
    return measured | {"right_share": learned}


def regimes_by_name(name: str, task: Task) -> Regime:
    """Read a regime from its name: verified, unverified, vote or noisy RATE, and accumulate behind it if it does.

    Args:
        name: such as `noisy 0.1 accumulate`; the rate is that at which wrong answers pass.
        task: whose verifier judges.

    Returns:
        The regime.

    Raises:
        ValueError: if there is no such regime, or the rate is outside [0, 1].
    """
    kind, *words = name.split()
    kept = regimes.accumulate if "accumulate" in words else regimes.replace

    def right(values: Rows) -> Rows:
        return task.right(values[0])[np.newaxis].astype(np.int64)

    if kind == "unverified":
        return kept
    if kind == "verified":
        return regimes.verified(verifiers.exact(right), kept)
    if kind == "noisy":
        return regimes.verified(verifiers.noisy(right, 1.0, float(words[0])), kept)
    if kind == "vote":
        from collapse.networks import transformer  # noqa: PLC0415 - as above

        return regimes.biased(partial(transformer.majority, VOTES), kept)
    raise ValueError(f"no regime {name!r}; there are verified, unverified, vote and noisy RATE, with accumulate or not")


def watched(regime: Regime, task: Task, learned: list[float]) -> Regime:
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


def measurements(model: Transformer, fit: Skill, evaluated: list[int], tested: int) -> Iterator[tuple[str, float]]:
    """Measure a model on held-out problems, which are the same for all models and in all generations.

    Args:
        model: the family.
        fit: the model.
        evaluated: levels, the last of which is tried for variety.
        tested: problems for each of them.

    Yields:
        The name of a measure, and its value.

    Raises:
        ValueError: if a level has no problem that is held out.
    """
    from collapse.networks import transformer  # noqa: PLC0415 - as above

    for level in evaluated:
        rng = np.random.Generator(np.random.SFC64([level]))
        rows = problems.draw(model.task, np.full(tested, level), rng, held_out=True)
        for name, temperature in (("greedy", 0.0), ("sampled", 1.0)):
            answers = transformer.answered(model, fit._replace(temperature=temperature), rows, rng)
            yield f"{name}_{level}", float(model.task.right(answers).mean())
    tried = np.tile(rows[:TRIED], (ATTEMPTS, 1))
    answers = transformer.answered(model, fit, tried, rng)
    yield "variety", len(np.unique(answers[model.task.right(answers)], axis=0)) / TRIED
