"""Where the texts stand that people wrote into a file of another kind: YAML, front matter, a Python module.

Positions are those of characters in the file, so that a finding can point into it.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from contextlib import suppress
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What the reader in C allows or places otherwise: tabs, a comment right behind `>`, an empty value in brackets, and
# characters that are rare or no text.
LAX = re.compile(r"[>|][-+\d]*#|:[ \n]*[]},]|[^\n -~\xa0-\u2027\u202a-\ud7ff]")
QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BEHIND_WORD = re.compile(r"\W")
Range = tuple[int, int]


def front_matter(text: str) -> Range:
    """Where the lines between the `---` at the head of a page stand; an empty range where there are none."""
    match = re.match(r"---\n(?P<body>(?:[^\n]*\n)*?)---(?:\n|\Z)", text)
    return match.span("body") if match else (0, 0)


def parsed(read: Callable[..., Any], text: str) -> Any:
    """`yaml.load` or `yaml.compose` of a text: in C, but where that would be lax, or word an error."""
    if not LAX.search(text):
        with suppress(yaml.YAMLError):
            return read(text, Loader=QUICK)
    return read(text, Loader=yaml.SafeLoader)


def values(text: str, keys: set[str]) -> list[Range]:
    """Where the texts of some keys stand in YAML; nowhere if it is none, which another rule reports."""
    try:
        node = parsed(yaml.compose, text)
    except yaml.YAMLError:
        return []
    return list(_nodes(node, keys, set())) if node else []


def _nodes(node: yaml.Node, keys: set[str], seen: set[int]) -> Iterator[Range]:
    """Each node is looked at once, however many aliases lead to it."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _nodes(item, keys, seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(value, yaml.ScalarNode) and key.value in keys:
                yield value.start_mark.index, value.end_mark.index
            yield from _nodes(value, keys, seen)


def strings(text: str, constants: set[str]) -> list[Range]:
    """Where an experiment's texts stand: the first line of its docstring, and the constants that a page shows."""
    lines = io.StringIO(text).readlines()
    starts = list(accumulate(map(len, lines), initial=0))
    found: list[Range] = []
    try:
        for node in ast.parse(text).body:
            first, last = node.lineno - 1, node.end_lineno
            told = isinstance(node, ast.Expr) and not found
            if told or BEHIND_WORD.split(lines[first], maxsplit=1)[0] in constants:
                found += _strings("".join(lines[first:last]), starts[first], to_line_end=told)
    except (tokenize.TokenError, SyntaxError, ValueError):
        return []
    return found


def _strings(statement: str, start: int, *, to_line_end: bool) -> Iterator[Range]:
    """The string literals of a statement: only tokens tell where each of several begins."""
    starts = list(accumulate(map(len, io.StringIO(statement)), initial=start))
    for token in tokenize.generate_tokens(io.StringIO(statement).readline):
        if token.type == tokenize.STRING:
            begin = starts[token.start[0] - 1] + token.start[1]
            shown = token.string.split("\n")[0] if to_line_end else token.string
            yield begin, begin + len(shown)


def is_mirrored(text: str) -> bool:
    """Whether a page belongs to a mirrored blog: its front matter has the number that it had there."""
    start, end = front_matter(text)
    return re.search(r"^wordpress:\n  id: \d+\n", text[start:end], re.MULTILINE) is not None
