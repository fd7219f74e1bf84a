"""A new project has a title that its settings, its pages and its rules take, whatever its folder is called."""

from __future__ import annotations

import pytest
import yaml

from press import new
from press.core.errors import PressError
from press.core.project import find
from press.site import titles

NAMES = {
    "my-coin": "My coin",
    "2024": "",
    "covid-19": "Covid-19",
    "3 of_4": "Of-4",
    "the-the": "The",
    "<b>": "B",
    "k: v #x": "K v x",
    "{{x}}\n`y`": "X y",
    "\u00e4rt": "\u00c4rt",
    "&*@%": "",
}


@pytest.mark.parametrize(("name", "title"), NAMES.items())
def test_a_title_is_the_words_of_a_name(name, title):
    """It holds no markup, no number of its own and no word twice."""
    assert titles.of_folder(name) == title


@pytest.mark.parametrize("text", ["true", "null", "1.5", "on", "k: v", "x #y"])
def test_what_is_quoted_is_a_text(text):
    """No word that YAML takes for something else is one in the settings."""
    assert yaml.safe_load(titles.quoted(text)) == text


def test_what_comes_next_can_be_typed(tmp_path):
    """The folder is named as a shell reads it, and the settings say its title as a text."""
    folder = tmp_path / "true # x"
    assert f"cd '{folder}' && press build" in "\n".join(new.article(folder))
    assert (folder / "mkdocs.yml").read_text(encoding="utf-8").startswith('site_name: "True x"\n')


def test_what_a_killed_one_left_is_in_nobodys_way(tmp_path):
    """A second try begins where the first was killed, and leaves nothing of it."""
    (tmp_path / new.BEGUN).mkdir()
    (tmp_path / new.BEGUN / "half").touch()
    new.article(tmp_path)
    assert not {"half", new.BEGUN} & {path.name for path in tmp_path.iterdir()}


def test_an_experiment_takes_no_name_of_a_run(tmp_path):
    """A binding would name both."""
    new.article(tmp_path)
    with pytest.raises(PressError, match=r"'heads' is the name of a run of pyproject\.toml already"):
        new.create(find(tmp_path), "experiment", "heads")
