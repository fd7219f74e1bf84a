"""A folder is what it was or what it will be: between any two steps of its renewal, after any kill, for any reader."""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import sys
import threading

import pytest

from press.core import files, signature

RENEW = """
import itertools, os, shutil, sys
from pathlib import Path
from press.core import files, signature
folder, home, moment = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
if sys.argv[4] == "two steps":
    files.exchange = lambda one, other: False
steps = itertools.count(1)
def hook(event, arguments):
    if event in {"os.rename", "os.rmdir", "os.remove", "os.mkdir", "ctypes.dlsym"} and next(steps) == moment:
        os._exit(9)
sys.addaudithook(hook)
files.heal(folder, home)
with files.renewed(folder, home) as fresh:
    fresh.mkdir()
    (fresh / "page").write_text("new")
    (fresh / "other").write_text("new")
"""


def read(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.fixture
def old(tmp_path):
    """A folder as it was."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "page").write_text("old")
    return folder


@pytest.mark.parametrize("way", ["one step", "two steps"])
def test_a_kill_between_any_two_steps_leaves_the_old_or_the_new(old, tmp_path, way):
    """Whatever the moment; and where a system needs two steps, `heal` puts back what was set aside."""
    home, killed = tmp_path / "home", 0
    before, after = {"page": "old"}, {"page": "new", "other": "new"}
    for moment in itertools.count(1):
        command = [sys.executable, "-c", RENEW, str(old), str(home), str(moment), way]
        if not subprocess.run(command, check=False).returncode:
            break
        killed += 1
        assert way == "two steps" or old.is_dir()
        lost = not old.exists()
        assert files.heal(old, home) == lost
        assert read(old) in (before, after)
        assert list(home.glob(".*")) == []
        before = read(old)
    assert killed > 5
    assert read(old) == after
    assert list(home.iterdir()) == []


def test_a_block_that_fails_leaves_the_old(old, tmp_path):
    """The next state goes, and the folder is untouched."""
    with contextlib.suppress(ZeroDivisionError), files.renewed(old, tmp_path / "home") as fresh:
        fresh.mkdir()
        raise ZeroDivisionError
    assert read(old) == {"page": "old"}
    assert list((tmp_path / "home").iterdir()) == []


def test_a_new_state_that_cannot_move_leaves_the_old(old, tmp_path, monkeypatch):
    """Where the second of two steps fails, the first is taken back."""
    monkeypatch.setattr(files, "exchange", lambda one, other: False)
    with pytest.raises(FileNotFoundError), files.renewed(old, tmp_path / "home"):
        pass  # nothing was made
    assert read(old) == {"page": "old"}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is a moment between two steps")
def test_readers_never_miss_a_folder(old, tmp_path):
    """While it is exchanged a hundred times, there is always one."""
    missed, done = [], threading.Event()

    def watch():
        while not done.is_set():
            missed.extend([] if os.path.exists(old / "page") else [1])  # noqa: PTH110 - quickly

    watcher = threading.Thread(target=watch)
    watcher.start()
    for number in range(100):
        with files.renewed(old, tmp_path / "home") as fresh:
            fresh.mkdir()
            (fresh / "page").write_text(str(number))
    done.set()
    watcher.join()
    assert missed == []


def test_files_are_found_in_the_order_of_their_paths(tmp_path):
    """A folder's files stand together, before what begins as its name does and goes on."""
    names = ["a/b.md", "a-b/c.md", "a.md", "a/b/c.md", "a b.md", "b.txt", "A/z.md"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = files.found(tmp_path, ".md")
    assert found == sorted(tmp_path / name for name in names if name.endswith(".md"))


def test_what_was_found_is_held_for_as_long_as_it_is_asked_to(tmp_path):
    """A build sees its sources as they were when it began; who asks behind it sees them as they are."""
    with signature.held():
        assert signature.below(tmp_path, ".md") == ()
        (tmp_path / "a.md").touch()
        assert signature.below(tmp_path, ".md") == ()
    assert [place for place, *_ in signature.below(tmp_path, ".md")] == [str(tmp_path / "a.md")]
