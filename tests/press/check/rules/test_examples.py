"""A rule is specified by its examples: files whose trailing comments are the findings that the rule has to make.

An example stands in the folder of its rule and is put into the made-up project by its suffix: `.md` is a page, `.yml`
the ledger, `.py` an experiment, and every other suffix a file of the built site. A comment at the end of a line,

    falls to 0.37<!-- decay.kept_exact --> <!-- expect: "0.366032" -->

says that the rule finds something in that line and that its message holds the quoted words. `.edit` files change what a
run wrote instead: in `file`, `find` becomes `replace`, and each of `expect` stands `at` some words, in the first line
that has them. An example without any expectation has to pass.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from press import check
from press.check import rules as registry

if TYPE_CHECKING:
    from press.core.project import Project

FOLDER = Path(__file__).parent
EXPECT = re.compile(r"[ \t]*(?:<!--|#|//|/\*)[ \t]*expect:(?P<words>(?:[ \t]*\"[^\"]*\")+)[ \t]*(?:-->|\*/)?[ \t]*$")
EXAMPLES = sorted(path for path in FOLDER.glob("*/*") if path.parent.name not in {"project", "__pycache__"})
PLACES = {".md": "content/{}.md", ".yml": "content/claims.yml", ".py": "scripts/orchard/experiments/{}.py"}


class Expected(NamedTuple):
    """Where a finding has to be, and what its message has to say."""

    path: str
    line: int
    words: str


def put(example: Path, project: Project) -> list[Expected]:
    """Put an example into a project; returns the findings it expects."""
    text = example.read_text(encoding="utf-8")
    if example.suffix == ".edit":
        return edit(yaml.safe_load(text), project)
    place = PLACES.get(example.suffix, f"site/{example.name}").format(example.stem)
    expected, lines = [], []
    for number, line in enumerate(text.split("\n"), 1):
        match = EXPECT.search(line)
        words = re.findall('"([^"]*)"', match["words"]) if match else []
        expected += [Expected(place, number, word) for word in words]
        lines.append(line[: match.start()] if match else line)
    path = project.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    return expected


def edit(change: dict[str, Any], project: Project) -> list[Expected]:
    """Change or remove one file of a project."""
    path = project.root / change["file"]
    if change.get("remove"):
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        assert change["find"] in before, f"{change['file']} holds no {change['find']!r}"
        path.write_text(before.replace(change["find"], change["replace"], 1), encoding="utf-8")
    return [line_of(each, change["file"], project) for each in change.get("expect", [])]


def line_of(expect: dict[str, str], file: str, project: Project) -> Expected:
    """The first line that holds the words at which a finding stands; the first of a file that is gone."""
    path = project.root / expect.get("in", file)
    rows = path.read_text(encoding="utf-8").split("\n") if path.is_file() else [""]
    line = next(number for number, row in enumerate(rows, 1) if expect["at"] in row)
    return Expected(project.place(path), line, expect["says"])


def names(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("example", EXAMPLES, ids=names)
def test_a_rule_finds_what_its_example_expects_and_nothing_else(example, orchard):
    """In the example and in the whole project around it, the findings are those that the comments name."""
    rule = example.parent.name
    expected = put(example, orchard)
    found = sorted(set(check.findings(check.Reading(orchard), registry.modules()[rule].STAGE, rule)))
    wanted = sorted((each.path, each.line) for each in expected)
    assert [(each.path, each.line) for each in found] == wanted, "\n".join(map(str, found))
    module, reading = registry.modules()[rule], check.Reading(orchard)
    if hasattr(module, "ALONE"):  # what was clean is not read again, so no other text may count
        each = {path: set(module.check(reading.of_some({path}))) for path in reading.texts}
        assert all(finding.path == orchard.place(path) for path in each for finding in each[path])
        assert set().union(*each.values()) == set(found)
    for finding in found:
        here = [each.words for each in expected if (each.path, each.line) == (finding.path, finding.line)]
        assert any(words in finding.message for words in here), finding
        assert (finding.rule, finding.column > 0) == (rule, True)
        assert "; " in finding.message, "the remedy, or what there is, follows a semicolon"


def test_every_rule_has_examples_that_fail_and_examples_that_pass():
    """A rule without a failing example might find nothing, one without a passing example might find everything."""
    kinds = {(path.parent.name, "expect" in path.read_text(encoding="utf-8")) for path in EXAMPLES}
    assert kinds == {(rule, fails) for rule in registry.modules() for fails in (True, False)}


@pytest.mark.parametrize("rule", registry.modules())
def test_a_rule_opens_with_the_sentence_it_holds(rule):
    """The first line of a rule's module is a sentence, a reason follows, and its stage is one there is."""
    module = registry.modules()[rule]
    first, _, reason = module.__doc__.partition("\n\n")
    assert first.endswith(".")
    assert first[0].isupper()
    assert reason.strip()
    assert module.STAGE in check.STAGES


def test_the_project_around_the_examples_is_clean(made):
    """What an example finds is the example's: without one, no rule finds anything."""
    reading = check.Reading(made)
    assert [finding for stage in check.STAGES for finding in check.findings(reading, stage)] == []
