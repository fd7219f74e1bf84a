"""Cited works come from `content/references.bib`, quoted passages from `content/passages.yml`, where they are stored."""

from __future__ import annotations

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
    import bibtexparser  # noqa: PLC0415 - half a second that only pages with sources need

    library = bibtexparser.parse_string(path.read_text(encoding="utf-8"))
    for block in library.failed_blocks:
        raise PressError(f"{path}:{(block.start_line or 0) + 1}: not BibTeX: {block.error}")
    return {entry.key: _reference(entry.key, {field.key: str(field.value) for field in entry.fields}) for entry in library.entries}


def _reference(key: str, fields: dict[str, str]) -> Reference:
    clean = {name: " ".join(value.replace("{", "").replace("}", "").split()) for name, value in fields.items()}
    authors = clean.get("author", "").split(" and ")
    surnames = [author.split(",")[0] if "," in author else author.split(" ")[-1] for author in authors]
    author = " and ".join(surnames) if len(surnames) < 3 else f"{surnames[0]} et al."
    doi, eprint = clean.get("doi"), clean.get("eprint")
    url = clean.get("url") or (f"https://doi.org/{doi}" if doi else "") or (f"https://arxiv.org/abs/{eprint}" if eprint else "")
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
    return {key: [_passage(path, key, item) for item in items] for key, items in stored.items()}


def _passage(path: Path, key: str, item: object) -> Passage:
    if not isinstance(item, dict) or not all(isinstance(item.get(part), str) for part in ("text", "read", "from")):
        raise PressError(f"{path}: {key}: a passage has the texts text, read and from")
    if item["read"] not in {"primary", "second-hand"}:
        raise PressError(f"{path}: {key}: read: {item['read']!r} is none of primary, second-hand")
    return Passage(" ".join(item["text"].split()), item["read"], item["from"])


def held(quote: str, stored: list[Passage]) -> Passage | None:
    """The stored passage that holds a quotation word for word, or None."""
    return next((passage for passage in stored if " ".join(quote.split()) in passage.text), None)
