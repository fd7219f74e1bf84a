"""The explorer shows what the grid holds: drawn, in words and as a table, by mouse, keyboard and address."""

from __future__ import annotations

import gzip
import re
from urllib.parse import urlencode

import numpy as np
import pytest

from experiments.explorer_grid import UNKNOWN, cell
from press.core import results

pytestmark = pytest.mark.slow

ROOM = "figure[data-figure=explorer_grid] .live"
LIMIT = 200 * 1024
CELLS = {
    "bell_spread_replace": {"size": 20},
    "bell_stray_weighted": {"size": 1000, "real_weight": 0.6},
    "bell_spread_narrowed_mix_fresh": {"size": 50, "real_share": 0.3, "sampled_spread": 0.8},
    "bell_spread_judged": {"size": 100, "judge_width": 1.5},
    "words_alive_mix_fixed": {"size": 500, "real_share": 0.2},
    "lines_stray_mix_fresh": {"size": 100, "coefficients": 20, "real_share": 0.1},
    "answers_right_verified": {"size": 1000, "right_at_first": 0.3, "wrong_pass_rate": 0.7},
}


@pytest.fixture(scope="module")
def grid(copied):
    return results.read(copied / "figures/explorer_grid.json").series


def explorer(open_page, table="", **options):
    """The page at a setting, when its answer has been given."""
    setting = {"table": table} | options.pop("setting", {})
    page = open_page("explorer/" + (f"#{urlencode(setting)}" if table else ""), **options)
    if not table:
        page.locator("details.more > summary").click()
    page.locator(f"{ROOM} output", has_text="Simulated").wait_for()
    return page


def drawn(page):
    """The exact line, the means and the band as values: read back by the scale that the drawing carries."""
    svg = page.locator(f"{ROOM} svg")
    (x, x_step), (y, y_step) = (map(float, svg.get_attribute(f"data-{axis}").split()) for axis in "xy")

    def values(path):
        points = np.array([list(map(float, pair.split())) for pair in re.findall(r"[ML]([-\d. ]+)", path)])
        return (points[:, 0] - x) / x_step, (points[:, 1] - y) / y_step

    dots = [[float(dot.get_attribute(key)) for key in ("cx", "cy")] for dot in svg.locator(".mean").all()]
    line = svg.locator(".exact")
    return {
        "exact": values(line.get_attribute("d")) if line.count() else None,
        "mean": values("".join(f"M{place} {height}" for place, height in dots)),
        "band": values(svg.locator(".band").get_attribute("d")),
        "tolerance": 0.06 / abs(y_step),
    }


def answer(page):
    return page.locator(f"{ROOM} output").inner_text()


def number(value, digits=3):
    """A number as the page writes it."""
    text = f"{float(f'{value:.{digits}g}'):,.10f}"
    return text.rstrip("0").rstrip(".")


@pytest.mark.parametrize(("table", "setting"), CELLS.items())
def test_what_is_drawn_is_what_the_grid_says(open_page, grid, table, setting):
    """Line, dots and band lie where the stored values are, and the answer says the last of them and their scope."""
    page = explorer(open_page, table, setting=setting | {"generation": 50})
    rows = cell(grid[table], tuple(setting.values()))
    shown = [row for row, generation in enumerate(rows["generation"]) if generation <= 50]
    stored = {name: np.array(column)[shown] for name, column in rows.items()}
    found = drawn(page)
    np.testing.assert_allclose(found["mean"][0], stored["generation"], atol=0.1)
    np.testing.assert_allclose(found["mean"][1], stored["mean"], atol=found["tolerance"])
    band = np.concatenate([stored["low"], stored["high"][::-1]])
    np.testing.assert_allclose(found["band"][1], band, atol=found["tolerance"])
    scope = dict(zip(grid["catalogue"]["table"], grid["catalogue"]["scope"], strict=True))[table]
    if scope == UNKNOWN:
        assert found["exact"] is None
        assert "no closed form is known" in answer(page)
    else:
        np.testing.assert_allclose(found["exact"][1], stored["exact"], atol=found["tolerance"])
        assert f"{number(stored['exact'][-1])}, {scope}." in answer(page)
    assert "After 50 generations, " in answer(page)
    assert f"Simulated: {number(stored['mean'][-1])} ± {number(stored['standard_error'][-1], 1)} " in answer(page)
    assert page.troubles == []


