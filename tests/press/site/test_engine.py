"""Two builds at once, and builds that are killed: `site/` is always a whole site, and the next command heals."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from outside import new_article, press
from press import cli
from press.core import files, project
from press.core.errors import PressError
from press.site import engine, inside, stamp

pytestmark = pytest.mark.slow
TWO_STEPS = """
import os, sys
from pathlib import Path
from press.core import files
from press.cli import cli
files.exchange = lambda one, other: False
real = Path.rename
def rename(path, target):
    if path.name.endswith(".new"):
        os._exit(9)
    return real(path, target)
Path.rename = rename
sys.argv = ["press", "build"]
cli()
"""


@pytest.fixture(scope="module")
def article(tmp_path_factory):
    """A small article, built."""
    folder = new_article(tmp_path_factory.mktemp("builds"), "article")
    done = press(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def built(article, tmp_path):
    """A copy of it for one test."""
    return shutil.copytree(article, tmp_path / "article")


def digest(folder):
    return stamp.digest(stamp.files(folder / "site"))


def remains(folder):
    """What lies in the cache and is neither an answer nor a lock."""
    return sorted(
        path.name for path in (folder / ".cache/press").iterdir() if path.suffix in {".new", ".before", ".held"}
    )


def start(folder, *words):
    command = [sys.executable, "-m", "press", *words]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_two_builds_at_once_both_leave_the_whole_site(built):
    """One waits for the other and says so; each ends well, the site is that of a build alone, nothing lies about."""
    before = digest(built)
    running = [start(built, "build") for _ in range(2)]
    said = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert sum("waiting for press build (process" in text for text in said) == 1
    assert digest(built) == before
    assert remains(built) == []
    assert press(built, "check").returncode == 0


@pytest.mark.parametrize("name", engine.ENGINES)
def test_kills_at_random_moments_leave_a_whole_site(built, name):
    """Whenever a build is killed, with all its processes, the site is the old or the new; the next one completes."""
    assert press(built, "build", "--engine", name).returncode == 0
    sites, killed, seconds, chance = {digest(built)}, 0, 3.0, random.Random(name)  # noqa: S311 - no secret
    page = built / "content" / "evidence.md"
    text = page.read_text(encoding="utf-8")
    for number in range(5):
        page.write_text(f"{text}\nMore words.\n" if number % 2 == 0 else text, encoding="utf-8")
        begun = time.monotonic()
        command = [sys.executable, "-m", "press", "build", "--engine", name]
        with subprocess.Popen(command, cwd=built, stdout=-3, stderr=-3, start_new_session=True) as process:
            try:
                process.wait(chance.uniform(0.2, 1.05) * seconds)
                seconds = time.monotonic() - begun
                sites.add(digest(built))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                killed += 1
        assert (built / "site" / "sitemap.xml").is_file()
    left = digest(built)
    for words in (f"{text}\nMore words.\n", text):
        page.write_text(words, encoding="utf-8")
        assert press(built, "build", "--engine", name).returncode == 0
        sites.add(digest(built))
    assert killed
    assert left in sites
    assert remains(built) == []


@pytest.mark.parametrize("verb", ["check", "build", "audit"])
def test_a_site_that_a_kill_left_aside_comes_back(built, verb):
    """Killed between the two steps of a system that cannot exchange in one, the next command says it and heals."""
    before = digest(built)
    assert subprocess.run([sys.executable, "-c", TWO_STEPS], cwd=built, check=False, stdout=-3).returncode == 9
    assert not (built / "site").exists()
    done = press(built, verb)
    assert stamp.HEALED in done.stdout + done.stderr
    assert done.returncode == 0, done.stdout
    assert digest(built) == before
    assert remains(built) == []


def test_nothing_is_put_back_from_under_a_build_at_work(built, monkeypatch):
    """While a build is between its steps, a check waits for it."""
    found = project.find(built)
    (built / "site").rename(files.aside(found.site, found.cache))
    waited = []

    class Held:
        def __enter__(self):
            files.aside(found.site, found.cache).rename(built / "site")  # the build has gone on

        def __exit__(self, *_):
            waited.append(1)

    monkeypatch.setattr(stamp.locks, "held", lambda *_: Held())
    said = []
    stamp.recover(found, said.append)
    assert waited
    assert said == []
    assert (built / "site").is_dir()


def test_a_build_is_stamped_with_what_it_was_begun_from(built, monkeypatch):
    """A page that is saved while a build runs leaves a site that is not current."""
    found = project.find(built)

    def run(*_, real=inside.build):
        real(*_)
        with (built / "content" / "evidence.md").open("a") as page:
            page.write("\nMore words.\n")

    monkeypatch.setattr(inside, "build", run)
    engine.build(found, "mkdocs", found.site, lambda _: None)
    assert not stamp.is_current(found)


@pytest.mark.parametrize("words", [["build"], ["figures", "--force"]])
def test_a_read_only_checkout_is_one_sentence(built, monkeypatch, words):
    """What cannot be written is said by name, exit 2; what is there stays."""
    before = digest(built)
    monkeypatch.chdir(built)
    real = os.open

    def refuse(path, flags, *rest, **options):
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(30, "Read-only file system", path)
        return real(path, flags, *rest, **options)

    monkeypatch.setattr(os, "open", refuse)
    done = CliRunner().invoke(cli.cli, words)
    assert done.exit_code == 2
    assert done.stderr.startswith("press: press ")
    assert done.stderr.endswith(": Read-only file system; nothing was changed\n")
    assert digest(built) == before


def test_a_time_that_is_none_stops_a_build_by_its_name(built, monkeypatch):
    """Who built the site with it is told what to unset, and not what Python could not read."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    found = project.find(built)
    with pytest.raises(PressError, match="SOURCE_DATE_EPOCH=yesterday: is no number of seconds"):
        engine.build(found, "mkdocs", found.site, lambda _: None)
