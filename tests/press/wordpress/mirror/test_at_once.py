"""Two imports at once, a kill, an author who writes meanwhile: `content/` never holds less than it held."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

import mirrored
from outside import press
from press.core import files
from press.core.errors import PressError
from press.wordpress.mirror import blog as mirror
from press.wordpress.mirror import store
from press.wordpress.source import wxr

pytestmark = pytest.mark.slow
ITEM = """<item><title>{n} {words}</title><link>http://h/2026/{n}/</link>
<content:encoded><![CDATA[<p>{words} of {n}.</p>]]></content:encoded>
<wp:post_id>{n}</wp:post_id><wp:post_name>{n}</wp:post_name><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type><wp:post_date>2026-01-01 10:00:00</wp:post_date></item>"""
SLOW = """
import sys, time
from pathlib import Path
from press.wordpress.mirror import store
real = store.replace
def replace(path, data):
    if path.name == "index.md" and not Path("begun").exists():
        Path("begun").touch()
        while not Path("go").exists():
            time.sleep(.01)
    return real(path, data)
store.replace = replace
from press.cli import cli
sys.argv = ["press", "import", "wordpress", "b.xml", "--to", "content"]
cli()
"""


def export(path, count, words):
    """An export of many posts."""
    head = (mirrored.BLOG / "npm" / "all.loopback.xml").read_text(encoding="utf-8").partition("<channel>")[0]
    head += "<channel><title>B</title><link>http://h</link><wp:wxr_version>1.2</wp:wxr_version>"
    items = "".join(ITEM.format(n=n, words=words) for n in range(1, count + 1))
    path.write_text(f"{head}<wp:base_blog_url>http://h</wp:base_blog_url>{items}</channel></rss>", encoding="utf-8")
    return path


@pytest.fixture
def blog(tmp_path):
    """A project with pages of its author's and twenty posts, and two exports that say something else of these."""
    content = mirrored.new(tmp_path)
    (content / "own.md").write_text("# Own\n", encoding="utf-8")
    for name in ("first", "a", "b"):
        export(tmp_path / f"{name}.xml", 20, name)
    done = press(tmp_path, "import", "wordpress", "first.xml", "--to", "content")
    assert done.returncode == 0, done.stdout + done.stderr
    return content


def read(content):
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def says(content, words):
    """Whether all twenty posts say this, and what the author wrote is there."""
    posts = [path.read_text(encoding="utf-8") for path in content.rglob("index.md")]
    return len(posts) == 20 and all(f"{words} of " in post for post in posts) and (content / "own.md").is_file()


@pytest.mark.parametrize("options", [(), ("--diff",), ("--force",)])
def test_a_second_import_is_refused_and_touches_nothing(blog, tmp_path, options):
    """Begun when the first is in the middle of its writing, it says who is at work; the first ends as if alone."""
    with subprocess.Popen([sys.executable, "-c", SLOW], cwd=tmp_path, stdout=subprocess.PIPE) as first:
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        before = read(blog)
        second = press(tmp_path, "import", "wordpress", "a.xml", "--to", "content", *options)
        assert second.returncode == 2
        assert second.stdout == ""
        said = rf"press: press import \(process {first.pid}, since .*\) is at work here; let it end, .*\n"
        assert re.fullmatch(said, second.stderr)
        assert read(blog) == before
        (tmp_path / "go").touch()
        first.communicate()
    assert first.returncode == 0
    assert says(blog, "b")
    assert [path.name for path in tmp_path.glob(".*") if "content" in path.name] == []


def test_two_imports_begun_together_leave_one_of_them_whole(blog, tmp_path):
    """Without any help from the clock: each is refused or whole, and at least one is whole."""
    for _ in range(3):
        words = ["a", "b"]
        command = [sys.executable, "-m", "press", "import", "wordpress", "--to", "content"]
        running = [subprocess.Popen([*command, f"{word}.xml"], cwd=tmp_path, stdout=-3, stderr=-3) for word in words]
        codes = [process.wait() for process in running]
        assert sorted(codes) in ([0, 0], [0, 2])
        assert any(says(blog, word) for word, code in zip(words, codes, strict=True) if code == 0)


def test_kills_at_random_moments_leave_all_posts(blog, tmp_path):
    """Whenever it is killed, all posts say the old or all say the new; the next import completes and leaves no rest."""
    chance, killed, seconds, word = random.Random(13), 0, 1.0, "first"  # noqa: S311 - no secret
    for number in range(8):
        following = "ab"[number % 2]
        start = time.monotonic()
        with subprocess.Popen(
            [sys.executable, "-m", "press", "import", "wordpress", f"{following}.xml", "--to", "content"],
            cwd=tmp_path, stdout=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            try:
                process.wait(chance.uniform(0.3, 1.0) * seconds)
                seconds = time.monotonic() - start
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
        word = following if says(blog, following) else word
        assert says(blog, word)
    assert killed > 1
    assert press(tmp_path, "import", "wordpress", "first.xml", "--to", "content").returncode == 0
    assert says(blog, "first")
    assert [path.name for path in tmp_path.glob(".*") if "content" in path.name] == []


def test_what_an_author_writes_meanwhile_is_kept(blog, tmp_path, monkeypatch):
    """A page written while the import works, in place or anew, is not lost with the old folder: the import stops."""
    for write in (lambda: (blog / "own.md").write_text("# More\n"), lambda: (blog / "new.md").write_text("# New\n")):
        with monkeypatch.context() as patch:
            patch.setattr(store.shutil, "copytree", lambda *words, real=store.shutil.copytree, write=write, **options: (
                real(*words, **options), write()))  # fmt: skip
            with store.alone(blog, "press import"), pytest.raises(PressError, match="changed while the import ran"):
                mirror.import_blog(wxr.read(tmp_path / "a.xml"), blog, today=mirrored.TODAY)
        assert says(blog, "first")
    assert (blog / "own.md").read_text(encoding="utf-8") == "# More\n"
    assert (blog / "new.md").is_file()


def test_a_copy_that_is_not_whole_never_takes_the_place(blog, tmp_path, monkeypatch):
    """Should anything else remove what an import has made, the import stops before the exchange."""
    lost = []

    def replace(path: Path, data: bytes) -> None:
        if path.name == "index.md":
            lost.append(path)
            store.shutil.rmtree(path.parents[2])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    monkeypatch.setattr(store, "replace", replace)
    before = read(blog)
    with store.alone(blog, "press import"), pytest.raises(PressError, match="changed by another process"):
        mirror.import_blog(wxr.read(tmp_path / "a.xml"), blog, today=mirrored.TODAY)
    assert lost
    assert read(blog) == before


def test_without_an_exchange_in_one_step_the_folder_comes_back(blog, tmp_path, monkeypatch):
    """Killed between the two steps of other systems, the next import puts the folder back before it looks."""
    blog.rename(files.aside(blog, tmp_path))
    done = press(tmp_path, "import", "wordpress", "first.xml", "--to", "content")
    assert done.returncode == 0
    assert "0 pages written" in done.stdout
    assert says(blog, "first")
