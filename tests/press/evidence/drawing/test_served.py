"""A drawing as a site serves it: its address may choose the palette."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from press.evidence.drawing import served
from press.evidence.drawing.colours import BACKGROUNDS, ROLES, role_of

FILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="691" height="389" viewBox="0 0 518.4 291.6">'
    '<style>svg{}</style><text class="fc1" fill="#1446a0">kept</text></svg>'
)


def test_both_palettes_are_in_one_file(tmp_path):
    """Dark colours by the address and by the system, and places that an address can name."""
    path = tmp_path / "decay.svg"
    path.write_text(FILE, encoding="utf-8")
    root = ET.fromstring(served.file(path))  # noqa: S314 - made here
    style = next(each.text for each in root.iter() if each.tag.endswith("style"))
    dark = next(role.dark for role in ROLES if role.name == "c1")
    assert style.count(f".fc1{{fill:{dark}}}") == 2
    assert style.count(BACKGROUNDS[1]) == 2
    assert "svg:has(#night:target) .fc1" in style
    assert "@media(prefers-color-scheme:dark){svg:not(:has(#day:target))" in style
    assert {"day", "night"} <= {each.get("id") for each in root.iter()}
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_a_drawing_says_its_size(tmp_path):
    """Width and height in pixels, which an image on a page needs so that nothing moves."""
    path = tmp_path / "decay.svg"
    path.write_text(FILE, encoding="utf-8")
    assert served.size(path, 0) == (691, 389)


def test_words_ask_for_their_colour():
    """The last of the words decides, and `unchecked` is not `checked`."""
    red, blue = ("thrown away", "unchecked"), ("The old kept", "checked", "10 % real added")
    assert {role_of(label) for label in red} == {"c2"}
    assert {role_of(label) for label in blue} == {"c1"}
    assert role_of("start") == ""
