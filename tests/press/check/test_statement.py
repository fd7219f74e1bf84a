"""An audit leaves a statement over the bytes it has seen, which anybody holds to their own copy without a network."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from press.check import statement
from press.cli import cli

PYTHON = f'"{sys.executable}"'
FILES = {
    "press.toml": (
        f'[runs.fit]\ncommand = \'{PYTHON} fit.py\'\ninputs = ["fit.py"]\noutputs = ["fit.json"]\n\n'
        f'[runs.luck]\ncommand = \'{PYTHON} luck.py\'\ninputs = ["luck.py"]\noutputs = ["luck.json"]\n\n'
        '[runs.old]\noutputs = ["old.json"]\n'
    ),
    "fit.py": 'open("fit.json", "w").write(\'{"mean": 0.34}\')\n',
    "luck.py": 'import random; open("luck.json", "w").write(f\'{{"n": {random.random()}}}\')\n',
    "old.json": '{"n": 3}',
}


def press(*words):
    """Run a verb; its exit code and all it said."""
    done = CliRunner().invoke(cli, words, catch_exceptions=False)
    return done.exit_code, done.output


@pytest.fixture
def audited(tmp_path, monkeypatch):
    """A project with a run that gives the same again, one without a seed, and recorded data."""
    for place, text in FILES.items():
        (tmp_path / place).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert press("run")[0] == 0
    luck = json.loads((tmp_path / "luck.json").read_text(encoding="utf-8"))["n"]
    page = f"# It\n\nThe mean is 0.34<!-- fit.mean -->, and {luck:.6f}<!-- luck.n --> by chance.\n"
    (tmp_path / "README.md").write_text(page, encoding="utf-8")
    return tmp_path


def test_an_audit_notices_randomness_without_a_seed_and_says_so_in_its_statement(audited):
    """A number that is another when run again is named, and its run has failed; recorded data have not."""
    code, said = press("audit")
    assert code == 1
    assert "for luck.n, which is" in said
    assert "when run again" in said
    body = json.loads((audited / ".cache" / "press" / statement.FILE).read_text(encoding="utf-8"))
    assert (body["_type"], body["predicateType"]) == (statement.TYPE, statement.PREDICATE)
    assert {each["name"] for each in body["subject"]} == {"fit.json", "luck.json", "old.json"}
    assert (body["predicate"]["passedTests"], body["predicate"]["failedTests"]) == (["fit"], ["luck"])
    assert press("audit", "--verify", str(audited / ".cache" / "press" / statement.FILE)) == (
        1,
        "the audit ended with FAILED\ndiffers\n",
    )


def test_a_statement_is_held_to_a_copy_by_us_and_by_sha256sum(audited, tmp_path_factory, monkeypatch):
    """Equal bytes pass, other bytes and a file that is gone are named; a program of the system says the same."""
    assert press("audit", "fit")[0] == 0
    copy = tmp_path_factory.mktemp("copy") / "it"
    shutil.copytree(audited, copy)
    told = copy / ".cache" / "press" / statement.FILE
    monkeypatch.chdir(copy)
    assert press("audit", "--verify", str(told)) == (0, "every file is as the statement says\n")
    subjects = json.loads(told.read_text(encoding="utf-8"))["subject"]
    lines = "".join(f"{each['digest']['sha256']}  {each['name']}\n" for each in subjects)
    subprocess.run(["sha256sum", "--check", "--quiet"], input=lines, text=True, check=True)
    (copy / "fit.json").write_text('{"mean": 0.35}', encoding="utf-8")
    (copy / "old.json").unlink()
    assert press("audit", "--verify", str(told)) == (
        1,
        "fit.json: has other bytes\nold.json: is not there\ndiffers\n",
    )


@pytest.mark.parametrize("text", ["{}", "[]", "no JSON", '{"_type": "x", "subject": [], "predicate": {"result": "y"}}'])
def test_what_is_no_statement_is_refused(audited, text):
    """With exit 2, as what could not be done."""
    (audited / "other.json").write_text(text, encoding="utf-8")
    code, said = press("audit", "--verify", "other.json")
    assert (code, "is no statement of an audit" in said) == (2, True)
