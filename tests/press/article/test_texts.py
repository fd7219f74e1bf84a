"""YAML is read in C, and what it says is what PyYAML itself says, to the character and the word."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from press.article import texts

PIECES = [
    "title: ",
    "a",
    "b: c",
    "- ",
    "\n",
    "  ",
    "\t",
    '"',
    "'",
    "| ",
    ">",
    "#",
    "[",
    "]",
    "{",
    "}",
    "*a",
    ": ",
    "é",
    "!!",
]


def outline(node):
    """A node as plain values: kind, tag, places, and what it holds."""
    if node is None or isinstance(node, str):
        return node
    if isinstance(node, tuple | list):
        return [outline(each) for each in node]
    return type(node).__name__, node.tag, node.start_mark.index, node.start_mark.line, outline(node.value)


def answer(read):
    """What a reading comes to, or the error in its words."""
    try:
        return read()
    except yaml.YAMLError as error:
        return str(error)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_yaml_says_the_same_in_c(text):
    """Nodes, places and errors are those of the reader in Python, of which a tab is one difference."""
    quick = answer(lambda: outline(texts.parsed(yaml.compose, text)))
    assert quick == answer(lambda: outline(yaml.compose(text, Loader=yaml.SafeLoader)))
