"""Sudoku of four by four: each row, column and box of two by two holds 1 to 4 once.

There are 288 full grids. A problem is one of them with some cells blank; whoever fills the blanks by the rules is
right, and where there are several ways any of them will do.
"""

import itertools
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collapse.tasks.problems import Rows, Shape, check_levels

CELLS = 16
BLANK, MARK = 0, 5  # tokens; 1 to 4 are what a cell holds
ROWS = np.arange(CELLS).reshape(4, 4)
BOXES = ROWS.reshape(2, 2, 2, 2).swapaxes(1, 2).reshape(4, 4)
LINES = np.concatenate([ROWS, ROWS.T, BOXES])


class Sudoku(NamedTuple):
    """The task; a level is the number of blank cells, which lie anywhere."""

    @property
    def shape(self) -> Shape:
        """The cells row by row and a mark, then the full grid; two problems of one grid are one problem."""
        return Shape(MARK + 1, CELLS + 1, CELLS, identity=slice(CELLS + 1, None))

    def draw(self, levels: Rows, rng: np.random.Generator) -> Rows:
        """Draw a grid and its blanks uniformly.

        Args:
            levels: of shape (problems,), from 0 to 16.
            rng: the generator.

        Returns:
            Rows of shape (problems, 33).

        Raises:
            ValueError: if a level is outside that range.
        """
        check_levels(levels, 0, CELLS)
        full = grids()[rng.integers(len(grids()), size=len(levels))]
        order = rng.random(full.shape).argsort(axis=1).argsort(axis=1)
        clues = np.where(order < levels[:, np.newaxis], BLANK, full)
        return np.concatenate([clues, np.full((len(levels), 1), MARK), full], axis=1)

    def solve(self, rows: Rows) -> Rows:
        """Take the first of all grids that holds the clues.

        Args:
            rows: prompts, with or without answers behind them.

        Returns:
            Answers of shape (problems, 16).
        """
        clues = rows[:, np.newaxis, :CELLS]
        return np.asarray(grids()[((clues == grids()) | (clues == BLANK)).all(axis=2).argmax(axis=1)])

    def right(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Hold the answer to the clues and to the rules.

        Args:
            rows: of shape (problems, 33).

        Returns:
            Truth values of shape (problems,).
        """
        clues, answer = rows[:, :CELLS], rows[:, CELLS + 1 :]
        lines = np.sort(answer[:, LINES], axis=2)
        return np.asarray(((clues == answer) | (clues == BLANK)).all(axis=1) & (lines == [1, 2, 3, 4]).all(axis=(1, 2)))


@cache
def grids() -> Rows:
    """List the full grids, by the four permutations that are their rows.

    Returns:
        Of shape (288, 16).
    """
    found = np.array(list(itertools.product(itertools.permutations((1, 2, 3, 4)), repeat=2)))  # the upper half
    upper = found.reshape(-1, 8)
    upper = upper[(np.sort(upper[:, LINES[8:10]], axis=2) == [1, 2, 3, 4]).all(axis=(1, 2))]
    both = np.concatenate([np.repeat(upper, len(upper), axis=0), np.tile(upper, (len(upper), 1))], axis=1)
    return np.asarray(both[(np.sort(both[:, LINES], axis=2) == [1, 2, 3, 4]).all(axis=(1, 2))], dtype=np.int64)
