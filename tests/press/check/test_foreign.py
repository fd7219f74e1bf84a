"""A project that is laid out as its author likes needs a few lines of settings, and is held by what it binds."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from press.check import accepted
from press.check.rules import number
from press.cli import cli

FILES = {
    "press.toml": '[runs.plans]\noutputs = ["data/plans.csv"]\n\n[runs.fit]\noutputs = ["fit.json"]\n',
    "data/plans.csv": "plan,hours,price\nfree,60,0\npro,90,4.5\n",
    "fit.json": '{"mean": 0.34, "share": {"value": 0.171, "error": 0.01}}',
    "README.md": (
        "# Tool\n\nPro is 4.50<!-- plans.pro.price --> a month, the mean 0.34<!-- fit.mean -->.\nIt has 7 parts.\n"
    ),
    "docs/index.md": "# Docs\n\nIts 17 %<!-- fit.share --> of 3 or 4 docs docs.\n",
    "mkdocs.yml": "site_name: x\n",
}


@pytest.fixture
def tool(tmp_path, monkeypatch):
    """A tool with a README, a site, and two files of data."""
    for place, text in FILES.items():
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*words):
    """The findings of a check, each as place, rule and message, and its exit code."""
    done = CliRunner().invoke(cli, ["check", *words, "--json"])
    body = json.loads(done.stdout)
    return done.exit_code, [
        f"{each['path']}:{each['line']}: {each['rule']}: {each['message']}" for each in body["findings"]
    ]


def write(folder, place, before, after):
    """Change a text."""
    text = (folder / place).read_text(encoding="utf-8")
    assert before in text
    (folder / place).write_text(text.replace(before, after), encoding="utf-8")


def test_what_is_right_is_clean_and_no_rule_of_style_speaks(tool):
    """Digits that nobody bound, doubled words and pages without a title are the author's affair."""
    assert check() == (0, [])


@pytest.mark.parametrize(
    ("place", "before", "after", "says"),
    [
        (
            "README.md",
            "4.50",
            "4.60",
            "README.md:3: number: 4.60 is bound to plans.pro.price, which is 4.5; print 4.50",
        ),
        ("README.md", "plans.pro", "plans.por", "no row 'por'; nearest are 'pro'"),
        ("README.md", "fit.mean", "fti.mean", "no results 'fti'; there are fit, plans"),
        ("docs/index.md", "17 %", "17.1 %", "digits: 17.1 % is finer than the standard error"),
        ("docs/index.md", "Its 17 %", "Less than 17 %", "comparison: "),
        ("data/plans.csv", "4.5", "5.5", "4.50 is bound to plans.pro.price, which is 5.5"),
        ("data/plans.csv", "pro,90,4.5", "pro,90", "data/plans.csv:3: has 2 cells under 3 columns"),
        ("mkdocs.yml", "x", "x\ndocs_dir: pages", ""),
    ],
)
def test_what_is_wrong_is_found(tool, place, before, after, says):
    """A digit, a place, a name, a digit too many, a qualifier, a value, a file; docs_dir says what is read."""
    write(tool, place, before, after)
    code, found = check()
    assert (code, len(found)) == ((1, 1) if says else (0, 0)), found
    assert not says or says in found[0]


@pytest.mark.parametrize(
    "said",
    ["fit.mean = 0.9", "fit.mean == 0.9", "fit.mean != 0.3", "fit.mean \u2265 0.9", "fit.mean &gt; 0.9", "mean of fit"],
)
def test_what_looks_like_a_comparison_of_a_run_holds_or_is_found(tool, said):
    """What a run wrote is named as results are, and a comment that binds nothing is as much a finding."""
    write(tool, "README.md", "It has", f"Most<!-- {said} --> of it has")
    assert check() == (1, [f"README.md:4: number: `{said}` is no binding that can be read; {number.FORMS}"])


def test_fix_prints_the_number_as_it_is(tool):
    """As in any other project."""
    write(tool, "README.md", "4.50", "4.60")
    CliRunner().invoke(cli, ["check", "--fix"])
    assert (tool / "README.md").read_text(encoding="utf-8") == FILES["README.md"]


