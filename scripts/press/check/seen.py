"""What a check has found clean is known by its bytes, and the next check need not take it apart again.

A text is kept under a digest of itself and of all else that a rule of one text may read: its name, the toolkit, the
libraries, the settings of the site, the evidence, and for a built page the names of the site's files. Kept is only what
the last check asked for. Deleting the files changes how long a check takes, never what it finds.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from press.core import cached

PLACE = "checked-{}.json"  # for each stage of a check


class Seen:
    """The texts of a stage that were clean; without a place nothing is kept, for one rule alone makes no text clean."""

    def __init__(self, place: Path | None = None, around: bytes = b"") -> None:
        self._place, self._around = place, around
        before = cached.value(place) if place else None
        self._before: dict[str, Any] = before if isinstance(before, dict) else {}
        self._now: dict[str, Any] = {}

    def key(self, rule: str, path: Path, text: str) -> str:
        """What a text is known by."""
        if not self._place:
            return ""
        return hashlib.sha256(b"\0".join((self._around, rule.encode(), str(path).encode(), text.encode()))).hexdigest()

    def recall(self, key: str) -> Any:
        """What was kept, and is kept further; None where the text has to be read."""
        if (value := self._before.get(key)) is not None:
            self._now[key] = value
        return value

    def keep(self, key: str, value: Any) -> None:
        """Remember a text in which nothing was found, with what other texts are held to."""
        self._now[key] = value

    def save(self) -> None:
        """Write down what this check has seen."""
        if self._place:
            cached.keep(self._place, self._now)
