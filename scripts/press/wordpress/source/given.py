"""Where a blog is read from: an export, a folder of REST answers, its live address, or an export and one of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from press.core.errors import PressError
from press.html import hosts
from press.wordpress.source import joined, rest, wxr
from press.wordpress.source.fetch import Client
from press.wordpress.source.model import Blog

ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def client(names: Sequence[str], origins: Sequence[str], report: Callable[[str], None]) -> Client | None:
    """Who asks the live blog, where one of the names is its address."""
    address = next((name for name in names if ADDRESS.match(name)), None)
    named = frozenset(filter(None, map(hosts.named, origins)))
    return Client(address, named, report) if address else None


def read(names: Sequence[str], asks: Client | None) -> Blog:
    """The blog of its exports, of what the server shows, or of both."""
    blogs = [_read(name, asks) for name in names]
    exports = [blog for name, blog in blogs if name == "export"]
    answers = [blog for name, blog in blogs if name == "answers"]
    if len(answers) > 1 or not blogs:
        raise PressError("name the exports of one blog, and at most one address or folder of REST answers")
    export = joined.distinct(joined.together(exports)) if exports else None
    return joined.join(export, answers[0]) if export and answers else export or answers[0]


def _read(name: str, asks: Client | None) -> tuple[str, Blog]:
    if ADDRESS.match(name) and asks is not None:
        blog = rest.blog(asks.collection)
        if not blog.posts:
            raise PressError(f"{name}: its REST interface shows no posts; is it a WordPress? Otherwise give an export")
        return "answers", blog
    path = Path(name)
    return ("answers", rest.folder(path)) if path.is_dir() else ("export", wxr.read(path))
