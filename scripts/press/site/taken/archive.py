"""One archive of all data: what every figure's page offers, and the claims; the same data make the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME, INSIDE = "data.zip", "data"
SUFFIXES = (".json", ".csv", ".svg", ".py", ".bib", ".cff")
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the format's calendar
READABLE = 0o644 << 16


def packed(files: Iterable[tuple[str, bytes]], about: str) -> bytes:
    """An archive of the files that hold data, and of `about`, which says what they are."""
    kept = {path: data for path, data in files if path.endswith(SUFFIXES)} | {"README.txt": about.encode()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(kept):
            entry = zipfile.ZipInfo(f"{INSIDE}/{path}", FIRST_DAY)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, READABLE, 3
            archive.writestr(entry, kept[path])
    return stream.getvalue()
