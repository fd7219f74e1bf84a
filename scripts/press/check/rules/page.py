"""Every page opens with front matter that is a mapping, and says its title and its description.

The title names the page in tabs and search results, the description is what a search engine and a shared link show.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from press.article import texts
from press.check.finding import Finding, once
from press.check.reading import Reading
from press.core import bounded

STAGE = "sources"
TYPED = True


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each page whose front matter is malformed or lacks a text."""
    found: dict[str, list[Finding]] = {}
    for path, text in reading.pages.items():
        for line, message in _problems(text):
            finding = Finding(reading.project.place(path), line, 1, "page", message)
            found.setdefault(message, []).append(finding)
    for same in found.values():
        yield from once(same)


def _problems(text: str) -> Iterator[tuple[int, str]]:
    start, end = texts.front_matter(text)
    if not end:
        yield 1, "no front matter; open the page with title and description between two lines of ---"
        return
    try:
        meta = texts.parsed(yaml.load, text[start:end])
    except yaml.YAMLError as error:
        line, problem = bounded.told(error)
        yield line + 2, f"front matter is not YAML: {problem}; correct it"
        return
    if not isinstance(meta, dict):
        yield 2, "front matter is not a mapping; write title and description as keys"
        return
    lines = text[start:end].splitlines()
    for key in ("title", "description"):
        if key not in meta:
            yield 1, f"front matter has no {key}; add it"
        elif not isinstance(meta[key], str) or not meta[key].strip():
            line = next(index for index, row in enumerate(lines, 2) if row.startswith((key, f'"{key}', f"'{key}")))
            yield line, f"{key} is empty or not a text; write it between quotation marks"
