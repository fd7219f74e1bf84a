"""The public REST answers of a WordPress blog: what its server showed to anybody, as data.

They may lie in a folder (`posts.json`, `pages.json`, `media.json`, ...) or come from the live blog. They are not safe
HTML; names come as strangers typed them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

from press.core import shallow
from press.core.errors import PressError
from press.html import hosts
from press.wordpress.source import items
from press.wordpress.source.model import (
    MAXIMUM_BYTES,
    PUBLIC_COMMENTS,
    PUBLIC_TAXONOMIES,
    Author,
    Blog,
    Comment,
    Media,
    Post,
    Term,
)

INTERNAL = re.compile(r"attachment|nav_menu.*|wp_.*")

Answer = dict[str, Any]


def folder(path: Path) -> Blog:
    """The blog whose answers lie in a folder, `NAME.json` and for further pages `NAME.2.json`."""
    digest = hashlib.sha256()

    def ask(name: str) -> Any:
        first = path / f"{name}.json"
        more = sorted(path.glob(f"{name}.[0-9]*.json"), key=lambda file: (len(file.name), file.name))
        answers = [_read(file, digest) for file in (first, *more) if file.is_file()]
        return answers[0] if len(answers) == 1 else [entry for answer in answers for entry in answer]

    if not (path / "posts.json").is_file():
        raise PressError(f"{path}: no posts.json; a folder of REST answers has posts.json, pages.json, media.json, ...")
    return blog(ask)._replace(digest=digest.hexdigest())


def blog(ask: Callable[[str], Any]) -> Blog:
    """The blog that answers; `ask` takes the name of a collection, `index` for the blog itself."""
    index, types, taxonomies = _table(ask("index")), _table(ask("types")), _table(ask("taxonomies"))
    kinds = _bases(types) or {"post": "posts", "page": "pages"}
    bases = _bases(taxonomies) or {"category": "categories", "post_tag": "tags"}
    terms = {(taxonomy, term.get("id")): term for taxonomy, base in bases.items() for term in _list(ask(base))}
    users = {user.get("id"): user for user in _list(ask("users"))}
    comments: dict[Any, list[Comment]] = {}
    for comment in _list(ask("comments")):
        if str(comment.get("type") or "comment") in PUBLIC_COMMENTS:
            comments.setdefault(comment.get("post"), []).append(_comment(comment))
    posts = []
    for kind, base in kinds.items():
        for entry in _list(ask(base)):
            author = users.get(entry.get("author"), {})
            posts.append(_post(entry, kind, _assigned(entry, bases, terms), author, comments.get(entry.get("id"), [])))
    forms = dict.fromkeys(slug for post in posts for taxonomy, slug in post.terms if taxonomy == "post_format")
    formats = [Term("post_format", slug, slug.removeprefix("post-format-").capitalize()) for slug in forms]
    media = tuple(_media(entry) for entry in _list(ask("media")))
    home = str(index.get("home", "")) or next((post.guid for post in posts), "")
    return Blog(
        title=unescape(str(index.get("name", ""))),
        tagline=unescape(str(index.get("description", ""))),
        language="",
        base=re.sub(r"^https?://[^/]*|/$", "", str(index.get("home", ""))),
        hosts=frozenset(filter(None, [hosts.host(home), hosts.host(str(index.get("url", "")))])),
        posts=tuple(posts),
        media=media,
        terms=(*(_term(term, taxonomy, terms) for (taxonomy, _), term in terms.items()), *formats),
        authors={
            str(user.get("slug")): Author(
                str(user.get("name")),
                str(user.get("description", "")),
                _whole(user.get("id")),
                str(user.get("link", "")),
            )
            for user in users.values()
        },
        taxonomies=PUBLIC_TAXONOMIES.union(bases),
    )


def _read(file: Path, digest: hashlib._Hash) -> Any:
    try:
        if file.stat().st_size > MAXIMUM_BYTES:
            raise PressError(f"{file}: larger than {MAXIMUM_BYTES // 2**20} MiB")
        data = file.read_bytes()
        digest.update(data)
        return shallow.read_json(data)
    except OSError as error:
        raise PressError(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise PressError(f"{file}: not JSON: {error}") from error


def _bases(about: Answer) -> dict[str, str]:
    """Where each type or taxonomy is asked for, without those that WordPress keeps for itself."""
    return {
        name: str(entry.get("rest_base") or name)
        for name, entry in about.items()
        if isinstance(entry, dict) and not INTERNAL.fullmatch(name)
    }


def _list(answer: Any) -> list[Answer]:
    """Entries of a collection; an answer that is none, such as an error, holds no entries."""
    return [entry for entry in answer if isinstance(entry, dict)] if isinstance(answer, list) else []


def _table(answer: Any) -> Answer:
    return answer if isinstance(answer, dict) and "code" not in answer else {}


def _rendered(entry: Answer, key: str) -> str:
    value = entry.get(key)
    return str(value.get("rendered", "")) if isinstance(value, dict) else ""


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _assigned(entry: Answer, bases: dict[str, str], terms: dict[Any, Answer]) -> Iterator[tuple[str, str]]:
    """The terms of an entry, as (taxonomy, slug)."""
    for taxonomy, base in bases.items():
        for number in _list_of_numbers(entry.get(base)):
            if (taxonomy, number) in terms:
                yield taxonomy, str(terms[taxonomy, number].get("slug"))
    if (form := entry.get("format")) and form != "standard":
        yield "post_format", f"post-format-{form}"


def _list_of_numbers(value: Any) -> list[int]:
    return [number for number in value if isinstance(number, int)] if isinstance(value, list) else []


def _post(entry: Answer, kind: str, assigned: Iterable[tuple[str, str]], author: Any, comments: list[Comment]) -> Post:
    content = entry.get("content")
    protected = bool(content.get("protected")) if isinstance(content, dict) else False
    number = _whole(entry.get("id"))
    found = Post(
        number=number, kind=kind, slug=str(entry.get("slug") or ""), title="", link=str(entry.get("link") or ""),
        guid=unescape(_rendered(entry, "guid")), status=str(entry.get("status", "")), protected=protected, content="",
        rendered=True,
    )  # fmt: skip
    if not found.public:
        return found
    return found._replace(
        title=_rendered(entry, "title"),
        content=_rendered(entry, "content"),
        excerpt=_rendered(entry, "excerpt"),
        author=str(author.get("slug", "")),
        date=str(entry.get("date") or "").replace("T", " "),
        date_gmt=str(entry.get("date_gmt") or "").replace("T", " "),
        parent=_whole(entry.get("parent")),
        order=_whole(entry.get("menu_order")),
        sticky=entry.get("sticky") is True,
        thumbnail=_whole(entry.get("featured_media")),
        terms=tuple(assigned),
        comments=tuple(reversed(comments)),  # answers come newest first
    )


def _comment(entry: Answer) -> Comment:
    return Comment(
        number=_whole(entry.get("id")),
        parent=_whole(entry.get("parent")),
        kind=str(entry.get("type") or "comment"),
        author=unescape(str(entry.get("author_name", ""))),
        url=str(entry.get("author_url", "")),
        date=str(entry.get("date", "")).replace("T", " "),
        content=_rendered(entry, "content"),
    )


def _term(term: Answer, taxonomy: str, terms: dict[Any, Answer]) -> Term:
    above = terms.get((taxonomy, term.get("parent")), {})
    return Term(taxonomy, str(term.get("slug", "")), unescape(str(term.get("name", ""))), str(above.get("slug", "")),
                str(term.get("description", "")), _whole(term.get("id")), str(term.get("link", "")))  # fmt: skip


def _media(entry: Answer) -> Media:
    details = _table(entry.get("media_details"))
    url = str(entry.get("source_url", ""))
    return Media(
        number=_whole(entry.get("id")),
        parent=_whole(entry.get("post")),
        file=items.below(url),
        url=url,
        link=str(entry.get("link", "")),
        title=unescape(_rendered(entry, "title")),
        alt=str(entry.get("alt_text", "")),
        caption=re.sub(r"^\s*<p>|</p>\s*$", "", _rendered(entry, "caption")),
        width=_whole(details.get("width")),
        height=_whole(details.get("height")),
        sizes=tuple(_sizes(details)),
    )


def _sizes(details: Answer) -> Iterator[tuple[str, int, int]]:
    sizes = details.get("sizes")
    for size in sizes.values() if isinstance(sizes, dict) else ():
        if isinstance(size, dict) and isinstance(size.get("source_url"), str):
            yield items.below(size["source_url"]), _whole(size.get("width")), _whole(size.get("height"))
