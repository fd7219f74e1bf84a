"""A value that YAML has a form for and the world has not is a fault with a place."""

from __future__ import annotations

import pytest
import yaml

from press.article import references, texts
from press.check.rules import page
from press.core import bounded, settings
from press.core.errors import PressError

VALUES = {
    "2026-13-45": "no date",
    "2026-02-30": "no date",
    "2026-01-01T10:00:00+25:00": "no date",
    "!!int x": "no whole number",
    "!!float z": "no number",
    "!!bool z": "no truth value",
    "!!timestamp x": "no date",
}


@pytest.mark.parametrize(("value", "says"), VALUES.items())
@pytest.mark.parametrize("loader", [bounded.QUICK, bounded.PLAIN])
def test_a_value_that_cannot_be_is_told_of(value, says, loader):
    """Either reader says what it is, as of any fault of the YAML."""
    with pytest.raises(yaml.YAMLError, match=says):
        bounded.read(f"n: {value}\n", loader)


@pytest.mark.parametrize(("value", "says"), VALUES.items())
def test_it_is_named_by_its_line_wherever_yaml_is_read(tmp_path, value, says):
    """In front matter it is a finding, in the settings and the passages a sentence."""
    text = f"a: 1\nn: {value}\n"
    found = list(page._problems(f"---\n{text}---\nWords.\n"))
    assert [each[0] for each in found] == [3]
    assert says in found[0][1]
    assert texts.matter(f"---\n{text}---\n", "a.md") == {}
    for name, read in (("mkdocs.yml", lambda _: settings.read(tmp_path)), ("passages.yml", references.passages)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(PressError, match=rf"{name}:2: .*{says}"):
            read(tmp_path / name)
