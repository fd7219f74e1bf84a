"""Thirty mutants of a small article that rests on plain files: what a program wrote, as JSON, CSV and drawings.

The list is one that other tools were compared by: digits, words, quotations, verdicts, code, files and the built page.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from outside import press
from press import check
from press.core import project

pytestmark = pytest.mark.slow

PAGE, LEDGER, PASSAGES = "content/evidence.md", "content/claims.yml", "content/passages.yml"
SMALL = Path(__file__).with_name("small")


class Mutant(NamedTuple):
    """What is changed, and the rule that has to find it."""

    file: str
    before: str
    after: str
    rule: str


MUTANTS = {
    "a digit in prose": Mutant(PAGE, "lies 8.8<", "lies 8.3<", "number"),
    "front matter": Mutant(PAGE, "description: What", "description: In 43 % of them, what", "unbound"),
    "a caption": Mutant(PAGE, "origin, 0.94<", "origin, 0.49<", "number"),
    "an alternative text": Mutant(PAGE, "![How far", "![In 43 % of all: how far", "unbound"),
    "a cell of a table": Mutant(PAGE, "| 40<", "| 42<", "number"),
    "a result": Mutant("walk.json", '"value": 8.', '"value": 9.', "fresh"),
    "the table behind a figure": Mutant("walks.csv", "distance,0", "distance,1", "fresh"),
    "the code": Mutant("walk.py", "abs(walk[-1])", "abs(walk[-2])", "fresh"),
    "a module of it": Mutant("parts/steps.py", "(-1, 1)", "(-1, 0, 1)", "fresh"),
    "its seed": Mutant("walk.py", "SEED = 7", "SEED = 8", "fresh"),
    "a parameter": Mutant("walk.py", "WALKS = 400", "WALKS = 500", "fresh"),
    "a unit": Mutant(PAGE, "--> metres from", "--> kilometres from", "unit"),
    "a number word": Mutant(PAGE, "about twice<", "about three times<", "word"),
    "a quotation": Mutant(PAGE, "a drunk man will find", "a drunk man can find", "quotation"),
    "whose quotation it is": Mutant(PAGE, "home” [@polya1921]", "home” [@pearson1905]", "quotation"),
    "the stored source": Mutant(PASSAGES, "find his way home", "lose his way home", "quotation"),
    "a key": Mutant(PAGE, "[@polya1921]", "[@polya1922]", "citation"),
    "two figures": Mutant(PAGE, "(distance.svg)", "(returns.svg)", "caption"),
    "a drawing": Mutant("content/distance.svg", 'height="', 'height="1', "fresh"),
    "a link": Mutant(PAGE, "(index.md)", "(article.md)", "target"),
    "a number from nowhere": Mutant(PAGE, " Pearson says", " It is so in 71 towns. Pearson says", "unbound"),
    "a copy": Mutant("README.md", "a few lines", "a few lines: 128 steps", "unmarked"),
    "a comparison": Mutant(PAGE, "is more<", "is less<", "word"),
    "a verdict": Mutant(PAGE, "supported<", "overstated<", "verdict"),
    "the sentence of a claim": Mutant("content/index.md", "Most such walks", "Few such walks", "claim"),
    "which number it is": Mutant(PAGE, "<!-- study.walk.short --> metres", "<!-- study.walk.steps -->", "number"),
    "a digit too many": Mutant(PAGE, "lies 8.8<", "lies 8.765<", "digits"),
    "the built page": Mutant("site/evidence/index.html", ">8.8<", ">8.9<", "untouched"),
    "a share as per cent": Mutant(PAGE, "share of 0.94<", "share of 0.94 %<", "number"),
    "how it is drawn": Mutant("walk.py", 'width="8"', 'width="9"', "fresh"),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The article, run, built and clean."""
    folder = tmp_path_factory.mktemp("small") / "walks"
    shutil.copytree(SMALL, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for verb in ("run", "build", "check"):
        done = press(folder, verb)
        assert done.returncode == 0, done.stdout + done.stderr
    return project.find(folder)


@pytest.mark.parametrize("name", MUTANTS)
def test_each_mutant_is_found(small, name):
    """By the rule that is meant, whatever else is said."""
    mutant = MUTANTS[name]
    file = small.root / mutant.file
    kept = file.read_text(encoding="utf-8")
    assert mutant.before in kept
    parts = kept.split(mutant.before, 1)
    if name == "two figures":
        parts = [part.replace(mutant.after, mutant.before) for part in parts]
    file.write_text(mutant.after.join(parts), encoding="utf-8")
    try:
        found = {each.rule for each in check.run(small).findings}
    finally:
        file.write_text(kept, encoding="utf-8")
    assert mutant.rule in found


def test_there_are_thirty():
    """No more and no fewer than those that other tools were compared by."""
    assert len(MUTANTS) == 30
