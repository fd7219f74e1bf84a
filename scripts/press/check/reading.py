"""What the rules read, each thing once."""

from __future__ import annotations

import re
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from press.article import places, texts
from press.article.ledger import Claim
from press.article.places import Place
from press.article.store import Store
from press.check import opened
from press.check.finding import Finding, Remedy, Stretch, Written
from press.check.opened import Built, position
from press.check.seen import Seen
from press.core import account, own, results, settings, sources
from press.core.errors import PressError
from press.core.project import Project
from press.evidence import experiment

TEXTS = ("pages", "documents", "ledger", "retold", "prose", "checked")
EVIDENCE = ("known", "runs", "claims", "judged", "dialect", "places")
WORD = re.compile(r"\w+|\S")


class Jump(NamedTuple):
    """A link of a built page to a fragment: its address, and the page and anchor that it names."""

    path: Path
    address: str
    page: str
    anchor: str


class Reading(Store):
    """What the rules read, each thing once."""

    def __init__(self, project: Project) -> None:
        if project.laid_out:
            sources.hold(project)
        super().__init__(project)
        self._texts: dict[Path, str] = {}
        self.bound: dict[tuple[Path, str], list[Any]] = {}  # as `press.check.bindings` finds them
        self.anchors: dict[str, set[str]] = {}  # of each built page that was read: what a fragment may name
        self.jumps: set[Jump] = set()  # links of built pages to a fragment
        self.seen = Seen()  # texts that need not be read again

    def of_one(self, path: Path, text: str) -> Reading:
        """The same evidence, and of the texts only one, as it stands in an editor."""
        for name in EVIDENCE:
            getattr(self, name)  # read here, and not by each text anew
        other = copy(self)
        other._texts, other.bound = {path: text}, {}  # noqa: SLF001 - it is one of ours
        other.ledger = {path: text} if path == self.project.claims else {}
        other.pages = {path: text} if self.is_page(path, text) else {}
        other.documents = {path: text} if self.is_document(path) else {}
        other.checked = other.pages or {path: text for path in other.documents if path in self.checked}
        other.retold = {}
        other.prose = other.pages | other.documents
        return other

    def of_some(self, paths: set[Path]) -> Reading:
        """The same evidence, and only these of the texts."""
        for name in ("known", "claims", "dialect"):
            getattr(self, name)  # read here, and not there once more
        other = copy(self)
        for name in TEXTS:
            setattr(other, name, {path: text for path, text in getattr(self, name).items() if path in paths})
        return other

    @cached_property
    def names(self) -> list[str]:
        """The experiments there are; a mirrored blog alone needs none."""
        if not self.project.laid_out:
            return []
        if (self.project.content / account.PLACE).is_file() and not any(self.project.figures.glob("*.json")):
            return experiment.listed(self.project)
        return experiment.discover(self.project)

    @cached_property
    def results(self) -> dict[str, results.Results]:
        """The results that can be read; the rule `result` reports the others."""
        readable = {}
        for path in opened.files(self.project.figures, "*.json") if self.project.laid_out else ():
            try:
                readable[path.stem] = results.read(path)
            except PressError:
                continue
        return readable

    @cached_property
    def places(self) -> list[Place]:
        """All places that a page may name, for what a number might be bound to."""
        return list(places.every(self.known))

    @cached_property
    def pages(self) -> dict[Path, str]:
        """The pages that people write, by path; not those of a mirrored blog, whose words are another's."""
        if not self.project.laid_out:
            return {path: self.text(path) for path in own.pages(self.project)}
        read = {path: self.text(path) for path in opened.files(self.project.content, "**/*.md") if self._is_own(path)}
        return {path: text for path, text in read.items() if not texts.is_mirrored(text)}

    @cached_property
    def documents(self) -> dict[Path, str]:
        """The documents of the repository, which the article's site does not show: README and its like, and `docs/`."""
        root = self.project.root
        if not self.project.laid_out:
            return {}  # its pages are what it says they are
        return {path: self.text(path) for path in (*opened.files(root, "*.md"), *opened.files(root, "docs/**/*.md"))}

    def is_page(self, path: Path, text: str) -> bool:
        """Whether a file, with this text, is one of the pages; it may be new, and not saved yet."""
        if not self.project.laid_out:
            return path in own.pages(self.project)
        inside = path.suffix == ".md" and path.is_relative_to(self.project.content)
        return inside and self._is_own(path) and not texts.is_mirrored(text)

    def is_document(self, path: Path) -> bool:
        """Whether a file is one of the documents."""
        root = self.project.root
        inside = path.parent == root or path.is_relative_to(root / "docs")
        return self.project.laid_out and path.suffix == ".md" and inside

    def _is_own(self, path: Path) -> bool:
        return ".wordpress" not in path.relative_to(self.project.content).parts

    @cached_property
    def ledger(self) -> dict[Path, str]:
        """The ledger of claims as text, where there is one."""
        path = self.project.claims
        return {path: self.text(path)} if path.is_file() else {}

    @cached_property
    def retold(self) -> dict[Path, str]:
        """The files of results, whose texts a run has filled with numbers."""
        paths = (self.project.figures / f"{name}.json" for name in self.results)
        return {path: self.text(path) for path in paths}

    @cached_property
    def prose(self) -> dict[Path, str]:
        """All that is written here: pages, documents, ledger and experiments, but for the mirrored article."""
        modules = (experiment.path(self.project, name) for name in self.names)
        others = {path: self.text(path) for path in (self.project.claims, *modules) if path.is_file()}
        found = self.pages | self.documents | others
        return {path: text for path, text in found.items() if path != self.project.root / self.project.article}

    @cached_property
    def checked(self) -> dict[Path, str]:
        """The texts in which every digit has to be bound or excused: whatever a reader of the site meets.

        Not the article, which is a quotation of its author, and no script or style sheet that is another's. Of the
        documents those that `strict` names.
        """
        project = self.project
        pages = {path: text for path, text in self.pages.items() if path != project.root / project.article}
        strict = {path for each in project.strict for path in own.matching(project, each)}
        pages |= {path: text for path, text in self.documents.items() if path in strict}
        modules = (experiment.path(project, name) for name in self.names)
        assets = [path for end in ("js", "css") for path in opened.files(project.content, f"**/*.{end}")]
        ours = (path for path in assets if ".min." not in path.name and ".wordpress" not in path.parts)
        about = [project.root / "mkdocs.yml"] if project.has_evidence else []  # a blog's have its title alone
        others = (project.claims, *about, *modules, *ours)
        return pages | {path: self.text(path) for path in others if path.is_file()}

    @property
    def texts(self) -> dict[Path, str]:
        """Whatever the rules of sources read, by path."""
        return {path: text for name in TEXTS for path, text in getattr(self, name).items()}

    @cached_property
    def built(self) -> Built:
        """The built pages, by path."""
        return Built(self.project)

    @cached_property
    def base(self) -> str:
        """Where the site will stand, if its settings say so; always with a slash at its end, or empty."""
        return settings.site_url(self.project.root)

    @cached_property
    def files(self) -> set[str]:
        """The files of the built site, by their paths below it."""
        site = self.project.site
        return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}

    def text(self, path: Path) -> str:
        """The text of a file, which is read once."""
        if path not in self._texts:
            self._texts[path] = opened.read(self.project, path)
        return self._texts[path]

    def place(self, path: Path, text: str, offset: int) -> tuple[str, int, int]:
        """File, line and column of a character of a text."""
        return self.project.place(path), *position(text, offset)

    def at(self, claim: Claim, words: str) -> tuple[str, int, int]:
        """File, line and column where the ledger says some words of a claim."""
        path = self.project.claims
        text = self.text(path) if path.is_file() else ""
        return self.place(path, text, max(0, text.find(words, max(0, text.find(f"id: {claim.id}\n")))))

    def found(self, path: Path, text: str, stretch: Stretch, rule: str, message: str, *remedies: Written) -> Finding:
        """A finding at a stretch of a text, with what would put it right."""
        start, end = position(text, stretch[0]), position(text, stretch[1])
        written = (
            Remedy(says, *position(text, first), *position(text, last), new) for says, (first, last), new in remedies
        )
        return Finding(self.project.place(path), *start, rule, message, *end, tuple(written))

    def ended(self, finding: Finding) -> Finding:
        """A finding that has an end: where its rule says none, that of the word at its place."""
        if finding.end_line:
            return finding
        path, end = self.project.root / finding.path, finding.column + 1
        if path.is_file():
            lines = self.text(path).split("\n", finding.line)
            if finding.line <= len(lines) and (word := WORD.match(lines[finding.line - 1], finding.column - 1)):
                end = word.end() + 1
        return finding._replace(end_line=finding.line, end_column=end)
