"""The comments by which WordPress's block editor says what a piece of HTML is, and with which attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from press.core import shallow

PATTERN = r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_/-]*)\s+(?P<attributes>\{(?:(?!<!--).)*?\}\s+)?(?P<alone>/)?-->"
COMMENT = re.compile(PATTERN, re.DOTALL)
LEFT_OVER = r"<!--\s*/?wp:[\s\S]*?-->"  # whatever looks like one, well formed or not


def attributes(comment: re.Match[str]) -> dict[str, Any]:
    """What a comment says beside its name; nothing where that cannot be read."""
    try:
        found = shallow.read_json(comment["attributes"] or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def texts(given: Any) -> Iterator[str]:
    """Every text in what a comment says, however deep."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict | list):
        for inner in given.values() if isinstance(given, dict) else given:
            yield from texts(inner)
