"""A stamp knows all that a site is made from."""

from __future__ import annotations

import pytest

from press.core import project
from press.site import stamp

SAYS = "experiments = 'toy'\narticle = 'content/index.md'\n"


@pytest.mark.parametrize(("name", "head"), [("press.toml", ""), ("pyproject.toml", "[tool.press]\n")])
def test_other_settings_are_other_sources(tmp_path, name, head):
    """Whichever file the settings stand in: what they say may change a page."""
    for folder in ("content", "figures", "scripts"):
        (tmp_path / folder).mkdir()
    (tmp_path / name).write_text(head + SAYS, encoding="utf-8")
    before = stamp.sources(project.find(tmp_path))
    assert stamp.sources(project.find(tmp_path)) == before
    (tmp_path / name).write_text(f"{head}{SAYS}contact = 'mailto:a@example.org'\n", encoding="utf-8")
    assert stamp.sources(project.find(tmp_path)) != before
