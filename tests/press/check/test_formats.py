"""A report says the same in every format, and none of them is taken for clean where something was not read."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from press import check
from press.check import Report, formats
from press.check import rules as registry
from press.check.coverage import Coverage
from press.check.finding import Finding, Remedy
from press.cli import cli

ANEW = Remedy("print 99 %", 3, 7, 3, 12, "99 %")
FOUND = [
    Finding("content/a, b.md", 3, 7, "number", "100 % of it: no; say so", 3, 12, (ANEW,)),
    Finding("x.md", 1, 1, "page", "no; do"),
]
COVERED = Coverage(3, {"date": 1}, 1, 4, 2)
REPORT = Report(FOUND, "2 findings: 1 pages", ["1 pages"], ["spelling, as codespell is not installed"], COVERED)
CLEAN = Report([], "clean: 1 pages", ["1 pages"], [], None)


def test_text_is_a_line_a_finding_and_the_verdict_last():
    """An editor jumps to `file:line:column`; what was not read is said before the verdict."""
    assert formats.text(REPORT).splitlines() == [
        "content/a, b.md:3:7: number: 100 % of it: no; say so",
        "x.md:1:1: page: no; do",
        "coverage: 3 numbers bound, 1 excused, 1 unbound; 2 of 4 sentences of the article in a claim",
        "not read: spelling, as codespell is not installed",
        "2 findings: 1 pages",
    ]
    assert formats.text(CLEAN) == "clean: 1 pages"


def test_json_says_what_was_not_read():
    """A program sees findings, coverage, and what the verdict does not cover."""
    body = json.loads(formats.as_json(REPORT))
    assert body["unread"] == ["spelling, as codespell is not installed"]
    assert body["findings"][0] == FOUND[0].as_json()
    assert body["coverage"]["shares"] == {"digits": 0.75, "sentences": 0.5}
    assert json.loads(formats.as_json(CLEAN))["coverage"] is None


def test_github_annotations_are_escaped():
    """A comma or a colon in a path, and a per cent sign in a message, do not end the annotation."""
    first, second, last = formats.github(REPORT).splitlines()
    assert (
        first
        == "::error file=content/a%2C b.md,line=3,col=7,endLine=3,endColumn=12,title=number::100 %25 of it: no; say so"
    )
    assert second == "::error file=x.md,line=1,col=1,title=page::no; do"
    assert last == "::error::2 findings: 1 pages"
    assert formats.github(CLEAN) == "::notice::clean: 1 pages"


def test_sarif_has_every_rule_and_every_finding():
    """Each result points to its rule and its place, as the standard wants them: one-based lines and columns."""
    log = json.loads(formats.sarif(REPORT))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == sorted(registry.modules())
    assert all(re.fullmatch(r"[A-Z].+\.", rule["shortDescription"]["text"]) for rule in run["tool"]["driver"]["rules"])
    for result, finding in zip(run["results"], FOUND, strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == finding.path
        ends = {"endLine": finding.end_line, "endColumn": finding.end_column} if finding.end_line else {}
        assert location["physicalLocation"]["region"] == {
            "startLine": finding.line,
            "startColumn": finding.column,
            **ends,
        }
    assert "fixes" not in run["results"][1]
    (fix,) = run["results"][0]["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert (fix["description"]["text"], replacement["insertedContent"]["text"]) == ("print 99 %", "99 %")
    assert replacement["deletedRegion"] == {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 12}
    (invocation,) = run["invocations"]
    assert invocation["toolExecutionNotifications"][0]["message"]["text"].startswith("not read: spelling")


@pytest.mark.parametrize("form", formats.FORMATS)
def test_every_format_can_be_asked_for(orchard, monkeypatch, form):
    """The command prints the format and nothing else on standard output."""
    monkeypatch.chdir(orchard.root)
    outcome = CliRunner().invoke(cli, ["check", "--sources", "--format", form], catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.output
    assert outcome.stdout == formats.FORMATS[form](check.run(orchard, "sources")) + "\n"
