"""The library gives back what is published or exact, and a closed form that is off by a twentieth does not pass."""

from __future__ import annotations

from functools import cache

import pytest

from collapse import conformance
from collapse.conformance import __main__ as command
from collapse.theory import gaussian, verification, zipf
from outside import ROOT
from press import references

FAMILIES = conformance.families()
MUTANTS = [
    (gaussian, "replace_deviation", "gaussian"),
    (verification, "truncated_variance", "verification"),
    (zipf, "survival_rate", "zipf"),
]


@cache
def measured(family):
    """The rows of a family, measured once."""
    return conformance.measure(family)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_row_passes(family):
    """What is measured is within the stated distance of what the source says."""
    rows = measured(family)
    assert rows
    assert [row for row in rows if not row.passes] == []


@pytest.mark.parametrize("factor", [1.05, 1 / 1.05])
@pytest.mark.parametrize("family", FAMILIES)
def test_every_row_fails_where_its_expected_value_is_off_by_a_twentieth(family, factor):
    """A row that can be sharpened notices an expected value that is 1.05 times too large or too small."""
    ours = [row for row in measured(family) if not row.given and row.expected != 0]
    assert ours or all(row.given for row in measured(family))
    assert [row.name for row in ours if row._replace(expected=factor * row.expected).passes] == []


def test_the_table_is_whole():
    """There are 36 rows or more, each name stands once, and a row's source is in the bibliography or it is derived."""
    rows = [row for family in FAMILIES for row in measured(family)]
    works = references.read(ROOT / "content/references.bib")
    assert len([row for row in rows if not row.given]) >= 36
    assert len({row.name for row in rows}) == len(rows)
    for row in rows:
        assert row.reading in conformance.READINGS, row
        assert row.source in works or (row.reading == "derived" and not row.source), row


def test_a_row_that_is_not_a_number_does_not_pass():
    """A NaN passes nothing."""
    row = conformance.Row("x", "", "derived", "none", 1.0, float("nan"), 0.1)
    assert not row.passes
    assert not row._replace(tolerance=0.5).passes


@pytest.mark.parametrize(("theory", "name", "family"), MUTANTS, ids=lambda item: getattr(item, "__name__", item))
def test_the_command_fails_where_a_closed_form_is_wrong(monkeypatch, capsys, theory, name, family):
    """A closed form that returns 1.05 times its value makes the command exit 1 and name the rows."""
    right = getattr(theory, name)
    monkeypatch.setattr(theory, name, lambda *words, **options: 1.05 * right(*words, **options))
    assert command.main([family]) == 1
    assert "do not pass" in capsys.readouterr().out.splitlines()[-1]


def test_the_command_passes_as_it_is(capsys):
    """The command prints a row a line and its verdict last, and exits 0."""
    assert command.main(["authors_data"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "rows pass" in lines[-1]
    assert len(lines) > 40
