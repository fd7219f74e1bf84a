"""A real nginx serves the folder while readers read: nobody meets half a site, whatever is published or taken back."""

from __future__ import annotations

import gzip
import http.client
import random
import re
import threading
import time

import pytest

from outside import press
from press.publish import _verify
from press.site.finish import hosting
from servers import caddy, free_port, nginx

pytestmark = pytest.mark.server

PUBLISHES, ROLLBACKS, READERS, AT_MOST = 20, 5, 3, 100_000
STYLE = re.compile(rb'href="/(assets/style[^"]+)"')


class Reader(threading.Thread):
    """Reads a page, then the files that it names, over and over; keeps what was not as it should be."""

    def __init__(self, port: int, whole: dict[str, set[bytes]], switches: list[int]) -> None:
        super().__init__()
        self.port, self.whole, self.switches = port, whole, switches
        self.stop, self.asked, self.wrong = threading.Event(), 0, []

    def run(self) -> None:
        """Read until told to stop."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        while not self.stop.is_set() and self.asked < AT_MOST:
            published = len(self.switches)
            page = random.choice(["", "0/", "1/", "2/"])  # noqa: S311 - no secret
            text = self.get(connection, page)
            style = STYLE.search(text)
            for name in (style[1].decode() if style else "no-style", "assets/picture.svg"):
                self.get(connection, name, published)
        connection.close()

    def get(self, connection: http.client.HTTPConnection, path: str, published: int | None = None) -> bytes:
        """Ask for a file and hold the answer to what was published."""
        connection.request("GET", f"/{path}")
        answer = connection.getresponse()
        body = answer.read()
        self.asked += 1
        # A reader who took longer than two releases may miss a file of the first.
        late = published is not None and len(self.switches) > published + 1
        if not late and (answer.status != 200 or body not in self.whole.get(path, ())):
            self.wrong.append((path, answer.status, body[:80]))
        return body


def test_readers_meet_whole_releases_only(small, tmp_path):
    """During 20 publishes and 5 rollbacks every answer is a file of one release, and every named asset is there."""
    port, folder = free_port(), tmp_path / "www"
    small.target(kind="directory", where=str(folder), url=f"http://127.0.0.1:{port}/")
    whole: dict[str, set[bytes]] = {}
    switches: list[int] = []

    def remember() -> None:
        for path in small.project.site.rglob("*"):
            if path.is_file():
                name = path.relative_to(small.project.site).as_posix().removesuffix("index.html")
                whole.setdefault(name, set()).add(path.read_bytes())

    small.numbered(0)
    remember()
    small.publish()
    with nginx(tmp_path / "nginx", folder / "nginx.conf", port):
        readers = [Reader(port, whole, switches) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        for number in range(1, PUBLISHES + 1):
            small.numbered(number)
            remember()
            small.publish()
            switches.append(number)
            if number % (PUBLISHES // ROLLBACKS) == 0:
                small.rollback()
                switches.append(-number)
            time.sleep(0.05)
        for reader in readers:
            reader.stop.set()
            reader.join()
    assert [reader.wrong for reader in readers] == [[]] * READERS
    assert sum(reader.asked for reader in readers) > 1000
    assert len(switches) == PUBLISHES + ROLLBACKS


def answer(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """What a server says."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers)
    got = connection.getresponse()
    body = got.read()
    connection.close()
    return got.status, {name.lower(): value for name, value in got.getheaders()}, body


@pytest.mark.parametrize("server", [nginx, caddy], ids=["nginx", "caddy"])
def test_a_publish_with_an_address_ends_with_all_files_live(small, tmp_path, server):
    """What was checked is what a visitor gets, also where the site has a compressed twin of its own."""
    port, folder = free_port(), tmp_path / "www"
    small.target(kind="directory", where=str(folder), url=f"http://127.0.0.1:{port}/")
    twin = {"sitemap.xml": "<a>" + "x" * 3000, "sitemap.xml.gz": gzip.compress(b"<a>" + b"x" * 3000, mtime=7)}
    small.site({"index.html": "1", "page/index.html": "2" * 3000, "b c/ü%.txt": "3", "404.html": "4", **twin})
    small.publish()
    settings = folder / ("nginx.conf" if server is nginx else "Caddyfile")
    with server(tmp_path / "server", settings, port):
        for number in (1, 2):
            said = press(small.project.root, "publish")
            assert said.returncode == 0, said.stdout
            assert f"5 of 5 files are live at http://127.0.0.1:{port}/" in said.stdout
            (small.project.site / "index.html").write_text(f"again {number}")
            small.check()


def test_a_built_site_is_live_on_a_real_server_file_by_file(project, tmp_path):
    """The whole way: built, checked, published to an address where nobody answers yet, and then every file is live."""
    port, folder = free_port(), tmp_path / "www"
    target = f'\n[tool.press.publish.live]\nkind = "directory"\nwhere = "{folder}"\nurl = "http://127.0.0.1:{port}/"\n'
    for name, text in {"pyproject.toml": target, "mkdocs.yml": "\nsite_url: https://essays.example.org/\n"}.items():
        path = project / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    for words in ("build", "check"):
        assert press(project, words).returncode == 0
    first = press(project, "publish")
    assert first.returncode == 1
    assert first.stdout.splitlines()[-2].endswith("Connection refused, for every file")
    with nginx(tmp_path / "server", folder / "nginx.conf", port):
        done = press(project, "publish")
    site = project / "site"
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    count = len(names - set(_verify.UNSERVED))
    assert done.returncode == 0, done.stdout
    assert done.stdout.endswith(f"\n{count} of {count} files are live at http://127.0.0.1:{port}/\n")
    assert count > 20


