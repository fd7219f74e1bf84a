"""A place leads to one number, wherever its row or line stands, or says what is near."""

from __future__ import annotations

import json

import pytest

from press.article import expression
from press.runs.outputs import Outputs
from press.runs.settings import Run

COEFFICIENTS = "model,term,estimate,std.error\na,age,1.25,0.1\na,height,-3e-2,0.01\nb,age,2.5,0.2\n"
RESULTS = {
    "mean": 0.34, "share": "17 %", "runs": [3, 4, 5], "odd key": {"x": 1}, "flag": True,
    "big": {"value": 7, "error": 2},
    "cases": [{"name": "one", "kind": "x", "time": 1.5}, {"name": "two", "kind": "x", "time": 2.5}],
}  # fmt: skip
PLANS = """
# Plans

| Plan | Hours | Price |
| :--- | ---: | ---: |
| free | 60 | 0 |
| **pro** | 90 | **4.50** |
"""
LOG = """Forest:
  Precision: 0.664
  Recall   = 0.610
Tree:
  Precision: 0.5e-1
Loaded 12,345 rows in 1.2 s
share of rows: 12.5 %
Seen: 7
Seen: 7
"""
CELLS = [
    {"cell_type": "code", "source": "x", "outputs": [{"text": ["Forest:\n", "Precision: 0.664\n"]}]},
    {"cell_type": "markdown", "source": "Precision: 9"},
    {"cell_type": "code", "source": "y", "outputs": [{"data": {"text/plain": ["Total 3"]}}]},
    {"cell_type": "code", "source": ["m = 2\n", "print(score(m, 10))"], "outputs": [{"text": "0.9333\n0.25\n"}]},
]
# As R prints summaries and a table of coefficients.
SUMMARY = """[1] "TV:"
   Min. 1st Qu.  Median    Mean 3rd Qu.    Max.
   0.70   74.38  149.80  147.00  218.80  296.40
[1] "Radio:"
   Min. 1st Qu.  Median    Mean 3rd Qu.    Max.
  0.000   9.975  22.900  23.260  36.520  49.600
            Estimate Std. Error t value
(Intercept) 7.032594   0.457843   15.36
Both:
1 2
"""
FILES = {
    "table.csv": COEFFICIENTS,
    "tabs.tsv": "name\tvalue\nalpha\t0.5\nbeta\t0.25\n",
    "one.csv": "rows,seconds\n250,1.5\n",
    "results.json": json.dumps(RESULTS),
    "lines.jsonl": '{"n": "a", "v": 1}\n{"n": "b", "v": 2}\n',
    "plans.md": PLANS,
    "run.log": LOG,
    "summary.txt": SUMMARY,
    "book.ipynb": json.dumps({"cells": CELLS}),
    "broken.json": '{\n "a": 1,\n "b" 2}',
    "broken.csv": "a,b\n1,2\n1,2,3\n",
}


