"""One post becomes the article of a site of its own: a blog of one entry, whose page has another look.

Its page stands where it is told to and says nothing but the words: title, categories above it, tags below it, and the
day it was mirrored. Nobody edits it here, so an edited page is never written over unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from press.html.tree import Element
from press.wordpress.content import escape, prepare, rendering
from press.wordpress.content.surroundings import cosmetic
from press.wordpress.mirror import entry, names
from press.wordpress.mirror.entry import Entry, counted, description, public_names, written
from press.wordpress.mirror.places import Place, Places
from press.wordpress.source.model import Blog, Post

TAGS_LINE = re.compile(r"\s*tags:\s*(.+)", re.IGNORECASE | re.DOTALL)  # typed by hand below the text
BULLET = " • "


class OnePage(Places):
    """The places of a blog of one entry, which stands at `target`: it has no front page, list, feed or search."""

    def __init__(self, blog: Blog, post: Post, target: str, origins: Iterable[str]) -> None:
        self.target = target
        super().__init__(blog, [post], origins)
        self.paths.pop("", None)

    def of(self, href: str, page: str) -> Place | None:
        """Where `href` leads: to the page itself, or nowhere here."""
        place = super().of(href, page)
        return place if place and place.source == self.target and not place.behind.startswith("?") else None

    def source(self, inside: str) -> str:  # noqa: ARG002 - wherever it stood
        """The target."""
        return self.target


class Article(entry.Writer):
    """Writes the one page."""

    def mirrored(self, post: Post, day: date) -> Entry:
        """The page as of the day it was mirrored."""
        around, notes, root, writer = self.read(post)
        typed = _typed_tags(root)
        prepare.cover(root, self.places.private, notes)
        title, heading = self.title(post, root, notes)
        categories, tags = (self.names(post, taxonomy, notes) for taxonomy in ("category", "post_tag"))
        if typed is not None:
            tags = public_names(typed, "tag", self.places.own, notes)
        text = writer.markdown(root)
        notes.losses.extend(rendering.difference(root, text, [writer.notes[name] for name in writer.seen]))
        permalink = names.permalink(post.link)
        notes.losses.extend([] if permalink else [cosmetic("permalink: the original had no path of its own")])
        parts = [
            heading,
            _line(BULLET.join(categories).upper(), "eyebrow"),
            text,
            _line("Tags: " + BULLET.join(tags) if tags else "", "tags"),
            _line(f"Mirrored from WordPress on {day.isoformat()}.", "mirrored"),
        ]
        about = names.shown(description(root))
        front: dict[str, Any] = {"title": title} | ({"description": about} if about else {})
        front["wordpress"] = ({"permalink": permalink} if permalink else {}) | {"mirrored": day}
        return Entry(around.source, written(front, parts), None, tuple(notes.withheld), tuple(counted(notes.losses)))


def _line(text: str, name: str) -> str:
    return f"{escape.lines(escape.inline(text))}\n{{: .{name} }}" if text else ""


def _typed_tags(root: Element) -> list[str] | None:
    """The names in a line `Tags: a • b` that ends the text, which is taken out of it."""
    last = root.children[-1] if root.children else None
    if not isinstance(last, Element) or last.tag != "p":
        return None
    match = TAGS_LINE.fullmatch(last.text())
    if match is None or BULLET.strip() not in match[1]:
        return None
    root.children.pop()
    return [name.strip() for name in match[1].split(BULLET.strip())]
