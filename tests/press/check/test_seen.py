"""What was clean is not read again, and nothing is missed by it."""

from __future__ import annotations

import json
import shutil

import pytest

from press import check
from press.check import seen
from press.core import seal
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


@pytest.mark.parametrize("said", ["", "[]", "{", '{"a": 1}'])
def test_a_memory_that_is_lost_or_broken_costs_time_only(built, said):
    """Whatever stands in the file, the findings are those of a first check."""
    first = found(built)
    place = built.cache / seen.PLACE
    assert json.loads(seal.opened(place.read_bytes()))
    place.write_bytes(seal.sealed(said.encode()))
    assert found(built) == first
