"""What a sentinel colour stands for, and the colour it gets on a light and on a dark page.

Every colour but the grid has a contrast of at least 4.5 to its page, so that it may also colour a label, and no two
series look more alike to a colour-blind reader than the closest two of Okabe and Ito's palette do.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Role(NamedTuple):
    """What a sentinel colour stands for: the class is `f` or `s` and the name, for fill or stroke."""

    name: str
    sentinel: str
    light: str
    dark: str


ROLES = (
    Role("fg", "#010203", "#1f2328", "#e6edf3"),
    Role("gr", "#040506", "#d0d7de", "#3d444d"),
    Role("c1", "#070809", "#1446a0", "#5a9cf8"),
    Role("c2", "#0a0b0c", "#c03a0b", "#e37c12"),
    Role("c3", "#0d0e0f", "#38744a", "#7af5bf"),
    Role("c4", "#101112", "#7a1268", "#b97fa9"),
    Role("c5", "#131415", "#5a3d00", "#e8c93e"),
    Role("c6", "#161718", "#0a7ac0", "#a6d0f6"),
)
VERDICTS = {
    "supported": "#1a7f37",
    "supported in part": "#0a6c80",
    "contested": "#8a5a00",
    "depends": "#8a5a00",
    "overstated": "#b3261e",
    "untested": "#59636e",
    "opinion": "#6e40aa",
}  # on a light ground
BACKGROUNDS = ("#ffffff", "#1e2129")
SENTINELS = {role.sentinel: role for role in ROLES}
# A loop that lives on its own output is c2, one that something from outside enters is c1, whichever figure shows it.
WORDS = {"thrown away": "c2", "unchecked": "c2", "kept": "c1", "real added": "c1", "checked": "c1"}
SAID = re.compile(rf"\b({'|'.join(WORDS)})\b", re.IGNORECASE)


def role_of(label: str) -> str:
    """The colour that a label's words ask for, by the last of them; empty where they ask for none."""
    found = SAID.findall(label)
    return WORDS[found[-1].lower()] if found else ""
