"""Settings for the two web servers that a publisher is likeliest to run, made of the built site.

The policy of a page's scripts stands on the page, by hash, and so can never lag behind a release; the server says what
a page cannot say, and forbids scripts in everything that is no page. So a release needs no reload of the server.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from press.core.project import Project
from press.site import templating
from press.site.finish import hosting

NAMES = ("nginx.conf", "Caddyfile")


def servers(project: Project, root: str, url: str) -> dict[str, str]:
    """The settings by file name, for a folder; none where the site stands below another, whose they would be."""
    parts = urlsplit(url or "http://localhost")
    if parts.path.strip("/"):
        return {}
    moves = hosting.moves(project)
    values = {
        "root": _quoted(f"{root}/current"), "folder": root, "quoted": _quoted,
        "host": parts.hostname, "port": parts.port, "secure": parts.scheme == "https",
        "name": re.sub(r"\W", "_", parts.netloc), "address": f"{parts.scheme}://{parts.netloc}",
        "paths": [(_quoted(unquote(old)), new) for old, new in moves.items() if "?" not in old],
        "queries": [(old.partition("?")[2], new) for old, new in moves.items() if old.startswith("/?")],
        "headers": hosting.HEADERS, "beside": hosting.BESIDE, "scripts": hosting.SCRIPTS, "alone": hosting.ALONE,
        "unframed": hosting.UNFRAMED, "framed": hosting.FRAMED,
        "hashed": hosting.HASHED.pattern, "long": hosting.LONG, "short": hosting.SHORT,
    }  # fmt: skip
    return {name: templating.render(name, **values).decode() for name in NAMES}


def _quoted(text: str) -> str:
    """A text as both servers read it, whatever stands in it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
