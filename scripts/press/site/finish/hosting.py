"""What hosts are told about the built site, in the two files that Netlify, Cloudflare and GitLab read from it.

No address may be framed but those of the pages that are made for it. Where several rules of `_headers` fit one, Netlify
takes the last value of a header and Cloudflare joins all, and none can be taken back at both: so what may be framed has
the whole policy again, with `frame-ancestors`, before which a browser passes over the older header that denies frames.

Only the scripts' part of the policy is told here, by hash: each page carries its own whole policy, and a drawing that
is opened alone keeps its style. The limits are the narrowest of the three hosts'; what is beyond them is left to the
pages that lead on, which stand at every old address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

from press.core import files, settings
from press.core.errors import PressError
from press.core.project import Project
from press.site import addresses, stamp
from press.site.pages import redirects
from press.site.taken import embed

HASHED = re.compile(r"\.[0-9a-f]{8}\.(?:min\.)?(?:js|css|png)(?:\.map)?$")  # named by their content
SO_NAMED = (".js", ".css", ".png", ".map")
LONG, SHORT = "public, max-age=31536000, immutable", "public, max-age=0, must-revalidate"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
UNFRAMED = ("X-Frame-Options", "DENY")
BESIDE = "object-src 'none'; base-uri 'none'; form-action 'self'"
ALONE = "; frame-ancestors 'none'"  # which a page cannot say
FRAMED = f"/{embed.FOLDER}/"  # below it are the pages that other sites may frame
SCRIPTS = "script-src 'self'; "  # for what is no page
LINE, RULES = 2000, 100  # Cloudflare's limits of _headers
LONGEST, MOST, BYTES = 1000, 1000, 64 * 1024  # of _redirects: Cloudflare's line, GitLab's rules and size


def write(project: Project, site: Path, scripts: Collection[str]) -> None:
    """Write `_headers`, with the scripts that any page allows, and `_redirects`, unless the author has such files."""
    for name, lines in zip(addresses.FOR_HOSTS, (_headers(site, scripts), _redirects(project)), strict=True):
        if not (project.content / name).exists():
            files.replace(site / name, "".join(f"{line}\n" for line in lines).encode())


def bring(project: Project, site: Path) -> None:
    """Copy what browsers and hosts ask for by a hidden name, which engines leave out; no other hidden file."""
    for name in sorted(stamp.HIDDEN):
        written = project.content / name
        for path in sorted(written.rglob("*")) if written.is_dir() else [written]:
            if path.is_file():
                files.replace(site / path.relative_to(project.content), path.read_bytes())


def caching(name: str) -> str:
    """How long a file may be kept: for ever if its name changes with its content, else not without asking."""
    return LONG if HASHED.search(name) else SHORT


def headers(path: str) -> dict[str, str]:
    """What every answer carries, but for its policy: who may frame a page depends on its address."""
    return HEADERS if path.startswith(FRAMED) else HEADERS | dict([UNFRAMED])


def beside(path: str) -> str:
    """What the policy of a page says beside that of its scripts."""
    return BESIDE if path.startswith(FRAMED) else f"{BESIDE}{ALONE}"


def sent(name: str) -> dict[str, str]:
    """What a server of ours sends with a file: a page carries its own policy, by hash, and all else may run nothing."""
    page = name.endswith(".html")
    return {"Content-Security-Policy": f"{'' if page else SCRIPTS}{beside(f'/{name}')}"} | headers(f"/{name}")


def moves(project: Project) -> dict[str, str]:
    """Each old address and the new one, as paths on the host, those without a query first."""
    base = (urlsplit(settings.site_url(project.root)).path or "/").rstrip("/")
    table = redirects.table(project)
    ordered = sorted(table, key=lambda old: ("?" in old, old))
    return {quote(base + old, safe=redirects.SAFE): quote(base + table[old], safe=redirects.SAFE) for old in ordered}


def _headers(site: Path, scripts: Collection[str]) -> Iterator[str]:
    policy = f"Content-Security-Policy: script-src {' '.join(sorted(scripts))}; {BESIDE}"
    framed = (site / embed.FOLDER).is_dir()
    yield "/*"
    for name, value in (HEADERS | dict([UNFRAMED])).items():
        yield f"  {name}: {value}"
    yield _line(policy if framed else policy + ALONE)
    if framed:
        yield f"{FRAMED}*"
        yield _line(f"{policy}; frame-ancestors *")
    hashed = (path for path in files.found(site, *SO_NAMED) if HASHED.search(path.name))
    named = [path.relative_to(site).as_posix() for path in hashed]
    for name in named[: RULES - 1 - framed]:
        yield f"/{quote(name)}"
        yield f"  Cache-Control: {LONG}"


def _line(header: str) -> str:
    if len(line := f"  {header}") > LINE:
        name = header.partition(":")[0]
        raise PressError(f"_headers: {name} has {len(line)} characters, and hosts read {LINE}; too many scripts")
    return line


def _redirects(project: Project) -> Iterator[str]:
    size = 0
    for number, (old, new) in enumerate(moves(project).items()):
        path, _, query = old.partition("?")
        if number >= MOST and not query:
            continue
        # Only Netlify reads queries, and there the front page stands in their way; the others pass over such a line.
        # Netlify knows no limit of rules, so queries, at which no page can stand, go on beyond it.
        line = f"{path} {query} {new} 301!" if query else f"{old} {new} 301"
        size += len(line) + 1
        if len(line) <= LONGEST and size <= BYTES:
            yield line
