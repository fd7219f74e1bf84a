"""What was bound, drawn and marked in the sources is on the built pages, with the stored values and in words.

A site engine that does not know the extension builds a page without evidence and says nothing. So the built pages are
read again: each number carries the stored value, each figure a title and a description, each claim of the ledger its
mark and its note; and each page has one heading of the first level and a description.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.article import predicate
from press.check import Finding
from press.check.rules.image import FIGURE
from press.check.rules.number import STRAY
from press.check.rules.word import COMPARED
from press.core import numbers
from press.html import page as _html
from press.site import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from press.check import Reading
    from press.html.page import Element, Page

STAGE = "site"
HEAD = (1, 1)
NAMED = ("title", "desc")


def page(reading: Reading, path: Path, text: str) -> Iterator[Finding]:
    """A finding for each thing that a built page lacks or shows wrongly."""
    read = _html.parse(text)
    if read.is_redirect:
        return
    for place, message in (*_numbers(reading, read), *_figures(read), *_claims(read), *_page(read)):
        yield Finding(reading.project.place(path), *place, "published", message)


def _at(element: Element) -> tuple[int, int]:
    return element.line, element.column


def _numbers(reading: Reading, page: Page) -> Iterator[tuple[tuple[int, int], str]]:
    for element in page.elements:
        if element.tag == "data" and "data-number" in element.attributes:
            for message in _number(reading, element):
                yield _at(element), message
    for line, column, comment in page.comments:
        binding = STRAY.fullmatch(f"<!--{comment}-->") or COMPARED.fullmatch(f"<!--{comment}-->")
        if binding:
            yield (
                (line, column),
                f"{binding[1].strip()} was not bound; is press.markdown among the extensions in mkdocs.yml?",
            )


def _number(reading: Reading, element: Element) -> Iterator[str]:
    name, _, key = element.attributes["data-number"].partition(".")
    try:
        value, error = predicate.look_up(name, key, reading.results)
        stored, printed = float(element.attributes.get("value", "nan")), numbers.parse(element.text)
    except ValueError as problem:
        yield f"{problem}; run: press build"
        return
    if stored != value:
        yield f"carries {stored:g} as {name}.{key}, which is {value:g}; run: press build"
    if not numbers.agrees(printed, value, error):
        yield f"prints {element.text} for {name}.{key}, which is {value:g}; run: press check --fix, then press build"


def _figures(page: Page) -> Iterator[tuple[tuple[int, int], str]]:
    said = {
        (tag, id(above))
        for each in page.elements
        if (tag := each.tag) in NAMED and each.text
        for above in each.ancestors
    }
    for element in page.elements:
        if element.tag == "svg" and element.within("figure", "evidence"):
            for tag in NAMED:
                if (tag, id(element)) not in said:
                    yield _at(element), f"a figure's drawing has no <{tag}>; run: press figures, then press build"
        if element.tag == "img" and FIGURE.search(element.attributes.get("src", "")):
            message = "is a bare picture and no figure; is press.markdown among the extensions in mkdocs.yml?"
            yield _at(element), f"{element.attributes['src']} {message}"


def _claims(page: Page) -> Iterator[tuple[tuple[int, int], str]]:
    marks = {each.attributes.get("popovertarget", ""): each for each in page.elements if "claim-mark" in each.classes}
    notes = {each.attributes.get("id", ""): each for each in page.elements if "claim-note" in each.classes}
    for name in sorted(marks.keys() - notes.keys()):
        yield _at(marks[name]), f"the mark of a claim opens {name}, which is not on the page; run: press build"
    for name in sorted(notes.keys() - marks.keys()):
        yield _at(notes[name]), f"no mark opens the note {name}; run: press build"


def _page(page: Page) -> Iterator[tuple[tuple[int, int], str]]:
    headings = [each for each in page.elements if each.tag == "h1"]
    if len(headings) != 1:
        yield (
            (_at(headings[1]) if headings else HEAD),
            f"the page has {len(headings)} headings of the first level; give it exactly one",
        )
    named = [each for each in page.elements if each.tag == "meta" and each.attributes.get("name") == "description"]
    if not any(each.attributes.get("content", "").strip() for each in named):
        yield HEAD, "the page has no description; give its front matter one"


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each claim that the article's built page does not mark."""
    project = reading.project
    source = addresses.served(project.article.removeprefix("content/"))
    path = project.site / source / "index.html"
    page = _html.parse(reading.built.get(path, ""))
    marked = {each.attributes.get("data-claim") for each in page.elements if "claim-mark" in each.classes}
    for claim in reading.claims:
        if claim.id not in marked:
            message = f"claim {claim.id} is not marked on the article's page; run: press build"
            yield Finding(project.place(path), *HEAD, "published", message)
