"""A safe tree is set in order: links and pictures lead where they can be had, and text stands in blocks.

Where a link leads and which pictures there are is asked of the surroundings, which know the site that the page is for.
"""

from __future__ import annotations

from itertools import chain, groupby
from urllib.parse import unquote

from press.html import hosts
from press.html.characters import FORBIDDEN
from press.html.safe import HEADINGS
from press.html.tree import Element, Node
from press.wordpress.content import embeds, flow
from press.wordpress.content.surroundings import Notes, Surroundings, changed, cosmetic


def ordered(root: Element, around: Surroundings, notes: Notes) -> dict[str, list[Node]]:
    """Change `root` into a row of blocks; returns the footnotes by the names that references use."""
    embeds.linked(root, around, notes)
    footnotes = _footnotes(root)
    _addresses(root, around, notes)
    for element in root.walk():
        element.children = [part for child in element.children for part in _parted(child)]
    _dangling(root, notes)
    _lowered(root)
    root.children = list(flow.blocks(root.children, notes.losses))
    return footnotes


def cover(root: Element, own: hosts.Own, notes: Notes) -> None:
    """Take the blog's private addresses, and characters that are none, out of the text; say which addresses."""
    for element in root.walk():
        children = element.children
        element.children = [_covered(each, own, notes) if isinstance(each, str) else each for each in children]
        for name in ("alt", "title"):
            if name in element.attributes:
                element.attributes[name] = _covered(element.attributes[name], own, notes)


def _covered(text: str, own: hosts.Own, notes: Notes) -> str:
    covered, found = hosts.redact(FORBIDDEN.sub("", text), own)
    notes.withheld.extend(f"{address} in the text (a private address)" for address in found)
    return covered


def _footnotes(root: Element) -> dict[str, list[Node]]:
    """Take the list of notes out; references become elements of their own that Markdown has a sign for."""
    notes: dict[str, list[Node]] = {}
    for element in root.walk():
        for child in list(element.children):
            if isinstance(child, Element) and "wp-block-footnotes" in child.classes:
                element.children.remove(child)
                items = [item for item in child.children if isinstance(item, Element) and item.tag == "li"]
                notes |= {item.attributes.get("id", ""): _note(item) for item in items}
    for element in root.walk():
        if element.tag == "sup" and element.attributes.get("data-fn") in notes:
            element.tag, element.attributes, element.children = "footnote", {"id": element.attributes["data-fn"]}, []
    return notes


def _note(item: Element) -> list[Node]:
    """A note without the arrow that leads back; Markdown has one of its own."""
    back = f"#{item.attributes.get('id', '')}-link"
    return [each for each in item.children if not (isinstance(each, Element) and each.attributes.get("href") == back)]


def _addresses(root: Element, around: Surroundings, notes: Notes) -> None:
    linked = {inner for link in root.walk() if link.tag == "a" for inner in link.walk()}
    for element in root.walk():
        inside, children = element in linked, element.children
        element.children = [new for each in children for new in _addressed(each, around, notes, linked=inside)]


def _addressed(node: Node, around: Surroundings, notes: Notes, *, linked: bool) -> list[Node]:
    """The node with an address that holds here; its content where there is none; nothing for a picture without."""
    if isinstance(node, str):
        return [node]
    if node.tag == "img":
        shown = around.picture(node, notes)
        if linked and (shown is None or shown.tag == "a"):  # a link in a link is none, and an empty one is lost
            return [f" {shown.text() if shown else around.called(node)} "]
        return [shown] if shown and shown.tag == "img" else [" ", shown or "", " "]
    if node.tag in {"audio", "video"}:
        return _player(node, around, notes)
    if node.tag == "a":
        return _anchor(node, around, notes)
    if node.tag in {"blockquote", "q", "ins", "del"}:
        node.attributes.pop("cite", None)
    named = node.attributes.pop("id", "") if node.tag == "br" else ""  # the end of a line has no place for it
    return [Element("span", {"id": named}, []), node] if named else [node]


def _parted(node: Node) -> list[Node]:
    """A link around what has become a link of its own is parted by it: Markdown has no link in a link."""
    if isinstance(node, str) or node.tag != "a" or node.find("a") is None:
        return [node]
    runs = groupby(
        node.children, lambda each: isinstance(each, Element) and "a" in {inner.tag for inner in each.walk()}
    )
    parts = [list(run) if linked else [Element("a", dict(node.attributes), list(run))] for linked, run in runs]
    return list(chain.from_iterable(parts))


def _player(node: Element, around: Surroundings, notes: Notes) -> list[Node]:
    given = node.attributes
    sources = [source for inner in node.walk() if (source := inner.attributes.get("src", ""))]
    elsewhere = [source for source in sources if hosts.host(source) and around.link(source, Notes([], [])) == source]
    own = [source for source in sources if source not in elsewhere]
    address = next((found for source in own if (found := around.file(source, notes))), None)
    if address is None and elsewhere:  # no visitor's browser shall ask another host
        name = hosts.path(elsewhere[0]).rpartition("/")[2] or elsewhere[0]
        notes.losses.append(changed("file {}: on another host, a link stands in for it", name))
        return [" ", Element("a", {"class": "embed", "href": elsewhere[0]}, [name]), " "]
    if address is None:
        return []
    kept: dict[str, str] = {key: given[key] for key in ("width", "height") if key in given}
    if "poster" in given and (poster := around.file(given["poster"], notes)):
        kept["poster"] = poster
    return [Element(node.tag, {"controls": "", "preload": "metadata", "src": address} | kept)]


def _anchor(node: Element, around: Surroundings, notes: Notes) -> list[Node]:
    href = node.attributes.get("href")
    target = around.link(href, notes) if href else None
    if href is None or target is None:
        place = {"id": node.attributes["id"]} if "id" in node.attributes else {}
        return [Element("span", place, node.children)]
    if node.text().strip() == href and (title := around.name(href)):
        pictures = [child for child in node.children if isinstance(child, Element)]
        node.children = [*pictures, title]  # an embedded post was shown by its title
    node.attributes["href"] = target
    return [node]


def _lowered(root: Element) -> None:
    """A page has one heading of the first level, its title: where a post has its own, all its headings step down."""
    found = [element for element in root.walk() if element.tag in HEADINGS]
    if any(element.tag == "h1" for element in found):
        for element in found:
            element.tag = HEADINGS[min(HEADINGS.index(element.tag) + 1, len(HEADINGS) - 1)]


def _dangling(root: Element, notes: Notes) -> None:
    """Links to places in the post that have no name."""
    names = {element.attributes["id"] for element in root.walk() if "id" in element.attributes}
    for element in root.walk():
        href = element.attributes.get("href", "")
        if href.startswith("#") and unquote(href[1:]) in names:
            element.attributes["href"] = f"#{unquote(href[1:])}"
        elif href.startswith("#") and href[1:] not in names:
            notes.losses.append(cosmetic("link to the place {} of the post: its text is kept", href))
            element.tag, element.attributes = "span", {}
