"""What a project keeps for itself and cannot be read, and tests that compare nothing, are said and lead out again."""

from __future__ import annotations

import pytest

from outside import press
from press import new
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
