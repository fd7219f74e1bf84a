"""What is stale is run in a copy of its inputs, the lock remembers it, and a failure changes nothing."""

from __future__ import annotations

import json
import sys

import pytest
from click.testing import CliRunner

from press.cli import cli
from press.core import project
from press.core.errors import PressError
from press.runs import lock, running, settings

PYTHON = f'"{sys.executable}"'
DOUBLE = 'import json; json.dump({"n": 2 * int(open("in.txt").read())}, open("out.json", "w")); open("more.txt", "w")'
SETTINGS = f"""
[runs.double]
command = '{PYTHON} double.py'
inputs = ["double.py", "in.txt"]
outputs = ["out.json"]

[runs.table]
command = '{PYTHON} -c "import json; print(json.load(open(\\"out.json\\"))[\\"n\\"])" > table.md'
inputs = ["out.json"]
outputs = ["table.md"]

[runs.data]
outputs = ["in.txt"]
"""


@pytest.fixture
def lab(tmp_path, monkeypatch):
    """A command, one that reads what it wrote, and data."""
    (tmp_path / "press.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "double.py").write_text(DOUBLE, encoding="utf-8")
    (tmp_path / "in.txt").write_text("21", encoding="utf-8")
    (tmp_path / "README.md").write_text("# It\n\nBoth are 42<!-- double.n -->.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def press(*words):
    """Run a verb; its exit code and all it said."""
    done = CliRunner().invoke(cli, words)
    return done.exit_code, done.output


def test_what_is_stale_is_run_in_order_and_remembered(lab):
    """A second time nothing is; a changed input makes what reads it stale, and what reads that."""
    code, said = press("run")
    assert (code, said.splitlines()[-1]) == (0, "3 written")
    assert "double: also wrote more.txt, which it does not declare; it was not kept" in said
    assert not (lab / "more.txt").exists()
    entry = lock.read(project.find())["double"]
    assert entry.how == lock.HERE
    assert sorted(entry.inputs) == ["double.py", "in.txt"]
    assert lock.read(project.find())["data"].how == lock.RECORDED
    assert press("run")[1].splitlines()[-1] == "3 fresh"
    assert press("check")[0] == 0
    (lab / "double.py").write_text(DOUBLE.replace("2 *", "3 *"), encoding="utf-8")
    code, said = press("check")
    assert "fresh: double is stale: input double.py changed; run: press run double" in said
    assert press("run")[1].splitlines()[-1] == "2 written, 1 fresh"
    assert "42 is bound to double.n, which is 63; print 63" in press("check")[1]


def test_an_edited_result_is_noticed_and_recorded_data_wait_for_acceptance(lab):
    """A number that was changed by hand is no result; data that changed are an author's to accept."""
    press("run")
    (lab / "out.json").write_text('{"n": 43}', encoding="utf-8")
    assert "double is stale: output out.json changed" in press("check")[1]
    (lab / "in.txt").write_text("22", encoding="utf-8")
    code, said = press("run")
    assert code == 1
    assert "if that is meant: press run --accept data" in said
    assert press("run", "--accept", "data")[0] == 0
    assert press("check")[1].splitlines()[-1].startswith("1 finding")  # 42 is no longer twice
    assert json.loads((lab / "out.json").read_text(encoding="utf-8")) == {"n": 44}


@pytest.mark.parametrize(
    ("command", "inputs", "says", "code"),
    [
        (f"{PYTHON} -c 'open(1j)'", "[]", "failed: exit 1: TypeError", 1),
        (f"{PYTHON} double.py", '["double.py"]', "No such file or directory: 'in.txt'", 1),
        ("no_such_tool --x", "[]", "no_such_tool is not installed here", 2),
        (f"{PYTHON} -c pass", "[]", "ended well, but out.json is not there", 1),
        ("false | cat > out.json", "[]", "exit 1", 1),
        (f"{PYTHON} -c 'import time; time.sleep(60)'", "[]", "did not end in 0.01 minutes", 1),
    ],
)
def test_what_goes_wrong_is_said_and_nothing_is_written(lab, command, inputs, says, code):
    """The line that tells it, and an exit code that tells a fault from a tool that is lacking."""
    text = f"[runs.bad]\ncommand = '''{command}'''\ninputs = {inputs}\noutputs = ['out.json']\n"
    (lab / "press.toml").write_text(text, encoding="utf-8")
    exit_code, said = press("run", "--minutes", "0.01" if "sleep" in command else "5")
    assert says in said
    assert exit_code == code
    assert not (lab / "out.json").exists()
    assert not (lab / "press.lock").exists()


def test_a_second_run_is_held_to_what_is_printed(lab):
    """A number that comes out otherwise is a difference; bytes that differ are none."""
    dice = 'import json, random; json.dump({"n": random.random(), "m": 1}, open("out.json", "w"))'
    (lab / "double.py").write_text(dice, encoding="utf-8")
    (lab / "press.toml").write_text(SETTINGS.partition("[runs.table]")[0], encoding="utf-8")
    press("run")
    (lab / "README.md").write_text("One 1<!-- double.m -->.\n", encoding="utf-8")
    assert press("run", "--replay", "double")[1].splitlines()[-1].startswith("the same: 1 runs replayed, 1 printed")
    value = json.loads((lab / "out.json").read_text(encoding="utf-8"))["n"]
    (lab / "README.md").write_text(f"One {value:.6f}<!-- double.n -->.\n", encoding="utf-8")
    assert press("check")[0] == 0
    code, said = press("run", "--replay", "double")
    assert code == 1
    assert f"README.md:1:5: prints {value:.6f} for double.n, which is" in said


def test_why_and_audit_know_runs(lab):
    """What is stale is said with what rests on it, before anything runs; an audit runs again what can be."""
    press("run")
    assert press("why") == (0, "3 runs, all fresh\n")
    (lab / "in.txt").write_text("22", encoding="utf-8")
    code, said = press("why", "double")
    assert code == 1
    assert "  input in.txt changed" in said
    assert "README.md:3: 42 (double.n): Both are 42." in said
    code, said = press("audit")
    assert code == 1
    assert "README.md:3:10: prints 42 for double.n, which is 44 when run again" in said
    assert "data was not replayed: its data are recorded" in said
    (lab / "in.txt").write_text("21", encoding="utf-8")
    assert press("audit")[0] == 0
    assert press("why", "trouble")[0] == 2


def test_in_the_project_itself_nothing_is_copied(lab):
    """`--here` is for what is too large to copy."""
    assert press("run", "double", "--here")[0] == 0
    assert (lab / "more.txt").exists()


def test_a_notebook_is_input_by_its_code_alone(lab):
    """One file may be what is run and what comes out."""
    book = {"cells": [{"cell_type": "code", "source": "1", "outputs": []}]}
    (lab / "book.ipynb").write_text(json.dumps(book), encoding="utf-8")
    fill = "import json; b = json.load(open('book.ipynb')); b['cells'][0]['outputs'] = [{'text': 'N: 5'}]; "
    (lab / "fill.py").write_text(fill + "json.dump(b, open('book.ipynb', 'w'))", encoding="utf-8")
    text = f"[runs.nb]\ncommand = '{PYTHON} fill.py'\ninputs = ['fill.py', 'book.ipynb']\noutputs = ['book.ipynb']\n"
    (lab / "press.toml").write_text(text, encoding="utf-8")
    (lab / "README.md").write_text('Five is 5<!-- nb["N:"] -->.\n', encoding="utf-8")
    assert press("run")[1].splitlines()[-1] == "1 written"
    assert press("run")[1].splitlines()[-1] == "1 fresh"
    assert press("check")[0] == 0


def test_an_acceptance_wants_every_file(lab):
    """What is not there cannot be written down."""
    code, said = press("run", "--accept", "double")
    assert code == 2
    assert "out.json is not there" in said


def test_runs_that_need_one_another_are_refused(lab):
    """There is no order in which they could be run."""
    text = "[runs.a]\ncommand='x'\ninputs=['b']\noutputs=['a']\n[runs.b]\ncommand='x'\ninputs=['a']\noutputs=['b']\n"
    (lab / "press.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PressError, match="runs need one another"):
        running.chosen(settings.read(project.find()), ())


def test_figures_says_of_runs_what_is_stale(lab):
    """Where there is no experiment it says that alone, and runs nothing."""
    code, said = press("figures")
    assert (code, said.splitlines()[-1]) == (0, "3 runs: 2 stale")
    assert "run double is stale: output out.json is not there; run: press run double" in said
    assert press("run")[0] == 0
    assert press("figures") == (0, "3 runs, all fresh\n")
    (lab / "in.txt").write_text("22", encoding="utf-8")
    assert "run double is stale: input in.txt changed" in press("figures")[1]


@pytest.mark.slow
def test_an_audit_compares_what_is_published_of_runs(lab, tmp_path):
    """A number on a published page is looked up in the second run, one of recorded data where it is recorded."""
    site = tmp_path / "www"
    site.mkdir()
    number = '<p>Both are <data class="number" value="42" data-number="double.n">{}</data>, {}.</p>'
    (lab / "rates.json").write_text('{"n": 1}', encoding="utf-8")
    (lab / "press.toml").write_text(f'{SETTINGS}\n[runs.rates]\noutputs = ["rates.json"]\n', encoding="utf-8")
    data = '<data data-number="rates.n">{}</data> and <data data-number="elsewhere.n">7</data>'
    press("run")
    for double, recorded, says in (("42", "1", ""), ("43", "1", "prints 43 for double.n"), ("42", "2", "for rates.n")):
        (site / "index.html").write_text(number.format(double, data.format(recorded)), encoding="utf-8")
        code, said = press("audit", "--published", str(site))
        assert (code, says in said) == (int(bool(says)), True), said
        assert "1 printed numbers, 2 published numbers compared" in said
    assert press("audit", "--published", str(tmp_path / "none"))[0] == 2
