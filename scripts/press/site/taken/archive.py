"""One archive of all data: what every figure's page offers, and the claims; the same data make the same bytes."""

from __future__ import annotations

from collections.abc import Iterable

from press.core import zipped

NAME, INSIDE = "data.zip", "data"
SUFFIXES = (".json", ".csv", ".svg", ".py", ".bib", ".cff")


def packed(files: Iterable[tuple[str, bytes]], about: str) -> bytes:
    """An archive of the files that hold data, and of `about`, which says what they are."""
    kept = {path: data for path, data in files if path.endswith(SUFFIXES)} | {"README.txt": about.encode()}
    return zipped.packed((f"{INSIDE}/{path}", kept[path]) for path in sorted(kept))
