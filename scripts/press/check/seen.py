"""What a check has found clean is known by its bytes, and the next check need not take it apart again.

A text is kept under a digest of itself and of all else that a rule of one text may read: its name, the toolkit, the
libraries, the settings of the site, the evidence, and for a built page the names of the site's files. Kept is only what
the last check asked for. Deleting the files changes how long a check takes, never what it finds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.core import cached
from press.core.signature import toolkit

if TYPE_CHECKING:
    from press.check.reading import Reading

PLACE = "checked-{}.json"  # for each stage of a check


class Seen:
    """The texts of a stage that were clean; without one nothing is kept, for one rule alone makes no text clean."""

    def __init__(self, reading: Reading, stage: str = "") -> None:
        self._place, self._off = reading.project.cache / PLACE.format(stage), not stage
        before = None if self._off else cached.value(self._place)
        self._before: dict[str, Any] = before if isinstance(before, dict) else {}
        self._now: dict[str, Any] = {}
        self._around = b"" if self._off else _around(reading, reading.files if stage == "site" else ())

    def key(self, rule: str, path: Path, text: str) -> str:
        """What a text is known by."""
        if self._off:
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
        if not self._off:
            cached.keep(self._place, self._now)


def _around(reading: Reading, files: Iterable[str]) -> bytes:
    """A digest of what may change what a rule finds in a text that stays as it is."""
    project, dialect = reading.project, reading.dialect
    digest = hashlib.sha256(repr((project, reading.base, dialect, sorted(files))).encode() + toolkit())
    for path in (project.settings_file, project.claims, *sorted(project.figures.glob("*.json")), *reading.outputs):
        digest.update(b"%a" % path.name + (path.read_bytes() if path.is_file() else b"\0"))
    return digest.digest()
