"""A figure is drawn twice from saved results, wide for desks and narrow for phones, the same bytes on every run."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

import matplotlib as mpl
import numpy as np
from cycler import cycler
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from press.evidence.drawing import svg
from press.evidence.drawing.colours import ROLES

if TYPE_CHECKING:
    from types import ModuleType

    from matplotlib.axes import Axes

    from press.core.results import Results

FOREGROUND, GRID, *SERIES = (role.sentinel for role in ROLES)
INKED = ("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color", "patch.edgecolor")
STYLE: Any = dict.fromkeys(INKED, FOREGROUND) | {
    "svg.fonttype": "none",
    "svg.hashsalt": "press",
    "font.family": "DejaVu Sans",
    "axes.prop_cycle": cycler(color=SERIES),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.labelpad": 6,
    "axes.titlelocation": "left",
    "grid.color": GRID,
    "lines.linewidth": 1.6,
    "lines.markersize": 4.5,
    "legend.frameon": False,
}


class Format(NamedTuple):
    """A size of drawing, in inches: its width, its font (in points), what surrounds the panels, and their height."""

    suffix: str
    width: float
    font: float
    left: float
    across: float
    single: float
    several: float
    right: float = 0.2
    bottom: float = 0.6
    top: float = 0.15
    down: float = 0.85


WIDE = Format("", width=7.2, font=10.5, left=0.75, across=0.75, single=3.3, several=2.6)
NARROW = Format(".narrow", width=4.2, font=10, left=0.7, across=0.6, single=3.15, several=2.2)
PANEL_TITLE = 0.2
POINTS_AN_INCH = 72
UNITS = {"linear": (0, 1), "log": (1, 10)}


def draw(module: ModuleType, results: Results) -> dict[str, bytes]:
    """The files of a figure by name: what `plot` draws from the saved series, wide and narrow."""
    return {f"{results.name}{size.suffix}.svg": _file(module, results, size) for size in (WIDE, NARROW)}


def figure(module: ModuleType, results: Results, size: Format) -> Figure:
    """What `plot` draws, in sentinel colours; it changes matplotlib's settings, so `rc_context` belongs around it."""
    rows, columns = getattr(module, "PANELS", (1, 1))
    if size is NARROW and rows == 1:
        rows, columns = columns, 1
    mpl.rcdefaults()  # whatever the user's own settings are
    mpl.rcParams.update(STYLE | {"font.size": size.font})
    drawn = _figure(size, rows, columns)
    axes = drawn.subplots(rows, columns, squeeze=False)
    module.plot(axes[0, 0] if axes.size == 1 else axes, results.series)
    return drawn


def _file(module: ModuleType, results: Results, size: Format) -> bytes:
    with mpl.rc_context():
        drawn = figure(module, results, size)
        stream = io.BytesIO()
        drawn.savefig(stream, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    # Only what was drawn has its limits.
    scale = _scale(drawn.axes[0]) if getattr(module, "PANELS", (1, 1)) == (1, 1) else {}
    name = results.name + size.suffix.replace(".", "-")
    return svg.standalone(stream.getvalue(), name=name, title=results.title, description=results.alt, scale=scale)


def _scale(axes: Axes) -> dict[str, str]:
    """Where values lie in the drawing, so that a script can draw on it: `data-x="origin step"`, and so `data-y`.

    X is drawn at origin + step * X. On a logarithmic axis a third word, `log`, says that its decimal logarithm is.
    """
    kinds = (axes.get_xscale(), axes.get_yscale())
    if not UNITS.keys() >= set(kinds):
        return {}
    ends = axes.transData.transform(list(zip(*(UNITS[kind] for kind in kinds), strict=True)))
    ends[:, 1] = axes.figure.bbox.height - ends[:, 1]  # an SVG's y points down
    (x, y), (x_step, y_step) = np.array([ends[0], ends[1] - ends[0]]) * (POINTS_AN_INCH / axes.figure.dpi)
    log = [" log" if kind == "log" else "" for kind in kinds]
    return {"data-x": f"{x:.6g} {x_step:.6g}{log[0]}", "data-y": f"{y:.6g} {y_step:.6g}{log[1]}"}


def _figure(size: Format, rows: int, columns: int) -> Figure:
    """A figure with fixed margins: labels move nothing, so that a restyled tick leaves the rest of the diff alone."""
    panel, top = (size.single, size.top) if rows == columns == 1 else (size.several, size.top + PANEL_TITLE)
    height = size.bottom + top + rows * panel + (rows - 1) * size.down
    drawn = Figure(figsize=(size.width, height))
    FigureCanvasSVG(drawn)
    drawn.subplots_adjust(
        left=size.left / size.width,
        right=1 - size.right / size.width,
        bottom=size.bottom / height,
        top=1 - top / height,
        wspace=size.across * columns / (size.width - size.left - size.right - (columns - 1) * size.across),
        hspace=size.down / panel,
    )
    return drawn
