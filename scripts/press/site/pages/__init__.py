"""Generated pages, as (path, bytes): claims, figures and their data, and sources.

They are Markdown like everything an author writes, so the same extension binds their numbers and both engines render
them; nothing here is written to `content/`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import resources

from press.article import store
from press.core import cached, history
from press.core.project import Project
from press.site import templating
from press.site.blog import discussion
from press.site.pages import claims, figures, works
from press.site.taken import archive, citation, licences

ASSETS = "assets"


def assets(project: Project) -> Iterator[tuple[str, bytes]]:
    """The style sheet and the scripts of every site, but for what an author has under the same name."""
    for file in sorted(resources.files("press.site").joinpath("assets").iterdir(), key=lambda file: file.name):
        if not (project.content / ASSETS / file.name).exists():
            yield f"{ASSETS}/{file.name}", file.read_bytes()


def evidence(project: Project) -> Iterator[tuple[str, bytes]]:
    """What is made of evidence, as paths below the site's sources; the pages of a mirrored blog are apart."""
    yield from assets(project)
    if project.has_evidence:  # a blog alone makes no claim
        known = store.of(project)
        made = dict((*claims.pages(known), *figures.pages(known)))
        yield from made.items()
        yield archive.NAME, _archive(project, made)
        yield from works.pages(known)
        if any(discussion.of_article(project)):
            yield discussion.STYLES, discussion.styles()


def _archive(project: Project, made: dict[str, bytes]) -> bytes:
    """All data in one file, kept until some of it changes."""
    work = citation.article(project)
    changed = history.day(project, project.place(project.claims), project.place(project.figures))
    values = {"title": work.title, "address": work.address, "date": changed, "licences": licences.of(project)}
    about = templating.render("archive.txt", **values, site=work.inside).decode()
    parts = (part for path in sorted(made) for part in (path.encode(), made[path]))
    key = hashlib.sha256(b"\0".join((about.encode(), *parts))).hexdigest()
    return cached.made(project.cache / "archives" / f"{key}.zip", lambda: archive.packed(made.items(), about))
