"""Files as the rules open them: their texts, those of a built site one by one, and the line that a character is in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from press.core import files as core_files
from press.core.project import Project


class Built(Mapping["Path", str]):
    """The pages of a built site by path, each read when it is asked for: a site may be larger than memory."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.paths = dict.fromkeys(files(project.site, "**/*.html"))

    def __getitem__(self, path: Path) -> str:
        if path not in self.paths:
            raise KeyError(path)
        return read(self.project, path)

    def __iter__(self) -> Iterator[Path]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def files(folder: Path, pattern: str) -> list[Path]:
    """The files that a pattern names; a folder may be called like one."""
    return sorted(path for path in folder.glob(pattern) if path.is_file())


def read(project: Project, path: Path) -> str:
    """The text of a file."""
    return core_files.text(path, project.place(path))


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character of a text."""
    ends = _line_ends(text)
    line = bisect_left(ends, offset)
    return line + 1, offset - (ends[line - 1] if line else -1)


@lru_cache(maxsize=16)
def _line_ends(text: str) -> list[int]:
    """Where the lines of a text end; many findings stand in one text."""
    return [match.start() for match in re.finditer("\n", text)]
