"""Hosts that keep silent, drip or never end, and two who publish at once: each ends within a bound, with a sentence."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from outside import press
from press import publish
from press.check import published
from press.cli import cli
from press.core import locks
from press.core.errors import PressError
from press.publish import _run, git
from servers import free_port, running, saying

pytestmark = pytest.mark.server


def endless(line: socket.socket) -> None:
    """An answer without an end."""
    line.recv(4096)
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        line.sendall(b"a" * 65536)


def silent(line: socket.socket) -> None:
    """Takes the question and says nothing."""
    line.recv(4096)
    time.sleep(30)


def dripping(line: socket.socket) -> None:
    """A byte now and then, so that no wait for a byte is ever over."""
    line.recv(4096)
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n\r\n")
    while True:
        line.sendall(b"0")
        time.sleep(0.1)


def test_of_an_endless_answer_no_more_is_read_than_was_published(small, tmp_path):
    """Verifying says that there is more than the file has, at once and for every file."""
    small.numbered(1)
    small.publish(f"directory:{tmp_path}/www")
    where, said = small.host(f"directory:{tmp_path}/www"), []
    release, size = where.live(), (small.project.site / "index.html").stat().st_size
    began = time.monotonic()
    with saying(endless) as url:
        assert not publish.verify(small.project, release, url, where, said.append)
    assert time.monotonic() - began < 10
    assert f"more than {size} bytes that are not those published" in "\n".join(said)


@pytest.mark.parametrize("url", ["http://[", "http://", "x", "file:///etc", "http://\x1b[2J/"])
def test_an_address_that_is_none_is_refused_before_anything_is_live(small, tmp_path, monkeypatch, url):
    """Where nothing can be compared afterwards nothing is published, and the sentence shows what was typed."""
    small.numbered(1)
    monkeypatch.chdir(small.project.root)
    done = CliRunner().invoke(cli, ["publish", "--to", f"directory:{tmp_path}/www", "--verify", url])
    assert (done.exit_code, (tmp_path / "www").exists()) == (2, False)
    assert "not an address of a web site; write https://..." in done.stderr
    assert done.stderr.strip().isprintable()


def test_a_former_release_is_verified_by_its_own_sizes(small, tmp_path):
    """What is published again after going back may be larger than what lies in site/ now."""
    to = f"directory:{tmp_path}/www"
    small.site({"index.html": "a long page" * 99, "sitemap.xml": ""})
    small.publish(to)
    small.site({"index.html": "short", "sitemap.xml": ""})
    small.publish(to)
    small.rollback(to)
    port = free_port()
    server = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "-d", f"{tmp_path}/www/current", str(port)]
    with running(server, port, tmp_path / "log"):
        where = small.host(to)
        assert publish.verify(small.project, where.live(), f"http://127.0.0.1:{port}", where, print)


def test_an_audit_of_an_endless_page_could_not(monkeypatch):
    """What is too large for a page of a site is said, with the bound."""
    monkeypatch.setattr(published, "LARGEST", 2**20)
    with saying(endless) as url, pytest.raises(PressError, match="sends more than 1,048,576 bytes"):
        published.open_site(url)


@pytest.mark.parametrize("talk", [silent, dripping])
def test_git_over_http_gives_up(committed, monkeypatch, talk):
    """A git host that says nothing, or only ever a little, is given up, and nothing of git stays behind."""
    monkeypatch.setattr(git, "QUESTION", 2.0)
    committed.numbered(1)
    began = time.monotonic()
    with saying(talk) as url, pytest.raises(PressError, match="no end after 2 seconds; the live site is as it was"):
        committed.publish(f"git:{url}/x.git")
    assert time.monotonic() - began < 15


def test_a_program_that_prints_without_end_is_ended(monkeypatch, tmp_path):
    """What another side makes a program print does not fill this machine, nor does a helper that outlives it."""
    monkeypatch.setattr(_run, "MOST", 2**20)
    with pytest.raises(PressError, match="sends without end"):
        _run.run(["sh", "-c", f"echo $$ > {tmp_path}/sh; yes & echo $! > {tmp_path}/yes; wait"])
    helper = Path(f"/proc/{(tmp_path / 'yes').read_text(encoding='utf-8').strip()}")
    for _ in range(50):
        if not helper.exists():
            break
        time.sleep(0.1)
    assert not helper.exists()


def test_a_helper_that_outlives_a_program_keeps_nobody_waiting():
    """What was printed until the program ended is what it printed."""
    began = time.monotonic()
    assert _run.run(["sh", "-c", "echo done; sleep 30 &"]) == b"done\n"
    assert time.monotonic() - began < 10


def test_what_a_host_complains_of_does_nothing_to_the_terminal():
    """Control characters in what a host says are shown."""
    with pytest.raises(PressError) as error:
        _run.run(["sh", "-c", r"printf 'bad \033[2Jhost\n' >&2; exit 1"])
    assert r"bad \x1b[2Jhost" in str(error.value)


def test_a_full_disk_here_is_named_as_the_one_here(small, tmp_path, monkeypatch):
    """Where the copy that goes out does not fit, this machine's folder is named and nothing of the host."""
    small.numbered(1)

    def full(path, data):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.write_bytes", full)
        with pytest.raises(
            PressError, match=r"\.cache/press/release-\d+: No space left on device; nothing was published"
        ):
            small.publish(f"directory:{tmp_path}/www")
    small.publish(f"directory:{tmp_path}/www")


