"""Whether a test was committed before the results that it tests is what git says, and nothing where git cannot tell."""

from __future__ import annotations

import subprocess
from types import SimpleNamespace

import pytest

from press.article import ledger, order
from press.core.project import Project

HOLDS = "fit.mean < 0.5"


@pytest.fixture
def history(tmp_path):
    """A project with a run, and a way to commit a file."""
    folder = tmp_path / "repository" / "inner"
    (folder / "docs").mkdir(parents=True)
    git(folder, "init", "-q", "..")
    git(folder, "config", "user.name", "x")
    git(folder, "config", "user.email", "x@example.org")
    commit(folder, "README.md", "It.\n")
    return folder


def git(folder, *words):
    """Run git."""
    subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True)


def commit(folder, place, text, *more):
    """Write a file and commit it, and others that are there."""
    (folder / place).write_text(text, encoding="utf-8")
    git(folder, "add", place, *more)
    git(folder, "commit", "-qm", place)


def listed(*tests):
    """A ledger as text."""
    return "- id: C1\n  asserts:\n" + "".join(f"    - holds: {test}\n      because: so\n" for test in tests)


def told(folder, *tests):
    """What is said of some tests."""
    claims = [SimpleNamespace(tests=[ledger.Test(test, "so", written=test) for test in tests or [HOLDS]])]
    runs = {"fit": SimpleNamespace(outputs=["fit.json"])}
    project = Project(folder, docs="docs", settings="press.toml")
    return order.of(project, claims, runs)


def test_before_and_after_are_told_apart(history):
    """A result that changes later changes nothing; a threshold that changes is a new test."""
    commit(history, "docs/claims.yml", listed(HOLDS))
    commit(history, "fit.json", '{"mean": 0.4}')
    commit(history, "fit.json", '{"mean": 0.3}')
    assert told(history) == {HOLDS: order.BEFORE}
    commit(history, "docs/claims.yml", listed(HOLDS, "fit.mean < 0.55"))
    assert told(history, HOLDS, "fit.mean < 0.55") == {HOLDS: order.BEFORE, "fit.mean < 0.55": order.AFTER}


def test_what_was_taken_out_and_put_in_again_is_new(history):
    """A test that was dropped and came back once the result was known is no preregistration; a moved line is none."""
    commit(history, "docs/claims.yml", listed(HOLDS, "fit.mean > 0"))
    commit(history, "docs/claims.yml", listed("fit.mean > 0"))
    commit(history, "fit.json", '{"mean": 0.4}')
    commit(history, "docs/claims.yml", listed(HOLDS, "fit.mean > 0"))
    assert told(history, HOLDS, "fit.mean > 0") == {HOLDS: order.AFTER, "fit.mean > 0": order.BEFORE}


def test_nothing_is_said_that_is_not_known(history, tmp_path):
    """Of one commit for both, of what is not committed, of a result that is not, of a file that was moved there."""
    (history / "fit.json").write_text("{}", encoding="utf-8")
    commit(history, "docs/claims.yml", listed(HOLDS), "fit.json")
    assert told(history) == {HOLDS: ""}
    assert told(history, "fit.mean < 0.6") == {}
    git(history, "mv", "fit.json", "other.json")
    git(history, "commit", "-qm", "moved")
    git(history, "mv", "other.json", "fit.json")
    git(history, "commit", "-qm", "and back")
    assert told(history) == {HOLDS: ""}
    assert told(tmp_path) == {}


def test_branches_that_ran_beside_each_other_have_no_order(history):
    """Neither commit is the other's ancestor."""
    git(history, "checkout", "-qb", "side")
    commit(history, "docs/claims.yml", listed(HOLDS))
    git(history, "checkout", "-q", "-")
    commit(history, "fit.json", "{}")
    git(history, "merge", "-q", "side", "-m", "both")
    assert told(history) == {HOLDS: ""}


def test_a_shallow_clone_says_nothing(history, tmp_path):
    """Its first commit seems to have brought everything."""
    commit(history, "docs/claims.yml", listed(HOLDS))
    commit(history, "fit.json", "{}")
    origin = history.parent.as_uri()
    for depth, says in (("1", {}), ("9", {HOLDS: order.BEFORE})):
        git(tmp_path, "clone", "-q", "--depth", depth, origin, depth)
        assert told(tmp_path / depth / "inner") == says
