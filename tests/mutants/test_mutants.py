"""The analyser proves itself: every mutant of the real project is found, by the rule meant for it, at its place.

The mutants are made from the pages, the ledger, the results, the drawings and the built site as they are now, so a page
that is added is mutated on the day it appears. One that survives is a hole in a rule.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from mutants import built, sources
from outside import build, copy_project
from press import check
from press.core import project

if TYPE_CHECKING:
    from mutants.mutant import Mutant

pytestmark = pytest.mark.slow

LEAST = 100


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """A copy of the project, built."""
    copy = copy_project(tmp_path_factory.mktemp("mutants"))
    build(copy)
    return project.find(copy)


@pytest.fixture(scope="module")
def before(found):
    """What the rules find without any mutant: nothing that a mutant could be taken for."""
    return {stage: set(check.findings(check.Reading(found), stage)) for stage in check.STAGES}


def rounds(mutants: list[Mutant]) -> list[list[Mutant]]:
    """Mutants that can stand beside each other: each is made in a file and looked for in one that no other touches."""
    beside: list[list[Mutant]] = []
    for mutant in mutants:
        fits = [each for each in beside if mutant.path and all(map(partial(apart, mutant), each))]
        if fits:
            fits[0].append(mutant)
        else:
            beside.append([mutant])
    return beside


def apart(one: Mutant, other: Mutant) -> bool:
    return bool(other.path) and one.file != other.file and one.path != other.path


def missed(found, before, stage: str, mutants: list[Mutant]) -> list[str]:
    """Put mutants in place, ask the rules meant for them, and take them away again: those that nobody noticed."""
    kept = {each.file: each.file.read_text(encoding="utf-8") if each.file.is_file() else None for each in mutants}
    assert [each.name for each in mutants if kept[each.file] == each.after] == [], "nothing was changed"
    try:
        for mutant in mutants:
            mutant.file.write_text(mutant.after, encoding="utf-8")
        reading, asked = check.Reading(found), {rule for mutant in mutants for rule in mutant.rules}
        findings = {each for rule in asked for each in check.findings(reading, stage, rule)} - before[stage]
    finally:
        for file, text in kept.items():
            file.unlink() if text is None else file.write_text(text, encoding="utf-8")
    return [each.name for each in mutants if not any(map(each.is_found, findings))]


@pytest.mark.parametrize("kind", sources.KINDS)
def test_every_mutant_of_the_sources_is_caught(found, before, kind):
    """Of each kind some, spread over the project; a kind of which there is none would test nothing."""
    mutants = sources.mutants(kind, check.Reading(found))
    assert mutants
    assert [name for each in rounds(mutants) for name in missed(found, before, "sources", each)] == []


@pytest.mark.parametrize("kind", built.KINDS)
def test_every_mutant_of_the_site_is_caught(found, before, kind):
    """The same for the bytes that a reader would get."""
    mutants = built.mutants(kind, check.Reading(found))
    assert mutants
    assert [name for each in rounds(mutants) for name in missed(found, before, "site", each)] == []


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
