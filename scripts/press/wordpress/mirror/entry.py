"""A post, a page or an entry of another type becomes one Markdown page of a mirrored blog."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, NamedTuple

from press.core.account import UPLOADS
from press.html import hosts, safe
from press.html.characters import FORBIDDEN
from press.html.tree import Element, serialise, words
from press.wordpress.content import blocks, convert, embeds, escape, flow, losses, prepare
from press.wordpress.content.expansions import Library
from press.wordpress.content.surroundings import Loss, Notes, changed, cosmetic, lost, missing
from press.wordpress.mirror import comments, names
from press.wordpress.mirror.page import Page
from press.wordpress.mirror.places import Places
from press.wordpress.mirror.uploads import Uploads
from press.wordpress.source.model import Blog, Media, Post, Term, moment

TITLE_WORDS = 8
DESCRIPTION_LENGTH = 160
GROUPS = {"category": "categories", "post_tag": "tags"}


class Entry(NamedTuple):
    """A page, the comments beside it where there are any, and what its page does not say."""

    source: str
    page: bytes
    comments: bytes | None
    withheld: tuple[str, ...]
    losses: tuple[Loss, ...]


class Writer(NamedTuple):
    """All that pages share."""

    blog: Blog
    places: Places
    uploads: Uploads
    library: Library
    terms: Mapping[tuple[str, str], Term]
    signs: re.Pattern[str] | None

    def entry(self, post: Post) -> Entry:
        """One page."""
        around, notes, root, writer = self.read(post)
        source = around.source
        prepare.cover(root, self.places.private, notes)
        title, heading = self.title(post, root, notes)
        featured = self._featured(post, around, notes)
        body = [heading, featured, writer.markdown(root)]
        page = written(self._front(post, source, title, root, notes), body)
        said = comments.serialise(post.comments, self.places.own, self.places.private, notes, around.below)
        notes.losses.extend(self._unsaid(post, source))
        return Entry(source, page, said, tuple(notes.withheld), tuple(counted(notes.losses)))

    def read(self, post: Post) -> tuple[Page, Notes, Element, convert.Writer]:
        """The page that a post is for, notes on it, its blocks with links that hold there, and who writes them."""
        around = Page(self.places.pages[post.number], self.places, self.uploads)
        post = post._replace(content=blocks.closed(post.content))
        notes = Notes([], [*losses.of(post.content)])
        root = safe.read(blocks.html(post, self.library, self.blog.patterns, notes.losses))
        embeds.remembered(root, post)
        footnotes = prepare.ordered(root, around, notes)
        return around, notes, root, convert.Writer(self.signs, footnotes, around.sources, {})

    def title(self, post: Post, root: Element, notes: Notes) -> tuple[str, str]:
        """The title as text and as a heading; where a post has none, its first words stand in and no heading."""
        shown = safe.read(post.title)
        prepare.cover(shown, self.places.private, notes)
        shown.children = flow.trimmed(shown.children)
        text = names.shown(one_line(shown.text()))
        if not text:
            notes.losses.append(cosmetic("title: the post has none, its first words name it in lists"))
            return names.shown(" ".join(words(root)[:TITLE_WORDS])) or f"({post.number})", ""
        heading = convert.Writer(self.signs, {}, {}, {}).phrases(shown.children)
        return text, f"# {escape.heading(heading)}"

    def _featured(self, post: Post, around: Page, notes: Notes) -> str:
        item = self.library.by_number.get(post.thumbnail)
        if item is None:
            if post.thumbnail:
                notes.losses.append(missing("featured picture {}: not in the export", post.thumbnail))
            return ""
        shown = around.picture(Element("img", {"src": item.url or f"{UPLOADS}/{item.file}"} | _size(item)), notes)
        return f'<figure class="featured">{serialise(shown)}</figure>' if shown else ""

    def _front(self, post: Post, source: str, title: str, root: Element, notes: Notes) -> dict[str, Any]:
        matter: dict[str, Any] = {"title": title}
        about = comments.plain(post.excerpt, self.places.private) or names.shown(description(root)) or title
        matter["description"] = about
        if post.kind != "page":
            names_shown = [name for author in self.places.lists.writers(post) if (name := comments.plain(author.name))]
            matter |= {"date": _moment(post), "authors": names_shown}
        for taxonomy in dict.fromkeys(taxonomy for taxonomy, _ in post.terms):
            if shown := self.names(post, taxonomy, notes):
                matter[GROUPS.get(taxonomy, taxonomy)] = shown
        if post.sticky:
            matter["pin"] = True
        matter["wordpress"] = {"id": post.number, "type": post.kind, "former": self.places.former[source]}
        return matter

    def _unsaid(self, post: Post, source: str) -> Iterator[Loss]:
        """What a page is without though it was told: its address, its date, a name of who wrote it."""
        if told := self.places.moved.get(source):
            yield changed("address {}: no folder may be called so here, and nothing leads there", told)
        if post.kind == "page":
            return
        if post.date and not moment(post.date):
            yield changed("date {}: the calendar lacks it, so the post has none", post.date)
        if any(self.places.lists.nameless(post)):
            yield changed("author: the source has no name but a login, which is nobody's to print, so none is shown")

    def names(self, post: Post, taxonomy: str, notes: Notes) -> list[str]:
        """The names of the terms of one kind that a post has, as far as they may be shown."""
        labels = [self.terms[term].name for term in post.terms if term[0] == taxonomy]
        return public_names(labels, taxonomy.removeprefix("post_"), self.places.own, notes)


def written(matter: dict[str, Any], parts: Iterable[str]) -> bytes:
    """A page: its front matter, whose description ends up between such marks as it may not hold, and its parts."""
    if about := matter.get("description"):
        matter["description"] = about.replace('"', "'")
    body = "\n\n".join(filter(None, parts))
    return f"---\n{comments.dump(matter)}---\n{body}\n".encode()


def of_export(blog: Blog) -> Iterator[Loss]:
    """What of the export itself could not be read."""
    if blog.dropped:
        yield cosmetic("characters that XML forbids, anywhere in the export: dropped ({})", blog.dropped)
    yield from map(lost, blog.faults)
    if not (blog.posts or blog.media):
        yield lost("no entry is in it: neither a post nor a page nor a file")


def one_line(text: str) -> str:
    """Text without line breaks and without characters that are none."""
    return " ".join(FORBIDDEN.sub("", text).split())


def public_names(given: Iterable[str], kind: str, own: frozenset[str], notes: Notes) -> list[str]:
    """Names that may be shown: those that are private hosts are withheld."""
    shown = []
    for name in given:
        host = hosts.named(name)
        if hosts.private(host) or host in own:
            notes.withheld.append(f"{kind} {name} (a private address)")
        else:
            shown.append(names.shown(one_line(name)))
    return shown


def counted(entries: Iterable[Loss]) -> Iterator[Loss]:
    """Each entry once, with how often it was there."""
    return (entry.times(count) for entry, count in Counter(entries).items())


def description(root: Element) -> str:
    """The first sentences of the lead as far as they fit; where not even one does, as many words as fit."""
    lead = root.find("p")
    text = " ".join(words(lead)) if lead else ""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    beginning = text[: DESCRIPTION_LENGTH + 1]
    ends = [match.start() for match in re.finditer(r"(?<=[.!?])\s", beginning)]
    return text[: ends[-1]] if ends else beginning[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _size(item: Media) -> dict[str, str]:
    return {"width": str(item.width), "height": str(item.height)} if item.width and item.height else {}


def _moment(post: Post) -> datetime | None:
    """The moment of publishing in the blog's own zone, whose distance from Greenwich the two dates give away."""
    local, utc = moment(post.date), moment(post.date_gmt)
    if local is None or utc is None:
        return local
    offset = local - utc
    return local.replace(tzinfo=timezone(offset)) if abs(offset) < timedelta(days=1) else local
