"""What strangers send to the server of replies is answered, bounded, and lost nowhere in silence."""

from __future__ import annotations

import http.client
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from urllib.parse import urlencode, urlsplit

import pytest
import yaml
from click.testing import CliRunner

from press.cli import cli
from press.core import project
from press.core.errors import PressError
from press.replies import listening, server, settings, store
from press.site.blog import discussion, posts, words
from press.site.finish import hosting
from servers import started

PAGE, OTHER = "/2026/a/", "/2026/b/"
REPLY = {"uri": PAGE, "title": "A", "author": "Ann", "email": "ann@example.org", "website": "", "comment": "Well said.",
         "parent": "", "phone": ""}  # fmt: skip
TABLE = "[tool.press]\nexperiments = 'toy.experiments'\narticle = 'content/index.md'\n"


@pytest.fixture
def blog(tmp_path):
    """A small blog whose pages are written here instead of built, and a client's way to it."""
    root = tmp_path / "blog"
    for name, text in {
        "pyproject.toml": TABLE,
        "mkdocs.yml": "site_name: Blog\nextra: {replies: true}\n",
        "content/.wordpress/blog.json": json.dumps({"blog": {"terms": [], "authors": []}}),
        "content/2026/a/index.md": "---\ntitle: A\ndate: 2026-01-01\n---\n# A\n",
        "content/2026/b/index.md": "---\ntitle: B\ndate: 2026-01-02\n---\n# B\n",
        "content/flat.md": "---\ntitle: Flat\ndate: 2026-01-03\n---\n# Flat\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    found = project.find(root)
    for item in (each for each in posts.read(found).items if each.takes_replies):
        page = found.site / item.address.strip("/") / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<!doctype html>{discussion.reply_form(item, words.words('en'))}", encoding="utf-8")
    (found.site / "index.html").write_text("<!doctype html>front")
    (found.site / "404.html").write_text("<!doctype html>missing")
    (found.site / "_headers").write_text("/*")
    return found


@contextmanager
def served(found):
    """The server, at an address that it takes for the visitors'."""
    serving = server.serve(found, "127.0.0.1", 0, "http://127.0.0.1")
    with started(serving) as url:
        serving.app = server.application(found, url)
        yield url


def ask(url: str, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """What the server says."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.putrequest(method, path, skip_host=False)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, data


def post(url: str, **fields: str) -> int:
    """The status that a reply gets."""
    more = {"Origin": url, "Content-Type": "application/x-www-form-urlencoded"}
    more |= {name: fields.pop(name) for name in ("X-Forwarded-For",) if name in fields}
    return ask(url, "POST", server.REPLY, urlencode(REPLY | fields).encode(), **more)[0]


def row(found, address: str, *, mode: int = store.VISIBLE, name: str = "Ann", text: str = "Yes.") -> int:
    """A reply as the database keeps it."""
    data = store.database(found)
    if address not in data.threads:
        data.threads.new(address, "A")
    values = {"mode": mode, "remote_addr": "127.0.0.0", "text": text, "author": name}
    return data.comments.add(address, values)["id"]


def test_the_queue_cannot_be_forged_and_does_nothing_to_the_terminal(blog, monkeypatch):
    """Each reply is two lines, whatever name and text hold; control characters are shown."""
    row(blog, PAGE, mode=store.WAITING, name="Bob\n99  /2026/01/p1/  Alice\n    approved already", text="one\ntwo")
    row(blog, PAGE, mode=store.WAITING, name="\x1b[2J\x1b]0;pwn\x07Mallory", text="\x1b[8mhidden\x1b[0m \u202eshown")
    monkeypatch.chdir(blog.root)
    lines = CliRunner().invoke(cli, ["comments", "moderate"], catch_exceptions=False).output.splitlines()
    assert lines == [
        r"1  /2026/a/  Bob\n99  /2026/01/p1/  Alice\n    approved already",
        "    one two",
        r"2  /2026/a/  \x1b[2J\x1b]0;pwn\x07Mallory",
        r"    \x1b[8mhidden\x1b[0m \u202eshown",
        "2 replies wait",
    ]


def test_what_is_approved_and_has_no_page_is_said_at_freeze(blog, monkeypatch):
    """A reply to a page that went, or that never was a post, is named with its number; the others are frozen."""
    for address in ("/gone/", PAGE, "/flat/"):
        row(blog, address)
    monkeypatch.chdir(blog.root)
    said = CliRunner().invoke(cli, ["comments", "freeze"], catch_exceptions=False).output.splitlines()
    assert [line.split(":")[0] for line in said[:2]] == ["1  /gone/  Ann", "3  /flat/  Ann"]
    assert all("not frozen" in line for line in said[:2])
    assert said[2:] == ["2026/a/index.md", "1 page has new replies; run: press build"]


@pytest.mark.parametrize(
    "uri", ["/", "/2026/a/../b/", "/2026/", "/flat/", "/2026/a/\0", "/" + "a" * 9000 + "/", "/2026/%61/"]
)
def test_a_reply_goes_to_a_page_that_takes_replies_or_is_refused(blog, uri):
    """What would be lost at freeze is not taken."""
    with served(blog) as url:
        assert post(url, uri=uri) == 400
    assert store.waiting(blog) == []


def test_a_form_that_is_sent_twice_is_one_reply(blog):
    """Also at the same moment; another text is another reply."""
    with served(blog) as url, ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: post(url), range(4))) == {303}
        assert post(url, comment="And something else.") == 303
    assert [one.text for one in store.waiting(blog)] == ["Well said.", "And something else."]


def test_an_article_alone_takes_replies(blog, monkeypatch):
    """Without a blog the form of the article goes to the front page, and what is approved is frozen beside it."""
    shutil.rmtree(blog.content / ".wordpress")
    (blog.content / "index.md").write_text("# One\n", encoding="utf-8")
    form = "".join(discussion.of_article(blog))
    (blog.site / "index.html").write_text(f"<!doctype html>{form}", encoding="utf-8")
    monkeypatch.chdir(blog.root)
    with served(blog) as url:
        assert (post(url, uri="/"), post(url, uri="/2026/a/")) == (303, 303)
    for number in ("1", "2"):
        CliRunner().invoke(cli, ["comments", "moderate", "--approve", number], catch_exceptions=False)
    said = CliRunner().invoke(cli, ["comments", "freeze"], catch_exceptions=False).output.splitlines()
    assert said[0].startswith("2  /2026/a/  Ann: approved, but there is no such")
    assert said[1:] == ["index.md", "1 page has new replies; run: press build"]
    assert "Well said." in "".join(discussion.of_article(blog))


ODD = {
    "parent": ["isso-9999999999999999999999", "isso-77", "9" * 11, "\u0667", "\u00b2", "-1", "isso-", "isso-1;drop"],
    "website": ["http://[", "javascript:alert(1)", "http://" + "a" * 3000, "http://10.0.0.1/"],
    "author": ["\0", "\x1b[2J", "\ud7ff", "a" * 60_000, "<b>"],
    "comment": ["\0\0\0", "[x](javascript:alert(1)) said", "`" * 5000, ">" * 5000, "[" * 20_000, "* " * 2000],
    "title": ["\0", "t" * 60_000],
    "email": ["a@b.c\r\nBcc: x@y.z", "\0@b.c"],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in ODD.items() for value in values])
def test_odd_input_is_taken_or_refused_and_never_a_fault(blog, field, value, capfd):
    """No answer is a 500, and no traceback is printed."""
    with served(blog) as url:
        assert post(url, **{field: value}) in {303, 400, 403}
    store.freeze(blog)
    assert "Traceback" not in capfd.readouterr().err


ADDRESSES = ["/%00", "/%00/", f"/{'a' * 5000}", "/a%2e%2e/%2e%2e/pyproject.toml", "/..%2fpyproject.toml", "/%ff",
             "/%ed%a0%80/", "/_headers", "//etc/passwd", "/2026/a/index.html/"]  # fmt: skip


@pytest.mark.parametrize("path", ADDRESSES)
def test_odd_addresses_are_missing_pages(blog, path, capfd):
    """With the site's own page, under its headers."""
    with served(blog) as url:
        status, headers, body = ask(url, "GET", path)
    assert (status, body) == (404, b"<!doctype html>missing")
    assert headers["x-content-type-options"] == "nosniff"
    assert "Traceback" not in capfd.readouterr().err


GARBAGE = [
    b"GET\r\n\r\n", b"\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"POST /isso/reply HTTP/1.1\r\nContent-Length: -5\r\n\r\n", b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
    b"POST /isso/reply HTTP/1.1\r\nContent-Length: \xd9\xa3\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n",
]  # fmt: skip


@pytest.mark.parametrize("request_", GARBAGE)
def test_what_is_no_request_is_answered_or_hung_up_on(blog, request_, capfd):
    """Garbage is no fault of the server's, and the next visitor is served."""
    with served(blog) as url:
        with socket.create_connection(("127.0.0.1", urlsplit(url).port), 20) as line:
            line.sendall(request_)
            line.shutdown(socket.SHUT_WR)
            answer = line.recv(4096)
        assert b" 500 " not in answer
        assert ask(url, "GET", "/")[0] == 200
    assert "Traceback" not in capfd.readouterr().err


def test_each_answer_carries_the_headers_of_a_web_server(blog):
    """Pages, pictures, refusals and the way back: none may be framed, sniffed or run another's script."""
    with served(blog) as url:
        told = [ask(url, "GET", "/"), ask(url, "GET", "/nowhere"), ask(url, "POST", server.REPLY)]
    wanted = {name.lower(): value for name, value in hosting.headers("/").items()}
    for _, headers, _ in told:
        assert wanted.items() <= headers.items()
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_slow_visitors_hold_no_line_for_long_and_leave_room(blog, monkeypatch):
    """Those who say nothing or drip are cut, more than there is room for are turned away, and others are served."""
    monkeypatch.setattr(listening.Request, "timeout", 1.0)
    monkeypatch.setattr(listening, "WHOLE", 1.5)
    monkeypatch.setattr(listening, "LINES", 8)
    monkeypatch.setattr(listening, "PATIENCE", 0.05)
    with served(blog) as url:
        port, before = urlsplit(url).port, threading.active_count()
        lines = [socket.create_connection(("127.0.0.1", port), 20) for _ in range(20)]
        for line in lines[:8]:
            line.sendall(b"GET / HTTP/1.1\r\nX: ")
        until = time.monotonic() + 3
        while time.monotonic() < until:
            for line in lines[:4]:
                with suppress(OSError):
                    line.sendall(b"a")
            assert threading.active_count() - before <= 2 * 8 + 2
            time.sleep(0.1)
        assert ask(url, "GET", "/")[0] == 200
        for line in lines:
            line.close()


@pytest.mark.parametrize(("proxies", "refused"), [("['127.0.0.1']", False), ("[]", True)])
def test_limits_count_the_visitor_behind_a_proxy_that_is_named(blog, proxies, refused):
    """Six visitors behind the named proxy may each reply; where none is named, their word is not taken for it."""
    (blog.root / "pyproject.toml").write_text(f"{TABLE}[tool.press.replies]\nproxies = {proxies}\n")
    with served(blog) as url:
        visitors = [{"X-Forwarded-For": f"198.51.{number}.7"} for number in range(6)]
        told = [post(url, comment=f"Reply of {visitor}.", **visitor) for visitor in visitors]
    assert (403 in told) == refused


@pytest.mark.parametrize("setting", ["proxies = 'x'", "proxies = ['proxy']", "proxys = []", "proxies = 3"])
def test_a_proxy_that_is_none_is_refused(blog, setting):
    """A misspelt setting would let everyone say who they are, or nobody."""
    (blog.root / "pyproject.toml").write_text(f"{TABLE}[tool.press.replies]\n{setting}\n")
    with pytest.raises(PressError, match="has one setting, proxies"):
        settings.write(blog, "http://127.0.0.1")


def test_a_taken_port_is_said_with_2(blog):
    """One sentence, no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [sys.executable, "-m", "press", "comments", "serve", "-a", f"127.0.0.1:{taken.getsockname()[1]}"]
        done = subprocess.run(command, cwd=blog.root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Address already in use; name another address with --dev-addr" in done.stderr
    assert "Traceback" not in done.stderr


def test_kills_of_freeze_at_random_moments_leave_whole_files(blog):
    """A page's file is the one before or the one after, nothing else is left, and the next freeze completes."""
    for number in range(30):
        row(blog, (PAGE, OTHER)[number % 2], text=f"Reply {number}. " * 50)
    chance, began = random.Random(19), time.monotonic()  # noqa: S311 - no secret
    command = [sys.executable, "-m", "press", "comments", "freeze"]
    subprocess.run(command, cwd=blog.root, check=True, capture_output=True)
    seconds = time.monotonic() - began
    files = [blog.content / address.strip("/") / posts.REPLIES for address in (PAGE, OTHER)]
    killed = 0
    for kill in range(int(os.environ.get("PRESS_KILLS", "8")) // 2):
        before = [len(yaml.safe_load(file.read_text())) for file in files]
        for address in (PAGE, OTHER):
            row(blog, address, text=f"Kill {kill}.")
        process = subprocess.Popen(command, cwd=blog.root, stdout=subprocess.DEVNULL, start_new_session=True)
        began = time.monotonic()
        try:
            process.wait(chance.uniform(0.3, 1.0) * seconds)
            seconds = time.monotonic() - began  # the first time is the slowest
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            killed += 1
        process.wait(60)
        for file, count in zip(files, before, strict=True):
            assert len(yaml.safe_load(file.read_text())) in {*range(count, 16 + kill + 1)}
    subprocess.run(command, cwd=blog.root, check=True, capture_output=True)
    assert [len(yaml.safe_load(file.read_text())) for file in files] == [15 + kill + 1] * 2
    assert {path.name for file in files for path in file.parent.iterdir()} == {"index.md", posts.REPLIES}
    assert killed


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_the_server_ends_with_all_that_it_started(blog, end):
    """Whatever ends it, also while visitors hold its lines: no process is left, and the port is free for the next."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "press", "comments", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=blog.root, start_new_session=True, stdout=subprocess.PIPE)
    try:
        assert process.stdout.readline().startswith(b"Serving at")
        lines = [socket.create_connection(("127.0.0.1", port), 20) for _ in range(5)]
        for line in lines:
            line.sendall(b"POST /isso/reply HTTP/1.1\r\nContent-Length: 99\r\n\r\n")
        os.kill(process.pid, end)
        process.wait(20)
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
        for line in lines:
            line.close()
        with socket.create_server(("127.0.0.1", port)):
            pass
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()
