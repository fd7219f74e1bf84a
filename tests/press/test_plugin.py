"""On a site that another project builds, one line shows what is bound, and warns of what is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib

import pytest

from outside import ROOT

pytestmark = pytest.mark.slow

FILES = {
    "press.toml": '[runs.basel]\noutputs = ["basel.json"]\n',
    "basel.json": '{"sum": 1.6449, "terms": 1000}',
    "docs/index.md": (
        "# Basel\n\nThe sum is 1.645<!-- basel.sum --> after 1000<!-- basel.terms --> terms, "
        "most<!-- basel.sum > 1 -->.\n"
        "\n![A picture of theirs](figures/basel.svg)\n\n| n | sum |\n| - | - |\n| 1000<!-- basel.terms --> | 2 |\n"
    ),
    "docs/figures/basel.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "mkdocs.yml": "site_name: Basel\ntheme:\n  name: material\nplugins: [search, press]\n",
    "zensical.toml": '[project]\nsite_name = "Basel"\nmarkdown_extensions = {"press.markdown" = {}}\n',
}
RIGHT = (
    '<data class="number" value="1000.0" data-number="basel.terms" title="terms of the run basel: 1000 (exact)">1000'
)


@pytest.fixture
def site(tmp_path):
    """A site of MkDocs and of Zensical, and the entry points of pyproject.toml as an installation has them."""
    for place, text in FILES.items():
        path = tmp_path / "site" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    lines = [
        f"[{group}]\n" + "\n".join(f"{name} = {what}" for name, what in each.items()) for group, each in points.items()
    ]
    folder = tmp_path / "points" / "points-1.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: points\nVersion: 1\n", encoding="utf-8")
    (folder / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path / "site"


def build(site, *words):
    """Let an engine build; its exit code, and all it said."""
    environment = os.environ | {"PYTHONPATH": str(site.parent / "points"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", *words]
    done = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def write(site, before, after):
    page = site / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_mkdocs_shows_what_is_bound_and_stops_only_if_it_is_strict(site):
    """A picture below `figures/` stays a picture; a wrong number does not stop a build that is served."""
    code, said = build(site, "mkdocs", "build", "--strict")
    assert code == 0, said
    page = (site / "site" / "index.html").read_text(encoding="utf-8")
    assert page.count(RIGHT) == 2
    assert '<img alt="A picture of theirs" src="figures/basel.svg"' in page
    assert "basel.sum &gt; 1 holds" in page
    write(site, "1000<", "1001<")
    code, said = build(site, "mkdocs", "build")
    assert code == 0, said
    assert "docs/index.md:3:42: number: 1001 is bound to basel.terms, which is 1000" in said
    struck = '<del class="number" title="basel.terms: the result is 1000; run: press check --fix">1001</del>'
    assert struck in (site / "site" / "index.html").read_text(encoding="utf-8")
    code, said = build(site, "mkdocs", "build", "--strict")
    assert code == 1
    assert "in strict mode" in said


def test_zensical_shows_what_is_bound_and_stops_at_what_is_wrong(site):
    """The extension alone has no warnings to give."""
    (site / "mkdocs.yml").unlink()
    code, said = build(site, "zensical", "build")
    assert code == 0, said
    assert (site / "site" / "index.html").read_text(encoding="utf-8").count(RIGHT) == 2
    write(site, "1000<", "1001<")
    code, said = build(site, "zensical", "build", "--clean")
    assert code == 1
    assert "1001<!-- basel.terms -->: the result is 1000" in said


def test_the_posts_of_a_blog_are_bound_where_the_blog_moves_them(site):
    """Material's blog plugin gives a post another address, and takes it into lists; a wrong number there is told."""
    settings = "site_name: Basel\ntheme:\n  name: material\nplugins: [blog, press]\n"
    (site / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (site / "press.toml").write_text(FILES["press.toml"], encoding="utf-8")
    post = (
        "---\ndate: 2026-01-02\n---\n\n# Of Basel\n\nAfter 1000<!-- basel.terms --> terms.\n\n<!-- more -->\n\nMore.\n"
    )
    place = site / "docs" / "blog" / "posts" / "basel.md"
    place.parent.mkdir(parents=True)
    place.write_text(post, encoding="utf-8")
    (site / "docs" / "blog" / "index.md").write_text("# Blog\n", encoding="utf-8")
    code, said = build(site, "mkdocs", "build", "--strict")
    assert code == 0, said
    for page in ("blog/2026/01/02/of-basel/index.html", "blog/index.html"):
        assert RIGHT in (site / "site" / page).read_text(encoding="utf-8")
    place.write_text(post.replace("1000<", "1001<"), encoding="utf-8")
    code, said = build(site, "mkdocs", "build", "--strict")
    assert (code, "docs/blog/posts/basel.md:7:7: number: 1001 is bound to basel.terms" in said) == (1, True), said
