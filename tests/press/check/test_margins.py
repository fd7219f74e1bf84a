"""`press why --margins` lists every test of the ledger with its distance and its reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from press.article.alternatives import Run
from press.check.margins import Margin, summary
from press.cli import cli

if TYPE_CHECKING:
    from press.core.project import Project


@pytest.fixture
def ask(orchard: Project, monkeypatch: pytest.MonkeyPatch):
    """Call the verb in the made-up project."""
    monkeypatch.chdir(orchard.root)
    return lambda *words: CliRunner().invoke(cli, ["why", "--margins", *words])


def test_every_test_is_listed_with_its_margin(ask):
    """Both sides, the distance in standard errors, and why the threshold is there."""
    done = ask()
    assert done.exit_code == 0
    assert "C1 asserts: decay.kept < 0.5\n  true: 0.366 against 0.5, +32.7 standard errors" in done.output
    assert "C1 unless: decay.kept > 0.9" in done.output
    assert "why: Half of it; past it, more is gone than is left." in done.output
    assert done.output.count("\n  under one setting: no sweep") == 2
    assert done.output.endswith(
        "\nOf 2 tests 0 come out alike under all that was looked at, 0 turn, 2 have one setting.\n"
    )


def test_the_tests_that_turn_somewhere_are_counted():
    """One turns where a setting leads to another outcome, or where the outcome is that of no setting."""
    runs = {"true": [Run("true", "1", "3")], "turned": [Run("true", "1", "2"), Run("false", "3", "3")]}
    found = [
        Margin("C1", "asserts", "x", outcome, 0.0, 1.0, None, 0, ranges, "", "")
        for outcome, ranges in (
            ("true", {"size": runs["true"]}),
            ("false", {"size": runs["true"]}),
            ("true", {"size": runs["true"], "law": runs["turned"]}),
            ("true", {}),
        )
    ]
    assert ["under one setting" in str(each) for each in found] == [False, False, False, True]
    assert summary(found).startswith("Of 4 tests 1 come out alike under all that was looked at, 2 turn, 1 have")


def test_programs_get_the_same(ask):
    """In numbers, and for the claims that are named alone."""
    (first, second) = json.loads(ask("--json", "C1").output)
    assert (first["claim"], first["role"], first["outcome"]) == ("C1", "asserts", "true")
    assert first["threshold"] == 0.5
    assert second["standard_errors"] < 0
    assert json.loads(ask("--json", "C2").output) == []


def test_a_claim_that_there_is_not_is_refused(ask):
    """With those there are."""
    done = ask("C9")
    assert done.exit_code == 2
    assert "no claim C9; there are C1, C2" in done.stderr
