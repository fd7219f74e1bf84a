"""Every word that an author typed is looked for on the page made of it, and the page's words in what he typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from markdown import Markdown

from press.article import texts
from press.core import bounded
from press.html import hosts, players
from press.wordpress.proof import alike, contents, typed
from press.wordpress.proof.agreement import parted
from press.wordpress.source.model import Blog, Post

EXTENSIONS = ("attr_list", "footnotes", "md_in_html", "tables", "fenced_code")
SHOWN = 12
NAMED = 80  # letters of a file's name that a ledger shows
ADDRESS = re.compile(r"\W*(?:https?:|//|www\.)\S+|\S+\.\w{2,4}\b\S*", re.IGNORECASE)
IMAGE_SERVER = re.compile(r"i\d\.wp\.com")
QUOTED = re.compile(r"=[\"']([^\"'<>]*)[\"']")
KINDS = ("headings", "code", "cells")
LOST, ADDED = True, False
FOOTNOTES = frozenset({"footnote-ref", "footnote-backref"})
NOTED = frozenset({"fn"})  # the number of a note, which is a reference on the page


class Difference(NamedTuple):
    """What one of the two pages has and the other has not: a kind of `contents.KINDS`, a sentence, and what of it."""

    is_lost: bool
    kind: str
    sentence: str
    what: tuple[str, ...]

    @property
    def some(self) -> str:
        """The first of what it is, as one text."""
        return self.what[0] if self.kind in {"links", "pictures"} else _some(self.what)


class Reader:
    """Compares the pages of one blog with their originals."""

    def __init__(self, blog: Blog) -> None:
        self.patterns = blog.patterns
        self.own = blog.hosts.union(filter(None, (hosts.host(item.url) for item in blog.media)))
        self.own |= {host for post in blog.posts for host in [hosts.host(post.link)] if host}
        self.own |= {f"www.{host}" for host in self.own} | {host.removeprefix("www.") for host in self.own}
        former = [*(post.guid for post in blog.posts), *(item.link for item in blog.media)]
        self.former = frozenset(filter(None, map(hosts.host, former))) - self.own
        links = [address for post in blog.posts for address in (post.link, post.guid)]
        links += [address for item in blog.media for address in (item.link, item.url)]
        self.places = frozenset(map(_place, links))
        beside = [*(post.title for post in blog.posts), *blog.patterns.values()]
        beside += [text for item in blog.media for text in (item.title, item.alt, item.caption)]
        self.beside = frozenset(_words(" ".join(beside)))
        self.markdown = Markdown(extensions=list(EXTENSIONS))

    def written(self, post: Post, page: str, comments: bytes | None, named: Iterable[str]) -> Iterator[Difference]:
        """The differences of a page as it was written, and of the comments beside it."""
        html = self.markdown.reset().convert(page[texts.body(page) :])
        after = contents.read(typed.lined(html), self.link, without=FOOTNOTES)
        yield from self.differences(post, self.original(post), after, html, named)
        yield from _comments(post, comments)

    def original(self, post: Post) -> contents.Facts:
        """What its author typed, as its readers saw it."""
        noted = post.notes or "wp-block-footnotes" in post.content
        return contents.read(typed.lined(typed.page(post)), self.link, without=NOTED if noted else frozenset())

    def differences(
        self, post: Post, before: contents.Facts, after: contents.Facts, html: str, named: Iterable[str]
    ) -> Iterator[Difference]:
        """Each difference between the original and a page, `html`, that no sentence of `named` accounts for."""
        said = " ".join(named)
        yield from self._words(post, before, after, html, said)
        kinds = [kind for kind in KINDS if getattr(before, kind) != getattr(after, kind)]
        around = frozenset(_words(typed.around(typed.page(post)))) if kinds else frozenset()
        for kind in kinds:
            was, has = ([_comparable(kind, text, around) for text in facts]
                        for facts in (getattr(before, kind), getattr(after, kind)))  # fmt: skip
            if gone := [text for text in (Counter(was) - Counter(has)) if text.strip()]:
                yield Difference(LOST, kind, f"{kind} are missing or changed: {{}}", tuple(gone))
        if silent := tuple((Counter(before.comments) - Counter(after.comments)).elements()):
            yield Difference(LOST, "comments", "comments are missing or changed: {}", silent)
        leads = {link.partition("?")[0] for link in after.links}  # an embedded page is told where it is shown
        for link in Counter(before.links) - Counter(after.links):
            if link.startswith("data:"):
                continue  # a page in a link, which no browser opens
            names = (link, alike.file(link), hosts.path(link).rpartition("/")[2][:NAMED])
            if not any(name and name in said for name in names) and link.partition("?")[0] not in leads:
                yield Difference(LOST, "links", "link to {}: missing", (link,))
        for picture in Counter(before.pictures) - Counter(after.pictures):
            if picture.split(" ")[0] not in said:
                yield Difference(LOST, "pictures", "picture {}: missing", (picture,))

    def _words(
        self, post: Post, before: contents.Facts, after: contents.Facts, html: str, said: str
    ) -> Iterator[Difference]:
        if before.words == after.words:
            return
        known = self.beside | set(_words(typed.around(typed.page(post))))
        known |= set(_words(" ".join(text for _, text in post.embeds)))
        known |= set(_words(" ".join(QUOTED.findall(post.content))))
        if not post.title.strip():  # its first words stand in
            titles = islice(contents.elements(html, "h1"), 1)
            known |= {word for title in titles for word in _words(str(title.xpath("string()")))}
        said_there = set(before.words)
        here = [word for word in after.words if word in said_there or word not in known]  # what stands in for something
        missing, added, together = _compared(before.words, here)
        leads_to = " ".join(unquote(each.get("href", "")) for each in contents.elements(html, "a"))
        known_places = f"{leads_to} {said}"
        missing = [word for word in missing if not (ADDRESS.fullmatch(word) and _leads(word, known_places))]
        added = [word for word in added if not ADDRESS.fullmatch(word) and word not in known]
        if missing:
            yield Difference(LOST, "words", "words are missing: {}", tuple(missing))
        if together:
            yield Difference(ADDED, "words", "words run together or fall apart: {}", tuple(together))
        if added:
            yield Difference(ADDED, "words", "words that the original has not: {}", tuple(added))

    def link(self, href: str) -> str | None:
        """Where a link leads that must stay as it was: one of another host."""
        name = None if hosts.broken(href) else hosts.host(href)
        if href.startswith("data:"):
            return href
        if name and IMAGE_SERVER.fullmatch(name):
            name = hosts.path(href).lstrip("/").partition("/")[0]
        if name is None or name in self.own or hosts.private(name) or urlsplit(href).scheme not in {"http", "https"}:
            return None
        if name in self.former and _place(href) in self.places:
            return None  # where the blog stood before, and what it has leads to it here
        return unquote(players.page(href))


def _comparable(kind: str, text: str, around: frozenset[str]) -> str:
    """A heading or a cell without what may stand in for a picture in it, and whichever level it has; code as it is."""
    if kind == "code":
        return text
    text = text.split(" ", 1)[-1] if kind == "headings" else text
    return " ".join(word for word in text.split() if word not in around)


def _place(address: str) -> str:
    """What of an address is the same on another host."""
    return "" if hosts.broken(address) else unquote("{0.path}?{0.query}".format(urlsplit(address))).strip("/?")


def _comments(post: Post, kept: bytes | None) -> Iterator[Difference]:
    read = bounded.read(kept.decode()) if kept else []
    entries = {entry["id"]: entry for entry in read}
    for comment in post.comments:
        shown = str(entries.get(comment.number, {}).get("text", ""))
        missing, _, together = _compared(_words(comment.content), _words(shown))
        missing = [word for word in missing if not ADDRESS.fullmatch(word)]
        if missing or together:
            yield Difference(LOST, "comments", "a comment's words are missing: {}", (*missing, *together))


def _words(html: str) -> tuple[str, ...]:
    return contents.read(f"<div>{html}</div>", lambda _: None).words


def _leads(address: str, known: str) -> bool:
    """Whether what a word is the address of, or the page of a player, is known."""
    return _core(address) in known or _core(players.page(address)) in known


def _core(word: str) -> str:
    return unquote(re.sub(r"^\W*(?:https?://)?|[\W]+$", "", word))


def _compared(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The words that are missing, those that are new, and those that only end elsewhere."""
    if before == after:
        return [], [], []
    start = parted(before, after)
    missing: Counter[str] = Counter()
    added: Counter[str] = Counter()
    together = []
    one, other = before[start:], after[start:]
    for kind, i, j, k, n in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if "".join(one[i:j]) == "".join(other[k:n]):
            together.append(" ".join(one[i:j]))
            continue
        missing.update(one[i:j])
        added.update(other[k:n])
    return list((missing - added).elements()), list((added - missing).elements()), together


def _some(found: Sequence[str]) -> str:
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return f"{' '.join(' '.join(text.split())[:80] for text in found[:SHOWN])!r}{more}"
