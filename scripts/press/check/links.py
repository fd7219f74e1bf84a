"""What other sites answered, remembered in the project: `links.json`, which `press check --links` writes.

A link fails for a day, and some hosts refuse every program, so one bad answer proves nothing. Kept of each address are
the last day it answered and the days since on which it failed; the rule `external` reads that and asks nobody.
"""

from __future__ import annotations

import re
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError

from press.article import prose
from press.check import retractions
from press.core import json_file, web
from press.core.characters import shown
from press.core.project import Project
from press.html import hosts

ADDRESS = re.compile(r"https?://[^\s<>\"'`\]{}|\\]+")
# A work's identifiers in a bibliography, by the registry that answers 404 for one that it has never given.
REGISTRIES = {"doi": "https://doi.org/", "eprint": "https://arxiv.org/abs/"}
IDENTIFIER = re.compile(
    r"^[ \t]*(?P<field>doi|eprint)[ \t]*=[ \t]*[{\"](?P<name>10\.[^\s{}\"]+|\d{4}\.\d{4,5}(?:v\d+)?)[}\"]",
    re.MULTILINE | re.IGNORECASE,
)
RETRACTED = "retracted:"  # how an answer begins that says so
UNSEEN = {"fence", "code", "comment"}
GONE = {404, 410}  # other answers say only that a program is not welcome, or that the host is busy
BUSY = {429, 503}  # and say with `Retry-After` when to ask again
SECONDS = 30.0  # for one answer, redirects and all
LONGEST = 900.0  # for all of them; who was not asked then is asked the next time
PAUSE, LONGEST_PAUSE, TIMES = 20.0, 60.0, 3  # before a busy host is asked again, and how often
HOSTS_AT_ONCE = 8
BROWSER = "Mozilla/5.0 (compatible; press link check)"


class Memory(NamedTuple):
    """What is known of an address: the last day it answered, the days since on which it failed, and how."""

    answered: str
    failed: tuple[str, ...]
    said: str


class Said(NamedTuple):
    """What is wrong with an address: nothing, what failed, or that the host `refused` to tell a program."""

    text: str
    later: float = 0.0  # seconds that a busy host wants to be left alone


class Asking:
    """One round of questions: the answers, kept in the file as they come, and when to stop."""

    def __init__(self, project: Project, today: date) -> None:
        self.project, self.today = project, today.isoformat()
        self.before = read(project)
        self.after: dict[str, Memory] = {}
        self.writing, self.stopped = threading.Lock(), threading.Event()
        self.until = time.monotonic() + LONGEST

    def host(self, addresses: Iterable[str]) -> None:
        """Ask for the addresses of one host, one after the other; one that is busy later."""
        waiting = deque((address, TIMES) for address in addresses)
        while waiting and not self.stopped.is_set() and time.monotonic() < self.until:
            address, times = waiting.popleft()
            said = answer(address)
            if said.later and times > 1:
                waiting.append((address, times - 1))
                self.stopped.wait(min(said.later, self.until - time.monotonic()))
            else:
                self.keep(address, said.text)

    def keep(self, address: str, said: str) -> None:
        """Remember an answer at once, so that whatever ends the round loses none."""
        with self.writing:
            self.after[address] = remembered(self.before.get(address), said, self.today)
            write(self.project, self.before | self.after)


def found(path: Path, text: str) -> Iterator[tuple[int, str]]:
    """The addresses of other sites in a text, and where each stands; a private host is nobody to ask."""
    unseen = [span for span in prose.spans(".md", text) if span.kind in UNSEEN] if path.suffix == ".md" else []
    for match in ADDRESS.finditer(text):
        seen = not any(span.start <= match.start() < span.end for span in unseen)
        if seen and not hosts.private(hosts.host(match[0])):
            yield match.start(), trimmed(match[0])
    for match in IDENTIFIER.finditer(text) if path.suffix == ".bib" else ():
        yield match.start("name"), REGISTRIES[match["field"].lower()] + match["name"]


def works(path: Path, text: str) -> Iterator[tuple[int, str]]:
    """The records of the works in a bibliography, which say whether they were retracted, and where each stands."""
    for match in IDENTIFIER.finditer(text) if path.suffix == ".bib" else ():
        yield match.start("name"), retractions.record(match["field"].lower(), match["name"])


