"""Replies go the whole way with a real Isso: sent from the page, queued, approved, frozen, built, and read."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
import yaml

import mirrored
from press.replies import server, store
from press.site import engine
from servers import started

PAGE = "/2025/07/07/sixty-comments/"
REPLY = {
    "uri": PAGE,
    "title": "Sixty comments",
    "author": "Ann",
    "email": "ann@example.org",
    "website": "https://ann.example",
    "comment": "Well *said*. <script>alert(1)</script>",
    "parent": "",
    "phone": "",
}


@contextmanager
def _served(found):
    serving = server.serve(found, "127.0.0.1", 0, "http://127.0.0.1")
    with started(serving) as url:
        serving.app = server.application(found, url)
        yield url


@pytest.fixture
def found(tmp_path):
    """A project with the mirrored blog, built."""
    found, _ = mirrored.imported(tmp_path, "npm", "both")
    engine.build(found, "mkdocs", found.site)
    return found


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_, **__):
        return None


def _post(url, origin=None, **fields):
    data = urlencode(REPLY | fields).encode()
    request = urllib.request.Request(f"{url}{server.REPLY}", data, {"Origin": origin or url})  # noqa: S310 - our own
    try:
        answer = urllib.request.build_opener(_Stay).open(request, timeout=20)
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode()
    return answer.status, dict(answer.headers), answer.read().decode()


def test_a_reply_is_queued_approved_frozen_and_read(found):
    """Nothing is shown before it is approved; then the page shows name and text, and nobody's address is anywhere."""
    with _served(found) as url:
        status, headers, _ = _post(url)
    assert (status, headers["Location"]) == (303, f"{PAGE}#reply-received")
    (waiting,) = store.waiting(found)
    assert (waiting.address, waiting.name) == (PAGE, "Ann")
    assert store.freeze(found) == []
    store.decide(found, waiting.number, approve=True)
    assert store.freeze(found) == [f"{PAGE.strip('/')}/index.md"]
    assert store.freeze(found) == []
    engine.build(found, "mkdocs", found.site)
    html = (found.site / PAGE.strip("/") / "index.html").read_text(encoding="utf-8")
    assert "<h2>61 comments</h2>" in html
    shown = re.search(r'<li id="isso-1">.*?</li>', html)[0]
    assert "Well <em>said</em>." in shown
    assert 'href="https://ann.example"' in shown
    assert "<script" not in shown
    kinds = {".html", ".json", ".md", ".xml", ".yml"}
    public = [path for folder in (found.content, found.site) for path in folder.rglob("*") if path.suffix in kinds]
    held = {path.name: path.read_bytes() for path in public}
    assert [name for name, data in held.items() if b"ann@example.org" in data or b"127.0.0." in data] == []


def test_a_deleted_reply_leaves_the_page(found):
    """What is deleted after it was frozen is gone from the page's file at the next freeze."""
    with _served(found) as url:
        _post(url)
    store.decide(found, 1, approve=True)
    store.freeze(found)
    store.decide(found, 1, approve=False)
    store.freeze(found)
    assert not (found.content / PAGE.strip("/") / "replies.yml").exists()


def test_old_comments_come_in_once_and_can_be_answered(found):
    """All approved comments are brought in without an address, once; an answer stands below the comment it answers."""
    added = store.bring_in(found)
    assert added > 60
    assert store.bring_in(found) == 0
    with _served(found) as url:
        assert _post(url, parent="12")[0] == 303
    store.decide(found, store.waiting(found)[0].number, approve=True)
    store.freeze(found)
    (entry,) = yaml.safe_load((found.content / PAGE.strip("/") / "replies.yml").read_text(encoding="utf-8"))
    assert entry["parent"] == 9  # Isso keeps two levels: the answer stands in the thread of the comment it answers
    assert set(entry) == {"id", "parent", "name", "site", "date", "text"}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"author": ""}, 403),
        ({"comment": "x"}, 400),
        ({"email": "nope"}, 400),
        ({"uri": "//evil.example/"}, 400),
        ({"comment": "x" * 66_000}, 400),
        ({"comment": "x" * 71_000}, 413),
    ],
)
def test_what_is_refused_is_not_queued(found, fields, status):
    """A refusal says why, and leaves the queue empty."""
    with _served(found) as url:
        code, _, body = _post(url, **fields)
    assert code == status
    assert "<p>" in body
    assert store.waiting(found) == []


def test_a_robot_is_told_the_same_and_dropped(found):
    """A filled trap looks like success and leaves nothing."""
    with _served(found) as url:
        assert _post(url, phone="123")[0] == 303
    assert store.waiting(found) == []


def test_a_flood_is_refused(found):
    """More than a few replies in a minute are refused by Isso's guard."""
    with _served(found) as url:
        codes = [_post(url, comment=f"Reply number {number}.")[0] for number in range(6)]
    assert codes[0] == 303
    assert codes[-1] == 403


@pytest.mark.parametrize("script", [True, False])
def test_a_reply_is_sent_from_the_page_in_a_browser(found, browser, script):
    """With JavaScript and without, the form under the post sends a reply, and the page says that it waits."""
    with _served(found) as url:
        page = browser.new_context(java_script_enabled=script).new_page()
        blocked = []
        page.on("console", lambda message: blocked.append(message.text) if message.type == "error" else None)
        page.goto(f"{url}{PAGE}")
        assert page.get_by_text("Your email address will not be published. Required fields are marked *").is_visible()
        assert not page.locator("#reply-received").is_visible()
        page.get_by_label("Comment *").fill("From a browser.")
        page.get_by_label("Name *").fill("Ann")
        page.get_by_label("Email *").fill("ann@example.org")
        page.get_by_role("button", name="Post Comment").click()
        page.wait_for_url("**/#reply-received")
        assert page.locator("#reply-received").is_visible()
    assert [(one.name, one.text) for one in store.waiting(found)] == [("Ann", "From a browser.")]
    assert blocked == []