def test_the_drawing_is_tabulated(open_page, grid):
    """The folded table has the row of each generation with the stored values."""
    page = explorer(open_page, "bell_spread_replace", setting={"size": 20})
    page.locator(f"{ROOM} summary").click()
    rows = [row.inner_text().split() for row in page.locator(f"{ROOM} tbody tr").all()]
    stored = cell(grid["bell_spread_replace"], (20,))
    assert [row[0] for row in rows] == [str(generation) for generation in stored["generation"]]
    assert [row[2] for row in rows] == [number(mean, 4) for mean in stored["mean"]]


def test_a_setting_is_chosen_by_keyboard_and_can_be_sent(open_page):
    """With keys alone another loop is chosen; its address opens the same setting for somebody else."""
    page = explorer(open_page)
    form = page.get_by_role("form", name="Choose a loop")
    form.get_by_label("regime").focus()
    page.keyboard.type("mix in new")
    page.locator(f"{ROOM} output", has_text="0.9").wait_for()
    form.get_by_label("real share").focus()
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    form.get_by_label("size").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    said = answer(page)
    _, _, hash_ = page.url.partition("#")
    assert "table=bell_spread_mix_fresh" in hash_
    assert "size=50&" in hash_
    other = open_page(f"explorer/#{hash_}", width=390, scheme="dark")
    other.locator(f"{ROOM} output", has_text=said).wait_for()
    assert other.get_by_role("slider", name="size").get_attribute("aria-valuetext") == "50"
    assert other.locator(f"{ROOM} a", has_text="Link to this setting").get_attribute("href") == f"#{hash_}"


def test_another_family_keeps_what_it_can(open_page):
    """A change of family stays in the regime where there is one, and takes the nearest size that there is."""
    page = explorer(open_page, "bell_spread_accumulate", setting={"size": 5000})
    page.get_by_role("combobox", name="family").select_option("the words of a language")
    page.get_by_role("slider", name="size").and_(page.locator("[aria-valuetext='2,000']")).wait_for()
    assert page.get_by_role("combobox", name="regime").input_value().startswith("accumulate: ")


def test_an_unknown_address_opens_the_start(open_page):
    """What nobody can know is ignored: an unknown table, a parameter that is none, a size between two."""
    start = answer(explorer(open_page))
    assert answer(explorer(open_page, "no_such_table", setting={"size": "x"})) == start
    page = explorer(open_page, "bell_spread_replace", setting={"size": 104, "nonsense": 1})
    assert answer(page) == start
    assert "nonsense" not in page.url


def test_the_answer_changes_with_the_address(open_page):
    """A new hash on the open page, as the back button gives one, is followed."""
    page = explorer(open_page)
    page.evaluate("location.hash = 'table=answers_differ_verified&size=100'")
    page.locator(f"{ROOM} output", has_text="chance that two answers differ").wait_for()
    assert page.get_by_role("combobox", name="family").input_value() == "answers that are checked"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1360])
