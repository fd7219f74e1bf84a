"""Compressed twins of a site's texts, for web servers that send them as they lie there; the same bytes each time."""

from __future__ import annotations

import gzip
import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from press.core import cached

TEXTS = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".csv", ".txt", ".webmanifest")
SMALLEST = 1024  # a shorter text fits into one packet anyway


def compress(folder: Path, files: dict[str, str], cache: Path) -> dict[str, str]:
    """Write NAME.gz and NAME.br beside each text of `files` where they are smaller; their names and SHA-256s.

    What the site has under such a name is the site's own, and stays as it was checked.
    What was compressed is kept in `cache` by its content until the next time, for brotli takes its time.
    """
    texts = [name for name in files if name.endswith(TEXTS) and (folder / name).stat().st_size > SMALLEST]
    contents = {files[name]: (folder / name).read_bytes() for name in texts}
    with ThreadPoolExecutor() as pool:
        small = dict(zip(contents, pool.map(lambda name: _twins(name, contents[name], cache), contents), strict=True))
    written = {}
    for name in texts:
        for suffix, data in small[files[name]].items():
            if len(data) < len(contents[files[name]]) and f"{name}{suffix}" not in files:
                (folder / f"{name}{suffix}").write_bytes(data)
                written[f"{name}{suffix}"] = hashlib.sha256(data).hexdigest()
    for kept in cache.glob("*"):
        if kept.stem not in contents:
            kept.unlink()
    return written


def _twins(name: str, data: bytes, cache: Path) -> dict[str, bytes]:
    twins = {}
    for suffix, function in (".gz", lambda: gzip.compress(data, 9, mtime=0)), (".br", lambda: brotli.compress(data)):
        twins[suffix] = cached.made(cache / f"{name}{suffix}", function)
    return twins
