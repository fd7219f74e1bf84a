"""The one Python-Markdown extension: it binds numbers, sets figures and marks claims, and never changes a word.

- ``0.34<!-- gaussian_variance.replace -->`` becomes a stamped number, one click from its evidence, if it has a page;
- ``half<!-- name.number -->`` and ``most<!-- name.number > 0.5 -->`` become links to what holds them (`wording`);
- ``overstated<!-- C1 -->`` becomes the badge of a claim's verdict;
- ``[@shumailov2024]`` becomes a citation whose work stands at the end of the page (`citations`);
- an image of `figures/NAME.svg` that stands alone becomes the figure with caption and data, and with the script
  `content/assets/NAME.js` where there is one;
- an image of `figures/NAME.svg#frames` becomes the sheets of pictures that the result holds (`sheets`), and one of
  `figures/NAME.svg#table=T&size=9` one line of that table, small (`trajectory`);
- on the article's page every quotation in `claims.yml` is marked (`blocks`), and what was found of them stands around
  the words (`around`): the verdicts beside each paragraph, a picture, the ways on, and a note for each claim.

It keeps nothing between pages and raises where something is unknown: an engine cannot wave that through.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import markdown
from markdown.extensions import Extension

from press.article import expression, notation, store, texts, words
from press.article.ledger import Claim, Picture
from press.article.store import Store
from press.core import project
from press.core.errors import PressError
from press.core.numbers import agrees, parse
from press.core.results import Results
from press.evidence.drawing import frames
from press.site import addresses, drawn, naming
from press.site.markdown import around, blocks, citations, markup, notes, sheets, trajectory
from press.site.markdown import inline as wording
from press.site.markdown.figures import Figures
from press.site.markdown.where import Where


class Evidence:
    """What a project holds to its words, as HTML."""

    def __init__(self, store: Store, *, strike: bool = False) -> None:
        self.store, self.project, self.strike = store, store.project, strike
        self._sentences: dict[str, markdown.Markdown] = {}

    def number(self, page: str, text: str, reference: str) -> str:
        """The HTML of a bound number; where the reference or the digits are wrong, a PressError, or struck through."""
        reference = reference.strip()
        try:
            number, printed = expression.number(reference, self.store.known), parse(text)
        except ValueError as problem:
            return self.refused(page, text, reference, str(problem))
        if not agrees(printed, number.value, number.error):
            return self.refused(page, text, reference, f"the result is {number.value:g}; run: press check --fix")
        return markup.number(reference, number, text, self.address(page, reference))

    def refused(self, page: str, text: str, bound: str, why: str) -> str:
        """What is not so stops a build, but for one that only shows its author what a page will be."""
        if not self.strike:
            raise PressError(f"{page}: {text}<!-- {bound} -->: {why}")
        return markup.struck(text, f"{bound}: {why}")

    def address(self, page: str, reference: str) -> str:
        """Where the evidence of a number stands: the page of its experiment; a run has none."""
        first = next(iter(expression.references(reference)), "")
        place = expression.split(expression.parsed(first)) if first else None
        if place is None or place[0] not in self.store.results:
            return ""
        name, (key, *_) = place
        results = self.store.results[name]
        kind = "number" if key in results.numbers else "param" if key in results.params else ""
        return addresses.relative(page, addresses.number(name, str(key), kind) if kind else addresses.data(name))

    def verdict(self, page: str, text: str, name: str) -> str:
        """The HTML of a bound verdict; a PressError where the claim is unknown or another verdict follows."""
        claim = next((claim for claim in self.store.judged if claim.id == name), None)
        if claim is None:
            known = ", ".join(claim.id for claim in self.store.judged)
            return self.refused(page, text, name, f"no claim {name!r}; there are {known}")
        if claim.verdict != text:
            return self.refused(page, text, name, f"the verdict is {claim.verdict}; write that")
        return markup.bound_verdict(page, claim)

    def citation(self, page: str, key: str) -> citations.Citation:
        """A cited work as prose names it and as the page lists it; a PressError lists the works there are."""
        works = self.store.works
        if key not in works:
            raise PressError(f"{page}: [@{key}]: no such work in references.bib; there are {', '.join(works)}")
        passages = self.store.passages.get(key, [])
        where = addresses.PASSAGES if passages else addresses.SOURCES
        about = addresses.relative(page, f"{where}#{addresses.work_anchor(key)}")
        return citations.Citation(works[key], passages, about)

    def inline(self, page: str, text: str) -> str:
        """A sentence with bound numbers as HTML, without its paragraph."""
        if page not in self._sentences:
            md = self._sentences[page] = markdown.Markdown()
            bind(md, self, Where(md, page))
        html = self._sentences[page].reset().convert(text)
        return html.removeprefix("<p>").removesuffix("</p>")

    def figure(self, page: str, name: str, label: str, prefix: str) -> str:
        """The HTML of a figure, with `assets/NAME.js` if there is one; a PressError lists the figures there are."""
        results, inline = self._drawn(page, name), partial(self.inline, page)
        script = f"assets/{name}.js" if (self.project.content / f"assets/{name}.js").is_file() else ""
        return markup.figure(
            page, self.project.figures, results, label=label, prefix=prefix, inline=inline, script=script
        )

    def sheets(self, page: str, name: str, prefix: str, says: str, claim: Claim | None = None) -> str:
        """The sheets of a figure with a caption, else the figure; the claim leads to its evidence."""
        results = self._drawn(page, name)
        if not frames.sheets(results):
            return self.figure(page, name, naming.called(self.project, name), prefix)
        said = self.inline(page, says or results.lay)
        links = f"{_evidence(page, claim)} {markup.made(page, results)}".strip()
        return sheets.figure(page, results, prefix=prefix, caption=f"<p>{said} {links}</p>")

    def drawing(self, page: str, picture: Picture, prefix: str, claim: Claim) -> str:
        """A drawing that a run wrote, with a caption; the claim leads to its evidence."""
        image = drawn.written(page, picture.figure, self.store.drawings[picture.figure], picture.alt)
        caption = f"<p>{self.inline(page, picture.says)} {_evidence(page, claim)}</p>"
        return sheets.framed(image, prefix=prefix, caption=caption)

    def trajectory(self, page: str, name: str, part: str, says: str) -> str:
        """One line of a table of a figure, small; a PressError where the table has no such line."""
        try:
            return trajectory.figure(self._drawn(page, name), part, says)
        except ValueError as problem:
            raise PressError(f"{page}: {name}.svg#{part}: {problem}") from None

    def note(self, page: str, claim: Claim, number: int) -> str:
        """The HTML of a claim's note, with its first figure."""
        shown = (notes.picture(page, self.project.figures, self._drawn(page, name)) for name in claim.figures[:1])
        has_evidence = claim.page and claim.kind != "opinion"
        links = notes.links(page, claim, texts.title(self.project.content / claim.page) if has_evidence else "")
        return notes.note(claim, number, self.inline(page, claim.fair), links, "".join(shown))

    def _drawn(self, page: str, name: str) -> Results:
        if name not in self.store.results:
            raise PressError(f"{page}: no figure {name!r}; there are {', '.join(sorted(self.store.results))}")
        return self.store.results[name]


