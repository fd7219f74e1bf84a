"""`content/claims.yml` is the ledger: what the article claims, what speaks for and against it, and the verdict.

A verdict is derived, never chosen: from predicates over results and from quoted sources, by the rule in `derive`.
The ledger also states the verdict its author expects, so that a changed result cannot change a verdict unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, product
from pathlib import Path
from typing import NamedTuple

import yaml

from press.article import alternatives, predicate
from press.article.expression import name_of
from press.article.notation import VERDICTS
from press.article.texts import parsed
from press.core.errors import PressError
from press.core.sourced import Known

ORDER = ("supported", "supported in part", "contested", "depends", "overstated", "untested", "opinion")  # in lists
KINDS = ("finding", "forecast", "opinion")
TEXTS = ("id", "quote", "kind", "verdict", "fair", "change")
PAGE, SHORT = "page", "short"  # may be left out; that a claim has the second, `press check` sees to
PICTURE = "picture"
SHOWN = ("figure", "says", "alt")
ROLES = ("asserts", "varies", "unless")
LISTS = (*ROLES, "sources_for", "sources_against", "figures", "rests_on")
TEST = ("holds", "because", "why", "given", "each")  # of which the first two are needed to read it
SOURCE = ("source", "quote", "because")
Fields = dict[str, tuple[yaml.Node, yaml.Node]]  # the keys of a mapping with the nodes of key and value


class Test(NamedTuple):
    """A predicate over results and, in a sentence, why it bears on the claim.

    `why` is the reason for its threshold, `given` the work that gives the arm or setting it is about, where it is not
    about all of them. `written` is the predicate as the ledger has it: one that names `{model}` stands for as many
    tests as `each` has words for a model.
    """

    holds: str
    because: str
    why: str = ""
    given: str = ""
    written: str = ""

    @property
    def key(self) -> str:
        """What it is known by: the predicate as the ledger has it, or as it is."""
        return self.written or self.holds


class Source(NamedTuple):
    """A cited work, the passage of it that bears on the claim, and why."""

    source: str
    quote: str
    because: str


class Picture(NamedTuple):
    """What stands in the article behind the paragraph of a claim, and the sentence under it.

    It is a figure by its name, or the file of a drawing that a run wrote; `alt` says what that shows.
    """

    figure: str
    says: str
    alt: str = ""


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
    varies: tuple[Test, ...] = ()

    @property
    def roles(self) -> tuple[tuple[str, tuple[Test, ...]], ...]:
        """Its tests by what they are to the sentence."""
        return tuple((role, getattr(self, role)) for role in ROLES)

    @property
    def tests(self) -> tuple[Test, ...]:
        """All tests, for and against."""
        return self.asserts + self.varies + self.unless

    @property
    def experiments(self) -> list[str]:
        """The experiments whose numbers its tests compare."""
        found = (reference for test in self.tests for reference in predicate.references(test.holds))
        return list(dict.fromkeys(map(name_of, found)))

    @property
    def anchor(self) -> str:
        """The identifier in lower case: part of file names, anchors and element ids."""
        return self.id.lower()

    @property
    def reason(self) -> str:
        """The short reason as a sentence; empty where there is none."""
        return f"{self.short[:1].upper()}{self.short[1:]}." if self.short else ""


def derive(claim: Claim, known: Known) -> str:
    """The verdict that follows.

    An opinion needs no evidence and gets no other verdict. `asserts` is what the sentence says, as it says it:
    all true is supported, any false is overstated, otherwise an inconclusive one is contested. `unless` are the
    circumstances in which it does not hold: one that is true leaves it supported in part. `varies` are what it says of
    every arm, whichever way each falls: one arm in which it is true is asserted, one in which it is false is an
    exception. Where another setting that a source gives would lead to another verdict, the verdict is that it depends.
    Without any predicate, sources on both sides make it contested, and anything less leaves it untested: quotations
    alone never support.
    """
    return "depends" if depends(claim, known) else _settled(claim, known)


def depends(claim: Claim, known: Known) -> list[str]:
    """The parameters, in words, of which some setting that a source gives would lead to another verdict."""
    if claim.kind == "opinion" or not claim.asserts + claim.varies:
        return []
    names = claim.experiments
    verdict = _settled(claim, known)
    others = alternatives.settings(known, names)
    given = (each for each in others if each.source)
    flips = (each for each in given if _settled(claim, alternatives.under(known, each, names)) != verdict)
    return list(dict.fromkeys(each.parameter for each in flips))


def _settled(claim: Claim, known: Known) -> str:
    """The verdict under one setting of every parameter."""
    if claim.kind == "opinion":
        return "opinion"
    asserted = [predicate.evaluate(test.holds, known) for test in claim.asserts]
    excepted = [predicate.evaluate(test.holds, known) for test in claim.unless]
    for arms in _arms(claim, known):
        asserted.append(
            next(each for each in (predicate.TRUE, predicate.FALSE, predicate.INCONCLUSIVE) if each in arms)
        )
        excepted += [predicate.TRUE] if predicate.FALSE in arms else []
    if not asserted:
        return "contested" if claim.sources_for and claim.sources_against else "untested"
    if predicate.FALSE in asserted:
        return "overstated"
    if predicate.INCONCLUSIVE in asserted:
        return "contested"
    return "supported in part" if predicate.TRUE in excepted else "supported"


def _arms(claim: Claim, known: Known) -> list[set[str]]:
    """How each test that varies came out, over its arms."""
    written = groupby(claim.varies, key=lambda test: test.written)
    return [{predicate.evaluate(test.holds, known) for test in arms} for _, arms in written]


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
        asserts=tuple(_tests(path, fields, "asserts")),
        varies=tuple(_tests(path, fields, "varies")),
        unless=tuple(_tests(path, fields, "unless")),
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


def _items(path: Path, fields: Fields, key: str, keys: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for item in _list(path, fields, key):
        inner = _fields(path, item, keys)
        yield {name: _text(path, item, inner, name) for name in keys}
