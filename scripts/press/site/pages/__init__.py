"""Generated pages, as (path, bytes): claims, figures and their data, sources, and redirects from old addresses.

They are Markdown like everything an author writes, so the same extension binds their numbers and both engines render
them; nothing here is written to `content/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.article import ledger, references
from press.core import results
from press.site import blog
from press.site.pages import claims as claim_pages
from press.site.pages import figures, redirects
from press.site.pages import works as source_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.core.project import Project


def pages(project: Project) -> Iterator[tuple[str, bytes]]:
    """Every generated file of the site as its path below the site's sources and its content."""
    everything = results.read_all(project.figures)
    claims = ledger.judged(project.claims, everything)
    works = references.read(project.content / "references.bib")
    stored = references.passages(project.content / "passages.yml")
    library = claim_pages.Library(works, stored)
    yield from claim_pages.pages(project, claims, everything, library)
    yield from figures.pages(project, claims, everything, works)
    yield source_pages.page(project, claims, everything, library)
    yield from redirects.pages(project)
    yield from blog.pages(project)
