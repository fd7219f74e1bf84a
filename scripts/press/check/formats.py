"""A report of findings for a person, a program, GitHub's annotations, or any reader of SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from press import __version__
from press.check import Report
from press.check import rules as registry
from press.check.finding import Finding, Remedy

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY = {":": "%3A", ",": "%2C"}


def text(report: Report) -> str:
    """One line a finding, as editors and people read it, then what was covered, then the verdict."""
    covered = [str(report.coverage)] if report.coverage else []
    unread = [f"not read: {each}" for each in report.unread if each not in report.verdict]
    return "\n".join([*map(str, report.findings), *covered, *unread, report.verdict])


def as_json(report: Report) -> str:
    """Everything, for programs: also what was read, and what was not and why."""
    covered = report.coverage._asdict() | {"shares": report.coverage.shares} if report.coverage else None
    body = {
        "verdict": report.verdict,
        "read": report.read,
        "unread": report.unread,
        "coverage": covered,
        "findings": [finding.as_json() for finding in report.findings],
    }
    return json.dumps(body, indent=2, ensure_ascii=False)


def github(report: Report) -> str:
    """Annotations in a pull request: GitHub's workflow commands, whose values are escaped as it asks."""
    lines = []
    for each in report.findings:
        path = each.path.translate(ESCAPES | str.maketrans(IN_PROPERTY))
        ends = f",endLine={each.end_line},endColumn={each.end_column}" if each.end_line else ""
        place = f"file={path},line={each.line},col={each.column}{ends},title={each.rule}"
        lines.append(f"::error {place}::{each.message.translate(ESCAPES)}")
    level = "error" if report.findings else "notice"
    return "\n".join([*lines, f"::{level}::{report.verdict.translate(ESCAPES)}"])


def sarif(report: Report) -> str:
    """The Static Analysis Results Interchange Format, version 2.1.0 (OASIS)."""
    rules = registry.modules()
    names = sorted(rules)
    driver = {
        "name": "press",
        "version": __version__,
        "rules": [{"id": name, "shortDescription": {"text": registry.sentence(rules[name])}} for name in names],
    }
    found = [
        {
            "ruleId": each.rule,
            "ruleIndex": names.index(each.rule),
            "level": "error",
            "message": {"text": each.message},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": each.path, "uriBaseId": "%SRCROOT%"},
                "region": _region(each),
            }}],
            **({"fixes": [_fix(each, remedy) for remedy in each.remedies]} if each.remedies else {}),
        }
        for each in report.findings
    ]  # fmt: skip
    notes = [{"level": "note", "message": {"text": f"not read: {each}"}} for each in report.unread]
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "results": found,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _region(at: Finding | Remedy) -> dict[str, int]:
    """A stretch as SARIF has it: its last column is the one behind."""
    ends = {"endLine": at.end_line, "endColumn": at.end_column} if at.end_line else {}
    return {"startLine": at.line, "startColumn": at.column, **ends}


def _fix(finding: Finding, remedy: Remedy) -> dict[str, Any]:
    replaced = {"deletedRegion": _region(remedy), "insertedContent": {"text": remedy.text}}
    place = {"uri": finding.path, "uriBaseId": "%SRCROOT%"}
    changed = [{"artifactLocation": place, "replacements": [replaced]}]
    return {"description": {"text": remedy.says}, "artifactChanges": changed}


FORMATS: dict[str, Callable[[Report], str]] = {"text": text, "json": as_json, "github": github, "sarif": sarif}
