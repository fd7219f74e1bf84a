"""Addresses of pages: `claims/c1.md` is served at `claims/c1/`, and links between pages are relative."""

from __future__ import annotations

import posixpath

SOURCES = "sources.md"
PASSAGES = "sources/read.md"  # apart from the works: the words grow with each reading
FEED = "feed.xml"  # of a site with an address, and of a blog
ARCHIVE = "archive/index.md"  # of a blog
LOST = "404.html"
LICENCES = "licences.txt"
FOR_HOSTS = ("_headers", "_redirects")  # which they read and do not serve
FORMER_FEEDS = ("/feed/", "/feed/atom/", "/feed/rdf/", "/feed/rss/", "/feed/rss2/", "/comments/feed/")  # WordPress's


def served(path: str) -> str:
    """The address of a source file below the site's root; the front page is the empty one."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def relative(page: str, target: str) -> str:
    """The link from one source file to another, with the target's fragment if it has one."""
    path, hash_sign, fragment = target.partition("#")
    here, there = served(page), served(path)
    link = _way(posixpath.normpath(there), posixpath.normpath(posixpath.dirname(here)))
    if there == "" or there.endswith("/"):
        link = "./" if link == "." else f"{link}/"
    return link + hash_sign + fragment


def _way(there: str, folder: str) -> str:
    """From a folder to a path; `relpath` of the library asks each time which folder is the current one."""
    to, steps = ([part for part in place.split("/") if part != "."] for place in (there, folder))
    alike = len(posixpath.commonprefix([to, steps]))
    return "/".join([".."] * (len(steps) - alike) + to[alike:]) or "."


def claim_page(anchor: str) -> str:
    """The page of a claim."""
    return f"claims/{anchor}.md"


def figure_page(name: str) -> str:
    """The page of an experiment."""
    return f"figures/{name}.md"


def number(name: str, key: str, kind: str) -> str:
    """Where a number of an experiment, or a parameter (`param`) that is one, stands on its page."""
    return f"{figure_page(name)}#{kind}-{key.replace('_', '-')}"


def data(name: str) -> str:
    """Where on the page of an experiment its tables are, and with them what is bound to one of their columns."""
    return f"{figure_page(name)}#take-it-with-you"


def table_file(name: str, table: str) -> str:
    """The file of a stored table, below `figures/`; a space in a table's name is none in an address."""
    return f"{name}.{table.replace(' ', '_')}.csv"


def work_anchor(key: str) -> str:
    """Where a work stands on the page of sources."""
    return f"work-{key}"
