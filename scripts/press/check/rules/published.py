"""What was bound, drawn and marked in the sources is on the built pages, with the stored values and in words.

A site engine that does not know the extension builds a page without evidence and says nothing. So the built pages are
read again: each number carries the stored value, each figure a title and a description, each claim of the ledger its
mark and its note; and each page has one heading of the first level and a description.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press.article import expression
from press.article.words import COMPARISON
from press.check.finding import Finding
from press.check.reading import Reading
from press.check.rules.image import FIGURE
from press.check.rules.number import STRAY
from press.core import numbers
from press.html.page import Element, Page, classes, words
from press.site import addresses

STAGE = "site"
NAMED = ("title", "desc")


def page(reading: Reading, path: Path, built: Page) -> Iterator[Finding]:
    """A finding for each thing that a built page lacks or shows wrongly."""
    if path == _article(reading):
        yield from _unmarked(reading, path, built)
    if built.leads_on:
        return
    for line, message in (*_numbers(reading, built), *_figures(built), *_claims(built), *_page(built)):
        yield Finding(reading.project.place(path), line, 1, "published", message)


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each claim where the article has no built page."""
    path = _article(reading)
    if reading.project.article and path not in reading.built:
        yield from _unmarked(reading, path, Page("", ""))


def _article(reading: Reading) -> Path:
    source = addresses.served(reading.project.article.removeprefix("content/"))
    return reading.project.site / source / "index.html"


def _unmarked(reading: Reading, path: Path, built: Page) -> Iterator[Finding]:
    """A finding for each claim that the article's built page does not mark."""
    marked = {each.get("data-claim") for each in built.having["data-claim"]}
    for claim in reading.claims:
        if claim.id not in marked:
            message = f"claim {claim.id} is not marked on the article's page; run: press build"
            yield Finding(reading.project.place(path), 1, 1, "published", message)


def _numbers(reading: Reading, built: Page) -> Iterator[tuple[int, str]]:
    for element in built.elements("data"):
        if "data-number" in element.attrib:
            yield from ((built.line(element), message) for message in _number(reading, element))
    for comment in built.comments:
        text = f"<!--{comment.text}-->"
        if binding := STRAY.fullmatch(text) or COMPARISON.fullmatch(text):
            message = f"{binding[1].strip()} was not bound; is press.markdown among the extensions in mkdocs.yml?"
            yield built.line(comment), message


def _number(reading: Reading, element: Element) -> Iterator[str]:
    reference = element.attrib["data-number"]
    text = words(element)
    try:
        now = expression.number(reference, reading.known)
        stored, printed = float(element.get("value", "nan")), numbers.parse(text)
    except ValueError as problem:
        yield f"{problem}; run: press build"
        return
    if stored != now.value:
        yield f"carries {stored:g} as {reference}, which is {now.value:g}; run: press build"
    if not numbers.agrees(printed, now.value, now.error):
        yield f"prints {text} for {reference}, which is {now.value:g}; run: press check --fix, then press build"


def _figures(built: Page) -> Iterator[tuple[int, str]]:
    for figure in built.elements("figure"):
        if not {"evidence", "sheets"} & classes(figure):
            continue
        for drawing in figure.iter("svg"):
            for tag in NAMED:
                if not any(map(words, drawing.iter(tag))):
                    message = f"a figure's drawing has no <{tag}>; run: press figures, then press build"
                    yield built.line(drawing), message
        for image in figure.iter("img"):
            if not image.get("alt", "").strip():
                yield built.line(image), "a figure's picture has no alt; run: press figures, then press build"
    for image in built.elements("img"):
        if FIGURE.search(source := image.get("src", "")):
            message = "is a bare picture and no figure; is press.markdown among the extensions in mkdocs.yml?"
            yield built.line(image), f"{source} {message}"


def _claims(built: Page) -> Iterator[tuple[int, str]]:
    found = [(each, classes(each)) for each in built.having["class"] if "claim-" in each.get("class", "")]
    openers = (each for each in built.having["popovertarget"] if each.get("popovertargetaction") != "hide")
    marks = {each.get("popovertarget", ""): each for each in openers}
    notes = {each.get("id", ""): each for each, names in found if "claim-note" in names}
    for name in sorted(marks.keys() - notes.keys()):
        message = f"the mark of a claim opens {name}, which is not on the page; run: press build"
        yield built.line(marks[name]), message
    for name in sorted(notes.keys() - marks.keys()):
        yield built.line(notes[name]), f"no mark opens the note {name}; run: press build"


def _page(built: Page) -> Iterator[tuple[int, str]]:
    headings = list(built.elements("h1"))
    if len(headings) != 1:
        line = built.line(headings[1]) if headings else 1
        yield line, f"the page has {len(headings)} headings of the first level; give it exactly one"
    if not built.described:
        yield 1, "the page has no description; give its front matter one"
