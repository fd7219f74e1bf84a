"""What hosts are told stays within what they read, and leaves an author's own files alone."""

from __future__ import annotations

import pytest

from press.core import project
from press.core.errors import PressError
from press.site.finish import hosting
from press.site.pages import redirects

SCRIPTS = ["'self'", "'sha256-NwSx/R2V/U4jnW0Tq5pQ53Y/rzPVJ4dqE7D6UTA/J1k='"]


@pytest.fixture
def blog(tmp_path):
    """A project with as many mirrored posts as asked for, and a site without pages."""

    def make(posts: int = 0) -> project.Project:
        (tmp_path / "content").mkdir()
        (tmp_path / "site").mkdir()
        for number in range(posts):
            text = f"---\nwordpress: {{permalink: /2020/01/02/post-{number}/}}\n---\n# {number}\n"
            (tmp_path / f"content/p{number}.md").write_text(text)
        return project.Project(tmp_path, "none", "content/index.md")

    return make


@pytest.mark.slow
def test_redirects_stay_within_every_hosts_limits(blog, monkeypatch):
    """Of many posts as many lines are written as all hosts read, those that every host understands first."""
    monkeypatch.setattr(
        "press.site.blog.redirects", lambda _: [(f"/?p={number}", f"/p{number}/") for number in range(700)]
    )
    found = blog(posts=700)
    hosting.write(found, found.site, SCRIPTS)
    text = (found.site / "_redirects").read_text()
    lines = text.splitlines()
    assert len(text) <= hosting.BYTES
    assert lines[0] == "/2020/01/02/post-0/ /p0/ 301"
    assert [line.endswith("301!") for line in lines] == [False] * 700 + [True] * 700
    assert "/ p=0 /p0/ 301!" in lines


def test_an_address_that_no_host_reads_is_left_to_its_page(blog):
    """A line that is too long is left out, and the page that leads on is made all the same."""
    found = blog()
    name = "long/" * 249 + "long"
    (found.content / "x.md").write_text(f"---\nwordpress: {{permalink: /{name}/}}\n---\n# X\n")
    hosting.write(found, found.site, SCRIPTS)
    assert (found.site / "_redirects").read_text() == ""
    assert [path for path, _ in redirects.pages(found)] == [f"{name}/index.html"]


def test_too_many_scripts_are_said(blog):
    """A policy longer than hosts read is an error with its length, not a policy that they cut off."""
    found = blog()
    with pytest.raises(PressError, match="Content-Security-Policy has"):
        hosting.write(found, found.site, SCRIPTS * 50)


def test_the_authors_own_files_stay(blog):
    """Files of these names in `content/`, which the engine has copied, are not written over."""
    found = blog()
    (found.content / "_headers").write_text("own")
    (found.site / "_headers").write_text("own")
    hosting.write(found, found.site, SCRIPTS)
    assert (found.site / "_headers").read_text() == "own"
    assert (found.site / "_redirects").exists()


def test_only_what_its_content_names_is_kept_for_long():
    """A bundle with a digest in its name may be kept for ever; a page, a figure and a plain style sheet may not."""
    assert "immutable" in hosting.caching("assets/javascripts/bundle.a5f9d56c.min.js")
    assert "immutable" in hosting.caching("assets/cards/index.09d14e58.png")
    for name in ("index.html", "assets/reader.css", "figures/regimes_error.svg", "assets/x.2026.png"):
        assert "must-revalidate" in hosting.caching(name)


def netlify(rules: list[dict[str, str]]) -> dict[str, str]:
    """The last rule's value counts."""
    return {name: value for rule in rules for name, value in rule.items()}


def cloudflare(rules: list[dict[str, str]]) -> dict[str, str]:
    """The values of all rules are joined by commas."""
    names = {name for rule in rules for name in rule}
    return {name: ", ".join(rule[name] for rule in rules if name in rule) for name in names}


def headers(site, path: str, combine) -> dict[str, str]:
    """What a host that reads `_headers` sends with an address."""
    found: list[dict[str, str]] = []
    for line in (site / "_headers").read_text().splitlines():
        if line.startswith("/"):
            fits = path.startswith(line[:-1]) if line.endswith("*") else path == line
            rule = found.append({}) or found[-1] if fits else {}
        else:
            name, value = line.strip().split(": ", 1)
            rule[name] = value
    return combine(found)


@pytest.mark.browser
@pytest.mark.parametrize("combine", [netlify, cloudflare])
def test_only_what_is_made_for_frames_may_be_framed(blog, browser, combine):
    """In a browser another site's frame shows the embedded page alone: no page, and no address that nobody foresaw."""
    found = blog()
    (found.site / "embed/a").mkdir(parents=True)
    (found.site / "embed/a/index.html").write_text("x")
    hosting.write(found, found.site, SCRIPTS)
    addresses = ["/embed/a/", "/", "/claims/c1/", "/index.html", "/nobody-foresaw", "/embed", "/embedded/a/"]
    frames = "".join(f'<iframe src="https://site.test{path}"></iframe>' for path in addresses)
    page = browser.new_page()
    page.route("https://other.test/", lambda route: route.fulfill(body=frames, content_type="text/html"))
    page.route(
        "https://site.test/**",
        lambda route: route.fulfill(
            body="<script>document.body.append('ran')</script>shown",
            headers=headers(found.site, route.request.url.removeprefix("https://site.test"), combine)
            | {"Content-Type": "text/html"},
        ),
    )
    page.goto("https://other.test/")
    shown = [frame.locator("body").inner_text() for frame in page.frames[1:]]
    page.close()
    assert [text == "shown" for text in shown] == [True, *[False] * (len(addresses) - 1)]  # and no script has run


def test_without_pages_for_frames_nothing_may_be_framed(blog):
    """One rule says it for the whole site, in both ways, however many pages there are."""
    found = blog()
    for number in range(hosting.RULES):
        (found.site / f"p{number}").mkdir()
        (found.site / f"p{number}/index.html").write_text("x")
    hosting.write(found, found.site, SCRIPTS)
    alone = (found.site / "_headers").read_text()
    assert "frame-ancestors 'none'" in alone
    assert alone.count("X-Frame-Options: DENY") == 1
    assert sum(line.startswith("/") for line in alone.splitlines()) == 1
