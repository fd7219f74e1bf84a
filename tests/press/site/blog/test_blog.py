"""A mirrored blog is a site: lists, comments and neighbours, the same under both engines."""

from __future__ import annotations

import json
import re
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
import yaml

import mirrored
from press import check
from press.core import project
from press.core.errors import PressError
from press.site import addresses, blog, engine
from press.site.blog import discussion, post_page, posts, words

SIXTY = "2025/07/07/sixty-comments/index.md"


class _Threads(HTMLParser):
    """For each comment on a page its depth."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.depth, self.depths = 0, {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.depth += tag == "ol"
        if tag == "li" and (number := dict(attrs).get("id", "")).startswith("comment-"):
            self.depths[int(number.removeprefix("comment-"))] = self.depth

    def handle_endtag(self, tag):
        self.depth -= tag == "ol"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return mirrored.imported(tmp_path_factory.mktemp("blog"), "npm", "both")[0]


@pytest.fixture(scope="module")
def pages(found):
    return {path: content.decode("utf-8", "replace") for path, content in blog.pages(found)}


@pytest.fixture
def comments(tmp_path):
    """The HTML of a page's comments."""

    def call(*entries):
        content = mirrored.new(tmp_path, article="content/a/index.md")
        (content / "a").mkdir()
        (content / "a" / "index.md").write_text("---\ntitle: A\ndate: 2026-01-01\n---\n# A\n", encoding="utf-8")
        (content / "a" / "comments.yml").write_text(yaml.safe_dump(list(entries)), encoding="utf-8")
        (content / ".wordpress").mkdir()
        about = {"title": "", "tagline": "", "authors": [], "terms": [], "menu": [], "redirects": {}}
        (content / ".wordpress" / "blog.json").write_text(json.dumps({"blog": about}), encoding="utf-8")
        (item,) = posts.read(project.find(tmp_path)).items
        return discussion.comments(item, words.words(""))

    return call


def test_a_project_without_a_blog_gets_nothing(tmp_path):
    """Where no blog was mirrored, no page, list or redirect is made."""
    mirrored.new(tmp_path)
    assert list(blog.pages(project.find(tmp_path))) == []
    assert blog.redirects(project.find(tmp_path)) == []


def test_every_list_of_the_blog_stands_at_its_address(pages):
    """Front page, archive, nested categories, tags, authors, formats and dates are pages, with their posts."""
    lists = ["", "archive/", "category/technology/artificial-intelligence/", "tag/opinion/", "author/marek/",
             "type/aside/", "genre/hard-sf/", "2026/", "2026/01/", "2026/01/14/"]  # fmt: skip
    assert [path for path in lists if f"{path}index.md" not in pages] == []
    assert re.findall(r'class="post-list">.*', pages["2026/01/index.md"])[0].count("<li>") == 3
    technology = pages["category/technology/index.md"]
    assert "What Synthetic Data" in technology  # a post of a category below it
    assert "Machines &amp; code" in technology


def test_front_page_pins_and_sorts(pages):
    """What was sticky comes first, then the latest; each with author, date, category and reading time."""
    titles = re.findall(r"<h2>(.*?)</h2>", pages["index.md"])
    assert "Pinned" in titles[0]
    assert "Sticky welcome" in titles[0]
    assert "What Synthetic Data" in titles[1]
    assert len(titles) == 11
    assert '>Zoë Öztürk</a> · <time datetime="2026-01-14T08:30:00+00:00">14 January 2026</time>' in pages["index.md"]
    assert re.search(r"Artificial Intelligence</a> · \d min read", pages["index.md"])