def test_both_servers_send_the_same_headers(small, tmp_path):
    """Page, text, asset, missing page and folder: whoever changes the server changes nothing for visitors."""
    folder, told = tmp_path / "www", []
    small.site({"index.html": "1", "404.html": "4", "a.svg": "<svg/>", "a/b.0123abcd.css": "x", "sitemap.xml": "m",
                "embed/a/index.html": "e"})  # fmt: skip
    for server in (nginx, caddy):
        port = free_port()
        small.target(kind="directory", where=str(folder), url=f"http://127.0.0.1:{port}/")
        small.check()
        small.publish()
        settings = folder / ("nginx.conf" if server is nginx else "Caddyfile")
        with server(tmp_path / server.__name__, settings, port):
            paths = ("/", "/a.svg", "/a/b.0123abcd.css", "/a/c.0123abcd.css", "/a/", "/nowhere", "/sitemap.xml")
            paths += ("/embed/a/", "/embed/nowhere/")
            whole = {path: answer(port, path) for path in paths}
        ours = {name.lower() for name in hosting.headers("/")} | {"content-security-policy", "cache-control"}
        told.append({path: (got[0], {name: got[1].get(name) for name in ours}) for path, got in whole.items()})
    assert told[0] == told[1]


@pytest.mark.parametrize("server", [nginx, caddy], ids=["nginx", "caddy"])
def test_a_server_with_the_written_settings_does_what_they_promise(small, tmp_path, server, monkeypatch):
    """Headers, caching, compressed twins, old addresses, the page of missing pages, and what is not served."""
    port, folder = free_port(), tmp_path / "www"
    (small.project.root / "mkdocs.yml").write_text(f"site_name: Small\nsite_url: http://127.0.0.1:{port}/\n")
    monkeypatch.setattr("press.site.blog.redirects", lambda _: [("/?p=15", "/new/"), ("/x/2/", "/new/#page-2")])
    page = "---\nwordpress: {permalink: /2026/01/14/öld name/}\n---\n# New\n"
    (small.project.root / "content/new.md").write_text(page, encoding="utf-8")
    small.target(kind="directory", where=str(folder))
    style = "assets/style.0123abcd.min.css"
    small.site({
        "index.html": "front", "new/index.html": "new", "404.html": "missing", "_headers": "/*", style: "x" * 3000,
        "drawing.svg": "<svg/>", "sitemap.xml": "map", "feed.xml": "feed", "embed/a/index.html": "a figure",
    })  # fmt: skip
    small.publish()
    with server(tmp_path / "server", folder / ("nginx.conf" if server is nginx else "Caddyfile"), port):
        status, headers, body = answer(port, "/")
        assert (status, body) == (200, b"front")
        page_policy = headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "script-src" not in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "camera=()" in headers["permissions-policy"]
        status, framed, _ = answer(port, "/embed/a/")
        assert (status, "x-frame-options" in framed) == (200, False)
        assert framed["content-security-policy"] == page_policy.partition("; frame-ancestors")[0]
        for path in ("/embed/nowhere/", "/embed/", "/feed.xml", "/new/", "/x/../new/"):
            kept = answer(port, path)[1]
            assert kept["x-frame-options"] == "DENY", path
            assert "frame-ancestors 'none'" in kept["content-security-policy"], path
        assert headers["referrer-policy"]
        assert "must-revalidate" in headers["cache-control"]
        assert "script-src 'self'" in answer(port, "/drawing.svg")[1]["content-security-policy"]
        status, headers, body = answer(port, f"/{style}", **{"Accept-Encoding": "gzip"})
        assert "immutable" in headers["cache-control"]
        assert headers["content-encoding"] == "gzip"
        assert len(body) < 100
        assert answer(port, "/nowhere/")[0::2] == (404, b"missing")
        assert answer(port, "/_headers")[0] == 404
        for path in ("/nowhere.svg", "/assets/", "/assets/gone.0123abcd.css", "/_headers"):
            status, missing, body = answer(port, path)
            assert (status, body) == (404, b"missing"), path
            assert missing["content-security-policy"] == page_policy, path
            assert "must-revalidate" in missing["cache-control"], path
            assert missing["x-content-type-options"] == "nosniff", path
        moves = {
            "/2026/01/14/%C3%B6ld%20name/": "/new/",
            "/?p=15": "/new/",
            "/feed/": "/feed.xml",
            "/x/2/": "/new/#page-2",
        }
        for old, new in moves.items():
            status, headers, _ = answer(port, old)
            assert (status, headers["location"].removeprefix(f"http://127.0.0.1:{port}")) == (301, new), old
        assert answer(port, "/new")[0] in {301, 308}
