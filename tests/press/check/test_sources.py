"""Sources are files of the project: whatever else lies there is told apart, and neither opened nor followed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from press.check import Reading
from press.cli import cli
from press.core import sources
from press.core.errors import PressError
from press.site import engine, stamp

KEY = "-----BEGIN OPENSSH PRIVATE KEY-----"


def bind(place) -> None:
    """A socket; such a name must be short, so it is made from within its folder."""
    before = Path.cwd()
    os.chdir(place.parent)
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(place.name)
    os.chdir(before)


def linked(target: str):
    """A link to some place."""
    return lambda place: place.symlink_to(target)


ODD = {
    "link outside": ("content/key.txt", linked("../../key")),
    "page outside": ("content/key.md", linked("../../key")),
    "link to a link": ("content/key.png", linked("../way")),
    "whole path outside": ("content/passwd.csv", linked("/etc/passwd")),
    "folder outside": ("content/etc", linked("/etc")),
    "hidden": ("content/env.txt", linked("../.env")),
    "hidden folder": ("content/head.txt", linked("../.git/HEAD")),
    "loop": ("content/loop.md", linked("loop.md")),
    "folder loop": ("content/again", linked("../content")),
    "dangling": ("content/gone.md", linked("nowhere.md")),
    "device": ("content/zero.md", linked("/dev/zero")),
    "override outside": ("overrides/key.html", linked("../../key")),
    "pipe": ("content/pipe.md", os.mkfifo),
    "pipe among drawings": ("figures/pipe.json", os.mkfifo),
    "pipe as a document": ("NOTES.md", os.mkfifo),
    "pipe as the ledger": ("content/claims.yml", os.mkfifo),
    "pipe as an experiment": ("scripts/orchard/pipe.py", os.mkfifo),
    "folder as a result": ("figures/folder.json", lambda place: place.mkdir()),
    "socket": ("content/end.txt", bind),
    "not text": (r"content/caf\udce9.md", lambda place: place.with_name(os.fsdecode(b"caf\xe9.md")).touch()),
    "line break": (r"content/a\nb.md", lambda place: place.with_name("a\nb.md").touch()),
    "escape": (r"content/a\x1b[2Jb.png", lambda place: place.with_name("a\x1b[2Jb.png").touch()),
    "backslash": ("content/a\\b.png", lambda place: place.touch()),
}


@pytest.fixture
def around(orchard):
    """A project, and what an odd thing in it may lead to."""
    (orchard.root.parent / "key").write_text(KEY)
    (orchard.root / "way").symlink_to("../key")
    (orchard.root / ".env").write_text("SECRET=hush")
    (orchard.root / ".git").mkdir()
    (orchard.root / ".git/HEAD").write_text("x")
    (orchard.root / "overrides").mkdir()
    return orchard


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_file_of_the_project_is_a_finding_and_nothing_is_read(around, monkeypatch, kind):
    """A check names the place and ends with 1; building, publishing and reading refuse with the same words."""
    place, put = ODD[kind]
    (around.root / place).unlink(missing_ok=True)
    put(around.root / place)
    monkeypatch.chdir(around.root)
    outcome = CliRunner().invoke(cli, ["check"], catch_exceptions=False)
    assert outcome.exit_code == 1
    assert outcome.output.startswith(f"{place}:1:1: unread: ")
    for read in (Reading, stamp.sources, lambda found: engine.build(found, "mkdocs", found.root / "built")):
        with pytest.raises(PressError) as refused:
            read(around)
        assert str(refused.value).startswith(f"{place}: ")
    assert not (around.root / "built").exists()


@pytest.mark.slow
def test_mkdocs_alone_publishes_no_key_either(project):
    """Whoever runs the engine without the toolkit's verb is held by the hook."""
    (project.parent / "key").write_text(KEY)
    (project / "content/key.txt").symlink_to(project.parent / "key")
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "content/key.txt: a link that leads out of the project" in done.stderr
    assert not (project / "site/key.txt").exists()


def test_a_link_to_a_file_of_the_project_is_one(orchard):
    """What is written once may be linked to from another place of the project."""
    (orchard.content / "again.csv").symlink_to("evidence.md")
    (orchard.content / "رو\u200cد 👩\u200d🌾.png").write_bytes(b"")  # joiners are part of how names are written
    assert list(sources.odd(orchard)) == []
