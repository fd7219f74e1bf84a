"""Generated pages, as (path, bytes): claims, figures and their data, sources, and redirects from old addresses.

They are Markdown like everything an author writes, so the same extension binds their numbers and both engines render
them; nothing here is written to `content/`.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from press import addresses, blog, claim_pages, figure_pages, ledger, references, results, source_pages, templating

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.project import Project

SAFE = "/:?#&=~"


def pages(project: Project) -> Iterator[tuple[str, bytes]]:
    """Every generated file of the site as its path below the site's sources and its content."""
    everything = results.read_all(project.figures)
    claims = ledger.judged(project.claims, everything)
    works = references.read(project.content / "references.bib")
    stored = references.passages(project.content / "passages.yml")
    library = claim_pages.Library(works, stored)
    yield from claim_pages.pages(project, claims, everything, library)
    yield from figure_pages.pages(project, claims, everything, works)
    yield source_pages.page(project, claims, everything, library)
    yield from redirects(project)
    yield from blog.pages(project)


def redirects(project: Project) -> Iterator[tuple[str, bytes]]:
    """A page at the original address of every mirrored post that now stands elsewhere."""
    for path in sorted(project.content.rglob("*.md")):
        page = path.relative_to(project.content).as_posix()
        permalink = (
            templating.front_matter(path.read_text(encoding="utf-8"))
            .get("wordpress", {})
            .get("permalink", "")
            .strip("/")
        )
        if permalink and addresses.served(page).strip("/") != permalink:
            target = addresses.relative(f"{permalink}/index.md", page)
            yield f"{permalink}/index.html", templating.render("redirect.html", target=target)
    for old, new in blog.redirects(project):
        if old.endswith("/") and "?" not in old and not (project.content / old.strip("/")).is_dir():
            target = posixpath.relpath(new, old) + ("/" if new.endswith("/") else "")
            yield f"{old.strip('/')}/index.html", templating.render("redirect.html", target=quote(target, safe=SAFE))
