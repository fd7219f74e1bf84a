"""A real WordPress becomes a site: live, from its export, and from both; built, and compared with the live pages."""

from __future__ import annotations

import json
import subprocess
import sys
from html import unescape
from urllib.parse import urlsplit

import pytest

import mirrored
from press.core import project
from press.html.page import Page
from press.site import blog, engine
from press.wordpress import proof
from press.wordpress.proof import alike
from press.wordpress.source import fetch, given

SECRETS = [b"SECRET-", b"open sesame", b"203.0.113.", b"@example.net", b"owner@example.com", b"gravatar", b"10.0.0.7"]


@pytest.fixture(scope="module")
def export(wordpress, tmp_path_factory):
    """The blog's export, as Tools > Export makes it."""
    path = tmp_path_factory.mktemp("export") / "export.xml"
    path.write_bytes(wordpress.run("export"))
    return path


@pytest.fixture(scope="module")
def places(wordpress, export):
    """What a person types for each source."""
    media = ["--media", str(wordpress.uploads)]
    return {"export": [str(export), *media], "live": [wordpress.url], "both": [str(export), wordpress.url]}


def _press(folder, *arguments):
    command = [sys.executable, "-m", "press", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module", params=["export", "live", "both"])
def mirror(request, places, tmp_path_factory):
    """A project with the blog imported by the command line, and built; and where it is from."""
    folder = tmp_path_factory.mktemp(request.param)
    mirrored.new(folder, article="content/about/index.md")
    said = _press(folder, "import", "wordpress", *places[request.param], "--to", "content", "--origin", "127.0.0.1")
    found = project.find(folder)
    engine.build(found, "mkdocs", found.site)
    return request.param, found, said.stdout


def test_only_what_was_public_is_mirrored(mirror):
    """The three public entries have pages; no secret, mail, network address or hash is in any file."""
    _, found, _ = mirror
    pages = sorted(path.relative_to(found.content).as_posix() for path in found.content.rglob("index.md"))
    assert pages == ["2026/02/01/blocks/index.md", "2026/02/02/classic/index.md", "about/index.md"]
    held = {path: path.read_bytes() for path in found.content.rglob("*") if path.is_file()}
    assert [(path.name, secret) for path, data in held.items() for secret in SECRETS if secret in data] == []


def test_a_second_import_changes_nothing(mirror, places):
    """The same command again leaves every byte."""
    source, found, _ = mirror
    before = {path: path.read_bytes() for path in found.content.rglob("*") if path.is_file()}
    said = _press(found.root, "import", "wordpress", *places[source], "--to", "content", "--origin", "127.0.0.1")
    assert "0 pages written, 0 changed, 3 unchanged, 0 kept, 0 files copied" in said.stdout
    assert {path: path.read_bytes() for path in found.content.rglob("*") if path.is_file()} == before


def test_pages_agree_with_the_live_blog(mirror, wordpress):
    """Compared with the running server, every page agrees wholly, save the list that an export cannot know."""
    source, found, _ = mirror
    original = given.read([wordpress.url], fetch.Client(wordpress.url))
    partly = {one.source: one.score.differences for one in proof.score(found, original) if one.score.whole < 1}
    assert set(partly) == ({"2026/02/01/blocks/index.md"} if source == "export" else set()), partly
    done = _press(found.root, "check", "--original", wordpress.url)
    assert f"3 pages compared with the original, {3 - len(partly)} agree wholly" in done.stdout
    assert done.returncode == bool(partly)


def test_words_agree_with_the_page_that_a_browser_draws(mirror, wordpress, browser):
    """The words of the classic post, as a browser shows the live page, are on the built page in the same order."""
    _, found, _ = mirror
    page = browser.new_page()
    page.goto(f"{wordpress.url}/2026/02/02/classic/")
    live = alike.normal(page.locator(".entry-content").inner_text()).split()
    page.set_content((found.site / "2026/02/02/classic/index.html").read_text(encoding="utf-8"))
    here = alike.normal(page.locator("article").inner_text()).split()
    text = " ".join(live[: live.index("Pages:")] if "Pages:" in live else live)
    assert text in " ".join(here)


def test_comments_are_those_of_the_blog(mirror):
    """Approved comments stand in their thread; a mention only where the source has it."""
    source, found, _ = mirror
    html = (found.site / "2026/02/01/blocks/index.html").read_text(encoding="utf-8")
    assert "<h2>2 comments</h2>" in html
    assert "An answer." in html
    assert ("they wrote of it" in html) == (source != "live")


def test_addresses_of_the_sitemap_answer(mirror, wordpress):
    """What the live blog's sitemap lists is served here, or is one line of the table.

    An export tells of an author's list only the login, of which no address is made.
    """
    source, found, _ = mirror
    table = dict(blog.redirects(found))
    index = fetch.Client(wordpress.url).get("wp-sitemap.xml").body.decode()
    maps = [part.split("</loc>")[0] for part in index.split("<loc>")[1:]]
    listed = [unescape(part.split("</loc>")[0]) for one in maps
              for part in fetch.Client(wordpress.url).get(one).body.decode().split("<loc>")[1:]]  # fmt: skip
    assert len(listed) >= 6
    paths = [urlsplit(address).path for address in listed if "10-0-0-7" not in address and "protected" not in address]
    missing = [
        path for path in paths if not (found.site / path.strip("/") / "index.html").is_file() and path not in table
    ]
    assert missing == (["/author/owner/"] if source == "export" else [])


def test_what_changed_on_the_blog_is_seen_first_and_then_taken(wordpress, tmp_path):
    """`--diff` shows what the owner changed since and writes nothing; the import then writes it."""
    content = mirrored.new(tmp_path, article="content/about/index.md")
    arguments = ["import", "wordpress", wordpress.url, "--to", "content", "--origin", "127.0.0.1"]
    _press(tmp_path, *arguments)
    before = (content / "2026/02/02/classic/index.md").read_bytes()
    wordpress.run("change")
    said = _press(tmp_path, *arguments, "--diff").stdout
    assert "+Changed on the blog." in said
    assert (content / "2026/02/02/classic/index.md").read_bytes() == before
    _press(tmp_path, *arguments)
    assert "Changed on the blog." in (content / "2026/02/02/classic/index.md").read_text(encoding="utf-8")
    assert json.loads((content / ".wordpress/blog.json").read_text(encoding="utf-8"))["blog"]["title"] == "Test blog"


@pytest.mark.parametrize("kind", ["export", "live"])
def test_a_blog_of_a_network_with_addresses_like_files_becomes_a_site(wordpress, tmp_path, kind):
    """Each page stands at its address that ends in `.html`, links between them hold, and the network's file is there.

    This comes last: the blog is another one from here on.
    """
    if not (wordpress.uploads / "sites").is_dir():
        wordpress.run("move")
    (tmp_path / "export.xml").write_bytes(wordpress.run("export"))
    given = [str(tmp_path / "export.xml"), "--media", str(wordpress.uploads)] if kind == "export" else [wordpress.url]
    mirrored.new(tmp_path, article="content/about/index.md")
    said = _press(tmp_path, "import", "wordpress", *given, "--to", "content", "--origin", "127.0.0.1").stdout
    found = project.find(tmp_path)
    engine.build(found, "mkdocs", found.site)
    for address in ("2026/classic.html", "2026/blocks.html", "2026/network.html"):
        assert (found.site / address / "index.html").is_file(), said
    page = Page((found.site / "2026/network.html/index.html").read_text(encoding="utf-8"), "network")
    assert "../classic.html/" in {each.get("href") for each in page.elements("a")}
    shown = [each.get("src") for each in page.elements("img") if each.get("alt") == "square"]
    assert len(shown) == 1
    assert (found.site / "2026/network.html" / shown[0]).resolve().read_bytes().startswith(b"\x89PNG")
    held = b"".join(path.read_bytes() for path in found.content.rglob("*") if path.is_file())
    assert [secret for secret in SECRETS if secret in held] == []
