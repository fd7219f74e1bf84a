"""The texts of a project that is laid out as its author likes: what it names, or README and its site's pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press.core.project import Project

SKIPPED = {"node_modules", "site-packages", "__pycache__"}


def pages(project: Project) -> list[Path]:
    """The pages, in order; what is no file, or hidden, is none."""
    patterns = project.pages or ("README.md", f"{project.docs}/**/*.md")
    return sorted({path for pattern in patterns for path in matching(project, pattern)})


def hide(project: Project) -> None:
    """Keep the cache out of a repository whose author never heard of it."""
    ignored = project.cache / ".gitignore"
    if project.cache.is_dir() and not ignored.exists():
        ignored.write_text("*\n", encoding="utf-8")


def matching(project: Project, pattern: str) -> Iterator[Path]:
    """The files that a pattern names."""
    for path in project.root.glob(pattern):
        inner = path.relative_to(project.root).parts
        hidden = any(part.startswith(".") or part in SKIPPED for part in inner)
        if path.is_file() and path.suffix == ".md" and not hidden:
            yield path
