"""A study: one loop under many settings, read off by metrics, as a table of means with their intervals.

>>> import numpy as np
>>> from collapse import metrics, regimes, study
>>> from collapse.models import gaussian
>>> table = study.sweep(
...     gaussian.Exact(),
...     {"replace": regimes.replace, "accumulate": regimes.accumulate},
...     gaussian.standard(replicates=2000),
...     size=[20, 100],
...     generations=10,
...     metrics={"error": metrics.squared_error},
...     seed=1,
... )
>>> print(table.select(generation=10).rounded(2))
regime      size  generation  metric  mean  error   low  high  replicates
replace       20          10   error  0.43   0.02  0.40  0.46        2000
replace      100          10   error  0.10   0.00  0.10  0.11        2000
accumulate    20          10   error  0.08   0.00  0.07  0.08        2000
accumulate   100          10   error  0.02   0.00  0.01  0.02        2000

Each setting has random numbers of its own, found from the seed and its labels, so that one more among
several changes no other. `collapse.study.frames` makes a table of pandas of it, `collapse.study.plots` draws it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from inspect import Parameter, signature
from itertools import product
from numbers import Real
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from collapse.numerics.asked import check_count, check_run
from collapse.numerics.estimate import FloatArray, estimate
from collapse.numerics.parameters import check_zero, named, replicates
from collapse.numerics.student import quantile
from collapse.recursion import recursion

Metric: TypeAlias = Callable[..., FloatArray]
"""From the parameters of a fit, or from these and the truth, to one value for each replicate."""

MEASURED = ("generation", "metric", "mean", "error", "low", "high", "replicates")


class Table(NamedTuple):
    """Means over replicates, with Student's intervals.

    Attributes:
        columns: what the columns are called: the settings that differ, then those of `MEASURED`.
        rows: the values of each line, in that order.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def __str__(self) -> str:
        """Print a line a row, in columns: words to the left, numbers to the right."""
        lines = [self.columns, *([str(value) for value in row] for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        left = [bool(self.rows) and column == 0 for column in range(len(widths))]
        aligned = (
            [
                cell.ljust(width) if first else cell.rjust(width)
                for cell, width, first in zip(line, widths, left, strict=True)
            ]
            for line in lines
        )
        return "\n".join("  ".join(line).rstrip() for line in aligned)

    def column(self, name: str) -> list[Any]:
        """Give the values of a column.

        Args:
            name: one of the columns.

        Returns:
            A value for each row.

        Raises:
            ValueError: if there is no such column.
        """
        if name not in self.columns:
            raise ValueError(f"there is no column {name!r}; {', '.join(self.columns)} are accepted")
        return [row[self.columns.index(name)] for row in self.rows]

    def select(self, **wanted: Any) -> "Table":
        """Keep the rows that have these values.

        Args:
            **wanted: a value for each column that decides.

        Returns:
            The table of those rows.

        Raises:
            ValueError: if there is no such column, or no such row.
        """
        kept = self.rows
        for name, value in wanted.items():
            there = set(self.column(name))
            if value not in there:
                raise ValueError(
                    f"{name} is {value!r}; one of {', '.join(map(str, sorted(there, key=str)))} is accepted"
                )
            kept = [row for row in kept if row[self.columns.index(name)] == value]
        return self._replace(rows=kept)

    def rounded(self, digits: int) -> "Table":
        """Round what was measured, for print.

        Args:
            digits: after the point.

        Returns:
            The table with words in the place of numbers that have a point.
        """
        words = [
            tuple(f"{value:.{digits}f}" if isinstance(value, float) else value for value in row) for row in self.rows
        ]
        return self._replace(rows=words)


def sweep(
    model: Any,
    regime: Any,
    truth: Any,
    *,
    size: int | Sequence[int],
    generations: int,
    metrics: Mapping[str, Metric],
    seed: int,
    confidence: float = 0.95,
) -> Table:
    """Run the loop under each setting, and measure each generation; what is given by name in a mapping is varied.

    Args:
        model: the model family, or several by name.
        regime: what the next model trains on, or several by name.
        truth: the parameters of each replicate, or several by name.
        size: points in the first training set, or several such sizes.
        generations: how many fits follow the first, from 0.
        metrics: by name, functions of a fit, or of a fit and the truth, that give a value for each replicate.
        seed: a whole number from 0, of the whole sweep.
        confidence: that of the intervals, above 0 and below 1.

    Returns:
        A row for each setting, generation and metric.

    Raises:
        TypeError: if the metrics are no functions by name.
        ValueError: if something cannot be run or measured, as `recursion` or the metric says, or there are fewer than 2
            replicates.
    """
    check_count(seed, "seed", least=0)
    sizes = size.tolist() if isinstance(size, np.ndarray) else size
    given = {"model": model, "regime": regime, "truth": truth, "size": sizes}
    options = {name: several(value) for name, value in given.items()}
    varied = [name for name, values in options.items() if len(values) > 1]
    check_metrics(metrics)
    rows: list[tuple[Any, ...]] = []
    for labels in product(*options.values()):
        asked = {name: options[name][label] for name, label in zip(options, labels, strict=True)}
        label = {name: label for name, label in zip(options, labels, strict=True) if name in varied}
        rng = np.random.default_rng([seed, *sha256(repr(label).encode()).digest()])
        check_run(**asked, generations=generations, rng=rng)
        fits = recursion(**asked, generations=generations, rng=rng)
        measured = measure(fits, metrics, asked["truth"], confidence=confidence)
        rows += [(*label.values(), *row) for row in measured]
    return Table((*varied, *MEASURED), rows)


def measure(
    fits: Iterable[Any], metrics: Mapping[str, Metric], truth: Any, *, confidence: float = 0.95
) -> Iterator[tuple[Any, ...]]:
    """Read off each metric in each generation.

    Args:
        fits: the parameters of one generation after the other, such as a recursion yields.
        metrics: by name, functions of a fit, or of a fit and the truth.
        truth: the true parameters.
        confidence: that of the intervals, above 0 and below 1.

    Yields:
        The values of `MEASURED`.

    Raises:
        ValueError: if a metric does not give a finite value for each of 2 replicates or more, or measures from another
            truth.
    """
    for name, metric in metrics.items():
        check_zero(truth, getattr(metric, "zero", ()), name)
    for generation, fit in enumerate(fits):
        rows = replicates(fit)
        for name, metric in metrics.items():
            values = np.asarray(metric(fit, truth) if takes_truth(metric) else metric(fit), dtype=float)
            if values.ndim != 1:
                raise ValueError(
                    f"the metric {name!r} gives the shape {values.shape}; one value for each replicate is accepted"
                )
            if rows not in {0, len(values)}:
                raise ValueError(
                    f"the metric {name!r} gives {len(values)} values of {rows} replicates; one value for each "
                    "replicate is accepted"
                )
            mean, error = (float(part) for part in estimate(values))
            reach = quantile(confidence, len(values) - 1) * error
            yield generation, name, mean, error, mean - reach, mean + reach, len(values)


def several(value: Any) -> dict[Any, Any]:
    """Give what is to be run by its labels, one alone by itself.

    Args:
        value: a mapping from labels, a list or tuple of numbers, or a single thing.

    Returns:
        The things by label.

    Raises:
        ValueError: if there is nothing, or a list holds what has no name of its own.
    """
    if isinstance(value, Mapping):
        found = dict(value)
    elif type(value) in {list, range, tuple}:  # parameters are tuples of a kind of their own
        if any(not isinstance(item, Real) for item in value):
            raise ValueError(f"{value!r:.60} are without names; a mapping from names is accepted, {{'replace': ...}}")
        found = {item: item for item in value}
    else:
        found = {"": value}
    if not found:
        raise ValueError("there is nothing to run; at least one value is accepted")
    return found


def check_metrics(metrics: Mapping[str, Metric]) -> None:
    """Refuse what is no function by its name, and no metric at all.

    Args:
        metrics: what was given.

    Raises:
        TypeError: if it is no mapping to functions.
        ValueError: if it is empty.
    """
    if not (isinstance(metrics, Mapping) and all(map(callable, metrics.values()))):
        raise TypeError(
            f"metrics is {named(metrics)}; functions by their names are accepted, {{'error': metrics.squared_error}}"
        )
    if not metrics:
        raise ValueError("metrics is empty; at least one function by its name is accepted")


def takes_truth(metric: Metric) -> bool:
    """Tell whether a metric asks for the truth beside the fit.

    Args:
        metric: a function.

    Returns:
        Whether it cannot be called with one argument.
    """
    needed = [each for each in signature(metric).parameters.values() if each.default is Parameter.empty]
    return (
        len([each for each in needed if each.kind in {Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD}]) > 1
    )
