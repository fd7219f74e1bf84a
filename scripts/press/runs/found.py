"""What stands at a place of a file, and what is near a place that is not there."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from press.core import numbers

SHOWN = 6
MISSING = {"", "na", "n/a", "nan", "null", "none"}
# As programs print one; prose prints them in the forms of `press.core.numbers`.
NUMERAL = r"[-+\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:(?<=\d)\.\d*|\.\d+|(?<=\d))(?:[eE][-+]?\d+)?(?: ?%)?"
PRINTED = re.compile(rf"(?<![\w.]){NUMERAL}")


class Found(NamedTuple):
    """A value, the field it stands in, and the fields beside it, of which one may be its error."""

    value: Any
    field: str
    beside: Mapping[str, Any]


def number(value: Any) -> float:
    """A value as a number; a ValueError where it is none, or several."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"{_shown(value)} is no number")  # noqa: TRY004 - a fault of a place, as any other
    try:
        read = float(value)
    except (ValueError, OverflowError):
        read = _only(str(value))
    if not math.isfinite(read):
        raise ValueError(f"{_shown(value)} is no finite number")
    return read


def is_missing(value: Any) -> bool:
    """Whether a cell says that nothing was measured."""
    return value is None or (isinstance(value, str) and value.strip().lower() in MISSING)


def _only(text: str) -> float:
    """The one number in a text such as `**2.40**` or `12 ms`."""
    found = PRINTED.findall(text)
    if len(found) != 1:
        raise ValueError(f"{_shown(text)} is no number" if not found else f"{_shown(text)} holds several numbers")
    return printed(found[0])


def printed(text: str) -> float:
    """A number as a program printed it; of a hundred where it says so."""
    value = float(text.rstrip(" %").replace(",", "").replace("\u2212", "-"))
    return value * numbers.SCALES["%"] if text.endswith("%") else value


def near(missing: object, there: Iterable[object]) -> str:
    """What is there that resembles what is not, or else the first of what there is."""
    names = list(dict.fromkeys(map(str, there)))
    close = difflib.get_close_matches(str(missing), names, SHOWN, 0.5)
    shown = close or names[:SHOWN]
    said = ", ".join(map(repr, shown)) or "nothing"
    return f"nearest are {said}" if close else f"there are {said}" + (" and more" if len(names) > SHOWN else "")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 60 else f"{text[:59]}\u2026"
