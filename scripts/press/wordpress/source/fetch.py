"""Requests to one blog and to nobody else: bounded in size and time, and never at a host that was not named.

What comes is the whole or an error: a server that is busy or breaks off is asked again with patience, what it counts is
counted here too, and a file that is not of its kind is not taken.
"""

from __future__ import annotations

import http.client
import posixpath
import time
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from press.core import shallow, web
from press.core.characters import shown
from press.core.errors import PressError
from press.html import hosts
from press.wordpress.source.model import MAXIMUM_BYTES

PATIENCE = 120.0  # seconds for a whole answer
REDIRECTS, MOVED = 5, {301, 302, 303, 307, 308}
ASKS = {"User-Agent": "press-import/1", "Accept": "*/*"}
CHUNK_BYTES = 2**16
PER_PAGE = 100
PAGES = 10_000
TRIES = 4
PAUSE = 1.0  # seconds before an answer is asked for again, doubled each time
LONGEST_PAUSE = 60.0
WHOLE = 3600.0  # seconds for all answers together
BUSY = frozenset({429, 500, 502, 503, 504})
# With what a file of a kind begins, where a look tells it from a page that says "log in".
BEGINNINGS = {
    ".gif": (b"GIF8",), ".jpeg": (b"\xff\xd8",), ".jpg": (b"\xff\xd8",), ".pdf": (b"%PDF",),
    ".png": (b"\x89PNG",), ".webp": (b"RIFF",), ".zip": (b"PK",),
}  # fmt: skip
UNPAGED = frozenset({"types", "taxonomies"})
Say = Callable[[str], None]


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: Message
    body: bytes


class _ShortError(OSError):
    """An answer that ends before its length."""


class Client:
    """Asks the blog at `url`, and the hosts that mean it (`named`); `report` is told of each collection."""

    def __init__(self, url: str, named: frozenset[str] = frozenset(), report: Say = lambda _: None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise PressError(f"{url}: not the address of a blog; write one like https://blog.example")
        self.url, self.named, self.report = url.rstrip("/"), named | {hosts.spelled(parts.hostname)}, report
        self.until = time.monotonic() + WHOLE

    def get(self, address: str) -> Answer:
        """The answer at an address of the blog, after redirects inside it."""
        url = _joined(f"{self.url}/", address)
        for _ in range(REDIRECTS):
            answer = self._patiently(url)
            if answer.status not in MOVED:
                return answer
            url = _joined(url, answer.headers.get("Location", ""))
        raise PressError(f"{url}: redirects without an end")

    def _patiently(self, url: str) -> Answer:
        """The answer, asked for again where the server is busy or breaks off; an error where it stays so."""
        for tried in range(1, TRIES + 1):
            try:
                answer = self._once(url)
            except _ShortError as error:
                pause, problem = PAUSE * 2**tried, str(error)
            else:
                if answer.status not in BUSY:
                    return answer
                pause, problem = _pause(answer, PAUSE * 2**tried), f"answers {answer.status}"
            if time.monotonic() + pause > self.until:
                raise PressError(f"{url}: the blog takes more than {WHOLE / 60:.0f} minutes; nothing was written")
            time.sleep(pause if tried < TRIES else 0)
        raise PressError(f"{url}: {problem}, {TRIES} times; nothing was written; try again later")

    def _once(self, url: str) -> Answer:
        parts = urlsplit(url)
        asked = hosts.spelled(parts.hostname or "")  # whom a browser would ask is no matter: this is who is asked
        if parts.scheme not in {"http", "https"} or asked not in self.named:
            remedy = f"add --origin {parts.hostname} if it is the blog's"
            raise PressError(f"{url}: leads to a host that was not named; {remedy}")
        try:
            with web.asked(url, headers=ASKS, patience=PATIENCE, follow=False) as response:
                if response.status >= 300:
                    return Answer(response.status, response.headers, response.read1(CHUNK_BYTES))
                return _whole(Answer(response.status, response.headers, web.body(response, MAXIMUM_BYTES)))
        except (http.client.HTTPException, ConnectionError, _ShortError) as error:
            raise _ShortError(f"breaks off ({shown(web.reason(error))})") from error
        except web.FAULTS as error:
            raise PressError(f"{url}: does not answer as it should: {shown(web.reason(error))}") from error

    def collection(self, name: str) -> Any:
        """What the blog's REST interface says about a collection; nothing where it keeps it to itself."""
        if name == "index":
            return self._json("wp-json/")
        self.report(f"Reading {shown(name)} ...")
        if name in UNPAGED:
            return self._json(f"wp-json/wp/v2/{quote(name)}")
        entries: list[Any] = []
        total, last = 0, list[Any]()
        for page in range(1, PAGES):
            address = f"wp-json/wp/v2/{quote(name)}?per_page={PER_PAGE}&page={page}"
            answer = self.get(address)
            if answer.status != 200:
                break  # a collection that is kept from strangers, or a page behind the last
            found = _parsed(answer)
            if not isinstance(found, list):
                beginning = shown(answer.body[:60].decode(errors="replace"))
                raise PressError(f'{self.url}/{address}: no list of entries but "{beginning}"')
            total = max(total, _counted(answer, "X-WP-Total"))
            if not found or found == last:
                break
            entries, last = [*entries, *found], found
            if page == _counted(answer, "X-WP-TotalPages"):
                break
        if len(entries) < total:
            raise PressError(f"{self.url}: {name}: {len(entries)} of {total} came; nothing was written; try again")
        return entries

    def download(self, address: str, target: Path) -> bool:
        """Keep a file of the blog at `target`; whether there was one."""
        try:
            answer = self.get(address)
        except PressError as error:
            self.report(shown(str(error)))
            return False
        if answer.status != 200 or not _is_of_its_kind(address, answer):
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(answer.body)
        return True

    def _json(self, address: str) -> Any:
        answer = self.get(address)
        return _parsed(answer) if answer.status == 200 else {}


def _joined(url: str, address: str) -> str:
    try:
        return urlsplit(urljoin(url, address)).geturl()
    except ValueError:
        raise PressError(f"{url}: leads to {shown(address)}, which is no address") from None


def _whole(answer: Answer) -> Answer:
    promised = answer.headers.get("Content-Length", "")
    if promised.isdecimal() and len(answer.body) < int(promised):
        raise _ShortError(f"after {len(answer.body)} of {promised} bytes")
    return answer


def _pause(answer: Answer, usual: float) -> float:
    """How long the server wants to be left alone."""
    said = answer.headers.get("Retry-After", "")
    return min(float(said) if said.isdecimal() else usual, LONGEST_PAUSE)


def _counted(answer: Answer, name: str) -> int:
    said = answer.headers.get(name, "").strip()
    return int(said) if said.isdecimal() and len(said) < 10 else 0


def _is_of_its_kind(address: str, answer: Answer) -> bool:
    """Whether a file is what its name says, and no page that stands in for it."""
    suffix = posixpath.splitext(urlsplit(address).path)[1].lower()
    kind = answer.headers.get_content_type()
    return kind != "text/html" and answer.body.startswith(BEGINNINGS.get(suffix, (b"",)))


def _parsed(answer: Answer) -> Any:
    try:
        return shallow.read_json(answer.body)
    except ValueError:
        return None
