"""Old addresses and where they lead now: one table, for pages that lead on and for hosts that can do it themselves."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from press.core import settings
from press.core.project import Project
from press.site import addresses, blog, templating, written

SAFE = "/:?#&=~"


def table(project: Project) -> dict[str, str]:
    """Each old address, with its query if it had one, and the new one; both begin at the site's root."""
    found = dict.fromkeys(addresses.FORMER_FEEDS, f"/{addresses.FEED}") if settings.site_url(project.root) else {}
    for page in written.pages(project):
        wordpress: Any = page.matter.get("wordpress") or {}
        permalink = str(wordpress.get("permalink") or "").strip("/")
        if permalink and addresses.served(page.name).strip("/") != permalink:
            found[f"/{permalink}/"] = f"/{addresses.served(page.name)}"
    return found | dict(blog.redirects(project))


def pages(project: Project, policy: str = "") -> Iterator[tuple[str, bytes]]:
    """A page at each old address that is a folder's; where there is a query or a file's name, only the host can.

    They carry the `policy` of a page without scripts, so that no later pass has to read as many pages as there are.
    """
    for old, new in table(project).items():
        if old.endswith("/") and "?" not in old and not (project.content / old.strip("/")).is_dir():
            target = quote(posixpath.relpath(new, old) + ("/" if new.endswith("/") else ""), safe=SAFE)
            is_feed = new == f"/{addresses.FEED}"
            yield f"{old.strip('/')}/index.html", _page(target, policy, is_feed=is_feed)


@lru_cache
def _page(target: str, policy: str, *, is_feed: bool) -> bytes:
    """Most old addresses lead to what lies above them."""
    return templating.render("redirect.html", target=target, is_feed=is_feed, policy=policy)
