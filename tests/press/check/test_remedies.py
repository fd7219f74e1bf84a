"""A finding has an end and says in a form for programs what would put it right; what it says does."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from press.cli import cli

SETTINGS = """
strict = ["docs/strict.md"]

[runs.plans]
outputs = ["plans.csv"]
unit = {share = "share", hours = "hours"}

[runs.fit]
outputs = ["fit.json"]
"""
FILES = {
    "press.toml": SETTINGS,
    "plans.csv": "plan,hours,share\nfree,60,0.5\npro,90,0.25\n",
    "fit.json": '{"mean": {"value": 0.3421, "error": 0.01}, "cases": [{"name": "one", "time": 1234.5}]}',
    "mkdocs.yml": "site_name: x\n",
    "docs/strict.md": "# Strict\n",
}
PLANS = "\n| plan | hours | share |\n| --- | --- | --- |\n| free | 60 | 0.5 |\n| pro | 90 | 0.25 |\n"


def found(folder, text, page="README.md"):
    """The findings of a page."""
    for place, body in FILES.items():
        (folder / place).parent.mkdir(exist_ok=True)
        (folder / place).write_text(body, encoding="utf-8")
    (folder / page).write_text(text, encoding="utf-8")
    done = CliRunner().invoke(cli, ["check", "--json"], catch_exceptions=False)
    return json.loads(done.stdout)["findings"]


def mended(text, remedy):
    """A text with a remedy carried out."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    first = starts[remedy["line"] - 1] + remedy["column"] - 1
    last = starts[remedy["end_line"] - 1] + remedy["end_column"] - 1
    return text[:first] + remedy["text"] + text[last:]


@pytest.mark.parametrize(
    ("text", "stretch", "says"),
    [
        ("# T\n\nPro has 80<!-- plans.pro.hours --> hours.\n", "80", "print 90"),
        ("Free is 0.3421<!-- fit.mean -->.\n", "0.3421", "print 0.34"),
        ("Free has half<!-- plans.pro.share --> of it.\n", "half", "write a quarter"),
        ('It took 1,234<!-- fit.cases["nam=one"].time -->.\n', None, 'bind to fit.cases["name=one"].time'),
        ("It has 60<!-- plans.fre.hours -->.\n", None, "bind to plans.free.hours"),
        ("It is 0.5<!-- plans.free.share --> %.\n", " %", "write 50.0 %<!-- plans.free.share -->"),
        (f"<!-- generated: plans -->\n{PLANS.replace('60', '61')}\n<!-- end of generated -->\n", None, "write it anew"),
    ],
)
def test_carried_out_a_remedy_leaves_nothing_to_find(tmp_path, monkeypatch, text, stretch, says):
    """Digits, a digit too many, a word, places of one letter too few, and a whole table."""
    monkeypatch.chdir(tmp_path)
    (finding,) = found(tmp_path, text)
    assert (finding["end_line"], finding["end_column"]) > (finding["line"], finding["column"])
    if stretch:
        line = text.split("\n")[finding["line"] - 1]
        assert line[finding["column"] - 1 : finding["end_column"] - 1] == stretch
    assert finding["remedies"][0]["says"] == says
    assert found(tmp_path, mended(text, finding["remedies"][0])) == []


def test_an_unbound_number_is_offered_what_agrees_with_it(tmp_path, monkeypatch):
    """In a page that is strict, each digit is bound to a place where it stands, of a table as of a tree."""
    monkeypatch.chdir(tmp_path)
    text = "# T\n\nThe mean is 0.34, and pro has 90 hours.\n"
    offered = [[each["says"] for each in finding["remedies"]] for finding in found(tmp_path, text, "docs/strict.md")]
    assert offered == [["bind to fit.mean"], ["bind to plans.pro.hours"]]


def test_a_finding_without_a_stretch_ends_behind_its_word(tmp_path, monkeypatch):
    """A comment that binds nothing has no stretch of its own."""
    monkeypatch.chdir(tmp_path)
    (finding,) = found(tmp_path, "So<!-- plans.pro.hours --> it is.\n")
    assert (finding["end_line"], finding["end_column"]) == (1, 4)
