"""Coverage counts what is held; the ratchet lets it rise and not fall."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from press import check as checks
from press.check import coverage
from press.cli import cli
from press.core.errors import PressError


def check(project, monkeypatch, *words):
    monkeypatch.chdir(project.root)
    return CliRunner().invoke(cli, ["check", "--sources", *words], catch_exceptions=False)


def test_digits_are_counted_by_what_holds_them(orchard):
    """Bound ones, excused ones by class, unbound ones; keys, code and comments are no prose."""
    page = orchard.content / "more.md"
    page.write_text(
        "---\ntitle: More\ndescription: More.\nweight: 7\n---\n# More\n\n"
        "0.366<!-- decay.kept --> in 2024, GPT-2; 8 and 9. `10`\n",
        encoding="utf-8",
    )
    before = coverage.Coverage(14, {"date": 1, "name": 1}, 0, 4, 2)
    found = coverage.measure(checks.Reading(orchard))
    assert found.bound == before.bound + 1
    assert found.unbound == 2
    assert found.excused["name"] == 1
    assert found.excused["code"] == 1


def test_the_ratchet_is_set_by_request_and_holds(orchard, monkeypatch):
    """Without its file nothing is held; once it is set, a claim that is taken away is a finding."""
    assert not coverage.place(orchard).exists()
    outcome = check(orchard, monkeypatch, "--ratchet")
    assert "ratchet.json holds what has been reached" in outcome.output
    assert json.loads(coverage.place(orchard).read_text(encoding="utf-8")) == {"digits": 1.0, "sentences": 0.5}
    assert "holds what has been reached" not in check(orchard, monkeypatch, "--ratchet").output
    ledger = orchard.claims
    ledger.write_text(ledger.read_text(encoding="utf-8").partition("- id: C2")[0], encoding="utf-8")
    outcome = check(orchard, monkeypatch)
    assert outcome.exit_code == 1
    assert "ratchet.json:3:2: coverage: coverage of sentences fell from 50.0% to 25.0%" in outcome.output


def test_the_ratchet_never_loosens(orchard, monkeypatch):
    """Asking for it again after a loss keeps what was reached."""
    coverage.place(orchard).write_text('{"digits": 1.0, "sentences": 0.9}', encoding="utf-8")
    assert check(orchard, monkeypatch, "--ratchet").exit_code == 1
    assert coverage.reached(orchard)["sentences"] == 0.9


def test_a_ratchet_that_cannot_be_read_is_an_error(orchard):
    """It is never taken for none."""
    coverage.place(orchard).write_text("[]", encoding="utf-8")
    with pytest.raises(PressError, match=r"ratchet\.json: cannot be read"):
        coverage.reached(orchard)
