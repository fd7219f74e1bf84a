"""What stands around a post: author, date, terms and reading time above it; tags, neighbours and comments below."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from press import addresses
from press.wordpress import comments as imported

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from press.blog.posts import Blog, Item

STYLES = "assets/blog.css"
MAXIMUM_DEPTH = 10  # deeper replies stand at this depth, as WordPress shows them
ISSO = re.compile(r"isso-\d+")  # a reply that came in here
BREAK = re.compile(r'id="page-(\d+)" class="page-break"')
SAFE = "/:?#@!$&'()*+,;=~"


def pages(blog: Blog) -> Iterator[tuple[str, bytes]]:
    """Every page of the blog with what stands around it."""
    by_name = paths(blog)
    neighbours = dict(zip((post.source for post in blog.posts), _pairs(blog.posts), strict=True))
    for item in blog.items:
        above = byline(item, by_name) if item.date else ""
        form = reply_form(item) if blog.replies and item.date else ""
        around = neighbours.get(item.source, (None, None))
        below = [_tags(item, by_name), _neighbours(item, *around), comments(item), form]
        yield item.source, _around(item, top(blog, item.source), above, "\n\n".join(filter(None, below))).encode()


def paths(blog: Blog) -> dict[tuple[str, str], str]:
    """Where the list of an author or a term stands, by taxonomy and name."""
    found = {(term["taxonomy"], term["name"]): term["path"] for term in blog.settings["terms"]}
    return found | {("author", author["name"]): author["path"] for author in blog.settings["authors"]}


def link(source: str, target: str, text: str, more: str = "") -> str:
    """A link from one page to another."""
    return f'<a href="{quote(addresses.relative(source, target), safe=SAFE)}"{more}>{escape(text, quote=False)}</a>'


def day(moment: datetime) -> str:
    """A date as it is read."""
    return f'<time datetime="{moment.isoformat()}">{moment.day} {moment:%B} {moment.year}</time>'


def byline(item: Item, by_name: dict[tuple[str, str], str]) -> str:
    """Who, when, under what, and how long it takes."""
    who = [named(item.source, ("author", name), by_name) for name in item.authors]
    under = [named(item.source, term, by_name) for term in item.terms if term[0] != "post_tag"]
    parts = [f"By {', '.join(who)}" if who else "", day(item.date) if item.date else "", ", ".join(under),
             f"{item.minutes} min read"]  # fmt: skip
    return f'<p class="post-meta">{" · ".join(filter(None, parts))}</p>'


def named(source: str, term: tuple[str, str], by_name: dict[tuple[str, str], str]) -> str:
    """A name, leading to its list where it has one."""
    return link(source, f"{by_name[term]}/index.md", term[1]) if term in by_name else escape(term[1], quote=False)


def _tags(item: Item, by_name: dict[tuple[str, str], str]) -> str:
    tags = [named(item.source, term, by_name) for term in item.terms if term[0] == "post_tag"]
    return f'<p class="post-tags">Tags: {" • ".join(tags)}</p>' if tags else ""


def _pairs(posts: Sequence[Item]) -> list[tuple[Item | None, Item | None]]:
    """For each post the one before it in time and the one after."""
    older, newer = [*posts[1:], None], [None, *posts[:-1]]
    return list(zip(older, newer, strict=False))[: len(posts)]


def _neighbours(item: Item, older: Item | None, newer: Item | None) -> str:
    links = [link(item.source, other.source, sign.format(other.title), f' rel="{rel}"')
             for other, rel, sign in ((older, "prev", "← {}"), (newer, "next", "{} →")) if other]  # fmt: skip
    return f'<nav class="post-nav" aria-label="Neighbouring posts">{"".join(links)}</nav>' if links else ""


def top(blog: Blog, source: str) -> str:
    """What the page at `source` begins with: the style sheet, which only pages of a blog need, and the blog's menu."""
    style = f'<link rel="stylesheet" href="{addresses.relative(source, STYLES)}">'
    entries = _entries(blog.settings["menu"], source)
    menu = f'<nav class="blog-menu" aria-label="Menu of the blog">{entries}</nav>' if entries else ""
    return f'<div class="blog-top" data-search-exclude>{style}{menu}</div>'


def _entries(entries: list[dict[str, Any]], source: str) -> str:
    shown = "".join(f"<li>{_entry(entry, source)}{_entries(entry.get('below', []), source)}</li>" for entry in entries)
    return f"<ul>{shown}</ul>" if shown else ""


def _entry(entry: dict[str, Any], source: str) -> str:
    name, url = str(entry["name"]), str(entry.get("url", ""))
    if "source" in entry:
        return link(source, entry["source"], name, ' aria-current="page"' if entry["source"] == source else "")
    text = escape(name, quote=False)
    return f'<a href="{escape(url)}">{text}</a>' if url.startswith(("http://", "https://")) else f"<span>{text}</span>"


def _around(item: Item, top: str, above: str, below: str) -> str:
    """The page's text with a piece of HTML before its heading, one behind it and one at its end."""
    head, body = item.text[: item.start], item.text[item.start :].strip("\n")
    heading, _, rest = body.partition("\n") if body.startswith("# ") else ("", "", body)
    notes = "///Footnotes Go Here///" if "\n[^1]: " in body else ""  # else they would stand below the comments
    return head + "\n\n".join(filter(None, [top, heading, above, rest.strip("\n"), notes, below])) + "\n"


