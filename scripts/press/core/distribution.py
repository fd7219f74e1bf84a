"""What this toolkit was installed from, and the extras that its verbs need beyond a check of sources.

Which library belongs to which extra is said once, in `pyproject.toml`; the installed distribution carries it.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from press.core.errors import PressError

NAME = "evidencepress"
CHECKOUT = Path(__file__).parents[3]
EXTRAS = re.compile(r"\[([\w,-]+)\]")
LIBRARY = re.compile(r"[\w.-]+")  # what a requirement begins with


def requirement(*extras: str) -> str:
    """What to ask an installer for to get this toolkit again: by name from an index, else by the place it came from."""
    name = f"{NAME}[{','.join(extras)}]" if extras else NAME
    origin = _origin()
    return f"{name} @ {origin}" if origin else name


def need(*extras: str) -> None:
    """Refuse to begin what these extras are for where one is not installed; the error names the command to type."""
    lacking = [library for library in _libraries(extras) if not _installed(library)]
    if lacking:
        raise PressError(f"{', '.join(lacking)}: not installed; run: {command(*extras)}")


def has(*extras: str) -> bool:
    """Whether all that these extras are for is installed."""
    return all(map(_installed, _libraries(extras)))


def command(*extras: str) -> str:
    """What to type for an installation with these extras."""
    return f'pip install "{requirement(*extras)}"'


def _origin() -> str:
    """The address that a direct installation remembers (PEP 610); empty where an index was asked."""
    try:
        text = importlib.metadata.distribution(NAME).read_text("direct_url.json")
    except importlib.metadata.PackageNotFoundError:  # run from its sources
        return CHECKOUT.as_uri() if (CHECKOUT / "pyproject.toml").is_file() else ""
    if not text:
        return ""
    found: dict[str, Any] = json.loads(text)
    source = found.get("vcs_info")
    return f"{source['vcs']}+{found['url']}@{source['commit_id']}" if source else str(found["url"])


def _libraries(extras: Iterable[str]) -> list[str]:
    """The distributions that extras ask for."""
    try:
        required = importlib.metadata.requires(NAME) or []
    except importlib.metadata.PackageNotFoundError:  # run from its sources: nothing says what belongs to an extra
        return []
    wanted = {f"extra == '{each}'" for each in extras}
    lines = (line.replace('"', "'").partition(";") for line in required)
    found: dict[str, None] = {}
    for what, _, marker in lines:
        name = LIBRARY.match(what)
        if name is None or marker.strip() not in wanted:
            continue
        inner = EXTRAS.search(what)
        more = _libraries(inner[1].split(",")) if inner and name[0] == NAME else [name[0]]
        found |= dict.fromkeys(more)
    return list(found)


def _installed(library: str) -> bool:
    try:
        importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True
