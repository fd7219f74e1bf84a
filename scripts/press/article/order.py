"""The order of time: was a claim's test committed before the first results that it tests, or after?

Only git is asked, by which commit is the ancestor of which; dates may be anything. Nothing is said where there is no
repository, where a clone is shallow, of what is not committed, and of what one commit brought together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from press.article import predicate
from press.article.expression import name_of
from press.article.ledger import Claim
from press.core.history import git, listed
from press.core.project import Project
from press.runs.settings import Run

BEFORE, AFTER = "before", "after"
SAID = {
    BEFORE: "committed before the first results that it tests",
    AFTER: "committed after the first results that it tests",
}
COMMIT = re.compile(r"^commit ([0-9a-f]{40,64})$", re.MULTILINE)


def of(project: Project, claims: Sequence[Claim], runs: Mapping[str, Run]) -> dict[str, str]:
    """For each test, as the ledger has it written, whether it was committed before its results or after."""
    shallow, _, head = git(project, "rev-parse", "--is-shallow-repository", "HEAD").partition("\n")
    if not claims or shallow != "false":
        return {}
    made, commits = _made(project, head), {}
    for text, test in {test.key: test for claim in claims for test in claim.tests}.items():
        names = set(map(name_of, predicate.references(test.holds)))
        results = {path for name in names for path in _files(project, runs, name)}
        written, first = _written(project, head, text), {made.get(path, "") for path in results}
        if results and written and all(first):
            commits[text] = written, first
    past = _past(project, head, frozenset(each for written, first in commits.values() for each in (written, *first)))
    found = {}
    for text, (written, first) in commits.items():
        orders = {_order(past, written, commit) for commit in first}
        found[text] = BEFORE if orders == {BEFORE} else AFTER if AFTER in orders else ""
    return found


def _files(project: Project, runs: Mapping[str, Run], name: str) -> Iterator[str]:
    if name in runs:
        yield from runs[name].outputs
    else:
        yield project.place(project.figures / f"{name}.json")


@lru_cache(maxsize=4096)
def _written(project: Project, head: str, test: str) -> str:
    """The commit that brought a test into the ledger, last if it was taken out between; nothing if it is not there."""
    count, found = 0, ""
    for commit, added, removed in _changes(project, head):
        new = _times(test, added) - _times(test, removed)
        found = commit if count == 0 < new else found
        count += new
    return found if count > 0 else ""


def _times(test: str, text: str) -> int:
    said = " ".join(test.split())
    return len(re.findall(rf"(?<![\w.]){re.escape(said)}(?![\w.])", text)) if said in text else 0


@lru_cache(maxsize=4)
def _changes(project: Project, _head: str) -> list[tuple[str, str, str]]:
    """What each commit added to the ledger and took out, the first commit first."""
    place = project.place(project.claims)
    told = git(project, "log", "--follow", "--no-color", "--format=commit %H", "-p", "-U0", "--", place)
    _, *parts = COMMIT.split(told)
    pairs = reversed(list(zip(parts[::2], parts[1::2], strict=True)))
    return [(commit, _side(diff, "+"), _side(diff, "-")) for commit, diff in pairs]


def _side(diff: str, sign: str) -> str:
    """The lines that a change added, or took out."""
    lines = (line[1:] for line in diff.splitlines() if line[:1] == sign and line[:3] != sign * 3)
    return " ".join(" ".join(lines).split())


@lru_cache(maxsize=4)
def _made(project: Project, _head: str) -> dict[str, str]:
    """The commit that first brought each file; one that was moved there has none, being older than its name."""
    return {path: change.commit for path, change in listed(project, "--diff-filter=A")}


@lru_cache(maxsize=4)
def _past(project: Project, head: str, asked: frozenset[str]) -> dict[str, frozenset[str]]:
    """For each commit, which of those that are asked for are its ancestors."""
    past: dict[str, frozenset[str]] = {}
    for line in git(project, "rev-list", "--topo-order", "--reverse", "--parents", head).splitlines():
        commit, *parents = line.split()
        past[commit] = asked.intersection(parents).union(*(past[parent] for parent in parents))
    return past


def _order(past: Mapping[str, frozenset[str]], test: str, result: str) -> str:
    """Which of two commits comes before the other; nothing where neither does."""
    return BEFORE if test in past[result] else AFTER if result in past[test] else ""
