"""A setting that somebody else might have chosen takes the place of ours; a verdict that turns there depends on it."""

from __future__ import annotations

from typing import Any

import pytest

from press.article import alternatives, claims_file, ledger
from press.core.results import Results
from press.core.sourced import Number

ROWS = [
    ("size", "10", "smith2024", "kept", 0.9, 0.01),
    ("size", "100", "", "kept", 0.4, 0.01),
    ("size", "1000", "", "kept", 0.1, 0.01),
    ("law", "flat", "", "kept", 0.45, 0.0),
    ("law", "flat", "", "lost", 0.55, 0.0),
]


def study(rows: list[tuple[Any, ...]]) -> dict[str, Results]:
    """A result whose numbers were looked at under these settings."""
    columns = zip(*rows, strict=True) if rows else [[] for _ in alternatives.COLUMNS]
    table = {name: list(column) for name, column in zip(alternatives.COLUMNS, columns, strict=True)}
    numbers = {name: Number(value, 0.01, "share", name) for name, value in (("kept", 0.4), ("lost", 0.6))}
    texts = dict.fromkeys(("title", "lay", "read", "limits", "alt"), "x")
    whole = Results("study", **texts, params={}, numbers=numbers, series={}, sources={}, provenance={})
    return {"study": whole._replace(series={alternatives.TABLE: table})}


def claim(*holds: str) -> ledger.Claim:
    """A claim that asserts these."""
    tests = tuple(ledger.Test(each, "x", "x", written=each) for each in holds)
    texts = dict.fromkeys(claims_file.TEXTS, "x") | {"kind": "finding"}
    lists = dict.fromkeys(("unless", "sources_for", "sources_against", "figures", "rests_on"), ())
    return ledger.Claim(**texts, **lists, asserts=tests, page="", lines={})


def test_neighbours_that_come_out_alike_are_one_run():
    """Each run has its first and last setting; a parameter that moves no number of the predicate is left out."""
    run = alternatives.Run
    assert alternatives.ranges("study.kept < 0.5", study(ROWS)) == {
        "size": [run("false", "10", "10"), run("true", "100", "1000")],
        "law": [run("true", "flat", "flat")],
    }
    assert list(alternatives.ranges("study.lost > 0.5", study(ROWS))) == ["law"]


def test_a_setting_replaces_all_its_numbers_together():
    """Two numbers of one setting are never compared with those of another."""
    (other,) = [each for each in alternatives.settings(study(ROWS), ["study"]) if each.parameter == "law"]
    changed = alternatives.under(study(ROWS), other, ["study"])["study"]
    assert [changed.at((key,)).value for key in ("kept", "lost")] == [0.45, 0.55]


def test_a_verdict_depends_on_what_a_source_sets_otherwise():
    """Where nobody gives the setting the verdict stays, and its page shows where it would turn."""
    results = study(ROWS)
    assert ledger.derive(claim("study.kept < 0.5"), results) == "depends"
    assert ledger.depends(claim("study.kept < 0.5"), results) == ["size"]
    assert ledger.derive(claim("study.kept < 0.95"), results) == "supported"
    unsourced = [(*row[:2], "", *row[3:]) for row in ROWS]
    assert ledger.derive(claim("study.kept < 0.5"), study(unsourced)) == "supported"
    assert ledger.derive(claim("study.kept < 0.5"), study([])) == "supported"


def test_an_alternative_of_no_number_is_an_error():
    """A number that is misspelt in the table would be looked at under no setting, and nobody would know."""
    with pytest.raises(ValueError, match="'keptt', which is none of its numbers"):
        alternatives.ranges("study.kept < 0.5", study([("size", "1", "", "keptt", 0.1, 0.0), *ROWS]))
