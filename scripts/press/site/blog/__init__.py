"""A mirrored blog as a site: its posts with author, date, terms and comments, and every list that it had.

The importer writes pages of prose and, in `.wordpress/blog.json`, what lists need. From both, these pages are made at
each build, as (path, bytes) for either engine: nothing generated lies in `content/`. Without that file there is no
blog, and nothing is made. `posts` reads, `post_page` sets what stands around a post,
`discussion` what readers said of it, `lists` lists them, and `former` knows what else led to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources

from press.core.project import Project
from press.site import addresses
from press.site.blog import discussion, former, lists, post_page, posts

LISTED = {lists.FRONT, addresses.ARCHIVE}  # what a navigation shows of it
RESERVED = ("/claims/", "/figures/")  # this site's own pages stand there


def pages(project: Project, apart: Callable[[str], str] = str) -> Iterator[tuple[str, bytes]]:
    """Every generated page; a page of `content/` comes again, with what stands around it.

    What search leaves out stands on a page as what `apart` gives for it.
    """
    blog = posts.read(project)
    if blog is None:
        return
    yield from post_page.pages(blog, apart)
    yield from lists.pages(blog, apart)
    yield addresses.FEED, b""  # posts link to it; `press.site.finish` fills it from the built pages
    yield post_page.STYLES, resources.files(__name__).joinpath("blog.css").read_bytes() + discussion.styles()


def redirects(project: Project) -> list[tuple[str, str]]:
    """The one table: each former address, with its query if it had one, and where it leads below the site's root."""
    blog = posts.read(project)
    if blog is None:
        return []
    table = {old: item.address for item in blog.items for old in item.former}
    table |= {f"{item.address}{number}/": f"{item.address}#page-{number}"
              for item in blog.items for number in post_page.BREAK.findall(item.text)}  # fmt: skip
    table |= {old: f"/{target}" for old, target in blog.settings["redirects"].items()}
    table = former.redirects(blog) | table
    return sorted((old, new) for old, new in table.items() if old not in RESERVED)
