"""The last pass over a built site: labels that the theme lacks, and a content security policy with this page's hashes.

Both engines' pages are read by a parser and changed by insertion only, so that what the engine wrote stays as it is.
The policy allows nothing inline but the theme's own scripts, by hash; a page that carries anything which that policy
would block in silence (a style attribute, a style block, an event handler) is refused instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape
from pathlib import Path

from press.core import files
from press.core.errors import PressError
from press.core.files import replace
from press.html import source
from press.html.page import Page, allowance, classes, words
from press.site import addresses

# Zensical's search box makes this style block by script; a browser test holds the hash to the version in use.
ZENSICAL_STYLE = "'sha256-NwSx/R2V/U4jnW0Tq5pQ53Y/rzPVJ4dqE7D6UTA/J1k='"
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
)
THEME, EARLY, LATER = "assets/stylesheets/", "assets/early.js", "assets/reader.js"
WAYS = "ways-on"
AHEAD = {"next", "prev"}
META = "content-security-policy"
OWN = "'self'"
THEMED = "md-container"
LABELS = {"md-search": "Search", "md-tags": "Tags", "md-code__nav": "Code"}
EXPECTED = ("md-search",)


def finish(site: Path) -> None:
    """Label every page, give it our scripts and protect it; a second time changes nothing."""
    for path in pages(site):
        replace(path, finished(read(path)).encode())


def pages(site: Path) -> list[Path]:
    """The pages of a built site; none are an error."""
    found = files.found(site, ".html")
    if not found:
        raise PressError(f"{site}: no pages; run: press build")
    return found


def read(path: Path) -> Page:
    """A page as the engine wrote it, byte by byte."""
    return Page(path.read_bytes().decode(), str(path))


def finished(page: Page, head: str = "") -> str:
    """A page with what was missing put in, and `head` at the end of its head."""
    tags = page.head()
    changes = [*_labels(page), *_scripts(tags), *_title(page, tags), *_ways(page), *_protection(page, tags)]
    if head:
        changes += [(tag.start, 0, head) for tag in tags if tag.name == "/head"][:1]
    parts, at = [], 0
    for position, length, new in sorted(changes):
        parts += [page.text[at:position], new]
        at = position + length
    return "".join([*parts, page.text[at:]])


def said(scripts: Collection[str] = (OWN,), styles: str = OWN) -> str:
    """The policy as a page says it; without arguments, that of a page that has nothing but words."""
    policy = POLICY.format(scripts=" ".join(scripts), styles=styles)
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def allowed(page: Page) -> list[str]:
    """What a page's policy allows as scripts: the site's own, and by their hashes those that stand on the page."""
    return [OWN, *sorted(set(map(allowance, page.scripts)))]


def _labels(page: Page) -> Iterator[tuple[int, int, str]]:
    """A name for each element that needs one and has none: where it is to stand, in place of nothing."""
    named = [(each, classes(each)) for each in page.classed(THEMED, *LABELS)]
    if any(THEMED in names for _, names in named):
        for name in EXPECTED:
            if not any(name in names for _, names in named):
                raise PressError(f"{page.place}: no element of class {name} to label; has the theme changed?")
    for name, label in LABELS.items():
        elements = [each for each, names in named if name in names]
        for number, tag in enumerate(page.starts(elements, name), 1):
            if not {"aria-label", "aria-labelledby"} & tag.attributes.keys():
                yield tag.end - 1, 0, f' aria-label="{label}{f" {number}" if number > 1 else ""}"'


def _scripts(tags: list[source.Tag]) -> Iterator[tuple[int, int, str]]:
    """Our scripts before the theme's, and no link that a browser would follow ahead of its reader, which we forbid."""
    sheets = [tag for tag in tags if tag.name == "link" and THEME in tag.attributes.get("href", "")]
    has = any(tag.name == "script" and tag.attributes.get("src", "").endswith(EARLY) for tag in tags)
    for sheet in sheets[: not has]:
        base = sheet.attributes["href"].partition(THEME)[0]
        ours = f'<script src="{base}{EARLY}"></script><script type="module" src="{base}{LATER}"></script>'
        yield sheet.start, 0, ours
    for tag in tags:
        if tag.name == "link" and tag.attributes.get("rel") in AHEAD:
            yield tag.start, tag.end - tag.start, ""


def _title(page: Page, tags: list[source.Tag]) -> Iterator[tuple[int, int, str]]:
    """The page's title alone, where it says the site's name already."""
    starts = [tag.end for tag in tags if tag.name == "title"]
    ends = [tag.start for tag in tags if tag.name == "/title"]
    for start, end in zip(starts[:1], ends[:1], strict=False):
        title, dash, site = page.text[start:end].strip().rpartition(" - ")
        if dash and title.startswith(site):
            yield start, end - start, title


def _ways(page: Page) -> Iterator[tuple[int, int, str]]:
    """Ways on from the page that stands for all that is not there: the tabs, which say where they lead."""
    if not page.place.endswith(addresses.LOST) or WAYS in page.text:
        return
    tabs = [each for each in page.elements("a") if "md-tabs__link" in classes(each)]
    links = "".join(f'<li><a href="{escape(each.get("href", ""))}">{escape(words(each))}</a></li>' for each in tabs)
    end = page.text.find("</h1>")
    if links and end >= 0:
        sorry = "There is no page at this address. These are there, and the search above finds the others:"
        yield end + len("</h1>"), 0, f'<div class="{WAYS}"><p>{sorry}</p><ul>{links}</ul></div>'


def _protection(page: Page, tags: list[source.Tag]) -> Iterator[tuple[int, int, str]]:
    """The policy behind the encoding, which a browser seeks in the first kilobyte only, and an old one taken out."""
    for line, problem in sorted(_blocked(page)):
        message = f"{problem}, which the page's security policy blocks; use a class instead"
        raise PressError(f"{page.place}:{line}: {message}")
    behind = [tag for tag in tags if tag.name == "head" or (tag.name == "meta" and "charset" in tag.attributes)]
    if not behind:
        raise PressError(f"{page.place}: no <head> to put the security policy in")
    generators = (each.get("content", "") for each in page.elements("meta") if each.get("name") == "generator")
    zensical = any(said.lower().startswith("zensical") for said in generators)
    styles = f"{OWN} {ZENSICAL_STYLE}" if zensical else OWN
    yield behind[-1].end, 0, said(allowed(page), styles)
    for tag in tags:
        if tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == META:
            yield tag.start, tag.end - tag.start, ""


def _blocked(page: Page) -> Iterator[tuple[int, str]]:
    """What the policy would block, with its line."""
    yield from ((page.line(element), "a style block") for element in page.elements("style"))
    yield from ((page.line(element), f"{name}=") for element, name in page.inline())
