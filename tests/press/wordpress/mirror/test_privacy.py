"""What was never public, and where it was private, stays where it is."""

from __future__ import annotations

import pytest

from press.core.errors import PressError
from press.wordpress.source import wxr

MARKERS = ["SECRET-", "open sesame", "Waiting for moderation", "Trashed Tom", "Cheap Pills", "unapproved parent",
           "@example.net", "203.0.113.", "Ada Reader", "admin@example.com"]  # fmt: skip
NOT_PUBLIC = ["a-private-post", "a-scheduled-post", "a-protected-post", "a-trashed-post__trashed"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["npm/all.lan.xml", "npm/all.loopback.xml", "debian/all.lan.xml"])
def test_no_secret_is_written(name, fixtures, run, content):
    """All public posts of the blog together hold no secret, mail or IP address, and no page a private address."""
    path = fixtures / "wordpress" / name
    public = [post for post in wxr.read(path).posts if post.public and post.kind == "post"]
    assert len(public) == 19
    for post in public:
        run(path, slug=post.slug)
    written = {file: file.read_text(encoding="utf-8") for file in content.rglob("*") if file.is_file()}
    assert len(written) == 2 * len(public)
    assert [(file.name, marker) for file, text in written.items() for marker in MARKERS if marker in text] == []
    pages = {file: text for file, text in written.items() if file.suffix == ".md"}
    addresses = ["192.168.", "127.0.0.1"]
    assert [(file.name, address) for file, text in pages.items() for address in addresses if address in text] == []


def test_exported_secrets_are_really_there(fixtures):
    """The search above looks for what the export does hold."""
    text = (fixtures / "wordpress" / "npm" / "all.lan.xml").read_text(encoding="utf-8")
    assert [marker for marker in MARKERS if marker not in text] == ["Cheap Pills"]  # spam is not exported


@pytest.mark.parametrize("slug", NOT_PUBLIC)
def test_posts_that_were_never_public_are_refused(slug, fixtures, run, content):
    """Asked for by name, a post that no visitor could read is not imported; the message lists those that can be."""
    with pytest.raises(PressError, match=f"'{slug}' is not public.*what-synthetic-data-actually-solves"):
        run(fixtures / "wordpress" / "npm" / "all.lan.xml", slug=slug)
    assert list(content.iterdir()) == []


def test_texts_of_posts_that_were_never_public_are_not_kept(fixtures):
    """Reading an export forgets the text of everything that was not public."""
    posts = wxr.read(fixtures / "wordpress" / "npm" / "all.lan.xml").posts
    assert {post.content for post in posts if not post.public} == {""}


def test_several_posts_ask_for_a_slug(fixtures, run):
    """Without a slug, an export of many posts is answered with the slugs there are."""
    with pytest.raises(PressError, match=r"name the post.*: .*classic-editor.*what-synthetic-data-actually-solves"):
        run(fixtures / "wordpress" / "npm" / "all.lan.xml")


def test_unknown_slug_lists_the_known(run, export):
    """A slug that no post has is answered with those there are."""
    with pytest.raises(PressError, match=r"'nothing' is not among the posts; .*: a-post, b-post"):
        run(export({}, {"slug": "b-post"}), slug="nothing")


def test_two_posts_of_one_slug_are_not_guessed_at(run, export):
    """Two posts whose names become one name are reported, and neither is taken."""
    with pytest.raises(PressError, match="2 posts are called 'a-post'"):
        run(export({}, {"slug": "a/post"}), slug="a-post")


def test_export_without_public_posts_says_so(run, export):
    """An export of drafts is not an export of posts to import."""
    with pytest.raises(PressError, match="no published post without a password"):
        run(export({"status": "draft"}, {"password": "open sesame"}), slug="a-post")


def test_tags_that_are_addresses_are_withheld(run, export):
    """A tag that is a private address, or the exported site's own host, is not shown; other odd tags are."""
    outcome = run(export({"tags": "192.168.1.22/|blog.example.org|http://nas.local:80|C++|R&amp;D|2025|a.b"}),
                  origins=["https://blog.example.org"])  # fmt: skip
    assert "\nTags: C++ • R&amp;D • 2025 • a.b\n" in outcome.page.read_text(encoding="utf-8")
    assert [entry for entry in outcome.withheld if entry.startswith("tag ")] == [
        f"tag {name} (a private address)" for name in ["192.168.1.22/", "blog.example.org", "http://nas.local:80"]
    ]


def test_typed_line_of_tags_stands_for_the_tags(run, export):
    """A line of tags typed below the text is shown once, in its order, without the private address in it."""
    outcome = run(export({"content": "<p>Text.</p><p>Tags: B • A • 192.168.1.22/</p>", "tags": "A"}))
    assert outcome.page.read_text(encoding="utf-8").count("Tags:") == 1
    assert "\nTags: B • A\n" in outcome.page.read_text(encoding="utf-8")


def test_private_addresses_in_the_text_are_covered(run, export):
    """The blog's own private address in running text is replaced by words that say so, and recorded.

    So is a link to another address of the network where the blog stands; numbers that the author writes about stay.
    """
    said = (
        "See http://192.168.1.22/wp-admin or http://10.0.0.1/, mask 255.255.255.0, host 127.0.0.1, 10.0.0.2 or 1.2.3."
    )
    outcome = run(export({"content": f"<p>{said}</p>"}))
    page = outcome.page.read_text(encoding="utf-8")
    shown = "See (private address) or (private address), mask 255.255.255.0, host 127.0.0.1, 10.0.0.2 or 1.2.3."
    assert shown in page
    assert "http://10.0.0.1/ in the text (a private address)" in outcome.withheld
