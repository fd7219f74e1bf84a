"""A printed number is an interval, half a unit of its last digit either way; no digit is finer than its error earns."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

SCALES = {
    "%": 0.01, "percentage points": 0.01, "percentage point": 0.01, "percent points": 0.01, "pp": 0.01,
    "percent": 0.01, "per cent": 0.01, "basis points": 1e-4, "basis point": 1e-4,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
NOTHING = 1e-12  # what is left of an exact zero where floating point was at work
SIGN = r"(?:(?<![\w.,])[-\u2212])?"  # behind a letter or a digit it is a hyphen or a dash
DIGITS = rf"{SIGN}\d+(?:,\d{{3}})*(?:\.\d+)?(?:e[-+]?\d+)?"
SCALE = rf"(?P<gap>(?:[ \u00a0\u202f]|&nbsp;|&#160;)?)(?P<scale>%|\b(?:{'|'.join(list(SCALES)[1:])})\b)"
UNPARTED = re.compile(r"\D?\d{5}")  # an author who parts no thousands here
NUMBER = re.compile(rf"(?P<digits>{DIGITS})(?:{SCALE})?")


class Printed(NamedTuple):
    """A number as it stands in prose: its value, the place of its last digit, and how it is written."""

    value: float
    place: float
    scale: float
    decimals: int
    exponent: bool
    share: bool = False  # of which 1 is everything


def parse(text: str) -> Printed:
    """Read a printed number such as `0.36`, `25,100`, `17 %`, `7.9e5` or `300 trillion`."""
    match = NUMBER.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not a number as prose prints one")
    scale = SCALES.get(match["scale"] or "", 1.0)
    mantissa, _, exponent = match["digits"].replace(",", "").replace("\u2212", "-").partition("e")
    decimals = len(mantissa.partition(".")[2])
    power = int(exponent or 0)
    value, place = float(f"{mantissa}e{power}") * scale, float(f"1e{power - decimals}") * scale
    if not (math.isfinite(value) and math.isfinite(place) and place):
        raise ValueError(f"{text!r} is larger or finer than any number that a result holds")
    return Printed(value, place, scale, decimals, bool(exponent), scale == SCALES["%"])


def earned_place(error: float) -> float:
    """The place of the finest digit that a standard error earns: the power of ten up to twice it; 0 where exact.

    So 0.3604 with an error of 0.0059 is printed as 0.36, and 1.632 with an error of 0.023 as 1.63.
    """
    return 10.0 ** math.floor(math.log10(2 * error)) if error > 0 else 0.0


def agrees(printed: Printed, value: float, error: float) -> bool:
    """Whether the value rounds to what is printed; trailing zeros before the point may stand for unearned digits.

    Nothing and everything (0, 100 %) are said only of what cannot be told from them: within twice the error.
    """
    if any(printed.value == end and not _is(value, end, error) for end in _ends(printed)):
        return False
    place = printed.place
    if printed.decimals == 0 and not printed.exponent:
        unearned = max(1, round(earned_place(error) / place))
        place *= unearned if round(printed.value / place) % unearned == 0 else 1
    slack = 1e-6 * place + 1e-15 * abs(value)  # a half is a half, whatever its last binary digit
    return abs(printed.value - value) <= place / 2 + slack


def _ends(printed: Printed) -> tuple[float, ...]:
    return (0.0, 1.0) if printed.share else (0.0,)


def _is(value: float, end: float, error: float) -> bool:
    return abs(value - end) <= 2 * error + NOTHING


def too_fine(printed: Printed, error: float) -> bool:
    """Whether the last printed digit is finer than the standard error earns; a bare 0 claims no digit at all."""
    place = printed.place
    if printed.decimals == 0 and not printed.exponent:
        if not printed.value:
            return False
        units = round(abs(printed.value) / place)
        while units % 10 == 0:
            units //= 10
            place *= 10
    return place < earned_place(error) * (1 - 1e-9)


def rewrite(text: str, value: float, error: float, *, share: bool = False) -> str:
    """The same number printed anew for `value`, in the style of `text`, with no digit that is not earned."""
    printed = parse(text)
    printed = printed._replace(share=printed.share or share)
    match = NUMBER.fullmatch(text.strip())
    if match is None:  # parse() has refused it already
        raise ValueError(text)
    scaled, finest = value / printed.scale, earned_place(error) / printed.scale
    if printed.exponent:
        place = max(10.0 ** (_magnitude(scaled) - printed.decimals), finest)
        body = _with_exponent(scaled, _telling(printed, value, error, place))
    else:
        place = max(printed.place / printed.scale, finest)
        body = _plain(scaled, _telling(printed, value, error, place), commas="," in match["digits"])
    if UNPARTED.match(match["digits"]):
        body = body.replace(",", "")
    return body.replace("-", "\u2212" if "\u2212" in text else "-") + (match["gap"] or "") + (match["scale"] or "")


def _telling(printed: Printed, value: float, error: float, place: float) -> float:
    """The place, or a finer one where the value would be rounded to nothing or to everything, and is neither."""
    for end in _ends(printed):
        rounded = round(value / printed.scale / place) * place
        if math.isclose(rounded, end / printed.scale, abs_tol=place / 4) and not _is(value, end, error):
            place = 10.0 ** _magnitude((value - end) / printed.scale)
    return place


def earned(value: float, error: float) -> str:
    """A number as our own pages print it: every digit the error earns, and up to four significant ones where exact."""
    magnitude = _magnitude(value)
    place = earned_place(error) or 10.0 ** (magnitude - 3)
    if not -5 < magnitude < 7:
        return _with_exponent(value, place)
    if error == 0:  # a rounded whole number would not say that it is, and 2.5 is no better for being 2.500
        place = min(place, 1.0)
        while place < 1 and math.isclose(round(value / (10 * place)) * 10 * place, value, rel_tol=1e-12):
            place *= 10
    return _plain(value, place)


def _magnitude(value: float) -> int:
    return math.floor(math.log10(abs(value))) if value else 0


def _plain(value: float, place: float, *, commas: bool = False) -> str:
    """The value rounded to a place; thousands are parted from five digits on, or where the text does."""
    rounded = round(value / place) * place
    decimals = max(0, -round(math.log10(place)))
    return f"{rounded:,.{decimals}f}" if commas or abs(rounded) >= 10_000 else f"{rounded:.{decimals}f}"


def _with_exponent(value: float, place: float) -> str:
    """The value rounded to a place, as mantissa and power of ten; a value that rounds to nothing is 0."""
    rounded = round(value / place) * place
    if not rounded:
        return "0"
    digits = max(0, _magnitude(rounded) - round(math.log10(place)))
    return re.sub(r"e([-+])0*(\d)", lambda part: f"e{part[1].replace('+', '')}{part[2]}", f"{rounded:.{digits}e}")


def uncertainty(error: float) -> str:
    """A standard error as our own pages print it: one significant digit."""
    return earned(float(f"{error:.0e}"), error / 2)
