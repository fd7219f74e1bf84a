"""A quoted number is found where it was read from, and nowhere by accident."""

from __future__ import annotations

import math

import pytest

from press.article import columns
from press.core.results import Results, rounded
from press.core.sourced import Number

ENDS = {"checked": [0.9, 0.8, 0.85], "unchecked": [0.5, 0.55, 0.3], "other": [0.2, 0.25, 0.1]}
GAINED = "change of right answers, checked"


def study(series: dict[str, dict[str, list[float]]], **numbers: Number) -> Results:
    """Results over three runs, with six digits of everything."""
    texts = dict.fromkeys(("title", "lay", "read", "limits", "alt"), "x")
    kept = {key: Number(*rounded(list(number))) for key, number in numbers.items()}
    given = {"params": {"seeds": 3}, "numbers": kept, "series": rounded(series), "sources": {}, "provenance": {}}
    return Results("study", **texts, **given)


def rows(values: list[float], errors: list[float], **more: list[float]) -> dict[str, list[float]]:
    """A table by generation."""
    return {"generation": [*range(len(values))], "right": values, "right_error": errors, **more}


def share(values: list[float], unit: str = "share", meaning: str = "right answers") -> Number:
    """The mean of runs, as it is quoted."""
    return Number(*columns.mean(values), unit, meaning)


def test_the_last_row_is_where_a_number_stands():
    """With its error; the rows before it are what would have been quoted."""
    found = columns.line(
        study({"kept": rows([1, 0.7, 0.5], [0.0, 0.1, 0.2])}, end=Number(0.5, 0.2, "share", "x")), "end"
    )
    assert found is not None
    assert (found.axis, found.labels, found.values) == ("generation", ["0", "1", "2"], [1, 0.7, 0.5])


def test_a_number_in_another_row_or_with_another_error_is_not_followed():
    """Nothing is made of what only looks like it."""
    table = {"kept": rows([0.9, 0.7, 0.5], [0.1, 0.1, 0.2])}
    for number in (Number(0.7, 0.1, "share", "x"), Number(0.5, 0.1, "share", "x"), Number(0.500011, 0.2, "share", "x")):
        assert columns.line(study(table, end=number), "end") is None


def test_a_ratio_begins_at_one():
    """Of two columns that end alike, the one that is a ratio to the start is meant."""
    table = {"kept": rows([0.4, 0.3, 0.0], [0.0, 0.1, 0.0], ratio=[1.0, 0.7, 0.0], ratio_error=[0.0, 0.1, 0.0])}
    found = columns.line(study(table, end=Number(0.0, 0.0, "ratio to generation 0", "x")), "end")
    assert found is not None
    assert found.column == "ratio"


def test_of_tables_that_end_alike_the_one_in_its_name_is_meant():
    """And where no name decides, none is."""
    table = {"warm": rows([1, 0.7, 0.0], [0.0, 0.1, 0.0]), "cold": rows([1, 0.2, 0.0], [0.0, 0.1, 0.0])}
    zero = Number(0.0, 0.0, "share", "x")
    results = study(table, right_cold=zero, right=zero)
    found = columns.line(results, "right_cold")
    assert found is not None
    assert found.table == "cold"
    assert columns.line(results, "right") is None


def test_the_longest_name_in_its_own_is_meant():
    """A tenth of real data is another table than none, though both end at nothing."""
    table = {"cold": rows([1, 0.2, 0.0], [0.0, 0.1, 0.0]), "tenth_cold": rows([1, 0.4, 0.0], [0.0, 0.1, 0.0])}
    zero = Number(0.0, 0.0, "share", "x")
    results = study(table, right_cold=zero, right_tenth_cold=zero)
    found = [columns.line(results, key) for key in ("right_cold", "right_tenth_cold")]
    assert [each.table for each in found if each] == ["cold", "tenth_cold"]


def test_a_change_is_what_a_column_gained_and_a_lead_what_it_is_above_another():
    """Both without errors, which nobody stored."""
    table = {"checked": rows([0.5, 0.6, 0.8], [0.1] * 3), "unchecked": rows([0.5, 0.4, 0.1], [0.1] * 3)}
    gained, lead = Number(0.3, 0.02, "share", GAINED), Number(0.7, 0.02, "share", "x")
    results = study(table, gained=gained, checked_over_unchecked=lead)
    for key, values in (("gained", [0, 0.1, 0.3]), ("checked_over_unchecked", [0, 0.2, 0.7])):
        found = columns.line(results, key)
        assert found is not None
        assert found.values == pytest.approx(values)
        assert found.errors == []


