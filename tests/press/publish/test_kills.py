"""A publish is killed at any moment: what is served stays whole, and the next publish heals. `make kills` does 200."""

from __future__ import annotations

import hashlib
import os
import random
import re
import signal
import subprocess
import sys
import time

import pytest

from outside import press

pytestmark = pytest.mark.server

KILLS = int(os.environ.get("PRESS_KILLS", "20"))
STYLE = re.compile(rb'href="/(assets/style[^"]+)"')
DRIVER = """
import sys
from press import publish
from press.core import project
found = project.find()
publish.publish(found, publish.host(found, None, sys.argv[1]), print)
"""


def start(small, to: str) -> subprocess.Popen[bytes]:
    """Publish in a process group of its own."""
    command = [sys.executable, "-c", DRIVER, to]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=small.project.root, start_new_session=True, **quiet)


def kill_at_random(small, to: str, served, chance: random.Random, kills: int) -> int:
    """Kill publishes of ever new sites; after each, each served page is of one release and finds its style sheet."""
    pages: dict[str, set[bytes]] = {}
    killed, seconds = 0, 1.0
    for number in range(kills):
        small.numbered(number)
        for path in small.project.site.rglob("*.html"):
            pages.setdefault(path.relative_to(small.project.site).as_posix(), set()).add(path.read_bytes())
        began, process = time.monotonic(), start(small, to)
        if number == 0:
            assert process.wait(60) == 0
            seconds = time.monotonic() - began
        else:
            try:
                process.wait(chance.uniform(0.2, 1.05) * seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                killed += 1
            process.wait(60)
        there = served()
        for name, wanted in pages.items():
            assert there[name] in wanted, (number, name)
            assert STYLE.search(there[name])[1].decode() in there, (number, name)
    small.publish(to)
    root = small.project.site
    built = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert built.items() <= served().items()
    return killed


def below(folder) -> dict[str, bytes]:
    """The files of a folder, without those that publishing and the S3 server keep for themselves."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if not name.startswith((".press/", ".rclone_temp"))}


@pytest.mark.parametrize("kind", ["directory", "ssh", "git", "rclone"])
def test_a_kill_at_any_moment_leaves_the_served_site_whole(request, committed, tmp_path, kind):
    """Whatever kind of host, a kill leaves whole pages with their style sheets, and the next publish completes."""
    folder = tmp_path / "www"
    if kind == "git":
        bare = tmp_path / "host.git"
        subprocess.run(["git", "init", "-q", "--bare", bare], check=True)
        to = f"git:{bare}"

        def served() -> dict[str, bytes]:
            folder.mkdir(exist_ok=True)
            whole = ["git", "--git-dir", bare, "--work-tree", folder, "checkout", "-q", "-f", "gh-pages", "--", "."]
            subprocess.run(whole, check=True)
            return below(folder)
    elif kind == "rclone":
        remote, folder = request.getfixturevalue("bucket")
        to, served = f"rclone:{remote}", lambda: below(folder)
    else:
        remote = request.getfixturevalue("remote") if kind == "ssh" else None
        to = f"directory:ssh://{remote.address}:{remote.port}{folder}" if remote else f"directory:{folder}"

        def served() -> dict[str, bytes]:
            return below(folder / "current")

    killed = kill_at_random(committed, to, served, random.Random(kind), max(KILLS // 4, 4))  # noqa: S311 - no secret
    assert killed >= max(KILLS // 4, 4) // 3


def test_kills_of_two_publishes_at_once_leave_both_targets_whole(committed, tmp_path):
    """From one checkout to a folder and to a branch: whichever is killed, each target has one whole site or none."""
    bare, folder, chance = tmp_path / "host.git", tmp_path / "www", random.Random(2)  # noqa: S311 - no secret
    subprocess.run(["git", "init", "-q", "--bare", bare], check=True)
    places, digests, killed = [f"git:{bare}", f"directory:{folder}"], set(), 0
    rounds = max(KILLS // 4, 4)
    for number in range(5 * rounds):
        digests.add(committed.numbered(number))
        began = time.monotonic()
        both = [start(committed, to) for to in places]
        if number == 0:
            assert [process.wait(120) for process in both] == [0, 0]
            seconds = time.monotonic() - began
            continue
        time.sleep(chance.uniform(0.2, 0.9) * seconds)
        for process in both:
            if chance.random() < 0.7 and process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                killed += 1
            process.wait(120)
        seconds *= 1 if killed else 0.7  # the first publish may have taken longer than any other
        for to in places:
            assert committed.host(to).live().digest in digests
        for name, digest in committed.host(places[1]).live().files.items():
            assert hashlib.sha256((folder / "current" / name).read_bytes()).hexdigest() == digest
        if number + 1 >= rounds and killed:
            break
    for to in places:
        committed.publish(to)
        assert committed.host(to).live().digest == committed.numbered(number)
    assert list(committed.project.cache.glob("release-*")) == []
    assert killed


def test_a_publish_beside_a_build_brings_a_whole_checked_site_or_says_why_not(project, tmp_path):
    """A build that renews the site at any moment of a publish never mixes two sites on the host."""
    chance, folder = random.Random(3), tmp_path / "www"  # noqa: S311 - no secret
    to = ("publish", "--to", f"directory:{folder}")
    assert press(project, "build").returncode == 0
    assert press(project, "check").returncode == 0
    assert press(project, *to).returncode == 0
    live = (folder / "current").resolve().name
    began = time.monotonic()
    build = subprocess.Popen([sys.executable, "-m", "press", "build"], cwd=project, stdout=subprocess.DEVNULL)
    while build.poll() is None:
        time.sleep(chance.uniform(0, 0.3))
        done = press(project, *to)
        assert done.returncode == 0 or "nothing was published" in done.stderr, done.stderr
    assert build.returncode == 0, time.monotonic() - began
    assert (folder / "current").resolve().name == live  # the same sources build the same bytes
    assert press(project, *to).returncode == 0
