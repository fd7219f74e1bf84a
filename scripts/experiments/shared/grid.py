"""A grid of loops: each combination of a few parameters is run, and put beside the exact values where they are known.

A *cell* is one trajectory: one measure of one loop under one choice of parameters. What is kept of it are the exact
value, the mean over replicates with its standard error, and the band in which the middle four fifths of them lie.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from collapse.numerics.estimate import FloatArray, estimate
from collapse.numerics.generations import select
from collapse.recursion import Model, Regime, recursion

Exact: TypeAlias = Callable[..., FloatArray]
"""From the values of a choice and the last generation to what is exact in each generation up to it."""
Table: TypeAlias = dict[str, list[Any]]

BAND = (0.1, 0.9)
SIGNIFICANT_DIGITS, DECIMALS = 4, 9


class Measure(NamedTuple):
    """What is read off a fit, for each replicate, and its exact mean, if a closed form is known.

    `scope` says where that mean is exact. `deviation` is the exact standard deviation, for where a few replicates make
    the mean and one estimated from them would be too small. All are divided by the unit, which a choice may change.
    """

    name: str  # of the measure, a part of its table's
    read: Callable[[Any], FloatArray]  # from a fit to values of shape (replicates,)
    exact: Exact | None = None  # means
    scope: str = ""  # where these are exact, in words
    deviation: Exact | None = None  # standard deviations of one replicate
    unit: Callable[..., float] = lambda *_: 1.0  # from the values of a choice to what all is divided by


class Setup(NamedTuple):
    """What a loop needs to run; the truth is repeated for each replicate."""

    model: Model[Any, Any]
    truth: Any
    regime: Regime


class Loop(NamedTuple):
    """A family under a regime; the choices are parameters with their values, the size first."""

    family: str  # the first part of the names of its tables
    regime: str  # their last part
    choices: Mapping[str, Sequence[float]]  # to try, by parameter, the first `size`, in points
    setup: Callable[..., Setup]  # from one value of each to what runs
    measures: Sequence[Measure]  # what is read off each fit; each makes a table

    def cells(self) -> Iterator[tuple[Any, ...]]:
        """Combine all values, in the order of `choices`, but for shares that give no whole real point."""
        for values in product(*self.choices.values()):
            choice = dict(zip(self.choices, values, strict=True))
            if round(choice.get("real_share", 1) * choice["size"]) >= 1:
                yield values

    def table(self, measure: Measure) -> str:
        """Name the table of a measure: family, measure and regime, with underscores between."""
        return f"{self.family}_{measure.name}_{self.regime}"


def tabulate(loop: Loop, generations: npt.NDArray[np.int64], rng: np.random.Generator) -> dict[str, Table]:
    """Run each cell of a loop, all on one stream; return a table for each measure, a row for each cell and generation.

    `generations` says which to keep, in ascending order from 0 on; the last is where a run ends. A table has the
    columns of the choice, `generation`, and those of `summary`.
    """
    tables: dict[str, Table] = {loop.table(measure): {} for measure in loop.measures}
    for values in loop.cells():
        model, truth, regime = loop.setup(*values)
        run = recursion(model, regime, truth, size=values[0], generations=int(generations[-1]), rng=rng)
        fits = list(select(run, generations))
        chosen = {name: [value] * len(fits) for name, value in zip(loop.choices, values, strict=True)}
        for measure in loop.measures:
            table = tables[loop.table(measure)]
            columns = chosen | {"generation": generations.tolist()} | summary(measure, values, fits, generations)
            for name, column in columns.items():
                table.setdefault(name, []).extend(column)
    return tables


def summary(
    measure: Measure, values: Sequence[Any], fits: Sequence[Any], generations: npt.NDArray[np.int64]
) -> dict[str, list[float]]:
    """Sum up the replicates of a cell in each generation, one fit a generation, in the measure's unit.

    The columns are `exact`, where it is known, `mean`, `standard_error`, and the band from `low` to `high` in which the
    middle four fifths of the replicates lie.
    """
    runs, unit, last = np.array([measure.read(fit) for fit in fits]), measure.unit(*values), int(generations[-1])
    mean, error = estimate(runs)
    if measure.deviation:
        error = measure.deviation(*values, last)[generations] / np.sqrt(runs.shape[1])
    low, high = np.quantile(runs, BAND, axis=1)
    exact = {"exact": measure.exact(*values, last)[generations]} if measure.exact else {}
    columns = exact | {"mean": mean, "standard_error": error, "low": low, "high": high}
    return {name: rounded(column / unit) for name, column in columns.items()}


def rounded(column: FloatArray) -> list[float]:
    """Cut to as many digits as a drawing can show, so that the grid stays small; what is left of a sum's noise is 0."""
    return [round(float(f"{value:.{SIGNIFICANT_DIGITS - 1}e}"), DECIMALS) for value in column]
