"""Sheets of pictures: whole without a script, and with all that one needs to leaf through them."""

from __future__ import annotations

import base64
import io
import json
import zlib

from bs4 import BeautifulSoup
from PIL import Image

from press.core.results import Results
from press.evidence.drawing import frames
from press.site.markdown import sheets

DOTS = f"16x2:{base64.b64encode(zlib.compress(bytes([0xFF, 0x00, 0x00, 0x01]))).decode()}"
TABLE = {
    "sheet": ["The old thrown away"] * 2 + ["The old kept"] * 2,
    "copies": [0, 30, 0, 30],
    "what": ["the original", "copy 30 of a copy", "the original", "copy 30 of the original"],
    "readable": [1.0, 0.053, 1.0, 0.996],
    "dots": [DOTS] * 4,
}
RESULTS = Results("decay", "It falls", "Lay", "Read", "Limits", "Alt", {}, {}, {"frames": TABLE}, {}, {})


def test_the_last_of_each_sheet_stands_there_without_a_script():
    """Two sheets, each with its name, what it shows and what was measured, in the colour that its words ask for."""
    figure = BeautifulSoup(sheets.figure("index.md", RESULTS, prefix="x", caption="Said."), "html.parser").figure
    found = figure.select(".sheet")
    assert [sheet["data-role"] for sheet in found] == ["c2", "c1"]
    assert [sheet.select_one("img")["src"] for sheet in found] == [
        "figures/decay.the-old-thrown-away-30.png", "figures/decay.the-old-kept-30.png",
    ]  # fmt: skip
    assert [sheet.select_one(".measured").get_text() for sheet in found] == ["Readable 5\u00a0%", "Readable 100\u00a0%"]
    assert "copy 30 of a copy" in found[0].select_one("img")["alt"]
    assert figure.select_one(".slide").has_attr("hidden")
    assert figure.select_one("input[type=range]")["max"] == "1"


def test_a_script_finds_every_step():
    """Each sheet carries, by its steps, what to write and which picture to show."""
    figure = BeautifulSoup(sheets.figure("index.md", RESULTS, prefix="x", caption="Said."), "html.parser").figure
    steps = json.loads(figure.select_one(".sheet")["data-steps"])
    assert steps["0"] == ["the original", "100\u00a0%", "decay.the-old-thrown-away-0.png"]


def test_dots_become_a_picture_black_on_white():
    """A set bit is ink; the same dots make the same bytes."""
    frame = frames.sheets(RESULTS)[0].frames[0]
    data = frames.png(frame)
    image = Image.open(io.BytesIO(data))
    assert (image.size, image.mode) == ((16, 2), "1")
    assert [image.getpixel(place) for place in ((0, 0), (8, 0), (14, 1), (15, 1))] == [0, 255, 255, 0]
    assert frames.png(frame) == data
