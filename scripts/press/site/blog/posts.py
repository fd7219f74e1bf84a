"""The posts of a mirrored blog, read from the front matter of the pages in `content/`, and an article that is none."""

from __future__ import annotations

import math
import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from press.article import texts
from press.core import account, bounded, settings
from press.core.errors import PressError
from press.core.project import Project
from press.core.signature import Signature, below, signed
from press.site import addresses, written
from press.site.blog.words import Words, words
from press.site.written import Page

INDEX = "index.md"
COMMENTS, REPLIES = "comments.yml", "replies.yml"
WORDS_A_MINUTE = 230
GROUPS = {"categories": "category", "tags": "post_tag"}
OWN_KEYS = {"title", "description", "date", "authors", "pin", "wordpress", "image", "hide", "search", "template"}
WORD = re.compile(r"\w+")
UNREAD = re.compile(r"<[^<>]*>|\]\([^()\s]*\)")  # tags and where links lead, which nobody reads


class Item(NamedTuple):
    """A page of the blog. `date` is None for one that is no post; `terms` are (taxonomy, name)."""

    source: str
    text: str
    start: int
    title: str
    description: str
    date: datetime | None
    authors: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    pinned: bool
    former: tuple[str, ...]
    kind: str
    comments: tuple[dict[str, Any], ...]

    @property
    def address(self) -> str:
        """Where it is served, below the site's root."""
        return "/" + addresses.served(self.source)

    @property
    def takes_replies(self) -> bool:
        """Whether replies may come: to a post, and one with a folder of its own, where they are written beside it."""
        return self.date is not None and self.source.endswith("/index.md")

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        said = UNREAD.sub(" ", self.text[self.start :])
        return max(1, math.ceil(len(WORD.findall(said)) / WORDS_A_MINUTE))


class Blog(NamedTuple):
    """All pages, the posts among them newest first, what `blog.json` says, and which front page there is."""

    items: tuple[Item, ...]
    posts: tuple[Item, ...]
    settings: dict[str, Any]
    has_front_page: bool
    replies: bool

    @property
    def words(self) -> Words:
        """What stands around its own words, in its language."""
        return words(self.settings.get("language", ""))


def read(project: Project) -> Blog | None:
    """The blog in `content/`, read again when a file of it was written; None where none was mirrored."""
    path = project.content / account.PLACE
    if not path.is_file():
        return None
    said = below(project.content, ".md", COMMENTS, REPLIES)
    return _read(project, (signed(path), signed(project.root / "mkdocs.yml"), *said))


@lru_cache(maxsize=1)
def _read(project: Project, _signature: tuple[Signature, ...]) -> Blog:
    items = [item for page in written.pages(project) if (item := _item(page))]
    posts = sorted((item for item in items if item.date), key=lambda item: str(item.date), reverse=True)
    has_front_page = (project.content / "index.md").is_file()
    return Blog(tuple(items), tuple(posts), account.blog(project.content), has_front_page, takes_replies(project))


def article(project: Project) -> Item | None:
    """The article of a project that has no blog; None where it is no page with a folder of its own for replies."""
    file = project.root / project.article
    alone = file.name == INDEX and not (project.content / account.PLACE).is_file()
    return _made(written.page(project, file)) if alone and file.is_relative_to(project.content) else None


def answered(project: Project) -> tuple[Item, ...]:
    """The pages that replies may come to: posts of a blog, or the article where there is no blog."""
    blog, alone = read(project), article(project)
    return tuple(item for item in blog.items if item.takes_replies) if blog else (alone,) if alone else ()


def _item(page: Page) -> Item | None:
    """A page that was mirrored, or one that has a date and so is a post; others are no business of the blog."""
    matter = page.matter
    is_ours = "type" in _mapping(matter.get("wordpress")) or written.moment(matter.get("date"))
    return _made(page) if is_ours else None


def _made(page: Page) -> Item:
    matter = page.matter
    mirrored = _mapping(matter.get("wordpress"))
    terms = [(GROUPS.get(key, key), names) for key, names in matter.items() if key not in OWN_KEYS and key]
    return Item(
        source=page.name,
        text=page.text,
        start=texts.body(page.text),
        title=str(matter.get("title", "")),
        description=str(matter.get("description", "")),
        date=written.moment(matter.get("date")),
        authors=tuple(map(str, matter.get("authors") or ())),
        terms=tuple((kind, str(name)) for kind, names in terms if isinstance(names, list) for name in names),
        pinned=matter.get("pin") is True,
        former=tuple(map(str, mirrored.get("former") or ())),
        kind=str(mirrored.get("type", "post")),
        comments=tuple(entry for name in (COMMENTS, REPLIES) for entry in _comments(page.file.with_name(name)))
        if page.file.name == INDEX
        else (),
    )


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _comments(file: Path) -> tuple[dict[str, Any], ...]:
    if not file.is_file():
        return ()
    try:
        entries = texts.parsed(yaml.load, file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        line, problem = bounded.told(error)
        raise PressError(f"{file}:{line + 1}: not YAML: {problem}") from None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) and "text" in entry for entry in entries):
        raise PressError(f"{file}: not a list of comments, each with a text")
    return tuple(entries)


def takes_replies(project: Project) -> bool:
    """Whether the settings say `replies: true` below `extra`."""
    return _mapping(settings.read(project.root).get("extra")).get("replies") is True
