"""The figure on a card, drawn in the colours of a light page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgba
from matplotlib.figure import Figure
from PIL import Image

from press.evidence import experiment
from press.evidence.drawing import draw as drawing
from press.evidence.drawing.colours import SENTINELS

if TYPE_CHECKING:
    from press.core.project import Project
    from press.core.results import Results

COLOURS = ("color", "facecolor", "edgecolor", "markerfacecolor", "markeredgecolor")


def drawn(project: Project, result: Results, size: tuple[float, float], dots: int, top: float) -> Image.Image:
    """A picture of a size in inches with the figure below `top`, a share of its height; there is room for words."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(drawing.STYLE | {"font.size": 13, "lines.linewidth": 2})
        figure = Figure(figsize=size, dpi=dots, facecolor="#ffffff")
        canvas = FigureCanvasAgg(figure)
        module = experiment.load(project, result.name)
        rows, columns = getattr(module, "PANELS", (1, 1))
        axes = figure.subplots(rows, columns, squeeze=False)
        figure.subplots_adjust(left=0.09, right=0.96, bottom=0.23, top=top, wspace=0.3, hspace=0.6)
        module.plot(axes[0, 0] if axes.size == 1 else axes, result.series)
        _colour(figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        return Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")  # type: ignore[no-untyped-call]


def _colour(figure: Figure) -> None:
    """Give every sentinel colour the one that it stands for on a light page."""
    for artist in figure.findobj():
        for name in COLOURS:
            get, put = getattr(artist, f"get_{name}", None), getattr(artist, f"set_{name}", None)
            value = get() if get and put else None
            if value is None or (isinstance(value, str) and value in {"none", "auto"}):
                continue
            many = getattr(value, "ndim", 1) == 2
            before = [to_rgba(each) for each in value] if many else [to_rgba(value)]
            after = [_light(each) for each in before]
            if put and after != before:
                put(after if many else after[0])


def _light(colour: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    role = SENTINELS.get(to_hex(colour))
    return to_rgba(role.light, colour[3]) if role else colour
