"""Under which licences words, figures and data stand, as `licences: {data: MIT}` in the front matter of `licences.md`.

Where that says nothing, the site says nothing: nobody else can grant what is an author's.
"""

from __future__ import annotations

import re
from typing import Any

from press.core.project import Project
from press.site import written

PAGE = "licences.md"
SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")  # a licence that programs know by its name


def of(project: Project) -> dict[str, str]:
    """What is under which licence; nothing where the author says nothing."""
    path = project.content / PAGE
    said: Any = written.page(project, path).matter.get("licences") if path.is_file() else None
    return {str(key): str(value) for key, value in said.items()} if isinstance(said, dict) else {}


def known(licence: str) -> str:
    """A licence that has a name for programs; empty where it is said in words."""
    return licence if SPDX.fullmatch(licence) else ""
