"""Programs from examples: which operations turn each of two lists into what it became?

Lists hold three of the numbers 0 to 3; a program is a sequence of at most five operations. It is run to be checked, and
any program that does what the examples ask is right. A level is the length of the program that made the examples;
sometimes a shorter one does the same, for longer ones more often.
"""

import itertools
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collapse.tasks.problems import Rows, Shape, check_levels

LISTS = np.array(list(itertools.product(range(4), repeat=3)))
PLACES = np.array([16, 4, 1])  # a list as the number of its row in LISTS
OPERATIONS = {
    "reverse": LISTS[:, ::-1],
    "rotate": LISTS[:, [1, 2, 0]],
    "exchange": LISTS[:, [1, 0, 2]],
    "increase": (LISTS + 1) % 4,
    "sort": np.sort(LISTS, axis=1),
}
EFFECTS = np.array([after @ PLACES for after in OPERATIONS.values()])
LONGEST = 5
OPERATION, MARK, END = 4, 9, 10  # tokens; those below are numbers in a list, those from 4 to 8 operations


class Programs(NamedTuple):
    """The task; with `examples` 1 the verifier runs the program on the first list only, which is a weak test.

    Attributes:
        examples: how many lists the verifier runs a program on, 1 or 2.
    """

    examples: int = 2

    @property
    def shape(self) -> Shape:
        """Two lists, each with what it became, and a mark; then operations and ends."""
        return Shape(END + 1, 13, LONGEST + 1, end=END)

    def draw(self, levels: Rows, rng: np.random.Generator) -> Rows:
        """Draw lists and a program uniformly.

        Args:
            levels: of shape (problems,), from 1 to 5.
            rng: the generator.

        Returns:
            Rows of shape (problems, 19).

        Raises:
            ValueError: if a level is outside that range.
        """
        check_levels(levels, 1, LONGEST)
        count = len(levels)
        program = np.where(np.arange(LONGEST) < levels[:, np.newaxis], rng.integers(5, size=(count, LONGEST)), -1)
        before = rng.integers(len(LISTS), size=(count, 2))
        lists = LISTS[np.stack([before, run(program, before)], axis=2)].reshape(count, 12)
        answers = np.pad(np.where(program < 0, END, OPERATION + program), ((0, 0), (0, 1)), constant_values=END)
        return np.concatenate([lists, np.full((count, 1), MARK), answers], axis=1)

    def solve(self, rows: Rows) -> Rows:
        """Take the first of the shortest programs, by the effect of each on all lists.

        Args:
            rows: prompts, with or without answers behind them.

        Returns:
            Answers of shape (problems, 6).

        Raises:
            ValueError: if no program of at most five operations does what the examples of a problem ask.
        """
        before, after = examples(rows)
        program = shortest(before, after)
        return np.pad(np.where(program < 0, END, OPERATION + program), ((0, 0), (0, 1)), constant_values=END)

    def right(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Run the program; it must end, and hold operations only.

        Args:
            rows: of shape (problems, 19).

        Returns:
            Truth values of shape (problems,).
        """
        before, after = examples(rows)
        answer = rows[:, 13:]
        ended = np.cumsum(answer == END, axis=1) > 0
        program = np.where(ended, -1, answer - OPERATION)
        well_formed = ended[:, -1] & (ended | ((program >= 0) & (program < len(EFFECTS)))).all(axis=1)
        done = run(np.where(well_formed[:, np.newaxis], program, -1), before)
        return np.asarray(well_formed & (done == after)[:, : self.examples].all(axis=1))


def run(program: Rows, before: Rows) -> Rows:
    """Apply the operations of each program, negative ones being none, to the lists in its row.

    Args:
        program: of shape (problems, operations).
        before: lists as numbers of `LISTS`, of shape (problems, lists).

    Returns:
        What they became, of the shape of `before`.
    """
    now = before
    for operation in program.T:
        now = np.where(operation[:, np.newaxis] < 0, now, EFFECTS[operation[:, np.newaxis], now])
    return now


def examples(rows: Rows) -> tuple[Rows, Rows]:
    """Read the lists, and what they became, as numbers of LISTS.

    Args:
        rows: prompts, with or without answers behind them.

    Returns:
        Before and after, each of shape (problems, 2).
    """
    lists = rows[:, :12].reshape(-1, 2, 2, 3) @ PLACES
    return lists[..., 0], lists[..., 1]


def shortest(before: Rows, after: Rows) -> Rows:
    """Give the first of the shortest programs for the examples in each row.

    Args:
        before: lists as numbers of `LISTS`, of shape (problems, lists).
        after: what they became, of the same shape.

    Returns:
        Operations of shape (problems, 5), with -1 behind the last.

    Raises:
        ValueError: if no program of at most five operations does what the examples of a problem ask.
    """
    programs, effects = different()
    does = np.ones((len(effects), len(before)), dtype=bool)
    for example in range(before.shape[1]):
        does &= effects[:, before[:, example]] == after[:, example]
    if not does.any(axis=0).all():
        raise ValueError("no program of at most five operations does what an example asks")
    return np.asarray(programs[does.argmax(axis=0)])


@cache
def different() -> tuple[Rows, Rows]:
    """List the programs of which none shorter has the same effect, the shortest first, and their effects.

    Returns:
        Operations of shape (programs, 5), with -1 behind the last, and what each makes of every list, (programs, 64).
    """
    every = [
        [*program, *[-1] * (LONGEST - length)]
        for length in range(LONGEST + 1)
        for program in itertools.product(range(len(EFFECTS)), repeat=length)
    ]
    programs = np.array(every)
    effects = run(programs, np.broadcast_to(np.arange(len(LISTS)), (len(programs), len(LISTS))))
    first = np.sort(np.unique(effects, axis=0, return_index=True)[1])
    return programs[first], effects[first]
