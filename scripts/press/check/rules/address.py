"""No private address, private host name or notice of the appliance stands in any published text.

The article came from a machine that only a private network could reach. Looked for in every published text: IPv4
addresses of RFC 1918 and RFC 6598, of loopback and link-local; bracketed IPv6 addresses of RFC 4193 and the same two
kinds; hosts under names that only a private network resolves (RFC 6762, RFC 8375, and those in common use); `localhost`
in an address; and the footer of the appliance. Excused are two places that only look like one: the outline of a
drawing (`d="..."`), whose numbers run together, and loopback in a source map, which holds a comment of the theme.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.check import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from press.check import Reading

STAGE = "site"
TEXTS = {".html", ".xml", ".json", ".js", ".css", ".txt", ".svg", ".map", ".csv", ".webmanifest", ".md"}
ESCAPED = {".json", ".js", ".map"}
PROGRAMS = {".js", ".css", ".map", ".json"}  # `this.local` and `module.local` are hosts only behind // or @

OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
PRIVATE = rf"10(?:\.{OCTET}){{3}}|192\.168(?:\.{OCTET}){{2}}|172\.(?:1[6-9]|2\d|3[01])(?:\.{OCTET}){{2}}"
SHARED = rf"100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])(?:\.{OCTET}){{2}}"
LINK_LOCAL = rf"169\.254(?:\.{OCTET}){{2}}"
LOOPBACK = rf"127(?:\.{OCTET}){{3}}"
# A longer run of numbers, or one with a word at either end, is a version.
BEGIN, END = r"(?<![\w.+-])", r"(?![\w+]|[.-]\w)"
SUFFIX = r"(?:local|lan|internal|intranet|localdomain|home\.arpa)"
HOST = rf"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.{SUFFIX}(?![\w-]|\.\w)"

# Numbers are looked at only where four stand in a row, names only where a text holds part of one, and a text only where
# it may hold either: a theme and its drawings are megabytes that hold none. What is looked for first is quick to find,
# and stands in each of them: the end of the first number and the next three, and a part of each name in small letters.
MAYBE = re.compile(r"\.(?<=(?:10|92|72|00|69|27)\.)\d{1,3}\.\d{1,3}\.\d")
QUAD = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
NUMBERS = {
    "a private address": re.compile(f"{BEGIN}(?:{PRIVATE}|{SHARED}|{LINK_LOCAL}){END}"),
    "a loopback address": re.compile(f"{BEGIN}{LOOPBACK}{END}"),
}
LOCALHOST = r"\[::1\]|(?:(?<=//)|(?<=@))localhost\b|\blocalhost(?=:\d)"
PRIVATE_IPV6 = r"\[f(?:e[89ab]|[cd][0-9a-f])[0-9a-f]?:[0-9a-f:]+(?:%\w+)?\]"
FOOTER = r"(?-i:\bTurnKey\b)"
SUFFIXES = (".local", ".lan", ".internal", ".intranet", ".home.arpa")
HINTS = ("[::1]", "localhost", "[f", "turnkey", *SUFFIXES)
OUTLINE = re.compile(r"\sd=(?:\"[^\"]*\"|'[^']*')")
ESCAPE = re.compile(r"\\(?:[nrt]|u[0-9a-f]{4})|\\/")  # in JSON and in programs; its letter is none of the next word


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each place in a published text."""
    for path in sorted(reading.project.site.rglob("*")):
        if path.is_file() and path.suffix in TEXTS:
            text = path.read_text(encoding="utf-8", errors="replace")
            for match, kind in _found(path, text):
                message = f"{match[0]} is {kind}; remove it where it comes from, and build again"
                yield Finding(*reading.place(path, text, match.start()), "address", message)


def _found(path: Path, text: str) -> Iterator[tuple[re.Match[str], str]]:
    lowered, quads = text.lower(), MAYBE.search(text) is not None
    if not quads and not any(hint in lowered for hint in HINTS):
        return
    unread = ESCAPE if path.suffix in ESCAPED else OUTLINE
    visible = unread.sub(lambda match: ("/" if match[0] == r"\/" else " ") * len(match[0]), text)
    skipped = "a loopback address" if path.suffix == ".map" else ""
    for quad in QUAD.finditer(visible) if quads else ():
        found = ((pattern.match(visible, quad.start()), kind) for kind, pattern in NUMBERS.items() if kind != skipped)
        yield from ((match, kind) for match, kind in found if match)
    behind = r"(?:(?<=//)|(?<=@))" if path.suffix in PROGRAMS else r"(?<![\w.-])"
    names = (
        ("a loopback address", ("[::1]", "localhost"), LOCALHOST),
        ("a private IPv6 address", ("[f",), PRIVATE_IPV6),
        ("the footer of the appliance", ("turnkey",), FOOTER),
        ("a private host", SUFFIXES, behind + HOST),
    )
    lowered = visible.lower()
    for kind, hints, pattern in names:
        if kind != skipped and any(hint in lowered for hint in hints):
            yield from ((match, kind) for match in re.finditer(pattern, visible, re.IGNORECASE))
