"""The dialect of a project is what its engine is told, without what is not there and without running anything."""

from __future__ import annotations

import json
import textwrap

import pytest

from press.article import dialect, prose
from press.core.project import Project


@pytest.fixture
def said(tmp_path):
    def dialect_of(settings):
        (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
        return dialect.of(Project(tmp_path, "", ""))

    return dialect_of


def test_it_is_what_the_settings_say(said):
    """With their options, and what MkDocs adds to every site; ours is read without results."""
    found = said("markdown_extensions:\n- footnotes\n- tables: {use_align_attribute: true}\n- press.markdown\n")
    assert [name for name, _ in found.extensions] == ["toc", "tables", "fenced_code", "footnotes"]
    assert json.loads(dict(found.extensions)["tables"]) == {"use_align_attribute": True}


def test_without_settings_it_is_that_of_a_new_article(tmp_path):
    """A base without an engine reads as the engine would."""
    assert dialect.of(Project(tmp_path, "", "")).extensions == dialect.STANDARD.extensions


def test_what_is_not_there_is_left_out_and_code_is_not_run(said):
    """An engine will tell of the one, and only an engine runs the other."""
    found = said(
        "markdown_extensions:\n- nobody.has_this\n- pymdownx.emoji:\n"
        "    emoji_index: !!python/name:os.system\n    options: {attributes: {height: 5px}}\n"
    )
    assert [name for name, _ in found.extensions] == ["toc", "tables", "fenced_code", "pymdownx.emoji"]
    assert json.loads(dict(found.extensions)["pymdownx.emoji"]) == {"options": {"attributes": {"height": "5px"}}}


@pytest.mark.parametrize(
    ("name", "kept"), [("footnotes", True), ("pymdownx.details", True), ("pymdownx.snippets", False)]
)
def test_readings_are_kept_where_a_page_is_all_that_is_read(said, name, kept):
    """A file that is included may change while the page does not."""
    assert bool(said(f"markdown_extensions: [{name}]\n").cache) is kept


def test_a_label_is_the_same_with_a_mark():
    """A link with marks leads where it led without."""
    labels = dialect.Labels()
    labels["the \U000f0001label"] = "there"
    assert labels["the label\U000f0002"] == "there"
    assert "the label" in labels


@pytest.mark.parametrize("name", ["pymdownx.superfences", "pymdownx.highlight", "codehilite"])
def test_code_is_code_in_any_colours(said, name):
    """What colours it takes a mark for a part of the code, and the page is the same one."""
    found = said(f"markdown_extensions:\n- {name}\n- pymdownx.superfences\n")._replace(cache="")
    fence = "```python\ndef half(number: int = 42): ...\n```\n"
    text = f"Words of 41.\n\n{fence}\n- One:\n\n{textwrap.indent(fence, '    ')}"
    assert [match[0] for match in prose.digits(".md", text, found)] == ["41"]
    assert prose.found(".md", text, found) == []
