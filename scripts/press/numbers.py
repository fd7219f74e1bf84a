"""A printed number is an interval: half a unit of its last digit either way, and no digit finer than the error earns."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

SCALES = {"%": 0.01, "percent": 0.01, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
DIGITS = r"[-\u2212]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?"
NUMBER = re.compile(rf"(?P<digits>{DIGITS})(?P<gap>[ \u00a0\u202f]?)(?P<scale>%|\b(?:{'|'.join(list(SCALES)[1:])})\b)?")


class Printed(NamedTuple):
    """A number as it stands in prose: its value, the place of its last digit, and how it is written."""

    value: float
    place: float
    scale: float
    decimals: int
    exponent: bool


def parse(text: str) -> Printed:
    """Read a printed number such as `0.36`, `25,100`, `17 %`, `7.9e5` or `300 trillion`."""
    match = NUMBER.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not a number as prose prints one")
    scale = SCALES.get(match["scale"] or "", 1.0)
    mantissa, _, exponent = match["digits"].replace(",", "").replace("\u2212", "-").partition("e")
    decimals = len(mantissa.partition(".")[2])
    power = int(exponent or 0)
    return Printed(float(f"{mantissa}e{power}") * scale, 10.0 ** (power - decimals) * scale, scale, decimals, bool(exponent))


def earned_place(error: float) -> float:
    """The place of the finest digit that a standard error earns: that of its own leading digit; 0 where exact."""
    return 10.0 ** math.floor(math.log10(error)) if error > 0 else 0.0


def agrees(printed: Printed, value: float, error: float) -> bool:
    """Whether the value rounds to what is printed; trailing zeros before the point may stand for unearned digits."""
    places = {printed.place}
    if printed.decimals == 0 and not printed.exponent:
        places.add(max(printed.place, earned_place(error)))
    slack = 1e-9 * max(abs(value), abs(printed.value))
    whole = [place for place in places if abs(printed.value / place - round(printed.value / place)) < 1e-6]
    return any(abs(printed.value - value) <= place / 2 + slack for place in whole)


def too_fine(printed: Printed, error: float) -> bool:
    """Whether the last printed digit is finer than the standard error earns."""
    place = printed.place
    if printed.decimals == 0 and not printed.exponent and printed.value:
        units = round(abs(printed.value) / place)
        while units % 10 == 0:
            units //= 10
            place *= 10
    return place < earned_place(error) * (1 - 1e-9)


def rewrite(text: str, value: float, error: float) -> str:
    """The same number printed anew for `value`, in the style of `text`, with no digit that is not earned."""
    printed = parse(text)
    match = NUMBER.fullmatch(text.strip())
    if match is None:  # parse() has refused it already
        raise ValueError(text)
    place = max(printed.place, earned_place(error)) / printed.scale
    if printed.exponent:
        digits = max(0, math.floor(math.log10(abs(value))) - round(math.log10(place))) if value else 0
        body = re.sub(r"e([-+])0*(\d)", lambda part: f"e{part[1].replace('+', '')}{part[2]}", f"{value:.{digits}e}")
    else:
        decimals = max(0, -round(math.log10(place)))
        scaled = round(value / printed.scale / place) * place
        plain_year = "," not in match["digits"] and abs(scaled) < 10_000
        body = f"{scaled:.{decimals}f}" if plain_year else f"{scaled:,.{decimals}f}"
    return body.replace("-", "\u2212" if "\u2212" in text else "-") + match["gap"] + (match["scale"] or "")


def earned(value: float, error: float) -> str:
    """A number as our own pages print it: every digit the error earns, four significant ones where it is exact."""
    if value == 0:
        return "0"
    magnitude = math.floor(math.log10(abs(value)))
    place = magnitude - 3 if error == 0 else min(math.floor(math.log10(error)), magnitude)
    if error == 0 and float(value).is_integer() and abs(value) < 1e6:
        return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.0f}"
    if not -5 < magnitude < 7:
        return f"{value:.{max(0, magnitude - place)}e}".replace("e+0", "e").replace("e+", "e").replace("e-0", "e-")
    scaled = round(value, -place)
    return f"{scaled:,.{max(0, -place)}f}" if abs(scaled) >= 10_000 else f"{scaled:.{max(0, -place)}f}"
