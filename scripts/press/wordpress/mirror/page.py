"""The surroundings of a page in a whole mirrored blog: links lead to the other pages, pictures to the copied files."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote

from press.core.account import UPLOADS
from press.html import hosts
from press.html.tree import Element
from press.site import addresses
from press.wordpress.content.surroundings import Notes, changed, cosmetic, missing
from press.wordpress.mirror.places import Places
from press.wordpress.mirror.uploads import Uploads, file_name
from press.wordpress.source.model import Media

SAFE = "/:?#@!$&'()*+;=~"  # of what an address may hold all but the comma, which ends one in a list of sizes
AVATAR = re.compile(r"//(?:[\w-]+\.)?gravatar\.com/|/avatar/[0-9a-f]{32}")
PREVIEW_WIDTH = 300


class Page:
    """What a page at `source` sees around it; `sources` collects the file that each link to a page leads to."""

    def __init__(self, source: str, places: Places, uploads: Uploads) -> None:
        self.source, self.places, self.uploads = source, places, uploads
        self.sources: dict[str, str] = {}

    def link(self, href: str, notes: Notes) -> str | None:
        """Links to the blog lead to its pages here, those to what it has not and to private hosts lead nowhere."""
        href = href.strip()
        if href.startswith("#"):
            return href
        if hosts.broken(href):
            return None
        if self.places.is_own(href) or self.places.upload(href):
            return href if hosts.SCHEME.match(href) and hosts.host(href) is None else self._own(href, notes)
        if not hosts.private(hosts.host(href)):
            return href
        notes.withheld.append(f"link to {href} (a private address), its text is kept")
        return None

    def below(self, href: str, notes: Notes) -> str | None:
        """A link in a comment: besides, what no comment and no place of the post is called leads nowhere."""
        place = href.strip()
        if not place.startswith("#") or self.places.has_anchor(self.source, place[1:]):
            return self.link(href, notes)
        notes.losses.append(cosmetic("link to the place {} in a comment: its text is kept", place))
        return None

    def _own(self, href: str, notes: Notes) -> str | None:
        if (upload := self.places.upload(href)) is not None:
            taken = self.uploads.take(upload[0])
            if taken is None:
                said = "file {}: not in the media folder, the text of its link is kept"
                notes.losses.append(missing(said, file_name(href)))
            return taken and self.relative(taken)
        place = self.places.of(href, self.source)
        if place is None or (not place.source.endswith((".md", ".xml")) and not self._taken(place.source)):
            if not self.places.is_sure(href):
                return href
            what = "the server's own page" if self.places.of_server(href) else "a page that the blog has not"
            notes.losses.append(changed(f"link to {what}: its text is kept"))
            return None
        target = self.relative(place.source) + place.behind
        if place.source.endswith(".md"):
            self.sources[target] = posixpath.relpath(place.source, posixpath.dirname(self.source)) + place.behind
        return target

    def name(self, href: str) -> str | None:
        """The title of the post that an address leads to."""
        return self.places.titles.get(self._leads_to(href))

    def preview(self, href: str) -> Element | None:
        """The featured picture of the post that an address leads to, in a size that fits beside its title."""
        item = self.places.pictures.get(self._leads_to(href))
        if item is None:
            return None
        sizes = sorted((width, file) for file, width, _ in item.sizes if width >= PREVIEW_WIDTH)
        width, file = sizes[0] if sizes else (item.width, item.file)
        source = item.url.rpartition("/")[0] + "/" + file.rpartition("/")[2]
        return Element("img", {"src": source, "alt": "", "width": str(width)})

    def _leads_to(self, href: str) -> str:
        place = self.places.of(href, self.source) if not hosts.broken(href) and self.places.is_own(href) else None
        return place.source if place else ""

    def picture(self, image: Element, notes: Notes) -> Element | None:
        """A picture of the blog with its sizes; one of another host is a link: no visitor's browser shall ask it."""
        url = image.attributes.get("src", "").strip()
        if url.startswith("data:"):
            return Element("img", {"alt": ""} | image.attributes)
        if AVATAR.search(url):  # its address is made of somebody's mail address
            notes.losses.append(changed("avatar: not kept"))
            return None
        upload = self.places.upload(url)
        if upload is not None and (shown := self._shown(upload[0], upload[1], image)):
            return shown
        if upload is None and url.startswith(("http://", "https://")) and not hosts.private(hosts.host(url)):
            notes.losses.append(changed("picture {}: on another host, a link stands in for it", file_name(url)))
            return Element("a", {"class": "embed", "href": url}, [self.called(image)])
        notes.losses.append(missing("picture {}: not in the media folder", file_name(url)))
        return None

    def called(self, image: Element) -> str:
        """What stands in for a picture that cannot be shown: its alternative text, else the name of its file."""
        return image.attributes.get("alt", "").strip() or file_name(image.attributes.get("src", ""))

    def file(self, url: str, notes: Notes) -> str | None:
        """The address of a sound or a film of the blog."""
        upload = self.places.upload(url)
        taken = self.uploads.take(upload[0]) if upload else None
        if taken is None:
            notes.losses.append(missing("file {}: not in the media folder", file_name(url)))
        return taken and self.relative(taken)

    def relative(self, target: str) -> str:
        """The address of a source file or an upload from this page."""
        return quote(addresses.relative(self.source, target), safe=SAFE)

    def _taken(self, path: str) -> bool:
        return self.uploads.take(path.removeprefix(f"{UPLOADS}/")) is not None

    def _shown(self, file: str, item: Media | None, image: Element) -> Element | None:
        taken = self.uploads.take(file) or (self.uploads.take(item.file) if item else None)
        if taken is None:
            return None
        given = image.attributes
        attributes = {"src": self.relative(taken), "alt": given.get("alt", item.alt if item else "")}
        attributes |= {key: given[key] for key in ("title", "width", "height") if given.get(key)}
        sizes = self._sizes(file, item) if item else []
        if len(sizes) > 1:
            width = given.get("width") or str(max(width for _, width in sizes))
            attributes["srcset"] = ", ".join(f"{self.relative(path)} {w}w" for path, w in sizes)
            attributes["sizes"] = f"(max-width: {width}px) 100vw, {width}px"
        return Element("img", attributes | {"loading": "lazy"})

    def _sizes(self, file: str, item: Media) -> list[tuple[str, int]]:
        """The copies of a picture that have the shape of the one shown, as the blog offered them."""
        every = [(item.file, item.width, item.height), *item.sizes]
        _, wide, high = next((size for size in every if size[0].casefold() == file.casefold()), every[0])
        alike = [(path, w) for path, w, h in every if h and abs(w * high - wide * h) <= max(wide, high) * 2]
        taken = [(self.uploads.take(path), width) for path, width in alike]
        return sorted(((path, width) for path, width in taken if path), key=lambda size: size[1])
