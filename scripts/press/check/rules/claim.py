"""Every claim quotes the article word for word, has the verdict that follows, and quotes its sources word for word.

The quotation has to stand exactly once in one block of the article, or the mark on the page would be missing or
ambiguous. The verdict in the ledger is what its author expects; the one that follows from the predicates is what holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.article import predicate, references
from press.article.ledger import Claim
from press.check.finding import Finding
from press.check.reading import Reading
from press.check.rules import _article
from press.core.counted import counted

STAGE = "sources"
BINDINGS = True


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each quotation, verdict, predicate, source or figure that does not hold."""
    path = reading.project.claims
    rows = reading.text(path).splitlines() if path.is_file() else []
    blocks = _article.blocks(reading) if reading.project.article else []
    for claim in reading.claims:
        for key, needle, message in (
            *(_quotation(claim, blocks) if reading.project.article else ()),
            *_verdict(reading, claim),
            *_sources(reading, claim),
            *_figures(reading, claim),
            *_page(reading, claim),
        ):
            line = _line(rows, claim, key, needle)
            yield Finding(reading.project.place(path), line, 1, "claim", f"{claim.id}: {key}: {message}")


def _line(rows: list[str], claim: Claim, key: str, needle: str) -> int:
    """The line below a claim's key where some words stand, else the line of the key."""
    start = claim.lines[key]
    later = [line for line in claim.lines.values() if line > start]
    rest = range(start, min(later, default=len(rows) + 1))
    return next((line for line in rest if needle and needle in " ".join(rows[line - 1].split())), start)


def _quotation(claim: Claim, blocks: list[str]) -> Iterator[tuple[str, str, str]]:
    count = sum(references.occurrences(claim.quote, block) for block in blocks)
    if count == 1:
        return
    if count:
        yield "quote", "", f"stands {count} times in the article; quote more of the sentence, so that it stands once"
        return
    words = claim.quote.split()
    starts = [" ".join(words[:length]) for length in range(len(words), 0, -1)]
    start = next((start for start in starts if any(references.occurrences(start, block) for block in blocks)), "")
    gone = " ".join(words[len(start.split()) :][:6])
    last = " ".join(start.split()[-6:])
    where = f"after \u201c{last}\u201d the article does not go on with" if start else "not even its start:"
    remedy = "quote the article word for word, within one paragraph"
    yield "quote", "", f"is not in the article; {where} \u201c{gone}\u201d; {remedy}"


def _verdict(reading: Reading, claim: Claim) -> Iterator[tuple[str, str, str]]:
    tests = [(role, test) for role, group in claim.roles for test in group]
    known = True
    for key, test in tests:
        try:
            predicate.evaluate(test.holds, reading.known)
        except ValueError as problem:
            known = False
            yield key, test.written, str(problem)
    verdict = reading.verdict(claim) if known else claim.verdict
    if verdict != claim.verdict:
        outcomes = (f"{key} `{test.holds}` is {predicate.evaluate(test.holds, reading.known)}" for key, test in tests)
        because = "; ".join(outcomes) or "it has no predicates"
        yield "verdict", "", f"says {claim.verdict}, but {verdict} follows ({because}); write the verdict that follows"


def _sources(reading: Reading, claim: Claim) -> Iterator[tuple[str, str, str]]:
    for key, sources in (("sources_for", claim.sources_for), ("sources_against", claim.sources_against)):
        for source in sources:
            stored = reading.passages.get(source.source, [])
            if source.source not in reading.works:
                known = ", ".join(sorted(reading.works)) or "none"
                yield key, source.source, f"no work {source.source!r} in references.bib; there are {known}"
            if references.held(source.quote, stored) is None:
                count = f"{counted(len(stored), 'passage')} of {source.source}"
                quoted = " ".join(source.quote.split()[:8])
                message = f"none of the {count} in passages.yml holds \u201c{quoted} ...\u201d; quote one word for word"
                yield key, quoted, message


def _figures(reading: Reading, claim: Claim) -> Iterator[tuple[str, str, str]]:
    for name in claim.figures:
        if name not in reading.names:
            yield "figures", name, f"no figure {name!r}; there are {', '.join(reading.names)}"


def _page(reading: Reading, claim: Claim) -> Iterator[tuple[str, str, str]]:
    if claim.page and reading.project.content / claim.page not in reading.pages:
        yield "page", "", f"no page {claim.page} below content/; write it, or leave the key out"
