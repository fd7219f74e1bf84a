"""How to cite the article and each figure, as BibTeX and as CFF: with what the project knows, and nothing made up.

The author of the article is its front matter's, that of the figures `site_author` in `mkdocs.yml`. CFF wants an author
of everything; where none is known its guide says to name the project, and that is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from press.core import settings
from press.core.project import Project
from press.core.results import Results
from press.site import addresses, naming, written
from press.site.pages import articles
from press.site.taken import licences

FRONT = "citation"
ARTICLE, DATA = "article", "dataset"
SPECIAL = {letter: f"\\{letter}" for letter in "&%$#_{}"} | {
    "\\": "{\\textbackslash}", "~": "{\\textasciitilde}", "^": "{\\textasciicircum}",
}  # fmt: skip


class Work(NamedTuple):
    """What can be cited; `date` is a day such as 2026-11-29, and what is empty is not known."""

    key: str
    title: str
    authors: tuple[str, ...]
    date: str
    address: str
    kind: str
    licence: str
    inside: str
    version: str = ""


def article(project: Project) -> Work:
    """The article."""
    page = written.page(project, project.root / project.article)
    found = articles.of(page)
    title = str(page.matter.get("title") or page.name)
    day = f"{found.appeared:%Y-%m-%d}" if found else ""
    kind, licence = ARTICLE, licences.of(project).get("words", "")
    authors, address = found.authors if found else (), _address(project, page.name)
    return Work(FRONT, title, authors, day, address, kind, licence, settings.texts(project.root)["site_name"])


def figure(project: Project, results: Results, day: str) -> Work:
    """A figure with its data, as they were on a day."""
    author = str(settings.read(project.root).get("site_author") or "")
    title = f"{naming.called(project, results.name)}. {results.title}"
    address = _address(project, addresses.figure_page(results.name))
    authors, licence = (author,) if author else (), licences.of(project).get("data", "")
    version = str(results.provenance.get("digest", ""))[:12]
    inside = settings.texts(project.root)["site_name"]
    return Work(results.name, title, authors, day, address, DATA, licence, inside, version)


def files(work: Work, stem: str) -> Iterator[tuple[str, bytes]]:
    """Both files."""
    yield f"{stem}.bib", bibtex(work).encode()
    yield f"{stem}.cff", cff(work).encode()


def bibtex(work: Work) -> str:
    """An entry; addresses stay as they are, which BibTeX's styles want, and all else is escaped."""
    whole = "{}" if work.kind == ARTICLE else "{{{}}}"  # a person has a family name, a project has not
    fields = {
        "author": " and ".join(whole.format(_escaped(name)) for name in work.authors),
        "title": f"{{{_escaped(work.title)}}}",
        "howpublished": _escaped(work.inside),
        "year": work.date[:4],
        "month": work.date[5:7],
        "day": work.date[8:],
        "url": work.address,
        "note": f"Result {work.version}" if work.version else "",
    }
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items() if value)
    return f"@misc{{{work.key},\n{lines}}}\n"


def _escaped(text: str) -> str:
    return "".join(SPECIAL.get(letter, letter) for letter in text)


def cff(work: Work) -> str:
    """The same as a file of the Citation File Format, version 1.2.0."""
    said: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Please cite it as below.",
        "title": work.title,
        "type": DATA,
        "authors": [{"name": name} for name in work.authors or (work.inside,)],
        "date-released": work.date,
        "url": work.address,
        "version": work.version,
        "license": licences.known(work.licence),
    }
    if work.kind == ARTICLE:  # the format knows software and data alone, and refers to anything
        words = {"title": work.title, "authors": list(said["authors"]), "date-released": work.date, "url": work.address}
        said["preferred-citation"] = {"type": ARTICLE, **{key: value for key, value in words.items() if value}}
    return yaml.safe_dump(
        {key: value for key, value in said.items() if value}, sort_keys=False, allow_unicode=True, width=1000
    )


def _address(project: Project, page: str) -> str:
    base = settings.site_url(project.root)
    return base + addresses.served(page) if base else ""
