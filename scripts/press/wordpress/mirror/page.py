"""A post becomes one page: front matter, title, eyebrow, the article's words, tags, and when it was mirrored."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from press.html import hosts, safe, tree
from press.html.characters import FORBIDDEN
from press.html.tree import Element
from press.wordpress.content import blocks, convert, escape, losses, prepare, rendering, shortcodes
from press.wordpress.content.surroundings import Notes
from press.wordpress.mirror import names
from press.wordpress.mirror.single_media import Alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from press.wordpress.source.model import Post, Term

DESCRIPTION_LENGTH = 160
FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
TAGS_LINE = re.compile(r"\s*tags:\s*(.+)", re.IGNORECASE | re.DOTALL)  # typed by hand below the text
BULLET = " • "
KINDS = ("category", "post_tag")


class Article(NamedTuple):
    """What a page says, apart from the day it was mirrored."""

    title: str
    description: str
    permalink: str | None
    body: str
    withheld: tuple[str, ...]
    losses: tuple[str, ...]


def article(post: Post, slug: str, own: frozenset[str], terms: Mapping[tuple[str, str], Term]) -> Article:
    """The words of `post`; `own` are the hosts that mean the site it comes from."""
    notes = Notes([], [*losses.of(post.content)])
    root = safe.read(blocks.html(post, shortcodes.Library([]), {}))
    footnotes = prepare.ordered(root, Alone(own), notes)
    title_text, found = hosts.redact(one_line(safe.read(post.title).text()))
    notes.withheld.extend(f"{address} in the title (a private address)" for address in found)
    notes.losses.extend([] if title_text else ["title: the post has none that can be shown, its name stands in"])
    markup = title_text != one_line(post.title)
    notes.losses.extend(["markup in the title: nothing but text is kept of it"] if markup else [])
    typed = _typed_tags(root)
    prepare.cover(root, notes)
    named = {taxonomy: [terms[term].name for term in post.terms if term[0] == taxonomy] for taxonomy in KINDS}
    categories = public_names(named["category"], "category", own, notes)
    tags = public_names(named["post_tag"] if typed is None else typed, "tag", own, notes)
    title_text = title_text or slug
    writer = convert.Writer(None, footnotes, {}, {})
    text = writer.markdown(root)
    notes.losses.extend(rendering.difference(root, text, [footnotes[name] for name in writer.seen]))
    permalink = names.permalink(post.link)
    notes.losses.extend([] if permalink else ["permalink: the original had no path of its own, so none leads here"])
    parts = [
        f"# {escape.heading(escape.inline(title_text))}",
        _line(BULLET.join(categories).upper(), "eyebrow"),
        text,
        _line("Tags: " + BULLET.join(tags) if tags else "", "tags"),
    ]
    body = "\n\n".join(filter(None, parts))
    about = names.shown(description(root)).replace('"', "'")  # it ends up between such marks
    return Article(names.shown(title_text), about, permalink, body, tuple(notes.withheld), tuple(counted(notes.losses)))


def compose(content: Article, mirrored: date) -> str:
    """The page as it is written to disk."""
    wordpress: dict[str, Any] = {"permalink": content.permalink} if content.permalink else {}
    matter = {"title": content.title, "description": content.description}
    front = yaml.safe_dump(
        {key: value for key, value in matter.items() if value} | {"wordpress": wordpress | {"mirrored": mirrored}},
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
    )
    closing = _line(f"Mirrored from WordPress on {mirrored.isoformat()}.", "mirrored")
    return f"---\n{front}---\n{content.body}\n\n{closing}\n"


def mirrored(text: str) -> date | None:
    """The day that a page names as the day it was mirrored."""
    match = FRONT_MATTER.match(text)
    try:
        matter = yaml.safe_load(match[1]) if match else None
    except yaml.YAMLError:
        return None
    wordpress = matter.get("wordpress") if isinstance(matter, dict) else None
    day = wordpress.get("mirrored") if isinstance(wordpress, dict) else None
    return day if isinstance(day, date) else None


def _line(text: str, name: str) -> str:
    return f"{escape.lines(escape.inline(text))}\n{{: .{name} }}" if text else ""


def one_line(text: str) -> str:
    """Text without line breaks and without characters that are none."""
    return " ".join(FORBIDDEN.sub("", text).split())


def public_names(given: Iterable[str], kind: str, own: frozenset[str], notes: Notes) -> list[str]:
    """Names that may be shown: those that are private hosts are withheld."""
    shown = []
    for name in given:
        host = hosts.named(name)
        if hosts.private(host) or host in own:
            notes.withheld.append(f"{kind} {name} (a private address)")
        else:
            shown.append(names.shown(one_line(name)))
    return shown


def counted(entries: Iterable[str]) -> Iterator[str]:
    """Each entry once, with how often it was there."""
    for entry, count in Counter(entries).items():
        yield entry if count == 1 else f"{entry} ({count} times)"


def _typed_tags(root: Element) -> list[str] | None:
    """The names in a line `Tags: a • b` that ends the text, which is taken out of it."""
    last = root.children[-1] if root.children else None
    if not isinstance(last, Element) or last.tag != "p":
        return None
    match = TAGS_LINE.fullmatch(last.text())
    if match is None or BULLET.strip() not in match[1]:
        return None
    root.children.pop()
    return [name.strip() for name in match[1].split(BULLET.strip())]


def description(root: Element) -> str:
    """The first sentences of the lead as far as they fit; where not even one does, as many words as fit."""
    lead = root.find("p")
    text = " ".join(tree.words(lead)) if lead else ""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    beginning = text[: DESCRIPTION_LENGTH + 1]
    ends = [match.start() for match in re.finditer(r"(?<=[.!?])\s", beginning)]
    return text[: ends[-1]] if ends else beginning[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0] + "…"
