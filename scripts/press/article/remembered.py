"""What was read of a text, kept between runs: until the text, its dialect or what reads it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from press.core import cached
from press.core.signature import toolkit

MOST = 8_000  # two of a text


def remembered(folder: Path, what: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, as JSON knows it; read from the folder where it was made before."""
    place = folder / f"{hashlib.sha256(toolkit() + what.encode('utf-8', 'surrogatepass')).hexdigest()}.json"
    found = cached.value(place)
    if found is None:
        found = make()
        cached.keep(place, found)
        _forget(folder)
    return found


def _forget(folder: Path) -> None:
    """Leave the younger half of too many files."""
    files = list(folder.glob("*.json"))
    for file in sorted(files, key=lambda file: file.stat().st_mtime)[: -MOST // 2] if len(files) > MOST else ():
        file.unlink(missing_ok=True)
