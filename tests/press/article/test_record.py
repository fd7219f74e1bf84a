"""A verdict that changes is written down once, with its day, and what was before it stays known."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from press.article import record
from press.core import project as projects
from press.core.errors import PressError


class Claim(NamedTuple):
    """What a record needs of a claim."""

    id: str
    verdict: str


FIRST, LATER = date(2026, 1, 2), date(2026, 2, 3)


def test_only_what_is_new_is_recorded():
    """The first verdict of a claim is no change, the same one again is nothing, another one is a change."""
    begun = record.renewed({}, [Claim("C1", "contested"), Claim("C2", "opinion")], FIRST)
    assert record.changes(begun) == []
    same = record.renewed(begun, [Claim("C1", "contested")], LATER)
    assert same == begun
    later = record.renewed(begun, [Claim("C1", "overstated"), Claim("C3", "supported")], LATER)
    assert record.changes(later) == [record.Change("C1", LATER, "contested", "overstated")]
    assert later["C2"] == begun["C2"]
    assert begun["C1"] == {"2026-01-02": "contested"}


@pytest.mark.slow
def test_a_record_is_read_as_it_was_written(project):
    """A claim a line; what is no record is an error that names the file."""
    found = projects.find(project)
    assert set(record.read(found)) == {"C1", "C2"}, "a project has one from the start"
    record.place(found).unlink()
    assert record.read(found) == {}
    kept = {"C1": {"2026-01-02": "contested", "2026-02-03": "overstated"}, "C2": {"2026-01-02": "opinion"}}
    record.keep(found, kept)
    assert record.read(found) == kept
    assert record.place(found).read_text(encoding="utf-8").count("\n") == 4
    for text in ("[]", "{", '{"C1": {"yesterday": "contested"}}', '{"C1": "contested"}'):
        record.place(found).write_text(text, encoding="utf-8")
        with pytest.raises(PressError, match=r"verdicts\.json(:1)?: cannot be read"):
            record.read(found)
