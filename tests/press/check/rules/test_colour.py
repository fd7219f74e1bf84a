"""What the settings say of colours is a colour or a word."""

from __future__ import annotations

import pytest

from press import check
from press.check.rules import colour
from press.core import project
from press.core.errors import PressError


@pytest.mark.parametrize("meant", ["3", "'c9'", "'c'", "['c1']"])
def test_what_is_no_colour_is_said(orchard, meant):
    """A slip in the settings held nothing, in silence."""
    settings = orchard.root / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('"left" = "c1"', f'"left" = {meant}'), encoding="utf-8")
    reading = check.Reading(project.find(orchard.root))
    with pytest.raises(PressError, match="is no colour and no word; there are c1"):
        list(colour.check(reading))
