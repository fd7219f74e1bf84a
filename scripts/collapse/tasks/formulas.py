"""Scientific calculation: a formula, two quantities with prefixes and units, and the product with its own.

`27 km/s times 4 ms` is 108 m: digits are multiplied, powers of ten of the prefixes added, units looked up in the
formula. An answer is a number of digits, lowest first, a power of ten, and a unit. As with any quantity, several
answers are right: 120 J and 12 times 10 J are the same.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from collapse.tasks.problems import Rows, Shape, check_levels

FORMULAS = (("m/s", "s", "m"), ("kg", "m/s²", "N"), ("W", "s", "J"), ("A", "Ω", "V"), ("N", "m", "J"), ("A", "s", "C"))
UNITS = tuple(dict.fromkeys(unit for formula in FORMULAS for unit in formula))
PREFIXES = (-6, -3, 0, 3, 6)  # micro, milli, none, kilo, mega
POWERS = tuple(range(-12, 13))
# Tokens: digits, then prefixes, powers of ten, units, and a mark.
PREFIX, POWER = 10, 10 + len(PREFIXES)
UNIT = POWER + len(POWERS)
EQUALS = UNIT + len(UNITS)
PAIRS = np.array([[UNITS.index(unit) for unit in formula] for formula in FORMULAS])


class Quantities(NamedTuple):
    """The task; a level is the number of digits of the first quantity, and the second has one.

    Attributes:
        digits: the most digits, and so the highest level.
    """

    digits: int = 4

    @property
    def shape(self) -> Shape:
        """Digits, prefix and unit of both quantities, and a mark; then the digits, power and unit of the product."""
        return Shape(EQUALS + 1, self.digits + 6, self.digits + 3)

    def draw(self, levels: Rows, rng: np.random.Generator) -> Rows:
        """Draw numbers, prefixes and a formula uniformly; neither number is zero.

        Args:
            levels: of shape (problems,), from 1 to `digits`.
            rng: the generator.

        Returns:
            Rows of shape (problems, 2 digits + 9).

        Raises:
            ValueError: if a level is outside that range.
        """
        check_levels(levels, 1, self.digits)
        count = len(levels)
        first, second = rng.integers(10 ** (levels - 1), 10**levels), rng.integers(1, 10, size=count)
        prefixes = PREFIX + rng.integers(len(PREFIXES), size=(count, 2))
        units = UNIT + PAIRS[rng.integers(len(FORMULAS), size=count)]
        prompts = np.column_stack([
            spelt(first, self.digits), prefixes[:, 0], units[:, 0],
            second, prefixes[:, 1], units[:, 1], np.full(count, EQUALS),
        ])  # fmt: skip
        return np.concatenate([prompts, self.solve(prompts)], axis=1)

    def solve(self, rows: Rows) -> Rows:
        """Multiply, and give the power of ten as it comes.

        Args:
            rows: prompts, with or without answers behind them.

        Returns:
            Answers of shape (problems, digits + 3).
        """
        number, power, unit = self.product(rows)
        return np.column_stack([spelt(number, self.digits + 1), POWER + power - POWERS[0], UNIT + unit])

    def right(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Compare values: a tenth of the number with ten times the power is as right.

        Args:
            rows: of shape (problems, 2 digits + 9).

        Returns:
            Truth values of shape (problems,).
        """
        answer = rows[:, self.shape.prompt :]
        digits, shift, unit = answer[:, :-2], answer[:, -2] - POWER + POWERS[0], answer[:, -1] - UNIT
        well_formed = (digits < PREFIX).all(axis=1) & (answer[:, -2] >= POWER) & (answer[:, -2] < UNIT)
        number, power, expected = self.product(rows)
        said = digits @ 10 ** np.arange(self.digits + 1)
        up = np.clip(shift - power, 0, self.digits + 1)
        down = np.clip(power - shift, 0, self.digits + 1)
        return np.asarray(well_formed & (unit == expected) & (said * 10**up == number * 10**down))

    def product(self, rows: Rows) -> tuple[Rows, Rows, Rows]:
        """Give number, power of ten and unit of the product, from the prompt.

        Args:
            rows: prompts, with or without answers behind them.

        Returns:
            Three times (problems,); the unit is its place in `UNITS`.
        """
        first = rows[:, : self.digits] @ 10 ** np.arange(self.digits)
        prefix, unit, second, other_prefix, other_unit = rows[:, self.digits : self.digits + 5].T
        powers = np.array(PREFIXES)
        formula = (PAIRS[:, :2] == np.column_stack([unit, other_unit])[:, np.newaxis] - UNIT).all(axis=2).argmax(axis=1)
        return first * second, powers[prefix - PREFIX] + powers[other_prefix - PREFIX], PAIRS[formula, 2]


def spelt(numbers: Rows, digits: int) -> Rows:
    """Give the digits, lowest first.

    Args:
        numbers: of shape (problems,), from 0.
        digits: how many; higher ones are cut off.

    Returns:
        Of shape (problems, digits).
    """
    return numbers[:, np.newaxis] // 10 ** np.arange(digits) % 10
