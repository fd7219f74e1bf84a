"""A page with every cited work and what leans on it, and one with the words that were stored when each was read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from press.article import prose
from press.article.ledger import Claim
from press.article.references import Passage, Reference
from press.article.store import Store
from press.site import addresses, naming, written
from press.site.templating import render


class Use(NamedTuple):
    """A page that leans on a work, and its name."""

    page: str
    name: str


def pages(store: Store) -> Iterator[tuple[str, bytes]]:
    """The two pages' paths and contents."""
    used: dict[str, list[Use]] = {key: [] for key in store.works}
    for key, use in (*_cited(store), *_quoted(store.judged), *_named(store)):
        if key in used and use not in used[key]:
            used[key].append(use)
    works = sorted(store.works.values(), key=lambda work: work.label.casefold())
    read = [(work, [*map(_shown, store.passages[work.key])]) for work in works if store.passages.get(work.key)]
    stored = {work.key: len(store.passages.get(work.key, [])) for work in works}
    letters: dict[str, list[Reference]] = {}
    for work in works:
        letters.setdefault(_letter(work.label), []).append(work)
    listed = {"letters": letters, "stored": stored, "used": used}
    yield addresses.SOURCES, render("sources.md", **listed, passages=addresses.PASSAGES)
    yield addresses.PASSAGES, render("passages.md", read=read, sources=addresses.SOURCES)


def _letter(label: str) -> str:
    """The letter under which a work stands: without what stands above or below it."""
    plain = unicodedata.normalize("NFKD", label[:1]).lower()[:1]
    return plain if plain.isascii() and plain.isalpha() else "other"


def _cited(store: Store) -> Iterator[tuple[str, Use]]:
    """The works that pages cite."""
    for page in written.pages(store.project):
        if found := list(prose.citations(page.text, store.dialect)):
            headings = (line.removeprefix("# ") for line in page.text.splitlines() if line.startswith("# "))
            use = Use(page.name, next(headings, page.file.stem))
            yield from ((key, use) for match in found for key in prose.keys(match[0]))


def _quoted(claims: list[Claim]) -> Iterator[tuple[str, Use]]:
    """The works that speak for or against claims."""
    for claim in claims:
        for source in (*claim.sources_for, *claim.sources_against):
            yield source.source, Use(addresses.claim_page(claim.anchor), claim.id)


def _named(store: Store) -> Iterator[tuple[str, Use]]:
    """The works that figures name."""
    for name, result in store.results.items():
        for key in result.sources:
            yield key, Use(addresses.figure_page(name), naming.called(store.project, name))


def _shown(passage: Passage) -> str:
    """A passage as HTML: whatever a source wrote, it is text here."""
    return (
        f'<blockquote class="passage"><p>{escape(passage.text)}</p>'
        f"<footer>Read {'in' if passage.read == 'primary' else 'at second hand, in'}: {escape(passage.place)}.</footer>"
        "</blockquote>"
    )
