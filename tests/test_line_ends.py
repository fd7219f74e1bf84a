"""A checkout whose lines end as Windows writes them (Git's core.autocrlf) is the same project."""

from __future__ import annotations

import shutil

import pytest

import mirrored
from outside import new_article, press
from press.core import files

pytestmark = pytest.mark.slow
BINARY = {".png", ".jpg", ".gif", ".pdf", ".mp3", ".wav", ".mp4", ".xz", ".gz", ".webp", ".bin"}


def rewritten(folder, target):
    """A copy in which every text has the other line ends; the built site and caches are not copied."""
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns(".cache", "site", "__pycache__"))
    changed = 0
    for path in target.rglob("*"):
        if path.is_file() and path.suffix not in BINARY:
            data = path.read_bytes()
            path.write_bytes(data.replace(b"\n", b"\r\n"))
            changed += b"\n" in data
    assert changed > 10
    return target


@pytest.fixture(scope="module")
def article(tmp_path_factory):
    """A small article with its figure."""
    return new_article(tmp_path_factory.mktemp("ends"), "article")


@pytest.fixture(scope="module")
def windows(article, tmp_path_factory):
    """The same, as Git for Windows checks it out."""
    return rewritten(article, tmp_path_factory.mktemp("windows") / "article")


@pytest.mark.parametrize("verb", ["why", "figures"])
def test_all_is_fresh(windows, verb):
    """Nothing is simulated, reworded or drawn, and no file is written."""
    before = {path: path.read_bytes() for path in windows.rglob("*") if path.is_file() and ".cache" not in path.parts}
    done = press(windows, verb)
    assert done.stdout.splitlines()[-1] == "1 figure, all fresh"
    after = {path: path.read_bytes() for path in windows.rglob("*") if path.is_file() and ".cache" not in path.parts}
    assert {path: data for path, data in after.items() if "__pycache__" not in path.parts} == before


def test_it_builds_and_checks_clean(article, windows):
    """Sources and site, whose pages are to the byte those of the other checkout."""
    for folder in (article, windows):
        done = press(folder, "build")
        assert done.returncode == 0, done.stderr
        done = press(folder, "check")
        assert done.returncode == 0, done.stdout
    pages = [path.relative_to(article) for path in (article / "site").rglob("*.html")]
    assert len(pages) > 5
    assert all((article / page).read_bytes() == (windows / page).read_bytes() for page in pages)


def test_a_digest_of_sources_is_that_of_the_other_checkout(article, windows):
    """What a build was made from is the same."""
    from press.core import project
    from press.site import stamp

    assert stamp.sources(project.find(article)) == stamp.sources(project.find(windows))


def test_a_mirror_is_unchanged(tmp_path):
    """No page counts as edited here, and a second import changes nothing."""
    content = mirrored.new(tmp_path / "one")
    export = mirrored.BLOG / "npm" / "all.loopback.xml"
    assert press(tmp_path / "one", "import", "wordpress", str(export), "--to", "content").returncode in {0, 1}
    other = rewritten(tmp_path / "one", tmp_path / "two")
    before = {path: path.read_bytes() for path in (other / "content").rglob("*") if path.is_file()}
    done = press(other, "import", "wordpress", str(export), "--to", "content")
    assert "0 pages written, 0 changed" in done.stdout
    assert {path: path.read_bytes() for path in (other / "content").rglob("*") if path.is_file()} == before
    done = press(other, "check", "--sources")
    assert "mirror:" not in done.stdout
    assert content.is_dir()


@pytest.mark.parametrize(
    ("data", "contents"),
    [
        (b"a\r\nb\r\n", b"a\nb\n"),
        (b"a\nb", b"a\nb"),
        (b"a\rb", b"a\rb"),
        (b"\x89PNG\r\n\x1a\n\0\0", b"\x89PNG\r\n\x1a\n\0\0"),
    ],
)
def test_only_texts_have_line_ends(tmp_path, data, contents):
    """A file with a zero byte is none, as for Git."""
    (tmp_path / "file").write_bytes(data)
    assert files.contents(tmp_path / "file") == contents
