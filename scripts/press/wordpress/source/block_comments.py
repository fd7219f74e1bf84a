"""The comments by which WordPress's block editor says what a piece of HTML is, and with which attributes."""

from __future__ import annotations

import json
import re
from typing import Any

PATTERN = r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_/-]*)\s+(?P<attributes>\{.*?\}\s+)?(?P<alone>/)?-->"
COMMENT = re.compile(PATTERN, re.DOTALL)
LEFT_OVER = r"<!--\s*/?wp:[\s\S]*?-->"  # whatever looks like one, well formed or not


def attributes(comment: re.Match[str]) -> dict[str, Any]:
    """What a comment says beside its name; nothing where that cannot be read."""
    try:
        found = json.loads(comment["attributes"] or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
