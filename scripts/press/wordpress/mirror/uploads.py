"""The files of a blog that its pages show or lead to: which are asked for, and where each comes from."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Callable, Mapping
from glob import escape
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from press.core.account import UPLOADS
from press.wordpress.mirror import names, store

# What a browser shows or saves and never runs.
FILE_KINDS = frozenset({
    ".aac", ".avif", ".bib", ".bmp", ".csv", ".docx", ".epub", ".flac", ".gif", ".gz", ".heic", ".ico", ".jpeg", ".jpg",
    ".m4a", ".m4v", ".mov", ".mp3", ".mp4", ".odp", ".ods", ".odt", ".oga", ".ogg", ".ogv", ".pdf", ".png", ".pptx",
    ".tif", ".tiff", ".txt", ".wav", ".webm", ".webp", ".xlsx", ".zip",
})  # fmt: skip


class Uploads:
    """The files of a media folder, and which of them pages ask for: `asked` maps a path of the site to the file.

    What is not in the folder may come from elsewhere: `fetch` keeps the file of an address, which `places` has of each,
    at a place here, and says whether there was one. What was mirrored before (in `mirrored`) is not fetched again.
    """

    def __init__(
        self,
        folder: Path | None,
        mirrored: Path | None = None,
        fetch: Callable[[str, Path], bool] | None = None,
        places: Mapping[str, str] | None = None,
    ) -> None:
        roots = [] if folder is None else [folder / UPLOADS, folder / "uploads", folder]
        self.root = next((root.resolve() for root in roots if root.is_dir()), None)
        self.mirrored, self.fetch, self.places = mirrored, fetch, places or {}
        self.asked: dict[str, Path] = {}
        self.missing: set[str] = set()

    def take(self, file: str) -> str | None:
        """The path on the site of an uploaded file, from now on to be copied; None where it cannot be had."""
        target = f"{UPLOADS}/{names.seen(file)}"
        if target in self.asked:
            return target
        if not file or file in self.missing or posixpath.splitext(file)[1].lower() not in FILE_KINDS:
            return None
        path = self._in_folder(file) or self._from_elsewhere(file, target)
        if path is None:
            self.missing.add(file)
            return None
        self.asked[target] = path
        return target

    def _in_folder(self, file: str) -> Path | None:
        if self.root is None:
            return None
        spelled = (self.root / unicodedata.normalize(form, file) for form in ("NFC", "NFD"))
        path = next((path for path in spelled if path.is_file()), None) or self._of_network(file)
        return path if path and path.resolve().is_relative_to(self.root) else None

    def _of_network(self, file: str) -> Path | None:
        """The file where the uploads are those of a network, a folder for each of its blogs; None if more have it."""
        found = list(islice(self.root.glob(f"sites/*/{escape(file)}"), 2)) if self.root else []
        return found[0] if len(found) == 1 else None

    def _from_elsewhere(self, file: str, target: str) -> Path | None:
        if self.fetch is None or self.mirrored is None:
            return None
        if (self.mirrored / target).is_file():
            return self.mirrored / target
        path = store.media(self.mirrored) / file
        return path if path.is_file() or self.fetch(self.places.get(file, target), path) else None


def file_name(url: str) -> str:
    """The last step of an address, for a message."""
    return unquote(url).split("?")[0].rstrip("/").rsplit("/", 1)[-1][:80]
