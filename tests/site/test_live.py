"""The Gaussian figure runs again in the browser: the same bits as in Python, and with the printed settings its line."""

from __future__ import annotations

import re
from itertools import islice

import numpy as np
import pytest

from collapse.numerics import portable
from press.core import results

pytestmark = pytest.mark.slow

FIGURE = "#figure-gaussian_variance"
NAMES = ("size", "real", "replicates", "seed", "generations")
JOBS = [(100, 0, 40, 7, 50), (100, 5, 40, 7, 50), (20, 0, 25, 1, 100), (180, 63, 10, 4_294_967_295, 24)]
AVERAGES = """async ([address, job]) => {
    const {averages} = await import(address + 'assets/kernel.js');
    return Array.from(Array.from(averages(job)).at(-1).average);
}"""


@pytest.fixture(scope="module")
def stored(copied):
    return results.read(copied / "figures/gaussian_variance.json")


def simulated(size, real, generations, replicates, seed):
    """The mean variance in each generation, by the Python kernel."""
    fits = portable.refits(portable.seeded(seed, replicates), size, real)
    return portable.mean_in_order(np.array(list(islice(fits, generations + 1))))


def shown(page):
    """The form, which is made when a reader comes near the figure."""
    page.locator(FIGURE).scroll_into_view_if_needed()
    return page.locator(f"{FIGURE} form")


def run(page, **settings):
    """Set the controls with the given labels, press the button, wait for the answer and return it."""
    form = shown(page)
    for label, value in settings.items():
        form.get_by_label(label.replace("_", " ")).fill(str(value))
    form.get_by_role("button", name="Run it here").click()
    answer = form.locator("output", has_text="on average over")
    answer.wait_for()
    return answer.inner_text()


def drawn(page):
    """The live line in each drawing of the figure, as values: read back by the scale that the drawing carries."""
    for svg in page.locator(f"{FIGURE} svg").all():
        path = svg.locator(".overlay").get_attribute("d")
        (x, x_step), (y, y_step) = (map(float, svg.get_attribute(f"data-{axis}").split()) for axis in "xy")
        points = np.array([list(map(float, pair.split())) for pair in re.findall(r"[ML]([-\d. ]+)", path)])
        yield (points[:, 0] - x) / x_step, (points[:, 1] - y) / y_step, 0.051 / abs(np.array([x_step, y_step]))


@pytest.mark.parametrize("job", [dict(zip(NAMES, job, strict=True)) for job in JOBS], ids=str)
def test_the_browser_has_the_bits_of_the_python_kernel(open_page, address, job):
    """The browser's own engine gives the same double for every generation."""
    assert open_page("evidence/c3-photocopy/").evaluate(AVERAGES, [address, job]) == simulated(**job).tolist()


def test_as_it_stands_the_form_gives_the_printed_line(open_page, stored):
    """Run as the form stands, every value is that of the stored line, and the line is drawn over it in both sizes."""
    page = open_page("evidence/c3-photocopy/")
    answer = run(page)
    assert "Every value is that of the printed line." in answer
    assert f"{stored.numbers['replace'].value:.4g} of the variance is left" in answer
    for generation, variance, tolerance in drawn(page):
        np.testing.assert_allclose(generation, stored.series["replace"]["generation"], atol=tolerance[0])
        np.testing.assert_allclose(variance, stored.series["replace"]["variance"], atol=tolerance[1])
    assert "Every value is that of the printed line." in run(page, of_them_new_and_real=stored.params["real"])
    assert page.troubles == []


def test_another_setting_is_simulated(open_page, stored):
    """With other settings the line is what the Python kernel gives for them, and nobody claims that it is printed."""
    page = open_page("evidence/c3-photocopy/", width=390, scheme="dark")
    answer = run(page, Points_in_each_generation=60, of_them_new_and_real=3, Seed=12)
    expected = simulated(60, 3, stored.params["generations"], stored.params["replicates"], 12)
    assert f"{expected[-1]:.4g} of the variance is left" in answer
    assert "printed" not in answer
    for _, variance, tolerance in drawn(page):
        np.testing.assert_allclose(variance, expected, atol=tolerance[1])
    assert page.troubles == []


def test_no_more_real_points_than_points(open_page):
    """Fewer points than were real before leave no impossible setting."""
    page = open_page("evidence/c3-photocopy/")
    assert "20 of them real" in run(page, of_them_new_and_real=80, Points_in_each_generation=20)


def test_the_form_is_run_by_keyboard(open_page):
    """Enter in a field of the form runs it; the answer is announced, and every control has a name."""
    page = open_page("evidence/c3-photocopy/")
    form = shown(page)
    form.get_by_label("Seed").press("Enter")
    form.locator("output[aria-live=polite]", has_text="on average over").wait_for()
    for control in form.locator("input").all():
        assert control.evaluate("each => each.labels.length === 1 && each.labels[0].textContent.trim() !== ''")


def test_the_other_engine_runs_it_too(open_page, zensical_address):
    """Built by Zensical the figure runs the same, on a page in a folder as well."""
    for path in ("evidence/c3-photocopy/", "figures/gaussian_variance/"):
        page = open_page(path, base=zensical_address)
        assert "Every value is that of the printed line." in run(page)
        assert page.troubles == []


@pytest.mark.parametrize("path", ["evidence/c3-photocopy/", "figures/gaussian_variance/"])
@pytest.mark.parametrize("width", [390, 1360])
def test_the_room_for_the_form_is_kept(open_page, path, width):
    """The form takes the room that the page kept for it, so nothing moves when it comes."""
    page = open_page(path, width=width)
    room = page.locator(f"{FIGURE} .live")
    page.locator(FIGURE).scroll_into_view_if_needed()
    room.locator("form").wait_for()
    before = room.bounding_box()["height"]
    room.locator("form").evaluate("form => form.remove()")
    assert room.bounding_box()["height"] == pytest.approx(before, abs=1)


def test_without_scripts_only_the_form_is_missing(open_page):
    """With JavaScript off there is no form and no empty room, and the figure is whole."""
    page = open_page("evidence/c3-photocopy/", script=False)
    assert page.locator(f"{FIGURE} form").count() == 0
    assert page.locator(f"{FIGURE} .live").bounding_box()["height"] == 0
    assert page.locator(f"{FIGURE} svg:visible").count() == 1
    data = page.locator(f"{FIGURE} + details.data, p:has({FIGURE}) + details.data").first
    data.locator("summary").click()
    assert data.locator("table:visible").count() == 2


def test_pages_without_the_figure_load_no_script_of_it(open_page):
    """The kernel costs nothing where it is not used."""
    page = open_page("method/")
    assert page.locator("script[src*='gaussian_variance']").count() == 0
