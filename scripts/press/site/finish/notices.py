"""The licences of other people's code that a built site carries stand on the site, as each of them asks for.

A theme's scripts, style sheets and icons are published with every page; its own licence and those of the icon sets
come with the theme. What else was packed into a script is named by the map beside it, which holds the notices.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from press.core import files
from press.site import addresses

THEMES = {"mkdocs-material": "material", "zensical": "zensical"}  # a distribution, and the package of its templates
PACKED = re.compile(r"/node_modules/((?:@[^/]+/)?[^/]+)/")
BEGIN = "What this site carries that others have written, and under which licences.\n"


def write(site: Path) -> None:
    """Write the notices of the theme whose files the site carries, and of what is packed into its scripts."""
    parts = [text for name, package in THEMES.items() for text in _theme(site, name, package)]
    files.replace(site / addresses.LICENCES, "\n".join([BEGIN, *parts, *_packed(site)]).encode())


def _theme(site: Path, name: str, package: str) -> Iterator[str]:
    """The licences of a theme and of its icons, where a script of it is on the site."""
    try:
        theme = distribution(name)
    except PackageNotFoundError:
        return
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    templates = Path(folders[0] if folders else "") / "templates"
    scripts = (templates / "assets" / "javascripts").glob("*.js")
    if not any((site / path.relative_to(templates)).exists() for path in scripts):
        return
    for file in theme.metadata.get_all("License-File") or []:
        yield _titled(f"{name} {theme.version}", theme.read_text(f"licenses/{file}") or theme.read_text(file) or "")
    for path in sorted((templates / ".icons").glob("*/LICENSE*")):
        yield _titled(f"Icons of {name}: {path.parent.name}", path.read_text(encoding="utf-8"))


def _packed(site: Path) -> Iterator[str]:
    """Which packages each map names; it holds their sources with their notices."""
    for path in sorted((site / "assets").rglob("*.map")):
        sources = json.loads(path.read_bytes()).get("sources", [])
        if names := sorted({found[1] for source in sources if (found := PACKED.search(f"/{source}"))}):
            yield f"In {path.relative_to(site).as_posix()}, with their notices: {', '.join(names)}.\n"


def _titled(title: str, text: str) -> str:
    return f"{title}\n{'=' * len(title)}\n\n{text.strip()}\n"
