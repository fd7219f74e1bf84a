"""A reader of PHP's serialised arrays, strings and numbers; objects are refused, and nothing is ever run."""

from __future__ import annotations

import re
from typing import Any

TOKEN = re.compile(rb"i:(-?\d{1,18});|b:([01]);|d:([-+.\dEINFA]{1,32});|(N);|s:(\d{1,9}):\"|a:(\d{1,6}):\{")
DEPTH = 16


def read(text: str) -> Any:
    """The value; None where the text is no serialised value of these kinds."""
    try:
        value, end = _value(text.encode(), 0, DEPTH)
    except ValueError:
        return None
    return value if end == len(text.encode()) else None


def number(value: Any, key: str) -> int:
    """A whole number of an array, 0 where there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    text = str(found)
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _value(data: bytes, start: int, depth: int) -> tuple[Any, int]:
    match = TOKEN.match(data, start)
    if match is None or (match[6] and not depth):
        raise ValueError("an object, a reference, no serialised value, or one too deep")
    whole, truth, decimal, null, length, count = match.groups()
    if length is not None:
        end = match.end() + int(length)
        if data[end : end + 2] != b'";':
            raise ValueError("a string whose length is wrong")
        return data[match.end() : end].decode(errors="replace"), end + 2
    if count is None:
        return (None if null else int(whole or truth) if decimal is None else float(decimal)), match.end()
    found, position = {}, match.end()
    for _ in range(int(count)):
        key, position = _value(data, position, 0)
        found[key], position = _value(data, position, depth - 1)
    if data[position : position + 1] != b"}":
        raise ValueError("an array that does not end")
    return found, position + 1
