"""Generated pages, as (path, bytes): claims, figures and their data, sources, and redirects from old addresses.

They are Markdown like everything an author writes, so the same extension binds their numbers and both engines render
them; nothing here is written to `content/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.article import store
from press.site import blog
from press.site.pages import claims, figures, redirects, works

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.core.project import Project


def pages(project: Project) -> Iterator[tuple[str, bytes]]:
    """Every generated file of the site as its path below the site's sources and its content."""
    yield from evidence(project)
    yield from blog.pages(project)


def evidence(project: Project) -> Iterator[tuple[str, bytes]]:
    """What is made of evidence, and the redirects; the pages of a mirrored blog are apart."""
    if project.article:
        known = store.of(project)
        yield from claims.pages(known)
        yield from figures.pages(known)
        yield works.page(known)
    yield from redirects.pages(project)
