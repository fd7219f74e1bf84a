"""All data are in one archive, whose bytes say nothing of when and where it was packed."""

from __future__ import annotations

import io
import zipfile

from press.core import zipped
from press.site.taken import archive


def test_the_same_data_make_the_same_bytes():
    """In whichever order they come; what is no data stays out."""
    files = [
        ("figures/a.json", b"{}"),
        ("figures/a.b.csv", b"x\n1\n"),
        ("figures/a.md", b"# A"),
        ("figures/a.png", b""),
    ]
    packed = archive.packed(files, "What it is.")
    assert packed == archive.packed(reversed(files), "What it is.")
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        assert opened.namelist() == ["data/README.txt", "data/figures/a.b.csv", "data/figures/a.json"]
        assert opened.read("data/figures/a.b.csv") == b"x\n1\n"
        assert {entry.date_time for entry in opened.infolist()} == {zipped.FIRST_DAY}
        assert {entry.external_attr >> 16 for entry in opened.infolist()} == {0o644}
