"""What others have written and a site carries is named with its licence."""

from __future__ import annotations

import json
import sys

from outside import ROOT
from press.site import addresses
from press.site.finish import notices


def test_the_theme_its_icons_and_what_is_packed_into_its_scripts_are_named(tmp_path):
    """With a script of the theme on the site, its licence and those of its icon sets stand there in full."""
    from importlib.util import find_spec
    from pathlib import Path

    templates = Path(find_spec("material").submodule_search_locations[0]) / "templates"
    script = next((templates / "assets/javascripts").glob("bundle.*.js"))
    folder = tmp_path / "assets/javascripts"
    folder.mkdir(parents=True)
    (folder / script.name).write_bytes(script.read_bytes())
    sources = ["../node_modules/lunr/lunr.js", "node_modules/@scope/name/a.js", "src/own.js"]
    (folder / f"{script.name}.map").write_text(json.dumps({"sources": sources}))
    notices.write(tmp_path)
    text = (tmp_path / addresses.LICENCES).read_text(encoding="utf-8")
    assert "Martin Donath" in text
    assert "Permission is hereby granted" in text
    for icons in (path.parent.name for path in (templates / ".icons").glob("*/LICENSE*")):
        assert f"Icons of mkdocs-material: {icons}\n" in text
    assert f"In assets/javascripts/{script.name}.map, with their notices: @scope/name, lunr.\n" in text


def test_a_theme_that_is_not_there_is_not_named(tmp_path, monkeypatch):
    """A site of another theme names nobody else's."""
    monkeypatch.setitem(sys.modules, "material", None)
    (tmp_path / "assets").mkdir()
    notices.write(tmp_path)
    assert (tmp_path / addresses.LICENCES).read_text(encoding="utf-8") == notices.BEGIN


def test_the_readme_leads_to_the_licence_of_the_words_and_it_names_the_data():
    """README and the page agree whose the words are; the pictures that are shown have their attribution."""
    page = (ROOT / "content/licences.md").read_text(encoding="utf-8")
    assert "belong to their author" in page
    assert "10.24432/C50P49" in page
    assert addresses.LICENCES in page
    assert "(content/licences.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
