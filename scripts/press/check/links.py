"""What other sites answered, remembered in the project: `links.json`, which `press check --links` writes.

A link fails for a day, and some hosts refuse every program, so one bad answer proves nothing. Kept of each address are
the last day it answered and the days since on which it failed; the rule `external` reads that and asks nobody.
"""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urldefrag, urlsplit
from urllib.request import Request, urlopen

from press.article import prose
from press.core import results
from press.core.errors import PressError
from press.html import hosts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from press.core.project import Project

ADDRESS = re.compile(r"https?://[^\s<>\"'`\]{}|\\]+")
UNSEEN = {"fence", "code", "comment"}
GONE = {404, 410}  # other answers say only that a program is not welcome, or that the host is busy
SECONDS = 15
HOSTS_AT_ONCE = 8
BROWSER = "Mozilla/5.0 (compatible; press link check)"


class Memory(NamedTuple):
    """What is known of an address: the last day it answered, the days since on which it failed, and how."""

    answered: str
    failed: tuple[str, ...]
    said: str


def found(path: Path, text: str) -> Iterator[tuple[int, str]]:
    """The addresses of other sites in a text, and where each stands; a private host is nobody to ask."""
    unseen = [span for span in prose.spans(".md", text) if span.kind in UNSEEN] if path.suffix == ".md" else []
    for match in ADDRESS.finditer(text):
        seen = not any(span.start <= match.start() < span.end for span in unseen)
        if seen and not hosts.private(hosts.host(match[0])):
            yield match.start(), trimmed(match[0])


def trimmed(address: str) -> str:
    """An address without the full stop or the bracket that only follows it, and without its fragment."""
    address = address.rstrip(".,;:!?*_")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?*_")
    return urldefrag(address)[0]


def place(project: Project) -> Path:
    """Where the memory is kept: with the project, so that everyone's days count."""
    return project.root / "links.json"


def read(project: Project) -> dict[str, Memory]:
    """The memory by address; none where nobody has asked yet."""
    path = place(project)
    if not path.is_file():
        return {}
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return {key: Memory(item["answered"], tuple(item["failed"]), item["said"]) for key, item in stored.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PressError(
            f"{project.place(path)}: cannot be read ({error}); delete it and run: press check --links"
        ) from None


def ask(project: Project, addresses: Iterable[str], today: date, report: Callable[[str], object]) -> dict[str, Memory]:
    """Ask for every address once, one at a time of each host, and remember the answers."""
    wanted = sorted(set(addresses), key=lambda each: (urlsplit(each).netloc, each))
    hosts = [list(group) for _, group in groupby(wanted, key=lambda each: urlsplit(each).netloc)]
    before = read(project)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        asked = pool.map(lambda host: [(each, answer(each)) for each in host], hosts)
        answers = dict(pair for pairs in asked for pair in pairs)
    after = {each: remembered(before.get(each), answers[each], today.isoformat()) for each in wanted}
    for each in wanted:
        if after[each].failed:
            report(f"{each}: {after[each].said} ({len(after[each].failed)} day{'s'[: len(after[each].failed) != 1]})")
    body = {key: memory._asdict() for key, memory in sorted(after.items())}
    results.replace(place(project), (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode())
    return after


def remembered(before: Memory | None, said: str, today: str) -> Memory:
    """What is known after another answer: an empty one is good, and wipes out what failed before."""
    if not said:
        return Memory(today, (), "")
    failed = before.failed if before else ()
    if said.startswith("refused"):
        return Memory(before.answered if before else "", failed, said)
    return Memory(before.answered if before else "", tuple(sorted({*failed, today})), said)


def answer(address: str) -> str:
    """What is wrong with an address: nothing, what failed, or that the host `refused` to tell a program."""
    for method in ("HEAD", "GET"):
        try:
            with urlopen(Request(address, method=method, headers={"User-Agent": BROWSER}), timeout=SECONDS):  # noqa: S310 - only http and https are found
                return ""
        except HTTPError as error:
            said = f"answered {error.code} {error.reason}".strip()
            said = said if error.code in GONE else f"refused: {said}"
        except (URLError, OSError, ValueError) as error:
            said = f"no answer: {getattr(error, 'reason', error)}"
    return said
