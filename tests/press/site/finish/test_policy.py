"""The last pass over a built site labels what the theme does not, and lets nothing run that the page does not name."""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from press.core.errors import PressError
from press.html.page import Page
from press.site.finish.policy import ZENSICAL_STYLE, finish, finished
from servers import started

ROOT = Path(__file__).parents[4]
SCRIPT = 'document.title += \' &amp; <p class="x" style="y">\'\nlet a = 1 < 2'
PAGE = f"""<!doctype html>
<html lang="en"><head>
<meta charset="utf-8"><title>A page</title><link rel="stylesheet" href="a.css"></head>
<body><div class="md-container">
<div class="md-search" data-md-component="search" role="dialog"><form></form></div>
<nav class="md-tags"></nav><nav class='md-tags' hidden></nav><nav class="md-tags" aria-label="Own"></nav>
<script>{SCRIPT}</script><script src="a.js"></script><script type="application/json">{{"a": 1}}</script>
<p>Text with <b>signs</b> &amp; é</p></div></body></html>
"""


def done(page: str = PAGE) -> str:
    return finished(Page(page, "site/index.html"))


def policy(page: str) -> dict[str, list[str]]:
    found = BeautifulSoup(page, "html.parser").find_all("meta", {"http-equiv": "Content-Security-Policy"})
    assert len(found) == 1
    return {words[0]: words[1:] for words in (part.split() for part in found[0]["content"].split(";"))}


def digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_a_page_may_run_its_own_scripts_and_no_other():
    """Inline scripts are allowed by hash, files by origin; data is no script; nothing else may run or be loaded."""
    rules = policy(done())
    assert rules["script-src"] == ["'self'", digest(SCRIPT)]
    assert rules["default-src"] == ["'none'"]
    assert rules["style-src"] == ["'self'"]
    assert {word for words in rules.values() for word in words} == {"'none'", "'self'", "data:", digest(SCRIPT)}
    assert rules["img-src"] == ["'self'", "data:"]


def test_the_policy_stands_before_anything_it_governs():
    """It follows the encoding, which browsers seek in the first kilobyte, and precedes every link and script."""
    page = done()
    assert page.index("<meta charset") < page.index("Content-Security-Policy") < page.index("<title>")
    assert page.encode().index(b'charset="utf-8"') < 1024


def test_scripts_are_hashed_as_a_browser_reads_them():
    """A browser reads line ends as line feeds before it hashes; so does the policy."""
    assert policy(done(PAGE.replace("\n", "\r\n")))["script-src"] == ["'self'", digest(SCRIPT)]


def test_all_else_stays_byte_for_byte():
    """Taking out what was put in gives back the page as the engine wrote it."""
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", done())
    assert re.sub(r' aria-label="(Search|Tags|Tags 2)"', "", page) == PAGE


def test_elements_without_a_name_get_one():
    """The search dialog and each list of tags have a name, different ones where there are several; own names stay."""
    soup = BeautifulSoup(done(), "html.parser")
    assert soup.select_one(".md-search")["aria-label"] == "Search"
    assert [element["aria-label"] for element in soup.select(".md-tags")] == ["Tags", "Tags 2", "Own"]


def test_a_second_time_changes_nothing():
    """The pass can run again."""
    assert done(done()) == done()


def test_a_changed_script_changes_the_policy():
    """An old policy is replaced, so that a page that was edited after the pass can be finished again."""
    page = done(done().replace("let a = 1", "let a = 3"))
    assert page == done(PAGE.replace("let a = 1", "let a = 3"))


def test_a_theme_that_changed_is_an_error():
    """Where the search dialog is not found on a themed page, nobody would notice the missing name: that is an error."""
    with pytest.raises(PressError, match=r"site/index.html: no element of class md-search"):
        done(PAGE.replace("md-search", "md-find"))
    assert "aria-label" not in done("<html><head></head><body>A redirect</body></html>")


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ('<td style="text-align: right">', "style="),
        ("<style>p{}</style>", "a style block"),
        ('<a onclick="x()">', "onclick="),
    ],
)
def test_what_the_policy_would_block_is_refused(inside, problem):
    """A style or a handler that the browser would ignore in silence is an error that names the line."""
    with pytest.raises(PressError, match=rf"site/index.html:9: {problem}, which the page's security policy blocks"):
        done(PAGE.replace("<p>Text", f"{inside}<p>Text"))


def test_only_zensical_pages_may_have_its_style():
    """The one style block that Zensical makes by script is allowed on its pages alone."""
    page = PAGE.replace("<title>", '<meta name="generator" content="zensical-0.0.73"><title>')
    assert policy(done(page))["style-src"] == ["'self'", ZENSICAL_STYLE]


def test_every_page_of_a_site_is_finished(tmp_path):
    """Pages in folders are finished too, other files stay, and a folder without pages is an error."""
    with pytest.raises(PressError, match="no pages; run: press build"):
        finish(tmp_path)
    for name in ("index.html", "a/b/index.html", "data.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    finish(tmp_path)
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in ("index.html", "a/b/index.html")] == [
        done(),
        done(),
    ]
    assert (tmp_path / "data.json").read_text(encoding="utf-8") == PAGE


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *words):
        """Keep quiet."""


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def built(request, tmp_path_factory):
    """A small site in the project's own theme settings, without its extension and hook, built and finished."""
    folder = tmp_path_factory.mktemp(request.param)
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["markdown_extensions"].remove("press.markdown")
    for key in ("hooks", "watch", "exclude_docs"):
        settings.pop(key, None)
    settings["theme"].pop("custom_dir", None)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    for name, text in {
        "index.md": "# Home\n\nNo wonder.\n",
        "a/b.md": "# Deep\n\n| A |\n| ---: |\n| 1 |\n",
    }.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text, encoding="utf-8")
    sheet = folder / "content/assets/reader.css"
    sheet.parent.mkdir()
    for asset in (ROOT / "scripts/press/site/assets").iterdir():
        (sheet.parent / asset.name).write_bytes(asset.read_bytes())
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", request.param, "build", "--config-file", str(folder / "mkdocs.yml")]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    finish(folder / "site")
    return folder / "site"


@pytest.mark.slow
def test_built_pages_have_names_and_policies(built):
    """Each engine's pages, at every depth and for addresses that are not there, have a name for search and a policy."""
    pages = [built / "index.html", built / "a/b/index.html", built / "404.html"]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert BeautifulSoup(text, "html.parser").select_one(".md-search")["aria-label"] == "Search"
        assert len(policy(text)["script-src"]) > 1
        assert finished(Page(text, str(page))) == text


def test_a_browser_has_nothing_to_complain_about(built, browser):
    """Under the policy the page is styled, search finds a word, and the palette switches, without a console message."""
    handler = functools.partial(Quiet, directory=str(built))
    with started(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)) as address:
        page = browser.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}/a/b/")
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--supported')")
        page.locator("label.md-header__button[title]:visible").first.click()
        page.locator("label.md-header__button[title]:visible").first.click()
        assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
        page.keyboard.press("/")
        page.keyboard.type("wonder", delay=60)
        page.get_by_text("No wonder").first.wait_for(timeout=10_000)
        page.close()
    assert said == []
