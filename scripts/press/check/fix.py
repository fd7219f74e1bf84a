"""`press check --fix`: what a machine can put right, it does, and shows as a diff for the author to accept.

Rewritten are the digits and the number words that are bound, and generated passages; each as little as will do. Never
touched are the mirrored article, quotations, verdicts and predicates: those are for a person to decide. What is new in
the ledger's verdicts is written down in `verdicts.json`.
"""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from press.article import expression, number_words, prose, record
from press.check import bindings, passages
from press.check.reading import Reading
from press.core import files
from press.core.project import Project


def fix(project: Project) -> Iterator[str]:
    """Rewrite what can be rewritten; yields the lines of a diff."""
    reading = Reading(project)
    for path, before in bindings.texts(reading):
        after = bindings.rewritten(reading, path, before)
        after = _words(reading, path, after)
        with contextlib.suppress(ValueError):  # an unknown generator is a finding of the rule `passage`
            after = passages.rewritten(reading, after)
        if after != before:
            files.replace(path, after.encode())
            place = project.place(path)
            yield from _difference(place, before, after)
    yield from _recorded(reading)


def _difference(place: str, before: str, after: str) -> Iterator[str]:
    return difflib.unified_diff(before.splitlines(), after.splitlines(), place, place, lineterm="", n=0)


def _recorded(reading: Reading) -> Iterator[str]:
    """Write down the verdicts that are new, as of today, where the project keeps a record."""
    if not record.place(reading.project).is_file():
        return
    before = record.read(reading.project)
    after = record.renewed(before, reading.claims, datetime.now(UTC).date())
    if after != before:
        record.keep(reading.project, after)
        yield from _difference(record.FILE, record.written(before), record.written(after))


def _words(reading: Reading, path: Path, text: str) -> str:
    quoted = prose.quoted(path.suffix, text, reading.dialect)
    for match in reversed(list(prose.bound_words(path.suffix, text, reading.dialect))):
        try:
            value = expression.number(match["said"], reading.known).value
        except ValueError:
            continue
        kept = number_words.agrees(match["word"], value) or any(start <= match.start() < end for start, end in quoted)
        anew = None if kept else number_words.rewrite(match["word"], value)
        if anew:
            text = text[: match.start("word")] + anew + text[match.end("word") :]
    return text
