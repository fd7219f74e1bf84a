"""A file whose brackets never end is a broken file: its reader says so, and what reads it ends with a sentence."""

from __future__ import annotations

import json
import tomllib

import pytest
from click.testing import CliRunner

from press.check import accepted, coverage, links
from press.cli import cli
from press.core import results, shallow
from press.core.errors import PressError
from press.evidence import figures

DEEP = "[" * 100_000 + "]" * 100_000


def test_what_nests_too_deep_is_no_json_and_no_toml():
    """The errors are those of any other broken text."""
    assert shallow.read_json("[1]") == [1]
    assert shallow.read_toml("a = [1]") == {"a": [1]}
    assert shallow.read_toml("\ufeffa = [1]") == {"a": [1]}  # as some editors write it
    with pytest.raises(json.JSONDecodeError, match="too deep"):
        shallow.read_json(DEEP)
    with pytest.raises(tomllib.TOMLDecodeError, match="too deep"):
        shallow.read_toml(f"a = {DEEP}")


@pytest.mark.parametrize(
    ("name", "read"),
    [("links.json", links.read), ("ratchet.json", coverage.reached), (accepted.FILE, accepted.kept)],
)
def test_what_a_checkout_brings_is_read_or_refused_by_name(toy, name, read):
    """Memories of links, coverage and accepted findings."""
    toy.write(name, DEEP)
    with pytest.raises(PressError, match=name):
        read(toy.project)


def test_a_result_that_nests_too_deep_is_made_again(fresh):
    """It is no result; the check says so at once, however long its only line is, and the next run heals it."""
    fresh.write("figures/alpha.json", DEEP)
    with pytest.raises(PressError, match=r"alpha\.json"):
        results.read(fresh.root / "figures/alpha.json")
    assert figures.update(fresh.project).updated == ["alpha"]


def test_settings_that_nest_too_deep_are_refused(toy, monkeypatch):
    """One sentence with the file, exit 2."""
    toy.write("pyproject.toml", f"x = {DEEP}")
    monkeypatch.chdir(toy.root)
    done = CliRunner().invoke(cli, ["check"])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "pyproject.toml: not TOML: nests too deep" in done.stderr
