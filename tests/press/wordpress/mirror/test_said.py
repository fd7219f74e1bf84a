"""What a page cannot have from its source, its address, its date or a writer's name, is said in the ledger."""

from __future__ import annotations

from datetime import date

import pytest

from press.wordpress.mirror import blog as mirror
from press.wordpress.source import wxr

EXPORT = """<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<wp:base_site_url>https://a.example</wp:base_site_url>{authors}{items}</channel></rss>"""
AUTHOR = "<wp:author><wp:author_login>secretlogin</wp:author_login>{name}</wp:author>"
ITEM = """<item><title>T</title><link>https://a.example/{slug}/</link><dc:creator>secretlogin</dc:creator>
<content:encoded>Words.</content:encoded><wp:post_id>{n}</wp:post_id><wp:post_name>{slug}</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:post_date>{date}</wp:post_date><wp:comment>
<wp:comment_id>{n}</wp:comment_id><wp:comment_author>R</wp:comment_author><wp:comment_date>{date}</wp:comment_date>
<wp:comment_content>Yes.</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment></item>"""


def imported(folder, slugs, *, day="2024-01-02 10:00:00", authors=""):
    """What is said of a blog with posts of these slugs, and all that is written of it."""
    items = "".join(ITEM.format(slug=slug, n=number, date=day) for number, slug in enumerate(slugs, 5))
    (folder / "e.xml").write_text(EXPORT.format(items=items, authors=authors), encoding="utf-8")
    report = mirror.import_blog(wxr.read(folder / "e.xml"), folder / "content", today=date(2026, 1, 1))
    written = (folder / "content").rglob("*.*")
    return "\n".join(report.sentences), "\n".join(path.read_text("utf-8") for path in written if path.is_file())


@pytest.mark.parametrize("slugs", [["con"], ["nul"], ["same", "SAME"], ["x" * 300]])
def test_another_address_is_said(tmp_path, slugs):
    """A page whose name no folder may have, or another folder has, does not move in silence."""
    assert f"address /{slugs[-1]}/: no folder may be called so here" in imported(tmp_path, slugs)[0]


def test_the_same_address_is_not(tmp_path):
    """Of a page that stands where it stood nothing is said."""
    assert "no folder" not in imported(tmp_path, ["2024/one", "caf%C3%A9", "/twice/parted", "?p=5"])[0]
    assert (tmp_path / "content" / "twice" / "parted" / "index.md").is_file()  # two strokes begin no host


@pytest.mark.parametrize("authors", ["", AUTHOR.format(name="")])
def test_a_login_is_no_name(tmp_path, authors):
    """Where there is none but the login the author is left out, and that is said."""
    said, written = imported(tmp_path, ["one"], authors=authors)
    assert "author: the source has no name but a login" in said
    assert "secretlogin" not in said + written


def test_an_old_export_has_names_for_logins(tmp_path):
    """Its first version tells nobody's login: what it says of who wrote is what readers saw."""
    old = "<wp:wxr_version>1.0</wp:wxr_version>"
    said, written = imported(tmp_path, ["one"], authors=old)
    assert ("a login" in said, "- secretlogin" in written) == (False, True)


def test_a_name_is_shown(tmp_path):
    """Where there is one it stands, and nothing is said."""
    name = "<wp:author_display_name>Ann</wp:author_display_name>"
    said, written = imported(tmp_path, ["one"], authors=AUTHOR.format(name=name))
    assert ("login" in said, "- Ann" in written) == (False, True)


@pytest.mark.parametrize("day", ["2023-02-29 10:00:00", "2024-13-45 10:00:00"])
def test_a_date_that_cannot_be_is_said_and_not_shown(tmp_path, day):
    """Of a post and of a comment."""
    said, written = imported(tmp_path, ["one"], day=day)
    assert f"date {day}: the calendar lacks it" in said
    assert f"date of a comment {day}: the calendar lacks it" in said
    assert f"date: {day[:10]}" not in written
    assert f"date: '{day[:16]}" not in written


def test_comments_have_numbers_of_their_own(tmp_path):
    """Of two with one number, and of one without any, each stands at an address of its own."""
    given = "<wp:comment><wp:comment_id>{}</wp:comment_id>{}</wp:comment>"
    rest = "<wp:comment_content>Yes.</wp:comment_content><wp:comment_approved>1</wp:comment_approved>"
    item = ITEM.format(slug="one", n=5, date="2024-01-02 10:00:00")
    item = item.replace("</item>", "".join(given.format(number, rest) for number in (5, "x", 7)) + "</item>")
    (tmp_path / "e.xml").write_text(EXPORT.format(items=item, authors=""), encoding="utf-8")
    (post,) = wxr.read(tmp_path / "e.xml").posts
    assert [comment.number for comment in post.comments] == [5, 8, 9, 7]
