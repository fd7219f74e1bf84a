"""What an import would change in a folder: pages that are new, that follow their original, or that were edited here."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from press.core.files import contents
from press.wordpress.mirror import record
from press.wordpress.mirror.comments import FILE as COMMENTS
from press.wordpress.mirror.entry import Entry
from press.wordpress.mirror.report import Report

DIFF_LINES = 40


class Changes(NamedTuple):
    """What is to be written, the digests of all that was, and what to say."""

    texts: dict[str, bytes]
    written: dict[str, str]
    report: Report


def decide(folder: Path, entries: Sequence[Entry], known: Mapping[str, str], *, force: bool) -> Changes:
    """What becomes of each page; `known` has the digests of what the last import wrote."""
    texts: dict[str, bytes] = {}
    written, changed, kept, diffs, unchanged = [], [], [], [], 0
    digests: dict[str, str] = {}
    for path, data in _files(entries):
        there = bytes_of(folder / path)
        digests[path] = record.digest(data)
        if there == data:
            unchanged += path.endswith(".md")
        elif there is None:
            written.append(path)
            texts[path] = data
        elif record.digest(there) == known.get(path) or force:
            changed.append(path)
            diffs.append(diff(path, there, data))
            texts[path] = data
        elif digests[path] == known.get(path):
            unchanged += path.endswith(".md")  # edited here, and the original is what it was
        else:
            kept.append(path)
            diffs.append(diff(path, there, data))
            digests[path] = known.get(path, "")
    gone = [path for path in known if path not in digests and path.endswith(".md") and (folder / path).is_file()]
    digests |= {path: known[path] for path in gone}
    new, other = (tuple(path for path in some if path.endswith(".md")) for some in (written, changed))
    report = Report(new, other, unchanged, tuple(kept), tuple(gone), 0, tuple(diffs), (), ())
    return Changes(texts, dict(sorted(digests.items())), report)


def bytes_of(path: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    try:
        return contents(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def diff(path: str, before: bytes, after: bytes) -> str:
    """The lines that differ, up to a bound."""
    old, new = (data.decode(errors="replace").split("\n") for data in (before, after))
    lines = list(difflib.unified_diff(old, new, f"{path} (here)", f"{path} (import)", lineterm="", n=1))
    more = [f"... and {len(lines) - DIFF_LINES} lines more"] if len(lines) > DIFF_LINES else []
    return "\n".join(lines[:DIFF_LINES] + more)


def _files(entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
    for entry in entries:
        yield entry.source, entry.page
        if entry.comments is not None:
            yield entry.source.removesuffix("index.md") + COMMENTS, entry.comments
