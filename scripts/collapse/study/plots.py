"""A table of a study as curves with their intervals, which the extra `plot` (matplotlib) draws."""

from typing import Any

from collapse.study import MEASURED, Table

try:
    from matplotlib.figure import Figure
except ModuleNotFoundError as error:
    raise ModuleNotFoundError("matplotlib is not installed; run: pip install 'modelcollapse[plot]'") from error


def curves(table: Table, metric: str, *, log: bool = False) -> Figure:
    """Draw a metric by generation: a line for each setting, in the band of its interval.

    Args:
        table: what a sweep measured.
        metric: the name of one of its metrics.
        log: whether the vertical axis is logarithmic.

    Returns:
        A figure, with a method `savefig`.

    Raises:
        ValueError: if the table has no such metric.
    """
    figure = Figure(layout="constrained")
    axes = figure.subplots()
    for label, rows in by_setting(table.select(metric=metric)).items():
        generation, _, mean, _, low, high, _ = zip(*rows, strict=True)
        (line,) = axes.plot(generation, mean, label=label or None)
        axes.fill_between(generation, low, high, color=line.get_color(), alpha=0.2, linewidth=0)
    if len(axes.lines) > 1:
        axes.legend(frameon=False)
    axes.set(xlabel="generation", ylabel=metric, yscale="log" if log else "linear")
    return figure


def by_setting(table: Table) -> dict[str, list[tuple[Any, ...]]]:
    """Part the rows by their settings.

    Args:
        table: rows of one metric.

    Returns:
        What was measured in each setting, by a label of it.
    """
    settings = len(table.columns) - len(MEASURED)
    found: dict[str, list[tuple[Any, ...]]] = {}
    for row in table.rows:
        names = zip(table.columns[:settings], row[:settings], strict=True)
        label = ", ".join(str(value) if isinstance(value, str) else f"{name} {value}" for name, value in names)
        found.setdefault(label, []).append(row[settings:])
    return found
