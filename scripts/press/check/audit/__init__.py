"""`press audit`: everything is run again from nothing and held to what is committed and to what is published.

The sources are copied to an empty folder, so no memo, no stored result and no half-written file can answer in place of
a run. Each result is compared at the replay level it declares (`press.evidence.replay`). What could not be run or read
is said and is no pass. The report says how a stranger does the same, and on which machine and versions this was done.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from press.check import published
from press.core import project as projects
from press.core import results
from press.core.errors import PressError
from press.core.project import Project
from press.core.results import Results
from press.evidence import experiment, reads, replay
from press.evidence.replay import Agreement


class Row(NamedTuple):
    """One result held to another run of it: what agreed, what else is wrong, or why nothing could be said."""

    name: str
    agreement: Agreement | None
    problems: list[str]
    could_not: str
    seconds: float


class Site(NamedTuple):
    """A published site held to the same runs: how many numbers were read, what is wrong, what could not be read."""

    place: str
    results: int
    numbers: int
    problems: list[str]
    could_not: list[str]


class Audit(NamedTuple):
    """All that was found."""

    rows: list[Row]
    site: Site | None

    @property
    def problems(self) -> list[str]:
        """Everything that differs."""
        found = [f"figures/{row.name}.json: {problem}" for row in self.rows for problem in row.problems]
        return found + (self.site.problems if self.site else [])

    @property
    def could_not(self) -> list[str]:
        """Everything that could not be run or read."""
        found = [f"{row.name}: {row.could_not}" for row in self.rows if row.could_not]
        return found + (self.site.could_not if self.site else [])

    @property
    def same(self) -> list[str]:
        """The results that a second run gave again."""
        return [row.name for row in self.rows if row.agreement and not row.problems]

    @property
    def verdict(self) -> str:
        """One line."""
        levels = [row.agreement.reached for row in self.rows if row.agreement and not row.problems]
        same = ", ".join(f"{levels.count(level)} {level}" for level in experiment.REPLAY_LEVELS if level in levels)
        where = f"; {self.site.numbers} published numbers read" if self.site else "; nothing published was compared"
        state = "could not audit everything" if self.could_not else "differs" if self.problems else "the same"
        return f"{state}: {len(levels)} of {len(self.rows)} results replayed ({same or 'none'}){where}"


def audit(project: Project, names: Sequence[str], place: str | None, say: Callable[[str], object]) -> Audit:
    """Run the named experiments, or all, from nothing, and compare."""
    chosen = experiment.chosen(project, tuple(names))
    if place:
        published.hold(place)
    with tempfile.TemporaryDirectory(prefix="press-audit-") as folder:
        again, failed = _run(project, Path(folder) / "project", chosen, say)
    rows = [_row(project, name, again.get(name), failed.get(name, "")) for name in chosen]
    say("Reading what is published ..." if place else "Nothing published to compare with")
    return Audit(rows, _site(place, again) if place else None)


def _run(
    project: Project, folder: Path, chosen: list[str], say: Callable[[str], object]
) -> tuple[dict[str, Results], dict[str, str]]:
    """The results of a run in an empty copy, and why an experiment gave none."""
    if not chosen:
        return {}, {}
    shutil.copytree(project.scripts, folder / "scripts", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(project.settings_file, folder)
    for path in {path for name in chosen for path in reads.named(project, name)}:
        if (project.root / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(project.root / path, folder / path)
    say(f"Running {len(chosen)} experiment{'s'[: len(chosen) != 1]} from nothing ...")
    command = [sys.executable, "-m", "press", "figures", "--json", *chosen]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=False)
    try:
        outcome = json.loads(done.stdout)
        failed = outcome["failed"] | outcome["lacking"]
    except (ValueError, KeyError):
        raise PressError(f"press figures gave no outcome (exit {done.returncode}); run it to see why") from None
    copy = projects.find(folder)
    made = {name: copy.figures / f"{name}.json" for name in chosen if name not in failed}
    return {name: results.read(path) for name, path in made.items() if path.is_file()}, failed


def _row(project: Project, name: str, again: Results | None, failed: str) -> Row:
    if again is None:
        return Row(name, None, [], f"was not run: {failed or 'it left no results'}", 0.0)
    seconds = float(again.provenance["seconds"])
    try:
        stored = results.read(project.figures / f"{name}.json")
        agreement, problems = _held(stored, again)
    except (PressError, ValueError) as error:
        return Row(name, None, [], f"what is committed cannot be read: {error}", seconds)
    return Row(name, agreement, problems, "", seconds)


def _held(stored: Results, again: Results) -> tuple[Agreement, list[str]]:
    """How a stored result agrees with another run, and what is wrong with it, in sentences."""
    if stored.provenance["replay"] not in experiment.REPLAY_LEVELS:
        raise ValueError(f"its replay level {stored.provenance['replay']!r} is none of {experiment.REPLAY_LEVELS}")
    agreement = replay.compare(stored, again)
    problems = [] if stored.provenance.get("digest") == stored.digest else ["was edited: its digest does not fit it"]
    if stored.provenance["replay"] != again.provenance["replay"]:
        problems.append(f"declares {stored.provenance['replay']}, its experiment {again.provenance['replay']}")
    if not agreement.holds:
        reached = f"agrees at the level {agreement.reached} only" if agreement.reached else "agrees at no level"
        problems.append(f"declares {agreement.declared} replay, but {reached}")
    return agreement, problems + [str(each) for each in agreement.differences]


def _site(place: str, again: dict[str, Results]) -> Site:
    try:
        site = published.open_site(place)
        problems, could_not = [], []
        for name, result in again.items():
            wrong, unread = _published_result(site, name, result)
            problems += wrong
            could_not += unread
        compared = list(published.printed(site, again, set(again)))
        problems += filter(None, compared)
        return Site(place, len(again) - len(could_not), len(compared), problems, could_not)
    except PressError as error:
        return Site(place, 0, 0, [], [str(error)])


def _published_result(
    site: published.Folder | published.Host, name: str, again: Results
) -> tuple[list[str], list[str]]:
    body = site.get(f"figures/{name}.json")
    if body is None:
        return [], [f"figures/{name}.json is not published"]
    with tempfile.TemporaryDirectory(prefix="press-audit-") as folder:
        path = Path(folder) / f"{name}.json"
        path.write_bytes(body)
        try:
            _, problems = _held(results.read(path), again)
        except (PressError, ValueError) as error:
            return [], [f"figures/{name}.json, as published, cannot be read: {error}"]
    return [f"published figures/{name}.json: {problem}" for problem in problems], []