@pytest.mark.parametrize(
    "source", ["index.md", SIXTY, "about/index.md", "category/technology/index.md", "2026/01/index.md"]
)
def test_every_page_of_the_blog_shows_its_menu(pages, source):
    """Above the heading of every post, page and list stands the menu, items below items, the open page marked."""
    up = "../" * source.count("/") or "./"
    page = pages[source]
    nav = page[page.index('<nav class="blog-menu" aria-label="Menu of the blog"') : page.index("</nav>")]
    about = ' aria-current="page"' if source == "about/index.md" else ""
    team = f'<li><a href="{addresses.relative(source, "about/team/index.md")}">Team</a></li>'
    href = addresses.relative(source, "about/index.md")
    assert f'<li><a href="{href}"{about}>About</a><ul>{team}</ul></li>' in nav
    assert f'<a href="{addresses.relative(source, "index.md")}"' in nav
    assert (
        f'{up.removeprefix("./")}category/technology/artificial-intelligence/">Artificial Intelligence</a>' in nav
        or (source.startswith("category/") and 'href="artificial-intelligence/">' in nav)
    )
    heading = page.find("\n# ") if "\n# " in page else page.find("<h1>")
    assert page.index("</nav>") < heading


def test_a_blog_without_a_menu_shows_none(found):
    """Where the source has no menu, no page has an empty one."""
    about = posts.read(found)
    assert "<nav" not in post_page.top(about._replace(settings=about.settings | {"menu": []}), SIXTY)


def test_a_post_knows_its_neighbours(pages):
    """Each post leads to the one before it in time and the one after; the ends to one only."""
    last = pages["2026/01/14/what-synthetic-data-actually-solves/index.md"]
    assert 'rel="prev">← Pictures, galleries' in last
    assert 'rel="next"' not in last
    first = pages["2012/05/06/classic-editor/index.md"]
    assert 'rel="next">Revised twice →' in first
    assert 'rel="prev"' not in first


def test_comments_stand_in_their_threads(pages, found):
    """All sixty comments are under the post, each as deep as it was and at its old anchor; mentions stand apart."""
    shown = _Threads(pages[SIXTY])
    stored = yaml.safe_load((found.content / SIXTY).with_name("comments.yml").read_text(encoding="utf-8"))
    parents = {entry["id"]: entry.get("parent") for entry in stored if entry.get("kind") != "mention"}

    def depth(number):
        return 1 + depth(parents[number]) if parents[number] else 1

    assert {number: at for number, at in shown.depths.items() if at} == {number: depth(number) for number in parents}
    assert len(parents) == 60
    assert "<h2>60 comments</h2>" in pages[SIXTY]
    assert len(re.findall(r"\(#\d+\)", pages[SIXTY])) == 60
    assert "they wrote about this" in pages[SIXTY].split("<h2>Mentioned by</h2>")[1]


def test_comments_have_no_more_than_name_date_and_text(found):
    """Nothing but what was shown is kept of a comment."""
    for file in found.content.rglob("comments.yml"):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            assert set(entry) <= {"id", "parent", "kind", "name", "site", "date", "text"}


@pytest.mark.parametrize(
    "entry",
    [
        {"id": 1, "name": "<img src=x onerror=a()>", "text": "x"},
        {"id": 1, "name": "x", "site": "javascript:a()", "text": "x"},
        {"id": 1, "name": "x", "text": "<script>a()</script><p onclick=a()>{{ x }} {% y %}</p>"},
        {"id": '1"><script>', "name": "x", "date": '"><script>', "text": "x"},
    ],
)
def test_an_edited_file_of_comments_is_harmless_too(comments, entry):
    """Whatever was written into the file, the page shows text."""
    html = comments(entry)
    assert not re.search(r"<script|<img|onclick=|javascript:|\{\{|\{%", html)


@pytest.mark.slow
def test_rings_and_depths_of_replies_end(comments):
    """Replies in a ring, to nobody, to themselves, or a thousand deep are all shown once."""
    ring = [(1, 2), (2, 1), (3, 3), (4, 99)]
    ring = [{"id": number, "parent": parent, "name": "a", "text": "x"} for number, parent in ring]
    deep = [{"id": n, "parent": n - 1, "name": "e", "text": "v"} for n in range(5, 1500)]
    shown = _Threads(comments(*ring, *deep)).depths
    assert len(shown) == len(ring) + len(deep)
    assert max(shown.values()) == discussion.MAXIMUM_DEPTH + 1


