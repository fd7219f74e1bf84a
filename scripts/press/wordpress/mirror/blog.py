"""A whole blog becomes a folder of pages: everything that was public, nothing else, and an account of both.

A second run changes nothing. What changed on the blog since shows as a difference and is written; a page that was
edited here since is kept, and said, unless the edits may be lost (`force`).
"""

from __future__ import annotations

import filecmp
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from press.core import account
from press.core.account import UPLOADS
from press.core.counted import counted
from press.html import hosts
from press.wordpress.content import escape
from press.wordpress.content.expansions import Library
from press.wordpress.content.surroundings import Loss, changed, missing
from press.wordpress.mirror import changes, menu, names, places, store, visible
from press.wordpress.mirror.comments import plain
from press.wordpress.mirror.entry import Entry, Writer, of_export, one_line
from press.wordpress.mirror.report import Report
from press.wordpress.mirror.uploads import Uploads, file_name
from press.wordpress.source.model import Blog, Post, Term

KINDS = ("post", "page")
INTERNAL = re.compile(r"wp_.*|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request")


def import_blog(
    blog: Blog,
    folder: Path,
    *,
    media: Path | None = None,
    fetch: Callable[[str, Path], bool] | None = None,
    origins: Sequence[str] = (),
    kinds: Sequence[str] = (),
    extensions: Iterable[str] = (),
    today: date,
    prove: Callable[[Post, Entry], Iterable[Loss]] = lambda *_: (),
    force: bool = False,
    only_look: bool = False,
) -> Report:
    """Bring `folder` up to date with `blog`; with `only_look`, say what that would change and change nothing.

    `prove` names what of a page differs from its original. Who calls holds the folder by `store.alone`.
    """
    seen = store.state(folder)
    whole, blog = blog, visible.visible(blog, kinds)
    taken = [post for post in blog.posts if post.public and (post.rendered or post.kind in {*KINDS, *kinds})]
    where = places.Places(blog, taken, origins)
    uploads = Uploads(media, folder, fetch, where.files.stored)
    terms = {term.key: term for term in blog.terms}
    writer = Writer(blog, where, uploads, Library(blog.media), terms, escape.signs(extensions))
    pages = zip(taken, [writer.entry(post) for post in taken], strict=True)
    entries = [made._replace(losses=(*made.losses, *prove(post, made))) for post, made in pages]
    pictured = [path for path in where.former if path.startswith(UPLOADS)]  # their pages were public, so they are
    untaken = [path for path in pictured if not uploads.take(path.removeprefix(f"{UPLOADS}/"))]
    before = account.read(folder)
    texts, written, report = changes.decide(folder, entries, before.get("written", {}), force=force)
    withheld = [*_held_back(blog, taken), *visible.withheld(whole, taken, kinds)]
    withheld += [*(f"{entry.source}: {what}" for entry in entries for what in entry.withheld)]
    losses = [(loss, entry.source) for entry in entries for loss in entry.losses]
    losses += [(loss, "the export") for loss in of_export(blog)]
    files = {path: source for path, source in uploads.asked.items() if not _same(folder / path, source)}
    shown, missed = menu.tree(blog, where)
    losses += [(loss, "the menu") for loss in missed]
    losses += [(_untaken(path, where), "the media library") for path in untaken]
    about = {**_about(blog, where, frozenset(untaken)), "menu": shown}
    state: dict[str, Any] = {"written": written, "blog": about, "ledger": _ledger(losses)}
    if texts or files or {**before, "mirrored": None} != {**state, "mirrored": None}:
        state["mirrored"] = today.isoformat()
        if not only_look:
            texts[account.PLACE] = (json.dumps(state, ensure_ascii=False, indent=1) + "\n").encode()
            store.change(folder, texts, files, seen)
    return report._replace(files=len(files), losses=tuple(losses), withheld=tuple(withheld))


def _untaken(path: str, where: places.Places) -> Loss:
    """What is said of a file whose page was public; one of another host, without a name of a file, never was here."""
    url = where.files.stored.get(path.removeprefix(f"{UPLOADS}/"), "")
    if url and not where.is_sure(url) and "." not in hosts.path(url).rpartition("/")[2]:
        return changed("file {}: on another host, so its page leads nowhere", file_name(url))
    return missing("file {}: not in the media folder, so its page leads nowhere", file_name(path))


def _about(blog: Blog, where: places.Places, untaken: frozenset[str]) -> dict[str, Any]:
    """What lists of posts need: names of the blog, its authors and terms, and what leads where."""
    terms, own = {term.key: term for term in blog.terms}, where.private
    files = {target: former for target, former in sorted(where.former.items()) if not target.endswith(".md")}
    files = {target: former for target, former in files.items() if target not in untaken}
    return {
        "title": plain(blog.title, own),
        "tagline": plain(blog.tagline, own),
        "language": blog.language,
        "private": {"hosts": sorted(map(hosts.sealed, own.names)), "at_home": own.at_home},
        "authors": [
            {"name": plain(author.name), "about": plain(author.about, own), "path": where.lists.authors[login]}
            for login, author in sorted(where.lists.people.items())
        ],
        "terms": [_term(terms[key], path, own) for key, path in where.lists.terms.items()],
        "dates": where.lists.dates,
        "redirects": {old: target for target, former in files.items() for old in former}
        | {f"/?{query}": f"{path}/" for query, path in where.lists.asked.items()},
    }


def _term(term: Term, path: str, own: hosts.Own) -> dict[str, str]:
    name, about = names.shown(one_line(term.name)), plain(term.description, own)
    return {"taxonomy": term.taxonomy, "name": name, "path": path, "about": about}


def _ledger(losses: Sequence[tuple[Loss, str]]) -> dict[str, dict[str, list[str]]]:
    """Losses by weight and page, as they are kept in the folder: without the addresses that may not be in it."""
    kept: dict[str, dict[str, list[str]]] = {}
    for loss, at in sorted(losses, key=lambda entry: entry[0].weight):
        kept.setdefault(loss.weight.name.lower(), {}).setdefault(at, []).append(hosts.redact(loss)[0])
    return kept


def _held_back(blog: Blog, taken: Sequence[Post]) -> Iterator[str]:
    """What was not public, in numbers; and entries of other types, which only a name lets in."""
    status = Counter("with a password" if post.protected else f"in the state {post.status}"
                     for post in blog.posts if not post.public)  # fmt: skip
    yield from (f"{counted(count, 'entry', 'entries')} {what}" for what, count in sorted(status.items()))
    numbers = {post.number for post in taken}
    others = Counter(post.kind for post in blog.posts
                     if post.public and post.number not in numbers and not INTERNAL.fullmatch(post.kind))  # fmt: skip
    for kind, count in sorted(others.items()):
        yield f"{count} of the type {kind}: an export does not say whether visitors could see it; add --type {kind}"
    if hidden := sum(post.hidden for post in taken):
        yield f"{counted(hidden, 'comment that was', 'comments that were')} not approved"


def _same(target: Path, source: Path) -> bool:
    return target.is_file() and filecmp.cmp(target, source)
