"""Every work that a page cites is in the bibliography, can be found, and was read; none is there for show.

A work can be found if it has a DOI, a preprint number or an address. That it was read is shown by at least one stored
passage, which also says whether the work itself was read; the page says so where it was not. Years, preprint numbers,
pages and names of a work that contradict one another or its key are told without asking anyone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from press.article import excused, prose
from press.article.digit_classes import WORDS
from press.check.finding import Finding
from press.check.reading import Reading
from press.evidence import experiment

STAGE = "sources"
REASON = re.compile(rf"^[ \t]*{experiment.WORK}", re.MULTILINE)
KEY = re.compile(  # begins with one of three signs, for which a text is searched far sooner
    r"[@\\{](?:(?<=@)(?<![\w.@]@)[ {]?|(?<=\\)\w*cite\w*\{|(?<=\{)cite[\w:]*\}`)(?P<key>(?i:[a-z0-9]+))\b"
)
ENTRY = re.compile(r"^@\w+\{([^,\s]+),", re.MULTILINE)


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each citation that leads nowhere, and for each work that nothing cites."""
    used = {source.source for claim in reading.claims for source in (*claim.sources_for, *claim.sources_against)}
    stored = reading.passages  # whether or not a work is cited: what cannot be read is said
    for path, text in reading.pages.items():
        for match in prose.citations(text, reading.dialect):
            for key in prose.keys(match[0]):
                used.add(key)
                for message in _problems(reading, stored, key):
                    yield Finding(*reading.place(path, text, match.start()), "citation", message)
        yield from _unset(reading, path, text)
    yield from _contradictory(reading)
    yield from _unused(reading, used)


def _problems(reading: Reading, stored: Mapping[str, object], key: str) -> Iterator[str]:
    if key not in reading.works:
        yield f"no work {key!r} in references.bib; there are {', '.join(sorted(reading.works)) or 'none'}"
        return
    if not reading.works[key].located:
        yield f"{key} has no doi, eprint or url in references.bib; give it one, so that a reader can find it"
    if not stored.get(key):
        yield f"{key} has no passage in passages.yml; store the words it is cited for, and how they were read"


def _unset(reading: Reading, path: Path, text: str) -> Iterator[Finding]:
    """Keys of known works in another notation, which the page would print as it stands."""
    found = [match for match in KEY.finditer(text) if match["key"].lower() in reading.works]
    unseen = (each for each in prose.spans(".md", text, reading.dialect) if each.kind not in WORDS)
    hidden = excused.hide(text, unseen) if found else ""
    for match in found:
        if not hidden.startswith("\0", match.start()):
            form = f"[@{match['key'].lower()}]"
            message = f"{match[0]} is printed as it stands; a citation is {form} alone, say the place in words"
            yield Finding(*reading.place(path, text, match.start()), "citation", message)


def _contradictory(reading: Reading) -> Iterator[Finding]:
    path = reading.project.content / "references.bib"
    text = reading.text(path) if path.is_file() else ""
    for match in ENTRY.finditer(text):
        for said in reading.works[match[1]].contradictions if match[1] in reading.works else ():
            message = f"{match[1]}: {said}; look the work up and correct what is wrong"
            yield Finding(*reading.place(path, text, match.start()), "citation", message)


def _unused(reading: Reading, used: set[str]) -> Iterator[Finding]:
    """The works that no page, no claim and no module of the science cites."""
    path = reading.project.content / "references.bib"
    text = reading.text(path) if path.is_file() else ""
    package = experiment.folder(reading.project).parent
    for module in sorted(package.rglob("*.py")):
        used |= set(REASON.findall(reading.text(module)))
    for match in ENTRY.finditer(text):
        if match[1] not in used:
            message = f"{match[1]} is cited nowhere; cite it, or take it out with its passages"
            yield Finding(*reading.place(path, text, match.start()), "citation", message)