def trimmed(address: str) -> str:
    """An address without the full stop or the bracket that only follows it, and without its fragment."""
    address = address.rstrip(".,;:!?*_")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?*_")
    return address.partition("#")[0]


def place(project: Project) -> Path:
    """Where the memory is kept: with the project, so that everyone's days count."""
    return project.root / "links.json"


def read(project: Project) -> dict[str, Memory]:
    """The memory by address; none where nobody has asked yet."""
    return json_file.read(place(project), _memories, "delete it and run: press check --links") or {}


def _memories(body: dict[str, Any]) -> dict[str, Memory]:
    return {key: Memory(item["answered"], tuple(item["failed"]), item["said"]) for key, item in body.items()}


def write(project: Project, memories: dict[str, Memory]) -> None:
    """Keep the memory."""
    json_file.write(place(project), {key: each._asdict() for key, each in sorted(memories.items())})


def ask(project: Project, addresses: Iterable[str], today: date, report: Callable[[str], object]) -> dict[str, Memory]:
    """Ask for every address once, one at a time of each host, and remember the answers."""
    wanted, asking, by_host = sorted(set(addresses)), Asking(project, today), defaultdict(list)
    for each in wanted:
        by_host[hosts.host(each)].append(each)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        try:
            list(pool.map(asking.host, by_host.values()))
        finally:
            asking.stopped.set()
    after = {each: memory for each in wanted if (memory := (asking.before | asking.after).get(each))}
    write(project, after)
    for each, memory in after.items():
        if each in asking.after and memory.said.startswith(RETRACTED):
            report(f"{shown(each)}: {memory.said}")
        elif memory.failed and each in asking.after:
            report(f"{shown(each)}: {memory.said} ({len(memory.failed)} day{'s'[: len(memory.failed) != 1]})")
    if left := len(wanted) - len(asking.after):
        report(f"{left} of {len(wanted)} addresses were not asked within {LONGEST:.0f} seconds; ask again")
    return after


def remembered(before: Memory | None, said: str, today: str) -> Memory:
    """What is known after another answer: an empty one is good, and wipes out what failed before."""
    if not said:
        return Memory(today, (), "")
    failed = before.failed if before else ()
    if said.startswith(RETRACTED):
        return Memory(today, (), said)
    if said.startswith("refused"):
        if before and before.said.startswith(RETRACTED):
            return before
        return Memory(before.answered if before else "", failed, said)
    return Memory(before.answered if before else "", tuple(sorted({*failed, today})), said)


def answer(address: str) -> Said:
    """What a host says of an address; whatever it does costs this answer and no other."""
    if retractions.is_one(address):
        return _recorded(address)
    said = Said("")
    for method in ("HEAD", "GET"):
        try:
            with _asked(address, method):
                return Said("")
        except HTTPError as error:
            said = Said(_told(error) if error.code in GONE else f"refused: {_told(error)}", _later(error))
            if said.later:
                return said
        except web.UnaskedError as error:
            return Said(f"no answer: {error}")
        except web.FAULTS as error:
            said = Said(f"no answer: {shown(web.reason(error))}")
    return said


def _recorded(address: str) -> Said:
    """What a record says of a work; one that cannot be read says nothing of it."""
    try:
        with _asked(address, "GET") as reply:
            found = retractions.said(address, web.body(reply, retractions.LARGEST).decode("utf-8", "replace"))
    except HTTPError as error:
        return Said(f"refused: {_told(error)}", _later(error))
    except (ValueError, *web.FAULTS) as error:
        return Said(f"refused: {shown(web.reason(error))}")
    return Said(f"{RETRACTED} {found}" if found else "")


def _asked(address: str, method: str) -> AbstractContextManager[Any]:
    return web.asked(address, method=method, headers={"User-Agent": BROWSER}, patience=SECONDS, refused=_is_private)


def _told(error: HTTPError) -> str:
    return shown(f"answered {error.code} {error.reason}".strip())


def _is_private(host: str) -> bool:
    return hosts.private(host if ":" in host else hosts.host(f"//{host}"))


def _later(error: HTTPError) -> float:
    """How long a busy host wants to be left alone; one that is down for the day does not say so."""
    told = str(error.headers.get("Retry-After", "")).strip()
    if error.code not in BUSY or (error.code != 429 and not told):
        return 0.0
    return min(float(told), LONGEST_PAUSE) if told.isdecimal() and len(told) < 9 else PAUSE
