"""Where everything of a blog stands: its addresses as readers knew them, and the files that answer to them here.

A page is written to the folder that its permalink names, so its address stays what it was and nothing needs to lead to
it. What cannot answer at its old address (`/?p=15`, an old slug, the page of a picture) becomes a redirect.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, quote, unquote, urljoin, urlsplit

from press.core.account import UPLOADS
from press.html import hosts, tags
from press.site import addresses
from press.wordpress.mirror import archives, names
from press.wordpress.mirror.files import Files
from press.wordpress.source.model import Blog, Media, Post

SERVER = frozenset({"wp-admin", "wp-login.php", "wp-json", "wp-includes", "wp-cron.php", "wp-signup.php", "xmlrpc.php"})
NUMBERS = ("p", "page_id", "attachment_id")
# Files of a built site, beside which no folder can have their name.
ALWAYS = ("index.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz")
MADE = {*ALWAYS, addresses.LOST, addresses.FEED, addresses.LICENCES, *addresses.FOR_HOSTS}


class Place(NamedTuple):
    """Where an address leads: a source file below the content folder, and a fragment or a query behind it."""

    source: str
    behind: str = ""


class Places:
    """Every address of a blog; `taken` are the entries that become pages, `origins` further hosts it was known by."""

    def __init__(self, blog: Blog, taken: Iterable[Post], origins: Iterable[str]) -> None:
        taken = list(taken)
        self.base = blog.base.strip("/")
        sure = [*map(hosts.named, origins), *(hosts.host(post.link) for post in blog.posts)]
        self.home = blog.hosts.union(filter(None, sure))
        self.own = self.home.union(filter(None, map(hosts.host, _addresses(blog))))
        # WordPress leads from the one to the other; what it has not there stays another's.
        self.own |= {name.removeprefix("www.") for name in self.own} | {f"www.{name}" for name in self.own}
        self.pages: dict[int, str] = {}
        self.paths: dict[str, Place] = {}
        self.former: dict[str, list[str]] = {}
        self.moved: dict[str, str] = {}  # pages that do not stand where they did, though nothing leads there
        self.files = Files(blog.media, self.home, self._below)
        self.links = {item.number: item.link for item in blog.media}
        self.titles: dict[str, str] = {}
        self.entries: dict[str, Post] = {}
        self.anchors: dict[str, set[str]] = {}
        for post in taken:
            self._place_entry(post)
        files = {item.number: item for item in blog.media}
        self.pictures = {self.pages[post.number]: files[post.thumbnail] for post in taken if post.thumbnail in files}
        for post in taken:
            self._place_old_slugs(post)
        self.paths.setdefault("", Place("index.md"))
        self.lists = archives.read(blog, taken, self.own, self._below)
        for path in self.lists.paths:
            self.paths.setdefault(path.casefold(), Place(f"{path}/index.md"))
        hidden = {post.number for post in blog.posts} - set(self.pages)
        for item in blog.media:
            if item.parent not in hidden:  # what belongs to something that is not shown is not shown either
                self._place_upload(item)
        self.own |= self._private_names(taken)
        self.private = hosts.Own(frozenset(filter(hosts.private, self.own)), any(map(hosts.private, self.home)))

    def of(self, href: str, page: str) -> Place | None:
        """Where `href` on `page` leads on this site; None where the blog has no such address."""
        parts = urlsplit(urljoin(f"http://blog/{self.base}/{posixpath.dirname(page)}/", href))
        if self.base and not parts.path.strip("/") and hosts.host(href):
            return None  # the front page of the host that the blog stands on, which is another's
        asked, found = self._asked(parts)
        found = found if asked else self._stepped(self._compared(parts.path))
        if found is None or found.behind or not parts.fragment:
            return found
        return found._replace(behind=f"#{parts.fragment}" if self.has_anchor(found.source, parts.fragment) else "")

    def answers(self, href: str) -> bool:
        """Whether an address is the blog's, or a private one, which an appliance answers to whatever it is."""
        return self.is_own(href) or hosts.private(hosts.host(href))

    def is_own(self, href: str) -> bool:
        """Whether an address is one of the blog's; one without a host is."""
        name = hosts.host(href)
        return name is None or name in self.own

    def is_sure(self, href: str) -> bool:
        """Whether the blog alone answers, or did, at an address; a host of its files, or beside its folder, may not."""
        name = hosts.host(href)
        return name is None or hosts.private(name) or (name in self.home and self._is_below(hosts.path(href)))

    def _is_below(self, path: str) -> bool:
        return f"{(names.permalink(path) or '').strip('/')}/".startswith(f"{self.base}/") or not self.base

    def upload(self, url: str) -> tuple[str, Media | None] | None:
        """The path below the uploads that a URL of the blog names, and what is known about the file."""
        return self.files.of(url, self.own)

    def of_server(self, href: str) -> bool:
        """Whether an address is the server's own: a login, an interface, a script."""
        return self._compared(hosts.path(href)).split("/")[0] in SERVER

    def source(self, inside: str) -> str:
        """The source file of the page that stood at a path below the blog's own."""
        return f"{inside}/index.md".lstrip("/")

    def _below(self, path: str) -> str:
        """A path below the blog's own, decoded, without a step that could climb, and without outer slashes."""
        path = (names.permalink(f"/{path.lstrip('/')}") or "").strip("/")  # two strokes would begin a host
        return path[len(self.base) :].strip("/") if f"{path}/".startswith(f"{self.base}/") else path

    def _compared(self, path: str) -> str:
        return self._below(path).casefold()

    def _asked(self, parts: SplitResult) -> tuple[bool, Place | None]:
        """Whether the query names an entry by its number, or words to look for; and the place."""
        query = parse_qs(parts.query)
        for key in NUMBERS:
            value = query.get(key, [""])[0]
            number = int(value) if re.fullmatch(r"\d{1,12}", value) else 0
            if number in self.pages:
                return True, Place(self.pages[number])
            if value:
                page = self._compared(hosts.path(self.links.get(number, "")))
                return True, self.paths.get(page) if page else None
        if parts.query in self.lists.asked:
            return True, Place(f"{self.lists.asked[parts.query]}/index.md")
        return ("s" in query), Place("index.md", f"?q={quote(query['s'][0])}") if "s" in query else None

    def _stepped(self, path: str) -> Place | None:
        """The place of a path, or of what stands before its last step where that asks for a feed or a further page."""
        before, _, last = path.rpartition("/")
        if f"/{path}/" in addresses.FORMER_FEEDS:
            return Place(addresses.FEED)
        if path in self.paths:
            return self.paths[path]
        if last.isdecimal() and (path.startswith("page/") or before.endswith("/page")):
            return Place(addresses.ARCHIVE)
        if last.isdecimal() and before in self.paths:
            return self.paths[before]._replace(behind=f"#page-{last}")
        return self.paths.get(before) if last in {"feed", "amp", "embed"} else None

    def _place_entry(self, post: Post) -> None:
        inside = self._below(hosts.path(post.link))
        front = post.kind == "page" and "?" not in post.link
        if not inside and not front:
            inside = names.segment(post.slug) or str(post.number)  # a blog whose addresses are all `/?p=15`
        first, slash, rest = inside.partition("/")
        inside = f"{first}-{slash}{rest}" if first.casefold() in MADE else inside
        if inside.casefold() in self.paths:
            inside = f"{inside}-{post.number}"
        source = self.source(inside)
        if told := self._elsewhere(post, inside):
            self.moved[source] = told
        self.pages[post.number] = source
        self.titles[source] = post.title
        self.entries[source] = post
        self.paths[inside.casefold()] = Place(source)
        asked = f"/?{'page_id' if post.kind == 'page' else 'p'}={post.number}"
        self.former[source] = [asked] if post.number > 0 else []

    def _elsewhere(self, post: Post, inside: str) -> str:
        """The address that a post had, where that is another than it has here; empty where it is the same."""
        told = "/".join(filter(None, unicodedata.normalize("NFC", unquote(hosts.path(post.link))).split("/")))
        same = {inside, f"{self.base}/{inside}".strip("/"), self.base, ""}  # at the base, as `/?p=15`, stands no page
        return f"/{told}/" if told not in same else ""

    def has_anchor(self, source: str, fragment: str) -> bool:
        """Whether a page has a place of that name."""
        return unquote(fragment) in self._anchors(source)

    def _anchors(self, source: str) -> set[str]:
        """What a fragment may name on a page, read when a link first asks for one."""
        if source not in self.anchors and source in self.entries:
            post = self.entries[source]
            said = [f"comment-{comment.number}" for comment in post.comments]
            read = [attributes for _, attributes in tags.read(post.content)]
            named = [attributes[key] for attributes in read for key in ("id", "name") if key in attributes]
            self.anchors[source] = {*named, *said, *(["comments"] if said else [])}
        return self.anchors.get(source, set())

    def _place_old_slugs(self, post: Post) -> None:
        source = self.pages[post.number]
        folder = posixpath.dirname(posixpath.dirname(source))
        for slug in map(names.segment, post.old_slugs):
            path = f"{folder}/{slug}".strip("/")
            if slug and path.casefold() not in self.paths:
                self.paths[path.casefold()] = Place(source)
                self.former[source].append(f"/{path}/")

    def _place_upload(self, item: Media) -> None:
        self.files.add(item)
        target, page = f"{UPLOADS}/{self._below(item.file)}", self._below(hosts.path(item.link))
        if page and page.casefold() not in self.paths and not self.upload(item.link):  # a file has no page of its own
            self.paths[page.casefold()] = Place(target)
            self.former.setdefault(target, []).extend([f"/{page}/", f"/?attachment_id={item.number}"])

    def _private_names(self, taken: Iterable[Post]) -> set[str]:
        """Private hosts under which a post names something that this blog has: the appliance answers to any host."""
        found = set()
        for post in taken:
            for private in hosts.in_text(post.content):
                path = self._compared(hosts.path(post.content[private.start : private.end]))
                if path and (path in self.paths or path.removeprefix(f"{UPLOADS}/") in self.files.uploads):
                    found.add(private.host)
        return found


def _addresses(blog: Blog) -> Iterator[str]:
    """Addresses at which the blog may have stood once, or a host that it shares with others."""
    for post in blog.posts:
        yield post.guid
    for item in blog.media:
        yield from (item.link, item.url)
