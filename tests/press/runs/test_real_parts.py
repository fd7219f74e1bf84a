"""What people use is run as they would: a notebook, R, Node, a pipeline of the shell; then an input changes.

Each run is made in its copy, a page prints one number of it, a second run gives the same, and another input gives
another number, which the check reports with what it is now.
"""

from __future__ import annotations

import json
import sys
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from playwright._impl._driver import compute_driver_executable

from press.cli import cli
from servers import program

NUMBERS = "x\n1\n2\n3\n4\n"
MORE = "x\n1\n2\n3\n5\n"
NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Means"},
        {
            "cell_type": "code", "execution_count": None, "id": "b", "metadata": {}, "outputs": [],
            "source": 'rows = [float(line) for line in open("x.csv").read().split()[1:]]',
        },
        {
            "cell_type": "code", "execution_count": None, "id": "c", "metadata": {}, "outputs": [],
            "source": 'print("Rows:", len(rows))\nprint("Mean:", sum(rows) / len(rows))',
        },
    ],
    "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}  # fmt: skip
R = """rows <- read.csv("x.csv")
table <- data.frame(term = c("mean", "sd"), estimate = c(mean(rows$x), sd(rows$x)))
write.csv(table, "fit.csv", row.names = FALSE)
"""
NODE = """const fs = require("fs");
const rows = fs.readFileSync("x.csv", "utf8").trim().split("\\n").slice(1).map(Number);
fs.writeFileSync("fit.json", JSON.stringify({ mean: rows.reduce((a, b) => a + b) / rows.length }));
"""


class Part(NamedTuple):
    """A command with its files, what it writes, and the place of the mean."""

    command: str
    files: dict[str, str]
    output: str
    place: str


def parts():
    """What is run, by name; where a program is, is asked when the tests run."""
    execute = "from nbclient import NotebookClient as C; import nbformat as n"
    run = f"{execute}; b = n.read('means.ipynb', 4); C(b).execute(); n.write(b, 'means.ipynb')"
    awk = "tail -n +2 x.csv | awk '{ s += $1 } END { print \"Mean: \" s / NR }' > fit.txt"
    return {
        "notebook": lambda: Part(
            f'"{sys.executable}" -c "{run}"',
            {"means.ipynb": json.dumps(NOTEBOOK)}, "means.ipynb", 'fit["Mean:"]',
        ),
        "R": lambda: Part(f"{program('Rscript')} fit.R", {"fit.R": R}, "fit.csv", "fit.mean.estimate"),
        "Node": lambda: Part(f'"{compute_driver_executable()[0]}" fit.js', {"fit.js": NODE}, "fit.json", "fit.mean"),
        "pipeline": lambda: Part(awk, {}, "fit.txt", 'fit["Mean:"]'),
    }  # fmt: skip


def press(*words):
    """Run a verb; its exit code and all it said."""
    done = CliRunner().invoke(cli, words, catch_exceptions=False)
    return done.exit_code, done.output


@pytest.mark.slow
@pytest.mark.parametrize("name", parts())
def test_what_people_use_is_run_and_held(tmp_path, monkeypatch, name):
    """From a first run to a changed input, with the notebook's own file as its input and its output."""
    part = parts()[name]()
    inputs = json.dumps(["x.csv", *part.files])
    settings = f"[runs.fit]\ncommand = '''{part.command}'''\ninputs = {inputs}\noutputs = [\"{part.output}\"]\n"
    page = f"# It\n\nThe mean is 2.5<!-- {part.place} -->.\n"
    files = {"press.toml": settings, "x.csv": NUMBERS, "README.md": page, **part.files}
    for place, text in files.items():
        (tmp_path / place).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    code, said = press("run")
    assert (code, said.splitlines()[-1]) == (0, "1 written"), said
    assert press("check")[0] == 0
    assert press("run")[1].splitlines()[-1] == "1 fresh"
    code, said = press("run", "--replay")
    assert (code, said.splitlines()[-1]) == (0, "the same: 1 runs replayed, 1 printed numbers compared"), said
    (tmp_path / "x.csv").write_text(MORE, encoding="utf-8")
    assert "fit is stale: input x.csv changed" in press("check")[1]
    assert press("run")[0] == 0
    code, said = press("check")
    assert (code, "2.5 is bound to" in said, "which is 2.75; print 2.8" in said) == (1, True, True), said
