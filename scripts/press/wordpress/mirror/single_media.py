"""The surroundings of a single article: a site of its own, to which no other post and no picture of the blog comes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from press.html import hosts

if TYPE_CHECKING:
    from press.html.tree import Element
    from press.wordpress.content.surroundings import Notes


class Alone:
    """`own` are the hosts that mean the site it comes from."""

    def __init__(self, own: frozenset[str]) -> None:
        self.own = own

    def link(self, href: str, notes: Notes) -> str | None:
        """Links to the blog become relative to the site's root, those to other private hosts lead nowhere."""
        name = hosts.host(href)
        if hosts.broken(href) or name is None:
            return href
        if name in self.own:
            parts = urlsplit(href)
            # `//host` at the start of a path would name a host again
            target = urlunsplit(("", "", "/" + parts.path.lstrip("/"), parts.query, parts.fragment))
            notes.withheld.append(f"link to {href} (the site's own address), it leads to {target}")
            return target
        if not hosts.private(name):
            return href
        notes.withheld.append(f"link to {href} (a private address), its text is kept")
        return None

    def name(self, href: str) -> str | None:  # noqa: ARG002 - there is no other post
        """None: no other post is here."""
        return None

    def preview(self, href: str) -> Element | None:  # noqa: ARG002 - as above
        """None, for the same reason."""
        return None

    def picture(self, image: Element, notes: Notes) -> Element | None:
        """None is taken."""
        notes.losses.append(f"picture {file_name(image.attributes.get('src', ''))}: not taken")
        return None

    def file(self, url: str, notes: Notes) -> str | None:
        """None is taken."""
        notes.losses.append(f"file {file_name(url)}: not taken")
        return None


def file_name(url: str) -> str:
    """The last step of an address, for a message."""
    return unquote(url).split("?")[0].rsplit("/", 1)[-1][:80]
