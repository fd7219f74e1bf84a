"""One process at a time: who comes second is told who came first, and a kill lets the next one in."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from press.core import locks
from press.core.errors import PressError

HOLDER = """
import sys
from pathlib import Path
from press.core import locks
with locks.held(Path(sys.argv[1]), "press build"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(place):
    """A process that holds a lock until its input ends."""
    command = [sys.executable, "-c", HOLDER, str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process


def test_who_does_not_wait_is_told_who_is_at_work(tmp_path):
    """The message names process, verb and time; when the holder has ended, the lock is free and no more stays."""
    place = tmp_path / "a" / "build.lock"
    with holder(place) as process:
        said = (
            rf"^press build \(process {process.pid}, since 20[-\d]+ [\d:]+\) is at work here; .* run press import again"
        )
        with pytest.raises(PressError, match=said), locks.held(place, "press import"):
            pass
        process.stdin.close()
        process.wait()
    with locks.held(place, "press import") as waited:
        assert not waited
    assert {path.name for path in place.parent.iterdir()} <= {"build.lock"}


def test_who_waits_says_for_whom_and_gets_in(tmp_path):
    """One line before, and then the block runs."""
    place = tmp_path / "build.lock"
    with holder(place) as process:
        lines = []

        def say(line):
            lines.append(line)
            process.stdin.close()

        with locks.held(place, "press build", say) as waited:
            assert waited
    assert len(lines) == 1
    assert lines[0].startswith(f"waiting for press build (process {process.pid}, since 20")


def test_a_kill_releases(tmp_path):
    """A holder that is killed leaves an account of itself, which stops nobody."""
    place = tmp_path / "build.lock"
    with holder(place) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert place.with_suffix(".held").exists()
        with locks.held(place, "press build") as waited:
            assert not waited
            assert f"process {os.getpid()}" in locks.holder(place.with_suffix(".held"))
    assert not place.with_suffix(".held").exists()


@pytest.mark.parametrize("account", ["", "{", "[]", '{"verb": "press build"}'])
def test_an_account_that_cannot_be_read_is_of_another_process(tmp_path, account):
    """The account decides nothing, so one that is half written only says less."""
    place = tmp_path / "build.held"
    place.write_text(account)
    assert locks.holder(place) == "another process"


def test_what_goes_wrong_inside_is_not_the_locks_fault(tmp_path):
    """An error of the block comes out as it was, and the lock is free."""
    with pytest.raises(OSError, match="disk on fire"), locks.held(tmp_path / "a.lock", "press build"):
        raise OSError("disk on fire")
    with locks.held(tmp_path / "a.lock", "press build") as waited:
        assert not waited


def test_a_place_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    """A read-only checkout is one sentence."""

    def refuse(*_, **__):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "mkdir", refuse)
    said = r"press build cannot lock .*build\.lock: Read-only file system; nothing was changed"
    with pytest.raises(PressError, match=said), locks.held(tmp_path / "new" / "build.lock", "press build"):
        pass
