"""No private address, private host name or notice of the appliance stands in any published text.

The article came from a machine that only a private network could reach. What is private, and what in a text is an
address, is known by `press.html.hosts`, which the importer asks too. Besides, the footer of the appliance is looked
for. Excused are two places that only look like an address: the outline of a drawing (`d="..."`), whose numbers run
together, and loopback in a source map, which holds a comment of the theme. Of a mirrored blog only its own hosts are
looked for in words, and all in links: an author may write about networks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from press.check.finding import Finding
from press.check.reading import Reading
from press.core import account, settings
from press.html import hosts

STAGE = "site"
TEXTS = {".html", ".xml", ".json", ".js", ".css", ".txt", ".svg", ".map", ".csv", ".webmanifest", ".md"}
ESCAPED = {".json", ".js", ".map"}
LOOPBACK = "a loopback address"
FOOTER = re.compile(r"\bPowered\s+by\s+(?:<[^<>]*>\s*)*TurnKey\b")  # who writes of the appliance says its name alone
OUTLINE = re.compile(r"\sd=[\"'][\s\d.,+a-z-]*[\"']", re.IGNORECASE)
# In JSON and in programs; the letter of an escape is none of the next word.
ESCAPES = {r"\/": "//", r"\n": "  ", r"\r": "  ", r"\t": "  "}
LINKED = re.compile(r"\b(?:href|src|srcset|action|poster)=(?:[\"']|&quot;|&#34;)?[^\"'<>\s]*$")
LONGEST = 400
ESCAPED_LETTER = re.compile(r"\\u[0-9a-f]{4}", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Finding]:
    """A finding for each place in a published text, and one for the site's own address, which stands on every page."""
    own, home = _own(reading), hosts.host(reading.base)
    if hosts.private(home):
        path, message = reading.project.root / settings.FILE, f"the site's own address names {_kind(str(home))}, {home}"
        text = path.read_text(encoding="utf-8")
        here = reading.place(path, text, max(text.find("site_url"), 0))
        yield Finding(*here, "address", f"{message}; write the public one, or none")
    for path in sorted(reading.project.site.rglob("*")):
        if path.is_file() and path.suffix in TEXTS:
            text = path.read_text(encoding="utf-8", errors="replace")
            key = reading.seen.key("address", path, text + repr((own, home)))
            if reading.seen.recall(key):
                continue
            places = _found(path, text, home)
            found = [place for place, shown in places if own is None or shown is None or own.covers(shown)]
            if not found:
                reading.seen.keep(key, "clean")
            for place, written, kind in found:
                message = f"{written} is {kind}; remove it where it comes from, and build again"
                yield Finding(*reading.place(path, text, place), "address", message)


def _own(reading: Reading) -> hosts.Own | None:
    """The private hosts of a mirrored blog, sealed; None where none was mirrored."""
    private = account.blog(reading.project.content).get("private")
    return hosts.Own(frozenset(private["hosts"]), private["at_home"]) if private else None


def _found(path: Path, text: str, home: str | None = None) -> Iterator[tuple[tuple[int, str, str], hosts.Found | None]]:
    """Each place but the site's own with its words and its kind, and the address that may be an author's own topic."""
    visible = _unescaped(text) if path.suffix in ESCAPED else text
    if hosts.MAYBE_QUAD.search(visible):
        visible = OUTLINE.sub(lambda match: " " * len(match[0]), visible)
    for found in hosts.in_text(visible):
        kind = _kind(found.host)
        if found.host != home and (kind != LOOPBACK or path.suffix != ".map"):
            linked = LINKED.search(visible, max(0, found.place - LONGEST), found.place)
            yield (found.place, found.written, kind), None if linked else found
    for match in FOOTER.finditer(visible) if "TurnKey" in visible else ():
        yield (match.start(), match[0], "the footer of the appliance"), None


def _unescaped(text: str) -> str:
    """A text of the same length, so that every place in it stays what it was."""
    for escape, blank in ESCAPES.items():
        text = text.replace(escape, blank)
    return ESCAPED_LETTER.sub(" " * 6, text)


def _kind(host: str) -> str:
    address = hosts.ip(host)
    if address is None:
        return LOOPBACK if host.endswith("localhost") else "a private host"
    if address.is_loopback:
        return LOOPBACK
    return "a private address" if address.version == 4 else "a private IPv6 address"
