"""The figure on a card, drawn in the colours of a light page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

from press.core.project import Project
from press.core.results import Results
from press.evidence import experiment
from press.evidence.drawing import draw as drawing
from press.evidence.drawing import raster

if TYPE_CHECKING:
    from PIL import Image


def drawn(project: Project, result: Results, size: tuple[float, float], dots: int, top: float) -> Image.Image:
    """A picture of a size in inches with the figure below `top`, a share of its height; there is room for words."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(drawing.STYLE | {"font.size": 13, "lines.linewidth": 2})
        figure = Figure(figsize=size, dpi=dots, facecolor="#ffffff")
        module = experiment.load(project, result.name)
        rows, columns = getattr(module, "PANELS", (1, 1))
        axes = figure.subplots(rows, columns, squeeze=False)
        figure.subplots_adjust(left=0.09, right=0.96, bottom=0.23, top=top, wspace=0.3, hspace=0.6)
        module.plot(axes[0, 0] if axes.size == 1 else axes, result.series)
        return raster.image(figure)
