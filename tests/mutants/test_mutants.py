"""The analyser proves itself: every mutant of the real project is found, by the rule meant for it, at its place.

The mutants are made from the pages, the ledger, the results, the drawings and the built site as they are now, so a page
that is added is mutated on the day it appears. One that survives is a hole in a rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mutants import built, sources
from outside import copy_project, press
from press import check
from press.core import project

if TYPE_CHECKING:
    from mutants.mutant import Mutant

pytestmark = pytest.mark.slow

LEAST = 100


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """A copy of the project, brought up to date and built."""
    copy = copy_project(tmp_path_factory.mktemp("mutants"))
    for verb in ("figures", "build"):
        done = press(copy, verb)
        assert done.returncode == 0, done.stdout + done.stderr
    return project.find(copy)


@pytest.fixture(scope="module")
def before(found):
    """What the rules find without any mutant: nothing that a mutant could be taken for."""
    return {stage: set(check.findings(check.Reading(found), stage)) for stage in check.STAGES}


def caught(found, before, stage: str, mutant: Mutant) -> bool:
    """Put a mutant in place, ask the rules meant for it, and take it away again."""
    kept = mutant.file.read_text(encoding="utf-8") if mutant.file.is_file() else None
    assert kept != mutant.after, f"{mutant.name}: nothing was changed"
    mutant.file.write_text(mutant.after, encoding="utf-8")
    try:
        reading = check.Reading(found)
        findings = {each for rule in mutant.rules for each in check.findings(reading, stage, rule)} - before[stage]
    finally:
        if kept is None:
            mutant.file.unlink()
        else:
            mutant.file.write_text(kept, encoding="utf-8")
    return any(
        each.rule in mutant.rules and mutant.path in {"", each.path} and mutant.line in {0, each.line}
        for each in findings
    )


@pytest.mark.parametrize("kind", sources.KINDS)
def test_every_mutant_of_the_sources_is_caught(found, before, kind):
    """Of each kind some, spread over the project; a kind of which there is none would test nothing."""
    mutants = sources.mutants(kind, check.Reading(found))
    assert mutants
    assert [each.name for each in mutants if not caught(found, before, "sources", each)] == []


@pytest.mark.parametrize("kind", built.KINDS)
def test_every_mutant_of_the_site_is_caught(found, before, kind):
    """The same for the bytes that a reader would get."""
    mutants = built.mutants(kind, check.Reading(found))
    assert mutants
    assert [each.name for each in mutants if not caught(found, before, "site", each)] == []


def test_there_are_enough_mutants(found):
    """At least a hundred, of the sources alone, and of many kinds."""
    reading = check.Reading(found)
    counted = {kind: len(sources.mutants(kind, reading)) for kind in sources.KINDS}
    counted |= {f"site {kind}": len(built.mutants(kind, reading)) for kind in built.KINDS}
    assert sum(counted.values()) >= LEAST, counted
    assert len(counted) >= 40


def test_the_project_is_clean_without_them(before):
    """Whatever is found of a mutant is the mutant's."""
    assert before == {"sources": set(), "site": set()}
