"""Cited works come from `content/references.bib`, the passages quoted of them from `content/passages.yml`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import yaml

from press.article import texts
from press.core import bounded, cached, distribution
from press.core.errors import PressError

LIBRARIES = ("pybtex", "latexcodec")
ELLIPSIS = re.compile(r"\s*(?:\[(?:\u2026|\.\.\.)\]|\u2026|\.\.\.)\s*")
# What turns a sentence round where it is left out of it.
NEGATION = re.compile(
    r"\b(?:not|no|never|nor|neither|none|nobody|nothing|without|hardly|scarcely|barely|cannot|unless|except|fails?|failed"
    r"|lacks?|instead)\b|n't\b",
    re.IGNORECASE,
)
STOP = re.compile(r"[.!?]\s")
STRAIGHT = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")


class Reference(NamedTuple):
    """A cited work: how prose names it, its HTML, whether that says where to find it, and what in it cannot be."""

    key: str
    label: str
    text: str
    located: bool
    contradictions: Sequence[str] = ()


class Passage(NamedTuple):
    """A stored passage of a work: its words, whether the work itself was read, and where."""

    text: str
    read: str
    place: str


def read(path: Path) -> dict[str, Reference]:
    """The works in a BibTeX file by key; none where there is no file."""
    if not path.is_file():
        return {}
    distribution.need("citations")
    from press.article import bibliography  # noqa: PLC0415 - only what cites needs the library that formats

    return {fields[0]: Reference(*fields) for fields in bibliography.works(path)}


def kept(path: Path, cache: Path) -> dict[str, Reference]:
    """The same, kept between runs for as long as neither the file nor what reads and sets it changes."""
    if not path.is_file():
        return {}
    distribution.need("citations")
    digest, place = hashlib.sha256(), cache / "works.json"
    for part in _inputs(path):
        digest.update(hashlib.sha256(part).digest())
    stored = cached.value(place) or {}
    if stored.get("digest") == digest.hexdigest():
        return {fields[0]: Reference(*fields) for fields in stored["works"]}
    works = read(path)
    cached.keep(place, {"digest": digest.hexdigest(), "works": list(works.values())})
    return works


def _inputs(path: Path) -> Iterator[bytes]:
    """What the works follow from: the file, the code, and the libraries."""
    yield path.read_bytes()
    yield from (
        Path(__file__).with_name(name).read_bytes() for name in ("references.py", "bibliography.py", "consistency.py")
    )
    yield from (version(library).encode() for library in LIBRARIES)


def passages(path: Path) -> dict[str, list[Passage]]:
    """The stored passages by key of the work; a PressError names file and key where one is malformed."""
    if not path.is_file():
        return {}
    try:
        stored = texts.parsed(yaml.load, path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        line, problem = bounded.told(error)
        raise PressError(f"{path}:{line + 1}: not YAML: {problem}") from None
    if not isinstance(stored, dict):
        raise PressError(f"{path}:1: not a mapping from the keys of references.bib to lists of passages")
    for key, items in stored.items():
        if not isinstance(items, list):
            raise PressError(f"{path}: {key}: is not a list of passages")
    return {key: [_passage(path, key, item) for item in items] for key, items in stored.items()}


def _passage(path: Path, key: str, item: object) -> Passage:
    if not isinstance(item, dict) or not all(isinstance(item.get(part), str) for part in ("text", "read", "from")):
        raise PressError(f"{path}: {key}: a passage has the texts text, read and from")
    if item["read"] not in {"primary", "second-hand"}:
        raise PressError(f"{path}: {key}: read: {item['read']!r} is none of primary, second-hand")
    return Passage(" ".join(item["text"].split()), item["read"], item["from"])


def held(quote: str, stored: list[Passage]) -> Passage | None:
    """The stored passage that holds a quotation word for word, or None; an ellipsis may stand for words left out.

    Not for a negation: without it the sentence says the opposite.
    """
    parts = [part.strip(" ,.;:") for part in ELLIPSIS.split(quote)]
    return next((passage for passage in stored if _in_order(parts, passage.text)), None)


def _in_order(parts: list[str], text: str) -> bool:
    """Whether all parts stand in a text, one after the other."""
    words, position = _plain(text), 0
    for index, part in enumerate(parts):
        end = _behind(_plain(part), words, position)
        if end < 0 or (index and _turns(words[position : end - len(_plain(part))])):
            return False
        position = end
    return True


def _turns(left_out: str) -> bool:
    """Whether words that are left out turn the sentence of those before or behind them; whole sentences do not."""
    sentences = STOP.split(left_out)
    return any(NEGATION.search(part) for part in {sentences[0], sentences[-1]})


def occurrences(quote: str, text: str) -> int:
    """How often the words of a quotation stand in a text, whole words each, whatever white space parts them."""
    sought, words = _plain(quote), _plain(text)
    count, position = -1, 0
    while position >= 0:
        count, position = count + 1, _behind(sought, words, position)
    return count


def _behind(sought: str, words: str, position: int) -> int:
    """Where the next place ends at which some words stand as whole words, or -1."""
    while sought and (start := words.find(sought, position)) >= 0:
        end = start + len(sought)
        if not (_is_letter(words[start - 1 : start]) or _is_letter(words[end : end + 1])):
            return end
        position = start + 1
    return -1


def _is_letter(character: str) -> bool:
    """Whether a character, or none, is part of a word."""
    return character.isalnum() or character == "_"


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """A text as its words and single spaces; curled quotation marks and apostrophes are the straight ones."""
    return " ".join(text.translate(STRAIGHT).split())
