"""The articles of a site: pages that were mirrored or carry a date, newest first; feeds and cards are made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from press.article import texts
from press.core.project import Project
from press.site import addresses, written
from press.site.written import Page

DATED = re.compile(r"/(\d{4})/(\d{2})/(\d{2})/")


class Article(NamedTuple):
    """A page below `content/`, what its front matter says, and when it appeared; `text` is its source.

    `original` is where it first stood, where that is known, and a page of a mirrored blog has a byline already.
    `moved` is the address that a plugin of the engine has given it, as Material's blog does.
    """

    page: str
    title: str
    description: str
    appeared: datetime
    authors: tuple[str, ...]
    image: str
    text: str
    original: str = ""
    is_in_blog: bool = False
    moved: str = ""

    @property
    def address(self) -> str:
        """Where it is served, relative to the site."""
        return self.moved or addresses.served(self.page)


def read(project: Project, moved: Mapping[str, str] | None = None) -> list[Article]:
    """The articles of a project, the latest first; of some pages an engine says where they have been `moved`."""
    pages = (page for page in written.pages(project) if ".wordpress" not in page.file.parts)
    found = [article._replace(moved=(moved or {}).get(article.page, "")) for page in pages if (article := of(page))]
    return sorted(found, key=lambda article: article.appeared, reverse=True)


def of(page: Page) -> Article | None:
    """The article on a page; None where the page is no article."""
    matter = page.matter
    wordpress = matter.get("wordpress")
    appeared = _moment(matter.get("date")) or _dated(wordpress)
    kind = wordpress.get("type", "post") if isinstance(wordpress, dict) else "post"
    if appeared is None or kind != "post" or matter.get("draft"):
        return None
    authors = matter.get("authors")
    title, description = str(matter.get("title") or page.name), str(matter.get("description") or "")
    names = tuple(map(str, authors)) if isinstance(authors, list) else ()
    link = str(wordpress.get("permalink", "")) if isinstance(wordpress, dict) else ""
    original = link if link.startswith(("http://", "https://")) else ""
    image = str(matter.get("image") or "")
    return Article(
        page.name, title, description, appeared, names, image, page.text, original, texts.is_mirrored(page.text)
    )


def _moment(value: Any) -> datetime | None:
    """The moment that a front matter names; no zone is Greenwich's."""
    found = written.moment(value.get("created") if isinstance(value, dict) else value)
    return found.replace(tzinfo=found.tzinfo or UTC) if found else None


def _dated(wordpress: Any) -> datetime | None:
    """The day in a permalink."""
    match = DATED.search(str(wordpress.get("permalink"))) if isinstance(wordpress, dict) else None
    return datetime(*map(int, match.groups()), tzinfo=UTC) if match else None  # type: ignore[misc, arg-type]
