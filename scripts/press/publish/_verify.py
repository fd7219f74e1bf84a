"""After a switch the live bytes are fetched and compared; what a proxy, a cache or a half upload changed is named."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from press.core import web
from press.core.characters import shown
from press.core.counted import counted
from press.publish._release import Release
from press.site import addresses

AT_ONCE = 8
SECONDS = 120.0  # for one file
LARGEST = 2**30  # of a file whose size is not known here
PAUSE = 5.0
UNSERVED = (*addresses.FOR_HOSTS, ".nojekyll", addresses.LOST)  # read by hosts, or not answered with 200
OK, MOVED = 200, {301, 302, 303, 307, 308}


def verify(  # noqa: PLR0917
    release: Release, url: str, moved: set[str], sizes: dict[str, int], patience: float, say: Callable[[str], None]
) -> bool:
    """Whether each file of a release is live at `url`; differences are said one by one.

    Of each file no more is read than it has, as far as `sizes` knows. A host may lead on from the
    pages `moved` by itself. One that takes its time after a publish gets `patience` seconds until it is right.
    """
    base = f"{url.rstrip('/')}/"
    names = [name for name in release.files if name not in UNSERVED]
    say(f"Comparing {counted(len(names), 'file')} at {base} ...")
    until, wrong = time.monotonic() + patience, names
    while True:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            problems = pool.map(lambda name: _problem(base, name, release, sizes, name in moved), wrong)
            told = {name: problem for name, problem in zip(wrong, problems, strict=True) if problem}
        if not told or time.monotonic() >= until:
            break
        if len(told) < len(wrong) or wrong is names:
            left = until - time.monotonic()
            say(f"{len(told)} of {len(names)} not live yet; looking again for at most {left:.0f} s ...")
        wrong = list(told)
        time.sleep(PAUSE)
    for line in _differences(base, told, len(names)):
        say(line)
    return not told


def _differences(base: str, told: dict[str, str], count: int) -> Iterator[str]:
    """What differs, file by file; one line where nobody answers at all."""
    alike = set(told.values())
    if not told:
        yield f"{count} of {count} files are live at {base}"
    elif len(told) == count > 1 and len(alike) == 1:
        yield f"{base}: {alike.pop()}, for every file"
        yield f"none of {count} files is live at {base}; once a server reads them there, run press publish again"
    else:
        yield from (f"{base}{_address(name)}: {problem}" for name, problem in told.items())
        yield f"{len(told)} of {count} files differ at {base}"


def _address(name: str) -> str:
    return quote(name.removesuffix("index.html") if name == "index.html" or name.endswith("/index.html") else name)


def _problem(base: str, name: str, release: Release, sizes: dict[str, int], may_move: bool) -> str:  # noqa: FBT001
    """What is wrong with the live file, or nothing."""
    most = max(sizes.get(name, LARGEST), 1)
    digest, size = hashlib.sha256(), 0
    try:
        address, asks = base + _address(name), {"Cache-Control": "no-cache"}
        with web.asked(address, headers=asks, patience=SECONDS, follow=False) as answer:
            if answer.status != OK:
                return "" if answer.status in MOVED and may_move else f"answered {answer.status}"
            for chunk in web.chunks(answer, most):
                digest.update(chunk)
                size += len(chunk)
    except web.FAULTS as error:
        return f"not reached: {shown(web.reason(error))}"
    if digest.hexdigest() == release.files[name]:
        return ""
    return f"{f'more than {most}' if size > most else size} bytes that are not those published"
