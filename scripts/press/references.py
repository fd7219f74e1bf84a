"""Cited works come from `content/references.bib`, the passages quoted of them from `content/passages.yml`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from press.errors import PressError

if TYPE_CHECKING:
    from pathlib import Path


class Reference(NamedTuple):
    """A cited work as a page prints it."""

    key: str
    author: str
    year: str
    title: str
    venue: str
    url: str

    @property
    def text(self) -> str:
        """Markdown: authors, year, linked title, venue."""
        title = f"[{self.title}]({self.url})" if self.url else self.title
        return ". ".join(part for part in (f"{self.author} ({self.year})", title, self.venue) if part) + "."


class Passage(NamedTuple):
    """A stored passage of a work: its words, whether the work itself was read, and where."""

    text: str
    read: str
    place: str


def read(path: Path) -> dict[str, Reference]:
    """The works in a BibTeX file by key; none where there is no file."""
    if not path.is_file():
        return {}
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - half a second that only pages with sources need

    library = parse_string(path.read_text(encoding="utf-8"))
    for block in library.failed_blocks:
        raise PressError(f"{path}:{(block.start_line or 0) + 1}: not BibTeX: {block.error}")
    fields = {entry.key: {field.key: str(field.value) for field in entry.fields} for entry in library.entries}
    return {key: _reference(key, values) for key, values in fields.items()}


def _reference(key: str, fields: dict[str, str]) -> Reference:
    clean = {name: " ".join(value.replace("{", "").replace("}", "").split()) for name, value in fields.items()}
    authors = clean.get("author", "").split(" and ")
    surnames = [author.split(",")[0] if "," in author else author.split(" ")[-1] for author in authors]
    author = " and ".join(surnames) if len(surnames) < 3 else f"{surnames[0]} et al."
    doi, eprint = clean.get("doi"), clean.get("eprint")
    archive = f"https://doi.org/{doi}" if doi else f"https://arxiv.org/abs/{eprint}" if eprint else ""
    url = clean.get("url") or archive
    venue = clean.get("journal") or clean.get("booktitle") or (f"arXiv:{eprint}" if eprint else "")
    return Reference(key, author, clean.get("year", ""), clean.get("title", key), venue, url)


def passages(path: Path) -> dict[str, list[Passage]]:
    """The stored passages by key of the work; a PressError names file and key where one is malformed."""
    if not path.is_file():
        return {}
    try:
        stored = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise PressError(f"{path}: not YAML: {error}") from None
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
    """The stored passage that holds a quotation word for word, or None."""
    return next((passage for passage in stored if occurrences(quote, passage.text)), None)


def occurrences(quote: str, text: str) -> int:
    """How often the words of a quotation stand in a text, whole words each, whatever white space parts them."""
    words = r"\s+".join(map(re.escape, quote.split()))
    return len(re.findall(rf"(?<!\w){words}(?!\w)", text)) if words else 0
