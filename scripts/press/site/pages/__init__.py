"""Generated pages, as (path, bytes): claims, figures and their data, and sources.

They are Markdown like everything an author writes, so the same extension binds their numbers and both engines render
them; nothing here is written to `content/`.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from press.article import store
from press.site import blog
from press.site.pages import claims, figures, works

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.core.project import Project

ASSETS = "assets"


def pages(project: Project) -> Iterator[tuple[str, bytes]]:
    """Every generated file of the site as its path below the site's sources and its content."""
    yield from evidence(project)
    yield from blog.pages(project)


def assets(project: Project) -> Iterator[tuple[str, bytes]]:
    """The style sheet and the scripts of every site, but for what an author has under the same name."""
    for file in sorted(resources.files("press.site").joinpath("assets").iterdir(), key=lambda file: file.name):
        if not (project.content / ASSETS / file.name).exists():
            yield f"{ASSETS}/{file.name}", file.read_bytes()


def evidence(project: Project) -> Iterator[tuple[str, bytes]]:
    """What is made of evidence; the pages of a mirrored blog are apart."""
    yield from assets(project)
    if project.has_evidence:  # a blog alone makes no claim
        known = store.of(project)
        yield from claims.pages(known)
        yield from figures.pages(known)
        yield works.page(known)