def test_the_widest_setting_fits_and_is_labelled(open_page, width, scheme):
    """With the most sliders nothing is wider than the window, each control has one name, the drawing says all."""
    page = explorer(open_page, "bell_spread_narrowed_mix_fresh", setting={"size": 50}, width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    controls = page.locator(f"{ROOM} form :is(input, select)")
    assert controls.count() == 7
    for control in controls.all():
        assert control.evaluate("each => each.labels.length === 1 && each.labels[0].textContent.trim() !== ''")
        assert control.bounding_box()["height"] >= 24
    assert page.locator(f"{ROOM} output[aria-live=polite]").count() == 1
    drawing = page.get_by_role("img", name=answer(page))
    assert drawing.count() == 1
    text = drawing.locator("text").first.evaluate("each => getComputedStyle(each).fill")
    assert text == {"light": "rgb(31, 35, 40)", "dark": "rgb(230, 237, 243)"}[scheme]
    assert page.troubles == []


def test_the_first_view_is_light(open_page, site, address):
    """What the page and its opened settings load is below 200 KiB gzipped, and our scripts on it below 10 kB."""
    loaded = []
    page = open_page("method/")
    page.on("request", lambda request: loaded.append(request.url.removeprefix(address).partition("#")[0]))
    page.goto(f"{address}explorer/", wait_until="networkidle")
    page.locator("details.more > summary").click()
    page.locator(f"{ROOM} output", has_text="Simulated").wait_for()
    files = {path: site / (f"{path}index.html" if path.endswith("/") else path) for path in loaded}
    weights = {path: len(gzip.compress(file.read_bytes(), 9)) for path, file in files.items()}
    assert {"explorer/", "assets/explorer_grid.js", "figures/explorer_grid.bell_spread_replace.csv"} <= weights.keys()
    assert sum(weights.values()) < LIMIT, weights
    ours = {path: weight for path, weight in weights.items() if re.fullmatch(r"assets/\w+\.js", path)}
    assert len(ours) == 5
    assert sum(ours.values()) < 10_000, ours
    assert len([path for path in weights if path.endswith(".csv")]) == 2


def test_no_file_on_demand_is_heavy(site):
    """What a choice makes the page fetch is below 100 KiB gzipped, and the whole grid is at least 2,000 cells."""
    files = sorted((site / "figures").glob("explorer_grid.*_*.csv"))
    assert len(files) > 30
    assert max(len(gzip.compress(file.read_bytes(), 9)) for file in files) < 100 * 1024
    rows = sum(file.read_text(encoding="utf-8").count("\n") - 1 for file in files)
    generations = (site / "figures/explorer_grid.bell_spread_replace.csv").read_text(encoding="utf-8").count("\n100,")
    assert rows / generations >= 2000


def test_labels_hold_no_comma(grid):
    """The script parts the catalogue at commas; a label with one would be quoted and torn."""
    for column in grid["catalogue"].values():
        assert not any("," in word or '"' in word for word in column)


def test_the_room_is_kept(open_page):
    """Nothing below moves when the explorer fills the room that the page kept for it."""
    for width in (390, 1360):
        page = explorer(open_page, width=width)
        room = page.locator(ROOM)
        height = room.bounding_box()["height"]
        room.evaluate("room => room.replaceChildren()")
        assert room.bounding_box()["height"] == pytest.approx(height, abs=24)


def test_a_lost_file_is_said(open_page, address):
    """Where the data cannot be fetched, the page says so in words."""
    page = explorer(open_page)
    page.route("**/*bell_stray_replace.csv", lambda route: route.abort())
    page.get_by_role("combobox", name="measure").select_option("error (one fit to real data = 1)")
    page.locator(f"{ROOM} output", has_text="could not be loaded").wait_for()


@pytest.mark.parametrize("width", [390, 1360])
def test_without_scripts_the_examples_are_there(open_page, width):
    """With JavaScript off there is no form and no empty room, but a drawing, its values and all tables as files."""
    page = open_page("explorer/", script=False, width=width)
    page.locator("details.more > summary").click()
    assert page.locator(f"{ROOM} *").count() == 0
    assert page.locator(ROOM).bounding_box()["height"] == 0
    assert page.locator("figure.evidence svg:visible").count() == 1
    page.locator("details.data summary").click()
    assert page.locator("details.data table:visible").first.locator("tbody tr").count() > 50
    assert page.locator("details.data a[href$='answers_right_verified.csv']:visible").count() == 1


def test_the_other_engine_explores_too(open_page, zensical_address):
    """Built by Zensical the page gives the same answers, and so does the figure's own page in a folder."""
    said = answer(explorer(open_page))
    for path in ("explorer/", "figures/explorer_grid/"):
        page = open_page(path, base=zensical_address)
        if path == "explorer/":
            page.locator("details.more > summary").click()
        page.locator(f"{ROOM} output", has_text=said).wait_for()
        assert page.troubles == []
