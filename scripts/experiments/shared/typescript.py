"""A page set in type, letter by letter on a grid, and a reader who knows how each letter looks.

Letters are DejaVu Sans Mono, the font that comes with matplotlib. The reader compares a place on the page, and those
a dot away, with every letter there is, and says the most alike; it is told where on the page to look.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from textwrap import wrap
from typing import Any, NamedTuple

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from collapse.numerics.estimate import FloatArray

DOTS_AN_INCH, POINTS_AN_INCH = 300, 72
WIDE, HIGH, BELOW = 0.6, 1.16, 0.3  # a letter's place and the room below its line, in ems
MARGIN = 60


class Print(NamedTuple):
    """Print of one size on a page: its letters, where the upper left corners of their places are, and their size."""

    letters: str  # without spaces
    corners: FloatArray  # row and column of each, of shape (letters, 2), in dots
    height: int  # of a place, in dots
    width: int  # of a place, in dots


def typeset(text: str, sizes: tuple[int, ...], across: int) -> tuple[FloatArray, list[Print]]:
    """Set a text in several sizes (in points), one below the other; `across` letters of the first fill a line.

    The page is ink from 0 to 1, at 300 dots an inch; with it comes the print of each size.
    """
    prints, top = [], MARGIN
    for size in sizes:
        em = size * DOTS_AN_INCH / POINTS_AN_INCH
        width, height = round(WIDE * em), round(HIGH * em)
        lines = wrap(text, across * sizes[0] // size)
        places = [(row, column) for row, line in enumerate(lines) for column, one in enumerate(line) if one != " "]
        corners = np.array(places) * (height, width) + (top, MARGIN)
        prints.append(Print("".join(lines).replace(" ", ""), corners, height, width))
        top += len(lines) * height + MARGIN // 2
    return drawn(prints, sizes, (top + MARGIN // 2, 2 * MARGIN + across * prints[0].width)), prints


def drawn(prints: list[Print], sizes: tuple[int, ...], shape: tuple[int, int]) -> FloatArray:
    """Draw the letters of one print a size as ink from 0 to 1, on a page of this shape."""
    figure = Figure((shape[1] / DOTS_AN_INCH, shape[0] / DOTS_AN_INCH), DOTS_AN_INCH, facecolor="white")
    canvas: Any = FigureCanvasAgg(figure)  # whose methods have no types
    path = Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSansMono.ttf")
    for print_, size in zip(prints, sizes, strict=True):
        font = FontProperties(fname=str(path), size=size)
        for letter, (row, column) in zip(print_.letters, print_.corners, strict=True):
            base = row + round((1 - BELOW / HIGH) * print_.height)
            figure.text(column / shape[1], 1 - base / shape[0], letter, fontproperties=font, color="black")
    canvas.draw()
    return np.asarray(1 - np.asarray(canvas.buffer_rgba())[..., 0] / 255, dtype=np.float32)


def read(page: FloatArray, master: FloatArray, print_: Print) -> float:
    """Give the share of letters of a print that are read rightly, on a page that lies as the master does.

    The master is the page that it was copied from, which shows how each letter looks.
    """
    known = sorted(set(filter(str.isalpha, print_.letters)))
    wanted = np.array([known.index(letter) for letter in print_.letters if letter in known])
    corners = print_.corners[[letter in known for letter in print_.letters]]
    looks = normal(cut(master, corners[[int(np.argmax(wanted == each)) for each in range(len(known))]], print_))
    steps = product((-1, 0, 1), repeat=2)
    alike = np.max([normal(cut(page, corners + step, print_)) @ looks.T for step in steps], axis=0)
    return float(((alike.argmax(axis=1) == wanted) & (alike.max(axis=1) > 0)).mean())


def cut(page: FloatArray, corners: FloatArray, print_: Print) -> FloatArray:
    """Cut out the places of letters, a row of dots each, of shape (letters, height * width)."""
    rows = corners[:, :1, np.newaxis] + np.arange(print_.height)[:, np.newaxis]
    columns = corners[:, 1:, np.newaxis] + np.arange(print_.width)
    return np.asarray(page[rows, columns].reshape(len(corners), -1))


def normal(places: FloatArray) -> FloatArray:
    """Take away the mean ink of each place, and scale what is left to length 1, if there is any."""
    rest = places - places.mean(axis=1, keepdims=True)
    length = np.linalg.norm(rest, axis=1, keepdims=True)
    return np.asarray(rest / np.maximum(length, 1e-3))
