"""`press new article` makes a project that any author can go on from: it runs, builds, checks and is audited."""

from __future__ import annotations

import re
import shutil

import pytest

from outside import press

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def article(tmp_path_factory):
    """A new project, made, run and built by the two commands that it names."""
    folder = tmp_path_factory.mktemp("somewhere") / "my-coin"
    folder.mkdir()
    done = press(folder, "new", "article")
    assert done.returncode == 0, done.stderr
    commands = re.findall(r"press (figures|build)", done.stdout)
    assert commands == ["figures", "build"]
    for command in commands:
        done = press(folder, command)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_a_new_article_checks_clean(article):
    """Sources and built site, with every number bound and every sentence of the article in a claim."""
    done = press(article, "check")
    assert done.returncode == 0, done.stdout
    assert re.search(r"0 unbound; 2 of 2 sentences", done.stdout)
    assert re.fullmatch(r"clean: 3 pages, 1 result, 2 claims; \d+ built pages", done.stdout.splitlines()[-1])


def test_its_pages_carry_the_evidence(article):
    """The claim is marked, the figure drawn, the number and the word are one click from their evidence."""
    front = (article / "site" / "index.html").read_text(encoding="utf-8")
    evidence = (article / "site" / "evidence" / "index.html").read_text(encoding="utf-8")
    assert 'data-claim="C1"' in front
    assert 'data-figure="coin_mean"' in evidence
    assert 'data-number="coin_mean.mean"' in evidence
    assert 'data-word="coin_mean.mean"' in evidence


def test_it_is_audited(article):
    """Everything is run again and is the same, on the published pages too."""
    done = press(article, "audit")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1].startswith("the same: 1 of 1 results replayed")


def test_it_is_held_to_its_results(article, tmp_path):
    """A digit that is changed is found at its place."""
    page = article / "content" / "evidence.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("0.5<!--", "0.6<!--"), encoding="utf-8")
    done = press(article, "check", "--sources")
    page.write_text(before, encoding="utf-8")
    assert done.returncode == 1
    assert re.search(r"^content/evidence\.md:7:\d+: number: 0\.6 is bound", done.stdout, re.MULTILINE)


def test_nothing_is_written_over(article):
    """A folder that holds something is refused and stays as it is."""
    before = sorted(article.rglob("*"))
    done = press(article, "new", "article")
    assert (done.returncode, "is not empty" in done.stderr) == (2, True)
    assert sorted(article.rglob("*")) == before


def test_the_toolkits_own_kinds_are_not_made_elsewhere(article):
    """A check belongs to the toolkit; a kind that is none is answered with those there are."""
    assert "part of the toolkit" in press(article, "new", "check", "tabs").stderr
    assert "there are article, experiment, check" in press(article, "new", "poem", "x").stderr
    assert press(article, "new", "experiment").returncode == 2


def test_a_blog_plugin_and_a_stock_theme_work(article, tmp_path):
    """A post links from the address where it is served, its excerpt from that of the list; nobody's fonts are asked."""
    folder = shutil.copytree(article, tmp_path / "blog")
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    plain = re.sub(r"  font: false[^\n]*\n", "", text).replace("plugins: [search]", "plugins: [search, blog]")
    assert plain.count("\n") == text.count("\n") - 1
    settings.write_text(plain, encoding="utf-8")
    posts = folder / "content" / "blog" / "posts"
    posts.mkdir(parents=True)
    (posts.parent / "index.md").write_text("---\ntitle: Blog\ndescription: Posts.\n---\n# Blog\n", encoding="utf-8")
    words = (
        "---\ntitle: A post\ndescription: A post.\ndate: 2026-01-02\n---\n# A post\n\n"
        "Heads: 0.5<!-- coin_mean.mean -->.\n\n<!-- more -->\n\n![Heads](../../../figures/coin_mean.svg)\n"
    )
    (posts / "one.md").write_text(words, encoding="utf-8")
    for verb in ("build", "check"):
        done = press(folder, verb)
        assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "site"
    for place in ("blog/index.html", "blog/2026/01/02/a-post/index.html"):
        links = re.findall(r'href="([^"#]*figures/coin_mean/)', (site / place).read_text(encoding="utf-8"))
        assert links
        assert all(((site / place).parent / link / "index.html").resolve().is_file() for link in links)
