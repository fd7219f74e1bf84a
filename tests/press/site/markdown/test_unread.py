"""What is out of an engine's way comes back where it was, and links may lead to it."""

from __future__ import annotations

from types import SimpleNamespace

from press.site import hook
from press.site.markdown import unread

TABLE = '<details class="data" data-search-exclude><table></table></details>'


def test_parts_come_back_where_they_were():
    """Those that a page begins with and those that are found in it, whichever comes first; other comments stay."""
    parts: list[str] = []
    form = unread.apart(parts, '<form id="reply">')
    page = unread.parted(f"<p>One</p>{TABLE}<p>Two</p>{TABLE}{form}<!-- unread 9 -->", parts)
    assert parts == ['<form id="reply">', TABLE, TABLE]
    assert "<table>" not in page
    assert unread.whole(page, parts) == f'<p>One</p>{TABLE}<p>Two</p>{TABLE}<form id="reply"><!-- unread 9 -->'
    assert unread.apart(parts, "") == ""


class File(SimpleNamespace):
    """A file as an engine lists it."""

    __hash__ = object.__hash__


def test_links_lead_to_places_in_what_is_out_of_the_way(monkeypatch):
    """A place in it is on the page, as its own places are, and one that is nowhere is not."""
    monkeypatch.setitem(hook.UNREAD, "told.md", ['<li id="comment-7">', "<p>No place</p>"])
    own = {"own"}
    told = File(src_uri="told.md", page=SimpleNamespace(links_to_anchors=None, present_anchor_ids=own))
    links = {told: {"comment-7": "told.md#comment-7", "comment-8": "told.md#comment-8"}}
    leading = File(src_uri="leading.md", page=SimpleNamespace(links_to_anchors=links, present_anchor_ids=set()))
    hook.on_env("env", SimpleNamespace(documentation_pages=lambda: [leading, told]))
    assert told.page.present_anchor_ids == {"own", "comment-7"}
    assert own == {"own"}, "what is remembered of a page is its own"
