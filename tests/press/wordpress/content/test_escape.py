"""Text that an enabled extension would take for markup is read back as the text it is."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import mirrored
from press.html import safe, tree
from press.wordpress.content import convert, escape, prepare, surroundings
from press.wordpress.source import wxr

PIECES = [
    "!!! note",
    "???+ tip",
    '=== "Tab"',
    ":smile:",
    ":material-alert:",
    "$a_1$",
    "$$b$$",
    "==mark==",
    "^^ins^^",
    "^sup^",
    "~sub~",
    "~~del~~",
    "++ctrl+c++",
    "{++add++}",
    "{--del--}",
    "{~~a~>b~~}",
    "{==x==}",
    "{>>c<<}",
    "*[HTML]: x",
    '--8<-- "x"',
    '-8<- "x"',
    "[[wiki]]",
    "{{ x }}",
    "{% x %}",
    "{# x #}",
    "(c)",
    "(tm)",
    "1/2",
    "-->",
    "<--",
    "+/-",
    "=/=",
    "/// note",
    "http://example.org/a_b",
    "www.example.org",
    "a@b.example",
    "#12",
    "1st",
    ": def",
    "|a|b|",
    "|---|---|",
    "[^1]: x",
    "[x]: y",
    "* a",
    "- b",
    "1. c",
    "# d",
    "> e",
    "`f`",
    "a",
    " ",
    "\\",
    "_",
    "*",
    "<b>",
    "&amp;",
    "---",
    "```",
    "x^2^",
    "H~2~O",
]
TEXT = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(" ".join)
MATERIAL = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.emoji",
    "pymdownx.keys",
    "pymdownx.mark",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tilde",
    "pymdownx.tasklist",
    "pymdownx.inlinehilite",
    "pymdownx.magiclink",
    "pymdownx.smartsymbols",
    "pymdownx.critic",
    "wikilinks",
]
LOADED = {"pymdownx.blocks": "pymdownx.blocks.admonition"}  # a family of extensions
SIMPLE = ["abbr", "attr_list", "md_in_html", "tables", "toc", "footnotes"]


def _written(html: str, extensions: list[str]) -> str:
    root = safe.read(html)
    footnotes = prepare.ordered(root, mirrored.nowhere(), surroundings.Notes([], []))
    return convert.Writer(escape.signs(extensions), footnotes, {}, {}).markdown(root)


def _texts(html: str) -> list[str]:
    """Words, without what an extension adds around them."""
    return tree.words(tree.parse(safe.nh3.clean(html, tags=set(safe.CARRIED), link_rel=None)))


def _block(text: str, tag: str) -> str:
    inner = wxr.FORBIDDEN.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<ul><li>{inner}</li></ul>" if tag == "li" else f"<{tag}>{inner}</{tag}>"


@pytest.mark.slow
@settings(max_examples=250, deadline=None, derandomize=True)
@given(text=TEXT, tag=st.sampled_from(["p", "h2", "li", "blockquote"]))
@example(text="{~~a~>b~~}", tag="p")
@example(text="*[HTML]: x", tag="p")
@example(text=": def", tag="p")
def test_text_survives_all_of_materials_extensions(text, tag):
    """With every extension that Material recommends, and more, any row of their signs is rendered as the same words."""
    written = _written(_block(text, tag), MATERIAL)
    assert _texts(markdown.markdown(written, extensions=MATERIAL)) == text.split(), written


@settings(max_examples=25, deadline=None, derandomize=True)
@pytest.mark.parametrize("extension", list(escape.SIGNS))
@given(text=TEXT)
def test_text_survives_each_extension_alone(extension, text):
    """Each row of the table is enough for its own extension."""
    extensions = [*SIMPLE, LOADED.get(extension, extension)]
    written = _written(_block(text, "p"), extensions)
    assert _texts(markdown.markdown(written, extensions=extensions)) == text.split(), written


@pytest.mark.parametrize("extension", list(escape.SIGNS))
def test_each_row_of_the_table_is_needed(extension):
    """Without its row, the extension takes some piece of text for markup: no row is idle."""
    extensions = [*SIMPLE, LOADED.get(extension, extension)]
    blocks = [*(_block(piece, "p") for piece in PIECES), "<p>a<br>: def</p>"]
    unescaped = [_written(block, []) for block in blocks]
    assert any(_rendered(text, extensions) != _rendered(text, SIMPLE) for text in unescaped)


def _rendered(text: str, extensions: list[str]) -> str:
    return re.sub(r"\s+", " ", markdown.markdown(text, extensions=extensions))


def test_text_stays_readable_where_an_extension_is_off():
    """What nothing gives a meaning is written as it is: `$5` stays `$5`."""
    assert _written("<p>It costs $5 ~ 10^2 :x: http://a.example</p>", []) == "It costs $5 ~ 10^2 :x: http://a.example"
    assert "&#36;5" in _written("<p>It costs $5</p>", ["pymdownx.arithmatex"])


def test_templates_and_snippets_are_parted():
    """What templates and snippets act on before Markdown is read is not in the text, nor in code or HTML."""
    text = '<p>{{ a }} {% b %} {# c #}</p><p>--8&lt;-- "x"</p><pre>{{ a }}\n--8&lt;-- "x"</pre>'
    html = f"{text}<table><tr><td>{{{{ a }}}}</td></tr></table>"
    written = _written(html, [])
    assert not re.search(r"\{\{|\{%|\{#|-8<", written)
