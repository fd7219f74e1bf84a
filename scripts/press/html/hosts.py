"""Whose address is it: the world's, or one that only a private network can reach.

The appliance answers to whatever host it is asked by, so its private address gets into tags, links and text.
"""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit, urlunsplit

PRIVATE_SUFFIXES = (".local", ".localhost", ".lan", ".internal", ".home.arpa")
WITHHELD = "(private address)"
# In running text only whole URLs and dotted numbers are addresses: `threading.local` is a word of a programmer.
IN_TEXT = re.compile(
    r"https?://[^\s<>\"')\]]+|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)(?::\d+)?(?:/[^\s<>\"')\]]*)?"
)


class Link(NamedTuple):
    """Where a link of the post shall lead: nowhere when `target` is None; `own` when it meant the site itself."""

    target: str | None
    own: bool


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket without its partner
        return None
    return parts if parts.hostname is not None else None


def broken(url: str) -> bool:
    """Whether an address cannot be one."""
    try:
        urlsplit(url)
    except ValueError:
        return True
    return False


def path(url: str) -> str:
    """The path of an address; the empty one where there is none."""
    return "" if broken(url) else urlsplit(url).path


def host(text: str) -> str | None:
    """The host that a URL, or a bare `host:port/path`, names."""
    text = text.strip()
    parts = _split(text if "//" in text else f"//{text}") if text and not re.search(r"\s", text) else None
    return parts.hostname if parts else None


def private(name: str | None) -> bool:
    """Whether a host can be reached, or is meant, on a private network only."""
    if name is None:
        return False
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        name = name.rstrip(".")
        return name == "localhost" or name.endswith(PRIVATE_SUFFIXES)


def redact(text: str) -> tuple[str, list[str]]:
    """The text without the private addresses that stand in it, and these."""
    found: list[str] = []

    def cover(match: re.Match[str]) -> str:
        if not private(host(match[0])):
            return match[0]
        found.append(match[0])
        return WITHHELD

    return IN_TEXT.sub(cover, text), found


def follow(href: str, own: frozenset[str]) -> Link:
    """A link to the site itself becomes relative to it; one to any other private host leads nowhere."""
    parts = _split(href)
    if parts is None:
        return Link(href, own=False)
    if parts.hostname in own:
        path = "/" + parts.path.lstrip("/")  # `//host` at the start of a path would name a host again
        return Link(urlunsplit(("", "", path, parts.query, parts.fragment)), own=True)
    return Link(None if private(parts.hostname) else href, own=False)
