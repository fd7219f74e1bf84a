"""What a post is set in: the site that its links and pictures lead into, and notes of what was changed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from press.html.tree import Element


class Notes(NamedTuple):
    """What was changed on the way: addresses withheld, things lost."""

    withheld: list[str]
    losses: list[str]


class Surroundings(Protocol):
    """The site that a page is prepared for."""

    def link(self, href: str, notes: Notes) -> str | None:
        """Where a link shall lead, as HTML says it; None for nowhere."""

    def name(self, href: str) -> str | None:
        """The title of the post of the same blog that an address leads to."""

    def preview(self, href: str) -> Element | None:
        """The picture of the post of the same blog that an address leads to, as the blog itself names it."""

    def picture(self, image: Element, notes: Notes) -> Element | None:
        """The picture as it can be shown, None where it cannot."""

    def file(self, url: str, notes: Notes) -> str | None:
        """The address of a sound or a film on the site, None where there is none."""
