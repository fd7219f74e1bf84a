"""What a checkable task is, and how problems are drawn so that those of a test are never shown.

A problem with its answer is a row of tokens, of one length within a task: the prompt, then the answer. Problems fall
into two parts by a hash of what makes them the same problem: one in five is held out for tests, and none of those is
ever drawn to be learned from. Where a problem has several answers and its answer is part of what it is, as in sudoku, a
model may answer with one that is held out; `is_held_out` of the row that is learned from tells.
"""

from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from collapse.numerics import refusals

Rows = npt.NDArray[np.int64]
HELD_OUT = 5  # one problem in so many
MOST_ROUNDS = 1000


class Shape(NamedTuple):
    """The tokens of a task: how many kinds, and the lengths of prompt and answer.

    `end` ends an answer; answers of a fixed length need none. `identity` is the part of a row that makes two problems
    the same, by default the prompt.

    Attributes:
        vocabulary: how many kinds of token; they are numbered from 0.
        prompt: its length in tokens.
        answer: its length in tokens.
        end: the token that ends an answer, if there is one.
        identity: columns of a row.
    """

    vocabulary: int
    prompt: int
    answer: int
    end: int | None = None
    identity: slice | None = None


class Task(Protocol):
    """A task: problems at a level of difficulty, a solver that is always right, and a verifier that needs no solver.

    Rows are tokens of shape (problems, prompt + answer).
    """

    @property
    def shape(self) -> Shape:
        """Its tokens."""

    def draw(self, levels: Rows, rng: np.random.Generator) -> Rows:
        """Draw a problem of each level, with the answer that it was made from.

        Args:
            levels: of shape (problems,).
            rng: the generator.

        Returns:
            Rows of shape (problems, prompt + answer).

        Raises:
            ValueError: if the task has not got a level.
        """

    def solve(self, rows: Rows) -> Rows:
        """Answer each problem, looking at its prompt alone.

        Args:
            rows: prompts, with or without answers behind them.

        Returns:
            Answers of shape (problems, answer).
        """

    def right(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Say of each row whether it answers its problem; any right answer will do.

        Args:
            rows: of shape (problems, prompt + answer).

        Returns:
            Truth values of shape (problems,).
        """


@refusals.meant()
def draw(task: Task, levels: Rows, rng: np.random.Generator, *, held_out: bool = False) -> Rows:
    """Draw a problem of each level from one of the two parts.

    Args:
        task: what the problems are.
        levels: of shape (problems,).
        rng: the generator.
        held_out: whether they are for a test, or to learn from.

    Returns:
        Rows of shape (problems, prompt + answer).

    Raises:
        ValueError: if the task has not got a level, or 1,000 rounds of drawing find no such problem at one.
    """
    rows = task.draw(levels, rng)
    for _ in range(MOST_ROUNDS):
        wrong = np.flatnonzero(is_held_out(task, rows) != held_out)
        if not wrong.size:
            return rows
        rows[wrong] = task.draw(levels[wrong], rng)
    raise ValueError(f"levels {np.unique(levels[wrong])} have no problem that is{'' if held_out else ' not'} held out")


def is_held_out(task: Task, rows: Rows) -> npt.NDArray[np.bool_]:
    """Say of each row whether its problem belongs to the test.

    Args:
        task: what the problems are.
        rows: of shape (problems, prompt + answer).

    Returns:
        Truth values of shape (problems,), the same for the same problem in every run.
    """
    same = rows[:, task.shape.identity or slice(task.shape.prompt)].astype(np.uint64)
    number = np.zeros(len(rows), dtype=np.uint64)
    for column in same.T:  # multiplied and mixed as in splitmix64, modulo 2^64
        number = (number ^ column) * np.uint64(0x9E3779B97F4A7C15)
        number ^= number >> np.uint64(29)
    return np.asarray(number % np.uint64(HELD_OUT) == 0)


def check_levels(levels: Rows, lowest: int, highest: int) -> None:
    """Refuse levels that a task has not got.

    Args:
        levels: of any shape.
        lowest: the lowest that the task has.
        highest: the highest.

    Raises:
        ValueError: if a level is outside that range.
    """
    if levels.size and not lowest <= levels.min() <= levels.max() <= highest:
        raise ValueError(f"levels run from {levels.min()} to {levels.max()}; {lowest} to {highest} are accepted")
