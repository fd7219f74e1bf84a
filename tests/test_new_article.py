"""`press new article` makes a project that any author can go on from: it runs, builds, checks and is audited."""

from __future__ import annotations

import ast
import errno
import re
import shutil
import sys
from unittest.mock import Mock

import pytest
from bs4 import BeautifulSoup

from outside import ROOT, press
from press import new

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def article(tmp_path_factory):
    """A new project, as it is made, and built by the command that it names."""
    folder = tmp_path_factory.mktemp("somewhere") / "my-coin"
    folder.mkdir()
    done = press(folder, "new", "article")
    assert done.returncode == 0, done.stderr
    assert "heads: done in" in done.stdout
    assert re.findall(r"press (\w+)", done.stdout) == ["build", "check"]
    site = folder / "mkdocs.yml"
    text = site.read_text(encoding="utf-8")
    site.write_text(text.replace("# site_url: https://example.org/", "site_url: https://coin.example/"), "utf-8")
    done = press(folder, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_a_new_article_checks_clean(article):
    """Sources and built site, with every number bound and every sentence of the article in a claim."""
    done = press(article, "check")
    assert done.returncode == 0, done.stdout
    assert re.search(r"0 unbound; 1 of 1 sentences", done.stdout)
    assert re.fullmatch(r"clean: 3 pages, 0 results, 1 claim; \d+ built pages", done.stdout.splitlines()[-1])
    for verb in ("run", "figures", "why"):
        assert "fresh" in press(article, verb).stdout


def test_it_is_one_run_of_plain_python():
    """It reads and writes with what comes with Python, so that a blogger can go on from it without installing."""
    code = ast.parse((ROOT / "scripts/press/templates/article/heads.py.j2").read_text(encoding="utf-8"))
    names = {each.name for node in ast.walk(code) if isinstance(node, ast.Import) for each in node.names}
    names |= {str(node.module) for node in ast.walk(code) if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names


def test_its_pages_carry_the_evidence(article):
    """The claim is marked, a picture with its words stands behind it, numbers and words are bound; pages have cards."""
    front, evidence, claim = (
        soup(article / "site" / place) for place in ("index.html", "evidence/index.html", "claims/c1/index.html")
    )
    assert front.select_one('mark[data-claim="C1"]')
    shown = front.select_one("figure.sheets")
    assert shown.img["src"] == "heads.svg"
    assert shown.img["alt"].startswith("Bars: ")
    assert [shown.img[key] for key in ("width", "height")] == ["480", "200"]
    assert shown.select_one("figcaption strong").text == "Heads and tails come up about equally often."
    assert shown.select_one("figcaption a")["href"] == "evidence/"
    assert evidence.select_one('[data-number="heads.share"]').text == "0.50"
    assert evidence.select_one('[data-word="heads.share"]').text == "half"
    cards = {page.select_one('meta[property="og:image"]')["content"] for page in (front, evidence, claim)}
    assert len(cards) == 3
    for card in cards:
        assert (article / "site" / card.removeprefix("https://coin.example/")).is_file()


def soup(path):
    """A page as a tree."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_it_is_audited(article):
    """Everything is run again and is the same, on the published pages too."""
    done = press(article, "audit")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 runs replayed, 5 printed numbers, 7 published numbers compared" in done.stdout


def test_it_is_held_to_its_results(article):
    """A digit that is changed is found at its place, and so is a drawing that no run wrote."""
    for place, before, after, says in (
        ("content/evidence.md", "0.50<!--", "0.60<!--", r"^content/evidence\.md:7:\d+: number: 0\.60 is bound"),
        ("content/heads.svg", "height=", "height= ", r"fresh: .*heads\.svg"),
        ("content/claims.yml", "figure: heads.svg", "figure: tails.svg", r"no figure and no drawing of a run"),
        ("content/claims.yml", "    alt: ", "    # alt: ", r"heads\.svg has no alt"),
    ):
        path = article / place
        whole = path.read_text(encoding="utf-8")
        assert before in whole
        path.write_text(whole.replace(before, after), encoding="utf-8")
        done = press(article, "check", "--sources")
        path.write_text(whole, encoding="utf-8")
        assert done.returncode == 1
        assert re.search(says, done.stdout, re.MULTILINE), done.stdout


def test_a_figure_of_an_experiment_can_be_added(article, tmp_path):
    """The settings need a line, which a refusal says; then one module and one line in a page are a figure."""
    folder = shutil.copytree(article, tmp_path / "coin")
    done = press(folder, "new", "experiment", "dice")
    assert done.returncode == 2
    line = re.search(r'experiments = "coin\.experiments"$', done.stderr, re.MULTILINE)[0]
    settings = folder / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("\n[tool.press.runs", f"{line}\n\n[tool.press.runs"), encoding="utf-8")
    assert press(folder, "new", "experiment", "dice").returncode == 0
    page = folder / "content" / "evidence.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n![A die](../figures/dice.svg)\n", encoding="utf-8")
    for words in (("figures",), ("build",), ("check",)):
        done = press(folder, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "site" / "figures" / "dice" / "index.html").is_file()


def test_what_was_not_written_whole_is_gone(tmp_path, monkeypatch):
    """On a full disk nothing is left in the way of a second try."""
    with monkeypatch.context() as full:
        full.setattr(new.files, "replace", Mock(side_effect=[None, OSError(errno.ENOSPC, "No space left on device")]))
        with pytest.raises(OSError, match="No space"):
            new.article(tmp_path / "mine")
    assert not (tmp_path / "mine").exists()
    assert "next: " in new.article(tmp_path / "mine")[-2]


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
    plain = re.sub(r"(?m)^  font: false.*\n", "", text).replace("plugins: [search]", "plugins: [search, blog]")
    assert plain.count("\n") == text.count("\n") - 1
    settings.write_text(plain, encoding="utf-8")
    posts = folder / "content" / "blog" / "posts"
    posts.mkdir(parents=True)
    (posts.parent / "index.md").write_text("---\ntitle: Blog\ndescription: Posts.\n---\n# Blog\n", encoding="utf-8")
    words = (
        "---\ntitle: A post\ndescription: A post.\ndate: 2026-01-02\n---\n# A post\n\n"
        "Heads: 0.50<!-- heads.share -->.\n\n<!-- more -->\n\n![Heads](../../heads.svg)\n"
    )
    (posts / "one.md").write_text(words, encoding="utf-8")
    (posts / "two.md").write_text(words.replace("date:", "draft: true\ndate:"), encoding="utf-8")
    for verb in ("build", "check"):
        done = press(folder, verb)
        assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "site"
    for place in ("blog/index.html", "blog/2026/01/02/a-post/index.html"):
        assert soup(site / place).select_one('[data-number="heads.share"]')
    feed = (site / "feed.xml").read_text(encoding="utf-8")
    told = ["https://coin.example/", "https://coin.example/blog/2026/01/02/a-post/"]
    assert re.findall("<link>(.*)</link>", feed)[1:] == told
    shown = soup(site / place).select_one('img[alt="Heads"]')
    assert ((site / place).parent / shown["src"]).resolve().is_file()