class PressExtension(Extension):
    """`page` is the page's path where no engine says it, `marks` whether claims are; the others tell of the project."""

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "root": ["", "the project's folder; found from the current folder when empty"],
            "store": ["", "what the project holds to its words, where it was read already"],
            "page": ["", "the page's path below content/, where no engine says it"],
            "strike": [False, "whether what is wrong is shown struck through, and stops no build"],
            "marks": [True, "whether the claims of the article are marked"],
        }
        super().__init__(**settings)

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        """Register the processors."""
        root = self.getConfig("root")
        known = self.getConfig("store") or store.of(project.find(Path(root) if root else None))
        evidence = Evidence(known, strike=bool(self.getConfig("strike")))
        where = Where(md, self.getConfig("page"))
        bind(md, evidence, where)
        if self.getConfig("marks"):
            md.treeprocessors.register(blocks.Claims(md, evidence, where), "press_claims", 15)
            md.treeprocessors.register(around.Around(md, evidence, where), "press_around", 7)  # classes are known then


def bind(md: markdown.Markdown, evidence: Evidence, where: Where) -> None:
    """Let a converter bind what stands on a page; marking the claims of the article is apart."""
    if evidence.project.has_evidence or evidence.store.works:
        dialect = evidence.store.dialect
        citations.register(md, lambda key: evidence.citation(where.base, key), lambda: where.page, dialect)
    linked = wording.Words(evidence, where)
    sought = {
        "press_numbers": (notation.BOUND, lambda m: evidence.number(where.base, m["text"], m["ref"])),
        "press_verdicts": (notation.VERDICT, lambda m: evidence.verdict(where.base, notation.said(m), m["claim"])),
        "press_words": (words.WORD, linked.html),
        "press_held": (wording.HELD, linked.html),
    }
    md.preprocessors.register(wording.Sought(md, sought), "press_sought", 27)  # before raw HTML is taken out
    md.treeprocessors.register(Figures(md, evidence, where), "press_figures", 7.5)  # what attributes say is read


def _evidence(page: str, claim: Claim | None) -> str:
    """The way to the page that discusses a claim, where there is one."""
    return f'<a href="{addresses.relative(page, claim.page)}">The evidence</a>' if claim and claim.page else ""
