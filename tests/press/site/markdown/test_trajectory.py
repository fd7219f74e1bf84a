"""One line of a stored table, small: the address names it, its words give it its colour."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from press.core.results import Results
from press.site.markdown import trajectory

TABLE = {
    "size": [10, 10, 20, 20], "generation": [0, 5, 0, 5], "mean": [1.0, 0.134, 1.0, 0.9],
    "low": [1.0, 0.1, 1.0, 0.8], "high": [1.0, 0.2, 1.0, 0.95],
}  # fmt: skip
RESULTS = Results("decay", "It falls", "Lay", "Read", "Limits", "Alt", {}, {}, {"alive": TABLE}, {}, {})


def test_the_line_that_the_address_names_is_drawn():
    """Its last value stands at its end in percent, and the drawing says in words what it shows."""
    html = trajectory.figure(RESULTS, "table=alive&size=10&said=left", "Unchanged: the old is thrown away")
    figure = BeautifulSoup(html, "html.parser").figure
    assert figure["data-role"] == "c2"
    assert figure.select_one(".last").get_text() == "13\u00a0% left"
    assert figure.svg["aria-label"] == "Unchanged: the old is thrown away: after 5 generations 13\u00a0% left"
    assert figure.select_one(".line")["d"].count("L") == 1


def test_several_tables_are_lines_of_one_drawing():
    """Each has the colour of its word and its own end, and a column is drawn with its error."""
    tables = {
        name: {"generation": [0, 4], "right": [0.4, end], "right_error": [0.0, 0.1]}
        for name, end in (("good", 0.7), ("bad", 0.3))
    }
    results = RESULTS._replace(series=tables)
    html = trajectory.figure(results, "table=good,bad&column=right&said=checked,unchecked", "Sums")
    figure = BeautifulSoup(html, "html.parser").figure
    assert [each.get_text() for each in figure.select(".last")] == ["70\u00a0% checked", "30\u00a0% unchecked"]
    assert [each.parent["data-role"] for each in figure.select(".last")] == ["c1", "c2"]
    assert figure.select_one(".band")["d"].count("L") == 3
    with pytest.raises(ValueError, match="as many words as there are tables"):
        trajectory.figure(results, "table=good,bad&column=right&said=checked", "Sums")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("table=gone", "no table 'gone'; there are alive"),
        ("table=alive&colour=1", "no column 'colour'"),
        ("table=alive", "names no one line; say each of size"),
        ("table=alive&size=11", "names no one line"),
    ],
)
def test_an_address_that_names_no_line_is_refused(part, said):
    """The author is told what there is."""
    with pytest.raises(ValueError, match=said):
        trajectory.figure(RESULTS, part, "Kept")
