"""`content/claims.yml` is the ledger: what the article claims, what speaks for and against it, and the verdict.

A verdict is derived, never chosen: from predicates over results and from quoted sources, by the rule in `derive`.
The ledger also states the verdict its author expects, so that a changed result cannot change a verdict unseen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from press.article import predicate
from press.article.notation import VERDICTS
from press.article.texts import parsed
from press.core.errors import PressError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from press.core.sourced import Known

KINDS = ("finding", "forecast", "opinion")
TEXTS = ("id", "quote", "kind", "verdict", "fair", "change")
PAGE, SHORT = "page", "short"  # may be left out; that a claim has the second, `press check` sees to
PICTURE = "picture"
SHOWN = ("figure", "says")
LISTS = ("asserts", "unless", "sources_for", "sources_against", "figures", "rests_on")
TEST = ("holds", "because")
SOURCE = ("source", "quote", "because")
Fields = dict[str, tuple[yaml.Node, yaml.Node]]  # the keys of a mapping with the nodes of key and value


class Test(NamedTuple):
    """A predicate over results and, in a sentence, why it bears on the claim."""

    holds: str
    because: str


class Source(NamedTuple):
    """A cited work, the passage of it that bears on the claim, and why."""

    source: str
    quote: str
    because: str


class Picture(NamedTuple):
    """A figure that stands in the article behind the paragraph of a claim, and the sentence under it."""

    figure: str
    says: str


class Claim(NamedTuple):
    """One claim of the article; `page` is the evidence page that discusses it, `lines` where each key stands.

    `rests_on` lists the claims that it takes for granted; `short` is the reason for the verdict in a few words.
    """

    id: str
    quote: str
    kind: str
    verdict: str
    fair: str
    change: str
    asserts: tuple[Test, ...]
    unless: tuple[Test, ...]
    sources_for: tuple[Source, ...]
    sources_against: tuple[Source, ...]
    figures: tuple[str, ...]
    rests_on: tuple[str, ...]
    page: str
    lines: dict[str, int]
    short: str = ""
    picture: Picture | None = None

    @property
    def anchor(self) -> str:
        """The identifier in lower case: part of file names, anchors and element ids."""
        return self.id.lower()


def derive(claim: Claim, known: Known) -> str:
    """The verdict that follows.

    An opinion needs no evidence and gets no other verdict. `asserts` is what the sentence says, as it says it:
    all true is supported, any false is overstated, otherwise an inconclusive one is contested. `unless` are the
    circumstances in which it does not hold: one that is true leaves it supported in part. Without any predicate,
    sources on both sides make it contested, and anything less leaves it untested: quotations alone never support.
    """
    if claim.kind == "opinion":
        return "opinion"
    asserted = [predicate.evaluate(test.holds, known) for test in claim.asserts]
    excepted = [predicate.evaluate(test.holds, known) for test in claim.unless]
    if not asserted:
        return "contested" if claim.sources_for and claim.sources_against else "untested"
    if predicate.FALSE in asserted:
        return "overstated"
    if predicate.INCONCLUSIVE in asserted:
        return "contested"
    return "supported in part" if predicate.TRUE in excepted else "supported"


def judged(path: Path, written: Iterable[Claim], known: Known) -> list[Claim]:
    """The claims with the verdicts that follow, whatever their author expects: this is what a page prints."""
    claims = []
    for claim in written:
        try:
            claims.append(claim._replace(verdict=derive(claim, known)))
        except ValueError as problem:
            raise PressError(f"{path}:{claim.lines['id']}: {claim.id}: {problem}") from None
    return claims


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
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise PressError(f"{path}:{line}: not YAML: {getattr(error, 'problem', None) or error}") from None
    seen: dict[str, int] = {}
    for claim in claims:
        if claim.anchor in seen:
            raise PressError(f"{path}:{claim.lines['id']}: id: {claim.id} stands at line {seen[claim.anchor]} already")
        seen[claim.anchor] = claim.lines["id"]
    return claims


def _claim(path: Path, node: yaml.Node) -> Claim:
    fields = _fields(path, node, (*TEXTS, *LISTS, PAGE, SHORT, PICTURE))
    lines = {key: key_node.start_mark.line + 1 for key, (key_node, _) in fields.items()}
    texts = {key: _text(path, node, fields, key) for key in TEXTS}
    page, short = (_text(path, node, fields, key) if key in fields else "" for key in (PAGE, SHORT))
    if not re.fullmatch("[A-Za-z][A-Za-z0-9-]*", texts["id"]):
        raise PressError(f"{path}:{lines['id']}: id: {texts['id']!r} cannot be part of an address; write one like C1")
    for key, allowed in (("kind", KINDS), ("verdict", VERDICTS)):
        if texts[key] not in allowed:
            raise PressError(f"{path}:{lines[key]}: {key}: {texts[key]!r} is none of {', '.join(allowed)}")
    if (texts["kind"] == "opinion") != (texts["verdict"] == "opinion"):
        raise PressError(f"{path}:{lines['verdict']}: verdict: an opinion, and nothing else, has the verdict opinion")
    return Claim(
        **texts,
        asserts=tuple(Test(**item) for item in _items(path, fields, "asserts", TEST)),
        unless=tuple(Test(**item) for item in _items(path, fields, "unless", TEST)),
        sources_for=tuple(Source(**item) for item in _items(path, fields, "sources_for", SOURCE)),
        sources_against=tuple(Source(**item) for item in _items(path, fields, "sources_against", SOURCE)),
        figures=tuple(_words(path, "figures", item) for item in _list(path, fields, "figures")),
        rests_on=tuple(_words(path, "rests_on", item) for item in _list(path, fields, "rests_on")),
        page=page,
        lines=lines,
        short=short,
        picture=_picture(path, fields[PICTURE][1]) if PICTURE in fields else None,
    )


def _picture(path: Path, node: yaml.Node) -> Picture:
    inner = _fields(path, node, SHOWN)
    return Picture(**{key: _text(path, node, inner, key) for key in SHOWN})


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


def _items(path: Path, fields: Fields, key: str, keys: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for item in _list(path, fields, key):
        inner = _fields(path, item, keys)
        yield {name: _text(path, item, inner, name) for name in keys}
