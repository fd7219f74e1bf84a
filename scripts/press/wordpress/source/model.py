"""What an importer keeps of a blog: only what a reader could see, and counts of what was held back."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import NamedTuple

MAXIMUM_BYTES = 256 * 2**20  # a blog of a thousand posts exports about 10 MB
PUBLIC_COMMENTS = frozenset({"comment", "pingback", "trackback"})  # what themes show; all else is for editors or shops
PUBLIC_TAXONOMIES = frozenset({"category", "post_tag", "post_format"})  # WordPress's own; an export names no others so


class Term(NamedTuple):
    """A category, a tag, or a term of another taxonomy; `parent` is a slug, empty at the top.

    `number` is 0 and `link`, the address of its list, empty where the source does not say.
    """

    taxonomy: str
    slug: str
    name: str
    parent: str = ""
    description: str = ""
    number: int = 0
    link: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by among all terms."""
        return self.taxonomy, self.slug


class Author(NamedTuple):
    """Somebody who wrote; `number` and `link` as of a term."""

    name: str
    about: str = ""
    number: int = 0
    link: str = ""


class MenuItem(NamedTuple):
    """An item of the blog's menu; `entry` and `term` are numbers of what it leads to, 0 for neither.

    `parent` is the number of the item that it stands below, and `pages` says that all pages stand in its place.
    """

    number: int
    parent: int
    title: str
    url: str
    entry: int = 0
    term: int = 0
    pages: bool = False


def moment(text: str) -> datetime | None:
    """A date as an export or an answer says it; None where it says none, or one that the calendar lacks."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


class Comment(NamedTuple):
    """An approved comment. `kind` is one of `PUBLIC_COMMENTS`; `date` is local, as the blog printed it."""

    number: int
    parent: int
    kind: str
    author: str
    url: str
    date: str
    content: str

    @property
    def when(self) -> str:
        """The minute it was written; empty where the calendar lacks it."""
        return self.date[:16] if moment(self.date) else ""


class Media(NamedTuple):
    """An uploaded file: `file` is its path below the uploads, `sizes` its smaller copies as (path, width, height)."""

    number: int
    parent: int
    file: str
    url: str
    link: str
    title: str
    alt: str
    caption: str
    width: int
    height: int
    sizes: tuple[tuple[str, int, int], ...]


class Post(NamedTuple):
    """A post, a page or an entry of another type. What was never public has no content, title or comments.

    `date` is local, `date_gmt` the same moment; `terms` are (taxonomy, slug) in the order of the source;
    `rendered` says that `content` is what the server showed, not what the author typed; `hidden` counts comments
    that were not approved, `unseen` are the kinds of those that no visitor sees, `coauthors` the logins of who wrote it
    together, `embeds` are what the server fetched for embedded addresses, and `fields` names the entry's own fields.
    """

    number: int
    kind: str
    slug: str
    title: str
    link: str
    guid: str
    status: str
    protected: bool
    content: str
    excerpt: str = ""
    author: str = ""
    date: str = ""
    date_gmt: str = ""
    parent: int = 0
    order: int = 0
    sticky: bool = False
    thumbnail: int = 0
    terms: tuple[tuple[str, str], ...] = ()
    comments: tuple[Comment, ...] = ()
    hidden: int = 0
    unseen: tuple[str, ...] = ()
    coauthors: tuple[str, ...] = ()
    footnotes: tuple[tuple[str, str], ...] = ()
    embeds: tuple[tuple[str, str], ...] = ()
    old_slugs: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    rendered: bool = False

    @property
    def public(self) -> bool:
        """What any visitor could read."""
        return self.status == "publish" and not self.protected

    @property
    def notes(self) -> str:
        """The list of footnotes in HTML, as new servers show it."""
        notes = "".join(f'<li id="{escape(name)}">{text}</li>' for name, text in self.footnotes)
        return f'<ol class="wp-block-footnotes">{notes}</ol>' if notes else ""


class Blog(NamedTuple):
    """All of a source. `hosts` mean the blog itself, `base` is the path it stood under, `authors` maps logins.

    `taxonomies` are those that it shows to be public, and `faults` what of it could not be read.
    """

    title: str
    tagline: str
    language: str
    base: str
    hosts: frozenset[str]
    posts: tuple[Post, ...]
    media: tuple[Media, ...]
    terms: tuple[Term, ...]
    authors: dict[str, Author]
    patterns: dict[int, str] = {}  # noqa: RUF012 - never changed
    menu: tuple[MenuItem, ...] = ()
    dropped: int = 0
    digest: str = ""
    taxonomies: frozenset[str] = PUBLIC_TAXONOMIES
    faults: tuple[str, ...] = ()
