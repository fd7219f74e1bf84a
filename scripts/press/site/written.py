"""The pages in `content/`, read once for lists, redirects, cards and feeds, and again when one of them was written."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from press.article import texts
from press.core import files
from press.core.project import Project
from press.core.signature import Signature, below


class Page(NamedTuple):
    """A page: its file, its path below `content/`, what an error calls it, and its source."""

    file: Path
    name: str
    place: str
    text: str

    @property
    def matter(self) -> dict[str, Any]:
        """What its front matter says."""
        return texts.matter(self.text, self.place)


def moment(value: Any) -> datetime | None:
    """The moment that a front matter names; a day without an hour begins at midnight."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time.min)
    return value if isinstance(value, datetime) else None


def pages(project: Project) -> tuple[Page, ...]:
    """All of them in the order of their paths, hidden folders included."""
    return _read(project, below(project.content, ".md"))


def hold(project: Project) -> None:
    """Read the front matter of each: what no engine should be given to read is a PressError that names its place."""
    for each in pages(project):
        _ = each.matter


@lru_cache(maxsize=1)
def _read(project: Project, signature: tuple[Signature, ...]) -> tuple[Page, ...]:
    return tuple(page(project, project.root / path) for path, *_ in signature)


def page(project: Project, file: Path) -> Page:
    """One of them, as it stands now."""
    place = project.place(file)
    return Page(file, file.relative_to(project.content).as_posix(), place, files.text(file, place))
