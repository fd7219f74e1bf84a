"""HTML of strangers becomes a small safe tree: nothing in it runs, calls out, or looks like a part of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import nh3

from press.html import depth, tree
from press.html.characters import FORBIDDEN
from press.html.tree import PHRASES, Element, Node

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
EMPHASIS = frozenset({"b", "em", "i", "strong"})
BOXES = frozenset({"article", "aside", "center", "div", "footer", "form", "header", "main", "nav", "section"})
# What is no longer, or a part of a form, and yet stands on lines of its own: it keeps its words apart.
BOXED = frozenset(
    {"address", "dir", "fieldset", "hgroup", "legend", "listing", "marquee", "menu", "optgroup", "option"}
)
TABLE = frozenset({"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
BLOCKS = frozenset({"blockquote", "dd", "details", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p", "pre",
                    "summary", "ul", *HEADINGS})  # fmt: skip
MEDIA = frozenset({"audio", "img", "source", "video"})
# Elements whose inside a browser does not read as HTML, or that run, load or draw.
WITH_CONTENT = frozenset({"iframe", "math", "noembed", "noframes", "plaintext", "script", "style", "svg", "template",
                          "textarea", "xmp"})  # fmt: skip
CARRIED = PHRASES | BOXES | TABLE | BLOCKS | MEDIA
EVERYWHERE = {"class", "dir", "id", "lang"}
LATER = ("data-src", "data-lazy-src", "data-original")  # where a script finds a picture once a reader comes near
ATTRIBUTES = {
    "a": {"href", "name", "title"},
    "abbr": {"title"},
    "audio": {"src"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "details": {"open"},
    "img": {"alt", "height", "src", "title", "width", *LATER},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "source": {"src", "type"},
    "sup": {"data-fn"},
    "td": {"colspan", "data-align", "headers", "rowspan"},
    "th": {"abbr", "colspan", "data-align", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "video": {"height", "poster", "src", "width"},
}
OTHER_SCHEME = re.compile(r"\s*(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
PICTURE_DATA = re.compile(r"data:image/(?:gif|jpeg|png|webp);base64,[A-Za-z0-9+/=\s]*")
CLASSES = re.compile(
    r"align(?:left|right|center|wide|full)|has-text-align-(?:left|center|right)|has-drop-cap|page-break|columns-\d|"
    r"wp-block-(?:button|button__link|buttons|column|columns|cover|embed|embed__wrapper|file|footnotes|gallery|"
    r"group|media-text|pullquote|verse)|has-media-on-the-right|is-style-rounded|language-[\w+-]+|wp-caption|"
    r"wp-image-\d+|gallery|twitter-tweet|wp-embedded-content|player"
)
NAMING = 50  # elements of an object that may name what it shows
FRAMED = re.compile(r"<(?:embed|iframe|object|param)\b")
FROM = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
ANCHOR = re.compile(r"(?!__|md-|_$)\w[\w.:-]*")


CLEANER = nh3.Cleaner(
    tags=CARRIED | BOXED | {"embed", "iframe", "noscript", "object", "param"},
    attributes={"embed": {"src"}, "iframe": {"class", "src", "title"}, "object": {"data"}, "param": {"name", "value"}}
    | {tag: EVERYWHERE | ATTRIBUTES.get(tag, set()) for tag in CARRIED},
    url_schemes={*SCHEMES, "data"},
    clean_content_tags=WITH_CONTENT - {"iframe"},
    link_rel=None,
)


def read(html: str) -> Element:
    """The tree of `html`, read as a browser would read it that runs no script, without anything that runs or draws."""
    clean = CLEANER.clean(depth.bounded(html))
    scripted = "<noscript>" in clean
    if scripted:  # the sanitiser reads like a browser that does run them, to which the inside is text
        clean = CLEANER.clean(clean.replace("<noscript>", "").replace("</noscript>", ""))
    root = tree.parse(clean)
    if FRAMED.search(clean):
        for element in root.walk():
            element.children = list(tree.joined(new for child in element.children for new in _unframed(child)))
    for element in root.walk():
        if element.tag in BOXED:
            element.tag = "div"
        if element.tag not in CARRIED and element is not root:
            element.tag, element.attributes = "span", {}  # a second wall: the sanitiser lets none through
        if element.attributes:
            _narrow(element)
        if any(child.tag == "img" for child in element.children if isinstance(child, Element)):
            element.children = list(_pictured(element.children, scripted=scripted))
    return root


def _pictured(nodes: list[Node], *, scripted: bool) -> Iterator[Node]:
    """Pictures at the place that a script would have found, where nothing is there for readers without scripts."""
    for node in nodes:
        if isinstance(node, str) or node.tag != "img":
            yield node
            continue
        later = next((given for name in LATER if (given := node.attributes.pop(name, ""))), "")
        holds = node.attributes.get("src", "")
        if later and (not holds or holds.startswith("data:")):  # what stands in until then is no picture
            if scripted or OTHER_SCHEME.match(later):
                continue
            node.attributes["src"] = later
        yield node if node.attributes.get("src") else node.attributes.get("alt", "")


def _unframed(node: Node) -> list[Node]:
    """A link in place of a frame; nothing where the frame shows nothing, or a post that a link beside it leads to."""
    if isinstance(node, str) or node.tag not in {"embed", "iframe", "object", "param"}:
        return [node]
    title = node.attributes.get("title", "")
    if node.tag == "iframe":
        source = "" if "wp-embedded-content" in node.classes else node.attributes.get("src", "")
    else:
        source = next(filter(FROM.match, _shown_by(node)), "").strip()
    if source:
        return [" ", Element("a", {"class": "player", "href": source, "title": title}, [title or source]), " "]
    return [] if node.tag in {"iframe", *tree.VOID} else [Element("div", {}, node.children)]


def _shown_by(node: Element) -> Iterator[str]:
    """The addresses that an object of a plug-in names for what it shows."""
    for inner in islice(node.walk(), NAMING):
        given = inner.attributes
        if inner.tag in {"embed", "object"}:
            yield given.get("src", given.get("data", ""))
        elif inner.tag == "param" and given.get("name", "").lower() in {"movie", "src", "filename", "url"}:
            yield given.get("value", "")


def _narrow(element: Element) -> None:
    """Attributes that only some values of are harmless."""
    attributes = element.attributes
    for name, value in attributes.items():
        attributes[name] = FORBIDDEN.sub("", value)
    for name in attributes.keys() - EVERYWHERE - ATTRIBUTES.get(element.tag, set()):
        del attributes[name]
    kept = [name for name in element.classes if CLASSES.fullmatch(name)]
    attributes.pop("class", None)
    if kept:
        attributes["class"] = " ".join(kept)
    if "name" in attributes and (name := attributes.pop("name")):
        attributes.setdefault("id", name)  # the older way to name a place
    if "id" in attributes and not ANCHOR.fullmatch(attributes["id"]):
        del attributes["id"]
    for name in ("href", "src", "poster", "cite"):
        value = attributes.get(name, "")
        if re.match(r"\s*data:", value, re.IGNORECASE) and not (
            element.tag == "img" and name == "src" and PICTURE_DATA.fullmatch(value)
        ):
            del attributes[name]
