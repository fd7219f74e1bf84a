"""Requests to one blog and to nobody else: bounded in size and time, and never at a host that was not named."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from press.core.characters import shown
from press.core.errors import PressError
from press.html import hosts

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message
    from pathlib import Path

MAXIMUM_BYTES = 256 * 2**20
SILENCE = 20.0  # seconds without a byte
PATIENCE = 120.0  # seconds for a whole answer
REDIRECTS = 5
CHUNK_BYTES = 2**16
PER_PAGE = 100
PAGES = 10_000
UNPAGED = frozenset({"types", "taxonomies"})


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: Message
    body: bytes


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Redirects are followed by `Client.get`, which looks where they lead."""


class Client:
    """Asks the blog at `url`, and the hosts that mean it (`named`); `report` is told of each collection."""

    def __init__(
        self, url: str, named: frozenset[str] = frozenset(), report: Callable[[str], None] = lambda _: None
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise PressError(f"{url}: not the address of a blog; write one like https://blog.example")
        self.url, self.named, self.report = url.rstrip("/"), named | {hosts.spelled(parts.hostname)}, report
        self.opener = urllib.request.build_opener(_NoRedirects)
        self.opener.addheaders = [("User-Agent", "press-import/1"), ("Accept", "*/*")]

    def get(self, address: str) -> Answer:
        """The answer at an address of the blog, after redirects inside it."""
        url = urljoin(f"{self.url}/", address)
        for _ in range(REDIRECTS):
            answer = self._once(url)
            if answer.status not in {301, 302, 303, 307, 308}:
                return answer
            url = urljoin(url, answer.headers.get("Location", ""))
        raise PressError(f"{url}: redirects without an end")

    def _once(self, url: str) -> Answer:
        parts = urlsplit(url)
        asked = hosts.spelled(parts.hostname or "")  # whom a browser would ask is no matter: this is who is asked
        if parts.scheme not in {"http", "https"} or asked not in self.named:
            raise PressError(
                f"{url}: leads to a host that was not named; add --origin {parts.hostname} if it is the blog's"
            )
        try:
            with self.opener.open(quote(url, safe="/:?#[]@!$&'()*+,;=%~"), timeout=SILENCE) as response:
                return Answer(response.status, response.headers, _bounded(url, response.read1))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, b"" if error.code < 400 else error.read(CHUNK_BYTES))
        except (OSError, ValueError) as error:
            raise PressError(f"{url}: does not answer: {shown(str(getattr(error, 'reason', error)))}") from error

    def collection(self, name: str) -> Any:
        """What the blog's REST interface says about a collection; nothing where it keeps it to itself."""
        if name == "index":
            return self._json("wp-json/")
        self.report(f"Reading {shown(name)} ...")
        if name in UNPAGED:
            return self._json(f"wp-json/wp/v2/{quote(name)}")
        entries: list[Any] = []
        for page in range(1, PAGES):
            answer = self.get(f"wp-json/wp/v2/{quote(name)}?per_page={PER_PAGE}&page={page}")
            found = _parsed(answer) if answer.status == 200 else None
            if not isinstance(found, list):
                break
            entries += found
            if page >= int(answer.headers.get("X-WP-TotalPages") or 1):
                break
        return entries

    def download(self, address: str, target: Path) -> bool:
        """Keep a file of the blog at `target`; whether there was one."""
        answer = self.get(address)
        if answer.status != 200:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(answer.body)
        return True

    def _json(self, address: str) -> Any:
        answer = self.get(address)
        return _parsed(answer) if answer.status == 200 else {}


def _parsed(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None


def _bounded(url: str, read: Callable[[int], bytes]) -> bytes:
    """All that comes, up to the bounds: a server that never ends is not waited for."""
    parts, taken, end = [], 0, time.monotonic() + PATIENCE
    while chunk := read(CHUNK_BYTES):
        parts.append(chunk)
        taken += len(chunk)
        if taken > MAXIMUM_BYTES:
            raise PressError(f"{url}: larger than {MAXIMUM_BYTES // 2**20} MiB")
        if time.monotonic() > end:
            raise PressError(f"{url}: still sending after {PATIENCE:.0f} seconds")
    return b"".join(parts)
