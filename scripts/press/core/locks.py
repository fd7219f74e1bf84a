"""One process at a time: who comes second waits, or is told who came first.

The lock is the operating system's, so that the end of its holder releases it, whatever ended it; the text beside it,
which says who holds it, may outlive its writer and decides nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from press.core import shallow
from press.core.errors import PressError

if TYPE_CHECKING:
    from filelock import FileLock


@contextmanager
def held(place: Path, verb: str, wait: Callable[[str], object] | None = None) -> Iterator[bool]:
    """Hold the lock at `place` for a block, and say whether another had it first.

    `wait` is told once who is waited for; without it nobody waits, and a PressError says who is at work.
    """
    from filelock import FileLock  # noqa: PLC0415 - it takes longer to load than most verbs take

    lock, account = FileLock(place), place.with_suffix(".held")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        waited = not _taken_at_once(lock)
        if waited:
            _say_or_refuse(account, verb, wait)
            lock.acquire()
        since = f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S}"
        account.write_text(json.dumps({"process": os.getpid(), "verb": verb, "since": since}), encoding="utf-8")
    except (OSError, NotImplementedError) as error:  # a system or a place without locks
        lock.release()
        reason = getattr(error, "strerror", None) or error
        raise PressError(f"{verb} cannot lock {place}: {reason}; nothing was changed") from None
    try:
        yield waited
    finally:
        account.unlink(missing_ok=True)
        lock.release()


def _taken_at_once(lock: FileLock) -> bool:
    with suppress(TimeoutError):  # filelock's own is one
        lock.acquire(timeout=0)
    return lock.is_locked


def _say_or_refuse(account: Path, verb: str, wait: Callable[[str], object] | None) -> None:
    if wait is None:
        raise PressError(f"{holder(account)} is at work here; let it end, then run {verb} again; nothing was changed")
    wait(f"waiting for {holder(account)} ...")


def holder(account: Path) -> str:
    """Who holds a lock, by the account beside it; one who has only just taken it may not have written that yet."""
    try:
        said = shallow.read_json(account.read_text(encoding="utf-8"))
        return f"{said['verb']} (process {said['process']}, since {said['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
