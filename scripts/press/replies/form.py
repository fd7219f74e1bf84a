"""A reply as an ordinary form sends it: read, held to what the page asks, and handed to Isso as the JSON it takes."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, quote

from press.html import hosts
from press.html.characters import FORBIDDEN
from press.html.page import Page

Environment = dict[str, Any]

MAXIMUM_BYTES = 70_000
HONEYPOT = "phone"  # no person sees this field
MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+")
ADDRESS = re.compile(r"/(?:[^/?#\\\x00-\x1f]{1,255}/){0,32}")


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """The reply is not taken; `status` and the reason go to the visitor."""

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


class Reply(NamedTuple):
    """What a visitor sent. `trapped` says that a field was filled which no person sees."""

    address: str
    title: str
    name: str
    mail: str
    website: str
    text: str
    parent: str
    trapped: bool


def read(environment: Environment, site: Path, url: str) -> Reply:
    """The reply in a request to the site at `url`; Refused where it is none, or comes from another site's page."""
    if environment["REQUEST_METHOD"] != "POST":
        raise Refused("405 Method Not Allowed", "A reply is sent by the form below a post.")
    origin = environment.get("HTTP_ORIGIN")
    ours = origin == url if origin is not None else environment.get("HTTP_SEC_FETCH_SITE") == "same-origin"
    if not ours:  # `null` too: a sandboxed frame or a redirect from elsewhere says so
        raise Refused("403 Forbidden", "The reply does not come from a page of this site.")
    fields = _fields(environment)
    address = fields.get("uri", "")
    if not _takes_replies(site, address):
        raise Refused("400 Bad Request", "There is no such page.")
    text = {key: _line(fields.get(key, "")) for key in ("title", "author", "email", "website", "parent")}
    if not MAIL.fullmatch(text["email"]):
        raise Refused("400 Bad Request", "The email address is not one.")
    if hosts.broken(text["website"]):
        raise Refused("400 Bad Request", "The website is not an address.")
    title = text["title"][:200] or address
    words = FORBIDDEN.sub("", fields.get("comment", "").replace("\r\n", "\n")).strip()
    return Reply(address, title, text["author"], text["email"], text["website"], words, text["parent"],
                 bool(fields.get(HONEYPOT)))  # fmt: skip


def _takes_replies(site: Path, address: str) -> bool:
    """Whether the page at an address has the form, and says that this is the address to reply to: each page has one."""
    file = site / address.strip("/") / "index.html"
    try:
        if not ADDRESS.fullmatch(address) or not file.resolve().is_relative_to(site.resolve()) or not file.is_file():
            return False
        page = Page(file.read_text(encoding="utf-8", errors="replace"), address)
    except (OSError, ValueError):  # a name that no file can have
        return False
    return any(field.get("name") == "uri" and field.get("value") == address for field in page.elements("input"))


def _line(text: str) -> str:
    """A text without what no document may hold, on one line."""
    return " ".join(FORBIDDEN.sub("", text).split())


def _fields(environment: Environment) -> dict[str, str]:
    kind = environment.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    length = environment.get("CONTENT_LENGTH") or "0"
    if kind != "application/x-www-form-urlencoded" or not length.isdecimal():
        raise Refused("415 Unsupported Media Type", "A reply is sent as an ordinary form.")
    if int(length) > MAXIMUM_BYTES:
        raise Refused("413 Content Too Large", "The reply is too long.")
    body = environment["wsgi.input"].read(int(length))
    if len(body) < int(length):
        raise Refused("400 Bad Request", "The reply broke off.")
    data = body.decode("utf-8", "replace")
    try:
        parsed = parse_qs(data, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise Refused("400 Bad Request", "The form has too many fields.") from None
    return {key: values[0] for key, values in parsed.items()}


def post(reply: Reply, parent: int | None, isso: Callable[..., Any], environment: Environment) -> str:
    """Hand the reply to Isso, with its guards and its queue; returns the status that it answers with."""
    body = {"author": reply.name, "email": reply.mail, "website": reply.website or None, "text": reply.text,
            "title": reply.title, "parent": parent}  # fmt: skip
    data = json.dumps(body).encode()
    request = {key: value for key, value in environment.items() if not key.startswith("HTTP_COOKIE")} | {
        "PATH_INFO": "/new",
        "SCRIPT_NAME": "",
        "QUERY_STRING": f"uri={quote(reply.address)}",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(data)),
        "wsgi.input": io.BytesIO(data),
    }
    said: list[str] = []
    for _ in isso(request, lambda status, _headers, _info=None: said.append(status)):
        pass
    return said[0]


def location(address: str) -> str:
    """Where the visitor goes next: the page, at the line that says what became of the reply."""
    return quote(address, safe="/%") + "#reply-received"


def page(status: str, reason: str) -> bytes:
    """A refusal that a person can read."""
    title = escape(status.partition(" ")[2])
    return f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{escape(reason)}</p>".encode()
