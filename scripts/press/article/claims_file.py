"""`content/claims.yml` is read, the ledger as people write it; what is malformed is named by file, line and key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from press.article.ledger import ROLES, Claim, Picture, Source, Test
from press.article.notation import VERDICTS
from press.article.texts import parsed
from press.core import bounded
from press.core.errors import PressError

KINDS = ("finding", "forecast", "opinion")
TEXTS = ("id", "quote", "kind", "verdict", "fair", "change")
PAGE, SHORT = "page", "short"  # may be left out; that a claim has the second, `press check` sees to
PICTURE = "picture"
SHOWN = ("figure", "says", "alt")
SOURCES = ("sources_for", "sources_against")
NAMES = ("figures", "rests_on")
LISTS = (*ROLES, *SOURCES, *NAMES)
TEST = ("holds", "because", "why", "given", "each")  # of which the first two are needed to read it
SOURCE = ("source", "quote", "because")
Fields = dict[str, tuple[yaml.Node, yaml.Node]]  # the keys of a mapping with the nodes of key and value


def read(path: Path) -> list[Claim]:
    """The claims in the ledger; a PressError names file, line and key where it is malformed."""
    try:
        node = parsed(yaml.compose, path.read_text(encoding="utf-8"))
        if not isinstance(node, yaml.SequenceNode):
            raise PressError(f"{path}:1: a ledger is a list of claims, each with {', '.join(TEXTS)}")
        claims = [_claim(path, item) for item in node.value]
    except FileNotFoundError:
        raise PressError(f"{path}: there is none; press new article writes one to begin with") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line, problem = bounded.told(error)
        raise PressError(f"{path}:{line + 1}: not YAML: {problem}") from None
    seen: dict[str, int] = {}
    for claim in claims:
        if claim.anchor in seen:
            raise PressError(f"{path}:{claim.lines['id']}: id: {claim.id} stands at line {seen[claim.anchor]} already")
        seen[claim.anchor] = claim.lines["id"]
    return claims


def _claim(path: Path, node: yaml.Node) -> Claim:
    fields = _fields(path, node, (*TEXTS, *LISTS, PAGE, SHORT, PICTURE))
    lines = {key: key_node.start_mark.line + 1 for key, (key_node, _) in fields.items()}
    texts: dict[str, Any] = {key: _text(path, node, fields, key) for key in TEXTS}
    page, short = (_text(path, node, fields, key) if key in fields else "" for key in (PAGE, SHORT))
    if not re.fullmatch("[A-Za-z][A-Za-z0-9-]*", texts["id"]):
        raise PressError(f"{path}:{lines['id']}: id: {texts['id']!r} cannot be part of an address; write one like C1")
    for key, allowed in (("kind", KINDS), ("verdict", VERDICTS)):
        if texts[key] not in allowed:
            raise PressError(f"{path}:{lines[key]}: {key}: {texts[key]!r} is none of {', '.join(allowed)}")
    if (texts["kind"] == "opinion") != (texts["verdict"] == "opinion"):
        raise PressError(f"{path}:{lines['verdict']}: verdict: an opinion, and nothing else, has the verdict opinion")
    lists: dict[str, Any] = {role: tuple(_tests(path, fields, role)) for role in ROLES}
    lists |= {key: tuple(_sources(path, fields, key)) for key in SOURCES}
    lists |= {key: tuple(_words(path, key, item) for item in _list(path, fields, key)) for key in NAMES}
    picture = _picture(path, fields[PICTURE][1]) if PICTURE in fields else None
    return Claim(**texts, **lists, page=page, lines=lines, short=short, picture=picture)


def _picture(path: Path, node: yaml.Node) -> Picture:
    inner = _fields(path, node, SHOWN)
    return Picture(**{key: _text(path, node, inner, key) for key in SHOWN if key in inner or key != "alt"})


def _fields(path: Path, node: yaml.Node, known: tuple[str, ...]) -> Fields:
    """The keys of a mapping with the nodes of each; an unknown or a repeated key is an error."""
    if not isinstance(node, yaml.MappingNode):
        raise PressError(f"{path}:{node.start_mark.line + 1}: not a mapping with {', '.join(known)}")
    fields: Fields = {}
    for key_node, value_node in node.value:
        line, key = key_node.start_mark.line + 1, key_node.value
        if key not in known:
            raise PressError(f"{path}:{line}: {key}: is none of {', '.join(known)}")
        if key in fields:
            raise PressError(f"{path}:{line}: {key}: stands twice")
        fields[key] = key_node, value_node
    return fields


def _text(path: Path, node: yaml.Node, fields: Fields, key: str) -> str:
    if key not in fields:
        raise PressError(f"{path}:{node.start_mark.line + 1}: {key}: is missing")
    return _words(path, key, fields[key][1])


def _words(path: Path, key: str, node: yaml.Node) -> str:
    words = " ".join(node.value.split()) if node.tag == "tag:yaml.org,2002:str" else ""
    if not words:
        raise PressError(f"{path}:{node.start_mark.line + 1}: {key}: is empty or not a text")
    return words


def _list(path: Path, fields: Fields, key: str) -> list[yaml.Node]:
    node = fields[key][1] if key in fields else None
    if node is None or node.tag == "tag:yaml.org,2002:null":
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise PressError(f"{path}:{node.start_mark.line + 1}: {key}: is not a list")
    return list(node.value)


def _tests(path: Path, fields: Fields, key: str) -> Iterator[Test]:
    """The tests below a key; one with `each` is written once and stands for a test of every word."""
    for item in _list(path, fields, key):
        inner = _fields(path, item, TEST)
        texts = {name: _text(path, item, inner, name) for name in TEST[:-1] if name in inner or name in TEST[:2]}
        words = _each(path, inner["each"][1]) if "each" in inner else {}
        line = item.start_mark.line + 1
        written = texts.pop("holds")
        lost = [name for name in words if f"{{{name}}}" not in written]
        if lost or set(re.findall(r"{(\w+)}", written)) - words.keys():
            raise PressError(f"{path}:{line}: each: has {', '.join(words) or 'nothing'} for what stands in {written!r}")
        for chosen in product(*words.values()):
            yield Test(written.format(**dict(zip(words, chosen, strict=True))), **texts, written=written)


def _each(path: Path, node: yaml.Node) -> dict[str, list[str]]:
    if not isinstance(node, yaml.MappingNode):
        raise PressError(f"{path}:{node.start_mark.line + 1}: each: is not a mapping from a name to a list of words")
    return {
        name.value: [_words(path, "each", word) for word in _list(path, {"each": (name, words)}, "each")]
        for name, words in node.value
    }


def _sources(path: Path, fields: Fields, key: str) -> Iterator[Source]:
    for item in _list(path, fields, key):
        inner = _fields(path, item, SOURCE)
        yield Source(**{name: _text(path, item, inner, name) for name in SOURCE})
