"""A project's settings are few, and a mistyped one is never ignored."""

from __future__ import annotations

import pytest

from press.core import project
from press.core.errors import PressError

GOOD = '[tool.press]\nexperiments = "a.experiments"\narticle = "content/index.md"\n'


def found(folder, text):
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return project.find(folder)


def test_settings_are_read_and_the_words_may_be_left_out(tmp_path):
    """Two are needed, the third is an empty list."""
    assert found(tmp_path, GOOD)[1:] == ("a.experiments", "content/index.md", (), (), (), "content", "pyproject.toml")
    assert found(tmp_path, GOOD + 'words = ["colour"]\n').words == ("colour",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD + "artcle = 1\n", "has no setting 'artcle'; there are experiments, article, pages"),
        (GOOD + "words = 'colour'\n", "needs the list words"),
        ("[tool.press]\nexperiments = 'a'\n", "needs the text article"),
        ("[tool.press]\nexperiments = 5\narticle = 'a'\n", "needs the text experiments"),
        ("[tool.press\n", "not TOML"),
        ("[tool.other]\n", r"no press\.toml and no pyproject\.toml with a \[tool\.press\] table"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, says):
    """An unknown key is answered with those that are known."""
    with pytest.raises(PressError, match=says):
        found(tmp_path, text)
