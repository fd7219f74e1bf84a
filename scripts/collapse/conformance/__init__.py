"""Published and exact results as rows "the source says X, we measure Y", each with the distance that still passes.

One module a family, found by listing this folder; each has `rows(rng)`, which measures and yields its rows. A row is
sharp enough to fail if its expected value were off by a factor of 1.05: a test breaks every row so, but for the rows
that are `given`. Their error comes with somebody else's data, or their expected value is published with one digit, so
that more replicates of ours would not sharpen them; they show agreement, and prove less than the others.

`python -m collapse.conformance` measures all rows and prints them.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from numpy.random import SFC64, Generator

MOST_DEVIATIONS = 4.0  # standard errors: one false alarm in 16,000 rows
READINGS = ("primary", "second-hand", "derived")


class Row(NamedTuple):
    """One result: what is expected and by whom, what was measured, and how far apart the two may be.

    `reading` says whether the source itself was read, a text that quotes it (second-hand), or whether the value was
    derived in this project and is nobody else's. With `tolerance` 0 the distance is in standard errors of the measured
    value; otherwise it is relative to the expected one, for limits that a finite run only approaches. `given` marks
    what no run of ours can sharpen. A row that is `unmet` is not reproduced, and says why; it may not pass unnoticed.

    Attributes:
        name: a short one, which no other row has.
        source: the key of a work in the bibliography, or nothing where the value is ours.
        reading: one of `READINGS`.
        setting: what was run and what was measured, in words.
        expected: what the source or the closed form says.
        measured: what was measured, in the same unit.
        error: its standard error, 0 where it is exact or not known.
        tolerance: the largest relative distance that passes, or 0.
        given: whether the error comes with somebody else's data or digits.
        unmet: why it is known not to be reproduced, or nothing.
    """

    name: str
    source: str
    reading: str
    setting: str
    expected: float
    measured: float
    error: float
    tolerance: float = 0.0
    given: bool = False
    unmet: str = ""

    @property
    def distance(self) -> float:
        """Standard errors between measured and expected, or the relative error."""
        difference = self.measured - self.expected
        if self.tolerance:
            return difference / self.expected if self.expected else difference
        if self.error == 0:
            return 0.0 if difference == 0 else float("inf")
        return difference / self.error

    @property
    def limit(self) -> float:
        """The largest distance that passes."""
        return self.tolerance or MOST_DEVIATIONS

    @property
    def passes(self) -> bool:
        """Whether the distance is small enough; a NaN is not."""
        return abs(self.distance) <= self.limit

    @property
    def surprises(self) -> bool:
        """Whether it does not pass and should, or passes though it is said not to."""
        return self.passes == bool(self.unmet)


def families() -> list[str]:
    """The modules of this folder that measure rows.

    Returns:
        Their names, sorted.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return [name for name in names if not name.startswith("_")]


def measure(family: str) -> list[Row]:
    """Measure the rows of one family, seeded by its name.

    Args:
        family: one of `families()`, or the dotted name of a module of rows elsewhere.

    Returns:
        Its rows, the same in every run.

    Raises:
        ModuleNotFoundError: if there is no such family.
    """
    return list(measuring(family))


def measuring(family: str) -> Iterator[Row]:
    """Yield each of those rows as soon as it is measured.

    Args:
        family: one of `families()`, or the dotted name of a module of rows elsewhere.

    Yields:
        A row.

    Raises:
        ModuleNotFoundError: at the first row, if there is no such family.
    """
    module = importlib.import_module(family if "." in family else f"{__name__}.{family}")
    seed = int.from_bytes(sha256(f"conformance {family.rpartition('.')[2]}".encode()).digest()[:16])
    yield from module.rows(Generator(SFC64(seed)))
