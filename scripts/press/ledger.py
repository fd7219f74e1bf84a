"""`content/claims.yml` is the ledger: what the article claims, what speaks for and against it, and the verdict that follows.

A verdict is derived, never chosen: from predicates over results and from quoted sources, by the rule in `derive`.
The ledger also states the verdict its author expects, so that a changed result cannot change a verdict unseen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from press import predicate
from press.errors import PressError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from press.results import Results

KINDS = ("finding", "forecast", "opinion")
VERDICTS = ("supported", "supported in part", "contested", "overstated", "untested", "opinion")
TEXTS = ("id", "quote", "kind", "verdict", "fair", "change")
LISTS = ("asserts", "unless", "sources_for", "sources_against", "figures")
TEST = ("holds", "because")
SOURCE = ("source", "quote", "because")


class Test(NamedTuple):
    """A predicate over results and, in a sentence, why it bears on the claim."""

    holds: str
    because: str


class Source(NamedTuple):
    """A cited work, the passage of it that bears on the claim, and why."""

    source: str
    quote: str
    because: str


class Claim(NamedTuple):
    """One claim of the article; `lines` says where each of its keys stands in the file."""

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
    lines: dict[str, int]

    @property
    def anchor(self) -> str:
        """The identifier in lower case: part of file names, anchors and element ids."""
        return self.id.lower()


def derive(claim: Claim, results: Mapping[str, Results]) -> str:
    """The verdict that follows.

    An opinion needs no evidence and gets no other verdict. `asserts` is what the sentence says, as it says it:
    all true is supported, any false is overstated, otherwise an inconclusive one is contested. `unless` are the
    circumstances in which it does not hold: one that is true leaves it supported in part. Without any predicate,
    sources on both sides make it contested, and anything less leaves it untested.
    """
    if claim.kind == "opinion":
        return "opinion"
    asserted = [predicate.evaluate(test.holds, results) for test in claim.asserts]
    excepted = [predicate.evaluate(test.holds, results) for test in claim.unless]
    if not asserted:
        return "contested" if claim.sources_for and claim.sources_against else "untested"
    if predicate.FALSE in asserted:
        return "overstated"
    if predicate.INCONCLUSIVE in asserted:
        return "contested"
    return "supported in part" if predicate.TRUE in excepted else "supported"


def read(path: Path) -> list[Claim]:
    """The claims in the ledger; a PressError names file, line and key where it is malformed."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        raise PressError(f"{path}: there is none; CONTRIBUTING.md says what a ledger of claims holds") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PressError(f"{path}:{line}: not YAML: {error.problem}") from None
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise PressError(f"{path}:1: a ledger is a list of claims, each with {', '.join(TEXTS)}")
    claims = [_claim(path, item) for item in node.value]
    seen: dict[str, int] = {}
    for claim in claims:
        if claim.id in seen:
            raise PressError(f"{path}:{claim.lines['id']}: id: {claim.id} stands at line {seen[claim.id]} already")
        seen[claim.id] = claim.lines["id"]
    return claims


def _claim(path: Path, node: yaml.Node) -> Claim:
    fields = dict(_fields(path, node, TEXTS + LISTS))
    for key in TEXTS:
        if not isinstance(fields.get(key, (0, None))[1], str):
            raise PressError(f"{path}:{node.start_mark.line + 1}: {key}: is missing or not a text")
    lines = {key: line for key, (line, _) in fields.items()}
    values = {key: value for key, (_, value) in fields.items()}
    for key, allowed in (("kind", KINDS), ("verdict", VERDICTS)):
        if values[key] not in allowed:
            raise PressError(f"{path}:{lines[key]}: {key}: {values[key]!r} is none of {', '.join(allowed)}")
    if (values["kind"] == "opinion") != (values["verdict"] == "opinion"):
        raise PressError(f"{path}:{lines['verdict']}: verdict: an opinion, and nothing else, has the verdict opinion")
    lists = {
        "asserts": tuple(Test(**item) for item in _items(path, fields, "asserts", TEST)),
        "unless": tuple(Test(**item) for item in _items(path, fields, "unless", TEST)),
        "sources_for": tuple(Source(**item) for item in _items(path, fields, "sources_for", SOURCE)),
        "sources_against": tuple(Source(**item) for item in _items(path, fields, "sources_against", SOURCE)),
        "figures": tuple(values.get("figures") or ()),
    }
    return Claim(**{key: " ".join(values[key].split()) for key in TEXTS} | lists, lines=lines)


def _items(path: Path, fields: Mapping[str, tuple[int, Any]], key: str, keys: tuple[str, ...]) -> Iterator[dict[str, str]]:
    line, items = fields.get(key, (1, None))
    for item in items or []:
        if not isinstance(item, dict) or set(item) != set(keys) or not all(isinstance(text, str) for text in item.values()):
            raise PressError(f"{path}:{line}: {key}: each item has the texts {', '.join(keys)}")
        yield {name: " ".join(text.split()) for name, text in item.items()}


def _fields(path: Path, node: yaml.Node, known: tuple[str, ...]) -> Iterator[tuple[str, tuple[int, Any]]]:
    """The keys of a mapping with the line and the value of each; an unknown or a repeated key is an error."""
    if not isinstance(node, yaml.MappingNode):
        raise PressError(f"{path}:{node.start_mark.line + 1}: not a mapping with {', '.join(known)}")
    seen = set()
    for key_node, value_node in node.value:
        line, key = key_node.start_mark.line + 1, key_node.value
        if key not in known:
            raise PressError(f"{path}:{line}: {key}: is none of {', '.join(known)}")
        if key in seen:
            raise PressError(f"{path}:{line}: {key}: stands twice")
        seen.add(key)
        yield key, (line, yaml.safe_load(yaml.serialize(value_node)))
