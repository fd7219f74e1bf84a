"""A figure's file is small, labelled, and coloured by role alone."""

from __future__ import annotations

import importlib
import itertools
import re
from pathlib import Path
from xml.etree.ElementTree import XML

import numpy as np
import pytest

from press.core.errors import PressError
from press.evidence.drawing import svg
from press.evidence.drawing.colours import BACKGROUNDS, ROLES, VERDICTS

ROOT = Path(__file__).parents[4]
SVG = "{http://www.w3.org/2000/svg}"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 60">'
DRAWING = """
 <metadata/><defs><style type="text/css">*{stroke-linecap: butt}</style></defs>
 <g id="figure_1"><g id="patch_1"><path d="M 0 60 L 90 60 z" style="fill: none"/></g>
 <g id="line2d_1"><path d="M 1.2345 2 L -3.04 4e-05" clip-path="url(#p1)"
  style="fill: none; stroke: #070809; stroke-width: 0.8; stroke-linecap: square"/></g>
 <g id="marks"><defs><path id="m1" d="M 0 0 L 0 3.5" style="stroke: #0a0b0c"/></defs>
  <g clip-path="url(#p1)"><use xlink:href="#m1" x="10.26" y="20" style="fill: #0a0b0c; stroke: #0a0b0c"/></g></g>
 <g id="text_1"><text style="font-size: 10px; font-family: 'DejaVu Sans'; text-anchor: middle; fill: #010203"
  x="5" y="6" transform="rotate(-0 5 6)">generation</text></g>
 <g style="fill: #010203" transform="translate(7.26 8) rotate(-90)"><text>
  <tspan x="0" y="-0.7" style="font-size: 10px">1</tspan><tspan x="6.4" y="-0.7" style="font-size: 10px">0</tspan>
  <tspan x="12.8" y="-4.8" style="font-size: 7px">2</tspan></text></g></g>
 <defs><clipPath id="p1"><rect x="1" y="2" width="80.04" height="50"/></clipPath></defs></svg>"""
# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
BLINDNESS = {
    "none": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
OKABE_ITO = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]


def made(drawing: str = HEAD + DRAWING, name: str = "some_figure", title: str = "A title") -> str:
    return svg.standalone(drawing.encode(), name=name, title=title, description="What it shows").decode()


def path(style: str, data: str = "M 0 0 L 1 1") -> str:
    return f'<path d="{data}" style="{style}"/>'


