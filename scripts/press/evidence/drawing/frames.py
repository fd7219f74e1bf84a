"""Sheets of pictures that a result holds, one a step: `frames`, a table that a page can leaf through.

Its columns, in this order: the sheet's name, the step, what the picture shows, a share from 0 to 1, and the dots. The
names of the second and the fourth are words for readers. Dots are `WIDTHxHEIGHT:` and the packed bits, deflated and in
base 64. A label says its role: which of two colours it has follows from its words (`press.evidence.drawing.colours`).
"""

from __future__ import annotations

import base64
import io
import zlib
from typing import NamedTuple

from press.core.results import Results

TABLE = "frames"


class Frame(NamedTuple):
    """One picture: its step, what it shows, the share that was measured on it, and its dots."""

    step: int
    what: str
    share: float
    dots: str

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        width, _, height = self.dots.partition(":")[0].partition("x")
        return int(width), int(height)

    @property
    def percent(self) -> str:
        """The share as it is printed."""
        return f"{100 * self.share:.0f}\u00a0%"


class Sheet(NamedTuple):
    """The pictures of one name, by their steps."""

    name: str
    frames: list[Frame]

    def file(self, results: Results, frame: Frame) -> str:
        """The picture's file, below `figures/`."""
        return f"{results.name}.{'-'.join(self.name.lower().split())}-{frame.step}.png"


def sheets(results: Results) -> list[Sheet]:
    """The sheets of a result, in order; none where it holds no pictures."""
    found: dict[str, list[Frame]] = {}
    for name, *rest in zip(*results.series.get(TABLE, {}).values(), strict=True):
        found.setdefault(name, []).append(Frame(*rest))
    return [Sheet(name, frames) for name, frames in found.items()]


def words(results: Results) -> tuple[str, str]:
    """What is counted from step to step, and what the share is of."""
    _, counted, _, share, _ = results.series[TABLE]
    return counted, share


def png(frame: Frame) -> bytes:
    """The picture in black and white; the same dots make the same bytes."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - only a site needs it

    bits = zlib.decompress(base64.b64decode(frame.dots.partition(":")[2]))
    stream = io.BytesIO()
    ImageOps.invert(Image.frombytes("1", frame.size, bits)).save(stream, "PNG", optimize=True)
    return stream.getvalue()
