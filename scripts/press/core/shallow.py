"""JSON and TOML whose brackets nest without end are broken files like any other, and no fault of Python's."""

from __future__ import annotations

import json
import tomllib
from typing import Any

WHAT = "nests too deep"


def read_json(text: str | bytes) -> Any:
    """What JSON says."""
    try:
        return json.loads(text)
    except RecursionError:
        raise json.JSONDecodeError(WHAT, "", 0) from None


def read_toml(text: str) -> dict[str, Any]:
    """What TOML says, with or without the mark that some editors put at the head of a file."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise tomllib.TOMLDecodeError(WHAT) from None
