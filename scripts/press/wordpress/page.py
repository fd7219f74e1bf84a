"""A post becomes one page: front matter, title, eyebrow, the article's words, tags, and when it was mirrored."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

import yaml
from bs4 import BeautifulSoup, Tag

from press.wordpress import convert, escape, hosts, losses, names, safe
from press.wordpress.wxr import FORBIDDEN, Post

DESCRIPTION_LENGTH = 160
FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
TAGS_LINE = re.compile(r"\s*tags:\s*(.+)", re.IGNORECASE | re.DOTALL)  # typed by hand below the text
BULLET = " • "


class Article(NamedTuple):
    """What a page says, apart from the day it was mirrored."""

    title: str
    description: str
    permalink: str | None
    body: str
    withheld: tuple[str, ...]
    losses: tuple[str, ...]


def article(post: Post, slug: str, own: frozenset[str]) -> Article:
    """The words of `post`; `own` are the hosts that mean the site it comes from."""
    tree, withheld, lost = safe.tree(post.content, own)
    lost = [*losses.of(post.content), *lost]
    title = BeautifulSoup(safe.clean(post.title), "html.parser")
    title_text, found = hosts.redact(_one_line(title.get_text()))
    withheld += [f"{address} in the title (a private address)" for address in found]
    lost += [] if title_text else ["title: the post has none that can be shown, its name stands in"]
    lost += ["markup in the title: nothing but text is kept of it"] if title_text != _one_line(post.title) else []
    typed = _typed_tags(tree)
    withheld += safe.cover(tree)
    categories, hidden_categories = _public(post.categories, own)
    tags, hidden_tags = _public(post.tags if typed is None else typed, own)
    withheld += [f"category {name} (a private address)" for name in hidden_categories]
    withheld += [f"tag {name} (a private address)" for name in hidden_tags]
    title_text = title_text or slug
    description = _description(tree)
    text = convert.markdown(tree)
    lost += convert.difference(tree, text)
    permalink = names.permalink(post.link)
    lost += [] if permalink else ["permalink: the original had no path of its own, so none leads here"]
    parts = [
        f"# {escape.heading(escape.inline(title_text))}",
        _line(BULLET.join(categories).upper(), "eyebrow"),
        text,
        _line("Tags: " + BULLET.join(tags) if tags else "", "tags"),
    ]
    body = "\n\n".join(filter(None, parts))
    return Article(title_text, description, permalink, body, tuple(withheld), tuple(lost))


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


def _one_line(text: str) -> str:
    return " ".join(FORBIDDEN.sub("", text).split())


def _public(names_given: tuple[str, ...], own: frozenset[str]) -> tuple[list[str], list[str]]:
    """Names that may be shown, and names that are private hosts."""
    hidden = [name for name in names_given if _is_address(name, own)]
    return [name for name in map(_one_line, names_given) if name not in hidden], hidden


def _is_address(name: str, own: frozenset[str]) -> bool:
    host = hosts.host(name)
    return hosts.private(host) or host in own


def _typed_tags(tree: BeautifulSoup) -> tuple[str, ...] | None:
    """The names in a line `Tags: a • b` that ends the text, which is taken out of it."""
    elements = [child for child in tree.children if isinstance(child, Tag)]
    match = TAGS_LINE.fullmatch(elements[-1].get_text()) if elements and elements[-1].name == "p" else None
    if match is None or BULLET.strip() not in match[1]:
        return None
    elements[-1].decompose()
    return tuple(name.strip() for name in match[1].split(BULLET.strip()))


def _description(tree: BeautifulSoup) -> str:
    """The first sentences of the lead as far as they fit; where not even one does, as many words as fit."""
    lead = tree.find("p")
    text = " ".join(convert.words(str(lead))) if isinstance(lead, Tag) else ""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    beginning = text[: DESCRIPTION_LENGTH + 1]
    ends = [match.start() for match in re.finditer(r"(?<=[.!?])\s", beginning)]
    return text[: ends[-1]] if ends else beginning[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0] + "…"