def linear(color: str) -> np.ndarray:
    channels = np.array([int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(first: str, second: str) -> float:
    lights = sorted(float(linear(color) @ [0.2126, 0.7152, 0.0722]) + 0.05 for color in (first, second))
    return lights[1] / lights[0]


def oklab(rgb: np.ndarray) -> np.ndarray:
    cones = np.cbrt(
        np.array([[0.41222, 0.53633, 0.05145], [0.21190, 0.68070, 0.10740], [0.08830, 0.28172, 0.62998]])
        @ np.clip(rgb, 0, 1)
    )
    return np.array([[0.21045, 0.79362, -0.00407], [1.97800, -2.42859, 0.45059], [0.02590, 0.78277, -0.80868]]) @ cones


def closest(colors: list[str], blindness: str) -> float:
    seen = [oklab(np.array(BLINDNESS[blindness]) @ linear(color)) for color in colors]
    return min(float(np.linalg.norm(first - second)) for first, second in itertools.combinations(seen, 2))


def test_the_palette_of_the_experiments_has_the_same_sentinels():
    """Press never imports collapse, so the sentinel colours stand in both; they are the same, in the same order."""
    palette = importlib.import_module("experiments.shared.palette")
    assert [palette.FOREGROUND, palette.GRID, *palette.SERIES] == [role.sentinel for role in ROLES]


def test_the_style_sheet_has_the_same_colours():
    """The page's style sheet gives every role the colours that the files carry, in both palettes."""
    sheet = (ROOT / "scripts/press/site/assets/reader.css").read_text(encoding="utf-8")
    light, dark = sheet.split('[data-md-color-scheme="slate"]', 1)
    for role in ROLES:
        assert f"--{role.name}: {role.light};" in light, role
        assert f"--{role.name}: {role.dark};" in dark, role
        for kind in ("fill", "stroke"):
            assert f".{kind[0]}{role.name} {{ {kind}: var(--{role.name}); }}" in sheet
    assert [
        f"--md-default-bg-color: {ground};" in part for ground, part in zip(BACKGROUNDS, (light, dark), strict=True)
    ]


def test_cards_have_the_colours_of_the_style_sheet():
    """A verdict has one colour on a page and on a card."""
    sheet = (ROOT / "scripts/press/site/assets/reader.css").read_text(encoding="utf-8")
    for verdict, colour in VERDICTS.items():
        name = {"depends": "contested"}.get(verdict, verdict).removeprefix("supported ").replace(" ", "-")
        assert re.search(rf"--{name}: (#\w+);", sheet)[1] == colour


@pytest.mark.parametrize("role", [role for role in ROLES if role.name != "gr"], ids=lambda role: role.name)
def test_every_colour_can_be_read_as_text(role):
    """Text and series have a contrast of 4.5 or more to their page, so that a label may have its series' colour."""
    assert contrast(role.light, BACKGROUNDS[0]) >= 4.5
    assert contrast(role.dark, BACKGROUNDS[1]) >= 4.5


@pytest.mark.parametrize(
    "name", ["supported", "in-part", "contested", "overstated", "untested", "opinion", "muted", "link"]
)
def test_verdicts_can_be_read_as_text(name):
    """Every verdict's colour has a contrast of 4.5 or more to the page and to a note's card."""
    sheet = (ROOT / "scripts/press/site/assets/reader.css").read_text(encoding="utf-8")
    for number, ground in enumerate(BACKGROUNDS):
        card = re.findall(r"--card: (#\w+)", sheet)[number].replace("#fff", "#ffffff")
        color = re.findall(rf"--{name}: (#\w+)", sheet)[number]
        assert min(contrast(color, ground), contrast(color, card)) >= 4.5


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_series_can_be_told_apart(palette, blindness):
    """However a reader sees colour, the closest two series differ by more than the closest two of Okabe and Ito's."""
    colors = [getattr(role, palette) for role in ROLES[2:]]
    assert closest(colors, blindness) > min(closest(OKABE_ITO, kind) for kind in BLINDNESS)


def test_colours_become_classes_and_keep_the_light_colour():
    """Each element that has a colour has its class, and the light colour where no style sheet is."""
    root = XML(made())
    painted = [element for element in root.iter() if "class" in element.attrib]
    assert {element.get("class") for element in painted} == {"sc1", "fc2 sc2", "ffg"}
    assert {element.get("stroke") for element in painted} == {None, "#1446a0", "#c03a0b"}
    for role in ROLES:
        assert role.sentinel not in made()


def test_the_file_alone_follows_the_palette_of_the_system():
    """The one style block has the dark colour of each class in use, and of no other."""
    style = made().split("<style>")[1].split("</style>")[0]
    assert "@media(prefers-color-scheme:dark){svg{background:#1e2129}" in style
    assert ".sc1{stroke:#5a9cf8}" in style
    assert ".sc3" not in style


def test_nothing_stays_that_a_page_cannot_take():
    """No style attribute, no `use`, no script, no declaration, no identifier but the figure's own."""
    text = made()
    for word in ("style=", "<use", "xlink", "<?xml", "<!DOCTYPE", "metadata", "DejaVu", "px", "<defs"):
        assert word not in text
    assert re.findall(r' id="([^"]+)"', text) == ["some_figure-title", "some_figure-desc", "some_figure-clip1"]
    assert set(re.findall(r"url\(#([^)]+)\)", text)) == {"some_figure-clip1"}


def test_the_drawing_is_labelled_and_not_searched():
    """Title and description come first and label the picture; its tick labels stay out of the search index."""
    root = XML(made(title='Less is < more & "so"'))
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert [child.text for child in root[:2]] == ['Less is < more & "so"', "What it shows"]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    assert "data-search-exclude" in root.attrib


def test_numbers_have_one_decimal():
    """Coordinates are rounded, minus zero is zero, and a rotation by nothing is gone."""
    root = XML(made())
    assert [element.get("d") for element in root.iter(f"{SVG}path")] == ["M1.2 2L-3 0", "M0 0L0 3.5"]
    assert [element.get("transform") for element in root.iter() if "transform" in element.attrib] == [
        "translate(10.3 20)", "translate(7.3 8) rotate(-90)",
    ]  # fmt: skip


def test_mathematics_is_text_that_flows():
    """A power of ten is two runs, and only the first is placed, because the page's font has other widths."""
    runs = [dict(element.attrib) | {"text": element.text} for element in XML(made()).iter(f"{SVG}tspan")]
    assert runs == [
        {"x": "0", "y": "-0.7", "font-size": "10", "text": "10"},
        {"y": "-4.8", "font-size": "7", "text": "2"},
    ]


def test_neighbours_of_one_look_become_one_path():
    """Bars of one colour are one path; translucent ones stay apart, because they show where they overlap."""
    solid, other, faint = "fill: #070809", "fill: #0a0b0c", "fill: #070809; fill-opacity: 0.2"
    text = made(HEAD + "".join(map(path, [solid, solid, other, solid, faint, faint])) + "</svg>")
    assert [element.get("d").count("M") for element in XML(text).iter(f"{SVG}path")] == [2, 1, 1, 1, 1]


@pytest.mark.parametrize("drawing", [path("fill: #ffffff"), path("stroke: #070809"), "<text>black</text>"])
def test_a_colour_without_a_role_is_refused(drawing):
    """White, black and any other colour would be wrong on one of the two pages; the error lists those there are."""
    with pytest.raises(PressError, match=r"some_figure: drawn in #(ffffff|000000).*there are #010203, #040506"):
        made(HEAD + drawing + "</svg>")


def test_a_bitmap_is_refused():
    """A picture of pixels has no roles, so it is no figure."""
    with pytest.raises(PressError, match="some_figure: the drawing has <image>"):
        made(HEAD + '<image width="3" height="3"/></svg>')


def test_inline_has_no_style_and_no_size():
    """In a page the page's style sheet colours the classes, and the column gives the size."""
    root = XML(svg.inline(made(), "figure-x"))
    assert root.tag == "svg"
    assert root.get("viewBox") == "0 0 90 60"
    assert not {"width", "height", "style"} & root.attrib.keys()
    assert root.find("style") is None


def test_a_figure_can_stand_twice_on_a_page():
    """Each standing has identifiers of its own, and refers to its own alone."""
    for prefix in ("one", "two"):
        text = svg.inline(made(), prefix)
        known = re.findall(r' id="([^"]+)"', text)
        assert known == [f"{prefix}-title", f"{prefix}-desc", f"{prefix}-clip1"]
        assert set(re.findall(r"url\(#([^)]+)\)", text)) | set(
            re.search(r'labelledby="(.*?)"', text)[1].split()
        ) == set(known)


def test_inline_changes_no_word():
    """A title that looks like an identifier stays as it is."""
    assert ">some_figure-title url(#some_figure-clip1)<" in svg.inline(
        made(title="some_figure-title url(#some_figure-clip1)"), "x"
    )
