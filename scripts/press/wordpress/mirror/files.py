"""The files of a blog: where its server has each, and the path below the uploads by which its pages ask for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote, unquote, urlsplit

from press.core.account import UPLOADS
from press.html import hosts
from press.wordpress.mirror import names
from press.wordpress.source.model import Media

FOLDERS = (f"/{UPLOADS}/", "/blogs.dir/")  # wherever WordPress stands, and as old networks kept them
PHOTON = re.compile(r"i\d\.wp\.com")
MONTH = re.compile(r"/(?:files/)?\d{4}/\d\d/[^/]+\.\w+$")


class Files:
    """What is known of files; `home` are the hosts of the blog itself, `below` makes a path one below its own."""

    def __init__(self, media: Iterable[Media], home: frozenset[str], below: Callable[[str], str]) -> None:
        self.home, self.below = home, below
        self.uploads: dict[str, Media] = {}
        self.known: dict[str, tuple[str, Media]] = {}
        self.stored: dict[str, str] = {}  # where the blog's server has each file
        self.stores = frozenset(filter(None, (hosts.host(item.url) for item in media))) - home

    def add(self, item: Media) -> None:
        """Take a file, and the smaller copies of it, for one that is shown."""
        name, path = self._at(item.url)
        for file in (item.file, *(size[0] for size in item.sizes)):
            self.uploads[self.below(file).casefold()] = item
            beside = f"{path.rpartition('/')[0]}/{file.rpartition('/')[2]}" if file != item.file else path
            kept = (names.permalink(file) or "").strip("/")
            self.known.setdefault(self._key(name, beside), (kept, item))
            url = item.url.partition("?")[0].rpartition("/")[0] + "/" + quote(file.rpartition("/")[2])
            for name_of in (kept, file):
                self.stored.setdefault(name_of, self._asked_at(url if file != item.file else item.url))

    def of(self, url: str, own: frozenset[str]) -> tuple[str, Media | None] | None:
        """The path below the uploads that a URL names, and what is known about the file; None for what is no upload.

        A file is known by the address that the blog gives it, wherever that is; what the blog does not list is one by
        the look of its address.
        """
        if hosts.broken(url):
            return None
        name, path = self._at(url)
        if name and name not in own:
            return None
        if found := self.known.get(self._key(name, path)):
            return found
        plain = names.permalink(path) or ""
        below = next((plain.partition(mark)[2] for mark in FOLDERS if mark in plain), "")
        if not below and (name in self.stores or path.startswith("/files/")) and MONTH.match(plain):
            below = plain.removeprefix("/files").lstrip("/")
        if below:
            self.stored.setdefault(below, self._asked_at(url))
        return (below, self.uploads.get(below.casefold())) if below else None

    def _asked_at(self, url: str) -> str:
        """The address to ask for a file: on the blog itself its path, which holds wherever the blog answers now."""
        name, path = hosts.host(url), quote(unquote(hosts.path(url)))
        return path if name is None or name in self.home else urlsplit(url)._replace(path=path, query="").geturl()

    def _at(self, url: str) -> tuple[str, str]:
        """Host and path of a file's address; an image server has those of the original in its path."""
        name, path = hosts.host(url) or "", unquote(hosts.path(url))
        if PHOTON.fullmatch(name):
            name, _, rest = path.lstrip("/").partition("/")
            name, path = hosts.spelled(name), f"/{rest}"
        return name, path

    def _key(self, name: str, path: str) -> str:
        return f"{'' if name in self.home else name}/{path.strip('/')}".casefold()
