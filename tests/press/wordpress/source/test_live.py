"""A live blog is read through its REST interface: all pages, nothing beyond its hosts, and never without an end."""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

import mirrored
from press.core.errors import PressError
from press.wordpress import command
from press.wordpress.source import fetch, given
from servers import started

ANSWERS = mirrored.BLOG / "npm" / "rest"
PER_PAGE = 7  # so that the small blog has several pages of everything


class _Blog(BaseHTTPRequestHandler):
    """Answers as the test blog did, a few entries a page; some addresses misbehave."""

    asked: list[str]

    def log_message(self, *_):
        pass

    def do_GET(self):
        parts = urlsplit(self.path)
        self.server.asked.append(self.path)
        if parts.path == "/endless":
            return self._endless()
        if parts.path.startswith("/to-"):
            return self._redirect(self.server.targets[parts.path])
        if parts.path.startswith("/wp-content/uploads/"):
            return self._file(mirrored.UPLOADS / unquote(parts.path).removeprefix("/wp-content/uploads/"))
        if parts.path == "/wp-json/":
            return self._say(json.dumps({"name": "Signals &amp; Noise", "home": "http://127.0.0.1:8865"}).encode())
        file = ANSWERS / f"{parts.path.rsplit('/', 1)[-1]}.json"
        return (
            self._page(file, int(parse_qs(parts.query).get("page", ["1"])[0]))
            if file.is_file()
            else self.send_error(404)
        )

    def _page(self, file, number):
        entries = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(entries, list):
            pages = -(-len(entries) // PER_PAGE)
            entries = entries[(number - 1) * PER_PAGE : number * PER_PAGE]
            return self._say(json.dumps(entries).encode(), {"X-WP-TotalPages": str(pages)})
        return self._say(file.read_bytes())

    def _file(self, file):
        self._say(file.read_bytes()) if file.is_file() else self.send_error(404)

    def _say(self, body, headers=None):
        self.send_response(200)
        for key, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, target):
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _endless(self):
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.stopping:
                self.wfile.write(b"[")
                time.sleep(0.01)
        except OSError:
            pass


