"""Whoever cites the article or a figure gets what the project knows, in two forms that programs read."""

from __future__ import annotations

import yaml
from pybtex.database import parse_string

from press.core import project as projects
from press.core import results
from press.site.taken import citation

TITLE = "What 10 % & more {of it} cost_s"
WORK = citation.Work(
    "tides", TITLE, ("Ann Bee", "Cee Dee"), "2026-01-14", "https://essays.example/a_b/", "article", "CC-BY-4.0",
    "Essays & more", "0123456789ab",
)  # fmt: skip


def test_an_entry_is_read_back_as_it_was_meant():
    """Authors apart, signs of TeX escaped, the address as it is."""
    entry = parse_string(citation.bibtex(WORK), "bibtex").entries["tides"]
    assert [str(person) for person in entry.persons["author"]] == ["Bee, Ann", "Dee, Cee"]
    assert entry.fields["url"] == "https://essays.example/a_b/"
    assert entry.fields["title"] == r"{What 10 \% \& more \{of it\} cost\_s}"
    assert (entry.fields["year"], entry.fields["month"], entry.fields["day"]) == ("2026", "01", "14")


def test_what_is_not_known_is_not_said():
    """No author, no day, no address: none of them stands there; CFF, which wants an author, names the site."""
    bare = WORK._replace(authors=(), date="", address="", licence="all rights reserved", version="")
    assert set(parse_string(citation.bibtex(bare), "bibtex").entries["tides"].fields) == {"title", "howpublished"}
    assert "author" not in citation.bibtex(bare)
    said = yaml.safe_load(citation.cff(bare))
    assert said["authors"] == [{"name": "Essays & more"}]
    assert not {"date-released", "url", "license", "version"} & said.keys()


def test_cff_has_what_its_format_wants():
    """Version, message, title and authors; data are data, and an article is what the file refers to."""
    said = yaml.safe_load(citation.cff(WORK._replace(kind="dataset")))
    assert {"cff-version", "message", "title", "authors"} <= said.keys()
    assert (said["type"], said["license"], said["url"]) == ("dataset", "CC-BY-4.0", WORK.address)
    assert str(said["date-released"]) == WORK.date
    words = yaml.safe_load(citation.cff(WORK))["preferred-citation"]
    assert (words["type"], words["title"], words["authors"]) == ("article", TITLE, said["authors"])


def test_a_project_says_who_and_where(project):
    """The author of the article is its front matter's, that of the figures the site's."""
    found = projects.find(project)
    settings = project / "mkdocs.yml"
    more = "\nsite_url: https://coin.example/\nsite_author: The Mint\n"
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    article = project / "content/index.md"
    matter = "---\nauthors: [Ann Bee]\ndate: 2026-01-14\n"
    article.write_text(article.read_text(encoding="utf-8").replace("---\n", matter, 1), encoding="utf-8")
    work = citation.article(found)
    assert (work.authors, work.date, work.address) == (("Ann Bee",), "2026-01-14", "https://coin.example/")
    figure = citation.figure(found, results.read(found.figures / "coin_mean.json"), "2026-02-03")
    assert (figure.authors, figure.address) == (("The Mint",), "https://coin.example/figures/coin_mean/")
    entry = parse_string(citation.bibtex(figure), "bibtex").entries["coin_mean"]
    assert [str(person) for person in entry.persons["author"]] == ["{The Mint}"]
