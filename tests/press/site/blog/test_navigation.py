"""A blog does not stand in the navigation of files, which is on every page: its site grows with its posts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import mirrored
from outside import press

sys.path.insert(0, str(Path(__file__).parents[3] / "bench"))

import blog as bench

LEADING = "\n[A comment](../../04/note-3/index.md#comment-13), [an answer](../../04/note-3/index.md#reply-title).\n"
NAVIGATED = "nav: [Home: index.md, Archive: archive/index.md, About: about/index.md]\nnot_in_nav: /*\n"


def sizes(folder: Path, count: int) -> dict[str, int]:
    """The sizes of the pages of a blog of so many posts, in a project that lists no pages."""
    folder.mkdir()
    mirrored.new(folder, "content/2010/01/02/note-1/index.md")
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert NAVIGATED in text
    (folder / "mkdocs.yml").write_text(text.replace(NAVIGATED, ""), encoding="utf-8")
    bench.export(folder / "export.xml", count)
    done = press(folder, "import", "wordpress", "export.xml", "--to", "content")
    assert done.returncode in {0, 1}, done.stderr  # 1 says that posts link to some that this smaller blog has not
    page = folder / "content" / "2010" / "01" / "03" / "note-2" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + LEADING, encoding="utf-8")
    done = press(folder, "build")  # which fails where a link leads to a place that is not there
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "site"
    return {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html")}


@pytest.mark.slow
def test_a_page_is_as_large_whatever_the_number_of_posts(tmp_path):
    """Twice the posts make twice the pages, and none of those that were there before grows but for the lists."""
    few, many = sizes(tmp_path / "few", 8), sizes(tmp_path / "many", 16)
    assert len(many) > 1.4 * len(few)
    for number in range(2, 7):
        post = f"2010/01/{number + 1:02}/note-{number}/index.html"
        assert abs(many[post] - few[post]) < 200, post
    dated = tmp_path / "many" / "site" / "2010" / "01"
    assert "archive/" in (dated / "03" / "note-2" / "index.html").read_text(encoding="utf-8")
    led_to = (dated / "04" / "note-3" / "index.html").read_text(encoding="utf-8")
    assert 'id="comment-13"' in led_to
    assert 'id="reply-title"' in led_to
    assert "unread" not in led_to