@pytest.fixture
def server():
    """The test blog on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Blog)
    server.daemon_threads = True
    server.asked, server.targets, server.stopping = [], {}, False
    server.url = f"http://127.0.0.1:{server.server_port}"
    with started(server):
        yield server
        server.stopping = True


def _run(names, folder, **options):
    usual = {
        "media": None,
        "kinds": (),
        "post": None,
        "page": None,
        "origins": ("127.0.0.1",),
        "only_look": False,
        "force": False,
    }
    said, clean = command.run(names, folder, report=lambda _: None, **usual | options)
    return list(said), clean


def test_a_live_blog_is_mirrored_with_its_pictures(server, tmp_path):
    """From the address alone: every page of every collection, and every picture that a page shows."""
    said, _ = _run([server.url], tmp_path / "content")
    pages = {
        path.relative_to(tmp_path / "content").as_posix(): path.read_bytes()
        for path in (tmp_path / "content").rglob("*.md")
    }
    assert len(pages) == 24
    assert (tmp_path / "content/wp-content/uploads/2026/01/river.jpg").read_bytes() == (
        mirrored.UPLOADS / "2026/01/river.jpg"
    ).read_bytes()
    assert (tmp_path / "content/wp-content/uploads/2026/01/Uni-code-写真-1.jpg").is_file()
    assert said[-1].startswith("24 pages written")
    assert [line for line in said if "words are missing" in line] == []
    assert sum("/wp/v2/posts?" in path for path in server.asked) == 3
    assert list(tmp_path.iterdir()) == [tmp_path / "content"]


def test_a_second_run_fetches_no_file_again(server, tmp_path):
    """What was mirrored before is not asked for a second time, and nothing changes."""
    _run([server.url], tmp_path / "content")
    server.asked.clear()
    said, _ = _run([server.url], tmp_path / "content")
    assert said[-1].startswith("0 pages written, 0 changed, 24 unchanged, 0 kept, 0 files copied")
    assert [path for path in server.asked if path.startswith("/wp-content") and "secret" not in path] == []


def test_export_and_live_blog_are_read_together(server, tmp_path):
    """With an export beside the address, mentions come too."""
    _run([str(mirrored.BLOG / "npm" / "all.loopback.xml"), server.url], tmp_path / "content")
    assert "mention" in (tmp_path / "content/2025/07/07/sixty-comments/comments.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/",
        "http://localhost.evil.example/",
        "//evil.example/",
        "file:///etc/passwd",
        "ftp://h/",
    ],
)
def test_no_redirect_leads_elsewhere(server, target):
    """A redirect to a host that was not named, or to another kind of address, is refused and named."""
    server.targets["/to-elsewhere"] = target
    with pytest.raises(PressError, match="leads to a host that was not named"):
        fetch.Client(server.url).get("to-elsewhere")


def test_redirects_inside_the_blog_are_followed_up_to_a_bound(server):
    """A redirect inside the blog is followed; a ring of them ends."""
    server.targets |= {"/to-index": "/wp-json/", "/to-itself": "/to-itself"}
    assert fetch.Client(server.url).get("to-index").status == 200
    with pytest.raises(PressError, match="redirects without an end"):
        fetch.Client(server.url).get("to-itself")


def test_an_endless_answer_is_given_up(server, monkeypatch):
    """A server that never stops sending is given up after the bound, in time or in bytes."""
    monkeypatch.setattr(fetch, "PATIENCE", 0.3)
    with pytest.raises(PressError, match="no whole answer in"):
        fetch.Client(server.url).get("endless")
    monkeypatch.setattr(fetch, "MAXIMUM_BYTES", 3)
    with pytest.raises(PressError, match="sends more than"):
        fetch.Client(server.url).get("endless")


@pytest.mark.parametrize(
    "address", ["ftp://blog.example", "https://", "http://user:word@blog.example/", "blog.example"]
)
def test_what_is_no_address_is_refused(address):
    """An address of another kind, or one with a password in it, is refused with an example."""
    with pytest.raises(PressError, match="not the address of a blog"):
        fetch.Client(address)


def test_silence_is_a_message(tmp_path):
    """Where nothing listens, the message names the address."""
    with pytest.raises(PressError, match="does not answer"):
        fetch.Client("http://127.0.0.1:9").collection("posts")


def test_what_is_no_wordpress_is_said(server, tmp_path, monkeypatch):
    """A site without posts behind a REST interface is said to be none."""
    monkeypatch.setattr(fetch.Client, "collection", lambda *_: [])
    with pytest.raises(PressError, match="shows no posts"):
        given.read([server.url], fetch.Client(server.url))


def test_sources_that_do_not_fit_are_refused(tmp_path):
    """Two folders of answers are not one blog, and a folder without answers is none."""
    with pytest.raises(PressError, match="at most one address or folder"):
        given.read([str(ANSWERS), str(ANSWERS)], None)
    with pytest.raises(PressError, match=r"no posts\.json"):
        given.read([str(tmp_path)], None)


@pytest.mark.parametrize(
    ("folder", "options", "message"),
    [
        (None, {"media": "x"}, "add --to DIR"),
        (None, {"only_look": True}, "add --to DIR"),
        ("c", {"post": "x"}, "--to DIR mirrors"),
        ("c", {"media": "nowhere"}, "nowhere: no such folder"),
    ],
)
def test_options_that_do_not_fit_are_refused(tmp_path, folder, options, message):
    """An option without its counterpart is named, before anything is read or written."""
    with pytest.raises(PressError, match=message):
        _run([str(mirrored.BLOG / "npm" / "all.lan.xml")], folder and tmp_path / folder, **options)
    assert list(tmp_path.iterdir()) == []


def test_enabled_extensions_are_those_of_the_site(tmp_path):
    """Extensions and plugins are read from the settings above the folder, whatever tags these hold."""
    listed = "markdown_extensions:\n  - pymdownx.tilde\n  - toc: {slugify: !!python/name:os.system }\n"
    (tmp_path / "mkdocs.yml").write_text(f"{listed}plugins: {{macros: {{}}}}\n", encoding="utf-8")
    assert command.enabled(tmp_path / "content") == ["pymdownx.tilde", "toc", "macros"]
