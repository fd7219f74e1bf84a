"""The last pass over a built site: labels that the theme lacks, and a content security policy with this page's hashes.

Both engines' pages are read with an HTML parser and changed by insertion only, so that what the engine wrote stays as
it is. The policy allows nothing inline but the theme's own scripts, by hash; a page that carries anything which that
policy would block in silence (a style attribute, a style block, an event handler) is refused instead.
"""

from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser
from itertools import accumulate
from typing import TYPE_CHECKING

from press.core.errors import PressError
from press.core.results import replace

if TYPE_CHECKING:
    from pathlib import Path

Attributes = dict[str, str | None]

# Zensical's search box makes this style block by script; a browser test holds the hash to the version in use.
ZENSICAL_STYLE = "'sha256-NwSx/R2V/U4jnW0Tq5pQ53Y/rzPVJ4dqE7D6UTA/J1k='"
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
)
META = "content-security-policy"
DATA_TYPES = {"application/json", "application/ld+json"}
THEMED = "md-container"
LABELS = {"md-search": "Search", "md-tags": "Tags", "md-code__nav": "Code"}
EXPECTED = ("md-search",)


def finish(site: Path, *, policy: bool = True) -> None:
    """Label every page and, with `policy`, protect it; a second time changes nothing."""
    pages = sorted(site.rglob("*.html"))
    if not pages:
        raise PressError(f"{site}: no pages; run: press build")
    for path in pages:
        replace(path, finished(path.read_bytes().decode(), str(path), policy=policy).encode())


def finished(text: str, place: str, *, policy: bool) -> str:
    """One page, with what was missing put in; `place` is what an error calls it."""
    page = _Page(text)
    if THEMED in page.classes:
        for name in EXPECTED:
            if name not in page.classes:
                raise PressError(f"{place}: no element of class {name} to label; has the theme changed?")
    insertions = dict(page.labels)
    if policy:
        for line, problem in page.blocked:
            raise PressError(f"{place}:{line}: {problem}, which the page's security policy blocks; use a class instead")
        if page.head is None:
            raise PressError(f"{place}: no <head> to put the security policy in")
        insertions[page.head] = f'<meta http-equiv="Content-Security-Policy" content="{page.policy()}">'
    start, end = page.former if policy else (0, 0)
    insertions = {position - (end - start) * (position > start): words for position, words in insertions.items()}
    text = text[:start] + text[end:]
    for position in sorted(insertions, reverse=True):
        text = text[:position] + insertions[position] + text[position:]
    return text


def scripts(text: str) -> list[str]:
    """What a page's policy allows as scripts."""
    return _Page(text).allowed()


class _Page(HTMLParser):
    """Where on a page something is to be put in, what its inline scripts are, and what a policy would block."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self.classes: set[str] = set()
        self.labels: dict[int, str] = {}
        self.blocked: list[tuple[int, str]] = []
        self.scripts: list[str] = []
        self.head: int | None = None
        self.former = (0, 0)
        self.styles = ["'self'"]
        self._script: int | None = None
        self._counts: dict[str, int] = {}
        self.feed(text)
        self.close()

    @property
    def position(self) -> int:
        """Where the tag that is being handled starts."""
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag asks for."""
        attributes, end = dict(attrs), self.position + len(self.get_starttag_text() or "")
        if tag == "head" or (tag == "meta" and "charset" in attributes):
            self.head = end  # behind the encoding, which a browser seeks in the first kilobyte only
        if tag == "meta":
            self._meta(attributes, end)
        if tag == "script" and "src" not in attributes and (attributes.get("type") or "").lower() not in DATA_TYPES:
            self._script = end
        self._label((attributes.get("class") or "").split(), attributes, end)
        if tag == "style":
            self.blocked.append((self.getpos()[0], "a style block"))
        self.blocked += [(self.getpos()[0], f"{key}=") for key in attributes if key == "style" or key.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        """Note the text of an inline script, as the browser will hash it."""
        if tag == "script" and self._script is not None:
            self.scripts.append(self.text[self._script : self.position].replace("\r\n", "\n"))
            self._script = None

    def policy(self) -> str:
        """The policy of this page."""
        return POLICY.format(scripts=" ".join(self.allowed()), styles=" ".join(self.styles))

    def allowed(self) -> list[str]:
        """The site's own scripts, and the hashes of those that stand on the page."""
        digests = (hashlib.sha256(script.encode()).digest() for script in self.scripts)
        return ["'self'", *sorted({f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests})]

    def _meta(self, attributes: Attributes, end: int) -> None:
        if (attributes.get("http-equiv") or "").lower() == META:
            self.former = (self.position, end)
        if attributes.get("name") == "generator" and (attributes.get("content") or "").lower().startswith("zensical"):
            self.styles.append(ZENSICAL_STYLE)

    def _label(self, classes: list[str], attributes: Attributes, end: int) -> None:
        self.classes.update(classes)
        for name in LABELS.keys() & set(classes):
            self._counts[name] = self._counts.get(name, 0) + 1
            if "aria-label" not in attributes and "aria-labelledby" not in attributes:
                number = f" {self._counts[name]}" if self._counts[name] > 1 else ""
                self.labels[end - 1] = f' aria-label="{LABELS[name]}{number}"'