def test_a_post_written_here_joins_the_blog(found, pages):
    """A page with a date is a post like the mirrored ones: it is listed, and has neighbours."""
    page = found.content / "2027" / "new" / "index.md"
    page.parent.mkdir(parents=True)
    try:
        page.write_text(
            "---\ntitle: New\ndescription: New.\ndate: 2027-02-03\ntags: [Opinion]\n---\n# New\n\nText.\n", "utf-8"
        )
        made = {path: content.decode("utf-8", "replace") for path, content in blog.pages(found)}
    finally:
        page.unlink()
        page.parent.rmdir()
    assert 'rel="prev">← What Synthetic Data' in made["2027/new/index.md"]
    assert ">New</a>" in made["tag/opinion/index.md"]


@pytest.mark.slow
def test_a_mirrored_blog_alone_checks(tmp_path):
    """A project with a blog and nothing else, no experiment and no figure, has no findings, and its forms lead on."""
    found, _ = mirrored.imported(tmp_path, "npm", "both")
    engine.build(found, "mkdocs", found.site)
    assert check.run(found).verdict.startswith("clean: 0 pages, 0 results, 0 claims; 1")


def test_without_a_blog_a_project_needs_experiments(tmp_path):
    """Nothing to check is still an error where no blog was mirrored."""
    mirrored.new(tmp_path)
    with pytest.raises(PressError, match="no experiments"):
        check.run(project.find(tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("name", engine.ENGINES)
def test_both_engines_build_it(found, name, tmp_path):
    """The same lists, comments and files are served under either engine."""
    site = tmp_path / "site"
    engine.build(found, name, site)
    page = (site / "2025/07/07/sixty-comments/index.html").read_text(encoding="utf-8")
    assert len(_Threads(page).depths) >= 60
    assert (site / "category/travel/asia/日本/index.html").is_file()
    assert (site / "wp-content/uploads/2026/01/river.jpg").is_file()
    assert "14 January 2026" in (site / "index.html").read_text(encoding="utf-8")
    assert not list(site.rglob("comments.yml"))
    assert not (site / ".wordpress").exists()
    items = ET.parse(site / "feed.xml").getroot().findall("channel/item")  # noqa: S314 - our own
    assert len(items) == sum(post.kind == "post" for post in posts.read(found).posts) == 19
    assert items[0].findtext("link") == "https://mirror.example/2026/01/14/what-synthetic-data-actually-solves/"
    days = [parsedate_to_datetime(item.findtext("pubDate")) for item in items]
    assert days == sorted(days, reverse=True)


def test_further_pages_of_lists_and_threads_lead_to_the_whole(found):
    """Where the blog showed lists and comments in pieces, each piece has a line that leads to the whole."""
    table = dict(blog.redirects(found))
    assert (table["/page/2/"], table["/page/4/"]) == ("/archive/", "/archive/")
    assert table["/author/admin/page/3/"] == "/author/admin/"
    assert table["/category/uncategorized/page/2/"] == "/category/uncategorized/"
    assert table["/2025/page/2/"] == "/2025/"
    assert table["/2025/07/07/sixty-comments/comment-page-2/"] == "/2025/07/07/sixty-comments/#comments"
    assert "/2026/page/2/" not in table


def test_a_page_of_pictures_is_read_in_the_time_that_its_words_take():
    """Neither tags nor where links lead take a reader's time."""
    figure = '<a href="../wp-content/uploads/2008/06/a_1.jpg"><img src="a_1.jpg" alt="a b" loading="lazy"></a>'
    text = f"{figure * 100} word [word](../../2008/06/a-long-way/to/go/index.md#and-on) " * 10
    empty = dict.fromkeys(posts.Item._fields, "")
    assert posts.Item(**(empty | {"text": text, "start": 0})).minutes == 1
    assert posts.Item(**(empty | {"text": text + "word " * 500, "start": 0})).minutes == 3
