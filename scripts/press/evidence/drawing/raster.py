"""A figure as a picture of dots, in the colours of a light page, for slides and for pages that take no SVG."""

from __future__ import annotations

import io
from types import ModuleType
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgba
from PIL import Image

from press.core.results import Results
from press.evidence.drawing import draw
from press.evidence.drawing.colours import BACKGROUNDS, SENTINELS

if TYPE_CHECKING:
    from matplotlib.figure import Figure


DOTS, SHADES = 200, 64  # an inch, and how many colours the picture has: a drawing has few, and their mixtures
COLOURS = ("color", "facecolor", "edgecolor", "markerfacecolor", "markeredgecolor")


def png(module: ModuleType, results: Results) -> bytes:
    """The wide drawing; the same results and libraries make the same bytes."""
    with mpl.rc_context():
        figure = draw.figure(module, results, draw.WIDE)
        figure.set_dpi(DOTS)
        figure.set_facecolor(BACKGROUNDS[0])
        picture = image(figure)
    stream = io.BytesIO()
    few = picture.quantize(SHADES, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(stream, "PNG", compress_level=9, dpi=(DOTS, DOTS))
    return stream.getvalue()


def image(figure: Figure) -> Image.Image:
    """A figure as a picture, with the colours that its sentinels stand for."""
    canvas = FigureCanvasAgg(figure)
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
