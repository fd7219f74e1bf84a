"""Generated pages, as (path, bytes): claims, figures and their data, sources, and redirects from old addresses.

They are Markdown like everything an author writes, so the same extension binds their numbers and both engines render
them; nothing here is written to `content/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import blog, claim_pages, figure_pages, redirects, source_pages, store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.project import Project


def pages(project: Project) -> Iterator[tuple[str, bytes]]:
    """Every generated file of the site as its path below the site's sources and its content."""
    known = store.of(project)
    yield from claim_pages.pages(known)
    yield from figure_pages.pages(known)
    yield source_pages.page(known)
    yield from redirects.pages(project)
    yield from blog.pages(project)
