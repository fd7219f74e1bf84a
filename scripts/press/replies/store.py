"""Isso's database: old comments brought in cleaned, the queue, and what was approved written beside the pages."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from press.core.errors import PressError
from press.core.files import replace
from press.core.project import Project
from press.html import comment
from press.replies import settings
from press.site.blog import posts
from press.site.blog.posts import Item
from press.wordpress.mirror import comments

MIRRORED = "mirrored-"  # in the place of a network address: a comment that came with the blog
LONGEST_NUMBER = 12
VISIBLE, WAITING = 1, 2  # Isso's modes


class Waiting(NamedTuple):
    """A reply that nobody has approved yet."""

    number: int
    address: str
    name: str
    text: str


def database(project: Project) -> Any:
    """Isso's database, made where there is none."""
    conf = settings.read(project, "http://127.0.0.1/")
    from isso import db  # noqa: PLC0415

    return db.SQLite3(conf.get("general", "dbpath"), conf)


def bring_in(project: Project) -> int:
    """Put the blog's old comments into the database, so that they can be answered; returns how many are new there."""
    data, added = database(project), 0
    for item in _items(project):
        known = _mirrored(data, item.address)
        for entry in item.comments:
            if entry.get("kind") == "mention" or not isinstance(entry.get("id"), int) or entry["id"] in known:
                continue
            if item.address not in data.threads:
                data.threads.new(item.address, item.title)
            parent = known.get(entry.get("parent"))
            text = comments.plain(str(entry["text"]))
            row = {"mode": VISIBLE, "remote_addr": f"{MIRRORED}{entry['id']}", "text": text, "parent": parent,
                   "author": str(entry.get("name", "")), "created": _seconds(entry)}  # fmt: skip
            known[entry["id"]] = data.comments.add(item.address, row)["id"]
            added += 1
    return added


def waiting(project: Project) -> list[Waiting]:
    """The queue, oldest first."""
    rows = _rows(database(project), WAITING)
    return [Waiting(row["id"], row["uri"], str(row["author"]), str(row["text"])) for row in rows]


def decide(project: Project, number: int, *, approve: bool) -> None:
    """Approve or delete a reply."""
    data = database(project)
    if data.comments.get(number) is None:
        raise PressError(f"no reply has the number {number}; press comments moderate lists the queue")
    if approve:
        data.comments.activate(number)
    else:
        data.comments.delete(number)


def freeze(project: Project) -> list[str]:
    """Write approved replies beside their pages, for the next build; returns the pages whose replies changed."""
    data = database(project)
    from isso import html  # noqa: PLC0415

    markup = html.Markup(data.conf)
    items = {item.address: item for item in _items(project)}
    replies: dict[str, list[dict[str, Any]]] = {address: [] for address in items}
    for row in _rows(data, VISIBLE):
        if row["uri"] in replies and not str(row["remote_addr"]).startswith(MIRRORED):
            replies[row["uri"]].append(_entry(data, row, markup))
    changed = []
    for address, entries in replies.items():
        file = (project.content / items[address].source).with_name(posts.REPLIES)
        before = file.read_bytes() if file.is_file() else None
        after = comments.dump(entries).encode() if entries else None
        if before != after:
            changed.append(items[address].source)
            file.unlink() if after is None else replace(file, after)
    return changed


def parent_number(data: Any, address: str, chosen: str) -> int | None:
    """The database's number for the comment that a visitor answers: an old one by its number, or `isso-7`."""
    number = chosen.removeprefix("isso-")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        return None
    if number != chosen:
        return int(number) if data.comments.get(int(number)) else None  # Isso holds it to the same page
    return _mirrored(data, address).get(int(number))


def has(data: Any, address: str, name: str, text: str) -> bool:
    """Whether this very reply came already and was not deleted: a form may be sent twice."""
    query = ["SELECT 1 FROM comments c JOIN threads t ON c.tid = t.id WHERE t.uri = ? AND c.author = ? AND c.text = ?",
             "AND c.mode IN (?, ?)"]  # fmt: skip
    return data.execute(query, (address, name, text, VISIBLE, WAITING)).fetchone() is not None


def astray(project: Project) -> list[str]:
    """What was approved and has no page: a line for each, for it is frozen nowhere."""
    addresses = {item.address for item in _items(project)}
    rows = (row for row in _rows(database(project), VISIBLE) if row["uri"] not in addresses)
    return [
        f"{row['id']}  {row['uri']}  {row['author']}: approved, but there is no such page to reply to; it is not frozen"
        for row in rows
        if not str(row["remote_addr"]).startswith(MIRRORED)
    ]


def _items(project: Project) -> Iterator[Item]:
    if not (items := posts.answered(project)):
        place = project.place(project.content)
        raise PressError(f"{place}: there is no blog, and no article called {posts.INDEX}, to which a reply could come")
    yield from items


def _mirrored(data: Any, address: str) -> dict[Any, int]:
    """The database's numbers of a page's old comments, by their old numbers."""
    query = "SELECT c.id, c.remote_addr FROM comments c JOIN threads t ON c.tid = t.id WHERE t.uri = ?"
    rows = data.execute([query], (address,)).fetchall()
    marked = ((number, str(mark)) for number, mark in rows)
    return {int(mark.removeprefix(MIRRORED)): number for number, mark in marked if mark.startswith(MIRRORED)}


def _rows(data: Any, mode: int) -> list[dict[str, Any]]:
    columns = ("id", "parent", "created", "remote_addr", "text", "author", "website", "uri")
    query = ["SELECT c.id, c.parent, c.created, c.remote_addr, c.text, c.author, c.website, t.uri FROM comments c",
             "JOIN threads t ON c.tid = t.id WHERE c.mode = ? ORDER BY c.id"]  # fmt: skip
    return [dict(zip(columns, row, strict=True)) for row in data.execute(query, (mode,)).fetchall()]


def _entry(data: Any, row: dict[str, Any], markup: Any) -> dict[str, Any]:
    """A reply as the pages keep it: nothing that says who it was beyond what they wrote to be shown."""
    entry: dict[str, Any] = {"id": f"isso-{row['id']}"}
    if row["parent"]:
        mark = str((data.comments.get(row["parent"]) or {}).get("remote_addr", ""))
        mirrored = mark.startswith(MIRRORED)
        entry["parent"] = int(mark.removeprefix(MIRRORED)) if mirrored else f"isso-{row['parent']}"
    entry["name"] = comments.plain(str(row["author"]))
    if site := comments.website(str(row["website"] or ""), frozenset()):
        entry["site"] = site
    when = time.strftime("%Y-%m-%d %H:%M", time.gmtime(row["created"]))
    return entry | {"date": when, "text": comment.sanitised(markup.render(row["text"]))}


def _seconds(entry: dict[str, Any]) -> float:
    try:
        return time.mktime(time.strptime(str(entry.get("date", ""))[:16], "%Y-%m-%d %H:%M"))
    except ValueError:
        return time.time()
