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
NAMED = {"PIL": "pillow", "yaml_env_tag": "pyyaml-env-tag", "_brotli": "brotli"}  # modules not called as what has them
EXTRA = re.compile(r"extra == '([\w-]+)'")
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


def missing(module: str) -> str:
    """That a module is not installed, and what to type: the extra that brings it, as the toolkit's own metadata say."""
    library = NAMED.get(top := module.partition(".")[0], top)
    found = [name for name in _extras() if _plain(library) in map(_plain, _direct(name))]
    how = f"run: {command(found[0])}" if found else "this needs it; install it beside press"
    return f"{library}: not installed; {how}"


def _plain(library: str) -> str:
    """The name of a distribution, as an index compares it."""
    return re.sub(r"[-_.]+", "-", library).lower()


def _extras() -> list[str]:
    return list(dict.fromkeys(name for _, marker in _requirements() for name in EXTRA.findall(marker)))


def _direct(extra: str) -> list[str]:
    """The distributions that an extra names itself."""
    lines = (LIBRARY.match(what) for what, marker in _requirements() if marker == f"extra == '{extra}'")
    return [name[0] for name in lines if name]


def _requirements() -> list[tuple[str, str]]:
    """What the distribution asks for, each with its marker; nothing where it is run from its sources."""
    try:
        required = importlib.metadata.requires(NAME) or []
    except importlib.metadata.PackageNotFoundError:
        return []
    lines = (line.replace('"', "'").partition(";") for line in required)
    return [(what.strip(), marker.strip()) for what, _, marker in lines]


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
    wanted = {f"extra == '{each}'" for each in extras}
    found: dict[str, None] = {}
    for what, marker in _requirements():
        name = LIBRARY.match(what)
        if name is None or marker not in wanted:
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
