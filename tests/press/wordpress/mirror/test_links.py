"""A link to somebody else leaves an import as it came, and the score sees it where one does not."""

from __future__ import annotations

import re
from html import escape

import markdown
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import mirrored
from press.core import project
from press.html import tree
from press.wordpress import proof
from press.wordpress.mirror import blog as mirror
from press.wordpress.mirror import comments, places
from press.wordpress.source.model import Comment

FOREIGN = ["www.languagetool.org", "10web.io", "www.localbitcoins.com", "localhostmedia.com", "127tools.example",
           "192.168.org", "my.lan.example", "notblog.example", "blog.example.org", "example", "172.16.com"]  # fmt: skip
LABEL = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=6).filter(
    lambda label: not label.startswith(("-", "xn--")) and not label.endswith("-")
)
HOST = st.builds(
    lambda before, labels, end: ".".join([before, *labels, end]),
    st.sampled_from(["10", "127", "lan", "local", "localhost", "192.168", "www.local", "blog", "a"]),
    st.lists(LABEL, max_size=2),
    st.sampled_from(["com", "org", "io", "example", "de"]),
)


def _links(folder) -> list[str]:
    html = markdown.markdown((folder / "1" / "index.md").read_text(encoding="utf-8").split("\n---\n", 1)[1])
    return [element.attributes["href"] for element in tree.parse(html).walk() if "href" in element.attributes]


@pytest.mark.slow
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    named=st.lists(HOST, min_size=1, max_size=8),
    scheme=st.sampled_from(["http://", "https://"]),
    path=st.sampled_from(["/about/", "/1/", "/", "", "/feed/", "/?p=99", "/wp-content/uploads/a.png", "/about/#x"]),
)
@example(named=FOREIGN, scheme="https://", path="/about/")
@example(named=FOREIGN, scheme="http://", path="/?p=99")
def test_a_link_whose_host_is_not_the_blogs_leaves_as_it_came(named, scheme, path, tmp_path_factory):
    """Whatever the host resembles and whatever of the blog its path names, post and comment keep the address."""
    hrefs = [f"{scheme}{host}{path}" for host in named if host != "blog.example"]
    content = "".join(f'<p><a href="{escape(href)}">x</a></p>' for href in hrefs)
    said = Comment(1, 0, "comment", "Ada", "", "2026-01-01 10:00:00", content)
    folder = tmp_path_factory.mktemp("content")
    report = mirror.import_blog(mirrored.small(content, comments=(said,)), folder, today=mirrored.TODAY)
    assert _links(folder) == hrefs
    kept = (folder / "1" / comments.FILE).read_text(encoding="utf-8")
    assert kept.count(f'href="{scheme}') == len(hrefs)
    assert report.losses == report.withheld == ()


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("https://blog.example/about/", "../about/"), ("HTTPS://Blog.Example:443/about/", "../about/"),
        ("//blog.example/about/", "../about/"), ("/about/", "../about/"), ("https://old.example/about/", "../about/"),
        ("http://192.168.1.22/about/", "../about/"), ("http://3232235798/about/", "../about/"),
        ("http://10.0.0.9/elsewhere/", None), ("//10.0.0.9:80/x", None), ("ftp://nas.local/x", None),
        ("http://[::1", None), ("https://blog.example/nothing/", None), ("mailto:a@b.example", "mailto:a@b.example"),
        ("#nowhere", None), ("javascript:alert(1)", None),
    ],
)  # fmt: skip
def test_links_lead_here_out_or_nowhere(href, written, tmp_path):
    """Links to the blog lead to its pages, private and running ones go and are accounted for, others stay."""
    content = f'<p>Go <a href="{href}">x</a>. <a href="http://192.168.1.22/about/">y</a></p>'
    report = mirror.import_blog(
        mirrored.small(content), tmp_path / "content", origins=["https://old.example"], today=mirrored.TODAY
    )
    *first, last = _links(tmp_path / "content")
    assert last == "../about/index.md"
    assert first == ([written.replace("../about/", last)] if written else [])
    said = [entry for entry in (*report.withheld, *(loss for loss, _ in report.losses)) if "link " in entry]
    assert len(said) == (written is None)


@pytest.mark.parametrize(
    ("path", "written"), [("about/", "../about/index.md"), ("2019/x/", "https://shared.example/2019/x/")]
)
def test_a_host_that_is_shared_keeps_what_is_not_the_blogs(path, written, tmp_path):
    """A host that only a number of an entry names may be others' too: what the blog has leads there, the rest stays."""
    content = f'<p><a href="https://shared.example/{path}">x</a></p>'
    blog = mirrored.small(content)
    posts = [post._replace(guid=f"https://shared.example/?p={post.number}") for post in blog.posts]
    report = mirror.import_blog(blog._replace(posts=tuple(posts)), tmp_path, today=mirrored.TODAY)
    assert _links(tmp_path) == [written]
    assert report.losses == ()


def test_a_fragment_leads_where_an_element_has_its_name(tmp_path):
    """A place is named by an attribute, however it is quoted; in a code sample or a value it is only spoken of."""
    named = "<p id='one'>1</p><p ID=two title=' id=four'>2</p><p>Write <code>&lt;p id=three&gt;</code>.</p>"
    content = "".join(f'<p><a href="/1/#{name}">x</a></p>' for name in ("one", "two", "three", "four"))
    mirror.import_blog(mirrored.small(named, content), tmp_path, today=mirrored.TODAY)
    text = (tmp_path / "2" / "index.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\((.*?)\)", text) == [f"../1/index.md{fragment}" for fragment in ("#one", "#two", "", "")]


def test_a_link_of_a_comment_to_a_private_host_is_dissolved_and_said(tmp_path):
    """What a commenter linked privately is text, and the report names it; the rest of the comment is as it was."""
    text = 'See <a href="http://nas.local/x">my <em>files</em></a> at <a href="https://localhostmedia.com/">home</a>.'
    said = Comment(1, 0, "comment", "Ada", "", "2026-01-01 10:00:00", text)
    report = mirror.import_blog(mirrored.small("", comments=(said,)), tmp_path, today=mirrored.TODAY)
    kept = (tmp_path / "1" / comments.FILE).read_text(encoding="utf-8")
    assert 'See my <em>files</em> at <a href="https://localhostmedia.com/"' in kept
    assert [entry for entry in report.withheld if "nas.local" in entry] == [
        "1/index.md: link to http://nas.local/x (a private address), its text is kept"
    ]


def test_the_score_finds_its_own_hosts(tmp_path, monkeypatch):
    """An import that took another's host for the blog's is found by the score, which does not ask it."""
    content = '<p><a href="https://www.languagetool.org/about/">x</a></p>'
    original = mirrored.small(content, rendered=True)
    monkeypatch.setattr(places.Places, "_private_names", lambda *_: {"www.languagetool.org"})
    folder = mirrored.new(tmp_path, article="content/1/index.md")
    mirror.import_blog(original, folder, today=mirrored.TODAY)
    assert "(../about/index.md)" in (folder / "1" / "index.md").read_text(encoding="utf-8")
    site = tmp_path / "site" / "1"
    site.mkdir(parents=True)
    (tmp_path / "site" / "about").mkdir()
    (tmp_path / "site" / "about" / "index.html").touch()
    shown = '<h1>Post 1</h1><p><a href="../about/">x</a></p>'
    (site / "index.html").write_text(f'<div class="md-content__inner">{shown}</div>', encoding="utf-8")
    (found,) = [each for each in proof.score(project.find(tmp_path), original) if each.source == "1/index.md"]
    assert found.score.shares["links"] < 1
