"""What is kept until it is asked for again: written whole or not at all, and believed only where this user's runs did.

Deleting any of it changes how long an answer takes, never the answer. Where nothing can be written, nothing is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from press.core import files, seal


def made(place: Path, make: Callable[[], bytes]) -> bytes:
    """The bytes that are kept there, or else those that `make` gives, which are kept from now on."""
    data = _opened(place)
    if data is None:
        data = make()
        _keep(place, data)
    return data


def value(place: Path) -> Any:
    """The value that is kept there, as JSON knows it; None where there is none."""
    data = _opened(place)
    try:
        return None if data is None else json.loads(data)
    except ValueError:
        return None


def keep(place: Path, value: Any) -> None:
    """Keep a value that JSON knows."""
    _keep(place, json.dumps(value, separators=(",", ":")).encode())


def _keep(place: Path, data: bytes) -> None:
    with suppress(OSError):
        files.replace(place, seal.sealed(data))


def _opened(place: Path) -> bytes | None:
    try:
        return seal.opened(place.read_bytes())
    except (OSError, ValueError):
        return None
