"""What a shell, a disk or a folder does to a verb: it does its work whole, or says in one sentence why not."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

import pytest

from outside import press

pytestmark = pytest.mark.slow

DROP, WRITE_ANYWHERE = 24, 1  # of Linux: what takes from the superuser, in a program that starts, one right
READING = ("--help", "figures", "why --json", "check", "publish --to directory:w --list")
REFUSED = ("figures --force", "build", "check --links", "check --baseline", "new experiment other", "new article sub",
           "publish --to directory:w --rollback", "import wordpress {export} --to content")  # fmt: skip


@pytest.fixture(scope="module")
def built(article, tmp_path_factory):
    """The small project, built and checked; for looking only."""
    root = shutil.copytree(article, tmp_path_factory.mktemp("accidents") / "coin")
    for words in ("build", "check"):
        assert press(root, words).returncode == 0
    return root


def start(project, words, **options):
    """Start a verb in a project, as its user does."""
    return subprocess.run([sys.executable, "-m", "press", *words.split()], cwd=project, check=False, **options)


def unread(project, words, *, both):
    """Start a verb whose output, and complaints, go into a pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return start(project, words, stdout=writing, stderr=writing if both else subprocess.PIPE)
    finally:
        os.close(writing)


@pytest.mark.parametrize("words", READING)
def test_a_reader_who_leaves_changes_nothing(built, words):
    """As by `| head`: each verb ends as it ends otherwise, and complains of nothing."""
    done = unread(built, words, both=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert unread(built, words, both=True).returncode == 0


def test_what_was_asked_for_is_done_whole_though_nobody_reads_of_it(built, tmp_path):
    """A build and a publish do not end in the middle because their first line was enough for someone."""
    root = shutil.copytree(built, tmp_path / "coin")
    shutil.rmtree(root / "site")
    assert unread(root, "build", both=True).returncode == 0
    assert unread(root, "check", both=True).returncode == 0
    assert unread(root, "publish --to directory:w", both=True).returncode == 0
    assert (root / "w/current/index.html").read_bytes() == (root / "site/index.html").read_bytes()
    assert unread(root, "init", both=True).returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no folder away that somebody stands in")
@pytest.mark.parametrize("words", ["figures", "check"])
def test_a_folder_that_is_gone_is_said(words, tmp_path):
    """Who starts a verb where another window has removed the folder reads one sentence, and no traceback."""
    gone = f"cd {tmp_path} && mkdir gone && cd gone && rmdir ../gone && {sys.executable} -m press {words}"
    done = subprocess.run(["sh", "-c", gone], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "press: the folder that this was started in is gone; go to another, and try again\n"


@pytest.mark.parametrize("words", ["figures", "check", "--help"])
def test_an_output_that_is_full_is_said(built, words):
    """A disk that takes no more of what is printed is no success, and no traceback."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = start(built, words, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.decode() == "press: what is printed: No space left on device\n"


@pytest.fixture(scope="module")
def read_only(built):
    """Runs a verb in the project while nothing in it can be written."""
    root = shutil.copytree(built, built.with_name("read-only"))

    def run(words):
        whole = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return start(root, words, preexec_fn=_be_nobody, **whole)

    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555)
    yield run
    for path in folders:
        path.chmod(0o755)


def _be_nobody() -> None:
    """To the superuser every folder can be written."""
    ctypes.CDLL(None).prctl(DROP, WRITE_ANYWHERE, 0, 0, 0)


@pytest.mark.parametrize("words", [*READING, "check --fix", "why --margins"])
def test_what_only_reads_works_where_nothing_can_be_written(read_only, words):
    """A cache that cannot be kept costs time and nothing else."""
    done = read_only(words)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_written_is_said_by_name(read_only, words, tmp_path):
    """One sentence with the place, exit 2, and the project is as it was."""
    export = tmp_path / "export.xml"
    export.write_text('<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel></channel></rss>')
    done = read_only(words.format(export=export))
    assert done.returncode == 2, done.stdout
    *_, said = done.stderr.splitlines()
    assert said.startswith("press: ")
    assert "Permission denied" in said
    assert "Traceback" not in done.stderr
