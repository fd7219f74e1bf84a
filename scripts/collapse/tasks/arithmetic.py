"""Addition: two numbers of so many digits, and the carries that run through them.

A column of two digits is one token; columns come from the lowest on, and so do the digits of the answer, the last of
which is the final carry. Numbers with fewer digits than there are columns are filled up with zeros.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collapse.tasks.problems import Rows, Shape, check_levels

EQUALS, DIGIT = 100, 101  # tokens; those below are columns, 10 a + b


class Addition(NamedTuple):
    """The task; a level is the number of digits, the highest of which may be zero.

    Attributes:
        columns: the most digits, and so the highest level.
    """

    columns: int = 5

    @property
    def shape(self) -> Shape:
        """111 tokens; a column more in the answer than in the prompt, which ends with a mark."""
        return Shape(DIGIT + 10, self.columns + 1, self.columns + 1)

    def draw(self, levels: Rows, rng: np.random.Generator) -> Rows:
        """Draw digits uniformly, and add.

        Args:
            levels: of shape (problems,), from 1 to `columns`.
            rng: the generator.

        Returns:
            Rows of shape (problems, 2 columns + 2).

        Raises:
            ValueError: if a level is outside that range.
        """
        check_levels(levels, 1, self.columns)
        digits = rng.integers(10, size=(len(levels), self.columns, 2))
        digits *= (np.arange(self.columns) < levels[:, np.newaxis])[..., np.newaxis]
        prompts = np.pad(digits @ np.array([10, 1]), ((0, 0), (0, 1)), constant_values=EQUALS)
        return np.concatenate([prompts, self.solve(prompts)], axis=1)

    def solve(self, rows: Rows) -> Rows:
        """Add column by column.

        Args:
            rows: prompts, with or without answers behind them.

        Returns:
            Answers of shape (problems, columns + 1).
        """
        first, second = np.divmod(rows[:, : self.columns], 10)
        sums = np.pad(first + second, ((0, 0), (0, 1)))
        for column in range(self.columns):
            sums[:, column + 1] += sums[:, column] // 10
        return np.asarray(DIGIT + sums % 10)

    def right(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Compare the number that the answer spells with the sum of the two that the prompt spells.

        Args:
            rows: of shape (problems, 2 columns + 2).

        Returns:
            Truth values of shape (problems,).
        """
        digits = rows[:, self.columns + 1 :] - DIGIT
        powers = 10 ** np.arange(self.columns + 1)
        total = np.add(*np.divmod(rows[:, : self.columns], 10)) @ powers[:-1]
        return np.asarray((digits >= 0).all(axis=1) & (digits @ powers == total))

    def longest_carry(self, rows: Rows) -> Rows:
        """Give the longest run of carries in each problem.

        Args:
            rows: prompts, with or without answers behind them.

        Returns:
            Of shape (problems,), from 0 to `columns`.
        """
        digits = np.add(*np.divmod(rows[:, : self.columns], 10))
        carry, run, longest = (np.zeros(len(rows), dtype=np.int64) for _ in range(3))
        for column in digits.T:
            carry = (column + carry) // 10
            run = (run + 1) * carry
            longest = np.maximum(longest, run)
        return longest
