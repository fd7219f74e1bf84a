"""On a copy of a copy small print goes first: large print stays readable long after, and so do nearly all dots.

The first sentences of the article, set in large and in small print, are copied, and the copy is copied, thirty times
over. A copier lays the page a little askew, sees it blurred, and puts ink where what it sees is darker than a
threshold; then there is grain, and dirt. Beside it stands the control: as many copies, each of the original itself.

Readable is a letter that a program tells rightly from all others, knowing how each looked in the original. It looks
in the right place, so that a page which lies askew is no harder to read. The share of dots that are black or white as
they were is an average over the page, most of which is white.

Blur and threshold alone move each edge by its curvature: straight strokes stay, and small round things shrink by the
same area each time, pi times the variance of the blur. So the dot on an i is lost after a number of copies that grows
with its area. How far a page may lie from its place, and how much longer it may become, is from a service manual: a
millimetre, taken as two standard deviations. That blur and threshold are the main effects is from a study of scanners.
Their sizes, the grain and the dirt are plausible and not calibrated. Real copies of handwriting were often ragged from
the third on, and good enough to read up to the fifth, where the measurement ended; so it is here.

Sources:
- barneysmith2001: blur and threshold as what copying does to print, again and again
- canongp160: how far from its place a page may lie on a copy
- jasuja2021: real copies of copies, up to the fifth
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from collapse.numerics.estimate import Column, FloatArray, Number, Series, estimate
from experiments.shared import drawing, photocopier, typescript
from experiments.shared.alternatives import along, table
from experiments.shared.palette import GRID, KEPT, THROWN_AWAY
from experiments.shared.photocopier import Copier, Sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAME = "A photocopy of a photocopy"
LAY = (
    "Copy a page, copy the copy, and so on: after {last} rounds hardly a letter of the small print can be read, and "
    "nearly all of the large. Copies of the original itself stay readable, however many are made."
)
READ = (
    "The share of letters that can be read, with standard errors over {replicates} runs. Two lines fall: there each "
    "copy is made of the last one, and what was before is thrown away; squares are large print, diamonds small. One "
    "stays: there the original is kept, and each copy is made of it."
)
LIMITS = (
    "A photocopier adds blur and noise, and nothing that is lost in one copy is lost for being rare; a model that "
    "learns from samples loses what is rare. How fast the print fades depends on constants that are plausible and not "
    "calibrated; that small print goes first does not."
)
ALT = (
    "Two falling lines: of the small letters {small_last} can be read on the last copy of a copy, of the large ones "
    "{large_last}. On copies of the original itself both stay level, and {control_small} of the small ones can be read."
)
TEXT = (
    "The internet’s high-quality data is effectively exhausted for training frontier AI models. "  # noqa: RUF001 - quoted
    "That’s the consensus. "  # noqa: RUF001
    "The proposed solution is synthetic data — and it deserves more scrutiny than it’s getting."  # noqa: RUF001
)
PARAMS = {
    "sizes": (10, 6),
    "across": 26,
    "copies": (1, 2, 3, 5, 7, 10, 15, 20, 25, 30),
    "shown": (5, 10, 20, 30),
    "letters": (14, 27),
    "replicates": 5,
    "shift": 0.5,  # millimetres, as is the blur
    "stretch": 0.0017,
    "turn": 0.002,
    "blur": 0.05,
    "contrast": 3.0,
    "exposure": 0.02,
    "grain": 0.05,
    "specks": 1e-5,
}
REPLAY = "statistical"

PRINTS = ("large", "small")
DOTS_A_MILLIMETRE = typescript.DOTS_AN_INCH / 25.4
COARSE, GAP = 2, 22  # a picture is stored with every second dot, and so many of those lie between two pictures
LEVELS = 9  # of ink, each a digit
LINES, EDGE, BETWEEN, ACROSS = 2, 3, 15, 656  # of a frame: lines of each print, and dots beside, between and across


def simulate(
    rng: np.random.Generator,
    *,
    sizes: tuple[int, ...],
    across: int,
    copies: Sequence[int],
    shown: Sequence[int],
    letters: Sequence[int],
    replicates: int,
    shift: float,
    blur: float,
    **shares: float,
) -> Series:
    """Copy the page again and again, and the original as often; read both."""
    original, prints = typescript.typeset(TEXT, sizes, across)
    copier = photocopier.Copier(shift=shift * DOTS_A_MILLIMETRE, blur=blur * DOTS_A_MILLIMETRE, **shares)
    first = photocopier.Sheet(original, np.eye(3))

    def measured(page: FloatArray) -> list[float]:
        read = [typescript.read(page, original, each) for each in prints]
        return [*read, float(((page > 0.5) == (original > 0.5)).mean())]

    runs: dict[str, list[list[list[float]]]] = {"again": [], "control": []}
    lines: dict[str, dict[str, Column]] = {"picture_0": picture(original, prints, letters)}
    sheets: dict[str, list[FloatArray]] = {}
    for _ in range(replicates):
        pages = dict(again(first, copier, max(copies), rng))
        masters = [aligned(photocopier.copied(first, copier, rng)) for _ in copies]
        runs["again"].append([measured(aligned(pages[count])) for count in copies])
        runs["control"].append([measured(page) for page in masters])
        if not sheets:
            sheets = {
                "again": [original, *(aligned(pages[count]) for count in copies)],
                "control": [original, *masters],
            }
            lines |= {f"picture_{count}": picture(aligned(pages[count]), prints, letters) for count in shown}
            lines["picture_control"] = picture(masters[-1], prints, letters)
    start = measured(original)
    read = {name: averaged(found, start, copies) for name, found in runs.items()}
    fewer = along("copies", read["again"], {f"{each}_last": (each, f"{each}_error") for each in (*PRINTS, "dots")})
    return read | lines | {"frames": frames(sheets, read, prints), "alternatives": table(fewer)}


def averaged(found: list[list[list[float]]], start: list[float], copies: Sequence[int]) -> dict[str, Column]:
    """Average what was measured in each run, of each copy, before which stands the original."""
    values = estimate(np.array(found).transpose(1, 2, 0))
    table: dict[str, Column] = {"copy": [0, *copies]}
    for column, key in enumerate((*PRINTS, "dots")):
        table[key] = np.concatenate([start[column : column + 1], values.mean[:, column]])
        table[f"{key}_error"] = np.concatenate([[0.0], values.error[:, column]])
    return table


def again(sheet: Sheet, copier: Copier, count: int, rng: np.random.Generator) -> Iterator[tuple[int, Sheet]]:
    """Copy each copy, and say which it is."""
    for number in range(1, count + 1):
        sheet = photocopier.copied(sheet, copier, rng)
        yield number, sheet


def aligned(sheet: Sheet) -> FloatArray:
    """Lay a copy as the original lay."""
    return photocopier.moved(sheet.ink, np.linalg.inv(sheet.place))


def picture(page: FloatArray, prints: list[typescript.Print], letters: Sequence[int]) -> dict[str, Column]:
    """Keep the first letters of each print, each row of them as a word of digits, one a dot."""
    bands = []
    for each, count in zip(prints, letters, strict=True):
        top, left = each.corners[0]
        height, width = each.height // COARSE * COARSE, count * each.width // COARSE * COARSE
        band = page[top : top + height, left : left + width]
        bands.append(band.reshape(height // COARSE, COARSE, width // COARSE, COARSE).mean(axis=(1, 3)))
    across = max(band.shape[1] for band in bands)
    ink = np.concatenate([np.pad(band, ((0, 0), (0, across - band.shape[1]))) for band in bands])
    digits = np.rint(LEVELS * ink).astype(int)
    return {"row": np.arange(len(ink)), "ink": ["".join(map(str, row)) for row in digits]}


def frames(
    sheets: dict[str, list[FloatArray]], read: dict[str, dict[str, Column]], prints: list[typescript.Print]
) -> dict[str, Column]:
    """Show every copy of the first run, and beside it what can be read, on average over the runs."""
    table: dict[str, list[Any]] = {"sheet": [], "copies": [], "what": [], "readable in small print": [], "dots": []}
    for name, sheet, of in (("again", "The old thrown away", "a copy"), ("control", "The old kept", "the original")):
        for page, count, share in zip(sheets[name], read[name]["copy"], read[name]["small"], strict=True):
            what = f"copy {count} of {of}" if count else "the original"
            row = (sheet, int(count), what, float(share), dots(page, prints))
            for column, value in zip(table.values(), row, strict=True):
                column.append(value)
    return {**table}


def dots(page: FloatArray, prints: list[typescript.Print]) -> str:
    """Keep the first lines of each print, black on white: width, height, and the packed bits."""
    bands = []
    for each in prints:
        top, left = each.corners[0]
        band = page[top : top + LINES * each.height, left - EDGE : left - EDGE + ACROSS] > 1 / 2
        bands += [band, np.zeros((BETWEEN, ACROSS), dtype=bool)]
    ink = np.concatenate(bands[:-1])
    packed = zlib.compress(np.packbits(ink, axis=1).tobytes(), 9)
    return f"{ink.shape[1]}x{ink.shape[0]}:{base64.b64encode(packed).decode()}"


def numbers(series: Series) -> dict[str, Number]:
    """Quote the fifth, tenth and last copy, and copies of the original."""
    table, quoted = series["again"], {"last": Number(float(series["again"]["copy"][-1]), 0.0, "copies", "copies made")}
    units = dict.fromkeys(PRINTS, "share of letters") | {"dots": "share of dots"}
    for key, unit in units.items():
        what = "dots that are as on the original" if key == "dots" else f"letters in {key} print that can be read"
        for name in ("5", "10", "last"):
            row = -1 if name == "last" else list(table["copy"]).index(int(name))
            meaning = f"{what} on copy {table['copy'][row]:.0f} of a copy"
            quoted[f"{key}_{name}"] = Number(float(table[key][row]), float(table[f"{key}_error"][row]), unit, meaning)
        control = estimate(np.asarray(series["control"][key][1:], dtype=float))
        meaning = f"{what} on copies of the original"
        quoted[f"control_{key}"] = Number(float(control.mean), float(control.error), unit, meaning)
    return quoted


def plot(axes: Axes, series: Series) -> None:
    """Draw what can be read, of each print, where the original is kept and where it is not."""
    for key, marker in zip(PRINTS, ("s", "D"), strict=True):
        drawing.line(axes, series["again"], key, THROWN_AWAY, marker, x="copy", scale=100)
    drawing.line(axes, series["control"], "small", KEPT, "o", x="copy", scale=100)
    axes.set(xlabel="copies", ylabel="letters that can be read (%)", ylim=(0, 112), xlim=(-0.5, 30.8))
    axes.text(30, 103, "original kept", color=KEPT, ha="right")
    axes.text(22, 84, "thrown away,\nlarge print", color=THROWN_AWAY, va="top")
    axes.text(8, 40, "thrown away,\nsmall print", color=THROWN_AWAY, ha="center")
    axes.grid(visible=True, axis="y", color=GRID, linewidth=0.8)
