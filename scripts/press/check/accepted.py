"""`press.baseline.json` holds the findings that were there when a project took up the rules, and can only shrink.

A finding is known by its rule, its file and its line without bound numbers, which change by themselves. What is bound
and wrong is never accepted: a rule about bindings has no baseline.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from press.check import rules
from press.check.finding import Finding
from press.check.reading import Reading
from press.core import json_file
from press.core.project import Project

FILE = "press.baseline.json"
LONGEST = 10_000  # characters of a line by which a finding in it is known
BOUND = re.compile(r"\S*<!--.*?-->")


def kept(project: Project) -> Counter[str] | None:
    """What is accepted, each as often as it may be found; None where nothing ever was."""
    remedy = "restore it with git, or delete it and run: press check --baseline"
    return json_file.read(project.root / FILE, _counts, remedy)


def _counts(body: dict[str, Any]) -> Counter[str]:
    return Counter({str(key): int(count) for key, count in body.items()})


def new(reading: Reading, found: Iterable[Finding]) -> list[Finding]:
    """The findings that nobody has accepted."""
    if not (left := kept(reading.project)):
        return list(found)
    fresh = []
    for finding in found:
        key = _key(reading, finding)
        if left[key] > 0:
            left[key] -= 1
        else:
            fresh.append(finding)
    return fresh


def accept(reading: Reading, found: Iterable[Finding]) -> tuple[int, int]:
    """Accept what is found, or of what was accepted before keep what is still found; how many, and how many were."""
    before = kept(reading.project)
    now = Counter(key for finding in found if (key := _key(reading, finding)))
    after = now if before is None else now & before
    json_file.write(reading.project.root / FILE, {key: after[key] for key in sorted(after)})
    return after.total(), (before or Counter()).total()


def _key(reading: Reading, finding: Finding) -> str:
    """What a finding is known by; nothing where it cannot be accepted."""
    module = rules.modules().get(finding.rule)
    path = reading.project.root / finding.path
    if module is None or hasattr(module, "BINDINGS") or not path.is_file():
        return ""
    lines = reading.text(path).split("\n")
    line = BOUND.sub("", lines[finding.line - 1][:LONGEST]) if finding.line <= len(lines) else ""
    said = hashlib.sha256(" ".join(line.split()).encode()).hexdigest()[:16]
    return f"{finding.rule} {finding.path} {said}"
