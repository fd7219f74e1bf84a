"""What a project keeps for itself and cannot be read, and tests that compare nothing, are said and lead out again."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from click.testing import CliRunner

from outside import press
from press import new
from press.cli import cli
from press.core.project import find

SENTENCES = {
    "press.lock": (("check",), ("run",)),
    "ratchet.json": (("check", "--ratchet"), ("check", "--ratchet")),
    "press.baseline.json": (("check", "--baseline"), ("check", "--baseline")),
    "verdicts.json": (("check",), ("check", "--fix")),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A new article."""
    folder = tmp_path_factory.mktemp("kept") / "coin"
    new.article(folder)
    return folder


@pytest.mark.parametrize("name", SENTENCES)
@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n{}\n", '{"a"', "[]", "null"])
def test_the_remedy_for_what_cannot_be_read_leads_out(project, name, text):
    """It says the place in no words of Python, and what it says to do works."""
    path = project / name
    before = path.read_bytes() if path.is_file() else None
    path.write_text(text, encoding="utf-8")
    asked, remedy = SENTENCES[name]
    done = press(project, *asked)
    assert done.returncode == 2
    assert f"{name}:1: " in done.stderr or f"{name}: " in done.stderr
    assert "it is not as press wrote it; " in done.stderr
    assert f"run: press {' '.join(remedy)}" in done.stderr
    path.write_text("{}", encoding="utf-8") if "write {}" in done.stderr else path.unlink()
    assert press(project, *remedy).returncode == 0
    path.unlink() if before is None else path.write_bytes(before)


@pytest.mark.parametrize("side", ["half", "heads", "nan", "foo(3)", "heads.people / 0", "sum()"])
def test_a_test_that_compares_nothing_is_a_finding(project, side):
    """At its line in the ledger; an audit says which claim."""
    ledger = find(project).claims
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("heads.share > 0.45", f"heads.share > {side}"), encoding="utf-8")
    for words in (("check",), ("check", "--fix"), *([("audit",)] if side == "half" else ())):
        done = press(project, *words)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
        assert "C1: " in done.stdout
    ledger.write_text(text, encoding="utf-8")


BROKEN = {
    "content/evidence.md": (b"---\n", b"---\nt: caf\xe9\n", "content/evidence.md: not UTF-8"),
    "pyproject.toml": (b'inputs = ["heads.py"]', b'inputs = "heads.py"', "[tool.press.runs.heads]: inputs is no list"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_build_says_what_a_check_says(project, name):
    """Of a page that is no text and of settings that cannot be meant, in one sentence."""
    path = project / name
    before = path.read_bytes()
    old, new_, says = BROKEN[name]
    path.write_bytes(before.replace(old, new_, 1))
    for verb in ("check", "build"):
        done = press(project, verb)
        assert (done.returncode, "Traceback" in done.stderr, says in done.stderr) == (2, False, True), done.stderr
    path.write_bytes(before)


def test_a_strict_page_that_is_not_there_is_named(tmp_path):
    """Nothing that is held by name passes because there is none of that name."""
    (tmp_path / "README.md").write_text("# A page\n", encoding="utf-8")
    (tmp_path / "press.toml").write_text('strict = ["REDME.md"]\n', encoding="utf-8")
    done = press(tmp_path, "check")
    assert (done.returncode, "strict names 'REDME.md', and there is no such page" in done.stderr) == (2, True)


def test_who_is_interrupted_says_so(monkeypatch):
    """As shells know it, and in one line."""
    monkeypatch.setattr("press.core.project.find", Mock(side_effect=KeyboardInterrupt))
    done = CliRunner().invoke(cli, ["check"])
    assert (done.exit_code, done.exception.__class__) == (130, SystemExit)
