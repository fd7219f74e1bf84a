"""Where the texts stand that people wrote into a file of another kind: YAML, front matter, a Python module.

Positions are those of characters in the file, so that a finding can point into it.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from press.core.bounded import PLAIN, QUICK, TooMuch, hold
from press.core.errors import PressError

# What the reader in C allows or places otherwise: tabs, a comment right behind `>`, an empty value in brackets, and
# characters that are rare or no text.
LAX = re.compile(r"[>|][-+\d]*#|:[ \n]*[]},]|[^\n -~\xa0-\u2027\u202a-\ud7ff]")
BEHIND_WORD = re.compile(r"\W")
# As in MkDocs, with a mark of the byte order before it, which MkDocs drops when it opens a file.
FRONT = re.compile(r"\ufeff?---[ \t]*\n(?P<body>.*?\n)(?:\.\.\.|---)[ \t]*\n", re.DOTALL)
Range = tuple[int, int]


def front_matter(text: str) -> Range:
    """Where the lines between the `---` at the head of a page stand, as MkDocs sees them; else an empty range."""
    match = FRONT.match(text)
    return match.span("body") if match else (0, 0)


def body(text: str) -> int:
    """Where a page begins behind its front matter."""
    match = FRONT.match(text)
    return match.end() if match else 0


def matter(text: str, place: str) -> dict[str, Any]:
    """What the front matter of a page says, as MkDocs reads it: nothing, where it is no mapping."""
    start, end = front_matter(text)
    try:
        return dict(_mapping(text[start:end]))
    except TooMuch as error:
        raise PressError(f"{place}:{error.problem_mark.line + 2}: front matter {error.problem}") from None


def title(path: Path) -> str:
    """The title in the front matter of a page; empty where there is none."""
    return str(matter(path.read_text(encoding="utf-8"), path.name).get("title") or "") if path.is_file() else ""


@lru_cache(maxsize=2048)
def _mapping(text: str) -> dict[str, Any]:
    """What lines of YAML say: lists, redirects, cards and rules all ask for the same."""
    hold(text)
    try:
        found = yaml.load(text, Loader=QUICK)  # noqa: S506 - the safe loader, in C
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def parsed(read: Callable[..., Any], text: str) -> Any:
    """`yaml.load` or `yaml.compose` of a text: in C, but where that would be lax, or word an error."""
    hold(text)
    if not LAX.search(text):
        with suppress(yaml.YAMLError):
            return read(text, Loader=QUICK)
    return read(text, Loader=PLAIN)


def values(text: str, keys: set[str]) -> list[Range]:
    """Where the texts of some keys stand in YAML; nowhere if it is none, which another rule reports."""
    node = _composed(text)
    return list(_nodes(node, keys, set())) if node else []


def _composed(text: str) -> yaml.Node | None:
    with suppress(yaml.YAMLError):
        return parsed(yaml.compose, text)  # type: ignore[no-any-return]
    return None


def _span(node: yaml.Node) -> Range:
    return node.start_mark.index, node.end_mark.index


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
            if isinstance(key, yaml.ScalarNode) and key.value in keys:
                said = value.value if isinstance(value, yaml.SequenceNode) else [value]
                yield from (_span(each) for each in said if isinstance(each, yaml.ScalarNode))
            yield from _nodes(value, keys, seen)


def keys(text: str, of: str) -> list[Range]:
    """Where the keys stand that lie anywhere below one key of a mapping in YAML: a menu's are what it shows."""
    node = _composed(text)
    below = [value for key, value in node.value if key.value == of] if isinstance(node, yaml.MappingNode) else []
    found = []
    while below:
        node = below.pop()
        if isinstance(node, yaml.SequenceNode):
            below += node.value
        elif isinstance(node, yaml.MappingNode):
            found += [_span(key) for key, _ in node.value]
            below += [value for _, value in node.value]
    return sorted(found)


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
    return re.search(r"^wordpress:\n  id: -?\d+\n", text[start:end], re.MULTILINE) is not None