def test_a_page_that_a_build_takes_away_meanwhile_is_said(small, tmp_path, monkeypatch):
    """A build beside a publish may renew the site: then nothing leaves, with one sentence."""
    from press.publish import _release

    small.numbered(1)
    checked = _release.checked

    def meanwhile(project):
        release = checked(project)
        (project.site / "index.html").unlink()
        return release

    monkeypatch.setattr(_release, "checked", meanwhile)
    with pytest.raises(PressError, match=r"site/index.html: changed while it was read; nothing was published"):
        small.publish(f"directory:{tmp_path}/www")
    assert not (tmp_path / "www/current").exists()


@pytest.mark.parametrize("kinds", [("directory", "directory"), ("directory", "git"), ("git", "git")])
def test_two_publishes_from_one_checkout_end_one_after_the_other(committed, tmp_path, kinds):
    """Whatever they publish to, both targets get whole sites."""
    root = committed.project.root
    digest = committed.numbered(1)
    places = []
    for number, kind in enumerate(kinds):
        folder = tmp_path / f"www{number}"
        if kind == "git":
            subprocess.run(["git", "init", "-q", "--bare", folder], check=True)
        places.append(f"{kind}:{folder}")
    command = [sys.executable, "-m", "press", "publish", "--to"]
    both = [
        subprocess.Popen([*command, to], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for to in places
    ]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    for to in places:
        assert committed.host(to).live().digest == digest
    assert list((root / ".cache/press").glob("release-*")) == []


def test_two_publishes_of_two_sites_to_one_folder_leave_one_of_them_whole(committed, tmp_path):
    """From two checkouts the last switch wins, or the loser is told that someone else has published meanwhile."""
    import shutil

    folder, roots = tmp_path / "www", [committed.project.root]
    digests = [committed.numbered(1)]
    roots.append(tmp_path / "other")
    shutil.copytree(roots[0], roots[1])
    other = type(committed)(committed.project._replace(root=roots[1]))
    digests.append(other.numbered(2))
    command = [sys.executable, "-m", "press", "publish", "--to", f"directory:{folder}"]
    both = [
        subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for root in roots
    ]
    said = [process.communicate(timeout=120)[0] for process in both]
    for process, words in zip(both, said, strict=True):
        assert process.returncode == 0 or "someone else has published meanwhile" in words, said
    assert (folder / "current").resolve().name in digests
    assert press(roots[0], "publish", "--to", f"directory:{folder}").returncode == 0
    assert (folder / "current").resolve().name == digests[0]


def test_who_publishes_second_says_whom_it_waits_for(small, tmp_path):
    """From one checkout a publish waits for the one before, and then does its work."""
    small.numbered(1)
    command = [sys.executable, "-m", "press", "publish", "--to", f"directory:{tmp_path}/www"]
    with locks.held(small.project.cache / publish.LOCK, "press publish"):
        process = subprocess.Popen(command, cwd=small.project.root, stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline().startswith(f"waiting for press publish (process {os.getpid()}, since ")
        assert not (tmp_path / "www").exists()
    assert "is live" in process.communicate(timeout=120)[0]
    assert process.returncode == 0
