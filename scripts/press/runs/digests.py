"""What files hold, as SHA-256: remembered by size and time, so that large data are read once.

Of a notebook among the inputs only the code counts, so that one file may be input and output.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from press.core import cached, shallow
from press.core.files import contents
from press.core.project import Project
from press.core.signature import signed

PLACE, LARGE = "digests.json", 1_000_000
NOTEBOOK = ".ipynb"


class Digests:
    """The digests of a project's files."""

    def __init__(self, project: Project) -> None:
        self.root, self._place = project.root, project.cache / PLACE
        self._kept: dict[str, list[object]] = cached.value(self._place) or {}

    def of(self, path: str, *, read: bool = False) -> str:
        """The digest of a file by its path in the project, empty where there is none; `read` is as an input."""
        file = self.root / path
        if not file.is_file():
            return ""
        if read and file.suffix == NOTEBOOK:
            return code(file)
        if file.stat().st_size < LARGE:
            return hashlib.sha256(contents(file)).hexdigest()
        signature = list(signed(file)[1:])
        if path not in self._kept or self._kept[path][1] != signature:
            with file.open("rb") as stream:
                self._kept[path] = [hashlib.file_digest(stream, "sha256").hexdigest(), signature]
            cached.keep(self._place, self._kept)
        return str(self._kept[path][0])


def code(notebook: Path) -> str:
    """The digest of a notebook's code cells."""
    try:
        cells = shallow.read_json(notebook.read_text(encoding="utf-8"))["cells"]
        said = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError):
        return hashlib.sha256(notebook.read_bytes()).hexdigest()
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
