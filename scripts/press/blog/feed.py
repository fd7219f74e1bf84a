"""The blog's feed, as Atom: the latest posts with their descriptions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from press.blog.posts import Blog, Item

PATH = "feed.xml"
LATEST = 20
ATOM = "http://www.w3.org/2005/Atom"


def serialise(blog: Blog) -> bytes:
    """The feed's bytes; entries are named by the addresses that they had on the blog's own host."""
    feed = ET.Element("feed", {"xmlns": ATOM})
    ET.SubElement(feed, "title").text = blog.settings["title"] or "Blog"
    ET.SubElement(feed, "subtitle").text = blog.settings["tagline"]
    ET.SubElement(feed, "id").text = f"{blog.url}/" if blog.url else "urn:feed"
    ET.SubElement(feed, "link", {"rel": "self", "href": f"{blog.url}/{PATH}"})
    ET.SubElement(feed, "link", {"href": f"{blog.url}/"})
    posts = blog.posts[:LATEST]
    ET.SubElement(feed, "updated").text = _moment(posts[0]) if posts else "1970-01-01T00:00:00+00:00"
    for post in posts:
        entry = ET.SubElement(feed, "entry")
        address = blog.url + quote(post.address)
        ET.SubElement(entry, "title").text = post.title
        ET.SubElement(entry, "id").text = address
        ET.SubElement(entry, "link", {"href": address})
        ET.SubElement(entry, "updated").text = _moment(post)
        ET.SubElement(entry, "summary").text = post.description
        for name in post.authors:
            ET.SubElement(ET.SubElement(entry, "author"), "name").text = name
    ET.indent(feed)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode").encode() + b"\n"


def _moment(post: Item) -> str:
    moment = post.date or datetime(1970, 1, 1, tzinfo=UTC)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