def comments(item: Item) -> str:
    """The comments as threads, readable without a script, each at the address it had (`#comment-7`)."""
    entries = [entry for entry in item.comments if entry.get("kind") != "mention"]
    mentions = [entry for entry in item.comments if entry.get("kind") == "mention"]
    if not item.comments:
        return ""
    parts = []
    if entries:
        count = "One comment" if len(entries) == 1 else f"{len(entries)} comments"
        parts += [f"<h2>{count}</h2>", _thread(_children(entries), None)]
    if mentions:
        shown = "".join(f"<li{_anchor(entry)}>{_name(entry)} {_when(entry)}{_text(entry)}</li>" for entry in mentions)
        parts += ["<h2>Mentioned by</h2>", f'<ul class="mentions">{shown}</ul>']
    return f'<section class="post-comments" id="comments" data-search-exclude>{"".join(parts)}</section>'


def _children(entries: list[dict[str, Any]]) -> dict[Any, list[dict[str, Any]]]:
    """Replies by what they answer; one to nothing that is shown stands at the top, a deep one less deep."""
    above: dict[Any, tuple[Any, int]] = {}
    children: dict[Any, list[dict[str, Any]]] = {}
    for entry in entries:
        parent, number = entry.get("parent"), entry.get("id")
        depth = above[parent][1] + 1 if parent in above else 0
        if depth > MAXIMUM_DEPTH:
            parent, depth = above[parent][0], MAXIMUM_DEPTH
        above[number] = (parent if depth else None, depth)
        children.setdefault(above[number][0], []).append(entry)
    return children


def _thread(children: dict[Any, list[dict[str, Any]]], parent: Any) -> str:
    """The replies to one comment, each with its own below it; none is shown twice."""
    shown = [
        f"<li{_anchor(entry)}><article><header>{_name(entry)} {_when(entry)}</header>{_text(entry)}</article>"
        f"{_thread(children, entry.get('id'))}</li>"
        for entry in children.pop(parent, [])
    ]
    return f"<ol>{''.join(shown)}</ol>" if shown else ""


def _anchor(entry: dict[str, Any]) -> str:
    number = entry.get("id")
    if isinstance(number, int):
        return f' id="comment-{number}"'
    return f' id="{number}"' if isinstance(number, str) and ISSO.fullmatch(number) else ""


def _name(entry: dict[str, Any]) -> str:
    name, site = escape(str(entry.get("name", "Anonymous"))), str(entry.get("site", ""))
    safe = site.startswith(("http://", "https://"))
    return f'<a class="name" rel="nofollow ugc noopener" href="{escape(site)}">{name}</a>' if safe else (
        f'<span class="name">{name}</span>')  # fmt: skip


def _when(entry: dict[str, Any]) -> str:
    when = str(entry.get("date", ""))[:16]
    return f'<time datetime="{escape(when.replace(" ", "T"))}">{escape(when)}</time>' if when else ""


def _text(entry: dict[str, Any]) -> str:
    """Sanitised once more: the file may have been edited, and two checks are cheaper than one mistake."""
    html = imported.sanitised(str(entry["text"])).replace("{", "&#123;").replace("}", "&#125;")
    return f'<div class="text">{html}</div>'


def reply_form(item: Item) -> str:
    """Leave a Reply: an ordinary form, which needs no script."""
    options = "".join(
        f'<option value="{escape(str(entry["id"]).removeprefix("comment-"))}">{escape(str(entry.get("name", "")))}, '
        f"{escape(str(entry.get('date', '')))}</option>"
        for entry in item.comments
        if entry.get("kind") != "mention" and _anchor(entry)
    )
    answers = '<p><label for="reply-parent">In answer to</label> <select id="reply-parent" name="parent">'
    answers = f'{answers}<option value="">the post</option>{options}</select></p>' if options else ""
    return FORM.format(uri=escape(item.address), title=escape(item.title), answers=answers)


FORM = """<section class="reply" aria-labelledby="reply-title"><h2 id="reply-title">Leave a Reply</h2>
<p id="reply-received" role="status">Thank you. Your reply is waiting for approval.</p>
<form method="post" action="/isso/reply">
<p>Your email address will not be published. Required fields are marked *</p>
<input type="hidden" name="uri" value="{uri}"><input type="hidden" name="title" value="{title}">
{answers}
<p><label for="reply-text">Comment *</label> <textarea id="reply-text" name="comment" rows="6" minlength="3" maxlength="60000" required></textarea></p>
<p><label for="reply-author">Name *</label> <input id="reply-author" name="author" autocomplete="name" required></p>
<p><label for="reply-email">Email *</label> <input id="reply-email" name="email" type="email" autocomplete="email" required></p>
<p><label for="reply-website">Website</label> <input id="reply-website" name="website" type="url" autocomplete="url"></p>
<p class="unseen" aria-hidden="true"><label for="reply-phone">Leave this empty</label> <input id="reply-phone" name="phone" tabindex="-1" autocomplete="off"></p>
<p><button type="submit">Post Comment</button></p>
</form></section>"""  # noqa: E501 - HTML
