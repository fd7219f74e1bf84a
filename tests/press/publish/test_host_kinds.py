"""Netlify, Cloudflare Pages, GitLab, GitHub: with a blog of 2,000 posts each does what the guide says of it.

Each is a simulated host: it reads `_headers` and `_redirects` as its own documentation says, and leaves out what is
beyond its limits.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from outside import ROOT
from press.core import project
from press.site.finish import hosting
from press.site.pages import redirects

GUIDE = (ROOT / "docs/pages/publishers.md").read_text(encoding="utf-8")
POSTS = 2_000
MEBIBYTE = 2**20


class Kind(NamedTuple):
    """What a host reads of the two files, and what it takes at all."""

    row: str
    headers: bool = False
    rules: int = 0  # of _redirects; more are passed over
    line: int = 10**6  # characters; a longer line is passed over
    size: int = 10**9  # bytes of _redirects; a larger file is not read at all
    queries: bool = False
    header_rules: int = 10**6
    header_line: int = 10**6
    files: int = 10**6
    largest: int = 10**9


KINDS = (
    Kind("Netlify", headers=True, rules=10**6, queries=True),
    Kind("Cloudflare Pages", headers=True, rules=2_000, line=1_000, header_rules=100, header_line=2_000,
         files=20_000, largest=25 * MEBIBYTE),
    Kind("GitLab Pages", rules=1_000, size=64 * 1024),
    Kind("GitHub, Codeberg Pages", largest=100 * MEBIBYTE),
)  # fmt: skip


class Host:
    """A host of a kind with a built site: it answers with a status, and where it leads or what it shows."""

    def __init__(self, kind: Kind, site) -> None:
        self.site, self.kind, self.moves = site, kind, {}
        text = (site / "_redirects").read_text(encoding="utf-8")
        lines = text.splitlines() if len(text.encode()) <= kind.size else []
        for line in [line for line in lines if len(line) <= kind.line][: kind.rules]:
            old, *query, new, status = line.split()
            assert status in ({"301", "301!"} if query else {"301"})
            if kind.queries or not query:
                self.moves["?".join((old, *query))] = new

    def get(self, address: str) -> tuple[int, str]:
        """What a visitor of an address gets."""
        path = address.partition("?")[0]
        if new := self.moves.get(address) or self.moves.get(path):
            return 301, new
        file = self.site / path.strip("/") / "index.html"
        return (200, file.read_text(encoding="utf-8")) if file.is_file() else (404, "")

    def headers(self) -> dict[str, str]:
        """What every answer carries."""
        if not self.kind.headers:
            return {}
        lines = (self.site / "_headers").read_text(encoding="utf-8").splitlines()
        assert sum(not line.startswith(" ") for line in lines) <= self.kind.header_rules
        assert all(len(line) <= self.kind.header_line for line in lines)
        every = lines[1 : next((at for at, line in enumerate(lines[1:], 1) if not line.startswith(" ")), None)]
        return dict(line.strip().split(": ", 1) for line in every)


@pytest.fixture(scope="module")
def blog(tmp_path_factory):
    """The site of 2,000 mirrored posts: their pages, those that lead on, and what hosts read."""
    root = tmp_path_factory.mktemp("blog")
    (root / "content").mkdir()
    found = project.Project(root, "none", "content/index.md")
    for number in range(POSTS):
        kept = f"---\nwordpress: {{permalink: /2020/01/02/post-{number}/}}\n---\n# {number}\n"
        (root / f"content/p{number}.md").write_text(kept, encoding="utf-8")
    pages = {f"p{number}/index.html": f"post {number}" for number in range(POSTS)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("press.site.blog.redirects", lambda _: [(f"/?p={n}", f"/p{n}/") for n in range(POSTS)])
        for path, text in {"index.html": "front", **pages, **dict(redirects.pages(found))}.items():
            place = found.site / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
        hosting.write(found, found.site, ["'self'"])
    return found.site


def row(kind: Kind) -> list[str]:
    """What the guide's table says of a kind."""
    line = next(line for line in GUIDE.splitlines() if line.startswith(f"| {kind.row} |"))
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.row)
def test_an_old_address_leads_to_its_post_on_every_host(blog, kind):
    """The first ones by a redirect where the guide says so, all others by the page that stands there."""
    host = Host(kind, blog)
    led = 0
    for number in range(POSTS):
        status, said = host.get(f"/2020/01/02/post-{number}/")
        led += status == 301
        assert said == f"/p{number}/" if status == 301 else f"/p{number}/" in said, number
    promised = 1_000 if "the first 1,000" in row(kind)[2] else 0
    assert led == promised


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.row)
def test_queries_and_headers_are_as_the_guide_says(blog, kind):
    """`/?p=3` leads on or shows the front page, and headers are sent or not, by the table's word."""
    _, headers, moves, queries, _ = row(kind)
    host = Host(kind, blog)
    assert (host.headers() != {}) == (headers == "`_headers`")
    assert (host.moves != {}) == moves.startswith("`_redirects`")
    if host.headers():
        assert host.headers()["X-Content-Type-Options"] == "nosniff"
    answers = [host.get(f"/?p={number}") for number in range(POSTS)]
    led = [number for number, (status, _) in enumerate(answers) if status == 301]
    assert all(answers[number][1] == f"/p{number}/" for number in led)
    assert all(answer[1] == "front" for answer in answers if answer[0] == 200)
    assert (len(led) > POSTS / 2) == (queries == "as many as fit into 64 KB")
    assert led or queries == "no"


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.row)
def test_a_blog_of_this_size_is_taken(blog, kind):
    """No more files and none larger than the host takes."""
    sizes = [path.stat().st_size for path in blog.rglob("*") if path.is_file()]
    assert len(sizes) > 2 * POSTS
    assert len(sizes) <= kind.files
    assert max(sizes) <= kind.largest
