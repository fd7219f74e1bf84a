"""Works are read from BibTeX and set by pybtex: authors in full, titles as written, identifiers linked."""

from __future__ import annotations

from pathlib import Path

from pybtex import database
from pybtex.backends.html import Backend
from pybtex.exceptions import PybtexError
from pybtex.style.formatting.unsrt import Style
from pybtex.style.template import Node, field, sentence

from press.article import consistency
from press.core.errors import PressError

IDENTIFIERS = ("doi", "eprint", "url")


class Titled(Style):  # type: ignore[misc]  # the library has no types
    """The library's plain style, which would print every title in lower case."""

    def format_title(self, entry: database.Entry, which_field: str, as_sentence: bool = True) -> Node:  # noqa: ARG002, FBT001, FBT002 - the library's signature
        """Set a title as it stands in the file."""
        title = field(which_field)
        return sentence[title] if as_sentence else title


class Plain(Backend):  # type: ignore[misc]  # as above
    """The library's HTML, without a wrapper around each group of braces."""

    def format_protected(self, text: str) -> str:
        """Set what BibTeX keeps from changing case as it stands."""
        return text


def works(path: Path) -> list[tuple[str, str, str, bool, list[str]]]:
    """Key, label, HTML of each work, whether it can be found, and what in it cannot be; a PressError names the line."""
    try:
        parsed = database.parse_file(str(path), "bibtex")
    except PybtexError as error:
        line = getattr(error, "lineno", None) or 1
        raise PressError(f"{path}:{line}: not BibTeX: {error}") from None
    backend = Plain()
    formatted = {entry.key: entry.text.render(backend) for entry in Titled().format_entries(parsed.entries.values())}
    fields = {key: dict(entry.fields) for key, entry in parsed.entries.items()}
    shared = list(consistency.shared(fields))
    return [
        _work(key, entry, formatted[key], [message for each, message in shared if each == key])
        for key, entry in parsed.entries.items()
    ]


def _work(key: str, entry: database.Entry, text: str, shared: list[str]) -> tuple[str, str, str, bool, list[str]]:
    authors = entry.persons.get("author", [])
    named = [" ".join(map(str, (*each.rich_prelast_names, *each.rich_last_names))) for each in authors]
    if len(named) > 2 or named[1:] == ["others"]:
        named = [f"{named[0]} et al."]
    name = " and ".join(named) or key
    located = any(entry.fields.get(identifier) for identifier in IDENTIFIERS)
    label = f"{name} {entry.fields.get('year', '')}".strip()
    surnames = [" ".join((*person.prelast_names, *person.last_names)) for person in authors]
    contradictions = list(consistency.contradictions(key, dict(entry.fields), surnames))
    return key, label, " ".join(text.split()), located, contradictions + shared
