"""The mirror proves itself: each page of the built site against what the server showed there, or its author typed.

The score of a page is the share that agrees of its worst kind: words in order, headings, links, pictures, code, cells
of tables, comments. Not compared is what the documentation says that a mirror leaves out: what ran, what called out,
what led to the server itself or nowhere.

Of an export, which has no page as readers saw it, `press.wordpress.proof.differences` reads each page, and what the
ledger of the import names is no difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from press.core import account
from press.core.errors import PressError
from press.core.project import Project
from press.html import hosts
from press.site import addresses, blog
from press.site.blog import posts
from press.site.blog.posts import Item
from press.wordpress.proof import contents, differences, threads, typed
from press.wordpress.proof.agreement import Score, compare
from press.wordpress.source.model import Blog, Post

# Set around a page's content by this site.
ADDED = frozenset({"blog-top", "embed-picture", "post-meta", "post-tags", "post-nav", "post-comments", "featured",
                   "headerlink", "footnote-backref", "footnote-ref", "claim-notes", "about",
                   "verdicts", "sheets", "onward", "reply", "md-source-file",
                   "md-code__nav"})  # fmt: skip
# Set into the original's content by its server, with no words of the author's.
SERVED = frozenset({"fn", "avatar"})
CONTENT = "md-content__inner"
SHOWN = frozenset({"post", "page"})  # of an export, what every visitor sees


class Proof(NamedTuple):
    """A page and how far it is mirrored; of an export also its words, and how many are missing or new."""

    source: str
    score: Score
    words: int = 0
    lost: int = 0
    added: int = 0

    def __str__(self) -> str:
        shares = ", ".join(f"{kind} {share:.1%}" for kind, share in self.score.shares.items() if share < 1)
        return f"{self.score.whole:7.2%}  {self.source}" + (f"  ({shares})" if shares else "")


def score(project: Project, original: Blog) -> Iterator[Proof]:
    """A proof for each mirrored page, in the order of their paths."""
    mirrored = posts.read(project)
    if mirrored is None:
        raise PressError(f"{project.place(project.content)}: no blog was imported into it; run: press import wordpress")
    pages = {number: item for item in mirrored.items if (number := _number(item))}
    shown = {post.number: post for post in original.posts
             if post.public and (post.rendered or post.number in pages or post.kind in SHOWN)}  # fmt: skip
    compared = _Pages(project, original)
    places = {number: item.source for number, item in pages.items()}
    for number, post in sorted(shown.items(), key=lambda entry: places.get(entry[0], "")):
        if number in pages:
            yield compared.proof(pages[number], post)
        else:
            missing = Score({"words": 0.0}, (f"{post.title or number}: has no page here",))
            yield Proof(hosts.path(post.link), missing)


def _number(item: Item) -> int:
    match = re.search(r"\n  id: (-?\d+)\n", item.text[: item.start])
    return int(match[1]) if match else 0


def _ledger(project: Project) -> dict[str, list[str]]:
    """What the import said of each page."""
    named: dict[str, list[str]] = {}
    for weight in account.read(project.content).get("ledger", {}).values():
        for page, sentences in weight.items():
            named.setdefault(page, []).extend(sentences)
    return named


class _Pages:
    """Both sides of the comparison, and where the addresses of each lead."""

    def __init__(self, project: Project, original: Blog) -> None:
        self.site = project.site
        self.typed = differences.Reader(original)
        self.named = _ledger(project)
        self.table = dict(blog.redirects(project))
        self.home = original.hosts.union(filter(None, (hosts.host(post.link) for post in original.posts)))
        others = [*(post.guid for post in original.posts), *(item.url for item in original.media)]
        self.own = self.home.union(filter(None, map(hosts.host, others)))
        self.base = f"/{original.base.strip('/')}".rstrip("/")

    def proof(self, item: Item, post: Post) -> Proof:
        """One page."""
        built = self.site / addresses.served(item.source) / "index.html"
        if not built.is_file():
            raise PressError(f"{built}: is not built; run: press build")
        html = built.read_text(encoding="utf-8")
        if not post.rendered:
            return self._typed(item.source, post, html)
        notes = frozenset() if "wp-block-footnotes" in post.content else frozenset({"footnote"})
        names = {each.get("id", "") for each in contents.elements(post.content)}
        before = contents.read(post.content, lambda href: self._there(href, post.link, names), without=SERVED)
        after = contents.read(html, lambda href: self._here(href, item), within=CONTENT, without=ADDED | notes)
        mentions = any(comment.kind != "comment" for comment in post.comments)  # which no public answer shows
        before = before._replace(comments=tuple(threads.there(post.comments)))
        after = after._replace(comments=tuple(threads.here(html, mentions=mentions)))
        return Proof(item.source, compare(before, after))

    def _typed(self, source: str, post: Post, html: str) -> Proof:
        """A page beside what its author typed: the share that is there of each kind, and all that differs."""
        before = self.typed.original(post)._replace(comments=tuple(threads.there(post.comments)))
        html = typed.lined(html)
        after = contents.read(html, self.typed.link, within=CONTENT, without=ADDED, whole=True)
        after = after._replace(comments=tuple(threads.here(html, mentions=True)))
        found = list(self.typed.differences(post, before, after, html, self.named.get(source, ())))
        counts = ({each.kind: len(each.what) for each in found if each.is_lost is lost} for lost in (True, False))
        lost, added = map(Counter, counts)
        shares = {kind: 1 - lost[kind] / max(1, lost[kind], len(getattr(before, kind))) for kind in contents.KINDS}
        score = Score(shares, tuple(each.sentence.format(each.some) for each in found))
        return Proof(source, score, len(before.words), lost["words"], added["words"])

    def _there(self, href: str, page: str, names: set[str]) -> str | None:
        """Where a link of the original leads on this site; None where it must lead nowhere."""
        if href.startswith("#"):
            return href if unquote(href[1:]) in names else None
        if href.startswith(("mailto:", "tel:", "data:")):
            return href
        if hosts.broken(href) or re.match(r"(?!https?:)[a-z][a-z0-9+.-]*:", href, re.IGNORECASE):
            return None
        parts = urlsplit(urljoin(page, href))
        host = hosts.host(urljoin(page, href))
        if host not in self.own and not hosts.private(host):
            return unquote(href)
        path = unquote(parts.path).removeprefix(self.base) or "/"
        found = self._resolved(path, parts.query, parts.fragment)
        return found or (None if host in self.home or hosts.private(host) else unquote(href))

    def _here(self, href: str, item: Item) -> str | None:
        if href.startswith("#"):
            return unquote(href)
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return unquote(href)
        joined = urlsplit(urljoin(f"http://here{item.address}", href))
        return self._resolved(unquote(joined.path), joined.query, joined.fragment)

    def _resolved(self, path: str, query: str, fragment: str) -> str | None:
        """The address after at most one redirect; None where nothing answers."""
        behind = f"#{unquote(fragment)}" if fragment else ""
        if query.startswith("s="):
            return f"/?q={query[2:]}"
        if query.startswith("q="):
            return f"/?{query}"
        asked = f"/?{query}" if re.match(r"(?:p|page_id|attachment_id|cat|tag|author)=", query) else path
        for one in (asked, f"{asked}/", re.sub(r"(embed|amp)/$", "", asked)):
            if one in self.table:
                return self.table[one] + ("" if "#" in self.table[one] else behind)
            if self._answers(one):
                return one + behind
        return None

    def _answers(self, path: str) -> bool:
        file: Path = self.site / path.strip("/")
        return (file / "index.html").is_file() if path.endswith("/") else file.is_file()
