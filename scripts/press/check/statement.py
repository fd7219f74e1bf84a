"""What an audit has seen, as an in-toto statement: digests of results and site, and whether a second run was the same.

It is JSON that signing tools take as it is, and whoever has the files verifies it without any network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from press import __version__
from press.core import json_file, shallow
from press.core.errors import PressError
from press.core.history import git
from press.core.project import Project
from press.runs import settings
from press.site import stamp

FILE = "audit.intoto.json"
TYPE, PREDICATE = "https://in-toto.io/Statement/v1", "https://in-toto.io/attestation/test-result/v0.1"
PASSED, FAILED = "PASSED", "FAILED"


def made(project: Project, passed: list[str], failed: list[str], *, site: bool) -> dict[str, Any]:
    """The statement of an audit: what was the same when run again, what was not, and of which bytes that is said."""
    subjects = list(_subjects(project, site=site))
    commit = git(project, "rev-parse", "HEAD") if not git(project, "status", "--porcelain") else ""
    configuration = [{"name": f"press {__version__}"}] + ([{"digest": {"gitCommit": commit}}] if commit else [])
    return {
        "_type": TYPE,
        "subject": [{"name": name, "digest": {"sha256": digest}} for name, digest in subjects],
        "predicateType": PREDICATE,
        "predicate": {
            "result": FAILED if failed else PASSED,
            "configuration": configuration,
            "passedTests": sorted(passed),
            "failedTests": sorted(failed),
        },
    }


def write(path: Path, statement: dict[str, Any]) -> None:
    """Write a statement."""
    json_file.write(path, statement)


def verify(project: Project, path: Path) -> list[str]:
    """What is not as a statement says; a PressError where it is none."""
    try:
        said = shallow.read_json(path.read_text(encoding="utf-8"))
        digests = {each["name"]: each["digest"]["sha256"] for each in said["subject"]}
        outcome = said["predicate"]["result"]
        if said["_type"] != TYPE or said["predicateType"] != PREDICATE:
            raise ValueError("it is of another type")  # noqa: TRY301 - the same message as for what is no JSON
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PressError(f"{path}: is no statement of an audit ({error})") from None
    problems = [] if outcome == PASSED else [f"the audit ended with {outcome}"]
    for name, digest in digests.items():
        file = project.root / name
        if not file.resolve().is_relative_to(project.root) or not file.is_file():
            problems.append(f"{name}: is not there")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            problems.append(f"{name}: has other bytes")
    return problems


def _subjects(project: Project, *, site: bool) -> Iterator[tuple[str, str]]:
    """The results, and the built site where it was looked at, each with its digest."""
    outputs = (project.root / path for run in settings.read(project).values() for path in run.outputs)
    figures = project.figures.glob("*.json") if project.laid_out else ()
    for path in sorted({*figures, *outputs}):
        if path.is_file():
            yield project.place(path), hashlib.sha256(path.read_bytes()).hexdigest()
    for name, digest in stamp.files(project.site).items() if site else ():
        yield f"{project.place(project.site)}/{name}", digest
