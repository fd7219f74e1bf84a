"""A figure's page offers what a doubter needs: data, script, the commit it stands at, and how to cite it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from press.article.store import Store
from press.core import project
from press.core.errors import PressError
from press.site.pages import figures

pytestmark = pytest.mark.slow

FOUND = project.find(Path(__file__).parents[4])
STORE = Store(FOUND)
RESULTS = STORE.results


def pages():
    return dict(figures.pages(STORE))


def test_every_figure_offers_its_data_script_and_citation():
    """JSON, a CSV a table, the drawing and the script are there, and the page links to them."""
    made = pages()
    assert len(RESULTS) > 5
    for name, result in RESULTS.items():
        page = made[f"figures/{name}.md"].decode()
        for file in (
            f"{name}.json",
            f"{name}.svg",
            f"{name}.png",
            f"{name}.py",
            f"{name}.bib",
            f"{name}.cff",
            *(f"{name}.{table.replace(' ', '_')}.csv" for table in result.series if table != "frames"),
        ):
            assert f"figures/{file}" in made
            assert f"]({file})" in page
        assert f"embed/{name}/index.html" in made
        assert f"](../embed/{name}/index.html)" in page
        assert "data: MIT" in page
        assert f"result `{result.provenance['digest'][:12]}`" in page
        assert f"press figures --force {name}" in page
        assert all(str(value) in page for value in result.params.values())


def test_the_data_are_the_results():
    """The JSON is the stored file, and each table's CSV holds the stored columns."""
    made = pages()
    result = RESULTS["real_share"]
    assert json.loads(made["figures/real_share.json"])["numbers"].keys() == result.numbers.keys()
    for name, table in result.series.items():
        head, *rows = csv.reader(io.StringIO(made[f"figures/real_share.{name}.csv"].decode()))
        assert head == list(table)
        assert [row[0] for row in rows] == [str(value).removesuffix(".0") for value in table[head[0]]]


def test_a_table_holds_numbers_as_a_person_writes_them():
    """No power of ten, none behind the point of a whole number, no digit more than is stored, and nothing is lost."""
    made, seen = pages(), 0
    for result in RESULTS.values():
        for name, columns in figures.tables(result).items():
            text = made[f"figures/{result.name}.{name.replace(' ', '_')}.csv"].decode()
            _, *rows = csv.reader(io.StringIO(text))
            stored = zip(*columns.values(), strict=True)
            pairs = [pair for cells, row in zip(rows, stored, strict=True) for pair in zip(cells, row, strict=True)]
            written = [(cell, value) for cell, value in pairs if isinstance(value, float)]
            assert all(float(cell) == value for cell, value in written)
            whole = [cell for cell, _ in written if len(cell) <= figures.LONGEST]
            assert not [cell for cell in whole if "e" in cell or cell.endswith(".0")]
            assert not [cell for cell in whole if "." in cell and len(cell.replace(".", "").lstrip("-0")) > 7]
            seen += len(written)
    assert seen > 1000


def git(folder, *words):
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_a_script_is_named_at_the_commit_that_last_changed_it(tmp_path):
    """A file that differs from its commit has none, and neither has one without a history."""
    found = FOUND._replace(root=tmp_path)
    folder = tmp_path / "scripts/lab"
    folder.mkdir(parents=True)
    (folder / "one.py").write_text("1\n")
    assert figures.commits(found, folder) == {}
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "one")
    (folder / "two.py").write_text("2\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "two")
    at = figures.commits(found, folder)
    assert set(at) == {"scripts/lab/one.py", "scripts/lab/two.py"}
    assert at["scripts/lab/one.py"] != at["scripts/lab/two.py"]
    (folder / "two.py").write_text("3\n")
    assert set(figures.commits(found, folder)) == {"scripts/lab/one.py"}


def test_a_script_that_is_no_python_stops_its_page_at_the_line():
    """The figure is still drawn as it was; its page would say nothing of how."""
    with pytest.raises(PressError, match=r"^scripts/a\.py:2: not Python: invalid syntax$"):
        figures._exposition("scripts/a.py", "x = 1\ndef (\n")
