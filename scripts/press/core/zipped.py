"""Zip files of the same bytes for the same files: no times, no users, and one order, which is the caller's."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the format's calendar
READABLE = 0o644 << 16
UNIX = 3


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """An archive of files by their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, READABLE, UNIX
            archive.writestr(entry, data)
    return stream.getvalue()
