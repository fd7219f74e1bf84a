"""A reply is taken from a page of this site, to a page of this site, and from nowhere else."""

from __future__ import annotations

import io
import json
from urllib.parse import urlencode

import pytest

from press.replies import form

URL = "https://blog.example"
GOOD = {
    "uri": "/2026/a/",
    "title": "A",
    "author": "Ann",
    "email": "ann@example.org",
    "comment": "Well said.",
    "website": "",
}


@pytest.fixture
def site(tmp_path):
    """A built site with two pages, beside something that is no page of it."""
    for folder in ("site", "site/2026/a", "site/日本", "outside"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        address = f"/{folder.removeprefix('site').strip('/')}/".replace("//", "/")
        form = f'<form><input type="hidden" name="uri" value="{address}"></form>' if folder != "site" else ""
        (tmp_path / folder / "index.html").write_text(form, encoding="utf-8")
    return tmp_path / "site"


def _request(fields=None, **changes):
    data = urlencode(GOOD | (fields or {})).encode()
    return {
        "REQUEST_METHOD": "POST",
        "HTTP_ORIGIN": URL,
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(data)),
        "wsgi.input": io.BytesIO(data),
    } | changes


def test_a_form_is_read(site):
    """All fields of the page's form arrive, trimmed; none of them is taken for a trap."""
    reply = form.read(_request({"author": " Ann ", "parent": "7"}), site, URL)
    assert reply == ("/2026/a/", "A", "Ann", "ann@example.org", "", "Well said.", "7", False)


def test_a_filled_trap_is_seen(site):
    """Whoever fills the field that no person sees is noted."""
    assert form.read(_request({form.HONEYPOT: "1"}), site, URL).trapped


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"HTTP_ORIGIN": "https://evil.example"}, "403"),
        ({"HTTP_ORIGIN": "null"}, "403"),
        ({"HTTP_ORIGIN": f"{URL}.evil.example"}, "403"),
        ({"HTTP_ORIGIN": None}, "403"),
        ({"HTTP_ORIGIN": None, "HTTP_SEC_FETCH_SITE": "cross-site"}, "403"),
        ({"REQUEST_METHOD": "GET"}, "405"),
        ({"CONTENT_TYPE": "application/json"}, "415"),
        ({"CONTENT_LENGTH": "-1"}, "415"),
        ({"CONTENT_LENGTH": str(form.MAXIMUM_BYTES + 1)}, "413"),
        ({"wsgi.input": io.BytesIO(b"a=1&" * 30), "CONTENT_LENGTH": "120"}, "400"),
    ],
)
def test_requests_that_are_no_form_of_ours_are_refused(site, changes, status):
    """Another site's page, a bare request, another kind of body and too much of it are each refused with a reason."""
    request = {key: value for key, value in _request(**changes).items() if value is not None}
    with pytest.raises(form.Refused) as refused:
        form.read(request, site, URL)
    assert refused.value.status.startswith(status)
    assert refused.value.reason.encode() in form.page(refused.value.status, refused.value.reason)


def test_an_old_browser_without_an_origin_is_believed_when_it_says_where_it_is(site):
    """Where no origin is sent, the browser's own word that the page is of this site will do."""
    request = _request(HTTP_SEC_FETCH_SITE="same-origin")
    del request["HTTP_ORIGIN"]
    assert form.read(request, site, URL).name == "Ann"


@pytest.mark.parametrize(
    "uri",
    [
        "https://evil.example/",
        "//evil.example/",
        "/../outside/",
        "/2026/../../outside/",
        "/2026/a/\r\nSet-Cookie: x=1",
        "/2026/a/?x",
        "/2026/a/#x",
        "/nowhere/",
        "",
        "2026/a/",
        "/2026/a",
        "/2026\\a/",
        "/",
        "/2026/",
        "/2026/b/../a/",
        "/2026/./a/",
        "/2026//a/",
        "/2026/a\0/",
        f"/{'a' * 5000}/",
        "/a" * 3000 + "/",
        "/2026/%61/",
        "/2026/A/",
        "javascript:alert(1)",
    ],
)
def test_only_pages_of_the_site_are_replied_to(site, uri):
    """What is no address of a page here is refused, so that nothing is redirected to it."""
    with pytest.raises(form.Refused, match="no such page"):
        form.read(_request({"uri": uri}), site, URL)


@pytest.mark.parametrize("mail", ["nope", "", "a@b", "a b@c.example", "<a@b.example>", "a@@b.example"])
def test_a_mail_address_is_one(site, mail):
    """The email field holds an address, though it is never shown."""
    with pytest.raises(form.Refused, match="email"):
        form.read(_request({"email": mail}), site, URL)


def test_a_visitor_is_led_back_to_the_page():
    """The way back is the page's own address, percent-encoded, at the line that says what became of the reply."""
    assert form.location("/日本/") == "/%E6%97%A5%E6%9C%AC/#reply-received"


def test_isso_gets_the_json_it_takes(site):
    """The reply goes on as JSON to the thread of its page, without the visitor's cookies."""
    seen = {}

    def isso(environment, start):
        seen.update(environment, body=json.loads(environment["wsgi.input"].read()))
        start("202 ACCEPTED", [])
        return [b""]

    reply = form.read(_request(), site, URL)
    assert form.post(reply, 3, isso, _request(HTTP_COOKIE="a=b")).startswith("202")
    assert seen["QUERY_STRING"] == "uri=/2026/a/"
    assert "HTTP_COOKIE" not in seen
    assert seen["body"] == {
        "author": "Ann",
        "email": "ann@example.org",
        "website": None,
        "text": "Well said.",
        "title": "A",
        "parent": 3,
    }


def test_control_characters_and_line_breaks_do_not_come_in(site):
    """A name is one line of what can be seen; a text keeps its lines."""
    reply = form.read(_request({"author": "\x1b[2JBob\n99  /x/  Ann", "comment": "a\r\nb\x07\x00"}), site, URL)
    assert reply.name == "[2JBob 99 /x/ Ann"
    assert reply.text == "a\nb"


@pytest.mark.parametrize("website", ["http://[", "http://[::1", "http://a]b/"])
def test_a_website_that_is_no_address_is_refused(site, website):
    """Before anyone else reads it."""
    with pytest.raises(form.Refused, match="website"):
        form.read(_request({"website": website}), site, URL)


def test_a_reply_that_broke_off_is_refused(site):
    """Half a text is not taken for the whole."""
    with pytest.raises(form.Refused, match="broke off"):
        form.read(_request(CONTENT_LENGTH="5000"), site, URL)
