"""A figure on a page: its tables, and the script that brings it to life."""

from __future__ import annotations

from bs4 import BeautifulSoup

from press.core.results import Results
from press.evidence.drawing import svg
from press.site.markdown import markup

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"></svg>'


def results(tables: int) -> Results:
    series = {f"table_{number}": {"x": [1, 2], "y": [0.5, 0.25]} for number in range(tables)}
    return Results("decay", "It falls", "Lay", "Read", "Limits", "A line", {}, {}, series, {}, {})


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def test_ten_tables_are_shown():
    """Every table of a figure is shown, each with the way to its file."""
    found = soup(markup.data_tables("evidence.md", results(10)))
    assert len(found.select("table.series tbody")) == 10
    links = [link["href"] for link in found.select("a[download]")]
    assert links == [f"../figures/decay.table_{number}.csv" for number in range(10)]


def test_of_more_tables_the_first_is_shown_and_all_can_be_fetched():
    """Of very many tables one is on the page, and every one is a file that can be fetched."""
    found = soup(markup.data_tables("evidence.md", results(11)))
    assert len(found.select("table.series tbody")) == 1
    links = [link["href"] for link in found.select("a[download]")]
    assert links == [f"../figures/decay.table_{number}.csv" for number in range(11)]


def test_only_a_figure_with_a_script_has_room_for_it(tmp_path):
    """The script is loaded as a module from where the page finds it; without one nothing is added."""
    for name in ("decay", "decay.narrow"):
        file = svg.standalone(DRAWING, name=name.replace(".", "-"), title="It falls", description="A line")
        (tmp_path / f"{name}.svg").write_bytes(file)
    figures = [
        soup(
            markup.figure(
                "figures/decay.md",
                tmp_path,
                results(1),
                label="Decay",
                prefix="figure-decay",
                inline=str,
                script=script,
            )
        )
        for script in ("assets/decay.js", "")
    ]
    assert [script["src"] for script in figures[0].select("figure > .live + script[type=module]")] == [
        "../../assets/decay.js"
    ]
    assert not figures[1].select(".live, script")
