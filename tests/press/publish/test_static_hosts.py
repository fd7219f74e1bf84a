"""A host without headers and redirects, as GitHub's and Codeberg's: what the guide says of it is so."""

from __future__ import annotations

import functools
import http.client
import http.server
import re
import subprocess
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import pytest

from outside import ROOT
from press.site.pages import redirects
from servers import started

pytestmark = pytest.mark.server

GUIDE = (ROOT / "docs/pages/publishers.md").read_text(encoding="utf-8")


class Static(http.server.SimpleHTTPRequestHandler):
    """Files as they lie there, folders with a slash, the site's page for what is missing; and nothing else."""

    def send_error(self, code, *words, **more):
        """The site's own page."""
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *words):
        """Keep quiet."""


@contextmanager
def static(folder):
    """The host with a folder; yields what asks it."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Static, directory=folder))
    with started(server):

        def ask(path: str) -> tuple[int, bytes, dict[str, str]]:
            connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
            connection.request("GET", path)
            answer = connection.getresponse()
            told = answer.status, answer.read(), dict(answer.getheaders())
            connection.close()
            return told

        yield ask


@pytest.fixture
def branch(committed, tmp_path, monkeypatch):
    """A site with old addresses, published to a branch, as the host checks it out."""
    moves = [("/?p=3", "/2020/01/p3/"), ("/old/p3/", "/2020/01/p3/"), ("/?feed=rss2", "/feed.xml")]
    monkeypatch.setattr("press.site.blog.redirects", lambda _: moves)
    lead = dict(redirects.pages(committed.project))
    own = {
        "index.html": "front",
        "2020/01/p3/index.html": "p3",
        "404.html": "missing",
        "sitemap.xml": "",
        "_x/a.js": "1",
    }
    committed.site(own | lead | {"_redirects": "/old/p3/ /2020/01/p3/ 301\n", "CNAME": "essays.example.org\n"})
    bare, folder = tmp_path / "host.git", tmp_path / "www"
    subprocess.run(["git", "init", "-q", "--bare", bare], check=True)
    committed.publish(f"git:{bare}")
    subprocess.run(["git", "clone", "-q", "-b", "gh-pages", bare, folder], check=True)
    return folder


def test_old_addresses_that_are_paths_lead_on_by_a_page(branch):
    """Readers and search engines follow it, without a redirect by the host."""
    with static(branch) as ask:
        status, page, _ = ask("/old/p3/")
        assert status == 200
        target = re.search(rb'http-equiv="?refresh"? content="0; ?url=([^"]+)"', page)[1].decode()
        assert ask(urljoin("/old/p3/", target))[1] == b"p3"


def test_old_addresses_that_are_queries_show_the_front_page_as_the_guide_says(branch):
    """No page can stand at `/?p=3`; the guide says so of just the hosts that are like this one."""
    with static(branch) as ask:
        assert ask("/?p=3")[:2] == ask("/?feed=rss2")[:2] == (200, b"front")
    row = next(line for line in GUIDE.splitlines() if line.startswith("| GitHub, Codeberg Pages |"))
    assert [cell.strip() for cell in row.split("|")[2:5]] == ["none", "none", "no"]
    assert "there it shows the front page" in GUIDE


def test_nothing_of_the_site_is_left_out_and_missing_pages_have_the_sites_own(branch):
    """Folders that begin with an underscore are there, for `.nojekyll` is; the host's own name is at the root."""
    assert (branch / ".nojekyll").is_file()
    assert (branch / "CNAME").read_text() == "essays.example.org\n"
    with static(branch) as ask:
        assert ask("/_x/a.js")[1] == b"1"
        assert ask("/nowhere/")[:2] == (404, b"missing")