@pytest.fixture
def known(tmp_path):
    """A run for each file, by its stem, and one with two of them."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    runs = {name.partition(".")[0] if name.count("broken") == 0 else name.replace(".", "_"): (name,) for name in FILES}
    runs["both"] = ("table.csv", "results.json", "picture.png")
    error, unit = {"estimate": "std.error"}, {"estimate": "USD"}
    return {name: Outputs(tmp_path, Run(name, "", "", (), files, error, unit)) for name, files in runs.items()}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('table["b"].estimate', 2.5),
        ('table["a", "height"].estimate', -0.03),
        ('table["model=a", "term=age"]["estimate"]', 1.25),
        ("tabs.alpha", 0.5),
        ('tabs["beta"].value', 0.25),
        ("one.seconds", 1.5),
        ("results.mean", 0.34),
        ("results.share", 0.17),
        ("results.runs[1]", 4.0),
        ('results["odd key"].x', 1.0),
        ("results.big", 7.0),
        ('results.cases["name=two"].time', 2.5),
        ('lines["n=b"].v', 2.0),
        ('plans["pro"].Price', 4.5),
        ("plans.pro.Hours", 90.0),
        ('run["Forest:", "Precision:"]', 0.664),
        ('run["Tree:", "Precision:"]', 0.05),
        ('run["Recall"]', 0.61),
        ('run["Loaded"]', 12345.0),
        ('run["rows in"]', 1.2),
        ('run["share of rows"]', 0.125),
        ('run["Seen"]', 7.0),
        ('summary["TV:", "Max."]', 296.4),
        ('summary["TV:", "1st Qu."]', 74.38),
        ('summary["Radio:", "Mean"]', 23.26),
        ('summary["Radio:", "Min."]', 0.0),
        ('summary["(Intercept)"]', 7.032594),
        ('book["Precision:"]', 0.664),
        ('book["Total"]', 3.0),
        ('book["score(m, 10)"]', 0.9333),
        ('both.table["b", "age"].estimate', 2.5),
        ("both.results.mean", 0.34),
        ("plans.free.Hours / 2", 30.0),
        ("len(table)", 3.0),
        ("len(results.cases)", 2.0),
        ("sum(results.runs)", 12.0),
        ("mean(results.cases.time)", 2.0),
        ("median(plans.Price)", 2.25),
        ("max(table.estimate) - min(table.estimate)", 2.53),
    ],
)
def test_a_place_is_its_number(known, text, value):
    """JSON, tables, texts and notebooks, in arithmetic too."""
    assert expression.number(text, known).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('table["a"].estimate', r"2 rows are named so \(a, age, 1.25, 0.1; a, height"),
        ('table["a", "hight"].estimate', "no row 'a, hight'; nearest are 'a, height'"),
        ('table["b"].estimates', r"'estimates'; nearest are '?b|no row"),
        ("table.estimate", "is a column of 3 rows; name the row first"),
        ("table[0].estimate", "no row 0"),
        ("results.men", "no 'men' there; nearest are 'mean'"),
        ("results.cases[0].time", r'names no item of a list; write one such as \["name=one"\]'),
        ('results.cases["kind=x"].time', "is true of 2 items"),
        ("results.runs[7]", "the list has 3"),
        ("results.flag", "True is no number"),
        ("results.cases", "is a list"),
        ("results.mean.x", "leads on from 'mean', which is one value"),
        ('run["Precision:"]', r"different numbers stand \(0.664, 0.05\) behind 'Precision:'"),
        ('summary["Max."]', r"different numbers stand \(296.4, 49.6\) behind 'Max.'"),
        ('summary["Both:"]', "no number stands behind 'Both:'"),
        ('summary["Estimate"]', "no number stands behind 'Estimate'"),
        ('run["Presicion"]', "nearest are 'Precision:'"),
        ('book["Precision:", "Total:"]', "no number stands behind"),
        ("both.mean", "several files; name one first; .*'table', 'results'"),
        ("broken_json.a", r"broken.json:3: not JSON"),
        ("broken_csv.a", r"broken.csv:3: has 3 cells under 2 columns"),
        ("table.lambda", r"'lambda' is a word of Python; write \[\"lambda\"\]"),
        ("len(2) + one.rows", "wants one place"),
        ("2 + 3", "names no result"),
        ("one.rows / (one.rows - one.rows)", "division by zero"),
    ],
)
def test_what_is_not_there_is_said_with_what_is_near(known, text, problem):
    """A place never leads to a number by chance."""
    with pytest.raises(ValueError, match=problem):
        expression.number(text, known)


def test_an_error_and_a_unit_come_from_the_settings_or_the_value(known):
    """`error = {estimate = "std.error"}` is said once for a column; a value may bring its own."""
    assert expression.number('table["b"].estimate', known)[1:3] == (0.2, "USD")
    assert expression.number("results.big", known).error == 2
    half = expression.number('table["b"].estimate / 2', known)
    assert (half.value, half.error) == (1.25, 0.1)


def test_another_order_changes_no_binding(known, tmp_path):
    """Rows and items may be turned round: every place leads to the number that it led to."""
    places = ('table["a", "height"].estimate', 'results.cases["name=two"].time', 'table["term=height"].estimate')
    before = [expression.number(place, known).value for place in places]
    head, *rows = COEFFICIENTS.splitlines()
    rows.reverse()
    (tmp_path / "table.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    turned = RESULTS | {"cases": RESULTS["cases"][::-1]}
    (tmp_path / "results.json").write_text(json.dumps(turned), encoding="utf-8")
    anew = {name: Outputs(tmp_path, known[name].run) for name in ("table", "results")}
    assert [expression.number(place, anew).value for place in places] == before


def test_what_is_missing_is_left_out_of_means_and_counted_as_a_row(known, tmp_path):
    """As R and pandas write it; a word in a column of numbers stays a fault."""
    rows = "id,mass\na,1\nb,NA\nc,\nd,nan\ne,4\n"
    (tmp_path / "gaps.csv").write_text(rows, encoding="utf-8")
    gaps = {"gaps": Outputs(tmp_path, Run("gaps", "", "", (), ("gaps.csv",), {}, {}))}
    said = {text: expression.number(text, gaps).value for text in ("mean(gaps.mass)", "max(gaps.mass)", "len(gaps)")}
    assert said == {"mean(gaps.mass)": 2.5, "max(gaps.mass)": 4.0, "len(gaps)": 5.0}
    (tmp_path / "gaps.csv").write_text(rows.replace("NA", "heavy"), encoding="utf-8")
    again = {"gaps": Outputs(tmp_path, Run("gaps", "", "", (), ("gaps.csv",), {}, {}))}
    with pytest.raises(ValueError, match="'heavy' is no number"):
        expression.number("mean(gaps.mass)", again)


def test_what_a_column_is_in_its_mean_is_in(tmp_path):
    """Like the numbers of it, per cent included; how many there are, and what is made of several, is in no unit."""
    (tmp_path / "ads.csv").write_text("id,tv,rate\na,1,10\nb,2,20\n", encoding="utf-8")
    unit = {"tv": "thousand dollars", "rate": "%"}
    ads = {"ads": Outputs(tmp_path, Run("ads", "", "", (), ("ads.csv",), {}, unit))}
    for text, value, said in (
        ("mean(ads.tv)", 1.5, "thousand dollars"),
        ("max(ads.rate)", 0.2, "share"),
        ('ads["b"].rate', 0.2, "share"),
        ("len(ads.tv)", 2.0, ""),
        ('mean(ads.tv) / ads["a"].tv', 1.5, ""),
    ):
        found = expression.number(text, ads)
        assert (found.value, found.unit) == (pytest.approx(value), said), text


def test_a_link_out_of_the_project_is_not_read(tmp_path):
    """What a page prints is the project's own, and no other file of whoever checks it."""
    (tmp_path / "own").mkdir()
    (tmp_path / "secret.log").write_text("Key: 7\n", encoding="utf-8")
    (tmp_path / "own" / "out.log").symlink_to(tmp_path / "secret.log")
    known = {"run": Outputs(tmp_path / "own", Run("run", "", "", (), ("out.log",), {}, {}))}
    with pytest.raises(ValueError, match=r"out\.log is a link that leads out of the project"):
        expression.number('run["Key:"]', known)


def test_a_label_at_the_begin_of_a_line_is_meant_before_one_within(tmp_path):
    """As in tables where one program is called like the end of another; in the line of the label before, that is it."""
    table = "First:\nrg        1\ngit grep  2\ngrep      3\n\nSecond:\ngit grep  4\n\nThird: git grep 5\ngrep 6\n"
    (tmp_path / "out.log").write_text(table, encoding="utf-8")
    known = {"run": Outputs(tmp_path, Run("run", "", "", (), ("out.log",), {}, {}))}
    said = {name: expression.number(f'run["{name}:", "grep"]', known).value for name in ("First", "Second", "Third")}
    assert said == {"First": 3.0, "Second": 4.0, "Third": 5.0}
