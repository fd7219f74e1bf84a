"""What readers said under a post or an article, as threads, and the form by which they answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from importlib import resources
from typing import Any

from press.core import bounded, settings
from press.core.project import Project
from press.html import comment
from press.site import addresses
from press.site.blog import posts
from press.site.blog.posts import Item
from press.site.blog.words import ENGLISH, Words, words

STYLES = "assets/replies.css"  # of an article; a blog's style sheet has the same
MAXIMUM_DEPTH = 10  # deeper replies stand at this depth, as WordPress shows them
ISSO = re.compile(r"isso-\d+")  # a reply that came in here


def of_article(project: Project) -> Iterator[str]:
    """The same for an article that is no post of a blog, with its style, which only such a page needs."""
    if (item := posts.article(project)) is None:
        return
    said = words(settings.language(project.root))
    parts = [comments(item, said), reply_form(item, said) if posts.takes_replies(project) else ""]
    if any(parts):
        yield f'<link rel="stylesheet" href="{addresses.relative(item.source, STYLES)}">'
        yield from filter(None, parts)


def styles() -> bytes:
    """How both look."""
    return resources.files(__package__).joinpath("replies.css").read_bytes()


def comments(item: Item, said: Words) -> str:
    """The comments as threads, readable without a script, each at the address it had (`#comment-7`)."""
    entries = [entry for entry in item.comments if entry.get("kind") != "mention"]
    mentions = [entry for entry in item.comments if entry.get("kind") == "mention"]
    if not item.comments:
        return ""
    parts = []
    if entries:
        parts += [f"<h2>{said.comments(len(entries))}</h2>", _thread(_children(entries), None)]
    if mentions:
        shown = "".join(f"<li{_anchor(entry)}>{_name(entry)} {_when(entry)}{_text(entry)}</li>" for entry in mentions)
        parts += [f"<h2>{said.said('Mentioned by', sign='Pingbacks')}</h2>", f'<ul class="mentions">{shown}</ul>']
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
    html = comment.sanitised(str(entry["text"])).replace("{", "&#123;").replace("}", "&#125;")
    return f'<div class="text">{html}</div>'


def reply_form(item: Item, said: Words, apart: Callable[[str], str] = str) -> str:
    """Leave a Reply: an ordinary form, which needs no script, in the blog's language, or in English and marked so.

    What is below its heading, to which links may lead, stands as what `apart` gives for it.
    """
    spoken = _spoken()
    language = next((name for name in (said.language, said.language.partition("-")[0]) if name in spoken), "")
    labels = spoken[language or ENGLISH]
    options = "".join(
        f'<option value="{escape(str(entry["id"]).removeprefix("comment-"))}">{escape(str(entry.get("name", "")))}, '
        f"{escape(str(entry.get('date', '')))}</option>"
        for entry in item.comments
        if entry.get("kind") != "mention" and _anchor(entry)
    )
    answers = f'<p><label for="reply-parent">{labels["parent"]}</label> <select id="reply-parent" name="parent">'
    answers = f'{answers}<option value="">{labels["post"]}</option>{options}</select></p>' if options else ""
    foreign = "" if language else f' lang="{ENGLISH}" dir="ltr"'
    uri, title = escape(item.address), escape(item.title)
    form = FORM.format(uri=uri, title=title, answers=answers, foreign=foreign, **labels)
    heading, end, below = form.removesuffix(CLOSED).partition("</h2>")
    return heading + end + apart(below) + CLOSED


@cache
def _spoken() -> dict[str, dict[str, str]]:
    text = resources.files("press").joinpath("templates", "reply.yml").read_text("utf-8")
    spoken: dict[str, dict[str, str]] = bounded.read(text)
    return spoken


CLOSED = "</section>"
FORM = """<section class="reply" aria-labelledby="reply-title" data-search-exclude{foreign}><h2 id="reply-title">{heading}</h2>
<p id="reply-received" role="status">{received}</p>
<form method="post" action="/isso/reply">
<p>{about}</p>
<input type="hidden" name="uri" value="{uri}"><input type="hidden" name="title" value="{title}">
{answers}
<p><label for="reply-text">{comment} *</label> <textarea id="reply-text" name="comment" rows="6" minlength="3" maxlength="60000" required></textarea></p>
<p><label for="reply-author">{name} *</label> <input id="reply-author" name="author" autocomplete="name" required></p>
<p><label for="reply-email">{email} *</label> <input id="reply-email" name="email" type="email" autocomplete="email" required></p>
<p><label for="reply-website">{website}</label> <input id="reply-website" name="website" type="url" autocomplete="url"></p>
<p class="unseen" aria-hidden="true"><label for="reply-phone">{empty}</label> <input id="reply-phone" name="phone" tabindex="-1" autocomplete="off"></p>
<p><button type="submit">{send}</button></p>
</form></section>"""  # noqa: E501 - HTML
