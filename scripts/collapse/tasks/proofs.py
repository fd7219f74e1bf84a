"""Proofs: from a fact to a goal by rules "if a then b", cited backwards from the goal.

Of eight rules some form the one chain that leads from the fact to the goal. The others lead back along it, or out of
statements that nothing derives, so there is no shortcut. A proof is checked step by step: each rule must be given, and
conclude what is to be shown; its premise is what is to be shown next; in the end that must be the fact.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collapse.tasks.problems import Rows, Shape, check_levels

STATEMENTS = RULES = 8
LONGEST = 6
STATEMENT, MARK, END = 64, 72, 73  # tokens; those below are rules, 8 a + b
STARTS, ENDS = np.divmod(np.arange(STATEMENTS**2), STATEMENTS)


class Proofs(NamedTuple):
    """The task; a level is the number of steps."""

    @property
    def shape(self) -> Shape:
        """The rules, the fact, the goal and a mark; then the rules cited, and ends."""
        return Shape(END + 1, RULES + 3, LONGEST + 1, end=END)

    def draw(self, levels: Rows, rng: np.random.Generator) -> Rows:
        """Draw names, a chain from the first to the goal, and rules that do not shorten it.

        Args:
            levels: of shape (problems,), from 1 to 6.
            rng: the generator.

        Returns:
            Rows of shape (problems, 18).

        Raises:
            ValueError: if a level is outside that range.
        """
        check_levels(levels, 1, LONGEST)
        count, steps = len(levels), np.arange(RULES)
        names = rng.random((count, STATEMENTS)).argsort(axis=1)
        chain = np.stack([steps, steps + 1], axis=1)
        rules = np.where((steps < levels[:, np.newaxis])[..., np.newaxis], chain, distractors(levels, rng))
        starts, ends = (np.take_along_axis(names, rules[..., side] % STATEMENTS, axis=1) for side in (0, 1))
        tokens = STATEMENTS * starts + ends
        shuffled = np.take_along_axis(tokens, rng.random(tokens.shape).argsort(axis=1), axis=1)
        goal = np.take_along_axis(names, levels[:, np.newaxis], axis=1)
        cited = levels[:, np.newaxis] - 1 - np.arange(LONGEST + 1)
        answer = np.where(cited < 0, END, np.take_along_axis(tokens, np.maximum(cited, 0), axis=1))
        ask = [STATEMENT + names[:, :1], STATEMENT + goal, np.full((count, 1), MARK)]
        return np.concatenate([shuffled, *ask, answer], axis=1)

    def solve(self, rows: Rows) -> Rows:
        """Search backwards from the goal, breadth first.

        Args:
            rows: prompts, with or without answers behind them.

        Returns:
            Answers of shape (problems, 7).

        Raises:
            ValueError: if a goal does not follow from its fact in 1 to 6 steps.
        """
        return np.array([searched(row[:RULES], *(row[RULES : RULES + 2] - STATEMENT)) for row in rows])

    def right(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Replay the proof.

        Args:
            rows: of shape (problems, 18).

        Returns:
            Truth values of shape (problems,).
        """
        given, answer = rows[:, :RULES], rows[:, RULES + 3 :]
        fact, goal = (rows[:, column] - STATEMENT for column in (RULES, RULES + 1))
        valid, done = np.ones(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
        for cited in answer.T:
            ends = ~done & (cited == END)
            valid &= ~ends | (goal == fact)
            done |= ends
            known = (given == cited[:, np.newaxis]).any(axis=1)
            valid &= done | (known & (cited % STATEMENTS == goal))
            goal = np.where(done, goal, cited // STATEMENTS)
        return np.asarray(valid & done)


def distractors(levels: Rows, rng: np.random.Generator) -> Rows:
    """Draw eight rules for each problem, by place in the chain, of those that do not lead forward along it.

    Args:
        levels: of shape (problems,), from 1 to 6.
        rng: the generator.

    Returns:
        Premise and conclusion of each rule, of shape (problems, 8, 2).
    """
    rules = np.empty((len(levels), RULES, 2), dtype=np.int64)
    for level in np.unique(levels):
        allowed = np.flatnonzero((STARTS != ENDS) & ~((level >= STARTS) & (ENDS > STARTS)))
        here = levels == level
        chosen = allowed[rng.integers(len(allowed), size=(int(here.sum()), RULES))]
        rules[here] = np.stack([STARTS[chosen], ENDS[chosen]], axis=2)
    return rules


def searched(given: Rows, fact: int, goal: int) -> Rows:
    """Give the shortest proof of one problem.

    Args:
        given: the rules, of shape (8,).
        fact: a statement, from 0 to 7.
        goal: another.

    Returns:
        The rules cited, and ends, of shape (7,).

    Raises:
        ValueError: if the goal does not follow from the fact in 1 to 6 steps.
    """
    proofs: dict[int, list[int]] = {int(goal): []}
    reached = [int(goal)]
    for now in reached:
        for rule in given[given % STATEMENTS == now].tolist():
            if rule // STATEMENTS not in proofs:
                proofs[rule // STATEMENTS] = [*proofs[now], rule]
                reached.append(rule // STATEMENTS)
    if not 0 < len(proofs.get(int(fact), [])) <= LONGEST:
        raise ValueError(f"statement {goal} does not follow from {fact} in at most {LONGEST} steps")
    return np.array((proofs[int(fact)] + [END] * (LONGEST + 1))[: LONGEST + 1])
