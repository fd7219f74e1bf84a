"""A page with very many findings is checked in a time that grows as they do."""

from __future__ import annotations

import pytest

from press import check
from press.core.project import Project
from timing import exponent

pytestmark = pytest.mark.slow

HEAD = "<title>Many</title>\n<meta name=description content=Many><h1>Many</h1>\n"
MANY = {
    "requests": '<img src="http://else.example/1.png">\n',
    "handlers in one line": '<b onclick="x()">x</b>',
    "broken tags": "<p\nstyle='color: red'\n>x</p>\n",
    "links": '<a href="nowhere/">x</a> ',
    "anchors": '<a href="#nothing">x</a>\n',
    "marks": '<button class="claim-mark" popovertarget="{}"></button>\n',
    "drawings": '<figure class="evidence"><svg></svg></figure>\n',
    "comments": "1<!-- decay.kept_exact -->\n",
    "headings": "<h1>x</h1>",
}
SIZES = (2_000, 12_000)
SQUARE = 1.7  # a time that grows with the square has the power 2; a busy machine blurs both


def findings(project, stage):
    return [each for each in check.findings(check.Reading(project), stage) if each.rule not in {"untouched", "figure"}]


@pytest.mark.parametrize("kind", MANY)
def test_twice_as_many_findings_on_a_built_page_take_twice_as_long(kind, tmp_path):
    """Each of them is found, with the line where its tag starts."""
    for size in SIZES:
        page = tmp_path / str(size) / "site/index.html"
        page.parent.mkdir(parents=True)
        page.write_text(HEAD + "".join(MANY[kind].format(number) for number in range(size)), encoding="utf-8")
        for folder in ("content", "figures"):
            (tmp_path / str(size) / folder).mkdir()
        (tmp_path / str(size) / "mkdocs.yml").write_text("site_name: Many\n", encoding="utf-8")
        (tmp_path / str(size) / "content/claims.yml").write_text("[]\n", encoding="utf-8")

    def checked(size):
        root = tmp_path / str(size)
        found = findings(Project(root, "none.experiments", "content/none.md"), "site")
        assert len(found) >= (1 if kind == "headings" else size)
        assert max(each.line for each in found) > (1 if "one line" in kind or kind in {"headings", "links"} else size)

    assert exponent(checked, SIZES) < SQUARE


def test_the_place_of_a_finding_costs_no_more_on_a_long_page(tmp_path):
    """Line and column are looked up, not counted from the beginning of the page each time."""
    reading = check.Reading(Project(tmp_path, "none", "content/index.md"))

    def placed(size):
        text = "a line\n" * size
        assert reading.place(tmp_path / "a.md", text, len(text) - 1) == ("a.md", size, 7)
        for offset in range(0, len(text), 7):
            reading.place(tmp_path / "a.md", text, offset)

    assert exponent(placed, (10_000, 80_000)) < SQUARE