def test_in_strict_pages_each_digit_is_bound(tool):
    """Where an author begins is for the author to say."""
    write(tool, "press.toml", "[runs.plans]", 'strict = ["README.*"]\n[runs.plans]')
    found = check()[1]
    assert [each.partition(" is")[0] for each in found] == ["README.md:4: unbound: 7"]


def test_accepted_findings_are_not_shown_and_can_only_become_fewer(tool):
    """A new one is shown; what is bound and wrong is never accepted; what is mended cannot come back."""
    write(tool, "press.toml", "[runs.plans]", 'strict = ["docs/*", "README.md"]\n[runs.plans]')
    write(tool, "README.md", "4.50", "4.60")
    assert len(check()[1]) == 4
    found = check("--baseline")[1]
    assert [each.partition(": ")[2][:7] for each in found] == ["number:"]
    write(tool, "README.md", "4.60", "4.50")
    assert check() == (0, [])
    write(tool, "README.md", "parts.", "parts.\n\nAnd 42 doors.")
    assert len(check()[1]) == 1
    assert len(check("--baseline")[1]) == 1
    write(tool, "docs/index.md", "of 3 or 4", "of few")
    check("--baseline")
    write(tool, "docs/index.md", "of few", "of 3 or 4")
    assert len(check()[1]) == 3
    kept = json.loads((tool / accepted.FILE).read_text(encoding="utf-8"))
    assert [key.split()[:2] for key in kept] == [["unbound", "README.md"]]


def test_a_whole_table_is_held_in_one_piece(tool):
    """White space inside cells does not count; `--fix` writes what the run wrote."""
    table = "| plan | hours | price |\n|---|---|---|\n| free | 60 | 0 |\n| pro  | 90 | 4.5 |\n"
    passage = f"\n<!-- generated: plans -->\n\n{table}\n<!-- end of generated -->\n"
    (tool / "README.md").write_text(
        FILES["README.md"] + passage.replace("|---|---|---|", "| --- | --- | --- |"), encoding="utf-8"
    )
    assert check() == (0, [])
    write(tool, "data/plans.csv", "free,60", "free,61")
    found = check()[1]
    assert "README.md:10: passage: the generated passage plans is not what it would be now" in found[0]
    CliRunner().invoke(cli, ["check", "--fix"])
    assert check() == (0, [])
    assert "| free | 61 | 0 |" in (tool / "README.md").read_text(encoding="utf-8")
    write(tool, "README.md", "generated: plans", "generated: plan")
    assert "no generator 'plan', and no run; there are claims" in check()[1][0]


def test_claims_rest_on_runs_where_there_is_a_ledger(tool):
    """A verdict follows from a number of a run by the same rule."""
    ledger = (
        "- {id: C1, quote: It is small., kind: finding, verdict: supported, fair: So., change: No.,\n"
        "   asserts: [{holds: fit.mean < 0.3, because: small}]}\n"
    )
    (tool / "docs/claims.yml").write_text(ledger, encoding="utf-8")
    found = check()[1]
    assert any("C1" in each and "overstated" in each for each in found), found
    (tool / "docs/claims.yml").write_text(ledger.replace("0.3,", "0.5,"), encoding="utf-8")
    assert not any("overstated" in each for each in check()[1])


def test_a_picture_of_a_run_says_what_it_shows(tool):
    """One without words is a finding, and one under another's words; other pictures are the author's affair."""
    for name in ("hours", "price"):
        drawing = f"<svg><title>The {name} of each plan</title></svg>"
        (tool / "data" / f"{name}.svg").write_text(drawing, encoding="utf-8")
    write(tool, "press.toml", '["data/plans.csv"]', '["data/plans.csv", "data/hours.svg", "data/price.svg"]')
    shown = "\n![The hours a plan has](data/hours.svg)\n\n![What the price is](data/price.svg)\n\n![](other.png)\n"
    write(tool, "README.md", "parts.\n", f"parts.\n{shown}")
    assert check() == (0, [])
    write(tool, "README.md", "![The hours a plan has]", "![]")
    assert check()[1][0].startswith("README.md:6: image: data/hours.svg has no alternative text")
    write(tool, "README.md", "![](data/hours.svg)", "![What the price is](data/hours.svg)")
    write(tool, "README.md", "![What the price is](data/price.svg)", "![The hours a plan has](data/price.svg)")
    assert [each.split(": ")[1] for each in check()[1]] == ["caption", "caption"]