def test_what_began_does_not_move():
    """The first row of a column and what is exact are the same in every generation; an end is not."""
    results = study(
        {"kept": rows([0.9, 0.5], [0.1, 0.2])},
        start=Number(0.9, 0.1, "share", "x"),
        floor=Number(0.2, 0.0, "share", "x"),
        end=Number(0.5, 0.2, "share", "x"),
    )
    assert [columns.began(results, key) for key in ("start", "floor", "end")] == [True, True, False]


@pytest.mark.parametrize(
    ("unit", "change"),
    [
        ("share", lambda a, b: a - b),
        ("ratio to generation 0", lambda a, b: a / b),
        ("natural logarithm of a ratio", lambda a, b: math.log(a / b)),
    ],
)
def test_a_mean_of_what_runs_differ_by_is_found(unit, change):
    """As its unit says, a difference, a ratio or a logarithm of one, of two columns of a table."""
    values = [change(a, b) for a, b in zip(ENDS["checked"], ENDS["unchecked"], strict=True)]
    found = columns.runs(study({"ends": ENDS}, effect=share(values, unit)), "effect")
    assert found == pytest.approx(values, rel=1e-4)


def test_two_tables_are_compared_column_by_column():
    """Run by run, and in no other order."""
    results = study(
        {"warm": {"sums": ENDS["checked"]}, "cool": {"sums": ENDS["unchecked"]}},
        lead=share([0.4, 0.25, 0.55]),
        crossed=share([0.6, 0.35, 0.25]),
    )
    assert columns.runs(results, "lead") == pytest.approx([0.4, 0.25, 0.55])
    assert columns.runs(results, "crossed") == []


def test_a_mean_over_arms_has_the_runs_of_all():
    """Where every number that begins with its name has its own."""
    arms = {"effect_a": [0.4, 0.25, 0.55], "effect_b": [0.7, 0.55, 0.75]}
    over = [(a + b) / 2 for a, b in zip(*arms.values(), strict=True)]
    results = study({"ends": ENDS}, effect=share(over), **{key: share(values) for key, values in arms.items()})
    assert columns.runs(results, "effect") == pytest.approx(over)
    assert columns.runs(study({"ends": ENDS}, effect=share(over)), "effect") == []


def test_a_mean_over_arms_may_leave_out_those_of_one_name():
    """As where one arm is of another kind; no other choice of arms is tried."""
    arms = {"right_a_checked": [0.4, 0.25, 0.55], "right_b_checked": [0.7, 0.55, 0.75], "right_own_checked": [9, 8, 7]}
    ends = {key: {"right": values} for key, values in arms.items()}
    first, second, own = arms.values()
    for over, kept in (((first, second), True), ((second, own), True), ((own,), False)):
        mean = [sum(run) / len(over) for run in zip(*over, strict=True)]
        other = [value + (0 if kept else 0.1) for value in mean]
        single = {key: share(values) for key, values in arms.items()}
        found = columns.runs(study(ends, right_checked=share(other), **single), "right_checked")
        assert found == (pytest.approx(mean) if kept else [])


@pytest.mark.parametrize("unit", ["share", "natural logarithm of a ratio"])
def test_what_one_word_changes_beside_every_other_is_found(unit):
    """Keeping in the place of replacing, warm and cool: the mean of both changes, run by run."""
    ends = {"replace_warm": [2, 3, 5], "replace_cool": [4, 7, 8], "keep_warm": [1, 1.5, 2], "keep_cool": [2, 3, 1]}
    worth = (lambda a, b: math.log(a / b)) if unit.startswith("natural") else (lambda a, b: a - b)
    pairs = [zip(ends[f"replace_{heat}"], ends[f"keep_{heat}"], strict=True) for heat in ("warm", "cool")]
    over = [sum(run) / 2 for run in zip(*([worth(*each) for each in pair] for pair in pairs), strict=True)]
    tables = {key: {"surprise": values} for key, values in ends.items()}
    assert columns.runs(study(tables, keeping=share(over, unit)), "keeping") == pytest.approx(over, rel=1e-4)
    del tables["keep_cool"]
    assert columns.runs(study(tables, keeping=share(over, unit)), "keeping") == []


def test_a_table_with_errors_is_no_table_of_runs():
    """Three generations are not three seeds."""
    assert columns.runs(study({"kept": rows([0.9, 0.8, 0.85], [0.1] * 3)}, end=share([0.9, 0.8, 0.85])), "end") == []
