"""Exports, small and real, and the words of a page as a reader sees them."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import markdown
import pytest

from press.wordpress.mirror import post, record
from press.wordpress.mirror.report import Report
from press.wordpress.source import given

FIXTURES = Path(__file__).parents[2] / "fixtures"
EXTENSIONS = ["attr_list", "md_in_html", "footnotes", "admonition", "toc"]
PHRASES = {"a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
           "strong", "sub", "sup", "u"}  # fmt: skip
TODAY = date(2026, 11, 23)

ITEM = """<item><title>{title}</title><link>{link}</link><dc:creator>someone</dc:creator>
<guid>http://192.168.1.22/?p=7</guid><content:encoded>{content}</content:encoded><excerpt:encoded></excerpt:encoded>
<wp:post_id>7</wp:post_id><wp:post_name>{slug}</wp:post_name><wp:status>{status}</wp:status>
<wp:post_type>post</wp:post_type><wp:post_password>{password}</wp:post_password>{terms}</item>"""
EXPORT = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="{namespace}excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{namespace}"><channel><title>A blog</title>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>http://192.168.1.22</wp:base_site_url>{items}</channel></rss>"""


class Imported(NamedTuple):
    """A post that was imported: its page, its record, and what the import said."""

    page: Path
    record: Path
    report: Report

    @property
    def withheld(self) -> tuple[str, ...]:
        """What is not published."""
        return self.report.withheld

    @property
    def losses(self) -> tuple[str, ...]:
        """What is not carried over."""
        return tuple(loss for loss, _ in self.report.losses)

    @property
    def sentences(self) -> list[str]:
        """All that is said."""
        return [*self.report.sentences]

    @property
    def state(self) -> str:
        """What became of the page."""
        return "written" if self.report.written else "changed" if self.report.changed else "unchanged"


class _Reader(HTMLParser):
    """Written apart from the importer's own reader, so that one can hold the other."""

    def __init__(self, without: str | None) -> None:
        super().__init__()
        self.without, self.hidden, self.text = without, 0, []

    def handle_starttag(self, tag, attrs):
        if self.hidden and tag not in {"br", "hr", "img"}:
            self.hidden += 1
        elif self.without and dict(attrs).get("class") == self.without:
            self.hidden = 1
        if tag not in PHRASES:
            self.text.append(" ")

    def handle_endtag(self, tag):
        self.hidden = max(0, self.hidden - 1)
        if tag not in PHRASES:
            self.text.append(" ")

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


@pytest.fixture
def html_words():
    """The words of HTML, without an element of the class `without`."""

    def words(html: str, without: str | None = None) -> list[str]:
        reader = _Reader(without)
        reader.feed(html)
        reader.close()
        return "".join(reader.text).split()

    return words


@pytest.fixture
def render():
    """The HTML of a page's Markdown, with the extensions of the site."""

    def html(text: str) -> str:
        return markdown.Markdown(extensions=EXTENSIONS).convert(text.split("\n---\n", 1)[1])

    return html


@pytest.fixture
def export(tmp_path):
    """Write an export of posts, each given by what is special about it."""

    def write(*posts: dict[str, str], namespace: str = "http://wordpress.org/export/1.2/") -> Path:
        usual = {"title": "A title", "link": "http://192.168.1.22/2026/02/03/a-post/", "content": "", "slug": "a-post",
                 "status": "publish", "password": ""}  # fmt: skip
        items = "".join(
            ITEM.format(**{key: escape(post.get(key, value)) for key, value in usual.items()},
                        terms="".join(f'<category domain="post_tag">{escape(tag)}</category>'
                                      for tag in post.get("tags", "").split("|") if tag))
            for post in posts
        )  # fmt: skip
        path = tmp_path / "export.xml"
        path.write_text(EXPORT.format(items=items, namespace=namespace), encoding="utf-8")
        return path

    return write


@pytest.fixture
def content(tmp_path):
    """An empty content folder; nothing may be written beside it."""
    folder = tmp_path / "project" / "content"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def run(content):
    """Import a post with the arguments that a test does not care about filled in."""

    def call(path: Path, **options):
        blog = given.read([str(path)], None)
        report = post.import_post(blog, content, export=path, **{"today": TODAY} | options)
        name = post.name(post.chosen(blog, options.get("slug"), path))
        return Imported(content / (options.get("to") or f"{name}.md"), content / record.FOLDER / f"{name}.yml", report)

    return call


@pytest.fixture
def fixtures():
    """The folder of committed fixtures."""
    return FIXTURES
