"""After a switch the live bytes are fetched and compared; what a proxy, a cache or a half upload changed is named."""

from __future__ import annotations

import hashlib
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from press.core.errors import PressError

if TYPE_CHECKING:
    from collections.abc import Callable

    from press.publish._release import Release

AT_ONCE = 8
TIMEOUT = 20
PAUSE = 5.0
UNSERVED = ("_headers", "_redirects", ".nojekyll", "404.html")  # read by hosts, or not answered with 200
MOVED = {301, 302, 303, 307, 308}


class _Still(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing: an answer from elsewhere is not this site's."""


OPENER = urllib.request.build_opener(_Still)


def verify(release: Release, url: str, moved: set[str], patience: float, say: Callable[[str], None]) -> bool:
    """Whether each file of a release is live at `url`; differences are said one by one.

    A host may lead on from the pages `moved` by itself. One that takes its time after a publish gets `patience`
    seconds until its answers are right.
    """
    if urlsplit(url).scheme not in {"http", "https"}:
        raise PressError(f"{url}: not an address of a web site; write https://...")
    base = f"{url.rstrip('/')}/"
    names = [name for name in release.files if name not in UNSERVED]
    say(f"Comparing {len(names)} files at {base} ...")
    until, wrong = time.monotonic() + patience, names
    while True:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            told = dict(
                zip(
                    wrong,
                    pool.map(lambda name: _problem(base, name, release.files[name], name in moved), wrong),
                    strict=True,
                )
            )
        wrong = [name for name in wrong if told[name]]
        if not wrong or time.monotonic() >= until:
            break
        say(f"{len(wrong)} files are not live yet; looking again ...")
        time.sleep(PAUSE)
    for name in wrong:
        say(f"{base}{_address(name)}: {told[name]}")
    say(
        f"{len(wrong)} of {len(names)} files differ at {base}"
        if wrong
        else f"all {len(names)} files are live at {base}"
    )
    return not wrong


def _address(name: str) -> str:
    return quote(name.removesuffix("index.html") if name == "index.html" or name.endswith("/index.html") else name)


def _problem(base: str, name: str, expected: str, may_move: bool) -> str:  # noqa: FBT001 - private
    """What is wrong with the live file, or nothing."""
    request = urllib.request.Request(base + _address(name), headers={"Cache-Control": "no-cache"})  # noqa: S310
    try:
        with OPENER.open(request, timeout=TIMEOUT) as answer:
            data = answer.read()
    except urllib.error.HTTPError as error:
        if error.code in MOVED and may_move:
            return ""
        return f"answered {error.code}"
    except (OSError, HTTPException) as error:
        return f"not reached: {error}"
    found = hashlib.sha256(data).hexdigest()
    return "" if found == expected else f"{len(data)} bytes that are not those published"
