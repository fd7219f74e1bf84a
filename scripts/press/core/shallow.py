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
    """What TOML says."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError(WHAT) from None
