"""On clean prose the rules keep quiet: under one finding in two thousand words, with no setting of any kind."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest

from outside import ROOT
from press import check
from press.check import rules as registry

CORPUS = ROOT / "tests" / "corpus"
DECLARED = {"unbound", "quotation"}  # they ask that a number or a source be declared; the guides declare none
MEASURED = {"classics": set(registry.modules()), "guides": set(registry.modules()) - DECLARED}
WORDS_A_FINDING = 2000
PAGES = 40


@pytest.mark.slow
@pytest.mark.parametrize("kind", MEASURED)
def test_clean_pages_give_few_findings(orchard, kind):
    """Every rule of the sources reads every page; what little it says, a careful reader could have said."""
    pages = sorted((CORPUS / kind).glob("*.md"))
    words = sum(len(page.read_text(encoding="utf-8").split()) for page in pages)
    shutil.copytree(CORPUS / kind, orchard.content / kind)
    reading = check.Reading(orchard)
    found = [each for each in check.findings(reading, "sources") if each.path.startswith(f"content/{kind}/")]
    counted = Counter(each.rule for each in found if each.rule in MEASURED[kind])
    assert sum(counted.values()) < words / WORDS_A_FINDING, (counted, "\n".join(map(str, found)))


def test_the_corpus_is_large_and_its_licences_are_named():
    """At least forty pages are held to every rule, and each page stands in the list with its source."""
    pages = sorted(CORPUS.glob("*/*.md"))
    assert len(list((CORPUS / "classics").glob("*.md"))) >= PAGES
    listed = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert [page for page in pages if f"`{page.parent.name}/{page.name}`" not in listed] == []
    assert "public domain" in listed
    assert "CC BY 4.0" in listed


EXTENSIONS = """markdown_extensions:
  [admonition, attr_list, footnotes, md_in_html, pymdownx.superfences, pymdownx.details, pymdownx.emoji,
   {pymdownx.tabbed: {alternate_style: true}}]
"""


@pytest.mark.slow
def test_documentation_of_others_gives_few_findings(orchard):
    """In 2,000 words at most five digits are asked for, and half a finding is made by all other rules together."""
    pages = sorted((CORPUS / "documentation").rglob("*.md"))
    words = sum(len(page.read_text(encoding="utf-8").split()) for page in pages)
    assert words >= 60_000
    shutil.copytree(CORPUS / "documentation", orchard.content / "documentation")
    settings = orchard.root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text[: text.index('markdown_extensions')]}{EXTENSIONS}", encoding="utf-8")
    found = check.findings(check.Reading(orchard), "sources")
    counted = Counter(each.rule for each in found if each.path.startswith("content/documentation/"))
    asked = counted.pop("unbound")
    assert asked <= 5 * words / WORDS_A_FINDING
    assert counted.total() <= 0.5 * words / WORDS_A_FINDING, counted


def test_what_is_shipped_of_others_has_its_licence():
    """Each project's folder holds the licence under which it may be passed on."""
    for folder in (CORPUS / "documentation").iterdir():
        assert (folder / "LICENSE").read_text(encoding="utf-8").strip()
        assert f"`documentation/{folder.name}/`" in (CORPUS / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_rules_do_read_the_corpus(orchard):
    """A slip that is put into a page is found there: quiet is not deaf."""
    text = (CORPUS / "classics" / "mill-on-liberty.md").read_text(encoding="utf-8")
    page = orchard.content / "mill-on-liberty.md"
    page.write_text(f"{text}\n#### The the 12.5 % is definately left.\n", encoding="utf-8")
    found = check.findings(check.Reading(orchard), "sources")
    rules = {each.rule for each in found if each.path == "content/mill-on-liberty.md"}
    assert {"heading", "doubled", "unbound", "spelling"} <= rules
