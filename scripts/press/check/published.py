"""What stands on a published site: its files by path, from a folder or from a host that is asked for them.

The numbers that its pages print are held to what they are when run again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit

from press.article import expression
from press.core import numbers, web
from press.core.characters import shown
from press.core.errors import PressError
from press.core.sourced import Known
from press.html import hosts
from press.html.page import Page, words

LARGEST = 64 * 2**20  # bytes of one file
SECONDS = 120.0  # for one file
MOST_PAGES = 5000


class Folder:
    """A site in a folder."""

    def __init__(self, place: str) -> None:
        self.place = Path(place)
        if not (self.place / "index.html").is_file():
            raise PressError(f"{place}: holds no index.html, so no site is published there")

    def get(self, path: str) -> bytes | None:
        """A file of the site, None where there is none."""
        file = self.place / path
        return file.read_bytes() if file.is_file() else None

    def pages(self) -> Iterator[Page]:
        """Every page, called by its path."""
        for file in sorted(path for path in self.place.rglob("*.html") if path.is_file()):
            text = file.read_text(encoding="utf-8", errors="replace")
            yield Page(text, file.relative_to(self.place).as_posix())


class Host:
    """A site on a host; pages are found as a reader finds them, by following links from the first."""

    def __init__(self, place: str) -> None:
        self.place = place.rstrip("/") + "/"
        if self.get("") is None:
            raise PressError(f"{place}: no page is published there")

    def get(self, path: str) -> bytes | None:
        """A file of the site, None where there is none; a PressError where the host cannot be reached."""
        address = urljoin(self.place, path)
        try:
            with web.asked(address, headers={"User-Agent": "press audit"}, patience=SECONDS) as answer:
                return web.body(answer, LARGEST)
        except HTTPError as error:
            if error.code in {404, 410}:
                return None
            raise PressError(f"{address}: answered {error.code} {shown(str(error.reason))}") from None
        except web.FAULTS as error:
            raise PressError(f"{address}: no answer ({shown(web.reason(error))})") from None

    def pages(self) -> Iterator[Page]:
        """Every page, called by its path."""
        waiting, seen = [self.place], {self.place}
        while waiting and len(seen) <= MOST_PAGES:
            address = waiting.pop(0)
            body = self.get(address)
            if body is None:
                continue
            page = Page(body.decode("utf-8", errors="replace"), address.removeprefix(self.place) or "index.html")
            yield page
            for element in page.elements("a"):
                link = element.get("href", "")
                target = "" if hosts.broken(link) else urldefrag(urljoin(address, link))[0]
                if target.startswith(self.place) and target not in seen and _is_page(target):
                    seen.add(target)
                    waiting.append(target)


def _is_page(address: str) -> bool:
    last = urlsplit(address).path.rpartition("/")[2]
    return "." not in last or last.endswith(".html")


def hold(place: str) -> None:
    """Refuse what cannot be a site, before hours of work that would end with reading it."""
    if "://" in place:
        web.hold(place)
    else:
        Folder(place)


def open_site(place: str) -> Folder | Host:
    """The site at a folder or at an address."""
    return Host(place) if place.startswith(("http://", "https://")) else Folder(place)


def printed(site: Folder | Host, known: Known, names: set[str]) -> Iterator[str]:
    """What is wrong with each number on the pages that rests on `names`; an empty text where nothing is."""
    for page in site.pages():
        for element in page.elements("data"):
            reference, text = element.get("data-number", ""), words(element)
            cited = {expression.name_of(each) for each in expression.references(reference)}
            if not cited & names or not cited <= known.keys():
                continue
            try:
                number = expression.number(reference, known)
                agrees, now = numbers.agrees(numbers.parse(text), number.value, number.error), f"{number.value:g}"
            except ValueError:
                agrees, now = False, "no number of it"
            place = f"{page.place}:{page.line(element)}"
            yield "" if agrees else f"{place}: prints {text} for {reference}, which is {now} when run again"
