"""A report of findings for a person, a program, GitHub's annotations, or any reader of SARIF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from press import __version__
from press.check import rules as registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from press.check import Report

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
        "findings": [finding._asdict() for finding in report.findings],
    }
    return json.dumps(body, indent=2, ensure_ascii=False)


def github(report: Report) -> str:
    """Annotations in a pull request: GitHub's workflow commands, whose values are escaped as it asks."""
    lines = []
    for each in report.findings:
        path = each.path.translate(ESCAPES | str.maketrans(IN_PROPERTY))
        place = f"file={path},line={each.line},col={each.column},title={each.rule}"
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
        "rules": [{"id": name, "shortDescription": {"text": _sentence(rules[name])}} for name in names],
    }
    found = [
        {
            "ruleId": each.rule,
            "ruleIndex": names.index(each.rule),
            "level": "error",
            "message": {"text": each.message},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": each.path, "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": each.line, "startColumn": each.column},
            }}],
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


def _sentence(rule: Any) -> str:
    return str(rule.__doc__).partition("\n\n")[0].replace("\n", " ")


FORMATS: dict[str, Callable[[Report], str]] = {"text": text, "json": as_json, "github": github, "sarif": sarif}
