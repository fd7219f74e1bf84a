"""What was clean is not read again, and nothing is missed by it."""

from __future__ import annotations

import json
import shutil

import pytest

from press import check
from press.check import seen
from press.check.rules import number
from press.core import project, results, seal
from press.html.page import Page
from press.site import stamp

PAGE = """<!DOCTYPE html>
<html><head><title>A page</title><meta name="description" content="A page.">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"></head>
<body><h1 id="top-of-it">A page</h1><p>{}</p></body></html>
"""


@pytest.fixture
def built(orchard):
    """A project whose site has two pages that lead to each other, stamped as built."""
    shutil.rmtree(orchard.site)
    write(orchard, "one", '<a href="../two/#top-of-it">two</a>')
    write(orchard, "two", '<a href="../one/">one</a>')
    return orchard


def write(project, name, words):
    (project.site / name).mkdir(parents=True, exist_ok=True)
    (project.site / name / "index.html").write_text(PAGE.format(words), encoding="utf-8")


def found(project):
    stamp.write(project, project.site)
    return [str(finding) for finding in check.run(project).findings if finding.path.startswith("site/")]


def test_a_clean_page_is_not_taken_apart_again(built, monkeypatch):
    """The second check of the same bytes reads no page, and says the same."""
    first, read = found(built), []
    parse = Page.__init__
    monkeypatch.setattr(Page, "__init__", lambda self, *words: (read.append(words[1]), parse(self, *words))[1])
    assert found(built) == first
    assert [place for place in read if place in {"site/one/index.html", "site/two/index.html"}] == []


def test_an_edit_elsewhere_is_seen_on_a_page_that_is_as_it_was(built):
    """A page that stayed leads nowhere once the anchor, or the page, that it leads to is gone."""
    first = found(built)
    page = built.site / "two" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("top-of-it", "elsewhere"), encoding="utf-8")
    lost = set(found(built)) - set(first)
    assert any("site/one/index.html" in said and "no anchor top-of-it" in said for said in lost)
    shutil.rmtree(built.site / "two")
    assert any("site/one/index.html" in said and "there is no two/index.html" in said for said in found(built))


def test_a_finding_is_said_each_time(built):
    """What is wrong on a page is not taken for clean by the second check."""
    write(built, "two", '<img src="http://192.168.0.7/a.png" alt="A picture">')
    first = found(built)
    assert any("192.168.0.7 is a private address" in said for said in first)
    assert any("two/index.html" in said and "third_party" in said for said in first)
    assert found(built) == first


def test_a_clean_text_is_read_again_only_when_the_evidence_moves(orchard, monkeypatch):
    """A number that was right, and is not any more, is found on a page that nobody has touched."""
    page = orchard.content / "more.md"
    page.write_text("---\ntitle: More\ndescription: More.\n---\n# More\n\n0.37<!-- decay.kept_exact --> are kept.\n")
    stored, read = orchard.figures / "decay.json", []
    check_number = number.check
    monkeypatch.setattr(number, "check", lambda asked: (read.append(page in asked.pages), check_number(asked))[1])

    def said():
        return [each.message for each in check.run(orchard, "sources").findings if each.path == "content/more.md"]

    assert said() == said() == []
    kept = results.read(stored).numbers["kept_exact"]
    text = stored.read_text(encoding="utf-8")
    stored.write_text(text.replace(f'"value": {kept.value}', '"value": 0.5'), encoding="utf-8")
    assert any("0.37 is bound to decay.kept_exact, which is 0.5" in each for each in said())
    assert said()
    stored.write_text(text, encoding="utf-8")
    assert said() == []
    assert read == [True, False, True, True, True]


def test_a_word_that_is_accepted_no_more_is_found_where_it_stood(orchard):
    """The settings count as the evidence does."""
    page, settings = orchard.content / "more.md", orchard.root / "pyproject.toml"
    page.write_text("---\ntitle: More\ndescription: More.\n---\n# More\n\nThey keep teh old ones.\n")
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before.replace("[tool.press]", '[tool.press]\nwords = ["teh"]'), encoding="utf-8")
    accepting = project.find(orchard.root)
    assert check.run(accepting, "sources").findings == check.run(accepting, "sources").findings == []
    settings.write_text(before, encoding="utf-8")
    assert "known misspelling" in check.run(project.find(orchard.root), "sources").findings[0].message


def test_a_unit_that_a_run_is_given_moves_a_text_that_was_clean(orchard):
    """What the settings say of a run is part of the evidence."""
    page, settings = orchard.content / "more.md", orchard.root / "pyproject.toml"
    page.write_text("---\ntitle: More\ndescription: More.\n---\n# More\n\nThey need 3<!-- clock.took --> seconds.\n")
    (orchard.root / "clock.json").write_text('{"took": 3}')
    before = settings.read_text(encoding="utf-8")
    for unit, count in (("s", 0), ("s", 0), ("kg", 1)):
        run = f'outputs = ["clock.json"]\nrecorded = "A clock."\nunit = {{took = "{unit}"}}\n'
        settings.write_text(f"{before}\n[tool.press.runs.clock]\n{run}", encoding="utf-8")
        found = check.run(project.find(orchard.root), "sources").findings
        assert sum(each.rule == "unit" for each in found) == count, found


@pytest.mark.parametrize("said", ["", "[]", "{", '{"a": 1}'])
def test_a_memory_that_is_lost_or_broken_costs_time_only(built, said):
    """Whatever stands in the file, the findings are those of a first check."""
    first = found(built)
    place = built.cache / seen.PLACE.format("site")
    assert json.loads(seal.opened(place.read_bytes()))
    place.write_bytes(seal.sealed(said.encode()))
    assert found(built) == first
