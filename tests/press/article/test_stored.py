"""A test of trained networks says in which generations, and without which runs, it comes out alike."""

from __future__ import annotations

from press.article import alternatives, columns
from press.article.alternatives import Run
from press.core.results import Results, rounded
from press.core.sourced import Number

ENDS = [0.30, 0.32, 0.28, 0.31, 0.29]
STARTS = [0.60, 0.62, 0.61, 0.59, 0.60]


def known(ends: list[float] | None = None, **more: Number) -> dict[str, Results]:
    """A network that is followed for three generations and five seeds."""
    ends = ends or ENDS
    (end, error), (start, begun) = rounded(columns.mean(ends)), rounded(columns.mean(STARTS))
    rows = {"generation": [0, 1, 2, 3], "rare": [start, 0.5, 0.31, end], "rare_error": [begun, 0.3, 0.001, error]}
    numbers = {"rare": Number(end, error, "share", "x"), "start": Number(start, begun, "share", "x"), **more}
    texts = dict.fromkeys(("title", "lay", "read", "limits", "alt"), "x")
    given = {"params": {"seeds": 5}, "numbers": numbers, "sources": {}, "provenance": {}}
    return {"net": Results("net", **texts, **given, series={"net": rows, "net_ends": {"end": ends, "start": STARTS}})}


def test_each_generation_is_asked_but_the_one_where_it_began():
    """By the value and the error that were stored of it; a start stays where it is."""
    assert alternatives.ranges("net.rare < net.start", known())["generation"] == [
        Run("inconclusive", "1", "1"),
        Run("true", "2", "3"),
    ]


def test_each_run_is_left_out_in_turn():
    """With Student's interval over those that are left."""
    assert alternatives.ranges("net.rare < 0.4", known())["run left out"] == [Run("true", "1", "5")]
    far = known([0.30, 0.31, 0.29, 0.30, 0.52])
    assert alternatives.ranges("net.rare < 0.45", far)["run left out"] == [
        Run("inconclusive", "1", "4"),
        Run("true", "5", "5"),
    ]


def test_nothing_is_said_where_a_number_cannot_be_followed():
    """One that has an error and stands in no column would stay at its end while the others move."""
    lost = known(lost=Number(0.44, 0.01, "share", "x"))
    assert alternatives.ranges("net.rare < net.lost", lost) == {}
    assert list(alternatives.ranges("net.rare < 0.4", lost)) == ["generation", "run left out"]


def test_a_change_whose_error_nobody_stored_is_asked_by_its_mean():
    """And the heading says so."""
    end, start = columns.mean(ENDS)[0], columns.mean(STARTS)[0]
    change = known(gain=Number(*rounded([end - start, 0.01]), "share", "change of rare words"))
    assert alternatives.ranges("net.gain < -0.2", change) == {
        "generation, by the mean alone": [Run("false", "1", "1"), Run("true", "2", "3")]
    }


def test_what_was_declared_comes_first():
    """An experiment that was run under other settings says them, and not its rows."""
    row = dict(zip(alternatives.COLUMNS, [["size"], ["9"], [""], ["rare"], [0.9], [0.0]], strict=True))
    declared = known()
    declared["net"].series[alternatives.TABLE] = row
    assert alternatives.ranges("net.rare < 0.4", declared) == {"size": [Run("false", "9", "9")]}
