"""What a post is set in: the site that its links and pictures lead into, and notes of what was changed on the way."""

from __future__ import annotations

from enum import IntEnum
from functools import partial
from typing import NamedTuple, Protocol, Self

from press.html.tree import Element


class Weight(IntEnum):
    """How much a difference matters to a reader of the original."""

    LOST = 0  # readers of the original saw it, and it is not here
    MISSING = 1  # a file that they saw, neither in the export nor given beside it
    CHANGED = 2  # it is here in another way
    COSMETIC = 3  # it looks otherwise


class Loss(str):  # it is said, counted and kept as the sentence that it is
    """A sentence of the ledger; in `kind`, which it shares with others, `{}` stands for what is special about it."""

    __slots__ = ("kind", "weight")
    kind: str
    weight: Weight

    def __new__(cls, weight: Weight, kind: str, *what: object) -> Self:
        """The sentence of a kind."""
        made = super().__new__(cls, kind.format(*what) if what else kind)
        made.kind, made.weight = kind, weight
        return made

    def times(self, count: int) -> Loss:
        """The same, with how often it was there."""
        if count == 1:
            return self
        made = Loss(self.weight, "{} ({} times)", self, count)
        made.kind = self.kind
        return made


# Entries of the ledger, by their weight.
lost, missing, changed, cosmetic = (partial(Loss, weight) for weight in Weight)


class Notes(NamedTuple):
    """What was changed on the way: addresses withheld, and the entries of the ledger."""

    withheld: list[str]
    losses: list[Loss]


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

    def called(self, image: Element) -> str:
        """What stands in for a picture that cannot be shown: its alternative text, else the name of its file."""

    def file(self, url: str, notes: Notes) -> str | None:
        """The address of a sound or a film on the site, None where there is none."""
