"""What is changed behind the author's back is found, at its place, by the command that everyone runs.

Each mutant changes one thing in a project that is clean. `press check` has to exit with 1 and name file and line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from click.testing import CliRunner

from press.cli import cli

if TYPE_CHECKING:
    from press.core.project import Project

CONTENT = "content/evidence.md"
LEDGER = "content/claims.yml"
SCRIPT = "scripts/orchard/experiments/decay.py"


class Mutant(NamedTuple):
    """A change to one file, and the rule that has to see it in the line that was changed."""

    file: str
    find: str
    replace: str
    rule: str


MUTANTS = {
    "a digit of a bound number": Mutant(CONTENT, "0.366<!-- decay.kept", "0.367<!-- decay.kept", "number"),
    "a digit of a scaled number": Mutant(CONTENT, "19.8 %", "19.9 %", "number"),
    "a digit in the ledger": Mutant(LEDGER, "steps 0.366<!--", "steps 0.266<!--", "number"),
    "a digit in the README": Mutant("README.md", "0.366<!--", "0.266<!--", "number"),
    "a binding to another number": Mutant(CONTENT, "decay.kept -->", "growth.old -->", "number"),
    "a digit too many": Mutant(CONTENT, "0.366<!-- decay.kept -->", "0.3660<!-- decay.kept -->", "digits"),
    "a binding removed": Mutant(CONTENT, "<!-- growth.trees -->", "", "unbound"),
    "a word of a quotation": Mutant(LEDGER, "copied from the last is", "copied from the first is", "claim"),
    "a letter of its last word": Mutant(LEDGER, "smaller harvest.\n", "smaller harvests.\n", "claim"),
    "a word of a source": Mutant(LEDGER, "bear less fruit", "bear no fruit", "claim"),
    "a verdict": Mutant(LEDGER, "verdict: supported", "verdict: contested", "claim"),
    "a figure of a claim": Mutant(LEDGER, "figures: [decay]", "figures: [decline]", "claim"),
    "a constant in an experiment": Mutant(SCRIPT, '"rate": 0.99', '"rate": 0.98', "figure"),
    "a constant it imports": Mutant("scripts/orchard/curves.py", "0.082", "0.083", "figure"),
    "an alternative text": Mutant(
        SCRIPT, 'ALT = "A falling line that ends at {kept} after {steps} steps."', "", "figure"
    ),
    "a figure's label": Mutant(CONTENT, "![What is left]", "![]", "image"),
    "a figure's name": Mutant(CONTENT, "figures/decay.svg", "figures/decline.svg", "image"),
    "a stored value": Mutant("figures/decay.json", '"value": 0.366032', '"value": 0.366033', "result"),
    "a stored curve": Mutant("figures/decay.json", "0.9801", "0.9802", "result"),
    "a drawing": Mutant("figures/decay.svg", "<desc", "<desc ", "figure"),
    "a description": Mutant(CONTENT, "description: What the simulations say.", "", "page"),
}


def check(project: Project, monkeypatch) -> tuple[int, list[str]]:
    monkeypatch.chdir(project.root)
    outcome = CliRunner().invoke(cli, ["check", "--sources"], catch_exceptions=False)
    return outcome.exit_code, outcome.output.splitlines()


def test_without_a_mutant_the_command_finds_nothing(orchard, monkeypatch):
    """Exit 0, and one line that says what was read."""
    code, lines = check(orchard, monkeypatch)
    assert (code, lines[-1]) == (0, "clean: 2 pages, 2 results, 2 claims")
    assert lines[:-1] == [
        "coverage: 14 numbers bound, 2 excused, 0 unbound; 2 of 4 sentences of the article in a claim"
    ]


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_found_at_its_place(orchard, monkeypatch, name):
    """Exit 1, and a finding of the rule in the line that was changed, with what to do about it."""
    mutant = MUTANTS[name]
    path = orchard.root / mutant.file
    before = path.read_text(encoding="utf-8")
    assert mutant.find in before
    path.write_text(before.replace(mutant.find, mutant.replace, 1), encoding="utf-8")
    code, lines = check(orchard, monkeypatch)
    assert code == 1
    findings = [re.fullmatch(r"(?P<path>[^:]+):(?P<line>\d+):\d+: (?P<rule>\w+): .+; .+", line) for line in lines[:-2]]
    assert all(findings), lines
    changed = before[: before.index(mutant.find)].count("\n") + 1
    if mutant.rule == "result":
        changed = 1 + next(index for index, row in enumerate(before.splitlines()) if '"digest"' in row)
    if not mutant.replace.strip() and mutant.rule in {"page", "figure"}:
        changed = 1  # of what is gone, the file is the place
    if mutant.file.endswith(".svg"):
        changed = 1
    places = {(found["path"], int(found["line"]), found["rule"]) for found in findings}
    assert (mutant.file, changed, mutant.rule) in places, lines


def test_a_mutant_is_found_once_it_is_mended_no_more(orchard, monkeypatch):
    """`press check --fix` mends a digit, says what it wrote, and leaves the article alone."""
    page = orchard.root / CONTENT
    clean = page.read_text(encoding="utf-8")
    article = (orchard.root / orchard.article).read_text(encoding="utf-8")
    page.write_text(clean.replace("0.366<!--", "0.47<!--"), encoding="utf-8")
    (orchard.root / orchard.article).write_text(article + "\nIt falls to 0.47<!-- decay.kept -->.\n", encoding="utf-8")
    monkeypatch.chdir(orchard.root)
    outcome = CliRunner().invoke(cli, ["check", "--sources", "--fix"], catch_exceptions=False)
    assert page.read_text(encoding="utf-8") == clean.replace("0.366<!--", "0.37<!--")
    assert f"--- {CONTENT}" in outcome.output
    assert "+In 2024 this was measured: 0.37<!-- decay.kept --> is left" in outcome.output
    assert "0.47<!-- decay.kept -->" in (orchard.root / orchard.article).read_text(encoding="utf-8")
    assert outcome.exit_code == 1
    assert f"content/index.md:{article.count(chr(10)) + 2}:13: number: 0.47 is bound to decay.kept" in outcome.output


class Malformed(NamedTuple):
    """A change that leaves a file unreadable, the exit code, and the start of the message."""

    file: str
    find: str
    replace: str
    code: int
    message: str


MALFORMED = [
    Malformed(LEDGER, "kind: finding", "kind: fact", 2, r"content/claims\.yml:4: kind: 'fact' is none of"),
    Malformed(LEDGER, "  fair: Advice.\n", "", 2, r"content/claims\.yml:22: fair: is missing"),
    Malformed(
        "figures/decay.json", '"limits"', '"limit"', 1, r"figures/decay\.json:1:1: result: key 'limits' is missing"
    ),
    Malformed(
        "figures/decay.json", '"error": 0.0041,', '"error": 0.0041', 1, r"figures/decay\.json:\d+:1: result: not J"
    ),
    Malformed(
        "figures/decay.json", '"share": [', '"share": [0], "x": [', 1, r"figures/decay\.json:\d+:1: result: key 'kept'"
    ),
    Malformed(
        "figures/decay.json", '"share": [', '"share": 5, "x": [', 1, r"figures/decay\.json:\d+:1: result: key 'kept'"
    ),
    Malformed(
        CONTENT, "title: The evidence", "title: [The", 1, r"content/evidence\.md:\d:1: page: front matter is not YAML"
    ),
    Malformed("content/references.bib", "{smith2024,", "{", 2, r"content/references\.bib:\d+: not BibTeX"),
    Malformed(
        "content/passages.yml", "read: primary", "read: hearsay", 2, r"content/passages\.yml: smith2024: read: 'he"
    ),
]


@pytest.mark.parametrize("malformed", MALFORMED, ids=lambda each: f"{each.file} {each.replace[:12]}")
def test_a_malformed_file_names_itself_line_and_key(orchard, monkeypatch, malformed):
    """No traceback: a finding where the rest could be checked, else exit 2 with one message."""
    path = orchard.root / malformed.file
    before = path.read_text(encoding="utf-8")
    assert malformed.find in before
    path.write_text(before.replace(malformed.find, malformed.replace, 1), encoding="utf-8")
    monkeypatch.chdir(orchard.root)
    outcome = CliRunner().invoke(cli, ["check", "--sources"], catch_exceptions=False)
    assert outcome.exit_code == malformed.code
    assert re.search(malformed.message, outcome.output), outcome.output
